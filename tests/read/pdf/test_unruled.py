"""Tables of tasks without rules are rows and cells where their headings are known; else gaps are gaps."""

from __future__ import annotations

import pytest
from read.pdf.pages import blocks, make_pdf, put, read

from kg.pages import ReadText

HEADING = ("STT", "NhiÖm vô", "C¬ quan chñ tr×", "Thêi gian")
"""In letters of TCVN3, as the fonts that every reader of PDF has lack those of Vietnamese."""
XS = (60, 110, 300, 450)
TASKS = (
    ("1", ["Xay dung co so du lieu", "quoc gia ve dat dai"], ["So Noi vu"], ["Quy I/2024"]),
    ("2", ["Ra soat quy hoach"], ["So Xay dung", "va cac so"], ["2025"]),
    ("3", ["Bao cao ket qua"], [], ["Hang nam"]),
)
ROWS = [
    "| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |",
    "| 1 | Xay dung co so du lieu quoc gia ve dat dai | So Noi vu | Quy I/2024 |",
    "| 2 | Ra soat quy hoach | So Xay dung va cac so | 2025 |",
    "| 3 | Bao cao ket qua |  | Hang nam |",
]
ABOVE = put(60, 720, "Doan van dung tren bang va chay qua het chieu rong cua trang giay nay.")


def drawn(heading=HEADING, tasks=TASKS, *, white: float = 0.0, middle: bool = False) -> tuple[bytes, float]:
    """Return the commands that write a table without rules, `white` points between rows, and how far down it goes."""
    out, y = [put(x, 700, text) for x, text in zip(XS, heading, strict=True)], 686.0 - white
    for number, *cells in tasks:
        height = 14 * max(map(len, cells))
        out.append(put(XS[0], y - (height / 2 - 7 if middle else 0), number))
        for x, lines in zip(XS[1:], cells, strict=True):
            top = y - ((height - 14 * len(lines)) / 2 if middle else 0)
            out += [put(x, top - 14 * n, line) for n, line in enumerate(lines)]
        y -= height + white
    return b"".join(out), y


def read_drawn(content: bytes) -> ReadText:
    return read(make_pdf(content, font=b"/Encoding/WinAnsiEncoding/BaseFont/.VnTime"))


@pytest.mark.parametrize(("white", "middle"), [(0, False), (10, False), (10, True)])
def test_rows_and_cells_by_gaps(white, middle):
    table, y = drawn(white=white, middle=middle)
    below = put(60, y - 10, "Doan van dung duoi bang va chay qua het chieu rong cua trang giay nay.")
    made = read_drawn(ABOVE + table + below)
    assert blocks(made, "row") == ROWS
    assert made.text.startswith("Doan van dung tren")
    assert made.text.rstrip().endswith("trang giay nay.")
    (cell,) = [block for block in made.layout.blocks if block.kind == "cell" and (block.row, block.column) == (1, 2)]
    assert made.text[cell.start_char : cell.end_char] == "So Noi vu"
    assert cell.box.left < 300 < cell.box.right


def test_numbers_in_the_middle_without_white_tell_no_rows():
    assert not blocks(read_drawn(drawn(middle=True)[0]), "table")


def test_a_page_number_below_is_no_part_of_it():
    made = read_drawn(drawn()[0] + put(200, 40, "- 7 -"))
    assert blocks(made, "row") == ROWS
    assert made.layout.pages[0].label == "7"


@pytest.mark.parametrize(
    "heading",
    [("STT", "Ho ten", "Que quan", "Ghi chep"), ("Muc", *HEADING[1:])],
    ids=["unknown headings", "no numbers"],
)
def test_other_lines_with_gaps_are_no_tables(heading):
    assert not blocks(read_drawn(drawn(heading)[0]), "table")


def test_a_table_that_counts_nothing_is_none():
    tasks = tuple(("-", *cells) for _, *cells in TASKS)
    assert not blocks(read_drawn(drawn(tasks=tasks)[0]), "table")
