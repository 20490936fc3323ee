"""Put the triples of one document together; the document's IRI names their graph."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph, URIRef

from kg.config import Options
from kg.facts import DocumentFacts
from kg.graph.document import document_triples, section_triples, suggestion_triples
from kg.graph.entities import entity_triples
from kg.graph.places import with_places
from kg.graph.statements import StatementWriter
from kg.graph.terms import Triple
from kg.vocab import PREFIXES


def iter_triples(facts: DocumentFacts, *, options: Options) -> Iterator[Triple]:
    """Yield the triples of a document (some more than once); there is no blank node among them."""
    yield from with_places(_stated(facts, options=options), facts.document.layout)


def _stated(facts: DocumentFacts, *, options: Options) -> Iterator[Triple]:
    yield from document_triples(facts, options)
    yield from section_triples(facts)
    yield from suggestion_triples(facts)
    yield from entity_triples(facts, options.base_iri)
    yield from StatementWriter(facts, options.base_iri).triples()


def to_graph(facts: DocumentFacts, *, options: Options) -> Graph:
    """Return the graph of a document, with the prefixes bound."""
    graph = Graph(identifier=URIRef(facts.id), bind_namespaces="none")
    bind_prefixes(graph)
    for triple in iter_triples(facts, options=options):
        graph.add(triple)
    return graph


def bind_prefixes(graph: Graph) -> None:
    """Bind the prefixes that every serialisation and query uses."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True, replace=True)
