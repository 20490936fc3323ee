"""Scanned pages: their rules are seen, their tables have rows, whichever way the page lies; exact text is kept."""

from __future__ import annotations

import io
from functools import cache

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from read.pdf.pages import DATA, blocks, make_pdf, put

from kg.config import ReadOptions
from kg.pages import ReadText
from kg.read.pdf import read_pdf
from kg.read.pdf.ruled import image_rules

DPI = 150


def test_rules_are_long_straight_lines_and_letters_are_none():
    image = Image.new("L", (800, 600), 255)
    draw = ImageDraw.Draw(image)
    for y in (100, 200, 300):
        draw.line((100, y, 700, y), fill=60, width=2)
    for x in (100, 400, 700):
        draw.line((x, 100, x, 300), fill=60, width=2)
    draw.rectangle((100, 400, 300, 500), fill=0)
    draw.text((420, 120), "LLLLHHHH EEEE ____", fill=0)
    rules = image_rules(image, DPI / 72)
    level = sorted(round(rule.at) for rule in rules if rule.level)
    upright = sorted(round(rule.at) for rule in rules if not rule.level)
    assert level == [48, 96, 144]
    assert upright == [48, 192, 336]


def test_a_picture_has_no_rules():
    image = Image.effect_noise((1500, 1500), 200)
    assert image_rules(image, DPI / 72) == []


@cache
def scanned(turn: int) -> ReadText:
    """Return what is read of the first page of the plan as a scanner would give it."""
    page = pdfium.PdfDocument((DATA / "tasks.pdf").read_bytes())[0]
    image = page.render(scale=DPI / 72).to_pil().convert("L").rotate(turn, expand=True)
    file = io.BytesIO()
    image.save(file, "PDF", resolution=DPI)
    return read_pdf(file.getvalue(), "a.pdf", options=ReadOptions())


@pytest.mark.parametrize("turn", [0, 90])
def test_a_scanned_table_has_its_rows(turn):
    made = scanned(turn)
    rows = blocks(made, "row")
    assert len(rows) == 6
    assert (
        rows[2] == "| 2 | Xây dựng Khu kinh tế Thái Bình | Ban Quản lý Khu kinh tế | Sở Kế hoạch và Đầu tư | Năm 2025 |"
    )
    assert rows[5].startswith("| 5 | Phát triển nông nghiệp bền vững")
    assert made.text.index("KẾ HOẠCH") < made.text.index(rows[0])


def test_words_in_cells_have_their_confidence_and_their_place():
    made = scanned(0)
    (table,) = [block for block in made.layout.blocks if block.kind == "table"]
    inside = [word for word in made.layout.words if table.start_char <= word.start_char < table.end_char]
    assert len(inside) > 80
    assert all(
        made.text[word.start_char : word.end_char].split() == [made.text[word.start_char : word.end_char]]
        for word in inside
    )
    (page,) = made.layout.pages
    assert page.origin == "ocr" and page.quality > 0.9
    for line in made.layout.lines:
        assert 0 <= line.box.left < line.box.right <= page.width and 0 <= line.box.top < line.box.bottom <= page.height


def test_the_exact_text_of_a_head_over_a_scan_is_kept():
    page = pdfium.PdfDocument((DATA / "tasks.pdf").read_bytes())[0]
    image = page.render(scale=1).to_pil().convert("L").crop((0, 130, 595, 262))
    stream = image.tobytes()
    head = put(72, 810, "CONG BAO So 15") + put(500, 810, "86")
    inline = b"q 595 0 0 132 0 580 cm BI /W 595 /H 132 /CS /G /BPC 8 ID " + stream + b" EI Q\n"
    made = read_pdf(make_pdf(head + inline), "a.pdf", options=ReadOptions())
    assert made.text.startswith("CONG BAO So 15")
    assert "86" in made.text
    assert "Thực hiện Nghị quyết" in made.text
