"""Whom lines and headings above a measure address, and what is handed on from clause to clause."""

from tests.extract.pieces import run
from tests.extract.test_roles import roles


def _roles_of(text, name):
    prepared, findings = run(text)
    measures = [m for m in findings.measures if prepared.text.startswith(name, m.start_char)]
    assert len(measures) == 1
    return roles(prepared, findings, measures[0])


PARTNERS_ABOVE = (
    "5. Ủy ban nhân dân các xã\na) Chủ trì, phối hợp với các sở, ngành và Hội Nông dân tỉnh\n- Phát triển vùng chè.\n"
    "- Xây dựng kho lạnh.\nb) Phối hợp với Sở Y tế tổ chức:\n- Kiểm tra các cơ sở.\n"
)


def test_a_heading_that_names_partners_only_hands_them_down_beside_the_lead_above():
    expected = [
        ("coordinate", "các sở, ngành"),
        ("coordinate", "Hội Nông dân tỉnh"),
        ("lead", "Ủy ban nhân dân các xã"),
    ]
    assert _roles_of(PARTNERS_ABOVE, "Phát triển") == expected
    assert _roles_of(PARTNERS_ABOVE, "Xây dựng") == expected


def test_partners_of_a_task_are_not_those_of_what_stands_below():
    assert _roles_of(PARTNERS_ABOVE, "Kiểm tra") == [("lead", "Ủy ban nhân dân các xã")]


def test_a_group_inside_another_cuts_no_list():
    text = (
        "Các xã dành một phần đất cho doanh nghiệp nông nghiệp thuộc khu vực kinh tế tư nhân, doanh nghiệp nhỏ và vừa."
    )
    assert _roles_of(text, "Các xã") == [
        ("lead", "Các xã"),
        ("beneficiary", "doanh nghiệp nông nghiệp thuộc khu vực kinh tế tư nhân"),
        ("beneficiary", "doanh nghiệp nhỏ và vừa"),
    ]
