"""Count what a build found, and what text it found nothing in, for report.json, `kg inspect` and people."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any

from kg.config import VERSION, Options
from kg.facts import DocumentFacts
from kg.model import NOT_UNDERSTOOD, WORK_CLASSES, Document, Span
from kg.pages import SourcePage
from kg.read import Reading
from kg.stamp import LIBRARIES, stamp_program
from kg.store.graphs.register import Settled, bears

MEASURES, TARGETS, REST = "measures", "targets", "between passages"
Report = dict[str, object]

__all__ = [
    "NOT_UNDERSTOOD",
    "count_facts",
    "count_repairs",
    "count_silent",
    "cover",
    "describe",
    "describe_layout",
    "report_build",
    "to_json",
    "total",
    "versions",
]


def count_facts(facts: DocumentFacts) -> dict[str, int]:
    """Return how many facts of each kind and class one document has, in a fixed order."""
    classes = Counter(entity.cls for entity in facts.entities)
    works = sum(classes[cls] for cls in WORK_CLASSES)
    kinds = {
        "sections": len(facts.sections),
        "measures": len(facts.measures),
        "targets": len(facts.targets),
        "relations": len(facts.relations),
        "projects and works": works,
    }
    return kinds | {cls: classes[cls] for cls in sorted(classes)}


def count_repairs(facts: DocumentFacts) -> dict[str, int]:
    """Return how many repairs of each kind were made or noted."""
    return dict(sorted(Counter(repair.kind for repair in facts.repairs).items()))


def cover(facts: DocumentFacts) -> dict[str, float]:
    """Return which share of the source text lies in measures, in targets, in silent passages by reason, between them.

    A character counts once: for a measure, else for a target, else for the reason why its passage was silent
    (`kg.extract.review.coverage`). What is left lies between passages: white space, numbers and marks.
    """
    length = len(facts.document.text)
    reasons = sorted({reason for _, reason in facts.silent})
    labels = [REST, *reasons, TARGETS, MEASURES]
    painted = bytearray(length)
    for code, reason in enumerate(reasons, 1):
        _paint(painted, (span for span, why in facts.silent if why == reason), code=code)
    _paint(painted, (span for target in facts.targets for span in target.spans), code=len(labels) - 2)
    _paint(painted, (span for measure in facts.measures for span in measure.spans), code=len(labels) - 1)
    return {label: round(painted.count(code) / max(length, 1), 4) for code, label in reversed([*enumerate(labels)])}


def count_silent(facts: DocumentFacts) -> dict[str, int]:
    """Return how many passages yielded nothing, by reason, the most frequent first."""
    counts = Counter(reason for _, reason in facts.silent)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def describe(
    facts: DocumentFacts, *, sources: Iterable[str] = (), keeps_text: bool = True, original: str = ""
) -> Report:
    """Return the report on one document; `sources` as the register of a folder has them, `original` the file kept."""
    document, header = facts.document, facts.header
    return {
        "name": document.name,
        "slug": document.slug,
        "id": facts.id,
        "sha256": document.sha256,
        "sources": list(sources),
        "bears": bears(header),
        "text": keeps_text,
        **({"original": original} if original else {}),
        "media_type": document.media_type,
        "characters": len(document.text),
        **describe_layout(document),
        "warnings": list(document.warnings),
        "counts": count_facts(facts),
        "repairs": count_repairs(facts),
        "decimal_mark": dict(zip(("mark", "commas", "points"), facts.header.decimal_mark, strict=True)),
        "coverage": cover(facts),
        "silent_reasons": count_silent(facts),
    }


def describe_layout(document: Document) -> Report:
    """Return how many blocks of each kind, pages of each origin and words by OCR a document has, and how sure they are.

    Formats without pages and blocks have nothing to tell. `quality` is that of the pages, by their characters.
    """
    layout, found = document.layout, {}
    if layout.pages:
        ocr = [page for page in layout.pages if page.origin == "ocr"]
        found["pages"] = dict(sorted(Counter(page.origin for page in layout.pages).items()))
        found["quality"] = _quality(layout.pages)
        if ocr:
            found["ocr"] = {"quality": _quality(ocr), "words": len(layout.words)}
    if layout.blocks:
        found["blocks"] = dict(sorted(Counter(block.kind for block in layout.blocks).items()))
    return found


def _quality(pages: Sequence[SourcePage]) -> float:
    """Return the mean quality of pages, each counted by its characters; 1 where they have none."""
    sizes = [page.end_char - page.start_char for page in pages]
    weighed = sum(page.quality * size for page, size in zip(pages, sizes, strict=True))
    return round(weighed / sum(sizes), 4) if any(sizes) else 1.0


def total(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    """Return the sum of counts, key by key, in the order in which the keys come."""
    summed: dict[str, int] = {}
    for one in counts:
        for key, number in one.items():
            summed[key] = summed.get(key, 0) + number
    return summed


def _paint(painted: bytearray, spans: Iterable[Span], *, code: int) -> None:
    for start, end in spans:
        painted[start:end] = bytes([code]) * (end - start)


def report_build(
    documents: list[dict[str, Any]],
    settled: Settled,
    reading: Reading,
    *,
    options: Options,
    conformance: dict[str, Any],
    copies: list[dict[str, Any]],
) -> dict[str, Any]:
    """Return the report on a build, without its durations; what `copies` of documents hold counts once."""
    left_out = {copy["id"] for copy in copies}
    return {
        "documents": documents,
        "counts": total(item["counts"] for item in documents if item["id"] not in left_out),
        "copies": copies,
        "repairs": total(item["repairs"] for item in documents),
        "changes": _changes(documents, settled),
        "duplicates": [duplicate._asdict() for duplicate in settled.duplicates],
        "passed_over": list(reading.passed_over),
        "unread": [{"name": one.name, "reason": one.reason, "remedy": one.remedy} for one in reading.unread],
        "conformance": conformance,
        "base_iri": options.base_iri,
        "stamp": stamp_program(),
        "versions": versions(),
    }


def versions() -> dict[str, str]:
    """Return the versions of all that a build runs on."""
    return {"kg": VERSION, "python": platform.python_version()} | {name: version(name) for name in LIBRARIES}


def _changes(documents: list[dict[str, Any]], settled: Settled) -> dict[str, list[dict[str, str]]]:
    """Return which documents the build added, built again, found unchanged and removed."""
    kept = {entry["id"] for entry in settled.kept}
    built = [item for item in documents if item["id"] not in kept]
    unchanged = {entry["id"] for entry in settled.unchanged}
    kinds = {
        "added": [item for item in built if item["id"] not in settled.replaced],
        "rebuilt": [item for item in built if item["id"] in settled.replaced],
        "unchanged": [item for item in documents if item["id"] in unchanged],
        "removed": settled.removed,
    }
    return {kind: [{key: item[key] for key in ("slug", "name", "id")} for item in some] for kind, some in kinds.items()}


def to_json(report: dict[str, Any]) -> str:
    """Return a report as it stands in its file."""
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"
