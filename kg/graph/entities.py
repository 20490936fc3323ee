"""State the entities that a document names, each mention a cited span."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coordinates import find_point
from kg.facts import DocumentFacts, EntityFact
from kg.graph.terms import (
    confidence,
    rule_triples,
    span_iri,
    span_triples,
    suspect_triples,
    text,
    time_triples,
    work_triples,
)
from kg.model import WORK_CLASSES
from kg.names import DCTERMS, GEO, ITSRDF, POL, RDF, RDFS, SEC, SKOS
from kg.triples import Literal, Triple


def entity_triples(facts: DocumentFacts, base: str) -> Iterator[Triple]:
    """Yield entities, their names and their mentions."""
    for entity in facts.entities:
        node = entity.id
        yield from _kind(node, entity, base=base)
        yield node, RDFS.label, text(entity.label)
        for alias in entity.aliases:
            yield node, SKOS.altLabel, text(alias)
        for other in entity.same_as:
            yield node, SKOS.exactMatch, other
            yield from work_triples(other, number="")
        if entity.code:
            yield node, DCTERMS.identifier, Literal(entity.code)
            yield from _geometry(node, entity)
        if entity.became:
            yield node, DCTERMS.isReplacedBy, entity.became[0]
            yield entity.became[0], RDFS.label, text(entity.became[1])
        for code in entity.sectors:
            yield node, POL.sector, SEC[code]
        for mention in entity.mentions:
            span = span_iri(facts.id, mention.start_char, mention.end_char)
            yield span, ITSRDF.taIdentRef, node
            yield span, ITSRDF.taConfidence, confidence(mention.confidence)
            yield from rule_triples(span, mention.rule)
            source = facts.document.text
            yield from span_triples(facts.id, source, start_char=mention.start_char, end_char=mention.end_char)
            yield from suspect_triples(facts.id, source, node=span, suspects=mention.suspects)


def _geometry(node: str, entity: EntityFact) -> Iterator[Triple]:
    """Yield where an administrative unit is: a point in it, in WKT of GeoSPARQL, longitude before latitude (CRS84)."""
    point = find_point(entity.code, entity.label) if entity.cls == "Place" else None
    if point is not None:
        geometry = f"{node}/point"
        yield node, GEO.hasDefaultGeometry, geometry
        yield geometry, RDF.type, GEO.Geometry
        yield geometry, GEO.asWKT, Literal(f"POINT({point.lon:g} {point.lat:g})", datatype=GEO.wktLiteral)


def _kind(node: str, entity: EntityFact, *, base: str) -> Iterator[Triple]:
    """Yield the class of an entity; a work is a `pol:Project` too, a time is one of OWL-Time."""
    if entity.cls == "Time":
        yield from time_triples(base, entity.normal)
        return
    if entity.cls in WORK_CLASSES:
        yield node, RDF.type, POL.Project
    yield node, RDF.type, POL[entity.cls]
