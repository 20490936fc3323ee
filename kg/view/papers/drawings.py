"""Draw small pictures for pages without scripts: an indicator through the years, and what documents do to others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from markupsafe import Markup, escape

from kg.analyse.across import Comparison
from kg.analyse.across.links import RELATIONS
from kg.analyse.across.model import Link, Series
from kg.view.papers.frame import word

_WIDTH, _HEIGHT = 640, 150
_LEFT, _RIGHT, _TOP, _FOOT = 60, 580, 18, 122
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ROW = 24
_MOST = 60
"""So many acts are drawn; the table has all."""


def draw_series(series: Series) -> Markup:
    """Return an SVG of an indicator's values by the year in which they are due; nothing where fewer than two have both.

    A point is named by its value, its document and its place in a title.
    """
    points = []
    for point in series.points:
        value, year = _NUMBER.search(point.value), re.search(r"\d{4}$", point.due.split("-")[0].rsplit("/", 1)[-1])
        if value and year:
            points.append((int(year.group()), float(value.group()), point))
    years, values = sorted({year for year, *_ in points}), [value for _, value, _ in points]
    if len(points) < 2:
        return Markup("")
    parts = [Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="axis"/>').format(_LEFT, _FOOT, _RIGHT, _FOOT)]
    for year in years:
        parts.append(
            Markup('<text x="{:.0f}" y="{}" text-anchor="middle">{}</text>').format(
                _along(year, years), _FOOT + 18, year
            )
        )
    for year, value, point in points:
        x, y = _along(year, years), _FOOT - 8 - (_FOOT - _TOP - 20) * _share(value, values)
        parts.append(
            Markup(
                '<g><title>{} {}: {} [{}–{}]</title><circle cx="{:.1f}" cy="{:.1f}" r="5"/>'
                '<text x="{:.1f}" y="{:.1f}">{:g}</text></g>'
            ).format(point.group, year, point.value, point.place.start, point.place.end, x, y, x + 9, y + 4, value)
        )
    return Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, _HEIGHT, series.indicator, Markup("").join(parts)
    )


def _share(value: float, values: list[float]) -> float:
    low, high = min(values), max(values)
    return 0.5 if low == high else (value - low) / (high - low)


def _along(year: int, years: list[int]) -> float:
    return _LEFT + 20 + (_RIGHT - _LEFT - 60) * _share(year, [float(one) for one in years])


def draw_links(comparison: Comparison, short: Mapping[str, str]) -> Markup:
    """Return an SVG of the documents of a folder on the left and the acts that they cite on the right.

    Drawn are acts that are documents of the folder or that several documents cite, sixty at most.
    """
    cited = Counter(target for _, target in dict.fromkeys((link.doc, link.target) for link in comparison.links))
    drawn = [link for link in comparison.links if link.inside or cited[link.target] > 1]
    order = sorted(dict.fromkeys((link.target, link.label) for link in drawn), key=lambda one: (-cited[one[0]], one))
    labels: dict[str, str] = {}
    for target, label in order:
        labels.setdefault(target, label)
    right = list(labels)[:_MOST]
    shown = [link for link in drawn if link.target in right]
    if not shown:
        return Markup("")
    left = [head.id for head in comparison.documents if any(link.doc == head.id for link in shown)]
    height = _ROW * max(len(left), len(right)) + 10
    parts = [_curve(link, _row(left, link.doc, height), _row(right, link.target, height)) for link in shown]
    parts += [
        Markup('<text x="240" y="{:.0f}" text-anchor="end">{}</text>').format(_row(left, doc, height) + 4, short[doc])
        for doc in left
    ]
    parts += [
        Markup('<text x="560" y="{:.0f}">{}</text>').format(_row(right, one, height) + 4, _cut(labels[one]))
        for one in right
    ]
    legend = Markup(" ").join(
        Markup(
            '<span class="link-{0}">━</span> <span class="vi" lang="vi">{1}</span><span class="en" lang="en">{2}</span>'
        ).format(name, word(name, "vi"), word(name, "en"))
        for name in RELATIONS
        if any(link.relation == name for link in shown)
    )
    return Markup(
        '<p class="legend">{}</p><div class="wide" tabindex="0">'
        '<svg class="links" viewBox="0 0 960 {}" role="img" aria-label="{}">{}</svg></div>'
    ).format(legend, height, word("links", "vi"), Markup("").join(parts))


def _row(names: list[str], name: str, height: int) -> float:
    return height * (names.index(name) + 0.5) / len(names)


def _curve(link: Link, start: float, end: float) -> Markup:
    return Markup(
        '<path class="link-{}" d="M248 {:.0f}C400 {:.0f} 400 {:.0f} 552 {:.0f}"><title>{} → {}</title></path>'
    ).format(link.relation, start, start, end, end, word(link.relation, "vi"), link.label)


def _cut(label: str) -> Markup:
    return escape(label if len(label) <= 56 else label[:55].rsplit(" ", 1)[0] + " …")
