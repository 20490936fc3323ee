"""Draw points on an outline of Vietnam as SVG that stands in any page: classes, titles, links, no script."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.coordinates import read_outline

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
COUNTRY: Box = (101.8, 6.3, 117.6, 23.7)
"""The mainland, the coastal islands and the archipelagos Hoàng Sa and Trường Sa."""
_NAMES = (
    ("Quần đảo Hoàng Sa (Việt Nam)", "Hoàng Sa Archipelago (Viet Nam)", 112.1, 15.35),
    ("Quần đảo Trường Sa (Việt Nam)", "Trường Sa Archipelago (Viet Nam)", 114.6, 9.0),
    ("Biển Đông", "East Sea", 112.4, 12.9),
)
_LETTER = 0.54
"""How wide a letter is beside its height."""
_SIZE = 12


@dataclass(frozen=True, slots=True)
class Marker:
    """A point on a map: where, what it is called, how many things are there, where a click leads (empty: nowhere)."""

    lon: float
    lat: float
    label: str
    count: int = 1
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line between the two ends of a route, which says nothing of its way; `label` names the route."""

    start: tuple[float, float]
    end: tuple[float, float]
    label: str


def draw_map(
    markers: Iterable[Marker],
    *,
    lines: Iterable[Line] = (),
    box: Box = COUNTRY,
    width: int = 520,
    lang: str = "",
    title: str = "",
) -> Markup:
    """Return an SVG of the country inside `box` with markers and lines, the same characters at every run.

    With `lang` (`vi`, `en`) names of the sea and the archipelagos stand in one language, without it in both, as spans
    with the classes `vi` and `en`. Colours come from CSS: `.around`,
    `.land`, `.isles`, `.sea-name`, `.route`, `.marker`, `.map text`.
    """
    some = list(markers)
    scale = width / ((box[2] - box[0]) * _squeeze(box))
    height = round((box[3] - box[1]) * scale)
    project = _Projection(box, scale)
    parts = [
        Markup('<path class="{}" d="{}"/>').format(
            name, _path([ring for part, ring in read_outline() if part in kinds], project)
        )
        for name, kinds in (("around", ("around",)), ("land", ("land",)), ("isles", ("hoang-sa", "truong-sa")))
    ]
    names, taken = _sea_names(project, lang, (width, height))
    parts += [*names, *(_line(one, project) for one in lines), *_markers(some, project, (width, height), taken)]
    return Markup('<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        width, height, title or "Việt Nam", Markup("").join(parts)
    )


def box_around(markers: Sequence[Marker], *, least: float = 0.9) -> Box | None:
    """Return a box around markers that lie so near one another that they need a map of their own, else None."""
    if not markers:
        return None
    west, east = min(one.lon for one in markers), max(one.lon for one in markers)
    south, north = min(one.lat for one in markers), max(one.lat for one in markers)
    if max(east - west, north - south) > (COUNTRY[3] - COUNTRY[1]) / 4:
        return None
    half = max(least, east - west, north - south) * 0.65
    lon, lat = (west + east) / 2, (south + north) / 2
    return lon - half, lat - half, lon + half, lat + half


def _squeeze(box: Box) -> float:
    """Return how long a degree of longitude is beside one of latitude in the middle of a box."""
    return math.cos(math.radians((box[1] + box[3]) / 2))


class _Projection:
    """Leads from degrees to the picture: one scale in both directions (equirectangular)."""

    def __init__(self, box: Box, scale: float) -> None:
        self.west, self.north = box[0], box[3]
        self.across, self.down = scale * _squeeze(box), scale

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.across, (self.north - lat) * self.down


def _path(rings: Sequence[Sequence[tuple[float, float]]], project: _Projection) -> str:
    """Return rings as one path, steps from point to point in tenths; points that fall together are one."""
    pieces: list[str] = []
    for ring in rings:
        points = [tuple(round(value * 10) for value in project(*place)) for place in ring]
        x, y = points[0]
        pieces.append(f"M{x / 10:g} {y / 10:g}")
        steps = []
        for right, down in points[1:]:
            if (right, down) != (x, y):
                steps.append(f"{(right - x) / 10:g} {(down - y) / 10:g}")
                x, y = right, down
        pieces.append(f"l{' '.join(steps)}z" if steps else "h.4z")
    return "".join(pieces)


def _sea_names(project: _Projection, lang: str, size: tuple[int, int]) -> tuple[list[Markup], list[Box]]:
    """Return the names of the sea and the archipelagos, and the room that they take."""
    names, taken = [], []
    for vietnamese, english, lon, lat in _NAMES:
        x, y = project(lon, lat)
        if 0 < x < size[0] and 0 < y < size[1]:
            words = {"vi": vietnamese, "en": english}
            shown = [(lang, words[lang])] if lang else list(words.items())
            half = _SIZE * _LETTER * max(len(word) for _, word in shown) / 2
            taken.append((x - half, y - _SIZE, x + half, y + _SIZE / 3))
            names += [
                Markup('<text class="sea-name {}" x="{:.0f}" y="{:.0f}" text-anchor="middle">{}</text>').format(
                    one, x, y, word
                )
                for one, word in shown
            ]
    return names, taken


def _line(line: Line, project: _Projection) -> Markup:
    """Return a line with its title; a second, wide one below it can be hit by a pointer."""
    (left, top), (right, bottom) = project(*line.start), project(*line.end)
    ends = Markup('x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"').format(left, top, right, bottom)
    return Markup('<g class="route"><title>{}</title><line class="near" {}/><line {}/></g>').format(
        line.label, ends, ends
    )


def _markers(markers: Sequence[Marker], project: _Projection, size: tuple[int, int], taken: list[Box]) -> list[Markup]:
    """Return the markers, those of most things first, each with its label where there is room beside what is taken."""
    drawn: list[Markup] = []
    placed = []
    for one in sorted(markers, key=lambda one: (-one.count, one.label, one.lon)):
        x, y = project(one.lon, one.lat)
        if 0 <= x <= size[0] and 0 <= y <= size[1]:
            radius = min(4 + 1.5 * math.sqrt(one.count), 14)
            placed.append((one, x, y, radius))
            taken.append((x - radius, y - radius, x + radius, y + radius))
    for one, x, y, radius in placed:
        label = _label(one, (x, y, radius), taken, size)
        text = Markup('<title>{} ({})</title><circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>{}').format(
            one.label, one.count, x, y, radius, label
        )
        around = Markup('<a class="marker" href="{}">{}</a>') if one.href else Markup('<g class="marker">{1}</g>')
        drawn.append(around.format(one.href, text))
    return drawn


def _label(one: Marker, at: tuple[float, float, float], taken: list[Box], size: tuple[int, int]) -> Markup:
    """Return the label on the right or the left of its marker, nothing where both cross another one."""
    x, y, radius = at
    long = _SIZE * _LETTER * len(one.label)
    for anchor, left in (("start", x + radius + 3), ("end", x - radius - 3 - long)):
        box = left, y - _SIZE / 2, left + long, y + _SIZE / 2
        inside = box[0] >= 0 and box[2] <= size[0]
        if inside and not any(_cross(box, other) for other in taken):
            taken.append(box)
            start = left if anchor == "start" else x - radius - 3
            return Markup('<text x="{:.0f}" y="{:.0f}" text-anchor="{}">{}</text>').format(
                start, y + 4, anchor, one.label
            )
    return Markup("")


def _cross(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
