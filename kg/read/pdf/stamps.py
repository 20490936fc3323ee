"""Take in what stands on a page as annotations: numbers and dates filled in by signing programs, and their stamps.

A signed document often has its number and its date in annotations only, so they are part of the text; what tells of the
signature itself is furniture.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kg.pages import Box
from kg.read.pdf.geometry import Affine, Frame
from kg.read.pdf.glyphs import Glyph, Glyphs
from kg.read.pdf.lines import Line, build_rows
from kg.resources import read_table

_OVER = 99.0
_MOST = 500
_SLACK = 1.0


class Annotated(NamedTuple):
    """The rectangles of a page's annotations, and how many characters the page had without them."""

    rectangles: tuple[tuple[float, ...], ...] = ()
    characters: int = 0


def flatten(document: pdfium.PdfDocument, index: int) -> tuple[pdfium.PdfPage, Annotated]:
    """Return a page with the looks of its annotations made part of it."""
    page = document[index]
    rectangles = _rectangles(page)
    if not rectangles:
        return page, Annotated()
    textpage = page.get_textpage()
    characters = textpage.count_chars()
    textpage.close()
    if pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY) != pdfium_c.FLATTEN_SUCCESS:
        return page, Annotated()
    page.close()
    return document[index], Annotated(rectangles, characters)


def _rectangles(page: pdfium.PdfPage) -> tuple[tuple[float, ...], ...]:
    found, rectangle = [], pdfium_c.FS_RECTF()
    for number in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        is_link = pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_LINK
        if not is_link and pdfium_c.FPDFAnnot_GetRect(annotation, rectangle):
            found.append((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        pdfium_c.FPDFPage_CloseAnnot(annotation)
    return tuple(found)


def take_stamps(glyphs: Glyphs, annotated: Annotated, shown: Affine) -> tuple[Glyphs, list[tuple[Line, Frame]]]:
    """Return the characters that are no part of the stamp of a signature, and the lines of such stamps."""
    stamps: list[tuple[Line, Frame]] = []
    by_frame = dict(glyphs.by_frame)
    for left, bottom, right, top in annotated.rectangles:
        (x, y), (to_x, to_y) = shown.apply(left, bottom), shown.apply(right, top)
        box = Box(min(x, to_x) - _SLACK, min(y, to_y) - _SLACK, max(x, to_x) + _SLACK, max(y, to_y) + _SLACK)
        for frame, found in by_frame.items():
            later = [glyph for glyph in found if glyph.index >= annotated.characters]
            inside = [glyph for glyph in later if _is_inside(frame, glyph, box)]
            lines = [row.joined() for row in build_rows(inside, column=_OVER)]
            if any(line.text.startswith(_words()) for line in lines):
                stamps.extend((line, frame) for line in lines)
                taken = {glyph.index for glyph in inside}
                by_frame[frame] = [glyph for glyph in found if glyph.index not in taken]
    return glyphs._replace(by_frame={frame: found for frame, found in by_frame.items() if found}), stamps


def _is_inside(frame: Frame, glyph: Glyph, box: Box) -> bool:
    place = frame.to_shown(Box(glyph.left, glyph.top, glyph.right, glyph.bottom))
    x, y = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    return box.left <= x <= box.right and box.top <= y <= box.bottom


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    """Return what a line of a stamp begins with."""
    return tuple(row["term"] for row in read_table("lexicons/page_furniture.tsv") if row["where"] == "stamp")
