"""Compare two builds: which documents came and went, and what became of the statements of those in both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.analyse.changes.compare import compare_documents
from kg.analyse.changes.model import Difference, Head
from kg.analyse.changes.statements import Fact, head_of


@dataclass(frozen=True, slots=True)
class BuildChanges:
    """Documents that only one of two builds has, and for each that is in both what changed in it, by IRI."""

    added: tuple[Head, ...]
    removed: tuple[Head, ...]
    differences: tuple[Difference, ...]


def compare_builds(
    before: Iterable[Fact], after: Iterable[Fact], *, texts: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
) -> BuildChanges:
    """Return what changed between two builds; `texts` are their source texts by document IRI, where they were kept.

    A document is the same in both where its IRI is.
    """
    sides = list(before), list(after)
    known = [sorted({str(fact["doc"]) for fact in side}) for side in sides]
    by_document: tuple[dict[str, list[Fact]], dict[str, list[Fact]]] = ({}, {})
    for side, found in zip(sides, by_document, strict=True):
        for fact in side:
            found.setdefault(str(fact["doc"]), []).append(fact)
    differences = (
        compare_documents(
            by_document[0][name],
            by_document[1][name],
            documents=(name, name),
            texts=(texts[0].get(name, ""), texts[1].get(name, "")),
        )
        for name in known[0]
        if name in by_document[1]
    )
    return BuildChanges(
        tuple(head_of(by_document[1][name], name) for name in known[1] if name not in by_document[0]),
        tuple(head_of(by_document[0][name], name) for name in known[0] if name not in by_document[1]),
        tuple(one for one in differences if any(pair.status != "kept" for pair in one.pairs)),
    )
