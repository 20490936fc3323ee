"""Ruled tables: merged cells, frames that are none, rules in white, rows that a page break cut."""

from __future__ import annotations

from read.pdf.pages import DATA, blocks, grid, make_pdf, put, read, rule

XS, YS = [60, 200, 340, 480], [700, 670, 640, 610]


def test_a_grid_is_a_table_of_rows_and_cells():
    drawn = (
        grid(XS, YS)
        + put(70, 680, "a")
        + put(210, 680, "b|c")
        + put(70, 655, "d")
        + put(70, 643, "e")
        + put(350, 620, "f")
    )
    made = read(make_pdf(drawn + put(60, 750, "truoc") + put(60, 550, "sau")))
    assert made.text == "truoc\n| a | b¦c |  |\n| d e |  |  |\n|  |  | f |\nsau"
    cells = [block for block in made.layout.blocks if block.kind == "cell"]
    assert [(made.text[c.start_char : c.end_char], c.row, c.column) for c in cells] == [
        ("a", 0, 0),
        ("b¦c", 0, 1),
        ("d e", 1, 0),
        ("f", 2, 2),
    ]
    assert cells[0].box == (60, 842 - 700, 200, 842 - 670)
    assert [made.text[line.start_char : line.end_char] for line in made.layout.lines] == [
        "truoc",
        "a",
        "b¦c",
        "d",
        "e",
        "f",
        "sau",
    ]


def test_blocks_nest_and_come_in_the_order_of_the_text():
    made = read(make_pdf(grid(XS, YS) + put(70, 680, "a") + put(210, 650, "b")))
    kinds = [block.kind for block in made.layout.blocks]
    assert kinds == ["table", "row", "cell", "row", "cell"]
    table = made.layout.blocks[0]
    assert made.text[table.start_char : table.end_char] == made.text


def test_merged_cells():
    level = [rule(60, y, 480, y) for y in (700, 640, 610)] + [rule(200, 670, 480, 670)]
    upright = [rule(x, 700, x, 610) for x in (60, 200, 480)] + [rule(340, 670, 340, 610)]
    drawn = (
        b"".join(level + upright)
        + put(70, 665, "TT")
        + put(250, 680, "Muc tieu")
        + put(210, 650, "2025")
        + put(350, 650, "2030")
    )
    assert read(make_pdf(drawn + put(70, 620, "1"))).text == "| TT | Muc tieu |  |\n|  | 2025 | 2030 |\n| 1 |  |  |"


def test_frames_and_tables_of_one_column_are_none():
    frame = b"60 600 420 100 re S\n" + put(70, 650, "trong khung")
    assert blocks(read(make_pdf(frame)), "table") == []
    column = grid([60, 480], [700, 670, 640]) + put(70, 680, "a") + put(70, 650, "b")
    assert read(make_pdf(column)).text == "a\nb"


def test_rules_in_white_are_none():
    drawn = b"1 1 1 RG\n" + grid(XS, YS) + put(70, 680, "a") + put(250, 680, "b")
    assert blocks(read(make_pdf(drawn)), "table") == []


def test_thin_rectangles_are_rules():
    level = b"".join(b"60 %d 420 0.5 re f\n" % y for y in (700, 670, 640))
    upright = b"".join(b"%d 640 0.5 60 re f\n" % x for x in (60, 200, 480))
    assert (
        read(make_pdf(level + upright + put(70, 680, "a") + put(210, 680, "b") + put(70, 650, "c"))).text
        == "| a | b |\n| c |  |"
    )


def test_a_row_that_a_page_break_cut_is_one_and_the_heading_stands_once():
    made = read((DATA / "tasks.pdf").read_bytes())
    rows = blocks(made, "row")
    assert rows[5].startswith("| 5 | Phát triển nông nghiệp bền vững") and rows[5].endswith(
        "của tỉnh | Sở Nông nghiệp và Phát triển nông thôn | UBND các huyện | Năm 2025 |"
    )
    assert rows[6] == "| 6 | Phân bổ 12.500 m² đất cho 95%¹ dự án | Sở Xây dựng | Các sở, ngành | Quý II/2021 |"
    numbers = [block.row for block in made.layout.blocks if block.kind == "row"]
    assert numbers == [0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4]
    assert "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |" in blocks(made, "furniture")
    cut = made.text.index(rows[5])
    pages = {line.page for line in made.layout.lines if cut <= line.start_char < cut + len(rows[5])}
    assert pages == {0, 1}


def test_a_sideways_table_is_read_upright():
    made = read((DATA / "tasks.pdf").read_bytes())
    (page,) = [page for page in made.layout.pages if page.number == 3]
    rows = [block for block in made.layout.blocks if block.kind == "row" and block.page == 2]
    assert [made.text[row.start_char : row.end_char] for row in rows] == blocks(made, "row")[:5]
    lengths = [(row.box.bottom - row.box.top) - (row.box.right - row.box.left) for row in rows]
    assert min(lengths) > 400 and all(0 <= row.box.top < row.box.bottom <= page.height for row in rows)


def opened(bottom: float) -> bytes:
    """Return a grid of two rows whose second one no rule ends."""
    level = b"".join(rule(60, y, 480, y) for y in (200, 170))
    return level + b"".join(rule(x, bottom, x, 200) for x in XS)


def test_a_row_that_a_page_break_left_open_is_joined_whatever_its_words():
    upper = (
        opened(80)
        + put(70, 180, "TT")
        + put(210, 180, "Viec")
        + put(70, 155, "1")
        + put(210, 155, "Muc A.")
        + put(350, 155, "So Noi vu")
    )
    lower = (
        grid(XS, [760, 720, 690])
        + put(210, 740, "Muc B.")
        + put(350, 740, "So Y te")
        + put(70, 700, "2")
        + put(210, 700, "Muc C.")
    )
    made = read(make_pdf(upper, lower))
    assert blocks(made, "row") == ["| TT | Viec |  |", "| 1 | Muc A. Muc B. | So Noi vu So Y te |", "| 2 | Muc C. |  |"]
    assert [block.row for block in made.layout.blocks if block.kind == "row"] == [0, 1, 2]


def test_a_row_below_a_page_break_that_begins_anew_is_its_own():
    upper = (
        grid(XS, [130, 100, 70])
        + put(70, 110, "1")
        + put(210, 110, "Muc A")
        + put(350, 110, "Nam 2025")
        + put(70, 80, "2")
        + put(210, 80, "Muc B")
        + put(350, 80, "Nam 2026")
    )
    lower = grid(XS, [760, 720]) + put(210, 740, "Muc C") + put(350, 740, "Nam 2027")
    assert blocks(read(make_pdf(upper, lower)), "row")[-1] == "|  | Muc C | Nam 2027 |"


def test_sides_without_rules_are_sides():
    level = b"".join(rule(60, y, 480, y) for y in (700, 670, 640, 610))
    drawn = (
        level
        + rule(200, 610, 200, 700)
        + put(70, 680, "a")
        + put(210, 680, "b")
        + put(70, 650, "c")
        + put(210, 620, "d")
    )
    assert read(make_pdf(drawn)).text == "| a | b |\n| c |  |\n|  | d |"
