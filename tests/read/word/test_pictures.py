"""Pages pasted into a DOCX file as pictures are read where they stand; logos and photographs are not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from office_files import cell, dated, docx, paragraph, table
from PIL import Image
from read.ocr.printed import DPI, likeness, page, share_found

import kg
from kg.config import ReadOptions
from kg.errors import ReadError
from kg.pages import ReadText
from kg.read.pdf.quality import valid_share, words_of
from kg.read.picture import draw_alone
from kg.read.word.docx import read_docx

RELATION = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="p1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.png"/>'
    "</Relationships>"
)
DRAWN = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="{cx}" cy="{cy}"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="p1"/></wp:inline></w:drawing></w:r>'
)
OLD = (
    '<w:r><w:pict><v:shape style="width:440pt;height:{height}pt"><v:imagedata '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="p1"/></v:shape></w:pict></w:r>'
)
SCAN = Path(__file__).resolve().parents[4] / "shared" / "samples" / "scan" / "29-cd-ttg-2025.pdf"
PAGE_BOX = (60, 40, 1180, 760)
BEFORE, BEHIND = paragraph("Trước ảnh."), paragraph("Sau ảnh.")


def drawn(inches: tuple[float, float]) -> str:
    return DRAWN.format(cx=round(inches[0] * 914_400), cy=round(inches[1] * 914_400))


def packed(body: str, image: Image.Image | bytes) -> bytes:
    """Return a DOCX file with a picture."""
    stream = io.BytesIO()
    if isinstance(image, Image.Image):
        image.save(stream, "PNG", dpi=(DPI, DPI))
    out = io.BytesIO(docx(body))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(dated("word/_rels/document.xml.rels"), RELATION)
        archive.writestr(dated("word/media/image1.png"), stream.getvalue() or image)
    return out.getvalue()


def read(body: str, image: Image.Image | bytes, **options: object) -> ReadText:
    return read_docx(packed(body, image), "a.docx", options=ReadOptions(**options))


@pytest.mark.parametrize("picture", [drawn((6.1, 4.8)), OLD.format(height=345)], ids=["drawing", "old"])
def test_a_page_is_read_where_it_stands(picture):
    image, printed = page()
    made = read(BEFORE + paragraph(picture) + BEHIND, image.crop(PAGE_BOX))
    assert made.text.startswith("Trước ảnh.\n")
    assert made.text.endswith("\nSau ảnh.")
    inside = made.text[len("Trước ảnh.") : -len("Sau ảnh.")]
    assert len(inside) > 400
    assert share_found(printed, inside) > 0.95
    assert "read 1 picture of pages by OCR; compare citations with them" in made.warnings
    words = [made.text[word.start_char : word.end_char] for word in made.layout.words]
    assert words == inside.split()
    assert all(0 < word.confidence <= 1 for word in made.layout.words)


def test_a_page_in_a_cell_keeps_its_words():
    image, _ = page()
    body = table(["STT", "Nội dung", "Ghi chú"], ["1", cell(paragraph(drawn((6.1, 4.8)))), "x"])
    made = read(body, image.crop(PAGE_BOX))
    assert made.text.count("\n") == 1
    words = [made.text[word.start_char : word.end_char] for word in made.layout.words]
    assert len(words) > 80
    assert likeness(" ".join(words), made.text) > 0.9


def test_small_pictures_and_such_without_words_are_passed_over():
    image, _ = page()
    made = read(BEFORE + paragraph(drawn((2.0, 1.6))) + BEHIND, image.crop(PAGE_BOX))
    assert (made.text, made.warnings) == ("Trước ảnh.\n\nSau ảnh.", ())
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 256, (400, 600), dtype=np.uint8))
    made = read(BEFORE + paragraph(drawn((6.1, 4.8))) + BEHIND, noise)
    assert (made.text, made.warnings) == ("Trước ảnh.\n\nSau ảnh.", ())


def test_pages_that_are_not_read_are_counted():
    made = read(BEFORE + paragraph(drawn((6.1, 4.8))), page()[0], ocr="never")
    assert made.text == "Trước ảnh."
    (warning,) = made.warnings
    assert warning.startswith("holds 1 picture as large as pages, not read: is an image, and OCR is switched off")
    (warning,) = read(BEFORE + paragraph(drawn((6.1, 4.8))), b"\x89PNG\r\n\x1a\n" + bytes(50)).warnings
    assert "is a damaged image" in warning


def test_a_picture_is_a_page_with_its_lines_and_other_text_stands_on_none():
    image, _ = page()
    made = read(BEFORE + paragraph(drawn((6.1, 4.8))) * 2 + BEHIND, image.crop(PAGE_BOX))
    assert [(one.number, one.origin) for one in made.layout.pages] == [(1, "ocr"), (2, "ocr")]
    first, second = made.layout.pages
    assert made.text[: first.start_char] == "Trước ảnh.\n\n"
    assert made.text[first.start_char : first.end_char] == made.text[second.start_char : second.end_char]
    assert made.text[second.end_char :].strip() == "Sau ảnh."
    for line in made.layout.lines:
        one = made.layout.pages[line.page]
        assert one.start_char <= line.start_char < line.end_char <= one.end_char
        assert 0 <= line.box.left < line.box.right <= one.width and 0 <= line.box.top < line.box.bottom <= one.height
    covered = sum(line.end_char - line.start_char for line in made.layout.lines if line.page == 0)
    assert covered > 0.95 * (first.end_char - first.start_char)
    assert {block.page for block in made.layout.blocks} == {-1, 0, 1}


def test_citations_lead_to_the_picture_and_it_can_be_drawn(tmp_path):
    image, _ = page()
    crop = image.crop(PAGE_BOX)
    data = packed(paragraph("Sở Tài chính bố trí kinh phí năm 2026.") + paragraph(drawn((6.1, 4.8))), crop)
    (tmp_path / "a.docx").write_bytes(data)
    with kg.build(tmp_path / "a.docx") as graph:
        measures = [fact for fact in graph.facts() if fact["fact"] == "measure"]
        regions = graph.query("SELECT ?r WHERE { ?s pol:region ?r }").rows
    assert measures[0]["quote"].startswith("Sở Tài chính") and "page" not in measures[0]
    assert len(measures) > 2 and all(fact["page"] == 1 for fact in measures[1:])
    assert regions and all(str(place).startswith("page=1&xywh=") for (place,) in regions)
    shown = Image.open(io.BytesIO(draw_alone(data, "a.docx", page=1)))
    assert shown.size == crop.size
    with pytest.raises(ReadError, match="no picture of a page 2"):
        draw_alone(data, "a.docx", page=2)


@pytest.mark.tool("shared")
def test_a_real_scan_pasted_into_a_file():
    with pdfium.PdfDocument(SCAN) as document:
        scanned = document[0].render(scale=DPI / 72, grayscale=True).to_pil()
    made = read(BEFORE + paragraph(drawn((6.5, 9.2))) + BEHIND, scanned)
    (one,) = made.layout.pages
    words = words_of(made.text[one.start_char : one.end_char])
    assert len(words) > 250 and valid_share(words) > 0.95
    assert "THỦ TƯỚNG CHÍNH PHỦ điện:" in made.text


def test_one_picture_placed_over_and_over_is_read_a_hundred_times_at_most():
    image, _ = page()
    made = read(paragraph(drawn((6.1, 4.8))) * 130 + BEHIND, image.crop(PAGE_BOX))
    assert [one.number for one in made.layout.pages] == list(range(1, 101))
    assert "holds 30 pictures as large as pages, not read: more than 100 are not" in made.warnings
