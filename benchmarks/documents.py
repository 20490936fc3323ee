"""Count what documents are found to say of themselves: number, type, issuer, date, title, signatory, bases, changes.

    python benchmarks/documents.py [--corpus FOLDER] [--every N] [--list]

Only the extractors that the header and the citations need are run. `--list` prints one line a document, to be judged by
eye against the text.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from kg.annotate import annotate, load_nlp
from kg.extract.stages import EXTRACTORS
from kg.model import DOCUMENT_LINKS, Document, Findings
from kg.text import prepare

STAGES = ("header", "times", "places", "works", "instruments", "agents", "settle", "links")
FIELDS = ("number", "type", "issuer", "issued", "place", "title", "signatory", "signed_as", "period", "adopted_by")


def read(path: Path) -> Findings:
    """Return what a document says of itself and of the documents that it cites."""
    prepared = prepare(Document(path.stem, path.name, path.read_bytes().decode("utf-8"), ""))
    notes = annotate(load_nlp(), prepared.text)
    findings = Findings()
    for stage in STAGES:
        EXTRACTORS[stage].run(prepared, notes, findings)
    return findings


def states(findings: Findings, field: str) -> bool:
    """Say whether a field of the header is filled; `Other` is no type."""
    return getattr(findings.header, field) not in ("", None, "Other")


def main() -> None:
    """Print how many documents state each field, and how many links of each kind there are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "corpus")
    parser.add_argument("--every", type=int, default=1, help="take every Nth document only")
    parser.add_argument("--list", action="store_true", help="print one line a document")
    arguments = parser.parse_args()
    found: Counter[str] = Counter()
    links: Counter[str] = Counter()
    paths = sorted(arguments.corpus.glob("*.txt"))[:: arguments.every]
    for path in paths:
        findings = read(path)
        found.update(field for field in FIELDS if states(findings, field))
        stated = Counter(link.predicate for link in findings.links)
        links.update(stated)
        found.update(stated.keys())
        if arguments.list:
            print(path.name, *(getattr(findings.header, field) for field in FIELDS), dict(stated), sep=" | ")
    print(f"| stated | of {len(paths)} documents | links |\n| --- | --- | --- |")
    for name in (*FIELDS, *DOCUMENT_LINKS):
        print(f"| {name} | {found[name]} | {links[name] or ''} |")


if __name__ == "__main__":
    main()
