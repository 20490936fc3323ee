"""No cell of a table for people runs as a formula; numbers stay numbers, and nothing else changes."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cells import csv_row, make_safe, safe_csv, safe_tsv


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+1", "-A1", "- Xây dựng", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "-INF", "=-2"],
)
def test_what_begins_like_a_formula_is_text(words: str) -> None:
    assert make_safe(words) == "'" + words
    assert list(csv.reader(io.StringIO(csv_row(["a", words]), newline=""))) == [["a", "'" + words]]


@pytest.mark.parametrize("words", ["", "95", "-2.5", "-2,5", "-1.5E-7", "-5%", "a=b", " =1", "'=1", "−5 độ", "2+2"])
def test_numbers_and_other_words_stay(words: str) -> None:
    assert make_safe(words) == words


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text('=+-@\t\r\n,";aạ1＝'), min_size=2, max_size=2), min_size=1, max_size=4))
def test_csv_of_others_gets_safe_cells_and_keeps_its_rows(rows: list[list[str]]) -> None:
    made = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)
    read = list(csv.reader(io.StringIO(safe_csv(made.encode()).decode(), newline="")))
    assert read == [[make_safe(cell) for cell in row] for row in rows]


def test_texts_of_tsv_are_made_safe_and_terms_stay_terms() -> None:
    data = '?a\t?b\n"=1+1"@vi\t-5\n"\\t=x"\t<https://example.org/=>\n"a\\"=b"\t"-2.5"\n'
    safe = '?a\t?b\n"\'=1+1"@vi\t-5\n"\'\\t=x"\t<https://example.org/=>\n"a\\"=b"\t"-2.5"\n'
    assert safe_tsv(data.encode()).decode() == safe
