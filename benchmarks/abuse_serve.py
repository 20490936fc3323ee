"""Abuse `kg serve` and print what a well-behaved client notices of it.

    python benchmarks/abuse_serve.py [--runaways 200] [--kills 100]

First 200 runaway requests of ten kinds, sixteen at a time, while a client at the same address asks one-row questions;
then SIGKILL of the server or of a build at random moments, 100 times. Ends with 1 where a promise is broken.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from conftest import kg_environment  # noqa: E402
from serve.abuse import GOOD, OPTIONS, below, kinds, resident, well_behaved  # noqa: E402
from serve.serving import Server, serving  # noqa: E402

import kg  # noqa: E402

LABELS = "SELECT DISTINCT ?n { GRAPH ?g { ?w a pol:Project ; rdfs:label ?n } } ORDER BY ?n"
TEXTS = {"cảng Diêm Điền": "Xây dựng cảng Diêm Điền.\n", "đường 221A": "Nâng cấp đường 221A.\n"}


def p99(took: list[float]) -> float:
    """Return the 99th percentile in milliseconds."""
    return sorted(took)[int(len(took) * 0.99)] * 1000


def as_another(url: str, right: dict[str, bytes], going: str) -> tuple[list[float], int]:
    """Be the well-behaved client in a process of its own, while the file `going` is there."""
    took, wrong, server = [], 0, Server(None, url)
    while os.path.exists(going):
        more, bad = well_behaved(server, right, seconds=0.5)
        took, wrong = took + more, wrong + bad
    return took, wrong


def abuse(folder: Path, runaways: int) -> bool:
    """Run the runaway requests beside the well-behaved client; print the figures, say whether all promises hold."""
    with serving(folder, *OPTIONS) as server:
        right = {query: server.ask(query).body for query in GOOD}
        well_behaved(server, right, seconds=3)
        idle, wrong_idle = well_behaved(server, right, seconds=20)
        before, processes = resident(below(server.process.pid)), len(below(server.process.pid))
        outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        going = folder.parent / "going"
        going.touch()
        spawn = multiprocessing.get_context("spawn")
        with ThreadPoolExecutor(16) as threads, ProcessPoolExecutor(1, mp_context=spawn) as other:
            good = other.submit(as_another, server.url, right, str(going))
            names = list(kinds(0))
            jobs = [(names[n % len(names)], n) for n in range(runaways)]

            def run(job: tuple[str, int]) -> None:
                name, number = job
                try:
                    outcomes[name][kinds(number)[name](server)] += 1
                except OSError as error:
                    outcomes[name][type(error).__name__] += 1

            start = time.monotonic()
            list(threads.map(run, jobs))
            lasted = time.monotonic() - start
            going.unlink()
            took, wrong = good.result()
        time.sleep(5)
        after, left = resident(below(server.process.pid)), len(below(server.process.pid))
        calm, wrong_calm = well_behaved(server, right, seconds=10)
        pids = below(server.process.pid)
    alive = [
        pid for pid in pids if Path(f"/proc/{pid}/statm").exists() and Path(f"/proc/{pid}/statm").read_text()[0] != "0"
    ]
    for name, counts in outcomes.items():
        print(f"  {name:26} " + ", ".join(f"{what}: {number}" for what, number in sorted(counts.items())))
    print(f"runaway requests              {runaways} in {lasted:.0f} s, {runaways / lasted:.1f} a second")
    print(f"wrong answers                 {wrong + wrong_idle + wrong_calm} of {len(took) + len(idle) + len(calm)}")
    print(f"99th percentile, idle         {p99(idle):.1f} ms of {len(idle)}")
    print(f"99th percentile, under abuse  {p99(took):.1f} ms of {len(took)}, {p99(took) / p99(idle):.1f} times")
    print(f"99th percentile, afterwards   {p99(calm):.1f} ms of {len(calm)}")
    print(f"memory before and after       {before} MB, {after} MB")
    print(f"processes before and after    {processes}, {left}; after the end {len(alive)}")
    return wrong + wrong_idle + wrong_calm == 0 and p99(took) <= 10 * p99(idle) and not alive and after < before + 64


def kill(place: Path, times: int) -> bool:
    """Kill the server or a build at random moments; print what was found, say whether the graph was always whole."""
    chance, found, seconds = random.Random(1), Counter(), []
    out, names = place / "out", list(TEXTS)
    kg.build(text=TEXTS[names[0]], name="one.txt", out=out).close()
    started = time.monotonic()
    kg_build([place / "warm.txt"], place / "warm", TEXTS[names[0]]).wait()
    longest = time.monotonic() - started
    for number in range(times):
        victim = "server" if number % 4 == 0 else "build"
        command = [sys.executable, "-m", "kg", "serve", str(out), "--port", "0", "--quiet"]
        server = subprocess.Popen(command, env=kg_environment()) if victim == "server" else None
        build = kg_build([place / "one.txt"], out, TEXTS[names[number % 2]])
        wait = chance.uniform(0, longest * (1.2 if victim == "server" else 1.0))
        time.sleep(wait)
        seconds.append(wait)
        os.kill((server or build).pid, signal.SIGKILL)
        if server is not None:
            server.wait()
        build.wait()
        try:
            with kg.open(out) as graph:
                labels = [row[0] for row in graph.query(LABELS)]
        except kg.errors.KgError as error:
            found[f"NOT OPENED: {error}"] += 1
            continue
        if len(labels) != 1 or labels[0] not in TEXTS:
            found[f"BROKEN: {labels}"] += 1
            continue
        which = "the new graph" if labels == [names[number % 2]] else "the old graph"
        found[f"{victim} killed: {which}"] += 1
    for what, count in sorted(found.items()):
        print(f"  {count:4}  {what}")
    moments = f"{min(seconds):.2f} to {max(seconds):.2f} s after the start of a build of {longest:.2f} s"
    print(f"killed {times} times, {moments}")
    return not any(what[:3].isupper() for what in found)


def kg_build(files: list[Path], out: Path, text: str) -> subprocess.Popen[bytes]:
    """Start a build of a text in a process of its own."""
    files[0].write_text(text, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "build", "-q", str(files[0]), "-o", str(out)], env=kg_environment()
    )


def main() -> None:
    """Run both parts over a graph of the sample and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runaways", type=int, default=200)
    parser.add_argument("--kills", type=int, default=100)
    options = parser.parse_args()
    place, fine = Path(tempfile.mkdtemp(prefix="kg-abuse-")), True
    try:
        if options.runaways:
            kg.build(kg.sample("thai-binh"), out=place / "sample").close()
            fine = abuse(place / "sample", options.runaways)
        if options.kills:
            fine = kill(place, options.kills) and fine
    finally:
        shutil.rmtree(place, ignore_errors=True)
    sys.exit(not fine)


if __name__ == "__main__":
    main()
