"""A line that cannot end a sentence goes on, over pages and before capitals; never into another part of the text."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.resources import read_table
from kg.text import prepare


def paragraphs(text):
    prepared = prepare(Document("x", "x.txt", text, ""))
    blocks = [block for block in prepared.blocks if block.kind != "furniture"]
    return [prepared.text[block.start_char : block.end_char] for block in blocks]


BREAKS = ["\n", "\n\n", "\n\f5\n", "\n\n- 12 -\n\n", "\nCÔNG BÁO/Số 15/Ngày 01-01-2026\n", "\f"]


@pytest.mark.parametrize("gap", BREAKS)
@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("1. Sở Xây dựng chủ trì, phối hợp với", "Sở Tài chính xây dựng cầu Nghìn."),
        ("- Thực hiện theo Nghị quyết của", "Hội đồng nhân dân tỉnh về đầu tư công."),
        ("Giao Sở Y tế, Sở Nội vụ, Sở Khoa học và", "Công nghệ rà soát quy định."),
        ("Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ,", "Sở Tài chính rà soát quy định."),
        ("Đầu tư tuyến đường ven biển đi qua địa phận (", "Tiền Hải, Thái Thụy) trong năm nay."),
        ("Triển khai Chương trình tại", "Thành phố Hồ Chí Minh và các tỉnh."),
        ("Nâng cấp tuyến cao tốc Hà Nội -", "Hải Phòng trước năm 2030."),
    ],
)
def test_a_line_that_is_left_open_goes_on(line, rest, gap):
    joined = paragraphs(f"II. NHIỆM VỤ\n{line}{gap}{rest}\n")[1]
    assert joined == f"{line} {rest}"


@pytest.mark.parametrize(
    "following",
    ["- Sở Tài chính bố trí vốn.", "2. Sở Tài chính bố trí vốn.", "a) Bố trí vốn.", "III. TỔ CHỨC THỰC HIỆN", "Điều 5. Hiệu lực",
     "## Sở Tài chính", "**Sở Tài chính**", "TỔ CHỨC THỰC HIỆN", "Nơi nhận:", "\uf0b7 Bố trí vốn.", "TM. ỦY BAN NHÂN DÂN"],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_what_begins_another_part_is_never_taken_in(following, gap):
    assert paragraphs(f"1. Sở Xây dựng chủ trì, phối hợp với{gap}{following}")[0].endswith("phối hợp với")


@pytest.mark.parametrize(
    "end", ["ban hành kèm theo", "trong giai đoạn hiện tại", "nêu rõ lý do", "khắc phục hạn chế, tồn tại"]
)
def test_a_compound_that_ends_in_such_a_word_may_end_a_line(end):
    assert len(paragraphs(f"Rà soát, {end}\nSở Tài chính bố trí vốn.")) == 2


def test_a_note_below_the_text_is_not_taken_in():
    text = "Thực hiện theo quy định của\n\n5 Cụm từ này được bãi bỏ."
    assert len(paragraphs(text)) == 2


@pytest.mark.parametrize(
    "cited", ["Điều 6 Thông tư này.", "Chương V Nghị định này.", "Phụ lục I.3 kèm theo.", "Mục 2.3 Chương II."]
)
def test_an_article_that_is_cited_begins_no_section(cited):
    text = f"1. Chi phí được tính theo quy định tại\n{cited}\n2. Hai."
    prepared = prepare(Document("x", "x.txt", text, ""))
    assert [section.number for section in prepared.sections] == ["1", "2"]


def test_the_preamble_ends_before_the_body_that_decides():
    text = "Theo đề nghị của Chánh Văn phòng Bộ,\nBộ trưởng Bộ Công Thương ban hành Thông tư.\nXét đề nghị của Sở Nội vụ,\nQUYẾT ĐỊNH:"
    assert len(paragraphs(text)) == 4


def test_the_words_that_end_no_line_are_a_table():
    rows = read_table("lexicons/line_ends.tsv")
    assert {row["term"] for row in rows} >= {"với", "và", "của", "tại", "theo"}
