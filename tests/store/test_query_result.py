"""Answers: rows, truth values and graphs, in the formats of SPARQL 1.1."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from facts_factory import make_facts
from rdflib import Graph

from kg.errors import QueryError
from kg.store import GraphFolder

ROWS = (
    "SELECT ?unit ?value ?level { ?t a pol:Target ; pol:indicator ?i OPTIONAL { ?t pol:unit ?unit ; pol:value ?value } \
OPTIONAL { ?t pol:level ?level } } ORDER BY ?i ?t LIMIT 4"
)


def test_rows_are_strings_and_none(folder: GraphFolder) -> None:
    result = folder.query(ROWS)
    assert result.columns == ["unit", "value", "level"]
    assert len(result) == 4
    assert (None, None, "đô thị loại I") in list(result)
    assert result[0] == result.rows[0]


def test_the_formats_of_rows_say_the_same(folder: GraphFolder) -> None:
    result = folder.query(ROWS)
    rows = [tuple(cell or "" for cell in row) for row in result]
    table = list(csv.reader(io.StringIO(result.serialize("csv").decode("utf-8"))))
    assert [tuple(row) for row in table] == [("unit", "value", "level"), *rows]
    bindings = json.loads(result.serialize("json"))["results"]["bindings"]
    assert [tuple(row.get(name, {}).get("value", "") for name in result.columns) for row in bindings] == rows
    assert len(result.serialize("tsv").decode("utf-8").splitlines()) == 5
    root = ElementTree.fromstring(result.serialize("xml"))
    assert len(root.findall(".//{*}result")) == 4


def test_a_question_is_answered_true_or_false(folder: GraphFolder) -> None:
    assert folder.query("ASK { ?m a pol:Measure }").rows == [("true",)]
    no = folder.query("ASK { ?m a pol:Bridge ; pol:roadNumber ?n }")
    assert no.rows == [("false",)]
    assert json.loads(no.serialize("json"))["boolean"] is False


def test_a_graph_comes_as_turtle_with_prefixes_the_same_every_time(folder: GraphFolder) -> None:
    sparql = "CONSTRUCT { ?m pol:text ?t } WHERE { ?m a pol:Measure ; pol:text ?t }"
    result = folder.query(sparql)
    assert result.is_graph
    turtle = result.serialize("turtle")
    assert turtle == folder.query(sparql).serialize("turtle")
    assert b"@prefix pol:" in turtle
    for format, name in (("turtle", "turtle"), ("ntriples", "nt"), ("xml", "xml")):
        assert len(Graph().parse(data=result.serialize(format), format=name)) == len(result) == 8


def test_describe_gives_what_is_said_of_a_node(folder: GraphFolder) -> None:
    first = make_facts("first")
    result = folder.query(f"DESCRIBE <{first.id}>")
    assert {row[0] for row in result} == {first.id}
    assert first.header.title in {row[2] for row in result}


@pytest.mark.parametrize(("sparql", "format"), [(ROWS, "turtle"), ("DESCRIBE pol:Road", "csv"), (ROWS, "yaml")])
def test_a_format_that_does_not_fit_is_refused(sparql: str, format: str, folder: GraphFolder) -> None:
    with pytest.raises(QueryError, match="can't be written as"):
        folder.query(sparql).serialize(format)


def test_rows_become_a_data_frame(folder: GraphFolder) -> None:
    pytest.importorskip("pandas")
    frame = folder.query(ROWS).to_pandas()
    assert list(frame.columns) == ["unit", "value", "level"]
    assert len(frame) == 4
    assert str(frame["value"].dtype) == "float64"


@pytest.mark.parametrize(
    ("values", "dtype", "python"),
    [
        ("1 UNDEF 3", "Int64", [1, None, 3]),
        ("1 2.5 UNDEF", "float64", [1.0, 2.5, None]),
        ('"1"^^xsd:int "2"^^xsd:nonNegativeInteger', "Int64", [1, 2]),
        ('"1.5e3"^^xsd:double "INF"^^xsd:double', "float64", [1500.0, float("inf")]),
        ("true UNDEF false", "boolean", [True, None, False]),
        ('"2025-06-30"^^xsd:date UNDEF', "datetime64[us]", [datetime(2025, 6, 30), None]),
        ('"0938-01-01"^^xsd:date', "datetime64[us]", [datetime(938, 1, 1)]),
        ('"2025-06-30T07:00:00+07:00"^^xsd:dateTime', "datetime64[us, UTC]", [datetime(2025, 6, 30, tzinfo=UTC)]),
        ('"2030"^^xsd:gYear "2030-06"^^xsd:gYearMonth', "object", ["2030", "2030-06"]),
        ('"2030"^^xsd:gYear "2025-06-30"^^xsd:date', "object", ["2030", date(2025, 6, 30)]),
        ('1 "x" true UNDEF', "object", [1, "x", True, None]),
        ('"một"^^xsd:integer 1', "object", ["một", 1]),
        ("99999999999999999999", "object", [99999999999999999999]),
        ("pol:Road", "object", ["https://w3id.org/policykg/ontology#Road"]),
    ],
)
def test_a_data_frame_has_values_of_their_kind(
    values: str, dtype: str, python: list[object], folder: GraphFolder
) -> None:
    pandas = pytest.importorskip("pandas")
    column = folder.query(f"SELECT ?a {{ VALUES ?a {{ {values} }} }}").to_pandas()["a"]
    assert str(column.dtype) == dtype
    assert [None if pandas.isna(value) else value for value in column] == python


def test_a_data_frame_without_rows_keeps_its_columns(folder: GraphFolder) -> None:
    pytest.importorskip("pandas")
    frame = folder.query("SELECT ?a ?b { ?a a pol:Nothing ; pol:value ?b }").to_pandas()
    assert (list(frame.columns), len(frame)) == (["a", "b"], 0)
    truth = folder.query("ASK { ?m a pol:Measure }").to_pandas()["answer"]
    assert (str(truth.dtype), bool(truth[0])) == ("boolean", True)
    many = folder.query("SELECT (COUNT(*) AS ?n) (AVG(?v) AS ?mean) { ?t pol:value ?v }").to_pandas()
    assert [str(dtype) for dtype in many.dtypes] == ["Int64", "float64"]
