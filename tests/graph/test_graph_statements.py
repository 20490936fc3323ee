"""Measures, responsibilities, targets and relations, each with the characters it was read from."""

from __future__ import annotations

import pytest
from facts_factory import Factory
from rdflib import Graph, Literal, URIRef

from kg.config import Options
from kg.errors import ExtractionError
from kg.facts import SectionFact
from kg.graph import to_graph
from kg.vocab import ELI, MODALITY, NIF, POL, PROV, RDF, ROLE, SEC, STATUS, XSD


@pytest.fixture(scope="module")
def factory() -> Factory:
    return Factory("d")


@pytest.fixture(scope="module")
def graph(factory: Factory) -> Graph:
    return to_graph(factory.facts(), options=Options())


def words(graph: Graph, node: URIRef) -> list[str]:
    """Return what the spans say that a node cites."""
    return sorted(str(graph.value(span, NIF.anchorOf)) for span in graph.objects(node, PROV.wasQuotedFrom))


def test_a_measure_keeps_its_words_trigger_and_sectors_in_order(factory: Factory, graph: Graph) -> None:
    node = URIRef(factory.part("measure", "hoàn thành"))
    text = str(graph.value(node, POL.text))
    assert words(graph, node) == [text]
    assert text.startswith("Giao Sở")
    assert graph.value(node, POL.trigger) == Literal("chủ trì, phối hợp", lang="vi")
    assert str(graph.value(graph.value(node, POL.triggerSpan), NIF.anchorOf)) == "chủ trì, phối hợp"
    assert graph.value(node, POL.mainSector) == SEC.transport
    assert graph.value(node, POL.secondSector) == SEC["urban-housing"]
    assert len(set(graph.objects(node, POL.sector))) == 3


def test_what_a_measure_names_is_stated_by_kind_and_as_mentioned(factory: Factory, graph: Graph) -> None:
    node = URIRef(factory.part("measure", "hoàn thành"))
    named = {URIRef(factory.entity_id(name)) for name in ("transport", "police", "road", "city", "bridge", "2025")}
    assert set(graph.objects(node, POL.mentions)) == named
    projects = {URIRef(factory.entity_id(name)) for name in ("road", "bridge")}
    assert set(graph.objects(node, POL.concernsProject)) == projects
    assert set(graph.objects(node, POL.concernsPlace)) == {URIRef(factory.entity_id("city"))}
    law = URIRef(factory.entity_id("law"))
    assert set(graph.objects(URIRef(factory.part("measure", "nâng cấp")), POL.cites)) == {law}


def test_a_passage_printed_twice_has_two_spans(factory: Factory, graph: Graph) -> None:
    node = URIRef(factory.part("measure", "báo cáo"))
    assert words(graph, node) == ["Phải báo cáo Ủy ban nhân dân tỉnh hằng quý"] * 2
    assert graph.value(node, POL.modality) == MODALITY.must
    assert graph.value(node, POL.due) == URIRef(factory.entity_id("2020/2025"))


def test_a_responsibility_is_a_node_with_agent_role_and_span(factory: Factory, graph: Graph) -> None:
    duties = list(graph.objects(URIRef(factory.part("measure", "báo cáo")), POL.responsibility))
    by_role = {graph.value(duty, POL.role): duty for duty in duties}
    assert set(by_role) == {ROLE.lead, ROLE.report}
    lead = by_role[ROLE.lead]
    assert graph.value(lead, POL.agent) == URIRef(factory.entity_id("departments"))
    assert str(graph.value(lead, POL.inherited)) == "true"
    assert str(graph.value(by_role[ROLE.report], POL.inherited)) == "false"
    assert words(graph, lead) == ["Các sở, ngành"]


def test_targets_have_decimals_and_hang_on_their_measure(factory: Factory, graph: Graph) -> None:
    income = URIRef(factory.part("target", "thu nhập 8.300 - 8.500 USD"))
    values = [graph.value(income, term) for term in (POL.value, POL.maxValue)]
    assert [(str(value), value.datatype) for value in values] == [("8300", XSD.decimal), ("8500", XSD.decimal)]
    level = URIRef(factory.part("target", "TP Thái Bình lên đô thị loại I"))
    assert (URIRef(factory.part("measure", "đưa")), POL.hasTarget, level) in graph
    assert graph.value(level, POL.value) is None
    assert graph.value(level, POL.level) == Literal("đô thị loại I", lang="vi")


def test_relations_are_stated_plainly_and_with_their_evidence(factory: Factory, graph: Graph) -> None:
    road, port = (URIRef(factory.entity_id(name)) for name in ("road", "port"))
    plain = {
        (road, POL.routeFrom, URIRef(factory.entity_id("city"))),
        (road, POL.routeTo, URIRef(factory.entity_id("bridge"))),
        (road, POL.roadNumber, Literal("217")),
        (road, POL.dueBy, URIRef(factory.entity_id("2025"))),
        (port, POL.status, STATUS.upgrade),
        (port, POL.locatedIn, URIRef(factory.entity_id("city"))),
        (URIRef(factory.id), ELI.based_on, URIRef(factory.entity_id("law"))),
    }
    assert plain <= set(graph)
    stated = {
        tuple(graph.value(node, term) for term in (RDF.subject, RDF.predicate, RDF.object)): words(graph, node)
        for node in graph.subjects(RDF.type, RDF.Statement)
    }
    assert set(stated) == plain
    assert stated[port, POL.status, STATUS.upgrade] == ["Nâng cấp cảng Diêm Điền"]
    assert graph.value(road, POL.due) == Literal("2025", datatype=XSD.gYear, normalize=False)


def test_a_measure_stands_under_the_nearest_section_of_its_priority() -> None:
    factory = Factory("d")
    facts = factory.facts()
    again = SectionFact("https://example.org/again", "(1)", "", "", 1, 0, 10, "key-task:1")
    deeper = SectionFact("https://example.org/deeper", "a", "", again.id, 2, 0, 10)
    facts.sections += [again, deeper]
    facts.measures[1].section = deeper.id
    graph = to_graph(facts, options=Options())
    nearest = {str(graph.value(URIRef(measure.id), POL.underPriority)) for measure in facts.measures[:2]}
    assert nearest == {factory.part("section", "(1)"), again.id}


def test_a_priority_without_section_is_an_error() -> None:
    facts = Factory("d").facts()
    facts.measures[0].priority = "breakthrough:9"
    with pytest.raises(ExtractionError, match="breakthrough:9"):
        to_graph(facts, options=Options())
