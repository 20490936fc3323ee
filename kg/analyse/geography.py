"""Say where the places and works of a graph are, as precisely as it is known and no more.

A unit of the gazetteer has a point in it. A work is where the text says that it lies (`locatedIn`, `partOf`, over
several steps) or runs (`routeFrom`, `routeTo`): it has the points of those units, never one of its own. Where the text
says neither, it is in the province that its document speaks for, which its IRI holds; that is told apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from kg.coordinates import Unit, find_former, find_former_points, find_point, find_unit
from kg.iri import ascii_slug
from kg.model import WORK_CLASSES
from kg.resources import read_table

Fact = Mapping[str, Any]
UNIT, MIDDLE, INSIDE, ENDS = "unit", "unit-middle", "in-unit", "route-ends"
FORMER, SPOKEN, UNKNOWN = "former-unit", "document-province", "unknown"
PRECISIONS = (UNIT, MIDDLE, FORMER, INSIDE, ENDS, SPOKEN, UNKNOWN)
"""How a thing is placed: at the gazetteer's point of the unit, at a commune of today in the middle of a unit of before,
at the points of the provinces of today that a province of an earlier time lies in, at the point of the unit that it
lies in, at those of the units that it leads between, at that of the province for which the document speaks, or not."""
_ENDS = ("routeFrom", "routeTo")
_WHERE = ("locatedIn", "partOf")
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a document speaks of a thing: offsets in its source text, and the quote where a statement has one."""

    doc: str
    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the unit called `unit`; `role` is `in`, `routeFrom`, `routeTo` or `of`, empty for the unit itself."""

    lon: float
    lat: float
    unit: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A place or work with its points, none where it is not known; `code`, `level`, `era`, `became` are of units."""

    id: str
    cls: str
    label: str
    spots: tuple[Spot, ...]
    precision: str
    citations: tuple[Citation, ...]
    code: str = ""
    level: str = ""
    era: str = ""
    became: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """A point with all that is placed there; it is called by the unit that it is of."""

    lon: float
    lat: float
    label: str
    things: tuple[Located, ...]


def gather(things: Iterable[Located]) -> tuple[Stop, ...]:
    """Return the points of things from west to east, each with its things in their order."""
    there: dict[tuple[float, float], dict[Located, None]] = defaultdict(dict)
    names: dict[tuple[float, float], str] = {}
    for one in things:
        for spot in one.spots:
            there[spot.lon, spot.lat][one] = None
            names.setdefault((spot.lon, spot.lat), spot.unit)
    return tuple(Stop(*place, names[place], tuple(there[place])) for place in sorted(there))


def narrow(things: Iterable[Located], document: str) -> list[Located]:
    """Return the things that a document (by its IRI) speaks of, with its citations alone."""
    said = ((one, tuple(cited for cited in one.citations if cited.doc == document)) for one in things)
    return [replace(one, citations=citations) for one, citations in said if citations]


def locate(facts: Iterable[Fact]) -> list[Located]:
    """Return the places that are placed and all works, by class and label; facts are those of `facts.jsonl`."""
    return _Locator(list(facts)).all()


class _Locator:
    def __init__(self, facts: Sequence[Fact]) -> None:
        self.entities: dict[str, Fact] = {}
        self.stated: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.citations: dict[str, list[Citation]] = defaultdict(list)
        for fact in facts:
            match fact["fact"]:
                case "entity":
                    known = self.entities.setdefault(fact["id"], fact)
                    if "code" in fact and "code" not in known:
                        self.entities[fact["id"]] = fact
                    self.citations[fact["id"]] += [Citation(fact["doc"], *span) for span in fact["mentions"]]
                case "measure":
                    for entity in fact.get("entities", ()):
                        self._cite(entity, fact)
                case "relation":
                    self.stated[fact["subject"]].append((fact["predicate"], str(fact["object"])))
                    for entity in dict.fromkeys((fact["subject"], str(fact["object"]))):
                        self._cite(entity, fact)

    def _cite(self, entity: str, fact: Fact) -> None:
        self.citations[entity].append(Citation(fact["doc"], fact["start"], fact["end"], fact["quote"]))

    def all(self) -> list[Located]:
        """Return everything that is on a map or should be."""
        found = [self._locate(fact) for fact in self.entities.values() if fact["class"] in (*WORK_CLASSES, "Place")]
        shown = [one for one in found if one.spots or one.cls != "Place"]
        return sorted(shown, key=lambda one: (one.cls != "Place", one.cls, one.label, one.id))

    def _locate(self, fact: Fact) -> Located:
        unit = self._unit(fact)
        spots = self._spots(fact["id"])
        precision = UNKNOWN
        if not spots and fact["class"] != "Place":
            spots = _province_of(fact["id"])
            precision = SPOKEN if spots else UNKNOWN
        elif spots:
            precision = self._precision(fact, spots)
        citations = tuple(self._cited(fact["id"]))
        more = (unit.code, unit.level, unit.era, unit.became) if unit else ()
        return Located(fact["id"], fact["class"], fact["label"], spots, precision, citations, *more)

    def _unit(self, fact: Fact) -> Unit | None:
        if fact["class"] != "Place":
            return None
        return find_unit(fact["code"], fact["label"]) if fact.get("code") else find_former(fact["label"])

    def _precision(self, fact: Fact, spots: Sequence[Spot]) -> str:
        if any(spot.role in _ENDS for spot in spots):
            return ENDS
        if spots[0].role:
            return FORMER if _own_spots(fact) else INSIDE
        point = find_point(fact["code"], fact["label"]) if fact.get("code") else None
        return UNIT if point is not None and point.stated else MIDDLE

    def _spots(self, iri: str) -> tuple[Spot, ...]:
        """Return the points of a thing: its own, else those of its ends, else those of what it lies in."""
        return _own_spots(self.entities[iri]) or self._reach(iri, _ENDS) or self._reach(iri, _WHERE)

    def _reach(self, iri: str, predicates: tuple[str, ...]) -> tuple[Spot, ...]:
        found: dict[Spot, None] = {}
        for predicate, other in sorted(self.stated[iri]):
            if predicate in predicates:
                for unit in self._units_of(other, steps=_STEPS):
                    role = predicate if predicate in _ENDS else "in"
                    found[Spot(unit.lon, unit.lat, unit.unit, role)] = None
        return tuple(found)

    def _units_of(self, iri: str, *, steps: int) -> list[Spot]:
        """Return the points of the units that a thing is or lies in, over so many steps at most."""
        fact = self.entities.get(iri)
        if fact is None:
            return []
        if own := _own_spots(fact):
            return [*own]
        if not steps:
            return []
        around = sorted(other for predicate, other in self.stated[iri] if predicate in _WHERE)
        return [spot for other in around for spot in self._units_of(other, steps=steps - 1)]

    def _cited(self, iri: str) -> list[Citation]:
        """Return where a thing is spoken of: the statements, and its mentions outside them."""
        statements = [one for one in dict.fromkeys(self.citations[iri]) if one.quote]
        said: dict[str, list[Citation]] = defaultdict(list)
        for one in statements:
            said[one.doc].append(one)
        mentions = [
            one
            for one in self.citations[iri]
            if not one.quote and not any(other.start <= one.start < other.end for other in said[one.doc])
        ]
        return sorted([*statements, *mentions], key=lambda one: (one.doc, one.start, one.end))


def _own_spots(fact: Fact) -> tuple[Spot, ...]:
    """Return the point of a unit; of a province of an earlier time its own or those of what holds its area today."""
    if fact["class"] != "Place":
        return ()
    if fact.get("code"):
        point = find_point(fact["code"], fact["label"])
        return (Spot(point.lon, point.lat, fact["label"]),) if point else ()
    former = find_former(fact["label"])
    return tuple(
        Spot(point.lon, point.lat, name, "" if former and name == former.name else "in")
        for name, point in find_former_points(fact["label"])
    )


def _province_of(iri: str) -> tuple[Spot, ...]:
    """Return the point of the province in which a work's IRI says that it is (`…/port/thai-binh/…`)."""
    slug = iri.split("/")[-2]
    if unit := _provinces().get(slug):
        point = find_point(*unit)
        return (Spot(point.lon, point.lat, unit[1], "of"),) if point else ()
    return tuple(
        Spot(point.lon, point.lat, name, "of") for name, point in find_former_points(_former_provinces().get(slug, ""))
    )


@lru_cache(maxsize=1)
def _provinces() -> dict[str, tuple[str, str]]:
    """Return code and full name of the provinces of both eras by how they stand in an IRI."""
    rows = [row for row in read_table("gazetteer/units.tsv") if row["level"] == "province"]
    return {ascii_slug(row["name"]): (row["code"], row["full"]) for row in rows}


@lru_cache(maxsize=1)
def _former_provinces() -> dict[str, str]:
    """Return the full name of the provinces of earlier times by how they stand in an IRI."""
    return {ascii_slug(row["name"]): row["full"] for row in read_table("gazetteer/former.tsv")}


def find_routes(things: Iterable[Located]) -> list[tuple[Located, Spot, Spot]]:
    """Return the ends of each route that has a point at both, once each; where it runs between them no text says."""
    found = []
    for one in things:
        starts, ends = ([spot for spot in one.spots if spot.role == role] for role in _ENDS)
        pairs = ((start, end) for start in starts for end in ends)
        found += [(one, start, end) for start, end in pairs if (start.lon, start.lat) != (end.lon, end.lat)]
    return found
