"""What reaches out or writes is refused, in every place and disguise; what only looks like it is answered."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import RefusedError
from kg.store.questions.guard import Named, check

PLACES = (
    "ASK {{ {0} }}",
    "SELECT * WHERE {{ ?s ?p ?o {0} }}",
    "SELECT * {{ ?s ?p ?o . {0} FILTER(?o > 1) }}",
    "SELECT*{{{0}}}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {0} }}",
    "DESCRIBE ?s WHERE {{ {0} }}",
    "ASK {{ OPTIONAL {{ {0} }} }}",
    "ASK {{ {{ ?a ?b ?c }} UNION {{ {0} }} }}",
    "ASK {{ ?a ?b ?c MINUS {{ {0} }} }}",
    "ASK {{ GRAPH ?g {{ {0} }} }}",
    "ASK {{ FILTER EXISTS {{ {0} }} }}",
    "ASK {{ FILTER NOT EXISTS {{ {0} }} }}",
    "ASK {{ BIND(EXISTS {{ {0} }} AS ?x) }}",
    "SELECT (EXISTS {{ {0} }} AS ?x) {{}}",
    "SELECT * {{ ?s ?p ?o }} HAVING (EXISTS {{ {0} }})",
    "SELECT * {{ ?s ?p ?o }} ORDER BY (EXISTS {{ {0} }})",
    "ASK {{ {{ SELECT * {{ {{ SELECT * {{ {0} }} }} }} }} }}",
    "ASK {{ LATERAL {{ {0} }} }}",
    "ASK {{ ?s ?p 1{0} }}",
    "ASK {{ ?s ?p true{0} }}",
    "ASK {{ ?s ?p 1.5e3{0} }}",
    'ASK {{ ?s ?p "x"{0} }}',
    "ASK {{ FILTER(1<2){0} }}",
    "PREFIX e: <http://e/> ASK {{ ?s ?p e:.{0} }}",
    "PREFIX e: <http://e/> ASK {{ ?s ?p e:a\\#b {0} }}",
    "PREFIX e: <http://e/> ASK {{ ?s ?p e:it\\'s . {0} }}",
    "ASK {{ ?s <http://e/\\u0023> ?o . {0} }}",
    "ASK {{ ?s ?p '''a''b''' . {0} }}",
    'ASK {{ ?s ?p "\\\\" . {0} #" }}',
    "ASK {{ ?s ?p ?o . # a comment\r {0} }}",
    "#' \" <\nASK {{ {0} }}",
)
FORMS = (
    "SERVICE <{0}> {{ ?x ?y ?z }}",
    "service <{0}> {{}}",
    "SeRvIcE SILENT <{0}> {{ ?x ?y ?z }}",
    "SERVICESILENT<{0}>{{}}",
    "SERVICE#>\n<{0}>{{}}",
    "SERVICE # < ' \" \n # \n <{0}> {{}}",
    "SERVICE\t\r\n<{0}>{{}}",
    "VALUES ?u {{ <{0}> }} SERVICE ?u {{ ?x ?y ?z }}",
)
UPDATES = (
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "delete where { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:1/x>",
    "LOAD SILENT <file:///etc/passwd> INTO GRAPH <a:g>",
    "CLEAR ALL",
    "DROP DEFAULT",
    "CREATE GRAPH <a:g>",
    "ADD DEFAULT TO <a:g>",
    "MOVE <a:g> TO <a:h>",
    "COPY <a:g> TO DEFAULT",
    "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "# ASK {}\n PREFIX a: <a:> # x\n BASE <b:> iNsErT { ?s a a:x } WHERE { ?s ?p ?o }",
    ";LOAD <http://127.0.0.1:1/x>",
)
HARMLESS = (
    'SELECT * { ?service a <http://e/service#x> ; rdfs:label "SERVICE <http://x> {}" } # SERVICE <http://x> {}',
    "PREFIX e: <http://e/> SELECT ?from { ?from e:service e:from }",
    "SELECT * { ?s ?p 'dịch vụ: LOAD, INSERT và FROM' }",
    "SELECT ?load ?insert { ?load <http://e/insert> ?insert }",
    'SELECT * { ?s ?p \'\'\'SERVICE\n<http://x>\'\'\' , """a "quoted" SERVICE"""@en-service }',
)


@pytest.mark.parametrize("place", PLACES)
def test_service_is_refused_in_every_place_and_disguise(place: str) -> None:
    for form in FORMS:
        with pytest.raises(RefusedError):
            check(place.format(form.format("http://127.0.0.1:1/")), prefixes={})


def test_the_places_are_such_that_the_engine_reads_them() -> None:
    read = 0
    for place in PLACES:
        try:
            Store().query(place.format("?x ?y ?z" if "FILTER(1" not in place else "{ ?x ?y ?z }"))
            read += 1
        except SyntaxError:
            pass
    assert read >= 22


def test_a_prefix_that_may_be_read_as_service_is_refused() -> None:
    for query in (
        "PREFIX : <http://127.0.0.1:1/> ASK { ?a ?b 1SERVICE:x {} }",
        "PREFIX x: <http://127.0.0.1:1/> ASK { trueSERVICEx:y {} }",
    ):
        with pytest.raises(RefusedError, match="prefix"):
            check(query, prefixes={})


@pytest.mark.parametrize("update", UPDATES)
def test_updates_are_refused(update: str) -> None:
    with pytest.raises(RefusedError):
        check(update, prefixes={})


@pytest.mark.parametrize("query", HARMLESS)
def test_what_only_looks_like_it_is_let_through(query: str) -> None:
    assert check(query, prefixes={}) == Named()
    Store().query(query, prefixes={"rdfs": "http://www.w3.org/2000/01/rdf-schema#"})


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("ASK FROM <http://e/g> {}", Named(("http://e/g",), ())),
        ("ASKFROM<http://e/g>{}", Named(("http://e/g",), ())),
        ("SELECT * FROM NAMED<http://e/g>FROM <http://e/h> {}", Named(("http://e/h",), ("http://e/g",))),
        ("SELECT*FROMNAMED<http://e/g>{}", Named((), ("http://e/g",))),
        (
            "BASE <http://b/x/> PREFIX e: <y/> SELECT * FROM e:g FROM # c\nNAMED # d\n<z> {}",
            Named(("http://b/x/y/g",), ("http://b/x/z",)),
        ),
        ("ASK FROM p:g {}", Named(("http://p/g",), ())),
        ("ASK FROM <file:///etc/pass\\u0077d> {}", Named(("file:///etc/passwd",), ())),
    ],
)
def test_the_graphs_that_a_query_names_are_told(query: str, named: Named) -> None:
    assert check(query, prefixes={"p": "http://p/"}) == named
    Store().query(query, prefixes={"p": "http://p/"})


def test_a_graph_that_can_not_be_told_is_refused() -> None:
    for query in ("ASKFROMe:g {}", "SELECT * FROMNAMEDe:g {}", "ASK FROM q:g {}", "ASK FROM NAMEDe:g {}"):
        with pytest.raises(RefusedError):
            check(query, prefixes={"e": "http://e/"})


PIECES = (
    *"{ } ( ) . ; , < > ?x ?o 1 true # \n \r \t \" ' \\ : e: e:a _:b @en a <http://e/x> && = + 'x' \"y\" ^^ [ ] FILTER BIND UNION AS".split(
        " "
    ),
    " ",
    "SERVICE",
    "service",
    "SILENT",
    "<http://127.0.0.1:1/>",
    "{?s ?p ?o}",
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_nothing_that_the_engine_takes_for_a_call_gets_through(middle: str) -> None:
    """The engine is asked with the word spoilt: a query that was fit before and is not any more had the keyword."""
    query = f"PREFIX e: <http://e/> SELECT * {{ ?s ?p ?o {middle} SERVICE <http://127.0.0.1:1/> {{}} }}"
    try:
        check(query, prefixes={})
    except RefusedError:
        return
    spoilt = query.replace("SERVICE", "SERVIXE").replace("service", "servixe")
    try:
        Store().query(query)
    except SyntaxError:
        return
    Store().query(spoilt)


NETWORK = """
import socket, sys
from pyoxigraph import Store
from kg.processes.sandbox import cut_network
assert cut_network() is True
try:
    list(Store().query("SELECT * { SERVICE <http://127.0.0.1:%s/> { ?s ?p ?o } }" % sys.argv[1]))
except OSError as error:
    print(error)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's filter is one of Linux")
def test_a_process_without_a_network_reaches_nobody_even_past_the_check(root: Path, listener) -> None:
    done = subprocess.run(
        [sys.executable, "-c", NETWORK, str(listener.port)], cwd=root, capture_output=True, encoding="utf-8", check=True
    )
    assert "Permission denied" in done.stdout or "unreachable" in done.stdout
    assert listener.callers() == 0
