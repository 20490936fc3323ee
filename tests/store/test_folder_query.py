"""Queries over a folder: one union, known prefixes, clear answers to malformed ones, no updates."""

from __future__ import annotations

import pytest
from facts_factory import make_facts

from kg.errors import QueryError, RefusedError
from kg.store import GraphFolder
from kg.vocab import PREFIXES


def test_the_default_graph_is_all_documents_and_the_ontology(folder: GraphFolder) -> None:
    rows = folder.query(
        "SELECT DISTINCT ?label { ?x a/rdfs:subClassOf* pol:Project ; rdfs:label ?label } ORDER BY ?label"
    )
    assert [row[0] for row in rows] == ["cảng Diêm Điền", "cầu Nghìn", "đường từ thành phố Thái Bình đi cầu Nghìn"]
    assert folder.query("SELECT ?d { ?d a pol:PolicyDocument } ORDER BY ?d").rows == [
        (make_facts("first").id,),
        (make_facts("second").id,),
    ]


def test_every_prefix_is_known(folder: GraphFolder) -> None:
    for prefix in PREFIXES:
        folder.query(f"ASK {{ ?s {prefix}:x ?o }}")


def test_a_named_graph_is_a_document(folder: GraphFolder) -> None:
    first = make_facts("first").id
    rows = folder.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{first}> {{ ?m a pol:Measure }} }}").rows
    assert rows == [(str(len(make_facts("first").measures)),)]


@pytest.mark.parametrize("clause", ["FROM", "from named"])
def test_a_query_may_choose_its_graphs(clause: str, folder: GraphFolder) -> None:
    first = make_facts("first").id
    pattern = "?m a pol:Measure" if clause == "FROM" else "GRAPH ?g { ?m a pol:Measure }"
    one = folder.query(f"SELECT ?m # which\n{clause} <{first}> {{ {pattern} }}")
    assert len(one) == len(make_facts("first").measures)
    for other in ("https://example.org/none", "file:///etc/passwd"):
        with pytest.raises(RefusedError, match="is no graph of this store"):
            folder.query(f"SELECT ?m {clause} <{other}> {{ {pattern} }}")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { ?s ?p ?o FILTER(1 = 1)SERVICE<http://127.0.0.1:1/>{?s ?p ?o} } } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o # a \r service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
        'ASK { ?s ?p """a"b""" . SERVICE ?s { ?s ?p ?o } }',
    ],
)
def test_a_query_reaches_out_to_nobody(sparql: str, folder: GraphFolder) -> None:
    with pytest.raises(RefusedError, match="SERVICE is refused"):
        folder.query(sparql)


def test_a_variable_called_from_chooses_nothing(folder: GraphFolder) -> None:
    assert len(folder.query('SELECT ?from ("from" AS ?x) { ?from a pol:Measure }')) == 8


def test_a_malformed_query_shows_where(folder: GraphFolder) -> None:
    with pytest.raises(QueryError) as caught:
        folder.query('SELECT ?m WHERE {\n\t?m pol:text "đường" ; nosuch:due ?x .\n}')
    message = str(caught.value).splitlines()
    assert message[0].startswith("the query is malformed at line 2, column 34: Prefix not found")
    assert message[1] == '   ?m pol:text "đường" ; nosuch:due ?x .'
    assert message[2].index("^") == message[1].index(" ?x")
    assert "kg queries" in str(caught.value)


@pytest.mark.parametrize(
    ("sparql", "cause"),
    [
        ("SELECT * { ?s nosuch:p ?o }", "Prefix not found"),
        ("SELECT ?t ?n { ?t a pol:Target } GROUP BY ?n", "contains a variable that is unbound"),
        ("", "line 1, column 1"),
    ],
)
def test_the_cause_of_an_error_is_short(sparql: str, cause: str, folder: GraphFolder) -> None:
    with pytest.raises(QueryError, match=cause) as caught:
        folder.query(sparql)
    assert max(map(len, str(caught.value).splitlines())) < 250


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "# tidy up\nPREFIX x: <https://example.org/#>\ndelete where { ?s ?p ?o }",
        "BASE <https://example.org/> CLEAR ALL",
        "LOAD <https://example.org/x.ttl>",
    ],
)
def test_updates_are_refused(update: str, folder: GraphFolder) -> None:
    before = len(folder.store)
    with pytest.raises(QueryError, match="read-only"):
        folder.query(update)
    assert len(folder.store) == before


def test_a_predicate_that_sounds_like_an_update_is_a_query(folder: GraphFolder) -> None:
    assert len(folder.query('# delete nothing\nSELECT * { ?insert pol:text "DROP" }')) == 0
