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


def read_scan(page: pdfium.PdfPage, content: PageContent, *, keep: bool, options: ReadOptions) -> None:
    """Put what OCR reads of a page's image in the place of its text layer, or beside it where `keep` says to keep it.

    Raises `UnsupportedError` where no engine is installed.
    """
    scale = _DPI / _POINTS
    scale = min(scale, (_MOST_PIXELS / max(1.0, content.width * content.height)) ** 0.5)
    image = page.render(scale=scale).to_pil()
    found = recognise(image, options=options, dpi=round(scale * _POINTS))
    kept = [row for view in content.views if keep and view.frame == UPRIGHT for row in view.rows]
    stamps = [frame.to_shown(line.box) for line, frame in (*content.top, *content.bottom)]
    known = [part.box for row in kept for part in row.parts] + stamps
    _put_lines(content, [line for line in (_line(one, scale, known=known) for one in found) if line is not None], kept)


def put_image(content: PageContent, found: Sequence[OcrLine], scale: float) -> None:
    """Put the lines that OCR gave of an image on a page that is nothing else; `scale` is the pixels of a point."""
    _put_lines(content, [line for line in (_line(one, scale, known=[]) for one in found) if line is not None], [])


def _put_lines(content: PageContent, lines: Sequence[Line], kept: list[Row]) -> None:
    """Put lines that OCR read on a page, among the rows of its text layer that are kept."""
    words = [confidence for line in lines for *_, confidence in line.words]
    rows = _merged([Row(line.base, (line,)) for line in lines], kept)
    content.views = [View(UPRIGHT, rows, [], len(words))] if rows else []
    content.aslant = ""
    content.origin = "ocr" if words else "layer" if rows else "empty"
    content.quality = sum(confidence >= SURE for confidence in words) / len(words) if words else float(bool(rows))


def _merged(read: list[Row], kept: list[Row]) -> list[Row]:
    """Return rows in the order in which OCR read them, those of the text layer before the first one below them."""
    rows: list[Row] = []
    waiting = sorted(kept, key=lambda row: row.base)
    for row in read:
        while waiting and waiting[0].base < row.base:
            rows.append(waiting.pop(0))
        rows.append(row)
    return rows + waiting


def _line(found: OcrLine, scale: float, *, known: list[Box]) -> Line | None:
    """Return a line that OCR gave in points, as it lies upright and as it is shown, without words known already."""
    words = [word for word in found.words if not any(_is_in(word.box, box, scale) for box in known)]
    if not words:
        return None
    spans, at = [], 0
    for word in words:
        spans.append((at, at + len(word.text), word.confidence))
        at += len(word.text) + 1
    upright, shown = (Box(*(round(side / scale, 1) for side in box)) for box in (found.upright, found.box))
    text = " ".join(word.text for word in words)
    return Line(text, upright, upright.bottom, upright.bottom - upright.top, shown, tuple(spans))


def _is_in(word: Box, box: Box, scale: float) -> bool:
    """Say whether the middle of a word, in pixels, is in a box."""
    x, y = (word.left + word.right) / 2 / scale, (word.top + word.bottom) / 2 / scale
    return box.left <= x <= box.right and box.top <= y <= box.bottom
