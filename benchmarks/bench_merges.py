"""Measure merging on the corpus: copies, proposals, decisions applied on the next build, one taken out, all taken out.

    python benchmarks/bench_merges.py [FOLDER] [--least 0.85]

FOLDER is ../shared/corpus without one. Seconds are of the processor, children included; the bytes of all shards must be
the old ones at the end.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import kg
from kg.files import write_atomically
from kg.merges.propose import propose_in
from kg.merges.table import SAME, Decision, Table, write_lines
from kg.sketch import make_sketch
from kg.store import GraphFolder

T = TypeVar("T")


def spent() -> float:
    """Return the processor seconds of this process and of the children that ended."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def measure(name: str, work: Callable[[], T]) -> T:
    """Do some work and print what it took."""
    start, clock = spent(), time.perf_counter()
    result = work()
    print(f"{name:44} {spent() - start:7.1f} s processor, {time.perf_counter() - clock:.1f} by the clock", flush=True)
    return result


def digest(out: Path) -> str:
    """Return the digest of all shards of a folder."""
    found = hashlib.sha256()
    for path in sorted((out / "shards").iterdir()):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def main() -> None:
    """Run the measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[2] / "shared" / "corpus")
    parser.add_argument("--least", type=float, default=0.85)
    told = parser.parse_args()
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(told.folder.rglob("*.txt"))]
    measure(f"sketches of {len(texts)} texts", lambda: [make_sketch(text) for text in texts])
    with tempfile.TemporaryDirectory() as place:
        out, table = Path(place) / "out", Path(place) / "merges.tsv"

        def build() -> dict:
            with kg.build(told.folder, out=out, merges=table) as graph:
                return graph.report

        def decide(decisions: list[Decision]) -> None:
            write_atomically(table, write_lines(decisions))

        decide([])
        report = measure("build", build)
        print(f"  {len(report['documents'])} documents, {len(report['copies'])} copies")
        before = digest(out)
        measure("build again, nothing changed", build)
        with GraphFolder(out) as folder:
            found = measure("proposals", lambda: propose_in(folder, Table()))
            base = folder.report["base_iri"]
        sure = [one for one in found if one.score >= told.least]
        print(f"  {len(found)} proposals, {len(sure)} from {told.least} on")
        lines = [Decision(SAME, one.a.removeprefix(base), one.b.removeprefix(base)) for one in sure]
        for name, some in (("all of these decided", lines), ("one line taken out", lines[:-1]), ("all taken out", [])):
            decide(some)
            report = measure(name, build)
            count = report["merges"]
            print("  {written} shards written, {documents} differ from as read".format(**count))
        print("the old bytes are back" if digest(out) == before else "THE BYTES DIFFER")


if __name__ == "__main__":
    main()
