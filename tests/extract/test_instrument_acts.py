"""Acts that go by what they rule, change or detail, and the word for their kind alone."""

import pytest

from kg.extract.mentions.instruments.acts import RULES, ruling
from tests.extract.pieces import run


def instruments(text):
    prepared, findings = run(text)
    return [prepared.text[m.start_char : m.end_char] for m in findings.mentions if m.cls == "Instrument"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rules_read_their_examples(rule):
    assert rule.yes and rule.no
    for text, value in rule.yes.items():
        assert [(r.rule, r.value) for r in ruling().find(text)] == [(rule.id, value)], text
    for text in rule.no:
        assert list(ruling().find(text)) == [], text


NAMED = [
    (
        "Xây dựng Nghị định quy định chi tiết một số điều của Luật Điện lực trước ngày 01/7/2026.",
        "Nghị định quy định chi tiết một số điều của Luật Điện lực",
    ),
    (
        "Bộ Tư pháp trình Chính phủ Nghị định thay thế Nghị định số 12/2020/NĐ-CP, bảo đảm tiến độ.",
        "Nghị định thay thế Nghị định số 12/2020/NĐ-CP",
    ),
    (
        "Lấy ý kiến về Luật sửa đổi, bổ sung một số điều của Luật Đầu tư và Luật Nhà ở để trình Quốc hội.",
        "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư và Luật Nhà ở",
    ),
    (
        "Ban hành Thông tư hướng dẫn thực hiện công tác lưu trữ, Bộ Nội vụ chủ trì.",
        "Thông tư hướng dẫn thực hiện công tác lưu trữ",
    ),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_an_act_still_to_be_issued_is_one_instrument(text, name):
    assert instruments(text) == [name]


def test_two_acts_joined_are_two():
    text = "Xây dựng Nghị định quy định chi tiết việc cấp phép và Thông tư hướng dẫn thực hiện kiểm định đo lường."
    assert instruments(text) == [
        "Nghị định quy định chi tiết việc cấp phép",
        "Thông tư hướng dẫn thực hiện kiểm định đo lường",
    ]


def test_the_kind_alone_means_the_act_named_before():
    text = (
        "1. Tổ chức thi hành Luật Đất đai năm 2024.\n2. Tuyên truyền các nội dung của Luật, hoàn thành trong năm 2026."
    )
    _, findings = run(text)
    keys = [m.key for m in findings.mentions if m.cls == "Instrument"]
    assert len(keys) == 2 and len(set(keys)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "1. Thi hành Luật Đất đai.\n2. Rà soát các Luật, Nghị định liên quan.",
        "1. Thi hành Luật Đất đai.\n2. Luật có hiệu lực từ năm 2024.",
        "Tuyên truyền các nội dung của Luật, hoàn thành trong năm 2026.",
    ],
)
def test_the_kind_alone_means_nothing_in_a_plural_or_at_the_head_of_a_line_or_with_nothing_before(text):
    assert all(name not in ("Luật", "Nghị định") for name in instruments(text))
