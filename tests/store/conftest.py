"""Give the tests of the store a folder with two small documents that name the same things."""

from __future__ import annotations

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
            folder.add_text(slug, facts.document.text)
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
