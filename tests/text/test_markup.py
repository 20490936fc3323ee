"""Inline Markdown and entities are read over, plain text that uses the same signs is not harmed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document
from kg.text import prepare
from kg.text.normalise import normalise

READ = [
    ("dưới **2,5%**.", "dưới 2,5%."),
    ("với *Sở Tài chính* xây", "với Sở Tài chính xây"),
    ("***Sở Y tế*** __ba__ _bốn_ và ~~cũ~~ `mã`", "Sở Y tế ba bốn và cũ mã"),
    ("**Đ**iều, tăng **5**%, **Sở** **Y tế**", "Điều, tăng 5%, Sở Y tế"),
    ("** Sở Y tế ** chủ trì", "Sở Y tế chủ trì"),
    ('[cảng Diêm Điền](https://x.vn/a_b_(c)) và [**cầu**](/b "t")', "cảng Diêm Điền và cầu"),
    ("Sở ![biểu trưng](a/b.png) Xây dựng[^1]", "Sở Xây dựng"),
    ("Sở Khoa học &amp; Công nghệ", "Sở Khoa học & Công nghệ"),
    ("&#272;i&#x1EC1;u 2&nbsp;&ndash;&amp;nbsp;3 &eth;", "Điều 2 - 3 đ"),
    ("1\\. Xây dựng \\*cầu\\*, \\- một", "1. Xây dựng *cầu*, - một"),
    ("diện tích 5 m<sup>2</sup>, 2,5%<sup>1</sup> và <b>đậm</b>", "diện tích 5 m2, 2,5% và đậm"),
    ("- [x] Xây dựng cầu", "- Xây dựng cầu"),
    ("một <!-- trang 2 --> hai", "một hai"),
]
KEPT = [
    "Doanh thu (*) tăng, chi phí (*) giảm (**) và (**)",
    "Doanh thu* tăng, chi phí* giảm, lãi** và lỗ**",
    "* Ghi chú một\n* Ghi chú hai",
    "Kích thước 3*4*5, 2**3 và 4**5, a * b * c",
    "ten_bien_so và __________ và ngày __ tháng __ năm",
    "Huyện Cư M`gar và Ê`đê",
    "R&D; AT&T; a&b;",
    "mục [1], [2] (xem bảng) và [ghi tên](nếu)",
    "nếu a < b và c > d thì x<y",
    "https://x.vn/a_b_c/_d_ và *.docx, *.pdf",
    "Một *dở dang\n\nđoạn sau* hết",
    "C:\\Users và/hoặc\\n",
]


@pytest.mark.parametrize(("text", "plain"), READ)
def test_marks_are_read_over(text, plain):
    assert normalise(text).text == plain


@pytest.mark.parametrize("text", KEPT)
def test_plain_text_keeps_its_signs(text):
    assert normalise(text).text == text


def test_a_bold_run_at_the_head_of_a_line_is_a_heading_and_one_inside_is_none():
    text = "**Mục tiêu chung**\nXây dựng **cầu Nghìn** xong.\n**1. Nhiệm vụ.** Sở Y tế rà soát.\n## **II. GIẢI PHÁP**\n- **Một** hai."
    prepared = prepare(Document("x", "x.md", text, ""))
    assert [(s.number, s.heading) for s in prepared.sections] == [
        ("", "Mục tiêu chung"),
        ("1", "Nhiệm vụ"),
        ("II", "GIẢI PHÁP"),
    ]
    assert [prepared.text[s.start_char : s.end_char] for s in prepared.segments] == [
        "Xây dựng cầu Nghìn xong",
        "Sở Y tế rà soát",
        "Một hai",
    ]


def test_marks_that_were_passed_over_are_noted_once():
    prepared = prepare(Document("x", "x.md", "**Đầu đề**\nmột *hai* **ba** &amp; [bốn](#a)", ""))
    assert [repair.note for repair in prepared.repairs if repair.kind == "character"] == [
        "Markdown marks are passed over (2 times)",
        "character entities are read as what they stand for",
        "links are read as their words",
    ]


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "**",
                "*",
                "_",
                "__",
                "`",
                "~~",
                "[",
                "](a.b)",
                "\\",
                "<b>",
                "&amp;",
                "Sở",
                " ",
                "\n",
                "\n\n",
                "- ",
                "1",
                ".",
            ]
        )
    )
)
def test_any_mixture_of_marks_is_cited_exactly(pieces):
    text = "".join(pieces)
    prepared = prepare(Document("x", "x.md", text, ""))
    for block in prepared.blocks:
        start, end = prepared.to_source(block.start_char, block.end_char)
        assert 0 <= start <= end <= len(text)
    for segment in prepared.segments:
        words = prepared.text[segment.start_char : segment.end_char]
        source = text[slice(*prepared.to_source(segment.start_char, segment.end_char))]
        assert (source.count("Sở"), source.count("1")) == (words.count("Sở"), words.count("1"))


@pytest.mark.parametrize("piece", ["**a ", "*a* ", "[a](", "`a", "<!-- ", "<b ", "~~", "\\", "**a** ", "![", "&amp;"])
def test_long_runs_of_marks_are_read_in_no_time(piece):
    started = time.process_time()
    prepare(Document("x", "x.md", piece * 15_000, ""))
    assert time.process_time() - started < 8
