"""Count what a network holds, and find its best-connected things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

import networkx as nx

from kg.model import WORK_CLASSES


class Connected(NamedTuple):
    """A thing with the number of distinct things that it is linked to, in either direction."""

    id: str
    label: str
    cls: str
    neighbours: int


def top_connected(network: nx.MultiDiGraph, *, classes: Collection[str] = WORK_CLASSES, n: int = 3) -> list[Connected]:
    """Return the `n` best-connected nodes of `classes`, ties in the order of their labels."""
    found = [
        Connected(node, data.get("label", node), data["cls"], count_neighbours(network, node))
        for node, data in network.nodes(data=True)
        if data.get("cls") in classes
    ]
    return sorted(found, key=lambda thing: (-thing.neighbours, thing.label, thing.id))[:n]


def count_neighbours(network: nx.MultiDiGraph, node: str) -> int:
    """Return how many distinct other nodes a node is linked to, in either direction."""
    return len(({*network.succ[node]} | {*network.pred[node]}) - {node})


def summarise(network: nx.MultiDiGraph) -> dict[str, object]:
    """Return how many nodes, edges, nodes of each class and edges of each predicate there are."""
    classes = Counter(network.nodes[node].get("cls", "") for node in network)
    predicates = Counter(predicate for _, _, predicate in network.edges(data="predicate"))
    return {
        "nodes": network.number_of_nodes(),
        "edges": network.number_of_edges(),
        "classes": dict(sorted(classes.items())),
        "predicates": dict(sorted(predicates.items())),
    }
