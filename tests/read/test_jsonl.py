"""JSON Lines: an object a line is a document by its id; a wrong line is named by its number."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.config import ReadOptions
from kg.errors import KgError, ReadError
from kg.read.jsonl import iter_records


def records(text: str | bytes) -> list[tuple[str, str]]:
    data = text.encode() if isinstance(text, str) else text
    return [(one.name, one.data.decode()) for one in iter_records(data, "a.jsonl", options=ReadOptions())]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/van-ban?so=1", "https://example.org/van-ban?so=1"),
        ("https://example.org/a b", ""),
        ("javascript:alert(1)", ""),
        ("https://example.org/<x>", ""),
        (5, ""),
        (None, ""),
    ],
)
def test_an_address_of_the_web_is_kept(url, kept):
    data = json.dumps({"text": "Một", "url": url}).encode()
    assert [one.url for one in iter_records(data, "a.jsonl", options=ReadOptions())] == [kept]


def test_the_graph_says_where_a_text_was_taken_from(tmp_path):
    file = tmp_path / "a.jsonl"
    line = {"id": "a", "text": "Giao Sở Y tế xây dựng kế hoạch tiêm chủng.\n", "url": "https://example.org/1"}
    file.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    with kg.build(file, out=tmp_path / "out") as graph:
        found = graph.query("SELECT ?from WHERE { ?d a pol:PolicyDocument ; dcterms:source ?from }")
        assert [str(row[0]) for row in found] == ["https://example.org/1"]


def test_documents_are_called_by_id_else_title_else_line():
    lines = [
        {"id": "12/KH-UBND", "text": "Một", "title": "Kế hoạch", "url": "https://example.org/1"},
        {"title": "Nghị quyết 1.2", "text": "Hai\nba"},
        {"text": "Bốn", "id": None},
        {"id": 7, "text": ""},
    ]
    text = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\r\n"
    assert records("\ufeff" + text) == [
        ("12-KH-UBND.txt", "Một"),
        ("Nghị quyết 1.2.txt", "Hai\nba"),
        ("line 5.txt", "Bốn"),
        ("7.txt", ""),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"text": "a"}\n{"text": ', "line 2 is no JSON"),
        ("[1]", "line 1 is no object"),
        ('{"text": 1}', "line 1 has no text"),
        ('{"id": "a"}', "line 1 has no text"),
        ('{"id": "a", "text": "x"}\n\n{"id": "a", "text": "y"}', "line 3 has the same id as line 1"),
        ('{"text": "\\ud800"}', "line 1 holds half a character"),
        ("[" * 100_000, "line 1 is no JSON"),
        (" \n", "holds no documents"),
        ('{"id": ' + "9" * 5000 + ', "text": "x"}', "line 1 is no JSON"),
    ],
)
def test_a_wrong_line_is_named(text, said):
    with pytest.raises(ReadError, match=said) as caught:
        records(text)
    assert str(caught.value).startswith("a.jsonl: ") and caught.value.remedy


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_give_documents_or_an_error(data):
    try:
        records(data)
    except KgError as error:
        assert error.remedy
