"""Text is cut at sentence ends and at `;`, outside quotes and brackets, and not at abbreviations."""

import pytest

from kg.model import Document
from kg.text import prepare

CASES = [
    ("Xây dựng đường; phát triển cảng. Bảo vệ rừng.", ["Xây dựng đường", "phát triển cảng", "Bảo vệ rừng"]),
    (
        'Thực hiện phong trào "Toàn dân đoàn kết; xây dựng đời sống". Hết câu.',
        ['Thực hiện phong trào "Toàn dân đoàn kết; xây dựng đời sống"', "Hết câu"],
    ),
    ("Đầu tư cảng (giai đoạn 1; giai đoạn 2) và đường.", ["Đầu tư cảng (giai đoạn 1; giai đoạn 2) và đường"]),
    ("Nâng cấp QL.10 và đường TP. Thái Bình. Xây cầu.", ["Nâng cấp QL.10 và đường TP. Thái Bình", "Xây cầu"]),
    ("Đạt 8.300 USD. Giảm 1,5%.", ["Đạt 8.300 USD", "Giảm 1,5%"]),
    (
        "Xây cảng Diêm Điền, cảng Ba Lạt... tạo động lực. Hết.",
        ["Xây cảng Diêm Điền, cảng Ba Lạt... tạo động lực", "Hết"],
    ),
    ("Hỗ trợ nhóm yếu thế… Ban hành danh mục.", ["Hỗ trợ nhóm yếu thế…", "Ban hành danh mục"]),
    (
        "Rà soát quy hoạch. Giao Sở Y tế: (i) Kiểm tra; (ii) Báo cáo.",
        ["Rà soát quy hoạch", "Giao Sở Y tế", "Kiểm tra", "Báo cáo"],
    ),
    ('Một ngoặc " không đóng; vẫn cắt. Hết.', ['Một ngoặc " không đóng', "vẫn cắt", "Hết"]),
    ("Xây dựng đường \0 Phát triển cảng.", ["Xây dựng đường", "Phát triển cảng"]),
    ("- Xây dựng đường;\n- Phát triển cảng.", ["Xây dựng đường", "Phát triển cảng"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_segments(text, expected):
    prepared = prepare(Document("x", "x.txt", text, ""))
    assert [prepared.text[s.start_char : s.end_char] for s in prepared.segments] == expected


def test_segments_cut_at_a_semicolon_share_their_sentence():
    prepared = prepare(Document("x", "x.txt", "Một; hai. Ba.", ""))
    assert [s.sentence for s in prepared.segments] == [0, 0, 1]


def test_a_line_that_introduces_a_list_says_so():
    prepared = prepare(Document("x", "x.txt", "Giao Bộ Tài chính:\n- Bố trí vốn.", ""))
    assert [s.intro for s in prepared.segments] == [True, False]


def test_what_never_ends_is_cut_at_a_comma_or_a_space():
    words = "mở rộng cảng Tân Sơn và nâng cấp đường tỉnh, "
    for never in (words * 1000, words.replace(",", "") * 1000, "à" * 45_000):
        prepared = prepare(Document("x", "x.txt", f"Sở Y tế {never}hết. Lập dự toán.", ""))
        lengths = [s.end_char - s.start_char for s in prepared.segments]
        assert len(lengths) >= 5 and max(lengths) <= 10_000 and min(lengths[:-2]) >= 4_998
        assert [s.sentence for s in prepared.segments] == list(range(len(lengths)))
        between = "".join(
            prepared.text[a.end_char : b.start_char]
            for a, b in zip(prepared.segments, prepared.segments[1:], strict=False)
        )
        assert not between.strip(" ,.")


def test_many_lists_in_one_paragraph_are_cut_each_at_its_first_item():
    listed = "Giao Bộ Tài chính: (i) Lập dự toán; (ii) Bố trí vốn. "
    prepared = prepare(Document("x", "x.txt", listed * 2000, ""))
    found = [prepared.text[s.start_char : s.end_char] for s in prepared.segments]
    assert found == ["Giao Bộ Tài chính", "Lập dự toán", "Bố trí vốn"] * 2000
