"""A good graph conforms; each way to spoil it is found, by the shape meant for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import rdflib
from rdflib import Graph, Literal, URIRef

from kg.errors import ShapeError
from kg.validate import validate
from kg.validate.shapes import SHAPES, load_graph
from kg.vocab import (
    ACTION,
    ELI,
    ITSRDF,
    MODALITY,
    NIF,
    ORG,
    POL,
    PROV,
    RDF,
    RDFS,
    ROLE,
    SEC,
    STATUS,
    TIME,
    VERDICT,
    XSD,
)

Spoil = Callable[[Graph], None]


def first(graph: Graph, cls: URIRef) -> URIRef:
    """Return the first individual of a class."""
    return sorted(graph.subjects(RDF.type, cls))[0]


def without(cls: URIRef, predicate: URIRef) -> Spoil:
    """Return what takes a property away from the first individual of a class."""
    return lambda graph: graph.remove((first(graph, cls), predicate, None))


def with_value(cls: URIRef, predicate: URIRef, value: object) -> Spoil:
    """Return what sets a property of the first individual of a class to one other value."""
    return lambda graph: graph.set((first(graph, cls), predicate, value))


def also(cls: URIRef, predicate: URIRef, value: object) -> Spoil:
    """Return what adds a value."""
    return lambda graph: graph.add((first(graph, cls), predicate, value))


def make_statement(graph: Graph) -> None:
    """State a relation without its citation."""
    road, statement = first(graph, POL.Road), URIRef("https://example.org/id/statement/1")
    for predicate, obj in (
        (RDF.type, RDF.Statement),
        (RDF.subject, road),
        (RDF.predicate, POL.routeFrom),
        (RDF.object, graph.value(road, POL.routeFrom)),
    ):
        graph.add((statement, predicate, obj))


def forget_mentions(graph: Graph) -> None:
    graph.remove((None, ITSRDF.taIdentRef, first(graph, POL.Place)))


def name_section_nothing(graph: Graph) -> None:
    graph.remove((first(graph, POL.KeyTask), POL.number, None))


def make_range_without_end(graph: Graph) -> None:
    graph.set((first(graph, POL.Target), POL.comparator, Literal("range")))


def make_range_backwards(graph: Graph) -> None:
    make_range_without_end(graph)
    graph.set((first(graph, POL.Target), POL.maxValue, Literal("1.0", datatype=XSD.decimal)))


def forget_aim(graph: Graph) -> None:
    graph.remove((first(graph, POL.Target), POL.value, None))


def route_a_bridge(graph: Graph) -> None:
    graph.set((first(graph, POL.Road), RDF.type, POL.Bridge))


def add_review(graph: Graph) -> URIRef:
    """State a decision of a person on the first measure, with all that it needs."""
    measure, person = first(graph, POL.Measure), URIRef("https://example.org/id/person/lan")
    review = URIRef("https://example.org/id/review/1")
    for subject, predicate, obj in (
        (measure, POL.review, review),
        (review, RDF.type, POL.Review),
        (review, RDF.type, PROV.Activity),
        (review, POL.partOfDocument, graph.value(measure, POL.partOfDocument)),
        (review, POL.verdict, VERDICT.accepted),
        (review, PROV.wasAssociatedWith, person),
        (person, RDF.type, PROV.Person),
        (review, PROV.endedAtTime, Literal("2026-05-15T09:30:00+07:00", datatype=XSD.dateTime)),
        (review, POL.reviewed, Literal("measure")),
        (review, POL.confidenceBefore, Literal("0.8", datatype=XSD.decimal)),
    ):
        graph.add((subject, predicate, obj))
    return review


def review(predicate: URIRef, value: object | None) -> Spoil:
    """Return what states a decision with one property set to another value, None for none."""

    def spoil(graph: Graph) -> None:
        node = add_review(graph)
        graph.remove((node, predicate, None))
        if value is not None:
            graph.add((node, predicate, value))

    return spoil


SPAN = NIF.RFC5147String
SPOILT: dict[str, tuple[Spoil, str]] = {
    "measure not cited": (without(POL.Measure, PROV.wasQuotedFrom), "Quoted"),
    "target not cited": (without(POL.Target, PROV.wasQuotedFrom), "Quoted"),
    "responsibility not cited": (without(POL.Responsibility, PROV.wasQuotedFrom), "Quoted"),
    "measure cites no span": (with_value(POL.Measure, PROV.wasQuotedFrom, URIRef("https://example.org/x")), "Quoted"),
    "statement not cited": (make_statement, "Quoted"),
    "entity not mentioned": (forget_mentions, "Entity-mention"),
    "entity without name": (without(POL.Agent, RDFS.label), "Entity-label"),
    "span ends before it begins": (with_value(SPAN, NIF.endIndex, Literal(0)), "Citation-begin"),
    "span without words": (without(SPAN, NIF.anchorOf), "Citation-anchor"),
    "span without text": (without(SPAN, NIF.referenceContext), "Citation-context"),
    "span without end": (without(SPAN, NIF.endIndex), "Citation-end"),
    "confidence above one": (
        lambda graph: graph.set(
            (next(graph.subjects(ITSRDF.taIdentRef)), ITSRDF.taConfidence, Literal("1.5", datatype=XSD.decimal))
        ),
        "Mention-confidence",
    ),
    "mention is no span": (also(POL.Agent, ITSRDF.taIdentRef, URIRef("https://example.org/x")), "Mention"),
    "measure without text": (without(POL.Measure, POL.text), "Measure-text"),
    "measure without trigger": (without(POL.Measure, POL.trigger), "Measure-trigger"),
    "measure without action": (without(POL.Measure, POL.action), "Measure-action"),
    "action of another scheme": (with_value(POL.Measure, POL.action, ROLE.lead), "Measure-action"),
    "two actions": (also(POL.Measure, POL.action, ACTION.plan), "Measure-action"),
    "two main sectors": (also(POL.Measure, POL.mainSector, SEC.health), "Measure-mainSector"),
    "no main sector": (without(POL.Measure, POL.mainSector), "Measure-mainSector"),
    "no sector": (without(POL.Measure, POL.sector), "Measure-sector"),
    "sector outside the scheme": (also(POL.Measure, POL.sector, ACTION.plan), "Measure-sector"),
    "measure without document": (without(POL.Measure, POL.partOfDocument), "Measure-document"),
    "two modalities": (
        lambda graph: [also(POL.Measure, POL.modality, MODALITY[name])(graph) for name in ("must", "should")],
        "Measure-modality",
    ),
    "due as plain text": (with_value(POL.Target, POL.due, Literal("2025")), "Due"),
    "responsibility without agent": (without(POL.Responsibility, POL.agent), "Responsibility-agent"),
    "responsibility without role": (without(POL.Responsibility, POL.role), "Responsibility-role"),
    "role of another scheme": (with_value(POL.Responsibility, POL.role, ACTION.plan), "Responsibility-role"),
    "target without indicator": (without(POL.Target, POL.indicator), "Target-indicator"),
    "target without comparator": (without(POL.Target, POL.comparator), "Target-comparator"),
    "unknown comparator": (with_value(POL.Target, POL.comparator, Literal("≥")), "Target-comparator"),
    "target without aim": (forget_aim, "TargetAim"),
    "target value as a string": (with_value(POL.Target, POL.value, Literal("34,5")), "Target-value"),
    "range with one end": (make_range_without_end, "TargetRange"),
    "range backwards": (make_range_backwards, "Target-value"),
    "maximum without a range": (also(POL.Target, POL.maxValue, Literal("50.0", datatype=XSD.decimal)), "TargetRange"),
    "target without document": (without(POL.Target, POL.partOfDocument), "Target-document"),
    "bridge with a route": (route_a_bridge, "RouteWithEnd"),
    "status of another scheme": (with_value(POL.Road, POL.status, ACTION.plan), "Work-status"),
    "empty road number": (also(POL.Road, POL.roadNumber, Literal("")), "Work-number"),
    "document without title": (without(POL.Resolution, ELI.title), "Document-title"),
    "document without type": (without(POL.Resolution, ELI.type_document), "Document-type"),
    "section without name": (name_section_nothing, "Section"),
    "section without document": (without(POL.KeyTask, POL.partOfDocument), "Section-document"),
    "review without verdict": (review(POL.verdict, None), "Review-verdict"),
    "verdict of another scheme": (review(POL.verdict, ACTION.plan), "Review-verdict"),
    "review by nobody": (review(PROV.wasAssociatedWith, None), "Review-who"),
    "review by no person": (review(PROV.wasAssociatedWith, URIRef("https://example.org/x")), "Review-who"),
    "review at no time": (review(PROV.endedAtTime, None), "Review-when"),
    "review on a day": (review(PROV.endedAtTime, Literal("2026-05-15", datatype=XSD.date)), "Review-when"),
    "review of nothing": (review(POL.reviewed, None), "Review-what"),
    "review without document": (review(POL.partOfDocument, None), "Review-document"),
    "empty correction": (review(POL.correction, Literal("")), "Review-correction"),
    "disputed perhaps": (review(POL.disputed, Literal("perhaps")), "Review-disputed"),
    "sureness before above one": (review(POL.confidenceBefore, Literal("2.0", datatype=XSD.decimal)), "Review-before"),
}


def test_a_good_graph_conforms(make_graph) -> None:
    graph = make_graph(3)
    before = set(graph)
    report = validate(graph)
    assert report.findings == ()
    assert report.conforms
    assert set(graph) == before


def test_a_good_review_conforms(make_graph) -> None:
    graph = make_graph(2)
    add_review(graph)
    assert validate(graph).findings == ()


@pytest.mark.parametrize("name", SPOILT)
def test_each_spoilt_graph_is_found(name: str, make_graph) -> None:
    spoil, shape = SPOILT[name]
    graph = make_graph(2)
    spoil(graph)
    report = validate(graph)
    assert not report.conforms
    found = [finding for finding in report.findings if finding.shape == str(SHAPES[shape])]
    assert found, report
    assert all(finding.severity == "Violation" and finding.focus_node for finding in found)
    assert all(":" in finding.message and finding.message_vi for finding in found), "each message names its remedy"


@pytest.mark.parametrize(("end", "shape"), [(POL.routeTo, "Route-end"), (POL.routeFrom, "Route-start")])
def test_a_route_of_which_the_text_names_one_end_is_a_warning(end: URIRef, shape: str, make_graph) -> None:
    graph = make_graph(2)
    without(POL.Road, end)(graph)
    report = validate(graph)
    assert report.conforms
    assert [(finding.severity, finding.shape) for finding in report.findings] == [("Warning", str(SHAPES[shape]))]


def test_a_missing_citation_names_the_measure_and_the_remedy(make_graph) -> None:
    graph = make_graph(1)
    measure = first(graph, POL.Measure)
    graph.remove((measure, PROV.wasQuotedFrom, None))
    (finding,) = validate(graph).findings
    assert (finding.focus_node, finding.path) == (str(measure), str(PROV.wasQuotedFrom))
    assert "add prov:wasQuotedFrom" in finding.message


def test_every_due_datatype_conforms(make_graph) -> None:
    for value in (
        Literal("2025", datatype=XSD.gYear),
        Literal("2025-06", datatype=XSD.gYearMonth),
        Literal("2025-06-30", datatype=XSD.date),
    ):
        graph = make_graph(1)
        with_value(POL.Target, POL.due, value)(graph)
        assert validate(graph).conforms, value
    interval = URIRef("https://example.org/id/time/2020_2025")
    with_value(POL.Target, POL.due, interval)(graph)
    assert not validate(graph).conforms
    graph.add((interval, RDF.type, TIME.ProperInterval))
    assert validate(graph).conforms


def test_reports_are_the_same_whatever_the_order_of_triples(make_graph) -> None:
    graph = make_graph(2)
    graph.remove((None, POL.indicator, None))
    graph.remove((None, ITSRDF.taIdentRef, None))
    backwards = Graph()
    for triple in sorted(graph, reverse=True):
        backwards.add(triple)
    assert validate(graph).to_dict() == validate(backwards).to_dict()


def test_own_shapes_replace_those_of_the_package(make_graph) -> None:
    graph = make_graph(1)
    graph.remove((None, POL.indicator, None))
    assert validate(graph, shapes=Graph()).conforms
    assert not validate(graph).conforms


def test_literal_normalising_is_left_as_it_was(make_graph) -> None:
    broken = Graph().parse(
        format="turtle",
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix pol: <https://w3id.org/policykg/ontology#> .
        <urn:x> a sh:NodeShape ; sh:targetClass pol:Measure ; sh:property [ sh:minCount 1 ] .""",
    )
    assert rdflib.NORMALIZE_LITERALS is True
    with pytest.raises(ShapeError, match="malformed"):
        validate(make_graph(1), shapes=broken)
    assert rdflib.NORMALIZE_LITERALS is True
    assert validate(make_graph(1)).conforms


def test_shapes_that_are_no_turtle_name_the_file(tmp_path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text("this is no Turtle .", encoding="utf-8")
    with pytest.raises(ShapeError, match=r"bad\.ttl"):
        load_graph([path])


def test_subclasses_are_targets_without_being_listed(make_graph) -> None:
    graph = make_graph(1)
    zone = URIRef("https://example.org/id/zone")
    graph.add((zone, RDF.type, POL.EconomicZone))
    shapes = {finding.shape for finding in validate(graph).findings}
    assert str(SHAPES["Entity-label"]) in shapes
    assert str(SHAPES["Entity-mention"]) in shapes


def test_statuses_and_external_terms_conform(make_graph) -> None:
    graph = make_graph(1)
    road = first(graph, POL.Road)
    for name in ("planned", "under-construction", "upgrade", "completed"):
        graph.set((road, POL.status, STATUS[name]))
        assert validate(graph).conforms, name
    graph.add((first(graph, POL.Agent), ORG.memberOf, URIRef("https://example.org/elsewhere")))
    assert validate(graph).conforms
