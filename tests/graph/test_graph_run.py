"""A run of the program as a `prov:Activity`."""

from __future__ import annotations

from rdflib import Literal, URIRef

from kg.graph import run_triples
from kg.graph.convert import to_rdflib
from kg.vocab import DCTERMS, PROV, RDF, XSD

BASE = "https://example.org/id/"
TIMES = {"started": "2026-01-02T03:04:05+00:00", "ended": "2026-01-02T03:04:06+00:00"}


def test_a_run_has_its_times_versions_and_documents() -> None:
    documents = [f"{BASE}doc/b", f"{BASE}doc/a"]
    graph = to_rdflib(run_triples(BASE, facts={"kg": "0.1.0", "base_iri": BASE}, documents=documents, **TIMES))
    (run,) = graph.subjects(RDF.type, PROV.Activity)
    assert graph.value(run, PROV.startedAtTime) == Literal(TIMES["started"], datatype=XSD.dateTime, normalize=False)
    assert {str(words) for words in graph.objects(run, DCTERMS.description)} == {"kg: 0.1.0", f"base_iri: {BASE}"}
    assert set(graph.subjects(PROV.wasGeneratedBy, run)) == {URIRef(document) for document in documents}


def test_two_runs_are_two_nodes() -> None:
    runs = {
        next(run_triples(BASE, started=started, ended=TIMES["ended"], facts={}, documents=[]))[0]
        for started in ("2026-01-02T03:04:05+00:00", "2026-01-02T03:04:07+00:00")
    }
    assert len(runs) == 2
