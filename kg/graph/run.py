"""State one run of the program as a `prov:Activity`; kept out of the exports that are the same byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.iri import digest
from kg.names import DCTERMS, PROV, RDF, RDFS, XSD
from kg.triples import Literal, Triple


def run_triples(
    base: str, *, started: str, ended: str, facts: Mapping[str, str], documents: list[str]
) -> Iterator[Triple]:
    """Yield a run: `started` and `ended` as ISO date-times, `facts` such as versions and options as plain strings."""
    node = f"{base}run/{digest(started, *documents)}"
    yield node, RDF.type, PROV.Activity
    yield node, RDFS.label, Literal("kg build", language="en")
    yield node, PROV.startedAtTime, Literal(started, datatype=XSD.dateTime)
    yield node, PROV.endedAtTime, Literal(ended, datatype=XSD.dateTime)
    for name in sorted(facts):
        yield node, DCTERMS.description, Literal(f"{name}: {facts[name]}")
    for document in sorted(documents):
        yield document, PROV.wasGeneratedBy, node
