"""Check that a network says what its facts say, in attributes that every format can hold."""

from __future__ import annotations

import io

import networkx as nx
import pytest

from kg.analyse import to_network
from kg.config import SECTOR_NAMESPACE

Facts = list[dict[str, object]]
TRANSPORT = SECTOR_NAMESPACE + "transport"


def find(network: nx.MultiDiGraph, label: str) -> str:
    """Return the one node whose label begins with `label`."""
    (node,) = [node for node, name in network.nodes(data="label") if name.startswith(label)]
    return node


def test_every_fact_but_relations_and_every_sector_is_a_node(facts: Facts, network: nx.MultiDiGraph) -> None:
    stated = [fact["id"] for fact in facts if fact["fact"] != "relation"]
    sectors = [SECTOR_NAMESPACE + code for code in ("transport", "business-investment", "tourism")]
    assert list(network) == stated + sectors


def test_attributes_are_plain_and_absent_ones_left_out(network: nx.MultiDiGraph) -> None:
    attributes = [data for _, data in network.nodes(data=True)] + [data for *_, data in network.edges(data=True)]
    values = [value for data in attributes for value in data.values()]
    assert {type(value) for value in values} <= {str, int, float}
    assert "" not in values


@pytest.mark.parametrize(
    ("tail", "predicate", "head"),
    [
        ("4 ", "partOfDocument", "NGHỊ QUYẾT"),
        ("(1)", "inSection", "4 "),
        ("Tập trung", "inSection", "(1)"),
        ("Tập trung", "sector", "giao thông"),
        ("Tập trung", "mentions", "cầu Nghìn"),
        ("NGHỊ QUYẾT", "mentions", "cầu Nghìn"),
        ("Giao Sở", "responsibility", "Sở Giao"),
        ("Giao Sở", "hasTarget", "công suất"),
        ("công suất", "inSection", "(2)"),
        ("đường từ", "routeFrom", "thành phố"),
        ("đường từ", "routeTo", "cầu Nghìn"),
        ("cảng", "dueBy", "vào năm 2025"),
    ],
)
def test_edges_bear_the_predicate(network: nx.MultiDiGraph, tail: str, predicate: str, head: str) -> None:
    links = network.get_edge_data(find(network, tail), find(network, head))
    assert predicate in {data["predicate"] for data in links.values()}


def test_a_role_a_rank_and_a_citation_stand_on_their_edges(network: nx.MultiDiGraph, text: str) -> None:
    role = network.edges[find(network, "Giao Sở"), find(network, "Sở Giao"), "responsibility/lead"]
    assert (role["role"], text[role["start_char"] : role["end_char"]]) == ("lead", "Sở Giao thông vận tải")
    assert network.edges[find(network, "Tập trung"), TRANSPORT, "sector"]["rank"] == 1
    route = network.edges[find(network, "đường từ"), find(network, "cầu Nghìn"), "routeTo"]
    assert route["quote"] == "đường từ thành phố Thái Bình đi cầu Nghìn"


def test_a_plain_value_is_an_attribute_with_its_citation(network: nx.MultiDiGraph) -> None:
    road = network.nodes[find(network, "đường 221A")]
    assert road["roadNumber"] == "221A"
    assert road["roadNumber_spans"] == f"{road['doc']}/text#char={road['start_char']},{road['end_char']}"


def test_sections_under_a_priority_have_its_class(network: nx.MultiDiGraph) -> None:
    assert [network.nodes[find(network, label)]["cls"] for label in ("4 ", "(1)", "(2)")] == [
        "Section",
        "KeyTask",
        "KeyTask",
    ]


def test_a_sector_has_its_names_or_its_code(facts: Facts, network: nx.MultiDiGraph) -> None:
    assert network.nodes[TRANSPORT]["label"] == "giao thông"
    assert network.nodes[TRANSPORT]["label_en"] == "transport"
    assert to_network(facts).nodes[TRANSPORT]["label"] == "transport"


def test_every_printing_is_cited(network: nx.MultiDiGraph) -> None:
    tourism = network.nodes[find(network, "Phát triển")]
    assert tourism["spans"].count("#char=") == 2
    assert network.nodes[find(network, "cảng")]["spans"].count("#char=") == 2


def test_a_target_is_called_by_what_it_measures(network: nx.MultiDiGraph) -> None:
    assert network.nodes[find(network, "công suất")]["label"] == "công suất: > 3000 tấn"


def test_one_thing_in_two_documents_is_one_node_that_both_mention(facts: Facts) -> None:
    port = next(fact for fact in facts if fact.get("label") == "cảng Diêm Điền")
    document = {"fact": "document", "id": "urn:other", "doc": "urn:other", "title": "Khác"}
    again = port | {"doc": "urn:other", "mentions": [[3, 9]], "aliases": ["Cảng biển Diêm Điền", "Diêm Điền"]}
    network = to_network([*facts, document, again])
    assert network.nodes[port["id"]]["spans"].endswith(" urn:other/text#char=3,9")
    assert network.nodes[port["id"]]["aliases"] == "Cảng biển Diêm Điền | Diêm Điền"
    assert {tail for tail, _, key in network.in_edges(port["id"], keys=True) if key == "mentions"} >= {
        port["doc"],
        "urn:other",
    }


def test_facts_are_not_changed_and_may_be_an_iterator(facts: Facts, network: nx.MultiDiGraph) -> None:
    before = repr(facts)
    again = to_network(iter(facts))
    assert repr(facts) == before
    assert [*again.edges(keys=True)] == [*network.edges(keys=True)]


def test_no_facts_give_an_empty_network() -> None:
    assert len(to_network([])) == 0


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_other_formats_hold_it(network: nx.MultiDiGraph, form: str) -> None:
    file = io.BytesIO()
    getattr(nx, f"write_{form}")(network, file)
    file.seek(0)
    read = getattr(nx, f"read_{form}")(file)
    assert set(read) == set(network)
    assert read.nodes[find(network, "cảng")]["label"] == "cảng Diêm Điền"
