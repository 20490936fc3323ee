"""Lay several documents out: a wedge for each, what they share in the middle.

A part of a document (section, key task) and a thing that only one drawn document names stand in that document's wedge;
sectors, and things that several documents name, stand in the middle. Like `kg.view.layout` there is no chance in it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import networkx as nx

Point = tuple[float, float]
INNER, DOCUMENT, FIRST_ROW = 330.0, 420.0, 520.0
_ROW, _STEP, _TALL = 95.0, 150.0, 0.8
_GOLDEN = math.pi * (3 - math.sqrt(5))


def owner(network: nx.MultiDiGraph, node: str, documents: list[str]) -> str | None:
    """Return the one drawn document that a node belongs to, None where it belongs to several or to none."""
    data = network.nodes[node]
    if data["kind"] == "document":
        return node
    if data["kind"] == "section":
        return str(data["doc"]) if data["doc"] in documents else None
    naming = [other for other in network.pred[node] if network.nodes[other]["kind"] == "document"]
    return naming[0] if len(naming) == 1 and naming[0] in documents else None


def measure_bands(network: nx.MultiDiGraph, drawn: list[str]) -> dict[str, Point]:
    """Return the angles between which each drawn document's wedge lies; empty where fewer than two are drawn."""
    documents = [node for node in drawn if network.nodes[node]["kind"] == "document"]
    if len(documents) < 2:
        return {}
    held = [owner(network, node, documents) for node in drawn]
    weights = [2 + math.sqrt(held.count(document)) for document in documents]
    bands: dict[str, Point] = {}
    begin = -math.pi / 2
    for document, weight in zip(documents, weights, strict=True):
        end = begin + 2 * math.pi * weight / sum(weights)
        bands[document] = (begin, end)
        begin = end
    return bands


def lay_out_bands(network: nx.MultiDiGraph, drawn: list[str], *, bands: Mapping[str, Point]) -> dict[str, Point]:
    """Return the place of each drawn node."""
    documents = [*bands]
    grouped: dict[str | None, list[str]] = {}
    for node in drawn:
        grouped.setdefault(owner(network, node, documents), []).append(node)
    places = _fill_middle(grouped.get(None, []))
    for document, (begin, end) in bands.items():
        places[document] = _on(DOCUMENT, (begin + end) / 2)
        places |= _fill_wedge([node for node in grouped[document] if node != document], begin=begin, end=end)
    return places


def _fill_middle(nodes: list[str]) -> dict[str, Point]:
    """Return places on a spiral that fills the middle evenly."""
    return {
        node: _on(INNER * math.sqrt((number + 0.5) / len(nodes)), number * _GOLDEN) for number, node in enumerate(nodes)
    }


def _fill_wedge(nodes: list[str], *, begin: float, end: float) -> dict[str, Point]:
    """Return places in rows across a wedge, each row as long as the wedge is wide there."""
    places: dict[str, Point] = {}
    radius, rest = FIRST_ROW, nodes
    while rest:
        room = max(1, int((end - begin) * radius / _STEP))
        row, rest = rest[:room], rest[room:]
        for number, node in enumerate(row):
            places[node] = _on(radius, begin + (end - begin) * (number + 0.5) / len(row))
        radius += _ROW
    return places


def _on(radius: float, angle: float) -> Point:
    return radius * math.cos(angle), radius * math.sin(angle) * _TALL
