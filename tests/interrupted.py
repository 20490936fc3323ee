"""Interrupt builds at random points, and see that one more run gives what an undisturbed one gives.

`python tests/interrupted.py 200` prints how many rounds of each kind went well. In each round a build is ended somewhere:
by SIGKILL, SIGTERM or Ctrl-C of the one who builds, by SIGKILL of a worker, or by a full disk (a tmpfs where one can be
mounted, else a limit of the size of files). Some of the documents end the worker that reads them, or hold it for ever. The
folder is new, or holds an older state of some of the documents. Then the same is built once more without harm.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

KINDS = ("killed", "killed", "terminated", "interrupted", "worker killed", "disk full", "disk full")
BAD = {"none": "", "crash": "SẬP", "endless": "TREO", "defect": "LỖI"}
PLAN = "KẾ HOẠCH\nI. MỤC TIÊU\n- Phấn đấu {n}% hộ dân dùng nước sạch vào năm 2025.\nII. NHIỆM VỤ\n"
LINE = "{k}. Sở Y tế chủ trì, phối hợp với Sở Tài chính mở rộng cảng Tân {k}, hoàn thành trước năm 20{n}.\n"
DOCUMENTS, LINES = 10, 4
PATIENCE = 8.0
"""So many seconds a document may take, and one that never ends does."""
ROOM = (30_000, 1_500_000)
"""Between these numbers of bytes lies the room of a full disk."""


def write(folder: Path, *, bad: str, state: int) -> None:
    """Write the documents of a state; one is bad where that is asked for."""
    folder.mkdir(exist_ok=True)
    for number in range(DOCUMENTS):
        lines = "".join(LINE.format(k=k, n=20 + (number + state) % 70) for k in range(LINES + number))
        (folder / f"plan{number}.txt").write_text(PLAN.format(n=number + 10) + lines, encoding="utf-8")
    (folder / "bad.txt").write_text(PLAN.format(n=9) + BAD[bad], encoding="utf-8")


def build(folder: Path, out: Path, *, jobs: int) -> None:
    """Build in this process, with workers that misbehave as a text says; without workers where `jobs` is 0."""
    import kg
    from kg.config import Options
    from kg.pipeline import Way
    from kg.pipeline import build as build_folder
    from kg.read import read_inputs
    from kg.store.graphs.lock import building
    from kg.work.bench import Bench
    from kg.work.crew import Crew

    read = kg.ReadOptions(wall_seconds=PATIENCE)
    engine = Crew(jobs, options=read, module="work.faulty") if jobs else None
    with building(out), Bench(out) as bench:
        reading = read_inputs([folder], options=read, spool=bench.spool)
        build_folder(reading, out, options=Options(), way=Way(jobs=0, read=read, engine=engine))


def state_of(out: Path) -> dict[str, str]:
    """Return digests of all that a build must give again, the statements of the store among them."""
    from kg.store import GraphFolder
    from kg.store.graphs.folder import RUNS

    files = [out / name for name in ("graph.ttl", "facts.jsonl", "graph.html")]
    files += [path for name in ("shards", "texts", "repairs", "silent") for path in sorted((out / name).iterdir())]
    found = {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    told = {name: report[name] for name in ("documents", "counts", "conformance", "unread")}
    with GraphFolder(out) as folder:
        quads = sorted(str(quad) for quad in folder.store if "_:" not in str(quad) and RUNS not in str(quad))
        quads = [quad for quad in quads if "/run/" not in quad]
    for name, value in (("report", json.dumps(told)), ("store", "\n".join(quads))):
        found[name] = hashlib.sha256(value.encode()).hexdigest()
    left = sorted(path.name for path in out.parent.iterdir() if path.name.startswith(f".{out.name}"))
    return found | {"left": ", ".join(left)}


def apart(work: Callable[[], object], *, at: float = 0.0, harm: Callable[[int], None] | None = None) -> tuple[int, str]:
    """Do work in a fork of this process, harmed after so many seconds; return how it ended and what it gave."""
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reader)
        code = 1
        try:
            os.setpgid(0, 0)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            with os.fdopen(writer, "w") as pipe:
                json.dump(work(), pipe)
            code = 0
        except BaseException as error:  # noqa: BLE001 - told by the exit code
            code = 2
            if os.environ.get("KG_TEST_SHOW"):
                print(f"ended with {type(error).__name__}: {error}", file=sys.stderr)
        finally:
            os._exit(code)
    os.close(writer)
    if harm is not None:
        time.sleep(at)
        with contextlib.suppress(ProcessLookupError):
            harm(pid)
    with os.fdopen(reader) as pipe:
        said = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said


def kill_a_worker(pid: int) -> None:
    """Kill one of the processes that a process has started."""
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    children = [int(word) for word in done.stdout.split()]
    if children:
        os.kill(random.choice(children), signal.SIGKILL)


@contextlib.contextmanager
def little_room(place: Path, size: int) -> Iterator[Callable[[], None] | None]:
    """Give a place with so much room and a function that makes more; None where nothing can be mounted."""
    place.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if os.getuid() or subprocess.run(options, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield lambda: subprocess.run(["mount", "-o", "remount,size=1g", str(place)], check=True)
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


class Rounds:
    """Rounds with the undisturbed states that they are compared with, each made once."""

    def __init__(self, place: Path, *, seed: int) -> None:
        self.place, self.random = place, random.Random(seed)
        self.expected: dict[tuple[str, bool], tuple[dict[str, str], float]] = {}
        os.environ["KG_TEST_PLACE"] = str(place)

    def undisturbed(self, bad: str, *, again: bool) -> tuple[dict[str, str], float]:
        """Return the state that an undisturbed build gives, and how many seconds it takes."""
        if (bad, again) not in self.expected:
            place = self.place / f"undisturbed-{bad}-{again}"
            place.mkdir()
            self.prepare(place, bad=bad, again=again)
            start = time.monotonic()
            assert apart(lambda: build(place / "in", place / "out", jobs=self.jobs(bad)))[0] == 0
            seconds = time.monotonic() - start
            self.expected[bad, again] = json.loads(apart(lambda: state_of(place / "out"))[1]), seconds
        return self.expected[bad, again]

    @staticmethod
    def jobs(bad: str, kind: str = "") -> int:
        """Return how many workers a round has: some where a worker is to be harmed."""
        return 2 if bad != "none" or kind == "worker killed" else 0

    @staticmethod
    def prepare(place: Path, *, bad: str, again: bool) -> None:
        """Write the inputs; with `again` a folder holds an older state of them."""
        if again:
            write(place / "in", bad="none", state=1)
            assert apart(lambda: build(place / "in", place / "out", jobs=0))[0] == 0
        write(place / "in", bad=bad, state=2)

    def one(self, number: int) -> str:
        """Run one round and return its kind; raises `AssertionError` where the second run gives something else."""
        kind, again = self.random.choice(KINDS), self.random.random() < 0.4
        bad = self.random.choice(["none"] * 12 + [*BAD])
        expected, seconds = self.undisturbed(bad, again=again)
        at, size = self.random.uniform(0, seconds * 1.05), int(self.random.uniform(*ROOM))
        place = self.place / f"round{number}"
        with little_room(place, size if kind == "disk full" else 1 << 30) as more:
            jobs = self.jobs(bad, kind)
            if kind == "disk full" and more and again:
                more()
            self.prepare(place, bad=bad, again=again)
            if kind == "disk full" and more and again:
                used = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
                subprocess.run(["mount", "-o", f"remount,size={used + size}", str(place)], check=False)
            code = self.harm(kind, place, jobs=jobs, at=at, size=0 if more else size)
            if kind == "disk full" and more:
                more()
            assert apart(lambda: build(place / "in", place / "out", jobs=jobs))[0] == 0, (number, kind, bad, again)
            found = json.loads(apart(lambda: state_of(place / "out"))[1])
        differ = [name for name in {**expected, **found} if expected.get(name) != found.get(name)]
        assert not differ, (number, kind, bad, again, code, differ)
        shutil.rmtree(place, ignore_errors=True)
        return f"{kind}{', folder was there' if again else ''}: {'ended early' if code else 'went through'}"

    @staticmethod
    def harm(kind: str, place: Path, *, jobs: int, at: float, size: int) -> int:
        """Build and do harm; return how the build ended."""

        def work() -> None:
            if kind == "disk full" and size:
                resource.setrlimit(resource.RLIMIT_FSIZE, (size // 20, size // 20))
            build(place / "in", place / "out", jobs=jobs)

        numbers = {"killed": signal.SIGKILL, "terminated": signal.SIGTERM, "interrupted": signal.SIGINT}
        if kind in numbers:
            return apart(work, at=at, harm=lambda pid: os.kill(pid, numbers[kind]))[0]
        return apart(work, at=at, harm=kill_a_worker if kind == "worker killed" else None)[0]


def run(rounds: int, *, seed: int = 0) -> Counter[str]:
    """Run so many rounds and return how many of each kind went well; raises `AssertionError` for one that did not."""
    from kg.work.worker import load

    load()
    import kg.view  # noqa: F401 - loaded before the forks, so that what is interrupted is the work

    met: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="kg-interrupted-") as place:
        course = Rounds(Path(place), seed=seed)
        for number in range(rounds):
            met[course.one(number)] += 1
            if os.environ.get("KG_TEST_SHOW"):
                print(number, dict(met), file=sys.stderr, flush=True)
    return met


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]
    for what, times in sorted(run(int(sys.argv[1]), seed=int(sys.argv[2]) if len(sys.argv) > 2 else 0).items()):
        print(f"{times:5}  {what}")
