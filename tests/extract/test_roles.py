"""Who leads, coordinates, decides and benefits, and what is inherited."""

import pytest

from tests.extract.pieces import run

CASES = [
    (
        "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính trình Ủy ban nhân dân tỉnh phê duyệt đề án.",
        [("lead", "Sở Xây dựng"), ("coordinate", "Sở Tài chính"), ("approve", "Ủy ban nhân dân tỉnh")],
    ),
    (
        "Giao Bộ Y tế hoàn thiện hồ sơ, báo cáo Thủ tướng Chính phủ.",
        [("lead", "Bộ Y tế"), ("report", "Thủ tướng Chính phủ")],
    ),
    ("Bộ Quốc phòng chỉ đạo các quân khu hỗ trợ thi công.", [("lead", "Bộ Quốc phòng"), ("implement", "các quân khu")]),
    ("Tăng cường đào tạo nghề cho lao động nông thôn.", [("beneficiary", "lao động nông thôn")]),
    ("Các bộ, ngành, địa phương rà soát quy hoạch.", [("lead", "Các bộ, ngành"), ("lead", "địa phương")]),
]


def roles(prepared, findings, measure):
    return [
        (a.role, prepared.text[findings.mentions[a.mention].start_char : findings.mentions[a.mention].end_char])
        for a in measure.agents
    ]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_roles(text, expected):
    prepared, findings = run(text)
    assert len(findings.measures) == 1
    assert roles(prepared, findings, findings.measures[0]) == expected


def test_a_subject_carries_over_to_the_next_clauses_of_its_sentence():
    prepared, findings = run("Bộ Y tế rà soát danh mục; bổ sung thuốc; hướng dẫn thực hiện.")
    assert [roles(prepared, findings, m) for m in findings.measures] == [[("lead", "Bộ Y tế")]] * 3


def test_items_inherit_the_addressee_of_the_heading():
    text = (
        "1. Sở Công Thương\n- Xây dựng kế hoạch phát triển cụm công nghiệp.\n- Thu hút đầu tư vào năng lượng tái tạo."
    )
    prepared, findings = run(text)
    assert [roles(prepared, findings, m) for m in findings.measures] == [[("lead", "Sở Công Thương")]] * 2
    assert all(a.inherited for m in findings.measures for a in m.agents)


def test_items_inherit_the_addressee_of_the_introducing_line():
    text = "Giao Bộ Tài chính:\na) Rà soát các khoản chi;\nb) Bố trí vốn cho dự án."
    prepared, findings = run(text)
    assert [roles(prepared, findings, m) for m in findings.measures] == [[("lead", "Bộ Tài chính")]] * 2
