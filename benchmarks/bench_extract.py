"""Measure text to facts in MB/s beside pyvi's word segmentation of the same text, in the same run.

    python benchmarks/bench_extract.py [--corpus FOLDER] [--megabytes N] [--rounds N]

"Text to facts" is everything between a document's text and its entities and statements: the text stage,
the spaCy pipeline, extraction and resolution. Turning statements into RDF is reported beside it. Both sides run
on one core, taking turns, and the best round of each counts, in seconds of processor time, since other work on the
machine moves the clock more than what is measured. pyvi comes with the `bench` extra.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import kg.resources
from kg import pipeline
from kg.config import Options
from kg.facts import DocumentFacts
from kg.graph import to_graph
from kg.model import Document


def to_facts(documents: list[Document]) -> list[DocumentFacts]:
    """Return the facts of every document."""
    return [pipeline.to_facts(document, options=Options()) for document in documents]


def best_seconds(*functions: Callable[[], object], rounds: int) -> list[float]:
    """Return the shortest of `rounds` runs of each function, which take turns, in seconds of processor time."""
    best = [float("inf")] * len(functions)
    for _ in range(rounds):
        for place, function in enumerate(functions):
            start = time.process_time()
            function()
            best[place] = min(best[place], time.process_time() - start)
    return best


def load(paths: list[Path], megabytes: float) -> list[Document]:
    """Return documents from `paths` until they hold `megabytes` of UTF-8."""
    documents, size = [], 0
    for path in paths:
        raw = path.read_bytes()
        documents.append(Document(path.stem, path.name, raw.decode("utf-8"), ""))
        size += len(raw)
        if size >= megabytes * 1e6:
            break
    return documents


def measure(name: str, documents: list[Document], *, rounds: int) -> None:
    """Print one row of the table."""
    from pyvi import ViTokenizer

    size = sum(len(document.text.encode("utf-8")) for document in documents) / 1e6
    facts = to_facts(documents)
    ours, theirs = best_seconds(
        lambda: to_facts(documents),
        lambda: [ViTokenizer.tokenize(document.text) for document in documents],
        rounds=rounds,
    )
    (graph,) = best_seconds(lambda: [to_graph(fact, options=Options()) for fact in facts], rounds=1)
    print(
        f"| {name} | {len(documents)} | {size:.2f} | {size / ours:.2f} | {size / theirs:.2f} | {theirs / ours:.1f} "
        f"| {sum(len(fact.measures) for fact in facts)} | {size / (ours + graph):.2f} |"
    )


def main() -> None:
    """Run the benchmark and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "corpus")
    parser.add_argument("--megabytes", type=float, default=3.0, help="how much of the corpus to read")
    parser.add_argument("--rounds", type=int, default=3, help="of the corpus; the sample has ten times as many")
    arguments = parser.parse_args()
    print(
        "| text | documents | MB | text to facts, MB/s | pyvi segmentation, MB/s | times as fast | measures "
        "| with RDF, MB/s |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    measure("sample", load([kg.resources.sample_path("thai-binh")], 1.0), rounds=10 * arguments.rounds)
    if arguments.corpus.is_dir():
        measure("corpus", load(sorted(arguments.corpus.glob("*.txt")), arguments.megabytes), rounds=arguments.rounds)
    else:
        print(f"(no corpus at {arguments.corpus})")


if __name__ == "__main__":
    main()
