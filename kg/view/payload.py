"""Pack a network into what the page reads: a catalogue of everything, and the nodes and edges drawn at first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import networkx as nx

from kg.view.catalogue import Catalogue, Json
from kg.view.drawing import draw_bands, draw_edges, draw_nodes, shorten
from kg.view.extras import Extras
from kg.view.skeleton import bundle_measures, choose_skeleton

__all__ = ["Json", "Page", "pack", "shorten"]


class Page(NamedTuple):
    """What goes into one page, ready for JSON; nodes and edges as vis-network wants them."""

    catalogue: Json
    nodes: list[Json]
    edges: list[Json]


def pack(network: nx.MultiDiGraph, *, texts: Mapping[str, str] | None, extras: Extras | None = None) -> Page:
    """Return the page's data; raises `ExportError` where a quote differs from the text it cites."""
    documents = [node for node, kind in network.nodes(data="kind") if kind == "document"]
    known = {node: texts[node] for node in documents if texts and texts.get(node)}
    catalogue = Catalogue(network, texts=known, extras=extras or Extras())
    drawn = choose_skeleton(network)
    bundles = bundle_measures(network, drawn)
    data = catalogue.to_json() | {"bands": draw_bands(network, drawn, numbers=catalogue.numbers)}
    return Page(
        data,
        draw_nodes(network, drawn, bundles=bundles, catalogue=catalogue),
        draw_edges(network, drawn, bundles=bundles, numbers=catalogue.numbers),
    )
