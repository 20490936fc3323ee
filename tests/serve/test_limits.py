"""What exceeds a limit is told so by a status and a reason; no answer is ever cut."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from serve.serving import EVERYTHING, QUICK, RUNAWAY, Server

DIRECT = "application/sparql-query"
BOMB = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f"


def test_time(narrow: Server) -> None:
    got = narrow.ask(RUNAWAY)
    assert (got.status, "longer than 1 seconds" in got.text) == (408, True)


def test_memory(narrow: Server) -> None:
    deep = b"SELECT * {" + b"{" * 25_000 + b"}" * 25_000 + b"}"
    got = narrow.get("/sparql", method="POST", body=deep, content_type=DIRECT)
    assert (got.status, "memory" in got.text) == (413, True)
    assert narrow.ask(BOMB).status in (408, 413)
    assert narrow.ask(QUICK).status == 200


@pytest.mark.parametrize("accept", ["application/json", "text/csv", "application/xml", "text/tab-separated-values"])
def test_rows(narrow: Server, accept: str) -> None:
    got = narrow.ask("SELECT ?s { ?s ?p ?o } LIMIT 501", accept=accept)
    assert (got.status, "more than 500 rows" in got.text) == (413, True)
    assert narrow.ask("SELECT ?s { ?s ?p ?o } LIMIT 500", accept=accept).status == 200


def test_triples(narrow: Server) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
    got = narrow.ask(query, accept="text/turtle")
    assert (got.status, "more than 500 triples" in got.text) == (413, True)


def test_bytes(narrow: Server) -> None:
    text = "x" * 4000
    got = narrow.ask(f'SELECT ?s ("{text}" AS ?x) {{ ?s ?p ?o }} LIMIT 400', accept="text/csv")
    assert (got.status, "larger than 1048576 bytes" in got.text) == (413, True)


def test_the_size_of_a_query(narrow: Server) -> None:
    for size in (70_000, 10_000_000):
        got = narrow.get("/sparql", method="POST", body=b"#" * size, content_type=DIRECT)
        assert (got.status, "at most 65536 bytes" in got.text) == (413, True)
    long = "VALUES ?x { " + " ".join(map(str, range(10_000))) + " }"
    got = narrow.get(
        "/sparql", method="POST", body=f"SELECT (COUNT(*) AS ?n) {{ {long} }}".encode(), content_type=DIRECT
    )
    assert got.values("n") == ["10000"]


def test_the_length_of_an_address(narrow: Server) -> None:
    assert narrow.get("/sparql?query=" + "x" * 80_000).status == 431


def test_places_to_run_and_to_wait(narrow: Server) -> None:
    assert narrow.ask(QUICK).status == 200
    with ThreadPoolExecutor(10) as threads:
        asked = [threads.submit(narrow.ask, f"{RUNAWAY} #{number}") for number in range(10)]
        assert narrow.ask(QUICK).status == 200
        got = [one.result() for one in asked]
    statuses = {one.status for one in got}
    assert statuses <= {408, 429, 503}
    assert 429 in statuses
    assert all(one.headers["retry-after"] for one in got if one.status in (429, 503))


def send_slowly(server: Server, *pieces: bytes, pause: float) -> bytes:
    """Send a request piece by piece and return what comes back until the connection closes."""
    with socket.create_connection((server.host, server.port), timeout=30) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)
        except OSError:
            pass
        received = b""
        try:
            while data := connection.recv(65536):
                received += data
        except OSError:
            pass
        return received


def test_a_head_that_does_not_come_is_not_waited_for(narrow: Server) -> None:
    head = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
    answer = send_slowly(narrow, head, *[b"x"] * 4, pause=0.4)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert send_slowly(narrow, pause=0) == b""


def test_a_body_that_does_not_come_is_not_waited_for(narrow: Server) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\n"
    answer = send_slowly(narrow, head, b"ASK", pause=0.1)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"did not come within 1 seconds" in answer


def test_many_slow_connections_keep_nobody_out(narrow: Server) -> None:
    held = [socket.create_connection((narrow.host, narrow.port)) for _ in range(40)]
    try:
        for connection in held:
            with contextlib.suppress(OSError):
                connection.sendall(b"GET / HTTP/1.1\r\n")
        for _ in range(5):
            assert narrow.ask(QUICK).status == 200
    finally:
        for connection in held:
            connection.close()


def test_a_client_that_goes_away_is_not_worked_for(server: Server) -> None:
    with socket.create_connection((server.host, server.port)) as connection:
        body = RUNAWAY.encode()
        head = (
            f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {DIRECT}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        connection.sendall(head.encode() + body)
        while server.metric("kg_questions_running") < 1:
            time.sleep(0.02)
    while server.metric("kg_questions_running") > 0:
        time.sleep(0.02)


def test_a_large_answer_is_whole_and_says_its_length(server: Server) -> None:
    got = server.ask(EVERYTHING)
    assert got.status == 200
    assert len(got.body) == int(got.headers["content-length"]) > 1_000_000
    assert len(got.json()["results"]["bindings"]) > 5000


def test_a_client_that_takes_nothing_in_is_left_and_sees_a_broken_answer(narrow: Server, server: Server) -> None:
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect((server.host, server.port))
        query = "GET /sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D HTTP/1.1\r\nHost: localhost\r\n\r\n"
        connection.sendall(query.encode())
        start = connection.recv(4096)
        assert b"content-length" in start
    assert server.ask(QUICK).status == 200


def test_many_clients_at_once_get_right_answers(server: Server) -> None:
    right = server.ask(QUICK).body
    wrong = []

    def ask() -> None:
        wrong.extend(got for got in (server.ask(QUICK) for _ in range(20)) if (got.status, got.body) != (200, right))

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
