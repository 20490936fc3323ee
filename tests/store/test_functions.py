"""The functions of ours in SPARQL: words without accents, in filters and in answers."""

from __future__ import annotations

import pytest

from kg.store import GraphFolder

LABELS = "SELECT DISTINCT ?label {{ ?x a pol:Project ; rdfs:label ?label FILTER({}) }} ORDER BY ?label"


@pytest.mark.parametrize("words", ["cang diem dien", "CẢNG Diêm", "càng diém"])
def test_matches_ignores_accents(words: str, folder: GraphFolder) -> None:
    found = folder.query(LABELS.format(f'pfn:matches(?label, "{words}")'))
    assert found.rows == [("cảng Diêm Điền",)]


def test_matches_wants_whole_words(folder: GraphFolder) -> None:
    assert len(folder.query(LABELS.format('pfn:matches(?label, "ang diem")'))) == 0
    assert len(folder.query(LABELS.format('!pfn:matches(?label, "nghin")'))) == 1


@pytest.mark.parametrize("call", ["pfn:matches(?x, 'cang')", "pfn:matches(?label)", "pfn:plain(?x)", "pfn:plain()"])
def test_what_is_no_text_is_an_error_of_the_expression(call: str, folder: GraphFolder) -> None:
    assert folder.query(f"SELECT ?y {{ ?x a pol:Port ; rdfs:label ?label BIND({call} AS ?y) }} LIMIT 1").rows == [
        (None,)
    ]


def test_plain_gives_words_to_sort_by(folder: GraphFolder) -> None:
    rows = folder.query("SELECT DISTINCT (pfn:plain(?l) AS ?w) { ?x a pol:Project ; rdfs:label ?l } ORDER BY ?w").rows
    assert rows == [("cang diem dien",), ("cau nghin",), ("duong tu thanh pho thai binh di cau nghin",)]
