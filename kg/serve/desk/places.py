"""Answer where the places and works of a graph are: points of the map, and rows that cite what is said of each.

This runs at the desk (`kg.serve.desk`). Rows stand point by point, those of most things first; what could not be placed
stands last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kg.analyse.copies import count_once
from kg.analyse.geography import Fact, Located, gather, locate, narrow
from kg.export.geojson import write_located

Answer = dict[str, Any]
_QUOTES = 3
"""So many citations of one thing stand in a row, those of statements first; its page and GeoJSON have all."""


class Places:
    """The places and works of some facts; those of copies count where they are asked for alone."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        known = list(facts)
        counted, copies = count_once(known)
        self._things = locate(counted)
        self._of_copies = locate(known) if copies else self._things

    def of(self, document: str) -> Sequence[Located]:
        """Return those that a document speaks of, with its citations alone; all where it is empty."""
        return narrow(self._of_copies, document) if document else self._things

    def map(self, document: str = "", offset: int = 0, limit: int = 50) -> Answer:
        """Return all points, each with the number of its first row (from 0 on), and a stretch of the rows."""
        things = self.of(document)
        stops = sorted(gather(things), key=lambda one: (-len(one.things), one.label, one.lon, one.lat))
        rows: dict[str, Located] = {}
        numbers: dict[str, int] = {}
        placed = (thing for stop in stops for thing in (_own(stop.things, stop.label), *stop.things))
        for one in (*placed, *things):
            numbers.setdefault(one.id, len(rows))
            rows.setdefault(one.id, one)
        points = [
            {
                "lon": stop.lon,
                "lat": stop.lat,
                "label": stop.label,
                "count": len(stop.things),
                "row": numbers[_own(stop.things, stop.label).id],
            }
            for stop in stops
        ]
        return {
            "points": points,
            "rows": [_row(one) for one in list(rows.values())[offset : offset + limit]],
            "total": len(rows),
            "units": sum(one.cls == "Place" for one in things),
            "works": sum(one.cls != "Place" for one in things),
            "lost": sum(not one.spots for one in things),
        }

    def export(self, document: str = "") -> bytes:
        """Return the same as GeoJSON, with every citation, as `kg export` writes it."""
        return write_located(self.of(document))


def _own(things: Sequence[Located], label: str) -> Located:
    """Return the thing that a point is called by, the first one where it is not among them."""
    return next((one for one in things if one.label == label), things[0])


def _row(one: Located) -> Answer:
    cited = sorted(one.citations, key=lambda said: not said.quote)
    return {
        "id": one.id,
        "label": one.label,
        "class": one.cls,
        "code": one.code,
        "level": one.level,
        "era": one.era,
        "became": list(one.became),
        "placed": one.precision,
        "units": [{"name": spot.unit, "role": spot.role} for spot in one.spots if spot.role],
        "said": [
            {"document_id": said.doc, "quote": said.quote or one.label, "start": said.start, "end": said.end}
            for said in cited[:_QUOTES]
        ],
        "said_total": len(cited),
    }
