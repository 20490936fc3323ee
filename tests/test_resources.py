"""Tables are read with their header, and without the rows that an experiment leaves out."""

import pytest

from kg.errors import ResourceError
from kg.resources import leaving_out, read_table, sample_path

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
