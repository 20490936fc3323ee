"""Let two builders, a remover and readers meet at one graph folder, in as many ways as asked for.

`python tests/interleavings.py 200` prints how many rounds went well. In each round one builder edits `x/a.txt` and
builds `x` (sometimes `x` and `y` with `sync`), the other edits `y/a.txt`, adds a file to `y` and builds `y`, a remover
takes out the file that was added in the round before, and a reader looks at the folder all the time. All wait for their
turn; in some rounds they do not, and what was refused must have changed nothing.
"""

from __future__ import annotations

import json
import math
import multiprocessing
import os
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import kg
from kg.errors import BusyError, StoreError

_SAID = re.compile(r"Xây dựng cầu (\w+)")
READER = "reader"
_PAUSE = 0.05


def write(path: Path, name: str) -> None:
    """Put a small plan that builds the bridge `name` at `path`, in one step."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(f"KẾ HOẠCH\nII. NHIỆM VỤ\n1. Xây dựng cầu {name}.\n", encoding="utf-8")
    os.replace(beside, path)


def look(out: Path) -> dict[str, str]:
    """Return the bridges in a graph folder by document; raises `AssertionError` where its parts do not agree."""
    with kg.open(out) as graph:
        documents = {item["id"]: item for item in graph.report["documents"]}
        assert set(documents) == set(graph.documents), "report and store differ"
        texts = {name: _SAID.findall(graph.text(name)) for name in documents}
        said: dict[str, list[str]] = {name: [] for name in documents}
        for name, quote in graph.query("SELECT ?d ?w { ?m a pol:Measure ; pol:partOfDocument ?d ; pol:text ?w }"):
            said[name] += _SAID.findall(quote)
        assert texts == said, f"texts {texts} and statements {said} differ"
        facts = (graph._folder.place / "facts.jsonl").read_text(encoding="utf-8").splitlines()
        quotes = {word for line in facts for word in _SAID.findall(json.loads(line).get("quote", ""))}
        assert quotes == {word for words in said.values() for word in words}, "facts.jsonl differs"
        graph.search("cầu")
    return {documents[name]["slug"]: words[0] for name, words in said.items()}


def act(kind: str, out: Path, *, delay: float, wait: float, **how: object) -> str:
    """Do the part of one process and return what came of it: done, busy, unknown, or a traceback."""
    time.sleep(delay)
    try:
        if kind == READER:
            rounds = 0
            while not Path(str(how["stop"])).exists() or not rounds:
                look(out)
                rounds += 1
                time.sleep(_PAUSE)
            return f"looked {rounds}"
        if kind == "remover":
            kg.remove(out, *how["names"], wait=wait).close()  # type: ignore[misc]
            return "done"
        for path, name in how["files"]:  # type: ignore[attr-defined]
            write(Path(path), name)
        kg.build(*how["inputs"], out=out, wait=wait, sync=bool(how["sync"])).close()  # type: ignore[misc]
        return "done"
    except BusyError:
        return "busy"
    except StoreError as error:
        return "unknown" if "there is no document" in str(error) else traceback.format_exc()
    except Exception:  # noqa: BLE001 what a process must never end with
        return traceback.format_exc()


def run(rounds: int, *, seed: int = 0, processes: int = 4) -> Counter[str]:
    """Return how often what came of a part; raises `AssertionError` where a round goes wrong."""
    dice, met = random.Random(seed), Counter[str]()
    context = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(processes, mp_context=context) as pool,
    ):
        place, out = Path(folder), Path(folder) / "out"
        for name in ("x", "y"):
            (place / name).mkdir()
            write(place / name / "a.txt", f"{name.upper()}0")
        write(place / "y" / "n0.txt", "N0")
        kg.build(place / "x", place / "y", out=out).close()
        expected = look(out)
        for number in range(1, rounds + 1):
            sync = dice.random() < 0.2
            patient = sync or dice.random() < 0.75
            stop = place / f"stop{number}"
            gone = [name for name in expected if name.startswith("n")]
            parts = _start(pool, place, dice, number=number, gone=gone, patient=patient, sync=sync)
            reader = pool.submit(act, READER, out, delay=0, wait=0, stop=str(stop))
            came = {part: future.result() for part, future in parts.items()}
            stop.touch()
            came[READER] = reader.result()
            _check(came, number)
            met.update(part if part.startswith("looked") else f"{who} {part}" for who, part in came.items())
            expected = _expect(expected, came, number=number, gone=gone, sync=sync)
            found = look(out)
            assert found == expected, f"round {number}: {found}, not {expected}: {came}"
            left = [path.name for path in place.iterdir() if path.name.startswith(".")]
            assert not left, f"round {number}: {left} left behind"
            if came["two"] == "busy":
                kg.build(place / "y", out=out).close()
                expected = look(out)
            if not number % 20:
                print(f"{number} rounds", file=sys.stderr, flush=True)
        return met


def _start(
    pool: ProcessPoolExecutor,
    place: Path,
    dice: random.Random,
    *,
    number: int,
    gone: list[str],
    patient: bool,
    sync: bool,
) -> dict[str, Future[str]]:
    """Start two builders and a remover of what the round before added."""
    out, wait = place / "out", math.inf if patient else 0.0
    for name in gone:
        (place / "y" / f"{name}.txt").unlink(missing_ok=True)
    builders = {
        "one": {
            "files": [(place / "x" / "a.txt", f"X{number}")],
            "inputs": [place / "x", place / "y"] if sync else [place / "x"],
            "sync": sync,
        },
        "two": {
            "files": [(place / "y" / "a.txt", f"Y{number}"), (place / "y" / f"n{number}.txt", f"N{number}")],
            "inputs": [place / "y"],
            "sync": False,
        },
    }
    parts = {
        who: pool.submit(act, "builder", out, delay=dice.random() * 0.3, wait=wait, **how)
        for who, how in builders.items()
    }
    if gone:
        parts["remover"] = pool.submit(act, "remover", out, delay=dice.random() * 0.6, wait=wait, names=gone)
    return parts


def _check(came: dict[str, str], number: int) -> None:
    for who, what in came.items():
        assert what in ("done", "busy", "unknown") or what.startswith("looked"), f"round {number}, {who}:\n{what}"


def _expect(
    before: dict[str, str], came: dict[str, str], *, number: int, gone: list[str], sync: bool
) -> dict[str, str]:
    """Return what the folder has to hold after a round, by slug."""
    now = dict(before)
    if gone:
        taken_out = came["remover"] == "done" or sync
        assert taken_out or came["remover"] == "busy", f"round {number}: {gone} went without being removed"
        now = {slug: word for slug, word in before.items() if not (taken_out and slug in gone)}
    for slug, word in before.items():
        if word[0] == "X" and came["one"] == "done":
            now[slug] = f"X{number}"
        if word[0] == "Y" and came["two"] == "done":
            now[slug] = f"Y{number}"
    return now | ({f"n{number}": f"N{number}"} if came["two"] == "done" else {})


if __name__ == "__main__":
    began = time.monotonic()
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    outcome = run(asked, seed=int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    looks = sum(int(what.split()[1]) * times for what, times in outcome.items() if what.startswith("looked"))
    print(f"{asked} rounds in {time.monotonic() - began:.0f} seconds, the folder looked at {looks} times")
    print(", ".join(f"{what}: {times}" for what, times in sorted(outcome.items()) if not what.startswith("looked")))
