"""Draw one thing and what it is linked to as a small picture, for notebooks and documents."""

from __future__ import annotations

import math
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from kg.analyse.counts import count_neighbours
from kg.errors import ExportError
from kg.view.assets import read_classes
from kg.view.payload import shorten

_INK, _LINE = "#1f2430", "#a9b0bd"
_NOT_XML = {code: "\ufffd" for code in (*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)}
_SIDES = {
    "square": (4, math.pi / 4),
    "diamond": (4, 0.0),
    "hexagon": (6, 0.0),
    "triangle": (3, -math.pi / 2),
    "triangleDown": (3, math.pi / 2),
}


def neighbourhood_svg(network: nx.MultiDiGraph, node: str, *, width: int = 760, most: int = 14) -> str:
    """Return an SVG element of `node` in the middle of its `most` best-connected neighbours.

    Each link bears its predicate; the text is escaped, so the result can stand in any HTML page. Raises
    `ExportError` where the network has no such node.
    """
    if node not in network:
        raise ExportError(f"the network has no node {node}", remedy="give the IRI of one of its nodes")
    height = round(width * 0.62)
    around = dict.fromkeys([*network.succ[node], *network.pred[node]])
    around.pop(node, None)
    ranked = sorted(around, key=lambda other: -count_neighbours(network, other))[:most]
    centre = (width / 2, height / 2 - 10)
    parts: list[str] = []
    for number, other in enumerate(ranked):
        angle = 2 * math.pi * number / len(ranked) - math.pi / 2
        place = (centre[0] + width * 0.37 * math.cos(angle), centre[1] + height * 0.36 * math.sin(angle))
        parts.append(_line(centre, place, label=_name_links(network, node, other)))
        parts.append(_symbol(network, other, place))
    parts.append(_symbol(network, node, centre, grown=1.6))
    name = quoteattr(_clean(str(network.nodes[node]["label"])))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label={name} font-family="system-ui, sans-serif">'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def _clean(text: str) -> str:
    return text.translate(_NOT_XML)


def _name_links(network: nx.MultiDiGraph, node: str, other: str) -> str:
    links = [
        *network.get_edge_data(node, other, default={}).values(),
        *network.get_edge_data(other, node, default={}).values(),
    ]
    return ", ".join(dict.fromkeys(str(link.get("role", link["predicate"])) for link in links))


def _line(start: tuple[float, float], end: tuple[float, float], *, label: str) -> str:
    x, y = (start[0] + end[0] * 1.2) / 2.2, (start[1] + end[1] * 1.2) / 2.2
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" stroke="{_LINE}"/>'
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="10" fill="#5b6270" text-anchor="middle" {_HALO}>'
        f"{escape(_clean(label))}</text>"
    )


_HALO = 'paint-order="stroke" stroke="#ffffff" stroke-width="3"'


def _symbol(network: nx.MultiDiGraph, node: str, place: tuple[float, float], *, grown: float = 1.0) -> str:
    data = network.nodes[node]
    look = read_classes()[data["cls"]]
    radius, (x, y) = look["size"] * grown * 0.8, place
    paint = f'fill="{look["colour"]}" stroke="{_INK}"'
    if look["shape"] == "dot":
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {paint}/>'
    else:
        shape = f'<polygon points="{_corners(look["shape"], place, radius)}" {paint}/>'
    rows = shorten(_clean(str(data["label"])), lines=3).split("\n")
    lines = "".join(f'<tspan x="{x:.1f}" dy="13">{escape(row)}</tspan>' for row in rows)
    title = escape(_clean(f"{look['vi']}: {data['label']}"))
    weight = ' font-weight="600"' if grown > 1 else ""
    return (
        f'<g><title>{title}</title>{shape}<text x="{x:.1f}" y="{y + radius:.1f}" font-size="11" fill="{_INK}" '
        f'text-anchor="middle"{weight} {_HALO}>{lines}</text></g>'
    )


def _corners(shape: str, place: tuple[float, float], radius: float) -> str:
    if shape == "star":
        points = [
            (radius * (1.2 if number % 2 == 0 else 0.5), -math.pi / 2 + number * math.pi / 5) for number in range(10)
        ]
    else:
        sides, first = _SIDES[shape]
        points = [(radius * 1.15, first + 2 * math.pi * number / sides) for number in range(sides)]
    return " ".join(
        f"{place[0] + length * math.cos(angle):.1f},{place[1] + length * math.sin(angle):.1f}"
        for length, angle in points
    )
