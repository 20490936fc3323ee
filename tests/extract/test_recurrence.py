"""What comes back is kept as recurring, with its day; a due time keeps its day and says whether it is inherited."""

import pytest

from kg.config import Options
from kg.extract.mentions.times.recurrence import RULES, recurring
from kg.graph import to_graph
from kg.vocab import POL
from tests.resolve.test_resolve import facts_of


def only(sentence):
    (measure,) = facts_of(f"Điều 1. Nhiệm vụ\n{sentence}\n").measures
    return measure


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_reads_its_examples(rule):
    for text, value in rule.yes.items():
        assert [(reading.rule, reading.value) for reading in recurring().find(text)] == [(rule.id, value)], text
    for text in rule.no:
        assert rule.id not in [reading.rule for reading in recurring().find(text)], text


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Các sở báo cáo Ủy ban nhân dân tỉnh trước ngày 30/11 hằng năm.", [("P1Y", "--11-30")]),
        ("Sở Y tế tổng hợp, báo cáo hằng quý kết quả thực hiện.", [("P3M", "")]),
        ("Sở Y tế báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện hằng quý.", [("P3M", "")]),
        ("Sở Y tế báo cáo Bộ Y tế kế hoạch mua thuốc hằng năm.", []),
        ("Định kỳ 6 tháng, hằng năm báo cáo kết quả về Bộ Tư pháp.", [("P6M", ""), ("P1Y", "")]),
        ("Trước ngày 31/02 hằng năm, Sở Y tế báo cáo Bộ Y tế.", [("P1Y", "")]),
        ("Sở Tài chính phân bổ dự toán kinh phí hằng năm cho các thư viện.", []),
        ("Sở Tài chính tổng hợp kế hoạch đầu tư công trung hạn và hằng năm.", []),
        ("Sở Y tế báo cáo Bộ Y tế trước ngày 30/11/2026.", []),
    ],
)
def test_a_measure_says_how_often_it_comes_back(sentence, expected):
    assert only(sentence).recurrence == expected


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Sở Tài chính báo cáo kết quả trước ngày 10/5/2026.", "2026-05-10"),
        ("Sở Tài chính thực hiện xong chậm nhất ngày 30 tháng 6 năm 2027.", "2027-06-30"),
        ("Sở Nội vụ triển khai thi hành Luật Cán bộ, công chức năm 2025.", ""),
        ("Các sở báo cáo Ủy ban nhân dân tỉnh trước ngày 30/11 hằng năm.", ""),
    ],
)
def test_a_due_time_keeps_its_day_and_a_law_gives_none(sentence, due):
    measure = only(sentence)
    assert (measure.due, measure.due_inherited) == (due, False)


def test_what_a_heading_states_is_inherited():
    facts = facts_of(
        "I. NHIỆM VỤ\n1. Đến năm 2030\n- Sở Y tế xây dựng kho sách số.\n- Sở Nội vụ rà soát biên chế trước ngày 1/3/2027.\n"
    )
    assert [(m.due, m.due_inherited) for m in facts.measures] == [("2030", True), ("2027-03-01", False)]


def test_the_graph_says_both():
    facts = facts_of(
        "I. NHIỆM VỤ\n1. Đến năm 2030\n- Sở Y tế xây dựng kho sách số.\n"
        "2. Chế độ báo cáo\n- Sở Nội vụ báo cáo Bộ Nội vụ trước ngày 25 hằng tháng.\n"
    )
    graph = to_graph(facts, options=Options())
    assert [str(value) for value in graph.objects(None, POL.recurrence)] == ["P1M"]
    assert [str(value) for value in graph.objects(None, POL.recurrenceDay)] == ["---25"]
    assert [str(value) for value in graph.objects(None, POL.dueInherited)] == ["true"]


@pytest.mark.parametrize(("cell", "expected"), [("Hằng quý", [("P3M", "")]), ("Thường xuyên", []), ("2026", [])])
def test_a_cell_of_times_says_it_for_its_task(cell, expected):
    facts = facts_of(
        "PHỤ LỤC\nDANH MỤC NHIỆM VỤ THỰC HIỆN CHIẾN LƯỢC THƯ VIỆN GIAI ĐOẠN 2025 - 2030\n\n"
        "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n| --- | --- | --- | --- |\n"
        f"| 1 | Xây dựng kho sách số | Bộ Nội vụ | {cell} |\n| 2 | Đào tạo thủ thư | Bộ Y tế | 2027 |\n"
    )
    assert facts.measures[0].recurrence == expected
    assert facts.measures[0].due == (cell if cell == "2026" else "")
