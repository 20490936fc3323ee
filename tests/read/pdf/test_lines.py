"""Lines, spaces, columns, raised characters, turned pages: each on a page made for it."""

from __future__ import annotations

import pytest
from read.pdf.pages import blocks, make_pdf, put, read


def test_a_line_is_what_stands_on_one_baseline_whatever_the_order_of_the_file():
    drawn = put(110, 700, "sau") + put(72, 700, "truoc") + put(72, 680, "duoi")
    assert read(make_pdf(drawn)).text == "truoc sau\nduoi"


def test_letters_that_are_set_apart_are_one_word():
    drawn = b"BT /F 12 Tf 3 Tc 1 0 0 1 72 700 Tm (QUYET DINH) Tj ET"
    assert read(make_pdf(drawn)).text == "QUYET DINH"


@pytest.mark.parametrize(
    ("raised", "text"),
    [
        (put(72, 700, "12.500 m") + put(121, 705, "2", size=7) + put(129, 700, "dat"), "12.500 m² dat"),
        (put(72, 700, "nam 2023") + put(125, 705, "1", size=7), "nam 2023¹"),
        (put(72, 700, "H") + put(81, 697, "2", size=7) + put(85, 700, "O"), "H2O"),
        (put(72, 705, "3", size=7) + put(77, 700, "12-CTr/BCD") + put(72, 684, "dong sau"), "³12-CTr/BCD\ndong sau"),
    ],
)
def test_raised_figures_stand_where_they_belong(raised, text):
    assert read(make_pdf(raised)).text == text


def test_text_printed_twice_to_look_bold_is_read_once():
    assert read(make_pdf(put(72, 700, "dam") + put(72.3, 700, "dam"))).text == "dam"


def test_a_letterhead_is_read_column_by_column():
    rows = [
        ("UY BAN NHAN DAN", "CONG HOA XA HOI"),
        ("TINH THAI BINH", "Doc lap - Tu do"),
        ("So: 15/KH", "ngay 20 thang 01"),
    ]
    drawn = b"".join(put(72, 760 - 15 * n, a) + put(330, 760 - 15 * n, b) for n, (a, b) in enumerate(rows))
    made = read(make_pdf(drawn + put(240, 690, "KE HOACH")))
    assert made.text == "\n".join([*(a for a, _ in rows), *(b for _, b in rows), "KE HOACH"])
    assert blocks(made, "paragraph") == ["KE HOACH"]


def test_figures_beside_their_names_stay_in_one_line():
    rows = [("Lua", "12,5"), ("Ngo", "3,1"), ("Khoai", "7,9")]
    drawn = b"".join(put(72, 700 - 15 * n, a) + put(330, 700 - 15 * n, b) for n, (a, b) in enumerate(rows))
    assert read(make_pdf(drawn)).text == "Lua   12,5\nNgo   3,1\nKhoai   7,9"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_has_the_boxes_of_the_page_as_it_is_shown(rotate):
    made = read(make_pdf(put(72, 700, "mot dong"), rotate=rotate))
    (page,), (line,) = made.layout.pages, made.layout.lines
    assert made.text == "mot dong"
    assert (page.width, page.height) == ((595, 842) if rotate % 180 == 0 else (842, 595))
    assert page.rotation == rotate
    left, top, right, bottom = line.box
    assert 0 <= left < right <= page.width and 0 <= top < bottom <= page.height
    corner = {0: (72, 842 - 700), 90: (700, 72), 180: (595 - 72, 700), 270: (842 - 700, 595 - 72)}[rotate]
    assert min(abs(left - corner[0]), abs(right - corner[0])) < 4
    assert min(abs(top - corner[1]), abs(bottom - corner[1])) < 4


def test_a_page_whose_box_begins_elsewhere():
    made = read(make_pdf(put(172, 800, "mot dong"), box="100 100 695 942"))
    assert made.layout.lines[0].box.left == pytest.approx(72, abs=2)
    assert made.layout.lines[0].box.bottom == pytest.approx(142, abs=4)


def test_text_aslant_is_furniture():
    drawn = put(72, 700, "mot dong") + b"BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (BAN NHAP) Tj ET"
    made = read(make_pdf(drawn))
    assert made.text == "mot dong\nBAN NHAP"
    assert blocks(made, "furniture") == ["BAN NHAP"]


def test_what_stands_outside_of_the_page_is_not_read():
    assert (
        read(make_pdf(put(72, 700, "tren trang") + put(700, 700, "ngoai") + put(72, -40, "duoi"))).text == "tren trang"
    )


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_columns_of_running_text_are_read_one_after_the_other(columns):
    width = 480 // columns
    line = "chu tren mot dong day"
    size = (width - 18) / 11.5
    drawn = b"".join(
        put(
            60 + width * column,
            760 - 1.3 * size * row - column,
            f"{column}{row:02} {line}"[: 23 if row % 9 else 9],
            size=size,
        )
        for column in range(columns)
        for row in range(20)
    )
    read_ = read(make_pdf(drawn)).text.split("\n")
    assert [text[:3] for text in read_] == [f"{column}{row:02}" for column in range(columns) for row in range(20)]
