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


def drawn(
    heading=HEADING, tasks=TASKS, *, white: float = 0.0, middle: bool = False, shift: float = 0.0
) -> tuple[bytes, float]:
    """Return the commands that write a table without rules, `white` points between rows, and how far down it goes."""
    xs = [x + shift for x in XS]
    out, y = [put(x, 700, text) for x, text in zip(xs, heading, strict=False)], 686.0 - white
    for number, *cells in tasks:
        height = 14 * max(map(len, cells))
        out.append(put(xs[0], y - (height / 2 - 7 if middle else 0), number))
        for x, lines in zip(xs[1:], cells, strict=True):
            top = y - ((height - 14 * len(lines)) / 2 if middle else 0)
            out += [put(x, top - 14 * n, line) for n, line in enumerate(lines)]
        y -= height + white
    return b"".join(out), y


def read_drawn(*pages: bytes) -> ReadText:
    return read(make_pdf(*pages, font=b"/Encoding/WinAnsiEncoding/BaseFont/.VnTime"))


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


REST = ("", ["va theo doi viec thuc hien", "hang quy"], [], [])
MORE = (
    ("4", ["Lap ke hoach von"], ["So Tai chinh"], ["2026"]),
    ("5", ["Kiem tra viec lap", "ke hoach"], ["Thanh tra tinh"], ["Hang nam"]),
)
LAST = (("6", ["So ket"], ["So Y te"], ["2027"]),)
HEAD = put(60, 800, "Ke hoach so 15 cua tinh")


@pytest.mark.parametrize("shift", [0, 18])
@pytest.mark.parametrize("head", [b"", HEAD], ids=["", "head"])
@pytest.mark.parametrize(("white", "middle"), [(0, False), (10, False), (10, True)])
def test_it_goes_on_on_the_next_pages_without_its_heading(white, middle, head, shift):
    def page(number: int, tasks, heading=(), at: float = 0) -> bytes:
        table = drawn(heading, tasks, white=white, middle=middle, shift=at)[0]
        return head + put(290, 40, str(number)) + table

    made = read_drawn(page(1, TASKS, HEADING), page(2, (REST, *MORE), at=shift), page(3, LAST))
    assert blocks(made, "row") == [
        *ROWS[:-1],
        "| 3 | Bao cao ket qua va theo doi viec thuc hien hang quy |  | Hang nam |",
        "| 4 | Lap ke hoach von | So Tai chinh | 2026 |",
        "| 5 | Kiem tra viec lap ke hoach | Thanh tra tinh | Hang nam |",
        "| 6 | So ket | So Y te | 2027 |",
    ]
    assert [block.row for block in made.layout.blocks if block.kind == "row"] == list(range(7))
    assert [page.label for page in made.layout.pages] == ["1", "2", "3"]
    rest = made.text.index("va theo doi")
    assert next(line.page for line in made.layout.lines if line.start_char == rest) == 1


@pytest.mark.parametrize(
    "below",
    [
        drawn((), (("5", ["Kiem tra"], ["Thanh tra tinh"], ["2026"]),))[0],
        put(60, 700, "4. Cac so, nganh, uy ban nhan dan cac huyen can cu ke hoach nay de trien khai thuc hien."),
        put(60, 760, "Cac so, nganh can cu ke hoach nay de trien khai thuc hien trong nam.") + drawn((), MORE)[0],
        put(60, 700, "4.") + put(110, 700, "Lap ke hoach von"),
    ],
    ids=["another number", "a paragraph", "text above", "one column"],
)
def test_what_does_not_count_on_at_the_top_of_a_page_is_no_part_of_it(below):
    made = read_drawn(drawn()[0], below)
    assert blocks(made, "row") == ROWS


def test_a_page_that_was_left_out_ends_it():
    made = read_drawn(drawn()[0], b"", drawn((), MORE)[0])
    assert blocks(made, "row") == ROWS
