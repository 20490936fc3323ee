"""State one run of the program as a `prov:Activity`; kept out of the exports that are the same byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef

from kg.graph.terms import Triple
from kg.iri import digest
from kg.vocab import DCTERMS, PROV, RDF, RDFS, XSD


def run_triples(
    base: str, *, started: str, ended: str, facts: Mapping[str, str], documents: list[str]
) -> Iterator[Triple]:
    """Yield a run: `started` and `ended` as ISO date-times, `facts` such as versions and options as plain strings."""
    node = URIRef(f"{base}run/{digest(started, *documents)}")
    yield node, RDF.type, PROV.Activity
    yield node, RDFS.label, Literal("kg build", lang="en")
    yield node, PROV.startedAtTime, Literal(started, datatype=XSD.dateTime, normalize=False)
    yield node, PROV.endedAtTime, Literal(ended, datatype=XSD.dateTime, normalize=False)
    for name in sorted(facts):
        yield node, DCTERMS.description, Literal(f"{name}: {facts[name]}")
    for document in sorted(documents):
        yield URIRef(document), PROV.wasGeneratedBy, node
