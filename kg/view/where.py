"""Pack what is on the map for the page: points, and the works and places at them as numbers of the catalogue's nodes.

A row is `[node, precision, [point, role, point, role, …], level, era, [became, …]]`: `precision` and `role` are rows of
`PRECISIONS` and `ROLES`, `level`, `era` and what a unit became are empty for all but units. Works come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from markupsafe import Markup

from kg.analyse.geography import PRECISIONS, Located, Stop, find_routes, gather
from kg.model import WORK_CLASSES
from kg.view.map import Line, Marker, box_around, draw_map

Json = dict[str, object]
_WIDTH = 400
ROLES = ("", "in", "routeFrom", "routeTo", "of")


def pack_map(things: Sequence[Located], *, numbers: Mapping[str, int]) -> Json:
    """Return points and rows of what is placed; works that are not placed are rows too. Empty where nothing is."""
    stops = gather(things)
    if not stops:
        return {}
    places = {(stop.lon, stop.lat): number for number, stop in enumerate(stops)}
    shown = sorted((one for one in things if one.id in numbers), key=_order)
    rows = [
        [
            numbers[one.id],
            PRECISIONS.index(one.precision),
            [number for spot in one.spots for number in (places[spot.lon, spot.lat], ROLES.index(spot.role))],
            one.level,
            one.era,
            list(one.became),
        ]
        for one in shown
    ]
    return {"precisions": PRECISIONS, "roles": ROLES, "stops": name_stops(stops), "rows": rows}


def name_stops(stops: Sequence[Stop]) -> list[str]:
    """Return a name of its own for each point: that of its unit, with a number from the second of one name on."""
    used: dict[str, int] = defaultdict(int)
    names = []
    for stop in stops:
        used[stop.label] += 1
        names.append(stop.label if used[stop.label] == 1 else f"{stop.label} ({used[stop.label]})")
    return names


def draw_maps(things: Sequence[Located]) -> list[Markup]:
    """Return the map of the country and, where all points lie near one another, one of them; none without a point.

    Routes are lines between their ends. A marker leads to the address of its point in the view (`#map=tỉnh Thái Bình`).
    """
    stops = gather(things)
    markers = [
        Marker(stop.lon, stop.lat, name, len(stop.things), f"#map={quote(name)}")
        for stop, name in zip(stops, name_stops(stops), strict=True)
    ]
    if not markers:
        return []
    lines, near = draw_lines(things), box_around(markers)
    country = draw_map(markers, lines=lines, width=_WIDTH)
    return [country, *([draw_map(markers, lines=lines, box=near, width=_WIDTH)] if near else [])]


def draw_lines(things: Sequence[Located]) -> list[Line]:
    """Return a line for each route whose two ends have points."""
    return [Line((start.lon, start.lat), (end.lon, end.lat), one.label) for one, start, end in find_routes(things)]


def _order(one: Located) -> tuple[int, str, str]:
    kind = WORK_CLASSES.index(one.cls) if one.cls in WORK_CLASSES else len(WORK_CLASSES)
    return kind, one.label, one.id
