"""Numbers and headings make the hierarchy that a reader sees, also when they repeat, jump or begin in the middle."""

import pytest

from kg.model import Document
from kg.text import prepare


def outline(text):
    prepared = prepare(Document("x", "x.txt", text, ""))
    return [
        (s.number, s.heading, prepared.sections[s.parent].number if s.parent >= 0 else None) for s in prepared.sections
    ]


CASES = {
    "roman over arabic over letter": (
        "I. QUAN ĐIỂM\nMột câu.\n1. Mục tiêu\na) Xây dựng đường;\nb) Phát triển cảng.\n2. Nhiệm vụ\nII- GIẢI"
        " PHÁP\nHai câu.",
        [
            ("I", "QUAN ĐIỂM", None),
            ("1", "Mục tiêu", "I"),
            ("a", "", "1"),
            ("b", "", "1"),
            ("2", "Nhiệm vụ", "I"),
            ("II", "GIẢI PHÁP", None),
        ],
    ),
    "articles under chapters": (
        "Chương I\nĐiều 1. Phạm vi\nMột câu.\nĐiều 2. Đối tượng\n1. Cơ quan nhà nước.\nChương II\nĐiều 3. Hiệu"
        " lực\nMột câu.",
        [
            ("Chương I", "", None),
            ("Điều 1", "Phạm vi", "Chương I"),
            ("Điều 2", "Đối tượng", "Chương I"),
            ("1", "Cơ quan nhà nước", "Điều 2"),
            ("Chương II", "", None),
            ("Điều 3", "Hiệu lực", "Chương II"),
        ],
    ),
    "numbers that begin in the middle, repeat and go back": (
        "**3.2. Kinh tế**\nMột câu.\n\n**3.4. Ổn định**\nMột câu.\n\n**3.3. Hội nhập,** phối hợp chặt"
        " chẽ.\n\n**3.4. Ổn định**\nHai câu.\n\n"
        "**4. Nhiệm vụ**\nMột câu.\n\n**4.1. Trọng tâm**\n**(1)** Xây dựng.\n\n**B.** Thông qua báo cáo.",
        [
            ("3.2", "Kinh tế", None),
            ("3.4", "Ổn định", None),
            ("3.3", "Hội nhập", None),
            ("3.4", "Ổn định", None),
            ("4", "Nhiệm vụ", None),
            ("4.1", "Trọng tâm", "4"),
            ("(1)", "", "4.1"),
            ("B", "", None),
        ],
    ),
    "ordinal words": (
        "II. YÊU CẦU\nThứ nhất, các địa phương rà soát.\nThứ hai, các bộ báo cáo.",
        [("II", "YÊU CẦU", None), ("Thứ nhất", "", "II"), ("Thứ hai", "", "II")],
    ),
    "run-in title": (
        "1. Về tài chính: Sở Tài chính bố trí vốn.\n2. Tăng cường kiểm tra.",
        [("1", "Về tài chính", None), ("2", "", None)],
    ),
    "headings broken over two lines": (
        "**I. MỤC TIÊU VÀ**\n**ĐỊNH HƯỚNG**\n**1. Phát triển\nđô thị**\na) Xây dựng đường.\nII. TỔ CHỨC\nTHỰC HIỆN\nMột câu.",
        [
            ("I", "MỤC TIÊU VÀ ĐỊNH HƯỚNG", None),
            ("1", "Phát triển đô thị", "I"),
            ("a", "", "1"),
            ("II", "TỔ CHỨC THỰC HIỆN", None),
        ],
    ),
    "an article in bold, and bold marks on a line of their own": (
        "**Điều 1**\nThông qua kế hoạch.\n**\nĐiều 2**\nMột câu.\n#\nHai câu.",
        [("Điều 1", "", None), ("Điều 2", "", None)],
    ),
    "who is to act is no heading": ("1. Các bộ, ngành: theo chức năng, rà soát quy định.", [("1", "", None)]),
}


@pytest.mark.parametrize("case", CASES)
def test_outline(case):
    text, expected = CASES[case]
    assert outline(text) == expected


def test_a_section_ends_before_the_next_of_its_level():
    text = "1. Mục tiêu\nPhát triển kinh tế.\n\n2. Nhiệm vụ\nXây dựng đường.\n"
    prepared = prepare(Document("x", "x.txt", text, ""))
    assert [text[slice(*prepared.to_source(s.start_char, s.end_char))] for s in prepared.sections] == [
        "1. Mục tiêu\nPhát triển kinh tế.",
        "2. Nhiệm vụ\nXây dựng đường.",
    ]


def test_letterhead_title_and_recipients_carry_no_segment():
    text = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/NQ-CP\nNGHỊ QUYẾT\nCăn cứ Luật Quy hoạch;\n"
        "Điều 1. Xây dựng đường.\nNơi nhận:\n- Các bộ, ngành;\n- Lưu: VT.\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG"
    )
    prepared = prepare(Document("x", "x.txt", text, ""))
    assert [prepared.text[s.start_char : s.end_char] for s in prepared.segments] == ["Xây dựng đường"]


@pytest.mark.parametrize(
    "text", ["", " \n\n", "....", "((((" * 5000, "\x00" * 100, "a" * 200_000, "1. " * 20_000, "**" * 9_999]
)
def test_odd_texts_are_prepared(text):
    prepared = prepare(Document("x", "x.txt", text, ""))
    assert prepared.text is not None


def test_an_annex_without_number_and_title_is_named_by_its_word():
    prepared = prepare(Document("a", "a.txt", "Điều 1. Sở Nội vụ rà soát hồ sơ.\n\nPhụ lục\n\nNội dung thứ nhất.", ""))
    assert [(s.number, s.heading) for s in prepared.sections] == [("Điều 1", ""), ("", "Phụ lục")]


def test_names_broken_behind_the_number_of_a_spaced_text_are_joined():
    paragraph = "- Chủ trì, phối hợp với các cơ quan liên quan rà soát, đánh giá hiện trạng\nhạ tầng của các khu công nghiệp, báo cáo Ủy ban nhân dân tỉnh trước ngày 30\ntháng 6 năm 2026 để xem xét, quyết định.\n\n"
    parts = "".join(f"{number}. Sở\nKhoa học và Công nghệ\n\n{paragraph}" for number in range(1, 7))
    recipients = "Nơi nhận:\n- Như trên;\n- Các sở;\n- Lưu: VT.\n"
    prepared = prepare(Document("a", "a.txt", f"KẾ HOẠCH\n\n{parts}{recipients}", ""))
    assert [s.heading for s in prepared.sections if s.number] == ["Sở Khoa học và Công nghệ"] * 6
