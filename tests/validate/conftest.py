"""Build small graphs by hand, in the terms of the ontology, so that the checks are tested apart from the builder."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import Graph, Literal, URIRef

from kg.iri import mint_part, mint_span, mint_text
from kg.vocab import ACTION, ELI, ITSRDF, NIF, POL, PROV, RDF, RDFS, ROLE, SEC, STATUS, XSD

BASE = "https://example.org/id/"
DOCUMENT = URIRef(BASE + "doc/test")

Make = Callable[..., Graph]


def add(graph: Graph, subject: URIRef, **values: object) -> URIRef:
    """State our properties of `subject`; several values as a list."""
    for name, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            graph.add((subject, POL[name], one))
    return subject


def add_span(graph: Graph, start: int, *, quote: str = "xây dựng đường") -> URIRef:
    """Cite a run of the document's text."""
    span = URIRef(mint_span(str(DOCUMENT), start, start + len(quote)))
    graph.add((span, RDF.type, NIF.RFC5147String))
    graph.add((span, NIF.beginIndex, Literal(start)))
    graph.add((span, NIF.endIndex, Literal(start + len(quote))))
    graph.add((span, NIF.anchorOf, Literal(quote)))
    graph.add((span, NIF.referenceContext, URIRef(mint_text(str(DOCUMENT)))))
    return span


def add_entity(graph: Graph, name: str, *, cls: URIRef, start: int) -> URIRef:
    """State an entity with one mention."""
    entity = URIRef(BASE + name)
    graph.add((entity, RDF.type, cls))
    graph.add((entity, RDFS.label, Literal(name, lang="vi")))
    span = add_span(graph, start, quote=name)
    graph.add((span, ITSRDF.taIdentRef, entity))
    graph.add((span, ITSRDF.taConfidence, Literal("0.9", datatype=XSD.decimal)))
    return entity


def add_measure(graph: Graph, number: int) -> URIRef:
    """State a measure with an agent, a target and a road of two ends, all cited."""
    start = number * 100
    measure = URIRef(mint_part(str(DOCUMENT), "measure", str(number)))
    span = add_span(graph, start)
    graph.add((measure, RDF.type, POL.Measure))
    graph.add((measure, PROV.wasQuotedFrom, span))
    agent = add_entity(graph, f"agent-{number}", cls=POL.Agent, start=start + 20)
    road = add_entity(graph, f"road-{number}", cls=POL.Road, start=start + 30)
    ends = [
        add_entity(graph, f"{end}-{number}", cls=POL.Place, start=start + at) for end, at in (("from", 40), ("to", 50))
    ]
    add(graph, road, routeFrom=ends[0], routeTo=ends[1], locatedIn=ends[0], status=STATUS.planned)
    duty = add(graph, URIRef(f"{measure}/by"), agent=agent, role=ROLE.lead, inherited=Literal(False))
    graph.add((duty, RDF.type, POL.Responsibility))
    graph.add((duty, PROV.wasQuotedFrom, span))
    target = URIRef(mint_part(str(DOCUMENT), "target", str(number)))
    graph.add((target, RDF.type, POL.Target))
    graph.add((target, PROV.wasQuotedFrom, span))
    add(
        graph,
        target,
        partOfDocument=DOCUMENT,
        indicator=Literal("chiều dài"),
        comparator=Literal(">="),
        unit=Literal("km"),
        value=Literal("34.5", datatype=XSD.decimal),
        due=Literal("2025", datatype=XSD.gYear),
    )
    return add(
        graph,
        measure,
        partOfDocument=DOCUMENT,
        text=Literal("xây dựng đường"),
        trigger=Literal("xây dựng"),
        action=ACTION.build,
        mainSector=SEC.transport,
        sector=[SEC.transport, SEC["urban-housing"]],
        responsibility=duty,
        hasTarget=target,
        concernsProject=road,
        mentions=[road, agent],
    )


@pytest.fixture
def make_graph() -> Make:
    """Return a function that makes a conforming graph of so many measures."""

    def make(measures: int = 1) -> Graph:
        graph = Graph()
        graph.add((DOCUMENT, RDF.type, POL.Resolution))
        graph.add((DOCUMENT, ELI.title, Literal("Nghị quyết", lang="vi")))
        graph.add((DOCUMENT, ELI.type_document, Literal("Resolution")))
        graph.add((URIRef(mint_text(str(DOCUMENT))), RDF.type, NIF.Context))
        section = add(
            graph,
            URIRef(mint_part(str(DOCUMENT), "section", "1")),
            number=Literal("1"),
            partOfDocument=DOCUMENT,
            depth=Literal(1),
        )
        graph.add((section, RDF.type, POL.KeyTask))
        for number in range(measures):
            add(graph, add_measure(graph, number), inSection=section, underPriority=section)
        return graph

    return make
