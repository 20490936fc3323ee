"""The rules for times read their examples, each beside all others of its grammar."""

import pytest

from kg.extract.mentions.times.rules import CELLS, DATED, YEARLESS, dated, in_cells, yearless

GRAMMARS = {dated: DATED, yearless: YEARLESS, in_cells: CELLS}
RULES = [(grammar, rule) for grammar, rules in GRAMMARS.items() for rule in rules]


def test_every_rule_is_tried():
    assert len(RULES) == 21


@pytest.mark.parametrize(("grammar", "rule"), RULES, ids=[rule.id for _, rule in RULES])
def test_a_rule_reads_its_examples(grammar, rule):
    assert rule.yes and rule.no
    for text, value in rule.yes.items():
        assert [(reading.rule, reading.value) for reading in grammar().find(text)] == [(rule.id, value)], text
    for text in rule.no:
        assert rule.id not in [reading.rule for reading in grammar().find(text)], text


def test_a_deadline_without_a_year_is_the_first_from_the_day_of_issue_on():
    (quarter,) = yearless().find("trong quý II")
    assert [quarter.value.after(issued) for issued in ("2025-06-30", "2025-07-01")] == [
        "2025-04/2025-06",
        "2026-04/2026-06",
    ]
    (day,) = yearless().find("trước ngày 31 tháng 02")
    assert day.value.after("2025-01-01") == ""
