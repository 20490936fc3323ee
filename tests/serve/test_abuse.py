"""Runaway requests of every kind harm nobody, and nothing that is asked makes the server call anybody.

`benchmarks/abuse_serve.py` does the same two hundred times over and prints the figures.
"""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from serve.abuse import DIRECT, GOOD, OPTIONS, below, kinds, resident, well_behaved
from serve.serving import Server, serving

EXPECTED = {
    "Cartesian product": {"408", "503"},
    "ORDER BY over everything": {"408", "413", "503"},
    "unbounded path": {"408", "413", "503"},
    "regex bomb": {"200", "400", "408", "413", "503"},
    "memory bomb": {"408", "413", "503"},
    "10 MB query": {"413"},
    "10,000-term VALUES": {"200", "408", "413", "503"},
    "deep nesting": {"413"},
    "slow-loris": {"closed"},
    "slow reader": {"left"},
}


@pytest.fixture(scope="module")
def abused(sample_out: Path) -> Iterator[Server]:
    """Return a server with narrow limits."""
    with serving(sample_out, *OPTIONS) as running:
        yield running


def test_runaway_requests_of_every_kind_harm_nobody(abused: Server) -> None:
    right = {query: abused.ask(query).body for query in GOOD}
    before = below(abused.process.pid)
    memory = resident(before)
    going = threading.Event()
    going.set()
    with ThreadPoolExecutor(11) as threads:
        good = threads.submit(well_behaved, abused, right, going=going)
        got = {name: threads.submit(request, abused) for name, request in kinds(1).items()}
        outcomes = {name: one.result() for name, one in got.items()}
        going.clear()
        took, wrong = good.result()
    assert wrong == 0
    assert len(took) >= len(GOOD)
    assert {name for name, outcome in outcomes.items() if outcome not in EXPECTED[name]} == set(), outcomes
    assert abused.get("/healthz").status == 200
    deadline = time.monotonic() + 20
    while len(after := below(abused.process.pid)) > len(before) or resident(after) > memory + 64:
        assert time.monotonic() < deadline
        time.sleep(0.2)


PLACES = (
    "ASK {{ {0} }}",
    "SELECT * WHERE {{ ?s ?p ?o . {0} }} LIMIT 1",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o {0} }}",
    "DESCRIBE ?s WHERE {{ ?s ?p ?o {0} }}",
    "ASK {{ OPTIONAL {{ {0} }} }}",
    "ASK {{ FILTER NOT EXISTS {{ {0} }} }}",
    "SELECT * {{ {{ SELECT * {{ {{ SELECT * {{ {0} }} }} }} }} }}",
    "SELECT (EXISTS {{ {0} }} AS ?x) {{}}",
    "ASK {{ ?s a ?t . ?s ?p 1{0} }}",
    "ASK {{ FILTER(1<2){0} }}",
    "#' \" <\nASK {{ {0} }}",
)
CALLS = (
    "SERVICE <{0}> {{ ?x ?y ?z }}",
    "sErViCe SILENT <{0}> {{ ?x ?y ?z }}",
    "SERVICESILENT<{0}>{{?x ?y ?z}}",
    "SERVICE#>\n<{0}>{{?x ?y ?z}}",
    "\\u0053ERVICE <{0}> {{ ?x ?y ?z }}",
    "VALUES ?u {{ <{0}> }} SERVICE ?u {{ ?x ?y ?z }}",
)
OTHERS = (
    "ASK FROM <{0}> {{ ?s ?p ?o }}",
    "ASKFROM<{0}>{{?s ?p ?o}}",
    "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT*FROMNAMED<{0}>{{GRAPH ?g {{?s ?p ?o}}}}",
    "LOAD <{0}>",
    "LOAD SILENT <{0}> INTO GRAPH <x:g>",
    "# ASK\nload<{0}>",
    "INSERT {{ ?x ?y ?z }} WHERE {{ SERVICE <{0}> {{ ?x ?y ?z }} }}",
    "CREATE GRAPH <{0}> ; LOAD <{0}>",
    "ASK {{}} ; LOAD <{0}>",
)


def test_nothing_makes_the_server_call_anybody(abused: Server, sample_out: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        queries = [place.format(call.format(address)) for place, call in itertools.product(PLACES, CALLS)]
        queries += [other.format(target) for other in OTHERS for target in (address, "file:///etc/passwd")]
        for query in queries:
            got = abused.get("/sparql", method="POST", body=query.encode(), content_type=DIRECT)
            assert got.status in (400, 403), query
            assert "root:" not in got.text
        for name in ("default-graph-uri", "named-graph-uri"):
            assert abused.get(f"/sparql?query=ASK+%7B%7D&{name}={quote(address)}").status == 403
        update = {"body": f"LOAD <{address}>".encode(), "content_type": "application/sparql-update"}
        assert abused.get("/sparql", method="POST", **update).status == 403
        with pytest.raises(BlockingIOError):
            listener.accept()
