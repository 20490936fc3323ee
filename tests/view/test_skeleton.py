"""Check what is drawn at first."""

from __future__ import annotations

import networkx as nx

from kg.analyse import to_network
from kg.view.skeleton import MOST_NODES, Bundle, bundle_measures, choose_skeleton


def many(works: int) -> nx.MultiDiGraph:
    """Return a network of one document that names `works` roads, the later ones in more measures."""
    facts: list[dict[str, object]] = [{"fact": "document", "id": "urn:d", "doc": "urn:d", "title": "d"}]
    for number in range(works):
        facts.append(
            {
                "fact": "entity",
                "id": f"urn:r{number}",
                "doc": "urn:d",
                "class": "Road",
                "label": "r",
                "mentions": [[number, number + 1]],
            }
        )
    for number in range(works * 2):
        facts.append(
            {
                "fact": "measure",
                "id": f"urn:m{number}",
                "doc": "urn:d",
                "trigger": [0, 1],
                "start": number,
                "end": number + 1,
                "quote": "x",
                "sectors": ["transport"],
                "entities": [f"urn:r{n}" for n in range(works) if n * 2 >= number],
            }
        )
    return to_network(facts)


def test_measures_targets_and_times_wait(small) -> None:
    classes = [small.network.nodes[node]["cls"] for node in choose_skeleton(small.network)]
    assert {"Document", "Section", "KeyTask", "Sector", "Road", "Port", "Place", "Agent"} <= set(classes)
    assert not {"Measure", "Target", "Time"} & set(classes)


def test_a_large_network_is_cut_to_its_best_connected() -> None:
    network = many(300)
    drawn = choose_skeleton(network)
    assert len(drawn) <= MOST_NODES
    assert "urn:r299" in drawn and "urn:r0" not in drawn
    assert drawn == [node for node in network if node in set(drawn)]


def test_bundles_count_the_measures_in_common(small) -> None:
    drawn = choose_skeleton(small.network)
    names = {node: small.network.nodes[node]["label"] for node in drawn}
    found = {(names[part], names[sector], count) for part, sector, count in bundle_measures(small.network, drawn)}
    assert ("cảng Diêm Điền", "giao thông", 2) in found
    assert ("(2)", "du lịch", 1) in found
    assert all(isinstance(bundle, Bundle) for bundle in bundle_measures(small.network, drawn))


def test_a_part_that_is_not_drawn_hands_its_measures_to_the_one_around_it(small) -> None:
    drawn = [node for node in choose_skeleton(small.network) if small.network.nodes[node]["label"] != "(2)"]
    names = {node: small.network.nodes[node]["label"] for node in drawn}
    found = {(names[part], names[sector]) for part, sector, _ in bundle_measures(small.network, drawn)}
    assert ("4 Những nhiệm vụ trọng tâm", "du lịch") in found
