"""Find the groups of things that hang together more closely than with the rest."""

from __future__ import annotations

import networkx as nx

_FRAME = {"document", "section"}
SEED = 0


def find_communities(network: nx.MultiDiGraph) -> list[list[str]]:
    """Return the communities of a network, the largest first, the members of each in the network's order.

    Documents and sections, which hold everything together, take no part. Louvain with a fixed seed on whole
    numbers, whose hashes do not change from run to run as those of strings do.
    """
    names = [node for node, kind in network.nodes(data="kind") if kind not in _FRAME]
    numbers = {name: number for number, name in enumerate(names)}
    plain = nx.Graph()
    plain.add_nodes_from(range(len(names)))
    plain.add_edges_from(
        (numbers[tail], numbers[head]) for tail, head in network.edges() if tail in numbers and head in numbers
    )
    groups = nx.community.louvain_communities(plain, seed=SEED) if names else []
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group[0]))
    return [[names[number] for number in group] for group in ordered]
