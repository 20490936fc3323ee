"""Endpoints: a folder sent to a real server answers there as it does here, whatever its default graph is."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from facts_factory import make_facts
from rdflib import Graph
from servers import free_port, oxigraph, relay, virtuoso

from kg.config import ONTOLOGY_IRI, Options
from kg.errors import EndpointError, QueryError, QueryTimeoutError, StoreError
from kg.graph import iter_triples
from kg.store import GraphFolder, SavedQuery, list_queries
from kg.store.questions.labels import find_labels
from kg.store.remote.endpoint import Endpoint
from kg.store.remote.load import CHUNK_TRIPLES, load, updates

VALUES = {
    "deadlines": {"until": ["2025"]},
    "gaps": {"sector": ["transport"]},
    "instruments": {"instrument": ["luật Quy hoạch"]},
    "measures-by-sector": {"sector": ["transport"], "lang": ["en"]},
    "mentions": {"name": ["cảng Diêm Điền", "đường 217"]},
    "places": {"place": ["TP Thái Bình"]},
    "priorities": {"priority": ["key-task:1"]},
    "project-context": {"project": ["cảng Diêm Điền"]},
    "projects": {"project": ["cầu Nghìn"], "class": ["Bridge"]},
    "responsibilities": {"role": ["lead"], "agent": ["Sở Giao thông vận tải"]},
    "targets": {"year": ["2025"]},
}
SIZES = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"


@pytest.fixture(scope="module")
def ox(two: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an Oxigraph server that has the two small documents."""
    with oxigraph(tmp_path_factory.mktemp("ox") / "server") as url, GraphFolder(two) as folder:
        load(folder, Endpoint(f"{url}/update"))
        yield url


@pytest.fixture(scope="module")
def virt(two: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a Virtuoso that has the two small documents."""
    with virtuoso(tmp_path_factory.mktemp("virt") / "server") as url, GraphFolder(two) as folder:
        load(folder, Endpoint(f"{url}/sparql-auth", user="dba", password="dba"))
        yield url


def sizes(url: str) -> dict[str | None, str | None]:
    """Return how many triples each graph of a server has."""
    return dict(Endpoint(url).query(SIZES).rows)


def local_sizes(folder: GraphFolder) -> dict[str | None, str | None]:
    """Return how many triples the ontology and each document have in a folder."""
    return {name: count for name, count in folder.query(SIZES).rows if not str(name).endswith("/runs")}


@pytest.mark.tool("oxigraph")
@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_oxigraph_answers_the_saved_questions_as_the_folder_does(
    query: SavedQuery, ox: str, folder: GraphFolder
) -> None:
    for sparql in (query.sparql, query.fill(VALUES[query.name])):
        here = folder.query(sparql)
        assert Endpoint(f"{ox}/query").query(sparql).rows == here.rows
        assert len(here) > 0


@pytest.mark.tool("virtuoso-t")
@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_virtuoso_answers_the_saved_questions_as_the_folder_does(
    query: SavedQuery, virt: str, folder: GraphFolder
) -> None:
    for sparql in (
        query.fill({"name": ["cầu Nghìn"]} if query.name == "mentions" else {}),
        query.fill(VALUES[query.name]),
    ):
        here = [
            ["01"[cell == "true"] if cell in ("true", "false") else cell for cell in row]
            for row in folder.query(sparql)
        ]
        assert list(map(list, Endpoint(f"{virt}/sparql").query(sparql))) == here


@pytest.mark.tool("oxigraph")
def test_the_default_graph_is_the_union_whatever_the_server_thinks(
    ox: str, folder: GraphFolder, tmp_path: Path
) -> None:
    question = "SELECT DISTINCT ?label { ?port a pol:Port ; rdfs:label ?label . pol:Port rdfs:subClassOf pol:Project }"
    asked: list[bytes] = []

    def deaf(_: int, body: bytes) -> bytes:
        asked.append(body)
        return body.replace(b"union-default-graph", b"x")

    with relay(ox, deaf) as url:
        endpoint = Endpoint(f"{url}/query")
        assert endpoint.query(question).rows == folder.query(question).rows
        assert b"default-graph-uri" in asked[-1]
        assert len(endpoint.query(f"SELECT ?m FROM <{folder.documents[0]}> {{ ?m a pol:Measure }}")) == 4
        assert b"default-graph-uri" not in asked[-1]
    with oxigraph(tmp_path / "union", "--union-default-graph") as url:
        load(folder, Endpoint(f"{url}/store"), graph_store=True)
        assert Endpoint(f"{url}/query").query(question).rows == folder.query(question).rows


@pytest.mark.tool("oxigraph")
def test_every_form_and_format_comes_back(ox: str, folder: GraphFolder) -> None:
    endpoint = Endpoint(f"{ox}/query")
    for sparql, formats in (
        ("SELECT ?t ?l { ?t a pol:Target OPTIONAL { ?t pol:level ?l } } ORDER BY ?t", ("csv", "tsv", "xml")),
        ("ASK { ?x a pol:Port }", ("csv",)),
        ("ASK { ?x a pol:Airport }", ("xml",)),
    ):
        for format in formats:
            assert endpoint.answer(sparql, format=format) == folder.answer(sparql, format=format)
    construct = "CONSTRUCT { ?x rdfs:label ?l } WHERE { ?x a pol:Project ; rdfs:label ?l }"
    assert endpoint.answer(construct, format="turtle") == folder.answer(construct, format="turtle")
    assert len(Graph().parse(data=endpoint.answer("DESCRIBE pol:Port", format="ntriples"), format="nt")) > 3
    assert find_labels(endpoint.query, ["https://w3id.org/policykg/ontology#Port"], lang="en").popitem()[1] == "port"


@pytest.mark.tool("oxigraph")
def test_a_malformed_query_shows_the_place_in_the_query_as_typed(ox: str) -> None:
    with pytest.raises(QueryError, match="line 2, column 15: Prefix not found") as caught:
        Endpoint(f"{ox}/query").query("SELECT * {\n ?s a nosuch:p }")
    assert "\n   ?s a nosuch:p }\n" in str(caught.value)
    with pytest.raises(QueryError, match="the endpoint refuses the query"):
        Endpoint(f"{ox}/query").query("SELECT * { ?s ?p ?o FILTER(pfn:matches(?o, 'a')) }")
    with pytest.raises(QueryError, match="read-only"):
        Endpoint(f"{ox}/query").query("DROP ALL")


@pytest.mark.tool("oxigraph")
@pytest.mark.parametrize("path", ["update", "store"])
def test_a_document_is_replaced_and_no_other_touched(path: str, ox: str, two: Path, tmp_path: Path) -> None:
    facts = make_facts("first")
    facts.measures.pop()
    facts.targets[2].measure = ""
    with GraphFolder(tmp_path / "new", writable=True) as changed:
        changed.copy_from(two)
        changed.add_graph(facts.id, iter_triples(facts, options=Options()))
    endpoint = Endpoint(f"{ox}/{path}")
    with GraphFolder(tmp_path / "new") as changed, GraphFolder(two) as folder:
        sent = load(changed, endpoint, graphs=[facts.id], graph_store=path == "store")
        assert list(sent) == [facts.id]
        assert sizes(f"{ox}/query") == local_sizes(changed) != local_sizes(folder)
        load(folder, endpoint, graph_store=path == "store")
        assert sizes(f"{ox}/query") == local_sizes(folder)


@pytest.mark.tool("oxigraph")
def test_sending_that_breaks_off_leaves_the_old_graph_and_says_how_to_go_on(
    ox: str, folder: GraphFolder, tmp_path: Path
) -> None:
    first, second = folder.documents
    with oxigraph(tmp_path / "server") as url:
        load(folder, Endpoint(f"{url}/update"))
        before = sizes(f"{url}/query")
        with relay(url, lambda number, body: body if number < 1 else None) as broken:
            with pytest.raises(
                EndpointError, match=f"failed at graph {ONTOLOGY_IRI}, 0 of 3 graphs are sent"
            ) as caught:
                load(folder, Endpoint(f"{broken}/update"))
            assert caught.value.facts["graph"] == ONTOLOGY_IRI
        assert {name: n for name, n in sizes(f"{url}/query").items() if not str(name).endswith("#loading")} == before
        with (
            relay(url, lambda number, body: body if number < 2 else None) as broken,
            pytest.raises(EndpointError, match=f"failed at graph {second}, 2 of 3 .*--after {first}"),
        ):
            load(folder, Endpoint(f"{broken}/store"), graph_store=True)
        assert list(load(folder, Endpoint(f"{url}/store"), after=first, graph_store=True)) == [second]
        assert list(load(folder, Endpoint(f"{url}/update"))) == [ONTOLOGY_IRI, first, second]
        assert sizes(f"{url}/query") == before == local_sizes(folder)


@pytest.mark.tool("virtuoso-t")
def test_virtuoso_takes_graphs_by_both_protocols_from_those_who_log_in(
    virt: str, folder: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = {name: n for name, n in sizes(f"{virt}/sparql").items() if str(name).startswith("https://w3id.org/")}
    assert loaded == local_sizes(folder)
    crud = f"{virt}/sparql-graph-crud-auth"
    load(folder, Endpoint(crud, user="dba", password="dba"), graph_store=True)
    again = {name: n for name, n in sizes(f"{virt}/sparql").items() if str(name).startswith("https://w3id.org/")}
    assert again == loaded
    for login in ({}, {"user": "dba", "password": "wrong"}):
        with pytest.raises(EndpointError, match=r"status 401 .*KG_USER"):
            load(folder, Endpoint(f"{virt}/sparql-auth", **login))


@pytest.mark.tool("virtuoso-t")
def test_an_answer_that_was_cut_short_is_an_error(folder: GraphFolder, tmp_path: Path) -> None:
    with virtuoso(tmp_path / "server", rows=50) as url:
        load(folder, Endpoint(f"{url}/sparql-auth", user="dba", password="dba"))
        with pytest.raises(EndpointError, match="left rows out"):
            Endpoint(f"{url}/sparql").query("SELECT * { ?s ?p ?o }")
        assert len(Endpoint(f"{url}/sparql").query("SELECT * { ?s ?p ?o } LIMIT 10")) == 10


@pytest.mark.parametrize("url", ["file:///etc/passwd", "localhost:7878", "http://", "https://me:secret@example.org/"])
def test_what_is_no_address_is_refused_and_no_password_shown(url: str) -> None:
    with pytest.raises(EndpointError, match="no address of an endpoint") as caught:
        Endpoint(url)
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(EndpointError, match=r"127.0.0.1:\d+/query: gives no answer: .*refused"):
        Endpoint(f"http://127.0.0.1:{free_port()}/query").query("ASK {}")


def test_an_unknown_graph_is_not_sent(folder: GraphFolder) -> None:
    with pytest.raises(StoreError, match="there is no graph urn:none"):
        load(folder, Endpoint("http://127.0.0.1:1/"), graphs=["urn:none"])


def test_updates_are_cut_into_chunks_beside_the_old_graph() -> None:
    lines = [f'<a:{number}> <a:p> "đường" .\n'.encode() for number in range(CHUNK_TRIPLES + 1)]
    one = list(updates("a:g", lines[:-1]))
    assert len(one) == 1
    assert one[0].startswith("DROP SILENT GRAPH <a:g> ;\nINSERT DATA { GRAPH <a:g> {\n<a:0>")
    first, second, move = updates("a:g", lines)
    assert (first.count("<a:p>"), second.count("<a:p>")) == (CHUNK_TRIPLES, 1)
    assert "<a:g>" not in first + second
    assert move == "DROP SILENT GRAPH <a:g> ;\nMOVE GRAPH <a:g#loading> TO GRAPH <a:g>"
    assert list(updates("a:g", [])) == ["DROP SILENT GRAPH <a:g> ;\nINSERT DATA { GRAPH <a:g> {\n} }"]


@pytest.mark.parametrize("trickle", [b"", b" "])
def test_an_endpoint_that_takes_too_long_is_an_error_of_time(trickle: bytes) -> None:
    """Whether it says nothing, or a blank now and then so that the line is never silent."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stop = threading.Event()

        def answer() -> None:
            connection, _ = listener.accept()
            with connection, contextlib.suppress(OSError):
                connection.recv(1 << 16)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n\r\n")
                while not stop.wait(0.1):
                    connection.sendall(trickle)

        threading.Thread(target=answer, daemon=True).start()
        start = time.monotonic()
        with pytest.raises(QueryTimeoutError, match=r"longer than 0\.5 seconds"):
            Endpoint(f"http://127.0.0.1:{listener.getsockname()[1]}/").query("ASK {}", timeout=0.5)
        assert time.monotonic() - start < 5
        stop.set()
