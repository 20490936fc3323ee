"""Both engines of SHACL find the same, whatever is wrong; pyshacl is the referee."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from rdflib import Graph, Literal, URIRef

import kg.validate.engines as engines
import kg.validate.validator as validator
from kg.graph.convert import to_triples
from kg.store import GraphFolder
from kg.validate import validate
from kg.validate.engines import check_by_pyshacl, check_by_shacl_rust, has_shacl_rust
from kg.validate.shapes import load_shapes
from kg.vocab import ACTION, DCTERMS, DECISION, GEO, ITSRDF, NIF, POL, PROV, RDF, RDFS, ROLE, SEC, XSD

pytestmark = pytest.mark.skipif(not has_shacl_rust(), reason="needs shacl-rust, the extra `fast`, which is not here")
NODES = 6
Change = Callable[[Graph, URIRef], object]
ELSEWHERE = URIRef("https://example.org/x")


def number(value: str, datatype: URIRef = XSD.decimal) -> Literal:
    return Literal(value, datatype=datatype, normalize=False)


def without(*predicates: URIRef) -> Change:
    return lambda graph, node: [graph.remove((node, predicate, None)) for predicate in predicates]


def with_value(predicate: URIRef, value: object) -> Change:
    return lambda graph, node: graph.set((node, predicate, value))


def also(predicate: URIRef, value: object) -> Change:
    return lambda graph, node: graph.add((node, predicate, value))


ABC = number("abc")
"""Where a value is no number and has an upper limit, pyshacl ends with a TypeError."""
FAULTS: list[tuple[URIRef, Change]] = [
    (POL.Measure, without(POL.action)),
    (POL.Measure, with_value(POL.action, ACTION.nonsense)),
    (POL.Measure, also(POL.mainSector, ELSEWHERE)),
    (POL.Measure, also(POL.mainSector, SEC.health)),
    (POL.Measure, without(PROV.wasQuotedFrom)),
    (POL.Measure, with_value(PROV.wasQuotedFrom, ELSEWHERE)),
    (POL.Measure, also(POL.due, Literal("soon"))),
    (POL.Measure, also(POL.due, number("2025", XSD.integer))),
    (POL.Measure, with_value(POL.text, Literal(""))),
    (POL.Measure, with_value(POL.partOfDocument, ELSEWHERE)),
    (POL.Measure, also(POL.modality, Literal('ein "Wort"\nund\tmehr \\'))),
    (NIF.RFC5147String, with_value(NIF.beginIndex, number("99999999", XSD.nonNegativeInteger))),
    (NIF.RFC5147String, with_value(NIF.beginIndex, number("-1", XSD.integer))),
    (NIF.RFC5147String, without(NIF.anchorOf)),
    (NIF.RFC5147String, without(NIF.referenceContext)),
    (NIF.RFC5147String, without(RDF.type)),
    (POL.Responsibility, without(POL.agent)),
    (POL.Responsibility, with_value(POL.role, ROLE.king)),
    (POL.Target, without(POL.value, POL.level)),
    (POL.Target, with_value(POL.comparator, Literal("range"))),
    (POL.Target, with_value(POL.maxValue, number("0.001"))),
    (POL.Target, lambda graph, node: (graph.remove((node, POL.maxValue, None)), graph.set((node, POL.value, ABC)))),
    (POL.Place, lambda graph, node: graph.remove((None, ITSRDF.taIdentRef, node))),
    (POL.Place, also(GEO.hasDefaultGeometry, ELSEWHERE)),
    (GEO.Geometry, with_value(GEO.asWKT, Literal("POINT(20,4 106,3)", datatype=GEO.wktLiteral))),
    (GEO.Geometry, also(GEO.asWKT, Literal("POINT(1 2)"))),
    (POL.Agent, without(RDFS.label)),
    (POL.Agent, with_value(RDFS.label, Literal("", lang="vi"))),
    (POL.Road, lambda graph, node: (graph.set((node, POL.routeTo, node)), graph.remove((node, POL.routeFrom, None)))),
    (POL.Bridge, lambda graph, node: graph.set((node, POL.routeTo, node))),
    (POL.Section, without(POL.number, POL.heading)),
    (POL.Section, with_value(POL.depth, number("0", XSD.integer))),
    (RDF.Statement, without(RDF.subject)),
    (RDF.Statement, with_value(RDF.predicate, Literal("x"))),
    (POL.IdentityDecision, without(POL.decision)),
    (POL.IdentityDecision, with_value(POL.decision, DECISION.perhaps)),
    (POL.IdentityDecision, without(POL.decidedOn)),
    (POL.IdentityDecision, with_value(POL.decidedOn, Literal("Sở A"))),
    (POL.IdentityDecision, also(POL.givenName, Literal(""))),
    (POL.IdentityDecision, with_value(DCTERMS.date, Literal("yesterday"))),
    (POL.PolicyDocument, also(POL.copyOf, ELSEWHERE)),
    (POL.PolicyDocument, also(POL.likeness, number("1.5"))),
]


def add_decisions(graph: Graph) -> None:
    """Add decisions on names, which the sample has none of, with nothing wrong."""
    for at in range(3 * NODES):
        node = URIRef(f"https://example.org/decision/{at}")
        graph.add((node, RDF.type, POL.IdentityDecision))
        graph.add((node, POL.decision, DECISION.same))
        graph.add((node, POL.decidedOn, URIRef(f"https://example.org/a/{at}")))
        graph.add((node, DCTERMS.date, Literal("2026-03-31", datatype=XSD.date)))


@pytest.fixture(scope="module")
def spoilt(sample_out) -> Graph:
    """Return the graph of the sample with every fault in some of its nodes."""
    with GraphFolder(sample_out) as folder:
        graph = folder.graph()
    add_decisions(graph)
    assert not check_by_shacl_rust(graph)
    dice = random.Random(1)
    for cls, change in FAULTS:
        nodes = sorted(graph.subjects(RDF.type, cls))
        for node in dice.sample(nodes, min(NODES, len(nodes))):
            change(graph, node)
    for span, sure in dice.sample(sorted(graph.subject_objects(ITSRDF.taConfidence)), NODES):
        graph.remove((span, ITSRDF.taConfidence, sure))
        graph.add((span, ITSRDF.taConfidence, number("1.5")))
    return graph


def test_both_engines_find_the_same(spoilt: Graph) -> None:
    expected = set(check_by_pyshacl(spoilt, shapes=load_shapes()))
    found = set(check_by_shacl_rust(to_triples(spoilt)))
    assert sorted(found ^ expected, key=lambda finding: finding.sort_key) == []
    assert len(found) > 100 and len({finding.shape for finding in found}) > 20
    ours = {finding.shape.rpartition("#")[2] for finding in found}
    assert {f"Decision-{part}" for part in ("kind", "things", "name", "date")} | {"Copy-likeness"} <= ours
    assert set(check_by_shacl_rust(spoilt)) == found


@pytest.mark.parametrize("most", [300, 3000])
def test_a_graph_checked_in_parts_gives_what_the_whole_does(
    spoilt: Graph, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    triples = to_triples(spoilt)
    whole = check_by_shacl_rust(triples)
    assert len(whole) > 100 and len(triples) > 2 * most
    monkeypatch.setattr(engines, "CHECKED_AT_ONCE", most)
    assert sorted(check_by_shacl_rust(triples), key=lambda finding: finding.sort_key) == sorted(
        whole, key=lambda finding: finding.sort_key
    )


def test_a_good_graph_conforms_to_both(sample_out) -> None:
    with GraphFolder(sample_out) as folder:
        triples = folder.triples()
    assert check_by_shacl_rust(triples) == check_by_pyshacl(triples, shapes=load_shapes()) == []


def test_the_report_is_the_same_without_shacl_rust(spoilt: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = validate(to_triples(spoilt))
    monkeypatch.setattr(validator, "has_shacl_rust", lambda: False)
    assert validate(to_triples(spoilt)) == fast
