"""Every query test of the W3C's SPARQL 1.1 Protocol suite, by its name, with our own graphs and questions."""

from __future__ import annotations

import json
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, BNode, Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, VOID
from serve.serving import JSON, QUICK, Got, Server

from kg.config import ONTOLOGY_IRI
from kg.store.graphs.folder import RUNS
from kg.vocab import POL

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
DOCUMENT = "https://w3id.org/policykg/id/doc/thai-binh"
IN_ONE = "?a a pol:Port"
IN_OTHER = "?b a owl:Ontology"
IN_THIRD = "?c a prov:Activity"
ROWS = (JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
GRAPHS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


class Case(NamedTuple):
    """A request and what it should give: a truth value, a kind of format, or a status of 4xx."""

    name: str
    parameters: tuple[tuple[str, str], ...] = ()
    method: str = "POST"
    body: str | bytes | None = None
    type: str | None = None
    truth: bool | None = None
    formats: tuple[str, ...] = ()
    bad: bool = False


def graphs(kind: str, *names: str) -> tuple[tuple[str, str], ...]:
    return tuple((f"{kind}-graph-uri", name) for name in names)


UNION = f"ASK {{ {IN_ONE} . {IN_OTHER} }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ {IN_ONE} }} GRAPH ?g2 {{ {IN_OTHER} }} }}"
FULL = f"ASK {{ {IN_THIRD} GRAPH ?g1 {{ {IN_ONE} }} GRAPH ?g2 {{ {IN_OTHER} }} }}"
MULTIPLE = f"ASK FROM <{RUNS}> {{ GRAPH ?g1 {{ {IN_ONE} }} GRAPH ?g2 {{ {IN_OTHER} }} }}"
ASK = "ASK {}"
THIRD = graphs("default", RUNS)
CASES = (
    Case("query_post_form", THIRD, body=urlencode({"query": ASK}), type=FORM, truth=True),
    Case(
        "query_dataset_default_graphs_get",
        (("query", UNION), *graphs("default", DOCUMENT, ONTOLOGY_IRI)),
        "GET",
        truth=True,
    ),
    Case(
        "query_dataset_default_graphs_post",
        graphs("default", DOCUMENT, ONTOLOGY_IRI),
        body=UNION,
        type=DIRECT,
        truth=True,
    ),
    Case(
        "query_dataset_named_graphs_post", graphs("named", DOCUMENT, ONTOLOGY_IRI), body=NAMED, type=DIRECT, truth=True
    ),
    Case(
        "query_dataset_named_graphs_get",
        (("query", NAMED), *graphs("named", DOCUMENT, ONTOLOGY_IRI)),
        "GET",
        truth=True,
    ),
    Case("query_dataset_full", (*THIRD, *graphs("named", DOCUMENT, ONTOLOGY_IRI)), body=FULL, type=DIRECT, truth=True),
    Case("query_multiple_dataset", graphs("named", DOCUMENT, ONTOLOGY_IRI), body=MULTIPLE, type=DIRECT, truth=True),
    Case("query_get", (("query", ASK), *THIRD), "GET", truth=True),
    Case("query_content_type_select", THIRD, body="SELECT (1 AS ?value) {}", type=DIRECT, formats=ROWS),
    Case("query_content_type_ask", THIRD, body=ASK, type=DIRECT, formats=ROWS),
    Case("query_content_type_describe", THIRD, body=f"DESCRIBE <{RUNS}>", type=DIRECT, formats=GRAPHS),
    Case("query_content_type_construct", THIRD, body="CONSTRUCT { <s> <p> 1 } WHERE {}", type=DIRECT, formats=GRAPHS),
    Case("query_post_direct", body=ASK, type=DIRECT, truth=True),
    Case("bad_query_method", (("query", ASK), *THIRD), "PUT", type=FORM, bad=True),
    Case("bad_multiple_queries", (("query", ASK), ("query", "SELECT * {}")), "GET", bad=True),
    Case("bad_query_wrong_media_type", body=ASK, type="text/plain", bad=True),
    Case("bad_query_missing_form_type", body=urlencode({"query": ASK}), bad=True),
    Case("bad_query_missing_direct_type", body=ASK, bad=True),
    Case("bad_query_non_utf8", body=ASK.encode("utf-16"), type=f"{DIRECT}; charset=UTF-16", bad=True),
    Case("bad_query_syntax", (("query", "ASK {"),), "GET", bad=True),
    Case("bad_update_get", (("update", "CLEAR ALL"),), "GET", bad=True),
    Case("bad_multiple_updates", body="update=CLEAR+NAMED&update=CLEAR+DEFAULT", type=FORM, bad=True),
    Case("bad_update_wrong_media_type", body="CLEAR NAMED", type="text/plain", bad=True),
    Case("bad_update_missing_form_type", body="update=CLEAR+NAMED", bad=True),
    Case(
        "bad_update_non_utf8",
        body="CLEAR NAMED".encode("utf-16"),
        type="application/sparql-update; charset=UTF-16",
        bad=True,
    ),
    Case("bad_update_syntax", body="update=CLEAR+XYZ", type=FORM, bad=True),
    Case(
        "bad_update_dataset_conflict", (("using-named-graph-uri", RUNS),), body="update=CLEAR+ALL", type=FORM, bad=True
    ),
)


def read(got: Got) -> set[tuple[str, str, str]]:
    """Return the triples of a response."""
    quads = parse(got.body, format=RdfFormat.from_media_type(got.type))
    return {(quad.subject.value, quad.predicate.value, quad.object.value) for quad in quads}


def test_all_cases_are_there() -> None:
    assert len({case.name for case in CASES}) == 27


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_protocol(server: Server, case: Case) -> None:
    body = case.body.encode("utf-8") if isinstance(case.body, str) else case.body
    headers = {"content_type": case.type} if case.type else {}
    for path in ("/sparql", "/sparql/"):
        got = server.get(f"{path}?{urlencode(case.parameters)}", method=case.method, body=body, **headers)
        if case.bad:
            assert 400 <= got.status < 500
            assert got.text.strip()
            continue
        assert got.status == 200, got.text
        if case.truth is not None:
            assert got.json()["boolean"] is case.truth
        else:
            assert got.type in case.formats


@pytest.mark.parametrize("accept", ROWS)
def test_rows_come_in_every_format(server: Server, accept: str) -> None:
    got = server.ask(QUICK, accept=accept)
    assert (got.status, got.type) == (200, accept)
    assert "cang-ba-lat" in got.text
    assert got.headers["vary"] == "accept"


@pytest.mark.parametrize("accept", GRAPHS)
def test_graphs_come_in_every_format(server: Server, accept: str) -> None:
    got = server.ask("CONSTRUCT { ?s a pol:Port } { ?s a pol:Port }", accept=accept)
    assert (got.status, got.type) == (200, accept)
    assert len(read(got)) == 2


@pytest.mark.parametrize(
    ("accept", "query", "type"),
    [
        ("*/*", QUICK, JSON),
        ("application/json", QUICK, "application/json"),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", QUICK, "application/sparql-results+xml"),
        ("text/*", QUICK, "text/xml"),
        ("text/turtle, text/csv", QUICK, "text/csv"),
        ("text/turtle, text/csv", "DESCRIBE pol:Port", "text/turtle"),
        ("*/*", "DESCRIBE pol:Port", "text/turtle"),
        ("text/html, application/xhtml+xml, */*;q=0.8", QUICK, JSON),
    ],
)
def test_the_client_chooses_the_format(server: Server, accept: str, query: str, type: str) -> None:
    got = server.ask(query, accept=accept)
    assert (got.status, got.type) == (200, type)


@pytest.mark.parametrize(
    ("query", "accept"),
    [(QUICK, "image/png"), (QUICK, "text/turtle"), ("DESCRIBE pol:Port", "text/csv"), (ASK, "*/*;q=0")],
)
def test_a_format_that_there_is_not_is_406(server: Server, query: str, accept: str) -> None:
    assert server.ask(query, accept=accept).status == 406


def test_a_malformed_query_shows_its_place(server: Server) -> None:
    got = server.ask("SELECT ?x WHERE {\n  ?x a ?y ?z }")
    assert got.status == 400
    assert "line 2, column" in got.text
    assert "^" in got.text


def test_parameters_that_are_no_utf8_are_refused(server: Server) -> None:
    assert server.get("/sparql?query=ASK%20%7B%7D%ff").status == 400
    assert server.get("/sparql", method="POST", body=b"ASK { ?s ?p '\xff' }", content_type=DIRECT).status == 400


@pytest.mark.parametrize("accept", GRAPHS)
def test_the_service_is_described(server: Server, accept: str) -> None:
    got = server.get("/sparql", accept=accept)
    assert (got.status, got.type) == (200, accept)
    said = {(predicate.rpartition("#")[2], obj) for _, predicate, obj in read(got)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert {("endpoint", f"{server.url}/sparql"), ("name", DOCUMENT), ("feature", f"{sd}UnionDefaultGraph")} <= said


def test_the_data_is_described_as_void_and_dcat(server: Server) -> None:
    graph = Graph().parse(data=server.get("/sparql", accept="text/turtle").body, format="turtle")
    endpoint, dataset = URIRef(f"{server.url}/sparql"), URIRef(f"{server.url}/sparql#dataset")
    kinds = {(dataset, VOID.Dataset), (dataset, DCAT.Dataset), (URIRef(f"{endpoint}#service"), DCAT.DataService)}
    assert kinds <= set(graph.subject_objects(RDF.type))
    assert graph.value(dataset, VOID.sparqlEndpoint) == endpoint
    assert graph.value(graph.value(dataset, DCAT.distribution), DCAT.accessURL) == endpoint
    counts = {graph.value(part, VOID["class"]): int(graph.value(part, VOID.entities)) for part in parts(graph, dataset)}
    asked = "SELECT (COUNT(?m) AS ?n) WHERE { ?m a pol:Measure }"
    assert counts[POL.Measure] == int(json.loads(server.ask(asked).body)["results"]["bindings"][0]["n"]["value"])
    assert graph.value(dataset, VOID.uriSpace) and DOCUMENT.startswith(graph.value(dataset, VOID.uriSpace))
    subset = graph.value(None, VOID.rootResource, URIRef(DOCUMENT))
    assert (dataset, VOID.subset, subset) in graph and graph.value(subset, DCTERMS.title)
    assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]


def parts(graph: Graph, dataset: URIRef) -> list[URIRef]:
    return list(graph.objects(dataset, VOID.classPartition))


def test_a_browser_at_the_endpoint_is_led_to_the_editor(server: Server) -> None:
    got = server.get("/sparql", accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert (got.status, got.headers["location"]) == (303, "/editor")


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <http://127.0.0.1:1/> {} }",
        "ASK FROM <file:///etc/passwd> {}",
        "ASK FROM NAMED <http://127.0.0.1:1/> {}",
        "LOAD <http://127.0.0.1:1/>",
    ],
)
def test_what_reaches_out_is_refused(server: Server, query: str) -> None:
    assert server.ask(query).status == 403


def test_a_graph_that_is_not_ours_is_refused_in_the_protocol_too(server: Server) -> None:
    for name in ("file:///etc/passwd", "http://127.0.0.1:1/", "no iri"):
        assert server.ask(ASK, **{"default-graph-uri": name}).status == 403
        assert server.ask(ASK, **{"named-graph-uri": name}).status == 403


COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def count(got: Got) -> str:
    """Return the number in the answer to the query above."""
    assert got.status == 200, got.text
    return got.values("n")[0]


@pytest.mark.parametrize("kind", ["default", "named"])
@pytest.mark.parametrize("empty", ["", " ", "%20%09"])
def test_a_graph_that_a_form_leaves_empty_is_none(server: Server, kind: str, empty: str) -> None:
    union = count(server.ask(COUNT))
    query = urlencode({"query": COUNT})
    assert count(server.get(f"/sparql?{query}&{kind}-graph-uri={empty.replace(' ', '+')}")) == union
    body = f"{query}&{kind}-graph-uri={empty.replace(' ', '+')}".encode("ascii")
    assert count(server.get("/sparql", method="POST", body=body, content_type=FORM)) == union


def test_an_empty_graph_beside_others_is_left_out(server: Server) -> None:
    one = count(server.ask(COUNT, **{"default-graph-uri": DOCUMENT}))
    assert one != count(server.ask(COUNT))
    path = "/sparql?" + urlencode([("query", COUNT), *graphs("default", "", DOCUMENT), *graphs("named", "")])
    assert count(server.get(path)) == one


@pytest.mark.parametrize(
    ("lines", "path", "type"),
    [
        (("image/png", "text/csv"), "/sparql?", "text/csv"),
        (("text/csv;q=0.2", "application/sparql-results+xml;q=0.7"), "/sparql?", "application/sparql-results+xml"),
        (("text/csv;q=0.2, image/png", "", "*/*;q=0.1"), "/sparql?", "text/csv"),
        (("image/png", "application/ld+json"), "/id/doc/thai-binh", "application/ld+json"),
        (("image/png", "text/turtle"), "/ontology", "text/turtle"),
        (("image/png", "text/turtle"), "/sparql", "text/turtle"),
        (("image/png", "text/html"), "/", "text/html"),
    ],
)
def test_lines_of_accept_are_one_list(server: Server, lines: tuple[str, ...], path: str, type: str) -> None:
    path = path + urlencode({"query": QUICK}) if path.endswith("?") else path
    got = server.get_lines(path, *(("Accept", line) for line in lines))
    assert (got.status, got.type) == (200, type)


WORDS = 'SELECT ?n { ?p a pol:Port ; rdfs:label ?n FILTER(CONTAINS(?n, "Điền")) }'
MARK = b"\xef\xbb\xbf"
POSTED = {
    "as it is": (DIRECT, WORDS.encode()),
    "with a mark": (DIRECT, MARK + WORDS.encode()),
    "with a mark and a charset": (f'{DIRECT}; charset="UTF-8"', MARK + WORDS.encode()),
    "UTF-16 with a mark": (DIRECT, WORDS.encode("utf-16")),
    "form": (FORM, urlencode({"query": WORDS}).encode()),
    "form with a mark": (FORM, MARK + urlencode({"query": WORDS}).encode()),
    "form with a mark in the query": (FORM, urlencode({"query": "\ufeff" + WORDS}).encode()),
    "form in bare UTF-8": (FORM, f"query={WORDS}".replace(" ", "+").encode()),
}


@pytest.mark.parametrize("name", POSTED)
def test_a_query_is_read_as_utf8_with_or_without_a_mark(server: Server, name: str) -> None:
    kind, body = POSTED[name]
    got = server.get("/sparql", method="POST", body=body, content_type=kind, accept=JSON)
    assert got.status == 200, got.text
    assert got.values("n") == ["cảng Diêm Điền"]


def test_a_mark_in_the_address_is_left_out_too(server: Server) -> None:
    assert server.ask("\ufeff" + WORDS).values("n") == ["cảng Diêm Điền"]


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        (DIRECT, WORDS.encode("cp1258", "replace"), "byte offset"),
        (DIRECT, b"ASK { ?s ?p '\xe1\xff' }", "byte 0xe1 at byte offset 13"),
        (DIRECT, b"\xff\xfeA", "broken UTF-16"),
        (DIRECT, b"A\0S\0K\0 \0{\0}\0", "byte order mark"),
        (DIRECT, b"", "no query"),
        (DIRECT, MARK, "no query"),
        (FORM, b"query=ASK+%7B+%FF", "%XX"),
        (FORM, b"query=ASK+\xff", "%XX"),
    ],
)
def test_bytes_that_are_no_utf8_are_refused_with_their_place(server: Server, kind: str, body: bytes, said: str) -> None:
    got = server.get("/sparql", method="POST", body=body, content_type=kind)
    assert got.status == 400
    assert said in got.text


@settings(max_examples=60)
@given(body=st.binary(max_size=60), form=st.booleans())
def test_no_bytes_that_are_posted_are_a_failure_of_the_server(server: Server, body: bytes, form: bool) -> None:
    got = server.get("/sparql", method="POST", body=body, content_type=FORM if form else DIRECT)
    assert got.status in (200, 400, 403), got.text


def test_head_is_get_without_a_body(server: Server) -> None:
    for query in (QUICK, "SELECT * { ?s ?p ?o }"):
        path = "/sparql?" + urlencode({"query": query})
        full, head = server.get(path), server.get(path, method="HEAD")
        assert (head.status, head.body) == (200, b"")
        assert head.headers["content-length"] == full.headers["content-length"] == str(len(full.body))
