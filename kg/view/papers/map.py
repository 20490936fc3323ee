"""Write the map of a graph as a page without scripts: a click on a point shows what the texts say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten

from kg.analyse.changes.statements import head_of
from kg.analyse.copies import count_once
from kg.analyse.geography import ENDS, Fact, Located, gather, locate
from kg.view.map import Marker, box_around, draw_map
from kg.view.papers.compare import say_class
from kg.view.papers.frame import render, word
from kg.view.where import draw_lines

_TITLE = 44
_QUOTES = 60
"""So many quotes of one thing stand on the page; GeoJSON has all."""


@dataclass(frozen=True, slots=True)
class _Stop:
    """A point of the map with all that is placed there."""

    anchor: str
    label: str
    things: tuple[Located, ...]


def render_map(facts: Iterable[Fact], *, lang: str = "vi") -> str:
    """Return the page of the places and works of some facts, the same characters at every run; copies count once."""
    known, copies = count_once(facts)
    things = locate(known)
    points = gather(things)
    stops = [_Stop(f"p{number}", point.label, point.things) for number, point in enumerate(points, 1)]
    markers = [
        Marker(point.lon, point.lat, stop.label, len(stop.things), f"#{stop.anchor}")
        for point, stop in zip(points, stops, strict=True)
    ]
    near, lines = box_around(markers), draw_lines(things)
    documents = [str(fact["id"]) for fact in known if fact["fact"] == "document"]
    heads = {document: head_of(known, document) for document in documents}
    return render(
        "map.html",
        lang=lang,
        country=draw_map(markers, lines=lines, title=word("mapTitle", lang)),
        near=draw_map(markers, lines=lines, box=near, title=word("nearTitle", lang)) if near else "",
        stops=stops,
        units=[one for one in things if one.cls == "Place" and one.code],
        works=[one for one in things if one.cls != "Place"],
        lost=[one for one in things if not one.spots],
        anchors=_anchors(stops),
        short={head.id: head.number or shorten(head.title, _TITLE, placeholder=" …") for head in heads.values()},
        most=_QUOTES,
        copies=copies,
        ends=ENDS,
        say_class=say_class,
    )


def _anchors(stops: Iterable[_Stop]) -> dict[str, str]:
    """Return the anchor of the first point of each thing."""
    found: dict[str, str] = {}
    for stop in stops:
        for one in stop.things:
            found.setdefault(one.id, stop.anchor)
    return found
