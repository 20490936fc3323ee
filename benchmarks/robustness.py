"""Run text to facts over a folder of texts: no exception, every quote holds, no text takes more than its length asks.

    python benchmarks/robustness.py [--corpus FOLDER] [--every N] [--slowest N] [--rdf]

Every document is read, extracted and resolved on its own; the span of every fact is compared with the source text
(`check_spans`, and for `--rdf` every `nif:anchorOf` with the characters that its IRI names). Exceptions are counted
and shown, and do not stop the run. The exit code is 1 where there was one. The slowest documents are listed by seconds
for 100,000 characters: a stage whose time grows faster than the text shows there.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.config import Options
from kg.errors import KgError
from kg.facts import DocumentFacts
from kg.graph import to_graph
from kg.model import Span
from kg.pipeline import Clock, to_facts
from kg.read import read_inputs
from kg.report import count_facts
from kg.vocab import NIF


@dataclass(slots=True)
class Run:
    """What one document did: seconds by stage, counts, and what went wrong."""

    name: str
    characters: int
    seconds: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def pace(self) -> float:
        """Seconds for 100,000 characters."""
        return sum(self.seconds.values()) / max(self.characters, 1) * 1e5


def iter_spans(facts: DocumentFacts) -> Iterator[tuple[str, Span]]:
    """Yield the kind and span of everything that a document's facts cite."""
    for measure in facts.measures:
        yield from (("measure", span) for span in measure.spans)
        yield "trigger", measure.trigger
        yield from (("responsibility", Span(duty.start_char, duty.end_char)) for duty in measure.agents)
    for target in facts.targets:
        yield from (("target", span) for span in target.spans)
    for entity in facts.entities:
        yield from (("mention", Span(m.start_char, m.end_char)) for m in entity.mentions)
    yield from (("relation", Span(r.start_char, r.end_char)) for r in facts.relations)
    yield from (("section", Span(s.start_char, s.end_char)) for s in facts.sections)


def wrong_quotes(facts: DocumentFacts, *, rdf: bool) -> list[str]:
    """Return what does not hold: a span that is no trimmed run of the text, and a quote that is not its characters."""
    text = facts.document.text
    wrong = [
        f"{kind} [{start}:{end}] {text[start:end][:40]!r}"
        for kind, (start, end) in iter_spans(facts)
        if not 0 <= start < end <= len(text) or text[start:end] != text[start:end].strip()
    ]
    if rdf:
        graph = to_graph(facts, options=Options())
        for node, quote in graph.subject_objects(NIF.anchorOf):
            start, end = map(int, str(node).rsplit("#char=", 1)[1].split(","))
            if text[start:end] != str(quote):
                wrong.append(f"{node}: {str(quote)[:40]!r}")
    return wrong


def run(path: Path, *, rdf: bool) -> Run:
    """Return what one file did."""
    clock = Clock()
    try:
        (document,) = read_inputs([str(path)]).documents
        result = Run(path.name, len(document.text), clock.seconds)
        facts = to_facts(document, options=Options(), clock=clock)
        result.counts = count_facts(facts)
        result.wrong = wrong_quotes(facts, rdf=rdf)
    except (KgError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        result = Run(path.name, 0, clock.seconds)
        result.wrong.append(f"{type(error).__name__}: {error}\n{traceback.format_exc(limit=-3)}")
    return result


def main() -> None:
    """Run over all documents and print counts, exceptions and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "corpus")
    parser.add_argument("--every", type=int, default=1, help="take every Nth document only")
    parser.add_argument("--slowest", type=int, default=10, help="how many slow documents to list")
    parser.add_argument("--rdf", action="store_true", help="make the RDF too, and compare its quotes")
    arguments = parser.parse_args()
    started = time.perf_counter()
    paths = sorted(arguments.corpus.glob("*.txt"))[:: arguments.every]
    runs = [run(path, rdf=arguments.rdf) for path in paths]
    total: Counter[str] = Counter()
    for done in runs:
        total.update(done.counts)
    print(f"{len(runs)} documents, {sum(done.characters for done in runs)} characters", end="")
    print(f", {time.perf_counter() - started:.0f} s")
    print(", ".join(f"{name} {number}" for name, number in total.items()))
    stages: Counter[str] = Counter()
    for done in runs:
        stages.update(done.seconds)
    print("seconds: " + ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in stages.items()))
    print("\n| s for 100,000 characters | characters | document | stages |\n| --- | --- | --- | --- |")
    for done in sorted(runs, key=lambda done: -done.pace)[: arguments.slowest]:
        parts = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in done.seconds.items())
        print(f"| {done.pace:.2f} | {done.characters} | {done.name} | {parts} |")
    wrong = [(done.name, line) for done in runs for line in done.wrong]
    print(f"\nexceptions and quotes that do not hold: {len(wrong)}")
    for name, line in wrong[:50]:
        print(f"  {name}: {line}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
