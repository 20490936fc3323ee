"""Join routes with what stands around them: the line or road that names them, the road that a stretch is part of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Mention
from kg.readings import WorkReading
from kg.text.spans import SpanIndex

_ROUTED = ("Road", "Railway", "Waterway")
_JOINT = re.compile(r"(?: \([^()\n]{1,40}\))?(?:[,:]| -| gồm)?(?: các đoạn(?: tuyến)?:?)? ?\(?")
_NEXT_PART = re.compile(r"(?:, | và |, và |; )")


def join(routes: Sequence[Mention], works: Sequence[Mention], *, text: str) -> list[Mention]:
    """Return the works that no route took over, then the routes; a stretch knows the road before it.

    `quốc lộ 14 đoạn từ A đến B` is part of the road, `tuyến số 1 (Bến Thành - Suối Tiên)` is one line.
    """
    joining = _Joining(routes, works, text=text)
    joined = [route if route.within else joining.read(route) for route in routes]
    return [*joining.works, *joined]


class _Joining:
    """What was read of the routes so far, from the first on."""

    def __init__(self, routes: Sequence[Mention], works: Sequence[Mention], *, text: str) -> None:
        self.text = text
        self.works = list(works)
        self.outer = SpanIndex(m for m in (*works, *routes) if not m.within)
        self.roads = {m.end_char: m for m in works if m.cls == "Road" and m.as_work.number}
        self.lines = {m.end_char: m for m in works if m.cls in _ROUTED}
        self.became: dict[Mention, Mention] = {}
        self.previous: Mention | None = None

    def read(self, route: Mention) -> Mention:
        """Return a route as it is with what stands before it."""
        self.previous = self.became[route] = self._named(route) or self._placed(route)
        return self.previous

    def _named(self, route: Mention) -> Mention | None:
        """Return the line whose ends stand in brackets behind its name, with both; else None."""
        line = self.lines.get(route.start_char - 2)
        if line is None or line not in self.works or not _in_brackets(self.text, route):
            return None
        self.works.remove(line)
        reading = replace(line.as_work, route=True)
        start, end = line.start_char, route.end_char + 1
        return replace(route, cls=line.cls, start_char=start, end_char=end, key=line.key, reading=reading)

    def _placed(self, route: Mention) -> Mention:
        """Return a route with the road number before it, and with what it is part of."""
        road = self.roads.get(route.start_char - 1) if self.text[route.start_char].isupper() else None
        if road is not None and road in self.works:
            self.works.remove(road)
            reading = route.reading if route.cls == "Place" else _with_number(route.as_work, road.as_work)
            route = replace(route, start_char=road.start_char, key=road.key, reading=reading)
        previous = self.previous
        listed = previous is not None and _NEXT_PART.fullmatch(self.text[previous.end_char : route.start_char])
        if previous is not None and listed and previous.as_work.of and not route.as_work.part:
            reading = replace(route.as_work, of=previous.as_work.of, whole=True)
            return replace(route, cls=previous.cls, reading=reading)
        return self._stretch(route) if route.as_work.part else route

    def _stretch(self, route: Mention) -> Mention:
        """Return a stretch as part of the road, railway or waterway right before it."""
        before = self.outer.last_until(route.start_char)
        whole = self.became.get(before, before) if before else None
        if whole is None or whole.cls not in _ROUTED or whole.as_work.part:
            return route
        if not _JOINT.fullmatch(self.text[whole.end_char : route.start_char]):
            return route
        key, reading = f"{whole.key} đoạn {route.key}", replace(route.as_work, of=whole.key, whole=True)
        return replace(route, cls=whole.cls, key=key, reading=reading)


def _with_number(route: WorkReading, road: WorkReading) -> WorkReading:
    """Return what was read of a route with what the road's own name says."""
    return replace(route, number=road.number, code=route.code or road.code, whole=route.whole or road.whole)


def _in_brackets(text: str, route: Mention) -> bool:
    """Say whether a pair of end points stands in brackets of its own (`tuyến số 1 (Bến Thành - Suối Tiên)`)."""
    alone = text[route.start_char].isupper() and not route.as_work.part
    return alone and text.startswith("(", route.start_char - 1) and text.startswith(")", route.end_char)
