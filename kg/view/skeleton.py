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
    (("Section",), 14),
    (("Sector",), 18),
    (WORK_CLASSES, 36),
    (("Place",), 10),
    (("Agent", "Instrument"), 12),
)
_TIERS_OF_MANY = (
    (("Document",), 12),
    (("Sector",), 27),
    (("KeyTask", "Breakthrough"), 6),
    (("Section",), 12),
    (WORK_CLASSES, 20),
    (("Place",), 8),
    (("Agent", "Instrument"), 15),
)
"""For several documents: more room for what they share, and parts of the drawn documents only."""
_BUNDLES_OF_PART = 2


class Bundle(NamedTuple):
    """How many measures a part of the document, or a thing that it names, shares with a sector."""

    part: str
    sector: str
    measures: int


def choose_skeleton(network: nx.MultiDiGraph) -> list[str]:
    """Return at most `MOST_NODES` nodes, the best connected of each kind, in the network's order."""
    ranked: list[str] = []
    many = sum(kind == "document" for _, kind in network.nodes(data="kind")) > 1
    for classes, most in _TIERS_OF_MANY if many else _TIERS:
        nodes = [node for node, cls in network.nodes(data="cls") if cls in classes]
        if many:
            nodes = [node for node in nodes if _is_open(network, node, ranked)]
        nodes.sort(key=lambda node: (-_naming(network, node), -count_neighbours(network, node)))
        ranked += nodes[:most]
    chosen = {*ranked[:MOST_NODES]}
    return [node for node in network if node in chosen]


def _is_open(network: nx.MultiDiGraph, node: str, ranked: list[str]) -> bool:
    """Say whether a node may be drawn beside the ranked documents: parts of other documents may not."""
    data = network.nodes[node]
    return data["kind"] != "section" or data["doc"] in ranked


def _naming(network: nx.MultiDiGraph, node: str) -> int:
    """Return how many documents name a thing; 0 for what is no thing."""
    if network.nodes[node]["kind"] != "entity":
        return 0
    return sum(network.nodes[other]["kind"] == "document" for other in network.pred[node])


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
