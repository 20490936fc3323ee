"""Tables are read with their header, and without the rows that an experiment leaves out."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import ResourceError
from kg.resources import alternatives, leaving_out, read_table, sample_path

VERBS = "lexicons/verbs.tsv"


def test_rows_are_left_out_inside_the_block_only():
    rows = read_table(VERBS)
    term = rows[0]["term"]
    kept = [row for row in rows if row["term"] != term]
    with leaving_out([(VERBS, term), ("lexicons/agents.tsv", rows[1]["term"])]):
        assert read_table(VERBS) == kept
    assert read_table(VERBS) == rows


def test_rows_are_read_again_after_an_error_in_the_block():
    rows = read_table(VERBS)
    with pytest.raises(ZeroDivisionError), leaving_out([(VERBS, rows[0]["term"])]):
        raise ZeroDivisionError
    assert read_table(VERBS) == rows


def test_a_missing_table_is_named():
    with pytest.raises(ResourceError, match=r"none\.tsv"):
        read_table("lexicons/none.tsv")


def test_an_unknown_sample_lists_those_there_are():
    with pytest.raises(ResourceError, match=r"thai-binh, thai-binh\.pdf"):
        sample_path("nothing")


def test_a_sample_is_a_text_and_a_pdf():
    assert sample_path("thai-binh").suffix == ".txt"
    assert sample_path("thai-binh.pdf").read_bytes().startswith(b"%PDF")
    for name in ("README", "README.md", "../config", "thai-binh.txt"):
        with pytest.raises(ResourceError):
            sample_path(name)


TERMS = ("đường", "đường bộ", "đường sắt", "đường bộ cao tốc", "cao", "Đường thủy", "đô thị", "đ")


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
@given(
    terms=st.lists(st.text("aAbB .", min_size=1, max_size=5), min_size=1, max_size=9),
    text=st.text("aAbB .", max_size=9),
)
@example(terms=list(TERMS), text="đường bộ cao tốc đường sắt Đường Bộ đ")
def test_alternatives_match_what_the_terms_do_longer_ones_first(flags, terms, text):
    plain = "|".join(sorted(map(re.escape, terms), key=lambda term: (-len(term), term)))
    for behind in ("", r"(?!\w)"):
        wanted = [match.span() for match in re.finditer(f"(?:{plain}){behind}", text, flags)]
        assert [m.span() for m in re.finditer(f"(?:{alternatives(terms)}){behind}", text, flags)] == wanted
        if flags:
            any_case = alternatives(terms, any_case=True)
            assert [m.span() for m in re.finditer(f"(?:{any_case}){behind}", text, flags)] == wanted
