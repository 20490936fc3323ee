"""Measure what whole builds cost, each in a process of its own, beside the code of another revision in the same run.

    python benchmarks/bench_corpus.py [--corpus FOLDER] [--base REV] [--rows NAME,NAME] [--base-rows NAME,NAME]

Rows: `sample` (the build of `make demo`), `1`, `10` and `40` documents of the corpus into a new folder, `again` (the
same 40 into the folder that holds them), `plus` (these and one new), `view` (the page of 40), `workers` (40 by two
worker processes; the others have none). Each is a `kg` command as a user would give it; counted are seconds of
processor time and the peak of memory of its process. The row `imports` tells what of it is Python and the libraries.
The code is compiled first, as it is where it is installed. The documents are evenly spread over the corpus by name,
those of the usual length first. The other revision is checked out into a temporary folder and runs in the same
environment.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
ROWS = ("imports", "sample", "1", "10", "40", "again", "plus", "view", "workers")
IMPORTS = "import kg, kg.annotate, kg.extract, kg.resolve, kg.graph, kg.validate, kg.export, kg.view, spacy, pyshacl"
STAGES = ("text", "annotate", "extract", "resolve", "graph", "shard", "validate", "store", "write")


class Cost(NamedTuple):
    """What a process took: seconds of processor time, peak of memory in megabytes, and its stages by the clock."""

    seconds: float
    megabytes: float
    stages: dict[str, float]


class Side:
    """The code of one revision with the folders that it builds."""

    def __init__(self, code: Path, scratch: Path) -> None:
        self.code, self.scratch = code, scratch
        self.environment = os.environ | {"PYTHONPATH": str(code)}
        scratch.mkdir()
        subprocess.run([sys.executable, "-m", "compileall", "-q", str(code / "kg")], check=True)

    def run(self, row: str, documents: Sequence[Path]) -> Cost:
        """Return what a row costs; `again`, `plus` and `view` go on from the folder of `40`."""
        out = self.scratch / ("40" if row in ("again", "plus", "view") else row)
        if row == "imports":
            return self._measure(["-c", IMPORTS], out)
        if row == "view":
            return self._measure(["-m", "kg", "view", "-q", str(out), "-o", str(self.scratch / "page.html")], out)
        named = ["--sample", "thai-binh"] if row == "sample" else _choose(row, documents)
        jobs = ["--jobs", "2" if row == "workers" else "0"] if (self.code / "kg" / "work").is_dir() else []
        return self._measure(["-m", "kg", "build", "-q", *jobs, *named, "-o", str(out)], out)

    def _measure(self, command: list[str], out: Path) -> Cost:
        process = subprocess.Popen([sys.executable, "-X", "utf8", *command], env=self.environment, cwd=self.scratch)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command[:4])} ended with {process.returncode} in {self.code}")
        report = out / "report.json"
        building = "build" in command and report.is_file()
        stages = json.loads(report.read_text(encoding="utf-8"))["durations"] if building else {}
        return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, stages)


def _choose(row: str, documents: Sequence[Path]) -> list[str]:
    """Return the documents of a row: so many of them, or all for the one that is new."""
    number = {"again": 40, "plus": 41, "workers": 40}.get(row) or int(row)
    return [str(path) for path in documents[:number]]


def spread(corpus: Path, number: int) -> list[Path]:
    """Return so many files evenly spread over a folder by name: the nearer to their mean length the sooner.

    The second of these comes last, so that what is new in the row `plus` has the usual length too.
    """
    files = sorted(corpus.glob("*.txt"))
    chosen = files[:: max(1, len(files) // number)][:number]
    sizes = {path: path.stat().st_size for path in chosen}
    mean = sum(sizes.values()) / max(1, len(sizes))
    chosen.sort(key=lambda path: (abs(sizes[path] - mean), path.name))
    return [*chosen[:1], *chosen[2:], *chosen[1:2]]


@contextlib.contextmanager
def checked_out(revision: str, scratch: Path) -> Iterator[Path]:
    """Give a folder with the files of a revision."""
    place = scratch / "code"
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "--detach", "--quiet", str(place), revision], check=True)
    try:
        yield place
    finally:
        subprocess.run([*git, "remove", "--force", str(place)], check=True)


def report(row: str, cost: Cost, base: Cost | None, *, size: float) -> None:
    """Print a line of the table."""
    total = sum(cost.stages.values())
    parts = {name: cost.stages.get(name, 0.0) / total for name in STAGES} if total else {}
    shares = ", ".join(f"{name} {share:.0%}" for name, share in parts.items() if share >= 0.005)
    before = f"{base.seconds:.1f} | {base.megabytes:.0f} | {base.seconds / cost.seconds:.1f}" if base else "– | – | –"
    print(f"| {row} | {size:.2f} | {cost.seconds:.1f} | {cost.megabytes:.0f} | {before} | {shares} |", flush=True)


def main() -> None:
    """Run the benchmark and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--base", default="", help="a revision of git to measure beside")
    parser.add_argument("--rows", default=",".join(ROWS), help="which rows to measure, in this order")
    parser.add_argument("--base-rows", default="", help="which of them with the other revision too; all without")
    arguments = parser.parse_args()
    documents = spread(arguments.corpus, 41)
    rows = [row for row in arguments.rows.split(",") if len(documents) == 41 or row in ("imports", "sample")]
    base_rows = arguments.base_rows.split(",") if arguments.base_rows else rows
    scratch = Path(tempfile.mkdtemp(prefix="kg-bench-"))
    print("| row | million characters | s | MB | s before | MB before | times less | stages by the clock |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    try:
        with checked_out(arguments.base, scratch) if arguments.base else contextlib.nullcontext() as code:
            ours, theirs = Side(ROOT, scratch / "ours"), Side(code, scratch / "theirs") if code else None
            for row in rows:
                cost = ours.run(row, documents)
                base = theirs.run(row, documents) if theirs is not None and row in base_rows else None
                report(row, cost, base, size=_size(row, documents))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _size(row: str, documents: Sequence[Path]) -> float:
    """Return how many million characters a row's documents have."""
    if row in ("imports", "sample"):
        return 0.0
    number = {"again": 40, "view": 40, "plus": 41, "workers": 40}.get(row) or int(row)
    return sum(len(path.read_text(encoding="utf-8")) for path in documents[:number]) / 1e6


if __name__ == "__main__":
    main()
