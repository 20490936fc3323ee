"""Give the tests the small hand-made document's facts."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest

from kg.analyse import to_network

DATA = Path(__file__).resolve().parent.parent / "view" / "data"
LABELS = {"transport": {"vi": "giao thông", "en": "transport"}}


@pytest.fixture
def facts() -> list[dict[str, object]]:
    """Return the facts of the small document."""
    return [json.loads(line) for line in (DATA / "small.facts.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def text() -> str:
    """Return the small document's source text."""
    return (DATA / "small.txt").read_bytes().decode("utf-8")


@pytest.fixture
def network(facts: list[dict[str, object]]) -> nx.MultiDiGraph:
    """Return the network of the small document."""
    return to_network(facts, sector_labels=LABELS)
