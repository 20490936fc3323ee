"""Read pages without a usable text layer from their image, where an OCR engine is installed."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium

from kg.config import ReadOptions
from kg.pages import Box
from kg.read.ocr import SURE, OcrLine, recognise
from kg.read.pdf.geometry import UPRIGHT
from kg.read.pdf.lines import Line, Row
from kg.read.pdf.page import PageContent, View

_DPI = 200
_POINTS = 72
_MOST_PIXELS = 40_000_000
"""A page drawn larger than this is drawn coarser."""


def read_scan(page: pdfium.PdfPage, content: PageContent, *, options: ReadOptions) -> None:
    """Put what OCR reads of a page's image in the place of its text layer.

    Raises `UnsupportedError` where no engine is installed.
    """
    scale = _DPI / _POINTS
    scale = min(scale, (_MOST_PIXELS / max(1.0, content.width * content.height)) ** 0.5)
    image = page.render(scale=scale).to_pil()
    put_lines(content, recognise(image, options=options, dpi=round(scale * _POINTS)), scale)


def put_lines(content: PageContent, found: Sequence[OcrLine], scale: float) -> None:
    """Put the lines that OCR gave in the place of a page's text layer; `scale` is the pixels of a point."""
    lines = [_line(line, scale) for line in found]
    words = [confidence for line in lines for *_, confidence in line.words]
    rows = [Row(line.base, (line,)) for line in lines]
    content.views = [View(UPRIGHT, rows, [], sum(len(line.text) for line in lines))] if lines else []
    content.aslant = ""
    content.origin = "ocr" if words else "empty"
    content.quality = sum(confidence >= SURE for confidence in words) / len(words) if words else 0.0


def _line(found: OcrLine, scale: float) -> Line:
    """Return a line that OCR gave in points: as it lies upright, and as it is shown."""
    words, at = [], 0
    for word in found.words:
        words.append((at, at + len(word.text), word.confidence))
        at += len(word.text) + 1
    upright, shown = (Box(*(round(side / scale, 1) for side in box)) for box in (found.upright, found.box))
    return Line(found.text, upright, upright.bottom, upright.bottom - upright.top, shown, tuple(words))
