"""Run the extractors in their order: each one reads what those before it found."""

from __future__ import annotations

from collections.abc import Callable

from kg.annotate import Annotations
from kg.extract import (
    agents,
    citations,
    confidence,
    coverage,
    header,
    instruments,
    measures,
    overlaps,
    places,
    relations,
    roles,
    sectors,
    tables,
    targets,
    times,
    works,
)
from kg.model import Findings, PreparedText

Extractor = Callable[[PreparedText, Annotations, Findings], None]

EXTRACTORS: dict[str, Extractor] = {
    "header": header.extract,
    "times": times.extract,
    "places": places.extract,
    "works": works.extract,
    "instruments": instruments.extract,
    "agents": agents.extract,
    "overlaps": overlaps.extract,
    "citations": citations.extract,
    "measures": measures.extract,
    "roles": roles.extract,
    "tables": tables.extract,
    "sectors": sectors.extract,
    "targets": targets.extract,
    "relations": relations.extract,
    "confidence": confidence.extract,
    "coverage": coverage.extract,
}


def extract(prepared: PreparedText, notes: Annotations) -> Findings:
    """Return what the text says; all offsets count in the working text."""
    findings = Findings()
    for extractor in EXTRACTORS.values():
        extractor(prepared, notes, findings)
    return findings
