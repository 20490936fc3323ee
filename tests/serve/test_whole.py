"""Rows read from a kept answer are those that JSON would have given, whatever the terms hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from serve.serving import Server

from kg.serve.site.whole import read_value
from kg.store import list_queries


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from([None, "vi", "en-GB"]))
def test_a_literal_is_read_as_it_was_written(words: str, language: str | None) -> None:
    assert read_value(str(Literal(words, language=language))) == words


@pytest.mark.parametrize(
    "term", [Literal("a", datatype=NamedNode("http://x/t#")), Literal(3), Literal(True), NamedNode("http://x/a#b")]
)
def test_other_terms(term: Literal | NamedNode) -> None:
    assert read_value(str(term)) == term.value


@pytest.mark.parametrize(
    "name", [query.name for query in list_queries() if not any(p.required for p in query.parameters)]
)
def test_the_rows_of_tsv_are_those_of_json(server: Server, name: str) -> None:
    saved = next(query for query in list_queries() if query.name == name)
    sparql = saved.fill({}, lang="vi")
    head, *lines = server.ask(sparql, accept="text/tab-separated-values").text.rstrip("\n").split("\n")
    rows = server.ask(sparql).json()["results"]["bindings"]
    assert len(lines) == len(rows) > 0
    for line, row in zip(lines, rows, strict=True):
        read = {
            key.removeprefix("?"): read_value(cell)
            for key, cell in zip(head.split("\t"), line.split("\t"), strict=True)
            if cell
        }
        assert read == {key: term["value"] for key, term in row.items()}
