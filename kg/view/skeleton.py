"""Choose what a page draws at first: a document's skeleton, and which of its parts hang together.

Measures are not drawn at first, yet they are what ties sections and things to sectors. A `Bundle` stands for all
measures that one part and one sector have in common.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import networkx as nx

from kg.analyse.counts import count_neighbours
from kg.model import WORK_CLASSES

MOST_NODES = 100
_TIERS = (
    (("Document",), 12),
    (("KeyTask", "Breakthrough"), 16),
    (("Section",), 20),
    (("Sector",), 27),
    (WORK_CLASSES, 40),
    (("Place",), 20),
    (("Agent", "Instrument"), 20),
)
_BUNDLES_OF_PART = 2


class Bundle(NamedTuple):
    """How many measures a part of the document, or a thing that it names, shares with a sector."""

    part: str
    sector: str
    measures: int


def choose_skeleton(network: nx.MultiDiGraph) -> list[str]:
    """Return at most `MOST_NODES` nodes, the best connected of each kind, in the network's order."""
    ranked: list[str] = []
    for classes, most in _TIERS:
        nodes = [node for node, cls in network.nodes(data="cls") if cls in classes]
        nodes.sort(key=lambda node: -count_neighbours(network, node))
        ranked += nodes[:most]
    chosen = {*ranked[:MOST_NODES]}
    return [node for node in network if node in chosen]


def bundle_measures(network: nx.MultiDiGraph, drawn: list[str]) -> list[Bundle]:
    """Return the bundles of the drawn nodes: the strongest of each part, and the strongest section of each sector."""
    shown = {*drawn}
    shared: Counter[tuple[str, str]] = Counter()
    for measure, cls in network.nodes(data="cls"):
        if cls == "Measure":
            sector = _main_sector(network, measure)
            if sector in shown:
                shared.update((part, sector) for part in _parts(network, measure, shown))
    order = {node: number for number, node in enumerate(drawn)}
    ranked = sorted(shared.items(), key=lambda item: (-item[1], order[item[0][0]], order[item[0][1]]))
    of_part: Counter[str] = Counter()
    reached: set[str] = set()
    bundles = []
    for (part, sector), measures in ranked:
        frame = network.nodes[part]["kind"] != "entity"
        if of_part[part] < _BUNDLES_OF_PART or (frame and sector not in reached):
            bundles.append(Bundle(part, sector, measures))
            of_part[part] += 1
            if frame:
                reached.add(sector)
    return bundles


def _main_sector(network: nx.MultiDiGraph, measure: str) -> str | None:
    return next((head for _, head, data in network.out_edges(measure, data=True) if data.get("rank") == 1), None)


def _parts(network: nx.MultiDiGraph, measure: str, shown: set[str]) -> list[str]:
    """Return the drawn part of the document that a measure stands in, and the drawn things it names."""
    parts: dict[str, None] = {}
    for _, head, data in network.out_edges(measure, data=True):
        if data["predicate"] in {"mentions", "responsibility"} and head in shown:
            parts[head] = None
    around = _around(network, measure)
    while around is not None and around not in shown:
        around = _around(network, around)
    return [*parts, around] if around is not None else [*parts]


def _around(network: nx.MultiDiGraph, node: str) -> str | None:
    return next(
        (
            head
            for _, head, data in network.out_edges(node, data=True)
            if data["predicate"] in {"inSection", "partOfDocument"}
        ),
        None,
    )
