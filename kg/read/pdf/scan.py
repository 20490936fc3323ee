"""Read pages without a usable text layer from their image, where an OCR engine is installed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2 as pdfium

from kg.config import ReadOptions
from kg.pages import Box
from kg.read.pdf.geometry import FRAMES, UPRIGHT, Frame, around
from kg.read.pdf.lines import Line, Row
from kg.read.pdf.page import PageContent, View
from kg.read.pdf.rules import Rule, in_frame
from kg.read.pdf.tables import Cell, CellLine, Grid, Table, find_grids

if TYPE_CHECKING:
    from PIL import Image

    from kg.read.ocr import OcrLine, OcrWord

_DPI = 200
_POINTS = 72
_BARS = re.compile(r"[|¦\[\]]+")
"""What OCR makes of a rule beside a cell's text."""
_MOST_PIXELS = 40_000_000
"""A page drawn larger than this is drawn coarser."""


def read_scan(page: pdfium.PdfPage, content: PageContent, *, keep: bool, options: ReadOptions) -> None:
    """Put what OCR reads of a page's image in the place of its text layer, or beside it where `keep` says to keep it.

    Raises `UnsupportedError` where no engine is installed.
    """
    from kg.read.ocr import recognise

    scale = _DPI / _POINTS
    scale = min(scale, (_MOST_PIXELS / max(1.0, content.width * content.height)) ** 0.5)
    image = page.render(scale=scale).to_pil()
    found = recognise(image, options=options, dpi=round(scale * _POINTS))
    kept = [row for view in content.views if keep and view.frame == UPRIGHT for row in view.rows]
    stamps = [frame.to_shown(line.box) for line, frame in (*content.top, *content.bottom)]
    known = [part.box for row in kept for part in row.parts] + stamps
    _put_lines(content, found, scale, rules=_rules(image, scale), known=known, kept=kept)


def put_image(content: PageContent, found: Sequence[OcrLine], scale: float, *, image: Image.Image) -> None:
    """Put the lines that OCR gave of an image on a page that is nothing else; `scale` is the pixels of a point."""
    _put_lines(content, found, scale, rules=_rules(image, scale), known=[], kept=[])


def _rules(image: Image.Image, scale: float) -> list[Rule]:
    from kg.read.pdf.ruled import image_rules

    return image_rules(image, scale)


def _put_lines(
    content: PageContent,
    found: Sequence[OcrLine],
    scale: float,
    *,
    rules: list[Rule],
    known: list[Box],
    kept: list[Row],
) -> None:
    """Put lines that OCR read on a page, among the rows of its text layer that are kept, and into its ruled tables."""
    from kg.read.ocr import SURE

    frame = _frame_of(found)
    lines = [_Read(one, tuple(word for word in one.words if not _is_in(word.box, known, scale))) for one in found]
    tables, left = _in_tables(lines, find_grids(in_frame(rules, frame)), scale=scale, frame=frame)
    lines = [_line(one, scale, frame) for one in left if one.words]
    in_cells = [held.line for table in tables for row in table.rows for cell in row for held in cell.lines]
    words = [confidence for line in (*lines, *in_cells) for *_, confidence in line.words]
    rows = _merged([Row(line.base, (line,)) for line in lines], kept if frame == UPRIGHT else [])
    content.views = [View(frame, rows, tables, len(words))] if rows or tables else []
    content.aslant = ""
    content.origin = "ocr" if words else "layer" if rows else "empty"
    content.quality = sum(confidence >= SURE for confidence in words) / len(words) if words else float(bool(rows))


class _Read(NamedTuple):
    """A line that OCR gave, and those of its words that are wanted."""

    found: OcrLine
    words: tuple[OcrWord, ...]


def _frame_of(found: Sequence[OcrLine]) -> Frame:
    """Return the frame in which lines lie as OCR says that they do on the page turned upright."""

    def spread(frame: Frame) -> float:
        places = [(frame.from_shown(line.box), line.upright) for line in found]
        lefts, tops = zip(*((b.left - a.left, b.top - a.top) for a, b in places), strict=True)
        return max(lefts) - min(lefts) + max(tops) - min(tops)

    return min(FRAMES, key=spread) if len(found) > 1 else UPRIGHT


def _in_tables(lines: list[_Read], grids: list[Grid], *, scale: float, frame: Frame) -> tuple[list[Table], list[_Read]]:
    """Return tables with the words in their cells, and the lines with the words that are left."""

    def cell_of(grid: Grid, word: OcrWord) -> Cell | None:
        box = frame.from_shown(Box(*(side / scale for side in word.box)))
        return grid.cell_at((box.left + box.right) / 2, (box.top + box.bottom) / 2)

    tables = []
    for grid in grids:
        left = []
        for line in lines:
            parts = [(cell, tuple(part)) for cell, part in groupby(line.words, partial(cell_of, grid))]
            for cell, part in parts:
                inked = tuple(word for word in part if not _BARS.fullmatch(word.text))
                if cell is not None and inked:
                    cell.lines.append(CellLine(_line(_Read(line.found, inked), scale, frame)))
            left.append(_Read(line.found, tuple(word for cell, part in parts if cell is None for word in part)))
        table = grid.to_table()
        if table is not None and len(table.rows) > 1:
            tables.append(table)
            lines = left
    return sorted(tables, key=lambda table: table.box.top), lines


def _merged(read: list[Row], kept: list[Row]) -> list[Row]:
    """Return rows in the order in which OCR read them, those of the text layer before the first one below them."""
    rows: list[Row] = []
    waiting = sorted(kept, key=lambda row: row.base)
    for row in read:
        while waiting and waiting[0].base < row.base:
            rows.append(waiting.pop(0))
        rows.append(row)
    return rows + waiting


def _line(read: _Read, scale: float, frame: Frame) -> Line:
    """Return words of a line in points, as they lie in a frame and as they are shown."""
    spans, at = [], 0
    for word in read.words:
        spans.append((at, at + len(word.text), word.confidence))
        at += len(word.text) + 1
    whole = len(read.words) == len(read.found.words)
    part = read.found.box if whole else around([word.box for word in read.words])
    shown = Box(*(round(side / scale, 1) for side in part))
    box = frame.from_shown(shown)
    text = " ".join(word.text for word in read.words)
    return Line(text, box, box.bottom, box.bottom - box.top, shown, tuple(spans))


def _is_in(word: Box, boxes: list[Box], scale: float) -> bool:
    """Say whether the middle of a word, in pixels, is in one of some boxes."""
    x, y = (word.left + word.right) / 2 / scale, (word.top + word.bottom) / 2 / scale
    return any(box.left <= x <= box.right and box.top <= y <= box.bottom for box in boxes)
