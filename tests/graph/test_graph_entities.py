"""Entities: class, names, codes, and every mention as a cited span."""

from __future__ import annotations

import pytest
from facts_factory import NAMES, Factory
from rdflib import Graph, Literal, URIRef

from kg.config import Options
from kg.graph import to_graph
from kg.model import WORK_CLASSES
from kg.vocab import DCTERMS, ITSRDF, NIF, POL, RDF, RDFS, SEC, SKOS, TIME


@pytest.fixture(scope="module")
def factory() -> Factory:
    return Factory("d")


@pytest.fixture(scope="module")
def graph(factory: Factory) -> Graph:
    return to_graph(factory.facts(), options=Options())


@pytest.mark.parametrize("name", NAMES)
def test_an_entity_has_its_class_and_a_work_is_a_project(name: str, factory: Factory, graph: Graph) -> None:
    cls, label = NAMES[name]
    node = URIRef(factory.entity_id(name))
    assert set(graph.objects(node, RDF.type)) == {POL[cls]} | ({POL.Project} if cls in WORK_CLASSES else set())
    assert graph.value(node, RDFS.label) == Literal(label, lang="vi")


def test_a_time_is_one_of_owl_time(factory: Factory, graph: Graph) -> None:
    kinds = {name: set(graph.objects(URIRef(factory.entity_id(name)), RDF.type)) for name in ("2025", "2020/2025")}
    assert kinds == {
        "2025": {TIME.Instant, TIME.TemporalEntity},
        "2020/2025": {TIME.ProperInterval, TIME.TemporalEntity},
    }


def test_every_mention_is_a_span_with_what_it_means_and_how_sure(factory: Factory, graph: Graph) -> None:
    city = URIRef(factory.entity_id("city"))
    spans = {str(graph.value(span, NIF.anchorOf)): span for span in graph.subjects(ITSRDF.taIdentRef, city)}
    assert set(spans) == {"thành phố Thái Bình", "TP Thái Bình"}
    assert str(graph.value(spans["TP Thái Bình"], ITSRDF.taConfidence)) == "0.875"
    assert str(graph.value(city, DCTERMS.identifier)) == "336"
    assert graph.value(city, SKOS.altLabel) == Literal("TP Thái Bình", lang="vi")


def test_a_work_has_its_sector_and_a_namesake_its_match(factory: Factory, graph: Graph) -> None:
    assert graph.value(URIRef(factory.entity_id("road")), POL.sector) == SEC.transport
    match = graph.value(URIRef(factory.entity_id("law")), SKOS.exactMatch)
    assert match == URIRef("https://example.org/law/21-2017-QH14")
