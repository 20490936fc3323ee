"""Check what is counted."""

from __future__ import annotations

import networkx as nx

from kg.analyse import summarise, top_connected


def test_the_best_connected_works_come_first(network: nx.MultiDiGraph) -> None:
    found = [(thing.label, thing.cls, thing.neighbours) for thing in top_connected(network)]
    assert found == [
        ("cảng Diêm Điền", "Port", 4),
        ("đường từ thành phố Thái Bình đi cầu Nghìn", "Road", 4),
        ("cầu Nghìn", "Bridge", 3),
    ]


def test_classes_and_number_can_be_chosen(network: nx.MultiDiGraph) -> None:
    assert [thing.label for thing in top_connected(network, classes=["Sector"], n=1)] == ["giao thông"]
    assert top_connected(network, classes=["Railway"]) == []


def test_links_in_both_directions_and_parallel_ones_count_once() -> None:
    network = nx.MultiDiGraph()
    network.add_node("a", cls="Port", label="a")
    network.add_edges_from([("a", "b"), ("a", "b"), ("b", "a"), ("a", "a"), ("c", "a")])
    assert top_connected(network)[0].neighbours == 2


def test_a_summary_counts_nodes_and_edges(network: nx.MultiDiGraph) -> None:
    summary = summarise(network)
    assert summary["nodes"] == len(network)
    assert summary["edges"] == sum(summary["predicates"].values())
    assert summary["classes"]["Measure"] == 3
    assert list(summary["classes"]) == sorted(summary["classes"])
