"""Pages pasted into a DOCX file as pictures are read where they stand; logos and photographs are not."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest
from office_files import cell, dated, docx, paragraph, table
from PIL import Image
from read.ocr.printed import DPI, likeness, page, share_found

from kg.config import ReadOptions
from kg.pages import ReadText
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
PAGE_BOX = (60, 40, 1180, 760)
BEFORE, BEHIND = paragraph("Trước ảnh."), paragraph("Sau ảnh.")


def drawn(inches: tuple[float, float]) -> str:
    return DRAWN.format(cx=round(inches[0] * 914_400), cy=round(inches[1] * 914_400))


def read(body: str, image: Image.Image | bytes, **options: object) -> ReadText:
    stream = io.BytesIO()
    if isinstance(image, Image.Image):
        image.save(stream, "PNG", dpi=(DPI, DPI))
    out = io.BytesIO(docx(body))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(dated("word/_rels/document.xml.rels"), RELATION)
        archive.writestr(dated("word/media/image1.png"), stream.getvalue() or image)
    return read_docx(out.getvalue(), "a.docx", options=ReadOptions(**options))


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
