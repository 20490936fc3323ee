"""The words of a pattern stand in tables: kinds in braces, printed with a capital, of another table, of no table."""

import re

import pytest

from kg.extract.grammar.lexicon import KINDS, filled, worded
from kg.resources import read_table


def test_a_kind_in_braces_stands_for_its_words_and_nothing_longer():
    tells = worded("duty_words", r"{tell}(?!\w)")
    words = [row["term"] for row in read_table("lexicons/duty_words.tsv") if row["kind"] == "tell"]
    assert words and all(tells.fullmatch(word) for word in words)
    assert not tells.match("phê duyệt") and not tells.match("gửigắm")


def test_a_kind_with_a_capital_stands_for_words_printed_with_one():
    acts = worded(KINDS, "{Ruling}")
    assert acts.fullmatch("Thông tư liên tịch") and acts.fullmatch("Luật")
    assert not acts.match("luật") and worded(KINDS, "{ruling}").match("luật")
    assert worded(KINDS, "{Ruling}", re.IGNORECASE).match("luật")


def test_a_row_is_of_its_kind_and_of_each_use():
    assert all(worded(KINDS, shape).fullmatch("Nghị quyết") for shape in ("{Document}", "{Ruling}", "{Short}"))
    assert not worded(KINDS, "{Scheme}").match("Nghị quyết")


def test_a_shape_may_name_kinds_of_another_table():
    issues = worded("duty_words", "{issue} {instrument_heads: Document Scheme}")
    assert issues.fullmatch("ban hành Kế hoạch") and not issues.match("ban hành cơ chế")


def test_counts_in_braces_are_no_kinds_and_a_kind_without_words_is_an_error():
    assert filled("duty_words", r"\d{1,3}{give}{2}").startswith(r"\d{1,3}(?:")
    with pytest.raises(KeyError):
        worded("duty_words", "{nothing of the kind}")
