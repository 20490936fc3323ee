"""The sample typeset in two columns reads as the text it was made of."""

from __future__ import annotations

import re

from read.pdf.pages import DATA, SAMPLES, blocks, read

HEAD = "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Thái Bình"


def squeezed(text: str) -> str:
    """Return a text without white space and Markdown's marks."""
    return re.sub(r"[\s*#]", "", text)


def without_furniture(made) -> str:
    text = list(made.text)
    for block in made.layout.blocks:
        if block.kind == "furniture":
            text[block.start_char : block.end_char] = " " * (block.end_char - block.start_char)
    return "".join(text)


def test_two_columns_read_as_the_text_and_nothing_is_lost():
    made = read((SAMPLES / "thai-binh.pdf").read_bytes())
    assert squeezed(without_furniture(made)) == squeezed((SAMPLES / "thai-binh.txt").read_text(encoding="utf-8"))


def test_words_are_parted_as_in_the_text():
    made = read((SAMPLES / "thai-binh.pdf").read_bytes())
    words = without_furniture(made).split()
    assert words == re.sub(r"[*#]", "", (SAMPLES / "thai-binh.txt").read_text(encoding="utf-8")).split()


def test_running_heads_and_page_numbers_are_furniture():
    made = read((SAMPLES / "thai-binh.pdf").read_bytes())
    count = len(made.layout.pages)
    assert count >= 5
    assert sorted(blocks(made, "furniture")) == sorted([HEAD] * count + [str(number) for number in range(4, 4 + count)])
    assert [page.label for page in made.layout.pages] == [str(number) for number in range(4, 4 + count)]


def test_paragraphs_are_those_of_the_text_but_for_breaks_of_columns():
    made = read((SAMPLES / "thai-binh.pdf").read_bytes())
    source = {
        squeezed(line) for line in (SAMPLES / "thai-binh.txt").read_text(encoding="utf-8").splitlines() if line.strip()
    }
    found = {squeezed(text) for text in blocks(made, "paragraph")}
    assert len(source & found) >= len(source) - 2 * 2 * len(made.layout.pages)
    assert len(found) <= len(source) + 2 * len(made.layout.pages)


def test_every_line_has_its_place_and_the_pages_cover_the_text():
    made = read((SAMPLES / "thai-binh.pdf").read_bytes())
    for line in made.layout.lines:
        page = made.layout.pages[line.page]
        assert 0 <= line.box.left < line.box.right <= page.width and 0 <= line.box.top < line.box.bottom <= page.height
        assert "\n" not in made.text[line.start_char : line.end_char]
    ends = [page.end_char for page in made.layout.pages]
    assert [page.start_char for page in made.layout.pages] == [0, *(end + 1 for end in ends[:-1])]
    assert ends[-1] == len(made.text)
    assert "".join(made.text[end] for end in ends[:-1]) == "\n" * (len(ends) - 1)


def test_a_letterhead_a_note_and_paragraphs_of_a_plan():
    made = read((DATA / "tasks.pdf").read_bytes())
    assert made.text.startswith("ỦY BAN NHÂN DÂN\nTỈNH THÁI BÌNH\nSố: 15/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n")
    assert blocks(made, "note") == ["¹ Không tính dự án đã dừng."]
    assert [text.split("\n")[0] for text in blocks(made, "paragraph")][:2] == [
        "KẾ HOẠCH",
        "Phân công nhiệm vụ thực hiện Nghị quyết Đại hội Đảng bộ tỉnh",
    ]


def test_ranges_of_pages():
    data = (SAMPLES / "thai-binh.pdf").read_bytes()
    made = read(data, pages=((2, 3), (5, 5)))
    assert [page.number for page in made.layout.pages] == [2, 3, 5]
    assert [page.label for page in made.layout.pages] == ["5", "6", "8"]
