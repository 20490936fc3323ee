"""Words of quantity: comparators before figures, and how many of a group are meant."""

import re

import pytest

from kg.extract.grammar.quantities import BARE, RULES, comparator_of, comparators, limits, signs, so_many


@pytest.mark.parametrize("rule", [*RULES, *BARE], ids=lambda rule: rule.id)
def test_a_rule_reads_its_examples(rule):
    grammar = so_many("{rules}", bare=True)
    assert rule.yes and rule.no
    for text, value in rule.yes.items():
        assert [(reading.rule, reading.value) for reading in grammar.find(text)] == [(rule.id, value)], text
    for text in rule.no:
        assert rule.id not in [reading.rule for reading in grammar.find(text)], text


def test_a_mere_number_is_one_of_a_group_only_where_that_is_asked_for():
    assert not list(so_many("{rules}").find("hỗ trợ 5.000 hộ nghèo"))


def test_where_all_of_a_group_is_asked_for_a_bound_is_none():
    grammar = so_many("{rules}", of_all=True)
    assert not list(grammar.find("Ít nhất 05 ngày làm việc"))
    assert [reading.value for reading in grammar.find("Ít nhất 80% xã, toàn bộ hộ")] == [">=80%", "all"]


def test_an_upper_limit_says_who_may_and_not_who_is_to():
    assert [reading.value for reading in so_many("{rules}").find("ít nhất 2 người, không quá 4 người")] == [">=2"]


@pytest.mark.parametrize(
    ("printed", "sign"), [("Ít nhất", ">="), ("không quá", "<="), ("trên", ">"), ("≥", ">="), ("~", "~"), ("", "=")]
)
def test_a_word_or_mark_compares(printed, sign):
    assert comparator_of(printed) == sign


def test_the_longer_word_is_read():
    assert re.match(comparators(), "không vượt quá 5").group() == "không vượt quá"
    assert re.match(comparators(), "tối thiểu từ 5").group() == "tối thiểu từ"
    assert re.fullmatch(signs(), "≥")


def test_a_limit_has_several_syllables():
    assert re.fullmatch(limits(">="), "ít nhất") and not re.fullmatch(limits(">="), "từ")
    assert not re.fullmatch(limits("<="), "ít nhất")
