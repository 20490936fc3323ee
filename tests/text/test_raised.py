"""Numbers of footnotes on words are passed over where they count up; other figures on words stay."""

from __future__ import annotations

import pytest

from kg.text.raised import read_raised
from tests.extract.pieces import run

NOTES = " ".join(f"Giao Bộ Tài chính{number} chủ trì việc thứ {number}." for number in range(1, 9))


def read(text: str) -> str:
    edits, _ = read_raised(text)
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def test_numbers_that_count_up_are_passed_over():
    assert read(NOTES) == " ".join(f"Giao Bộ Tài chính chủ trì việc thứ {number}." for number in range(1, 9))


@pytest.mark.parametrize(
    "text",
    [
        "Diện tích 5km2, 6cm2, 7m3; dây Cat5, Cat6; mức 1 và 2.",
        "Bộ Tài chính1 và Bộ Y tế2 phối hợp.",
        "mã hàng10, mã hàng20, mã hàng30, mã hàng40, mã hàng50, mã hàng60",
        "Nghị định số 5/2020/NĐ-CP, khóa XV1, A1, B2, C3, D4, E5",
    ],
)
def test_other_figures_stay(text):
    assert read(text) == text


def test_a_body_is_named_without_the_number_and_its_quote_is_the_source():
    prepared, findings = run(f"I. NHIỆM VỤ\n1. {NOTES}\n")
    found = {(m.label, prepared.text[m.start_char : m.end_char]) for m in findings.mentions if m.cls == "Agent"}
    assert found == {("Bộ Tài chính", "Bộ Tài chính")}
    spans = [prepared.to_source(*measure.trigger) for measure in findings.measures]
    assert {prepared.document.text[slice(*span)] for span in spans} == {"chủ trì"}
