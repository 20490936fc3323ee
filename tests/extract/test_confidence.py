"""Confidences follow the way of finding: the form of the clause, the kind of text, the form of the figure."""

from kg.annotate import annotate, load_nlp
from kg.confidence import confidence_of
from kg.extract.review.rules import iter_rules
from tests.extract.pieces import run

TASKS = """I. NHIỆM VỤ
1. Đẩy mạnh cải cách hành chính.
2. Sở Xây dựng khẩn trương rà soát quy hoạch; trình Ủy ban nhân dân tỉnh phê duyệt.
3. Giao Sở Tài chính bố trí vốn.
Các sở, ngành:
- Báo cáo kết quả.
"""


def rules(text):
    prepared, findings = run(text)
    notes = annotate(load_nlp(), prepared.text)
    return [(kind, rule, finding) for kind, rule, finding, _ in iter_rules(prepared, notes, findings)]


def test_every_finding_has_the_confidence_of_its_rule():
    found = rules(TASKS)
    assert {kind for kind, *_ in found} >= {"mention", "measure", "responsibility"}
    for kind, rule, finding in found:
        assert finding.confidence == confidence_of(kind, rule)


def test_rules_of_measures_say_who_acts():
    named = [rule.partition(",")[0] for kind, rule, _ in rules(TASKS) if kind == "measure"]
    assert named == ["verb first", "agent", "verb first", "called", "verb first"]


def test_rules_of_responsibilities_say_where_the_body_is_named():
    named = {rule for kind, rule, _ in rules(TASKS) if kind == "responsibility"}
    assert named >= {"lead", "lead, carried over", "lead, inherited", "approve"}


def test_a_threshold_of_a_regulation_is_no_sure_target():
    text = "I. MỤC TIÊU\n- Tỷ lệ hộ nghèo giảm xuống dưới 3% vào năm 2025.\n"
    decree = "CHÍNH PHỦ\nSố: 12/2025/NĐ-CP\nNGHỊ ĐỊNH\nQuy định mức hỗ trợ\n"
    (plain,) = [finding for kind, _, finding in rules(text) if kind.startswith("target")]
    (ruled,) = [finding for kind, _, finding in rules(decree + text) if kind.startswith("target")]
    assert ruled.confidence < 0.5 < plain.confidence
