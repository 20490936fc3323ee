"""Measure `kg serve` beside rdflib-endpoint: requests a second on a one-row question over the same store, in one run.

wrk makes the load (Debian's wrk); without it, or without rdflib-endpoint and oxrdflib, it says so and ends.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import kg

QUESTION = """PREFIX pol: <https://w3id.org/policykg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?n WHERE { ?p a pol:Port ; rdfs:label ?n } LIMIT 1"""
PATH = "/sparql?" + urlencode({"query": QUESTION})
LOAD = "-t1 -c8 -d5s".split()
ROUNDS = 3
NEEDED = 3.0
PEER = """
import sys, uvicorn
from oxrdflib import OxigraphStore
from pyoxigraph import Store
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
graph = Dataset(OxigraphStore(store=Store.read_only(sys.argv[1])), default_union=True)
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=int(sys.argv[2]), log_level="warning", access_log=False)
"""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@contextmanager
def running(command: list[str], port: int) -> Iterator[str]:
    """Run a server; give its address when it answers the question with one row."""
    url = f"http://127.0.0.1:{port}{PATH}"
    process = subprocess.Popen(command)
    try:
        for _ in range(200):
            try:
                request = urllib.request.Request(url, headers={"Accept": "application/sparql-results+json"})
                with urllib.request.urlopen(request) as answer:
                    assert answer.read().count(b'"n": {') + 1
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        else:
            raise SystemExit(f"{command[:4]} does not answer")
        yield url
    finally:
        process.terminate()
        process.wait()


def measure(url: str) -> tuple[float, str]:
    """Return the requests a second that wrk got, and how long half of them took at most."""
    accept = ("-H", "Accept: application/sparql-results+json")
    done = subprocess.run(
        ["wrk", *LOAD, "--latency", *accept, url], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    if "Non-2xx" in done or "Socket errors" in done:
        raise SystemExit(f"not all requests were answered:\n{done}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done).group(1)), re.search(r"50%\s+(\S+)", done).group(1)


def main() -> None:
    """Measure both by turns and print the medians."""
    for name, there in (
        ("wrk", shutil.which("wrk")),
        ("rdflib-endpoint", importlib.util.find_spec("rdflib_endpoint")),
        ("oxrdflib", importlib.util.find_spec("oxrdflib")),
    ):
        if not there:
            print(f"bench_serve: skipped, {name} is not here")
            return
    with tempfile.TemporaryDirectory() as place:
        out, ports = Path(place) / "out", (free_port(), free_port())
        kg.build(kg.sample("thai-binh"), out=out).close()
        ours = [sys.executable, "-m", "kg", "serve", str(out), "--port", str(ports[0]), "--quiet"]
        peer = [sys.executable, "-c", PEER, str(out / "store"), str(ports[1])]
        speeds: dict[str, list[float]] = {"kg serve": [], "rdflib-endpoint": []}
        with running(ours, ports[0]) as our_url, running(peer, ports[1]) as peer_url:
            for _ in range(ROUNDS):
                for name, url in (("kg serve", our_url), ("rdflib-endpoint", peer_url)):
                    speed, half = measure(url)
                    speeds[name].append(speed)
                    print(f"  {name:16} {speed:8.0f} requests a second, half of them within {half}")
    mine, other = (statistics.median(speeds[name]) for name in speeds)
    print(f"one-row question, 8 connections: {mine:.0f} to {other:.0f} requests a second, {mine / other:.1f} times")
    if mine < NEEDED * other:
        print(f"that is less than {NEEDED:g} times")


if __name__ == "__main__":
    main()
