"""Terms: decimals in one form, times by their precision, citations that count code points."""

from __future__ import annotations

import pytest

from kg.graph.terms import confidence, decimal, due, span_triples, time_triples
from kg.names import NIF, RDF, TIME, XSD
from kg.triples import Literal

BASE = "https://example.org/id/"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("8.50", "8.5"), ("100", "100"), ("100.0", "100"), ("05", "5"), ("0.25", "0.25"), ("0", "0"), ("-1.0", "-1")],
)
def test_a_decimal_is_written_as_the_store_writes_it(written: str, kept: str) -> None:
    literal = decimal(written)
    assert (literal.value, literal.datatype) == (kept, XSD.decimal)


def test_a_confidence_has_three_decimals_at_most() -> None:
    assert confidence(0.87549).value == "0.875"
    assert confidence(1.0).value == "1"


@pytest.mark.parametrize(
    ("value", "datatype", "predicate"),
    [
        ("2025", XSD.gYear, TIME.inXSDgYear),
        ("2025-06", XSD.gYearMonth, TIME.inXSDgYearMonth),
        ("2025-06-30", XSD.date, TIME.inXSDDate),
    ],
)
def test_an_instant_has_a_literal_of_its_precision(value: str, datatype: str, predicate: str) -> None:
    assert due(BASE, value) == Literal(value, datatype=datatype)
    node = f"{BASE}time/{value}"
    assert (node, predicate, Literal(value, datatype=datatype)) in set(time_triples(BASE, value))


def test_an_interval_is_a_node_with_both_ends() -> None:
    node = f"{BASE}time/2020_2025"
    assert due(BASE, "2020/2025") == node
    triples = set(time_triples(BASE, "2020/2025"))
    assert (node, RDF.type, TIME.ProperInterval) in triples
    assert (node, TIME.hasBeginning, f"{BASE}time/2020") in triples
    assert (node, TIME.hasEnd, f"{BASE}time/2025") in triples
    assert (f"{BASE}time/2025", RDF.type, TIME.Instant) in triples


def test_a_citation_counts_code_points() -> None:
    source = "\U0001d11e cầu Nghìn"
    node = "https://example.org/doc/d/text#char=2,11"
    triples = set(span_triples("https://example.org/doc/d", source, start_char=2, end_char=11))
    assert (node, NIF.anchorOf, Literal("cầu Nghìn")) in triples
    assert (node, NIF.endIndex, Literal("11", datatype=XSD.nonNegativeInteger)) in triples
