"""A document's graph as a whole: declared terms, true citations, no blank node, the same every time."""

from __future__ import annotations

import pytest
from facts_factory import Factory, make_facts
from rdflib import BNode, Graph, URIRef

from kg.config import Options
from kg.graph import iter_triples, to_graph
from kg.graph.terms import VIETNAMESE
from kg.validate import validate
from kg.vocab import NIF, PREFIXES, RDF


@pytest.fixture(scope="module")
def graph() -> Graph:
    return to_graph(make_facts(), options=Options())


def test_the_graph_conforms_to_the_shapes(graph: Graph) -> None:
    assert validate(graph).to_dict()["findings"] == []


def test_there_is_no_blank_node(graph: Graph) -> None:
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


def test_every_citation_is_what_the_text_says_there(graph: Graph) -> None:
    facts = make_facts()
    spans = list(graph.subjects(RDF.type, NIF.RFC5147String))
    assert len(spans) > 25
    for span in spans:
        start, end = int(graph.value(span, NIF.beginIndex)), int(graph.value(span, NIF.endIndex))
        assert str(span) == f"{facts.id}/text#char={start},{end}"
        assert str(graph.value(span, NIF.anchorOf)) == facts.document.text[start:end]
        assert graph.value(span, NIF.referenceContext) == URIRef(facts.id + "/text")


def test_every_node_that_is_ours_is_said_to_be_something(graph: Graph) -> None:
    facts = make_facts()
    named = {obj for obj in graph.objects() if isinstance(obj, URIRef) and str(obj).startswith(facts.id)}
    assert named <= set(graph.subjects(RDF.type))


def test_the_same_facts_give_the_same_triples_in_the_same_order() -> None:
    first, second = (list(iter_triples(make_facts(), options=Options())) for _ in range(2))
    assert first == second


def test_the_base_iri_is_that_of_all_nodes() -> None:
    base = "https://data.example.org/x/"
    graph = to_graph(Factory("d", base=base).facts(), options=Options(base_iri=base))
    known = (base, "https://example.org/law/", str(VIETNAMESE), *PREFIXES.values())
    nodes = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
    assert not [node for node in nodes if not node.startswith(known)]
    assert not [node for node in nodes if node.startswith("https://w3id.org/policykg/id/")]


def test_two_documents_meet_in_the_things_that_both_name() -> None:
    one, other = (to_graph(make_facts(slug), options=Options()) for slug in ("one", "other"))
    shared = set(one.subjects()) & set(other.subjects())
    assert {str(node).split("/")[-3] for node in shared if "/thai-binh/" in str(node)} >= {"road", "port", "agent"}
    assert not [node for node in shared if "/doc/" in str(node)]
