"""Write a difference as records for other programs: nested for JSON, a row a pair for CSV."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg.analyse.changes.model import Change, Difference, Pair, Place
from kg.analyse.changes.pairing import FolderChanges
from kg.cells import BOM, csv_row

_SIDE = ("id", "doc", "start", "end", "page", "section", "quote")
COLUMNS = (
    *("kind", "status", "confidence", "likeness", "note", "changes"),
    *(f"{side}_{name}" for side in ("before", "after") for name in _SIDE),
)


def to_dict(difference: Difference) -> dict[str, Any]:
    """Return a difference as plain values: heads, counts by kind and status, pairs; absent values are left out."""
    return {
        "before": _present(asdict(difference.before)),
        "after": _present(asdict(difference.after)),
        "counts": {kind: difference.count(kind) for kind in ("measure", "target")},
        "pairs": [_pair(pair) for pair in difference.pairs],
    }


def to_dict_of_all(changes: FolderChanges) -> dict[str, Any]:
    """Return what changed in the documents of two folders: each pair, by what it was made, and what stayed alone."""
    return {
        "pairs": [{"paired_by": pair.by} | to_dict(one) for pair, one in changes.pairs],
        "alone": {
            side: [_present(asdict(head)) for head in heads]
            for side, heads in (("before", changes.before), ("after", changes.after))
        },
    }


def _pair(pair: Pair) -> dict[str, Any]:
    record = asdict(pair)
    for side in ("before", "after"):
        record[side] = _present(record[side] or {})
    record["changes"] = [_present(change) for change in record["changes"]]
    return {key: value for key, value in record.items() if value not in ({}, [], "")}


def _present(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None) and value is not False}


def to_csv(*differences: Difference) -> bytes:
    """Return a table with a row a pair for spreadsheets: UTF-8 with BOM, no cell that runs as a formula."""
    rows = [COLUMNS, *(_row(pair) for one in differences for pair in one.pairs)]
    return BOM + "".join(csv_row(row) for row in rows).encode("utf-8")


def _row(pair: Pair) -> list[str]:
    changes = "; ".join(show_change(change) for change in pair.changes if change.aspect != "words")
    cells = [pair.kind, pair.status, f"{pair.confidence:g}", f"{pair.likeness:g}", pair.note, changes]
    return [*cells, *_side(pair.before), *_side(pair.after)]


def show_change(change: Change) -> str:
    """Return a change in a line: the aspect, what it was, what it is, and which way that points."""
    marks = ", ".join(filter(None, (change.direction, "inherited" if change.inherited else "")))
    way = f" ({marks})" if marks else ""
    return f"{change.aspect}: {change.before or '–'} → {change.after or '–'}{way}"


def _side(place: Place | None) -> list[str]:
    return [str(value) if (value := getattr(place, name, None)) is not None else "" for name in _SIDE]
