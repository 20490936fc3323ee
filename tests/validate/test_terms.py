"""Undeclared terms, misplaced ends and classes that exclude each other are found."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef

from kg.validate import validate
from kg.validate.shapes import SHAPES
from kg.validate.terms import check_terms
from kg.vocab import NIF, POL, PROV, RDF, RDFS, SEC, XSD

ROAD = URIRef("https://example.org/id/road-0")
MEASURES = str(POL._NS)


def shapes_of(graph: Graph) -> set[str]:
    """Return the local names of the checks that find something."""
    return {finding.shape.removeprefix(str(SHAPES)) for finding in check_terms(graph)}


@pytest.mark.parametrize(
    ("predicate", "obj"),
    [
        (URIRef(MEASURES + "concernsRoad"), ROAD),
        (RDF.type, URIRef(MEASURES + "Motorway")),
        (POL.action, URIRef(MEASURES + "action/demolish")),
        (POL.role, URIRef(MEASURES + "role/boss")),
        (POL.sector, SEC["magic"]),
        (POL.sector, SEC["transport.teleport"]),
        (RDF.predicate, URIRef(MEASURES + "routeVia")),
        (URIRef(str(PROV._NS) + "wasReadFrom"), ROAD),
        (URIRef(str(NIF._NS) + "anchor"), Literal("x")),
        (RDF.type, URIRef(str(PROV._NS) + "Reading")),
    ],
)
def test_an_undeclared_term_does_not_conform(predicate: URIRef, obj: object, make_graph) -> None:
    graph = make_graph(1)
    graph.add((ROAD, predicate, obj))
    report = validate(graph)
    assert not report.conforms
    found = [finding for finding in report.findings if finding.shape == str(SHAPES.DeclaredTerm)]
    assert [finding.focus_node for finding in found] == [str(ROAD)]
    assert "declare it" in found[0].message


def test_declared_terms_and_unknown_vocabularies_pass(make_graph) -> None:
    graph = make_graph(2)
    graph.add((ROAD, URIRef("https://example.org/terms#colour"), URIRef("https://example.org/terms#red")))
    graph.add((ROAD, POL.sector, SEC["transport.roads"]))
    assert check_terms(graph) == []


def test_a_road_is_no_place(make_graph) -> None:
    graph = make_graph(1)
    graph.add((ROAD, RDF.type, POL.Place))
    (finding,) = [finding for finding in check_terms(graph) if finding.shape == str(SHAPES.DisjointClasses)]
    assert (finding.severity, finding.focus_node) == ("Violation", str(ROAD))
    assert "Place" in finding.message and "Project" in finding.message


def test_a_document_may_be_an_instrument(make_graph) -> None:
    graph = make_graph(1)
    graph.add((next(graph.subjects(RDF.type, POL.Resolution)), RDF.type, POL.Instrument))
    assert check_terms(graph) == []


@pytest.mark.parametrize(
    ("predicate", "obj", "check"),
    [
        (POL.indicator, Literal("chiều dài"), "Domain"),
        (POL.concernsPlace, ROAD, "Range"),
        (POL.locatedIn, URIRef("https://example.org/id/agent-0"), "UsualRange"),
        (POL.hasTarget, ROAD, "Range"),
        (POL.due, Literal("2025", datatype=XSD.integer), "UsualRange"),
        (POL.memberOf, URIRef("https://example.org/id/agent-0"), "Domain"),
        (POL.depth, Literal("một"), "Range"),
    ],
)
def test_misplaced_ends_are_found(predicate: URIRef, obj: object, check: str, make_graph) -> None:
    graph = make_graph(1)
    graph.add((ROAD, predicate, obj))
    assert check in shapes_of(graph)


def test_usual_ends_only_warn(make_graph) -> None:
    graph = make_graph(1)
    graph.add((ROAD, POL.locatedIn, URIRef("https://example.org/id/agent-0")))
    report = validate(graph)
    assert report.conforms
    assert report.counts == {"Warning": 1}


def test_the_ontology_itself_uses_declared_terms_only() -> None:
    from kg.validate.shapes import load_ontology

    assert [finding for finding in check_terms(load_ontology()) if finding.severity == "Violation"] == []


def test_an_untyped_node_is_not_guessed_at(make_graph) -> None:
    graph = make_graph(1)
    nobody = URIRef("https://example.org/id/unknown")
    graph.add((nobody, RDFS.label, Literal("?")))
    graph.add((ROAD, POL.connects, nobody))
    assert check_terms(graph) == []
