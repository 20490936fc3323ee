"""State what people decided about facts: who, when, and what, as activities of PROV."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts import DocumentFacts, ReviewFact
from kg.graph.terms import confidence, span_iri, span_triples
from kg.iri import ascii_slug, digest
from kg.names import DCTERMS, POL, PROV, RDF, RDFS, VERDICT, XSD
from kg.triples import Literal, Triple


def mint_person(base: str, name: str) -> str:
    """Return the IRI of a reviewer, made of the name that they go by."""
    return f"{base}person/{ascii_slug(name)[:80] or 'x'}-{digest(name, length=6)}"


def review_triples(facts: DocumentFacts, base: str) -> Iterator[Triple]:
    """Yield the decisions on a document's facts; of what was rejected nothing else is there."""
    for review in facts.reviews:
        yield from _review(facts, review, base)


def _review(facts: DocumentFacts, review: ReviewFact, base: str) -> Iterator[Triple]:
    node, person = review.id, mint_person(base, review.who)
    yield node, RDF.type, POL.Review
    yield node, RDF.type, PROV.Activity
    yield node, POL.partOfDocument, facts.id
    yield node, POL.verdict, VERDICT[review.verdict]
    yield node, PROV.wasAssociatedWith, person
    yield person, RDF.type, PROV.Person
    yield person, RDFS.label, Literal(review.who)
    yield node, PROV.endedAtTime, Literal(review.when, datatype=XSD.dateTime)
    yield node, POL.reviewed, Literal(review.reviewed)
    if review.fact:
        yield review.fact, POL.review, node
    if review.span.end_char > review.span.start_char:
        start, end = review.span
        yield node, PROV.used, span_iri(facts.id, start, end)
        yield from span_triples(facts.id, facts.document.text, start_char=start, end_char=end)
    if review.correction:
        yield node, POL.correction, Literal(review.correction)
    if review.note:
        yield node, DCTERMS.description, Literal(review.note)
    if review.before is not None:
        yield node, POL.confidenceBefore, confidence(review.before)
    if review.disputed:
        yield node, POL.disputed, Literal("true", datatype=XSD.boolean)
