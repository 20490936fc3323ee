"""Make small PDF files by hand, and read them."""

from __future__ import annotations

import io
from pathlib import Path

from kg.config import ReadOptions
from kg.pages import ReadText
from kg.read.pdf import read_pdf

SAMPLES = Path(__file__).resolve().parents[3] / "kg" / "samples"
DATA = Path(__file__).resolve().parent / "data"


def read(data: bytes, **options: object) -> ReadText:
    """Return what a PDF holds, without OCR."""
    return read_pdf(data, "a.pdf", options=ReadOptions(**{"ocr": "never"} | options))


def make_pdf(
    *contents: bytes,
    pages: int = 1,
    filters: bytes = b"",
    box: str = "0 0 595 842",
    rotate: int = 0,
    font: bytes = b"/BaseFont/Helvetica",
    more: bytes = b"",
) -> bytes:
    """Return a PDF with a page for each stream of drawing commands, or `pages` of one; /F is the font.

    Pages have what `more` says too.
    """
    first = 4
    kids = [first + 2 * number for number in range(len(contents))] * pages
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids)),
        b"<</Type/Font/Subtype/Type1%s>>" % font,
    ]
    for number, content in enumerate(contents):
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Rotate %d/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R%s>>"
            % (box.encode(), rotate, first + 2 * number + 1, more),
            b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters, content),
        ]
    out, places = io.BytesIO(b"%PDF-1.5\n"), []
    out.seek(0, io.SEEK_END)
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def put(x: float, y: float, text: str, *, size: float = 12) -> bytes:
    """Return the commands that write a text at a place from the lower left corner."""
    return b"BT /F %.1f Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj ET\n" % (size, x, y, text.encode("latin-1"))


def rule(x: float, y: float, to_x: float, to_y: float) -> bytes:
    """Return the commands that draw a line."""
    return b"%.1f %.1f m %.1f %.1f l S\n" % (x, y, to_x, to_y)


def grid(xs: list[float], ys: list[float]) -> bytes:
    """Return the commands that draw all rules of a grid."""
    level = b"".join(rule(xs[0], y, xs[-1], y) for y in ys)
    return level + b"".join(rule(x, ys[0], x, ys[-1]) for x in xs)


def blocks(read: ReadText, kind: str) -> list[str]:
    """Return the texts of the blocks of a kind."""
    return [read.text[block.start_char : block.end_char] for block in read.layout.blocks if block.kind == kind]
