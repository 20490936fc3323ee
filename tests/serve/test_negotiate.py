"""The format of an answer is the one that a client likes best."""

from __future__ import annotations

import pytest

from kg.serve.http.negotiate import GRAPHS, ROWS, Choice, choose

JSON = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("accept", "shown"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/csv", "text/csv"),
        ("TEXT/CSV ; charset=utf-8", "text/csv"),
        ("text/csv;q=0.5,text/xml;q=0.6", "text/xml"),
        ("text/csv;q=0, */*;q=0.1", JSON),
        ("application/json;q=0.9, */*;q=0.1", "application/json"),
        ("text/html, */*;q=0.001", JSON),
        ("text/*;q=0.5, text/csv;q=0.1", "text/xml"),
        (f"{JSON};q=0, application/json", "application/json"),
    ],
)
def test_rows(accept: str | None, shown: str) -> None:
    assert choose(accept, ROWS) == Choice(shown, ROWS[shown])


@pytest.mark.parametrize("accept", ["text/turtle", "image/*", "*/*;q=0", "text/csv;q=0.000", "nonsense", ",;,", "text"])
def test_none_that_fits(accept: str) -> None:
    assert choose(accept, ROWS) is None


def test_graphs_in_names_of_old() -> None:
    assert choose("text/plain", GRAPHS) == Choice("text/plain", "application/n-triples")
    assert choose("application/xml", GRAPHS) == Choice("application/xml", "application/rdf+xml")
    assert choose(None, GRAPHS) == Choice("text/turtle", "text/turtle")


def test_a_header_without_end_is_cut() -> None:
    assert choose(", ".join(["a/b"] * 100_000) + ", text/csv", ROWS) is None
