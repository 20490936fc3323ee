"""Put parts of the answers into plain values: numbers in the place of the facts that they were counted from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.analyse.answers import (
    GAPS,
    Aim,
    AuditLine,
    Cell,
    Copies,
    DocumentCard,
    Finding,
    Index,
    ProjectCard,
    to_plain,
)
from kg.analyse.answers.records import place_record, sure_record
from kg.analyse.answers.words import LANGUAGES, Words

Answer = dict[str, Any]


def put_aim(index: Index, aim: Aim) -> Answer:
    """Return a target as a row; the same keys for every one."""
    cite = aim.cite
    return {
        "indicator": aim.indicator,
        "comparator": aim.comparator,
        "value": aim.value if aim.value is not None else "",
        "value_max": aim.value_max if aim.value_max is not None else "",
        "unit": aim.unit,
        "level_aimed_at": aim.level,
        "baseline": aim.baseline,
        "due": aim.due.written if aim.due else "",
        "due_basis": ("inherited" if aim.due.inherited else "stated") if aim.due else "",
        "quote": cite.quote,
        **place_record(index, cite),
        **sure_record(cite),
    }


def put_finding(one: Finding) -> Answer:
    """Return a finding in numbers."""
    return {"key": one.key, "number": one.number, "total": one.total, "share": round(one.share, 4)}


def put_copies(one: Copies) -> Answer:
    """Return the documents of which one is counted, by IRI, and the sentence that says so."""
    said = {lang: Words(lang).copies(one) for lang in LANGUAGES}
    return {"counted": one.counted.id, "others": [row.id for row in one.others], "sentence": said}


def put_line(line: AuditLine) -> Answer:
    """Return a line of the audit in numbers."""
    return {"key": line.key, "measures": len(line.ids)} | {f"no_{gap}": len(line.lacking(gap)) for gap in GAPS}


def put_cell(cell: Cell) -> Answer:
    """Return a cell of the matrix: tasks by role, and when the first is due."""
    due = cell.due.due if cell.due else None
    roles = {role: len(ids) for role, ids in cell.roles.items()}
    first = {"first_due": due.written, "first_due_inherited": due.inherited} if due else {}
    return {"tasks": len({one.task.id for one in cell.assignments}), "roles": roles} | first


def put_project(index: Index, card: ProjectCard) -> Answer:
    """Return a work with what is said of it, each with its citation."""
    said = [
        {"predicate": one.predicate, "value": one.value, "object": one.object}
        | {"quote": one.cite.quote, "start": one.cite.start_char, "end": one.cite.end_char}
        | {"document": index.label(one.cite.document), "document_id": one.cite.document}
        for one in card.said
    ]
    return {
        "id": card.entity.id,
        "label": card.entity.label,
        "class": card.entity.cls,
        "said": said,
        "measures": len(card.tasks),
        "documents": len(card.documents),
    }


def put_card(card: DocumentCard) -> Answer:
    """Return what a document says of itself."""
    row = to_plain(card.document)
    for link in row.get("links", ()):
        link["document_id"] = card.document.id
    return row | {"characters": card.characters}


def put_silence(cards: Sequence[DocumentCard]) -> list[Answer]:
    """Return why text gave nothing, over all documents: passages, and the share of the characters."""
    passages, characters = Counter(), Counter()
    for card in cards:
        for one in card.silent:
            passages[one.reason] += one.passages
            characters[one.reason] += one.share * card.characters
    whole = sum(card.characters for card in cards) or 1
    order = sorted(passages, key=lambda reason: (-characters[reason], reason))
    return [
        {"reason": reason, "passages": passages[reason], "share": round(characters[reason] / whole, 4)}
        for reason in order
    ]


def put_mean(cards: Sequence[DocumentCard]) -> float:
    """Return which share of the characters lies in measures and targets."""
    whole = sum(card.characters for card in cards)
    return round(sum(card.share * card.characters for card in cards) / whole, 4) if whole else 0.0
