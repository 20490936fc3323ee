"""State what a document is, its text as a `nif:Context`, and its sections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kg.config import Options
from kg.facts import DocumentFacts
from kg.graph.terms import due, span_iri, span_triples, text, time_triples, work_triples
from kg.iri import mint_text
from kg.names import DCTERMS, ELI, NIF, POL, RDF, RDFS, SDO, SKOS, XSD
from kg.resolve.legal import label_of
from kg.text.suspects import suggestion_of
from kg.triples import Literal, Triple

_TYPES = {"Plan": POL.PlanDocument, "Programme": POL.ProgrammeDocument, "Other": POL.PolicyDocument}
PRIORITIES = {"key-task": POL.KeyTask, "breakthrough": POL.Breakthrough}


def document_type(name: str) -> str:
    """Return the class of a document of a type of FACTS.md."""
    return _TYPES.get(name) or POL[name]


def document_triples(facts: DocumentFacts, options: Options) -> Iterator[Triple]:
    """Yield what is known of the document itself."""
    node, header = facts.id, facts.header
    kind = document_type(header.type)
    for cls in dict.fromkeys((POL.PolicyDocument, kind)):
        yield node, RDF.type, cls
    yield node, ELI.type_document, kind
    yield node, ELI.title, text(header.title)
    yield node, RDFS.label, text(label_of(header))
    if facts.work:
        yield node, SKOS.exactMatch, facts.work
        yield from work_triples(facts.work, number=header.number)
    if header.number:
        yield node, ELI.number, Literal(header.number)
    if header.issued:
        yield node, ELI.date_document, Literal(header.issued, datatype=XSD.date)
    if header.adopted_by:
        yield node, ELI.passed_by, text(header.adopted_by)
    if header.issuer:
        yield node, DCTERMS.publisher, text(header.issuer)
    if header.place:
        yield node, SDO.locationCreated, text(header.place)
    if facts.document.layout.url:
        yield node, DCTERMS.source, facts.document.layout.url
    if header.signatory:
        yield node, POL.signatory, text(header.signatory)
    if header.signed_as:
        yield node, POL.signedAs, text(header.signed_as)
    if header.period:
        period = "/".join(header.period)
        yield node, POL.period, due(options.base_iri, period)
        yield from time_triples(options.base_iri, period)
    yield from context_triples(facts, options)


def context_triples(facts: DocumentFacts, options: Options) -> Iterator[Triple]:
    """Yield the source text with its digest and the name of its file; a NUL, which RDF can't hold, becomes U+FFFD."""
    document = facts.document
    node = mint_text(facts.id)
    yield node, RDF.type, NIF.Context
    yield node, DCTERMS.isPartOf, facts.id
    yield node, DCTERMS.source, Literal(document.name)
    yield node, DCTERMS.identifier, Literal("sha256:" + hashlib.sha256(document.text.encode("utf-8")).hexdigest())
    yield node, NIF.beginIndex, Literal("0", datatype=XSD.nonNegativeInteger)
    yield node, NIF.endIndex, Literal(str(len(document.text)), datatype=XSD.nonNegativeInteger)
    if options.keep_text:
        yield node, NIF.isString, Literal(document.text.replace("\0", "\ufffd"))


def suggestion_triples(facts: DocumentFacts) -> Iterator[Triple]:
    """Yield what suspected misreadings stand for perhaps, where the list of confusions knows it."""
    for repair in facts.repairs:
        reading = suggestion_of(repair) if repair.kind == "suspect" else ""
        if reading:
            start, end = repair.start_char, repair.end_char
            yield span_iri(facts.id, start, end), POL.suggestion, text(reading)
            yield from span_triples(facts.id, facts.document.text, start_char=start, end_char=end)


def section_triples(facts: DocumentFacts) -> Iterator[Triple]:
    """Yield the sections; those of key tasks and breakthroughs say so and carry `key-task:N` as notation."""
    for section in facts.sections:
        node = section.id
        yield node, RDF.type, POL.Section
        if section.priority:
            yield node, RDF.type, PRIORITIES[section.priority.split(":")[0]]
            yield node, SKOS.notation, Literal(section.priority)
        yield node, POL.partOfDocument, facts.id
        yield node, DCTERMS.isPartOf, section.parent or facts.id
        if section.number:
            yield node, POL.number, Literal(section.number)
        if section.heading:
            yield node, POL.heading, text(section.heading)
        yield node, RDFS.label, text(" ".join(filter(None, (section.number, section.heading))) or "-")
        yield node, POL.depth, Literal(str(section.level), datatype=XSD.integer)
        yield node, NIF.beginIndex, Literal(str(section.start_char), datatype=XSD.nonNegativeInteger)
        yield node, NIF.endIndex, Literal(str(section.end_char), datatype=XSD.nonNegativeInteger)
        yield node, NIF.referenceContext, mint_text(facts.id)
