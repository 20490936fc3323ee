"""A law's name that a line or page end cuts is read whole; what only ends in the word for a law is no part of it."""

import pytest

from kg.model import Document
from kg.text import prepare
from tests.resolve.test_resolve import facts_of

HEAD = "CHÍNH PHỦ\nSố: 12/2025/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm 2025\n\nNGHỊ ĐỊNH\nQuy định về đất đai\n\n"
BODY = "Điều 1. Phạm vi\nSở Y tế lập kế hoạch.\n"
NAMES = [
    ("Luật", "Tổ chức Chính phủ", "ngày 19 tháng 6 năm 2015"),
    ("Luật Tổ chức", "Chính phủ", "ngày 19 tháng 6 năm 2015"),
    ("Luật", "Ngân sách nhà nước số 83/2015/QH13", ""),
    ("Luật", "Bảo tồn chim di cư", "ngày 20 tháng 6 năm 2023"),
    ("Bộ luật", "Lao động", "ngày 20 tháng 11 năm 2019"),
    ("Pháp lệnh", "Ưu đãi người có công với cách mạng", "ngày 9 tháng 12 năm 2020"),
    ("Nghị quyết", "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", ""),
    ("Nghị định số", "10/2023/NĐ-CP", "ngày 3 tháng 4 năm 2023"),
    ("Quyết định", "số 12/QĐ-TTg", "ngày 3 tháng 4 năm 2023"),
]


def bases(text):
    facts = facts_of(HEAD + text + BODY)
    labels = {entity.id: entity.label for entity in facts.entities}
    agents = {entity.label for entity in facts.entities if entity.cls == "Agent"}
    return [labels[link.object] for link in facts.links if link.predicate == "based_on"], agents


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n2\n\n", "\n\n(Tiếp theo trang 3)\n\n"])
@pytest.mark.parametrize(("first", "second", "behind"), NAMES)
def test_a_basis_is_named_across_a_line_end(first, second, behind, gap):
    found, agents = bases(f"Căn cứ {first}{gap}{second} {behind};\nCăn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;\n")
    assert found == [f"{first} {second}", "Luật Đất đai"]
    assert agents == {"Chính phủ", "Sở Y tế"}


def test_a_law_is_named_across_a_line_end_in_any_sentence():
    facts = facts_of(HEAD + "Điều 1. Phạm vi\nThực hiện theo quy định của Luật\nTổ chức Chính phủ và Luật\nĐất đai.\n")
    assert {entity.label for entity in facts.entities if entity.cls == "Instrument"} == {
        "Luật Tổ chức Chính phủ",
        "Luật Đất đai",
    }
    assert [entity.label for entity in facts.entities if entity.cls == "Agent"] == ["Chính phủ"]


@pytest.mark.parametrize(
    "text",
    [
        "NGHỊ QUYẾT\nVề phát triển Thủ đô\n",
        "- Trình Chính phủ ban hành Nghị định\n- Tổ chức thi hành Luật\n",
        "Xây dựng dự thảo Nghị định\nSở Y tế lập kế hoạch.\n",
        "Xây dựng dự thảo Luật\nSở Y tế lập kế hoạch.\n",
        "Căn cứ Luật\nCăn cứ Nghị định số 10/2023/NĐ-CP;\n",
        "Phát triển luật\nSở Y tế ban hành quyết định ngày 3 tháng 4 năm 2025.\n",
    ],
)
def test_other_lines_are_not_joined(text):
    assert "\n" in prepare(Document("x", "x.txt", text, "")).text.strip()


def test_a_date_is_no_part_of_a_body_s_name():
    facts = facts_of("Tổ chức Phát triển Hà Nội ngày 19 tháng 6 năm 2025 lập kế hoạch.")
    assert "19" not in " ".join(entity.label for entity in facts.entities if entity.cls == "Agent")
