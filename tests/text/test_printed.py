"""What a format states of its text is taken for stated: paragraphs, headings, rows, notes, furniture."""

from __future__ import annotations

import pytest
from laid_out import document, of_pages, of_paragraphs

from kg.model import Document, PreparedText
from kg.pages import ReadText, SourceLayout
from kg.read.floats import settle_floats
from kg.text import prepare


def prepared(read: ReadText) -> PreparedText:
    return prepare(document(settle_floats(read)))


def blocks(read: ReadText) -> list[tuple[str, str]]:
    done = prepared(read)
    return [(block.kind, done.text[block.start_char : block.end_char]) for block in done.blocks]


def paragraphs(read: ReadText) -> list[str]:
    return [words for kind, words in blocks(read) if kind != "furniture"]


HEAD = ("furniture", "2\nCÔNG BÁO/Số 15 + 16/Ngày 01-01-2026")
ODD_HEAD = ("furniture", "Bản tin chính sách tháng Ba")


def test_lines_of_one_paragraph_are_joined_whatever_their_words() -> None:
    read = of_pages([("paragraph", "\tSở Xây dựng lập quy hoạch.\nTỉnh bố trí vốn\nĐầu tư công. Phần")])
    assert paragraphs(read) == ["Sở Xây dựng lập quy hoạch. Tỉnh bố trí vốn Đầu tư công. Phần"]
    plain = Document("x", "x.txt", read.text, "")
    assert len(prepare(plain).blocks) == 3


def test_what_opens_another_part_is_not_joined_within_a_paragraph() -> None:
    read = of_pages([("paragraph", "Sở Xây dựng chủ trì lập quy hoạch\n- Sở Tài chính bố trí vốn\nNơi nhận:")])
    assert len(paragraphs(read)) == 3


def test_two_paragraphs_of_a_format_that_has_them_are_never_joined() -> None:
    words = ("Sở Xây dựng chủ trì, phối hợp với", "sở Tài chính bố trí vốn.")
    assert paragraphs(of_paragraphs(*(("paragraph", part) for part in words))) == list(words)
    assert len(prepare(Document("x", "x.txt", "\n".join(words), "")).blocks) == 1


@pytest.mark.parametrize("head", [HEAD, ODD_HEAD])
def test_a_sentence_goes_on_over_furniture_and_the_end_of_a_page(head: tuple[str, str]) -> None:
    read = of_pages(
        [("paragraph", "\tGiao Sở Xây dựng chủ trì, phối hợp với"), ("furniture", "- 1 -")],
        [head, ("paragraph", "Sở Tài chính lập kế hoạch."), ("paragraph", "\tViệc khác.")],
    )
    done = prepared(read)
    assert [words for kind, words in blocks(read) if kind != "furniture"] == [
        "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính lập kế hoạch.",
        "Việc khác.",
    ]
    source = done.to_source(done.blocks[0].start_char, done.blocks[0].end_char)
    assert done.document.text[slice(*source)] == "Giao Sở Xây dựng chủ trì, phối hợp với\nSở Tài chính lập kế hoạch."
    passed = [done.document.text[r.start_char : r.end_char] for r in done.repairs if r.kind == "running-title"]
    assert passed == ["- 1 -", head[1]]
    assert [repair.kind for repair in done.repairs if repair.kind == "page-break"] == ["page-break"]


FULL_LINE = "Tiếp tục xây dựng và hoàn thiện hạ tầng giao thông của tỉnh x"


@pytest.mark.parametrize(
    ("last", "first", "joined"),
    [
        (FULL_LINE, "Thái Bình theo hướng hiện đại và đồng bộ với các tỉnh.\nChú trọng", True),
        (FULL_LINE, "\tThái Bình theo hướng hiện đại và đồng bộ.\nChú trọng", False),
        ("Tiếp tục xây dựng hạ tầng", "Thái Bình theo hướng hiện đại và đồng bộ.\nChú trọng", False),
        (FULL_LINE + ".", "Thái Bình theo hướng hiện đại và đồng bộ.\nChú trọng", False),
        (FULL_LINE, "2. Thái Bình theo hướng hiện đại và đồng bộ.\nChú trọng", False),
    ],
)
def test_a_full_line_goes_on_over_a_page_where_no_indent_begins_another(last: str, first: str, joined: bool) -> None:
    read = of_pages([("paragraph", f"\tMở đầu đoạn văn này\n{last}")], [HEAD, ("paragraph", first)])
    assert len(paragraphs(read)) == (1 if joined else 2)


def test_a_note_does_not_cut_the_paragraph_and_opens_no_section() -> None:
    read = of_pages(
        [("paragraph", "\tGiao Sở Xây dựng chủ trì, phối hợp với"), ("note", "1. Theo Luật Đầu tư công.")],
        [("paragraph", "Sở Tài chính lập kế hoạch.")],
    )
    assert paragraphs(read) == [
        "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính lập kế hoạch.",
        "1. Theo Luật Đầu tư công.",
    ]
    assert prepared(read).sections == []


def test_a_heading_of_the_format_opens_a_section_at_its_level() -> None:
    read = of_paragraphs(
        ("paragraph", "QUYẾT ĐỊNH"),
        ("paragraph", "Điều 1. Ban hành kế hoạch."),
        ("heading", "Phát triển hạ tầng", 1),
        ("heading", "Giao thông", 2),
        ("paragraph", "Xây dựng cầu Nghìn."),
        ("heading", "Văn hóa xã hội", 1),
        ("paragraph", "Tu sửa đền Trần."),
    )
    sections = prepared(read).sections
    told = [(section.heading, sections[section.parent].heading) for section in sections[1:]]
    assert told[1] == ("Giao thông", "Phát triển hạ tầng")
    assert [heading for heading, _ in told] == ["Phát triển hạ tầng", "Giao thông", "Văn hóa xã hội"]
    assert told[2][1] == told[0][1]


@pytest.mark.parametrize("words", ["Sở Xây dựng xây dựng cầu Nghìn.", "Nơi nhận: các sở", "Số: 12/KH-UBND"])
def test_a_clause_or_a_letterhead_styled_as_a_heading_is_none(words: str) -> None:
    read = of_paragraphs(("paragraph", "KẾ HOẠCH"), ("paragraph", "Mở đầu kế hoạch này."), ("heading", words, 1))
    assert prepared(read).sections == []


SET_APART = [
    ("paragraph", "KẾ HOẠCH"),
    ("paragraph", "Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:"),
    ("heading", "Phát triển hạ tầng", 1),
    ("paragraph", "1. Xây dựng cầu Nghìn."),
    ("heading", "Giao thông", 2),
    ("paragraph", "Hoàn thành tuyến đường ven biển."),
    ("heading", "Văn hóa, xã hội", 1),
    ("paragraph", "1. Tu sửa đền Trần."),
]


def headings(read: ReadText) -> list[tuple[str, str]]:
    """Return the headings of sections, each with the one above it."""
    sections = prepared(read).sections
    named = [section.heading or section.number for section in sections]
    return [(named[at], named[one.parent] if one.parent >= 0 else "") for at, one in enumerate(sections)]


def test_headings_that_only_a_page_s_print_shows_open_sections_by_their_size() -> None:
    assert headings(of_pages(SET_APART)) == [
        ("Phát triển hạ tầng", ""),
        ("1", "Phát triển hạ tầng"),
        ("Giao thông", "1"),
        ("Văn hóa, xã hội", ""),
        ("1", "Văn hóa, xã hội"),
    ]
    plain = Document("x", "x.txt", of_pages(SET_APART).text, "")
    assert [section.heading for section in prepare(plain).sections if not section.number] == []


def test_numbers_stand_above_headings_that_only_print_shows() -> None:
    read = of_pages(
        [
            ("paragraph", "KẾ HOẠCH"),
            ("paragraph", "Mở đầu kế hoạch này."),
            ("heading", "Mục đích chung", 1),
            ("heading", "Điều 1. Nhiệm vụ", 1),
            ("heading", "Hạ tầng giao thông", 1),
            ("paragraph", "Xây dựng cầu Nghìn."),
            ("heading", "Hạ tầng số", 1),
            ("heading", "Điều 2. Hiệu lực", 1),
        ]
    )
    assert headings(read) == [
        ("Mục đích chung", ""),
        ("Nhiệm vụ", "Mục đích chung"),
        ("Hạ tầng giao thông", "Nhiệm vụ"),
        ("Hạ tầng số", "Nhiệm vụ"),
        ("Hiệu lực", "Mục đích chung"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Sở Xây dựng xây dựng cầu Nghìn.",
        "Sở Xây dựng chủ trì xây dựng cầu Nghìn",
        "Bảng 2 Danh mục nhiệm vụ",
        "Kính gửi: Sở Tài chính",
        "Nơi nhận: các sở",
    ],
)
def test_what_a_page_sets_in_bold_and_heads_nothing_opens_no_section(words: str) -> None:
    pieces = [("paragraph", "KẾ HOẠCH"), ("paragraph", "Mở đầu kế hoạch này."), ("heading", words, 1)]
    assert prepared(of_pages([*pieces, ("paragraph", "Việc khác.")])).sections == []


def test_a_bold_line_whose_sentence_goes_on_is_no_heading() -> None:
    first = [("paragraph", "KẾ HOẠCH"), ("paragraph", "Mở đầu kế hoạch này."), ("heading", "Sở Xây dựng chủ trì", 1)]
    read = of_pages(first, [("paragraph", "xây dựng cầu Nghìn.")])
    assert prepared(read).sections == []
    assert paragraphs(read)[-1] == "Sở Xây dựng chủ trì xây dựng cầu Nghìn."


def test_bold_lines_below_a_title_go_on_with_it() -> None:
    read = of_pages(
        [
            ("heading", "QUYẾT ĐỊNH", 1),
            ("heading", "Về việc phê duyệt Đề án Trung tâm dữ liệu", 1),
            ("heading", "tỉnh Thái Bình", 1),
            ("paragraph", "Xây dựng cầu Nghìn."),
        ]
    )
    assert prepared(read).sections == []


def test_rows_of_a_table_are_rows_over_pages() -> None:
    head = "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian hoàn thành |"
    rows = [
        "| 1 | Xây dựng đề án chuyển đổi số | Sở Thông tin | Quý I/2026 |",
        "| 2 | Ban hành kế hoạch | Sở Y tế | 2026 |",
    ]
    read = of_pages(
        [("paragraph", "KẾ HOẠCH"), ("paragraph", "Nhiệm vụ như sau:"), ("row", head), ("row", rows[0])],
        [HEAD, ("row", rows[1])],
    )
    done = prepared(read)
    assert [row.kind for table in done.tables for row in table.rows] == ["head", "body", "body"]


def test_blocks_say_nothing_where_there_are_none() -> None:
    text = "KẾ HOẠCH\n\n1. Sở Xây dựng chủ trì, phối hợp với\nSở Tài chính.\n"
    plain = prepare(Document("x", "x.txt", text, ""))
    empty = prepare(document(ReadText(text, SourceLayout())))
    assert (plain.text, plain.blocks, plain.repairs) == (empty.text, empty.blocks, empty.repairs)
