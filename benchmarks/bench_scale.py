"""Measure how builds grow: processor time, memory and disk of folders of more and more documents.

    python benchmarks/bench_scale.py [--corpus FOLDER] [--sizes 10,40,100,384] [--jobs N]

Each size is one `kg build` into a new folder in a process of its own, its workers counted in; memory is that of the
largest of these processes. Beyond the corpus, documents are copies under other names and numbers with a line of their
own at the end: another document each, which speaks of the same things. The documents are evenly spread over the corpus
by name; a corpus of few documents gives sizes of the same mixture, whose costs can be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_corpus import ROOT, STAGES

_NUMBER = re.compile(r"(\d+)(\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ]{2,})")
PARTS = ("store", "shards", "texts", "repairs")


def gather(corpus: Path, place: Path, number: int) -> int:
    """Put so many documents into a folder, copies where the corpus is smaller; return their characters."""
    files = sorted(corpus.glob("*.txt"))
    chosen = files if number >= len(files) else [files[at * len(files) // number] for at in range(number)]
    place.mkdir()
    characters = 0
    for at in range(number):
        path, copy = chosen[at % len(chosen)], at // len(chosen)
        text = path.read_text(encoding="utf-8")
        text = f"{renumber(text, copy)}\nBản sao {copy}\n" if copy else text
        characters += len(text)
        (place / f"{path.stem}{f'-{copy}' if copy else ''}.txt").write_text(text, encoding="utf-8")
    return characters


def renumber(text: str, copy: int) -> str:
    """Return a text with another number of its document; under one number two texts would be one document twice."""
    number = _NUMBER.search(text[:2000])
    return text.replace(number[0], f"{int(number[1]) + 100 * copy}{number[2]}") if number else text


def size_of(folder: Path) -> float:
    """Return the megabytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def measure(corpus: Path, number: int, *, scratch: Path, jobs: int) -> None:
    """Build so many documents and print a line of the table."""
    documents, out = scratch / f"in-{number}", scratch / f"out-{number}"
    characters = gather(corpus, documents, number)
    command = ["-m", "kg", "build", "-q", "--jobs", str(jobs), str(documents), "-o", str(out)]
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-X", "utf8", *command], env=os.environ | {"PYTHONPATH": str(ROOT)})
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build of {number} documents ended with {process.returncode}")
    seconds, clock = used.ru_utime + used.ru_stime, time.perf_counter() - start
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    total = sum(report["durations"].values())
    shares = ", ".join(f"{name} {report['durations'].get(name, 0) / total:.0%}" for name in STAGES)
    facts = sum(report["counts"].values())
    sizes = " | ".join(f"{size_of(out / part):.1f}" for part in PARTS)
    print(
        f"| {number} | {characters / 1e6:.2f} | {seconds:.1f} | {seconds / number:.3f} | {clock:.0f} "
        f"| {used.ru_maxrss / 1024:.0f} | {sizes} | {facts} | {shares} |",
        flush=True,
    )
    shutil.rmtree(documents)
    shutil.rmtree(out)


def main() -> None:
    """Run the benchmark and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--sizes", default="10,40,100,384")
    parser.add_argument("--jobs", type=int, default=0)
    arguments = parser.parse_args()
    if not arguments.corpus.is_dir():
        raise SystemExit(f"there are no documents in {arguments.corpus}")
    print(
        f"| documents | million characters | s | s a document | by the clock | MB | {' MB | '.join(PARTS)} MB | facts |"
    )
    scratch = Path(tempfile.mkdtemp(prefix="kg-scale-"))
    try:
        for number in map(int, arguments.sizes.split(",")):
            measure(arguments.corpus, number, scratch=scratch, jobs=arguments.jobs)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
