"""Read the report of a build, and say so where it is damaged or another version's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kg.config import GRAPH_FOLDER_MARKER, VERSION
from kg.errors import StoreError


def _is_numbers(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(number, int | float) for number in value.values())


def _is_verdict(value: object) -> bool:
    return isinstance(value, dict) and {"conforms", "found"} <= value.keys()


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_SHAPE: dict[str, Callable[[object], bool]] = {
    "documents": lambda value: isinstance(value, list),
    "counts": _is_numbers,
    "repairs": _is_numbers,
    "conformance": _is_verdict,
    "durations": _is_numbers,
    "base_iri": _is_text,
}
_DOCUMENT: dict[str, Callable[[object], bool]] = {
    "id": _is_text,
    "slug": _is_text,
    "name": _is_text,
    "counts": _is_numbers,
    "repairs": _is_numbers,
    "coverage": _is_numbers,
}


def read_report(folder: Path, *, of: Path | None = None) -> dict[str, Any]:
    """Return the report of a graph folder, empty where there is none; raises `StoreError` for one that is none of ours.

    What it holds is of the right kind; what it has to hold says `demand`. Errors name the folder `of` where `folder` is
    a copy.
    """
    data = folder / GRAPH_FOLDER_MARKER
    if not data.is_file():
        return {}
    folder = of or folder
    path = folder / GRAPH_FOLDER_MARKER
    try:
        report = json.loads(data.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise StoreError(f"is damaged: {error}", path=path, remedy=_remedy(folder)) from error
    wrong = _find_wrong(report)
    if wrong:
        raise _alien(report, wrong, folder=folder)
    return report


def demand(report: dict[str, Any], names: Iterable[str], *, folder: Path) -> None:
    """Raise `StoreError` where a report lacks what a command shows."""
    missing = [name for name in names if name not in report]
    if missing:
        raise _alien(report, f"has no {', '.join(missing)}", folder=folder)


def _find_wrong(report: object) -> str:
    """Return what is of another kind than in a report of ours, empty where nothing is."""
    if not isinstance(report, dict):
        return "is no object of JSON"
    for name, fits in _SHAPE.items():
        if name in report and not fits(report[name]):
            return f"has {name} of another kind"
    for number, document in enumerate(report.get("documents", []), 1):
        if not isinstance(document, dict):
            return f"has a document {number} of another kind"
        for name, fits in _DOCUMENT.items():
            if not fits(document.get(name)):
                return f"has a document {number} whose {name} is missing or of another kind"
    return ""


def _alien(report: object, wrong: str, *, folder: Path) -> StoreError:
    versions = report.get("versions") if isinstance(report, dict) else None
    writer = versions.get("kg") if isinstance(versions, dict) else None
    whose = f"was written by kg {writer}, this is {VERSION}: it " if writer not in (None, VERSION) else ""
    return StoreError(f"{whose}{wrong}", path=folder / GRAPH_FOLDER_MARKER, remedy=_remedy(folder))


def _remedy(folder: Path) -> str:
    return f"take out of {folder} what is yours, remove it, then kg build INPUT -o {folder}"
