"""The clients that people use get their answers: SPARQLWrapper, rdflib's SPARQLStore, curl."""

from __future__ import annotations

import json
import subprocess

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serve.serving import QUICK, Server
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)

PORT = "https://w3id.org/policykg/id/port/thai-binh/cang-ba-lat-eefd63"
POL = rdflib.Namespace("https://w3id.org/policykg/ontology#")


@pytest.mark.parametrize(("method", "how"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_rows(server: Server, method: str, how: str) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setMethod(method)
    client.setRequestMethod(how)
    client.setQuery(QUICK)
    client.setReturnFormat(JSON)
    assert client.queryAndConvert()["results"]["bindings"][0]["s"]["value"] == PORT
    for format in (CSV, TSV):
        client.setReturnFormat(format)
        assert PORT.encode() in client.queryAndConvert()
    client.setReturnFormat(XML)
    assert PORT in client.queryAndConvert().toxml()


def test_sparqlwrapper_truth_and_graphs(server: Server) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery("ASK { ?s a pol:Port }")
    client.setReturnFormat(JSON)
    assert client.queryAndConvert()["boolean"] is True
    client.setQuery(f"DESCRIBE <{PORT}>")
    for format in (TURTLE, N3, RDFXML, XML, JSONLD):
        client.setReturnFormat(format)
        assert PORT.encode() in client.query().response.read()
    client.setReturnFormat(TURTLE)
    assert PORT.encode() in client.queryAndConvert()


def test_sparqlwrapper_sees_a_refusal(server: Server) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery("SELECT x")
    with pytest.raises(Exception, match="malformed"):
        client.query()


def test_rdflib_sparqlstore(server: Server) -> None:
    for options in ({}, {"method": "POST"}, {"returnFormat": "json"}):
        graph = rdflib.Graph(SPARQLStore(f"{server.url}/sparql", **options))
        found = {str(subject) for subject in graph.subjects(rdflib.RDF.type, POL.Port)}
        assert len(found) == 2
        rows = list(graph.query("SELECT ?n WHERE { ?s a pol:Port ; rdfs:label ?n } ORDER BY ?n"))
        assert [str(row[0]) for row in rows] == ["cảng Ba Lạt", "cảng Diêm Điền"]
        assert graph.query("ASK { ?s a pol:Port }").askAnswer
        if "returnFormat" in options:
            continue  # it then accepts rows only
        built = graph.query("CONSTRUCT { ?s a pol:Port } WHERE { ?s a pol:Port }").graph
        assert len(built) == 2


@pytest.mark.tool("curl")
def test_curl(server: Server) -> None:
    def curl(*args: str) -> str:
        return subprocess.run(["curl", "-sS", *args], check=True, capture_output=True, encoding="utf-8").stdout

    endpoint = f"{server.url}/sparql"
    assert json.loads(curl("-G", endpoint, "--data-urlencode", f"query={QUICK}"))["head"] == {"vars": ["s"]}
    assert curl(endpoint, "--data-urlencode", f"query={QUICK}", "-H", "Accept: text/csv").split() == ["s", PORT]
    direct = ("-H", "Content-Type: application/sparql-query", "--data-binary", QUICK, "-H", "Accept: text/csv")
    assert curl(endpoint, *direct).split() == ["s", PORT]
    assert curl("--compressed", "-o", "/dev/null", "-w", "%{http_code}", endpoint, "-d", "query=x") == "400"
    assert "pol:Port" in curl("-H", "Accept: text/turtle", PORT.replace("https://w3id.org/policykg", server.url))
