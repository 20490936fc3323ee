"""Ask what should never be asked, and beside it what should always be answered."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

from serve.serving import QUICK, Server

DIRECT = "application/sparql-query"
OPTIONS = "--time 2 --memory 256 --queue 64 --wait 5 --client-time 3 --connections 128".split()
PAUSE = 0.02
GOOD = (
    QUICK,
    "SELECT ?n { ?p a pol:Port ; rdfs:label ?n } ORDER BY ?n LIMIT 1",
    "SELECT (COUNT(*) AS ?n) { ?m a pol:Measure }",
    "ASK { ?s a pol:Road }",
)


def post(query: str) -> Callable[[Server], str]:
    """Return what sends a query and tells its status."""
    return lambda server: str(server.get("/sparql", method="POST", body=query.encode(), content_type=DIRECT).status)


def slow_loris(server: Server) -> str:
    """Send the head of a request byte by byte, over ten connections."""
    held = [socket.create_connection((server.host, server.port)) for _ in range(10)]
    try:
        for connection in held:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        for _ in range(20):
            for connection in held:
                connection.sendall(b"x")
            time.sleep(0.5)
        return "kept open"
    except OSError:
        return "closed"
    finally:
        for connection in held:
            connection.close()


def slow_reader(server: Server) -> str:
    """Ask for much and take nothing in."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect((server.host, server.port))
        connection.sendall(b"GET /sparql?query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(4)
        return "left"


def kinds(number: int) -> dict[str, Callable[[Server], str]]:
    """Return a runaway request of each kind; `number` makes each one new."""
    everything, letters = "?a ?b ?c . ?d ?e ?f", "a" * 28
    values = " ".join(str(number + n) for n in range(10_000))
    bomb = f'FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "((a|{letters})*)*{number}$"))'
    joined = "(GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?x)"
    queries = {
        "Cartesian product": f"SELECT (COUNT(*) AS ?n) {{ {everything} . ?g ?h ?i }} # {number}",
        "ORDER BY over everything": f"SELECT * {{ {everything} }} ORDER BY ?c ?a ?f # {number}",
        "unbounded path": f"SELECT (COUNT(*) AS ?n) {{ ?a (!<x:{number}>)* ?b . ?b (!<x:y>)* ?c }}",
        "regex bomb": f"SELECT * {{ {everything} {bomb} }}",
        "memory bomb": f"SELECT {joined} {{ {everything} . ?g ?h ?i }} # {number}",
        "10 MB query": "#" * 10_000_000 + f"{number}",
        "10,000-term VALUES": f"SELECT * {{ VALUES ?x {{ {values} }} ?s ?p ?x . {everything} }}",
        "deep nesting": f"SELECT * {{ {'{' * 30_000}{'}' * 30_000} }} # {number}",
    }
    slow = {"slow-loris": slow_loris, "slow reader": slow_reader}
    return {name: post(query) for name, query in queries.items()} | slow


def well_behaved(
    server: Server, right: dict[str, bytes], *, seconds: float = 0, going: threading.Event | None = None
) -> tuple[list[float], int]:
    """Ask for some seconds or while `going` is set; return the seconds that answers took and how many were wrong."""
    took, wrong, end = [], 0, time.monotonic() + seconds
    while going.is_set() if going is not None else time.monotonic() < end:
        for query in GOOD:
            start = time.perf_counter()
            try:
                got = server.ask(query)
                wrong += (got.status, got.body) != (200, right[query])
            except OSError:
                wrong += 1
            took.append(time.perf_counter() - start)
            time.sleep(PAUSE)
    return took, wrong


def resident(pids: list[int]) -> int:
    """Return the megabytes that processes hold, shared pages by their part."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total // 1024


def below(pid: int) -> list[int]:
    """Return a process and all below it."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [pid] + [one for child in found.stdout.split() for one in below(int(child))]
