"""Triples of plain values are those of rdflib and of the store, to the byte, on the sample."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Literal
from rdflib.term import Node

from kg.config import Options
from kg.export import EXPORTERS, iter_facts
from kg.graph import iter_triples, to_graph
from kg.pipeline import to_facts
from kg.read import read_inputs
from kg.store import GraphFolder
from kg.triples import Triples

ESCAPES = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("\b", "\\b"), ("\f", "\\f"))


@pytest.fixture(scope="module")
def made(sample: Path) -> tuple[str, Triples, Graph]:
    """Return the IRI of the sample, its triples as written, and its graph for rdflib."""
    (document,) = read_inputs([sample]).documents
    facts = to_facts(document, options=Options())
    return facts.id, Triples(iter_triples(facts, options=Options())), to_graph(facts, options=Options())


def write_by_hand(term: Node) -> str:
    """Return a term of rdflib in N-Triples, as its recommendation says."""
    if not isinstance(term, Literal):
        return f"<{term}>"
    words = str(term)
    for char, escape in ESCAPES:
        words = words.replace(char, escape)
    kind = f"@{term.language}" if term.language else f"^^<{term.datatype}>" if term.datatype else ""
    return f'"{words}"{kind}'


def test_lines_are_those_of_the_rdflib_graph(made: tuple[str, Triples, Graph]) -> None:
    name, triples, graph = made
    lines = sorted(" ".join(map(write_by_hand, triple)) for triple in graph)
    assert len(lines) == len(triples) > 5000
    assert EXPORTERS["ntriples"]({name: triples}, None) == "".join(f"{line} .\n" for line in lines).encode()
    quads = sorted(f"{line} <{name}> .\n" for line in lines)
    assert EXPORTERS["nquads"]({name: triples}, None) == "".join(quads).encode()


@pytest.mark.parametrize("format", ["ntriples", "nquads", "turtle", "trig", "jsonld", "rdfxml", "csv", "facts"])
def test_what_comes_out_of_the_store_is_what_went_in(
    format: str, made: tuple[str, Triples, Graph], sample_out: Path
) -> None:
    name, triples, graph = made
    with GraphFolder(sample_out) as folder:
        stored = folder.triples(name)
    assert len(stored) == len(triples)
    exports = {EXPORTERS[format]({name: given}, None) for given in (triples, stored, graph)}
    assert len(exports) == 1


def test_the_facts_are_the_same_from_all_three(made: tuple[str, Triples, Graph], sample_out: Path) -> None:
    _, triples, graph = made
    with GraphFolder(sample_out) as folder:
        stored = folder.triples()
    assert list(iter_facts([triples])) == list(iter_facts([graph])) == list(iter_facts([stored]))
