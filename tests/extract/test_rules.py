"""Rules find what their examples say, and nothing in those that they must not match."""

import re

import pytest

from kg.extract.grammar.rules import Grammar, Rule

YEAR = Rule("year", r"năm (?P<year>\d{4})(?!\d)", lambda g: g["year"], {"năm 2030": "2030"}, ("năm 20300",))
SPAN = Rule(
    "span", r"(?P<year>\d{4}) ?- ?(?P<last>\d{4})", lambda g: f"{g['year']}/{g['last']}", {"2026-2030": "2026/2030"}
)


def test_rules_keep_their_groups_apart():
    readings = list(Grammar([SPAN, YEAR]).find("giai đoạn 2026-2030, năm 2028"))
    assert [(r.rule, r.value) for r in readings] == [("span", "2026/2030"), ("year", "2028")]


def test_the_frame_says_what_may_stand_around():
    grammar = Grammar([YEAR], frame=r"(?:đến )?{rules}(?!/)", flags=re.IGNORECASE)
    (reading,) = grammar.find("Đến năm 2030; năm 2031/2")
    assert (reading.start_char, reading.end_char, reading.value) == (0, 12, "2030")


def test_the_earlier_rule_wins_at_one_place():
    any_number = Rule("number", r"\d+", lambda g: "n")
    assert [r.rule for r in Grammar([SPAN, any_number]).find("2026-2030")] == ["span"]
    assert [r.rule for r in Grammar([any_number, SPAN]).find("2026-2030")] == ["number", "number"]


def test_two_rules_of_one_id_are_refused():
    with pytest.raises(ValueError, match="one id"):
        Grammar([YEAR, YEAR])
