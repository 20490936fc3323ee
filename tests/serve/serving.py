"""Start `kg serve` as its user does, in a process of its own, and talk to it."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from conftest import kg_environment

JSON = "application/sparql-results+json"
QUICK = "SELECT ?s { ?s a pol:Port } ORDER BY ?s LIMIT 1"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
EVERYTHING = "SELECT * { ?s ?p ?o }"


class Got(NamedTuple):
    """A response, read whole."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def type(self) -> str:
        """Return the media type without its parameters."""
        return self.headers.get_content_type()

    @property
    def text(self) -> str:
        """Return the body as text."""
        return self.body.decode("utf-8")

    def json(self) -> Any:
        """Return what the body holds as JSON."""
        return json.loads(self.body)

    def values(self, name: str) -> list[str]:
        """Return the values of a variable in an answer of rows."""
        return [row[name]["value"] for row in self.json()["results"]["bindings"]]


class Server:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process, self.url = process, url.rstrip("/")
        self.host, self.port = urllib.parse.urlsplit(url).hostname, urllib.parse.urlsplit(url).port

    def get(self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Got:
        """Return the response to a request; `content_type="…"` stands for the header Content-Type."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=named)
            response = connection.getresponse()
            return Got(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get_lines(self, path: str, *lines: tuple[str, str]) -> Got:
        """Return the response to a request whose headers may come in several lines of one name."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.putrequest("GET", path)
            for name, value in lines:
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            return Got(response.status, response.headers, response.read())
        finally:
            connection.close()

    def ask(self, query: str, *, accept: str = JSON, **parameters: str) -> Got:
        """Return the response to a query by GET."""
        return self.get("/sparql?" + urllib.parse.urlencode({"query": query} | parameters), accept=accept)

    def metric(self, name: str) -> float:
        """Return a counter of /metrics."""
        (value,) = re.findall(rf"^{re.escape(name)} (\S+)$", self.get("/metrics").text, re.M)
        return float(value)


@contextmanager
def serving(folder: Path, *options: str | Path, command: str = "serve") -> Iterator[Server]:
    """Serve a folder on a free port; when the block ends the server must end well and leave nothing."""
    words = [sys.executable, "-X", "utf8", "-m", "kg", command, str(folder), "--port", "0", *map(str, options)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8", env=kg_environment()) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            match = re.search(r"http://[^\s,]+", line)
            assert match, f"{line} {process.stdout.read()}"
            yield Server(process, match.group())
            assert process.poll() is None, "the server has ended by itself"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    assert process.returncode == 0
    assert not (folder.parent / f".{folder.name}.serving-{process.pid}").exists()
