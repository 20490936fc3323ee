"""Give the tests of the store a folder with two small documents that name the same things."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from facts_factory import make_facts

from kg.config import Options
from kg.graph import iter_triples
from kg.store import GraphFolder

SLUGS = ("first", "second")


def fill(path: Path, *slugs: str) -> None:
    """Make a graph folder with the ontology and the small document under each slug."""
    with GraphFolder(path, writable=True) as folder:
        folder.add_ontology()
        for slug in slugs:
            facts = make_facts(slug)
            folder.add_graph(facts.id, iter_triples(facts, options=Options()))
            folder.add_text(facts.document)
        folder.flush()
    (path / "report.json").write_text('{"documents": []}\n', encoding="utf-8")


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of the folder; no test may change it."""
    path = tmp_path_factory.mktemp("two") / "graph"
    fill(path, *SLUGS)
    return path


@pytest.fixture
def folder(two: Path) -> Iterator[GraphFolder]:
    """Return the folder, open for reading."""
    with GraphFolder(two) as opened:
        yield opened


class Listener:
    """Listens on a port of the loopback and tells how many called."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.port = self.socket.getsockname()[1]

    def callers(self) -> int:
        """Return how many connections were made since the last time."""
        number = 0
        while True:
            try:
                self.socket.accept()[0].close()
            except BlockingIOError:
                return number
            number += 1


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Return a listener that nobody should call."""
    made = Listener()
    yield made
    made.socket.close()
