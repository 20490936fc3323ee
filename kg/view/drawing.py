"""Turn the skeleton into vis-network's nodes and edges: short labels, sizes by degree, places without overlap."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping

import networkx as nx

from kg.analyse.counts import count_neighbours
from kg.model import WORK_CLASSES
from kg.view.assets import read_classes
from kg.view.bands import lay_out_bands, measure_bands
from kg.view.catalogue import Catalogue, Json
from kg.view.layout import Box, lay_out, spread
from kg.view.skeleton import Bundle

_WRAP, _LINES, _LINES_OF_WORK = 17, 2, 3
_UNDRAWN = "mentions"
"""From a document to all it names: known to the panel, but a hedgehog when drawn."""


def draw_nodes(
    network: nx.MultiDiGraph, drawn: list[str], *, bundles: list[Bundle], catalogue: Catalogue
) -> list[Json]:
    """Return vis-network's nodes, labels cut to two short lines, places such that no two labels overlap."""
    looks = read_classes()
    banded = measure_bands(network, drawn)
    places = lay_out_bands(network, drawn, bands=banded) if banded else lay_out(network, drawn, bundles=bundles)
    nodes: list[Json] = []
    boxes: list[Box] = []
    for node in drawn:
        data = network.nodes[node]
        look = looks[data["cls"]]
        size = look["size"] + min(10, round(math.sqrt(count_neighbours(network, node))))
        label = shorten(catalogue.label(node), lines=_LINES_OF_WORK if data["cls"] in WORK_CLASSES else _LINES)
        lines = label.split("\n")
        half = max(size, 0.29 * look["font"] * max(map(len, lines)))
        boxes.append(Box(*places[node], half, size, size + 1.25 * look["font"] * len(lines)))
        nodes.append({"id": catalogue.numbers[node], "label": label, "group": data["cls"], "size": size})
    spread(boxes)
    for node, box in zip(nodes, boxes, strict=True):
        node |= {"x": round(box.x), "y": round(box.y)}
    return nodes


def shorten(label: str, *, lines: int = _LINES) -> str:
    """Return a label for the drawing: at most so many lines of a few words, the rest as an ellipsis."""
    return "\n".join(textwrap.wrap(label, _WRAP, max_lines=lines, placeholder=" …")) or label[:_WRAP]


def draw_edges(
    network: nx.MultiDiGraph, drawn: list[str], *, bundles: list[Bundle], numbers: Mapping[str, int]
) -> list[Json]:
    """Return the edges between drawn nodes, and a dashed one for the measures that two of them have in common."""
    shown = {*drawn}
    edges: list[Json] = []
    for number, (tail, head, predicate) in enumerate(network.edges(data="predicate")):
        if tail in shown and head in shown and predicate != _UNDRAWN:
            edges.append({"id": f"e{number}", "from": numbers[tail], "to": numbers[head]})
    for bundle in bundles:
        edges.append(
            {
                "id": f"b{numbers[bundle.part]}-{numbers[bundle.sector]}",
                "from": numbers[bundle.part],
                "to": numbers[bundle.sector],
                "width": min(6, 1 + round(math.sqrt(bundle.measures))) / 2,
                "arrows": "",
                "dashes": True,
                "bundle": bundle.measures,
            }
        )
    return edges


def draw_bands(network: nx.MultiDiGraph, drawn: list[str], *, numbers: Mapping[str, int]) -> list[Json]:
    """Return the wedge of each drawn document, angles in radians clockwise from the right; none for one document."""
    return [
        {"node": numbers[document], "from": round(begin, 4), "to": round(end, 4)}
        for document, (begin, end) in measure_bands(network, drawn).items()
    ]
