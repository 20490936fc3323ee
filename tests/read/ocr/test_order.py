"""Rows are read from top to bottom, columns of text one after the other, cells row by row."""

from __future__ import annotations

import random

from kg.pages import Box
from kg.read.ocr.order import in_order
from kg.read.ocr.words import OcrLine, OcrWord


def line(text: str, left: float, top: float, *, width: float = 300, height: float = 20) -> OcrLine:
    box = Box(left, top, left + width, top + height)
    return OcrLine((OcrWord(text, box, 1.0),), box, box)


def shuffled(lines: list[OcrLine]) -> list[str]:
    mixed = lines.copy()
    random.Random(7).shuffle(mixed)
    return [one.text for one in in_order(mixed)]


def test_two_columns_of_text_are_read_one_after_the_other_between_what_spans_them():
    head, foot = [line("head", 0, 0, width=640)], [line("foot", 0, 400, width=640)]
    left = [line(f"left{row}", 0, 30 + 30 * row) for row in range(10)]
    right = [line(f"right{row}", 340, 30 + 30 * row) for row in range(10)]
    assert shuffled([*head, *left, *right, *foot]) == [one.text for one in (*head, *left, *right, *foot)]


def test_cells_are_read_row_by_row():
    cells = [
        line(f"{name}{row}", 340 * column, 30 * row, width=60 + 40 * ((row + column) % 5))
        for row in range(12)
        for column, name in enumerate("ab")
    ]
    assert shuffled(cells) == [one.text for one in cells]


def test_a_letterhead_is_read_row_by_row():
    lines = [line("CHÍNH PHỦ", 100, 0, width=150), line("CỘNG HÒA", 400, 2), line("Số: 1", 100, 40, width=120)]
    lines.append(line("Hà Nội", 420, 43, width=250))
    assert shuffled(lines) == ["CHÍNH PHỦ", "CỘNG HÒA", "Số: 1", "Hà Nội"]


def test_lines_a_little_aslant_are_one_row_each():
    lines = [line(f"row{row}", 0, 30 * row + shift) for row, shift in enumerate((0, 2, -3, 1))]
    assert shuffled(lines) == ["row0", "row1", "row2", "row3"]


def test_no_lines_have_no_order():
    assert in_order([]) == []
