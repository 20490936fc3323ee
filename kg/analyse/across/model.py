"""Hold what the documents of a folder have in common: plain values that pages and files are made of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from kg.analyse.changes.model import Change, Head, Place


@dataclass(frozen=True, slots=True)
class Group:
    """Documents looked at together: what they state, counted in measures; `sectors` are codes, most first."""

    name: str
    documents: tuple[str, ...]
    measures: int
    with_owner: int
    with_due: int
    with_number: int
    targets: int
    sectors: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """What one document aims at for an indicator; `value` is as it is shown, empty where only a level is stated."""

    group: str
    issued: str
    due: str
    value: str
    baseline: str
    place: Place


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator through several documents, in the order of their dates."""

    indicator: str
    unit: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two measures of two documents whose words are alike, the one of the earlier document first."""

    before: Place
    after: Place
    likeness: float
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """How often a document names a thing, in how many measures, and where first (offsets in its text)."""

    doc: str
    mentions: int
    measures: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A thing that several documents name."""

    id: str
    cls: str
    label: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """What a document does to another act; `target` is a document of the folder where it is one, else the act."""

    doc: str
    relation: str
    target: str
    label: str
    start: int
    end: int
    inside: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is told of the documents of a folder; `by` names what they are grouped by, `copies` don't count."""

    by: str
    documents: tuple[Head, ...]
    groups: tuple[Group, ...]
    series: tuple[Series, ...]
    alike: tuple[Alike, ...]
    shared: tuple[Shared, ...]
    links: tuple[Link, ...]
    copies: tuple[Head, ...] = ()


def to_dict(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as plain values; absent ones are left out."""
    return _present(asdict(comparison))


def _present(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _present(item) for key, item in value.items() if item is not None and item not in ("", ())}
    if isinstance(value, list | tuple):
        return [_present(item) for item in value]
    return value
