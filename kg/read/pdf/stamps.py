"""Take in what stands on a page as annotations: numbers and dates filled in by signing programs, and their stamps.

A signed document often has its number and its date in annotations only, so they are part of the text; what tells of the
signature itself is furniture.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kg.pages import Box
from kg.read.pdf.geometry import Affine, Frame
from kg.read.pdf.glyphs import Glyphs, Printed
from kg.read.pdf.lines import Line, build_rows
from kg.read.pdf.raw import Held, address, inner_count_of, inner_object_of, kind_of, object_of, run_of
from kg.resources import read_table

_OVER = 99.0
_MOST, _MOST_FLAT = 500, 2000
"""So many annotations are looked at; to make more than the second part of a page takes seconds."""
_DEEPEST = 8
_TEXT, _IMAGE = pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_IMAGE
_IMAGES, _MORE = "images", "more"
_SLACK = 1.0


class Annotated(NamedTuple):
    """The rectangles of a page's annotations, and the addresses of the runs of text that are theirs.

    `image_area` is that of annotations that hold images only, and are no part of the page; `left_out` counts the
    annotations of a page that has too many.
    """

    rectangles: tuple[tuple[float, ...], ...] = ()
    runs: frozenset[int] = frozenset()
    image_area: float = 0.0
    left_out: int = 0


def flatten(document: pdfium.PdfDocument, index: int) -> tuple[pdfium.PdfPage, Annotated]:
    """Return a page with the looks of its annotations made part of it; those of images alone are only told of."""
    page = document[index]
    count = pdfium_c.FPDFPage_GetAnnotCount(page.raw)
    if count > _MOST_FLAT:
        return page, Annotated(left_out=count)
    looks = _looks(page)
    if all(look != _MORE for _, look in looks):
        pictures = [rectangle for rectangle, look in looks if look]
        return page, Annotated(image_area=sum((to_x - x) * (to_y - y) for x, y, to_x, to_y in pictures))
    own = pdfium_c.FPDFPage_CountObjects(page.raw)
    if pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY) != pdfium_c.FLATTEN_SUCCESS:
        return page, Annotated()
    page.close()
    page = document[index]
    added = range(own, pdfium_c.FPDFPage_CountObjects(page.raw))
    runs = (item.value for item, kind in _inside(map(object_of, repeat(address(page.raw)), added)) if kind == _TEXT)
    return page, Annotated(tuple(rectangle for rectangle, _ in looks), frozenset(runs))


def _looks(page: pdfium.PdfPage) -> list[tuple[tuple[float, ...], str]]:
    """Return the rectangles of a page's annotations, and what they show: nothing, images, or more.

    pdfium reads an annotation's content to tell; once one shows more, this is not asked of others.
    """
    found, rectangle, look = [], pdfium_c.FS_RECTF(), ""
    for number in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        is_link = pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_LINK
        if not is_link and pdfium_c.FPDFAnnot_GetRect(annotation, rectangle):
            sides = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            look = look if look == _MORE else _look(annotation)
            found.append((sides, look))
        pdfium_c.FPDFPage_CloseAnnot(annotation)
    return found


def _look(annotation: object) -> str:
    """Say whether an annotation shows nothing, images, or more."""
    items = range(pdfium_c.FPDFAnnot_GetObjectCount(annotation))
    held = (Held(ctypes.cast(pdfium_c.FPDFAnnot_GetObject(annotation, item), ctypes.c_void_p).value) for item in items)
    kinds = {kind for _, kind in _inside(held)}
    return _MORE if kinds - {_IMAGE} else _IMAGES if kinds else ""


def _inside(items: Iterable[Held]) -> Iterator[tuple[Held, int]]:
    """Yield the objects and kinds of what is among objects and in the forms among them, forms in forms to a depth."""
    level = list(items)
    for _ in range(_DEEPEST):
        forms = []
        for item in filter(None, level):
            kind = kind_of(item)
            if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
                yield item, kind
            else:
                forms.append(item)
        level = [inner_object_of(form, number) for form in forms for number in range(inner_count_of(form))]


def take_stamps(
    printed: Printed, annotated: Annotated, shown: Affine, *, textpage: object
) -> tuple[Printed, list[tuple[Line, Frame]]]:
    """Return the characters that are no part of the stamp of a signature, and the lines of such stamps."""
    page = address(textpage)
    stamps: list[tuple[Line, Frame]] = []
    by_frame = dict(printed.by_frame)
    for left, bottom, right, top in annotated.rectangles:
        (x, y), (to_x, to_y) = shown.apply(left, bottom), shown.apply(right, top)
        box = Box(min(x, to_x) - _SLACK, min(y, to_y) - _SLACK, max(x, to_x) + _SLACK, max(y, to_y) + _SLACK)
        for frame, found in by_frame.items():
            is_inside = _is_inside(frame, found, box)
            is_inside[is_inside] = [run_of(page, index) in annotated.runs for index in found.index[is_inside].tolist()]
            letters = set("".join(found.text[is_inside].tolist()))
            if not any(letters.issuperset(first) for first in _first_words()):
                continue
            lines = [row.joined() for row in build_rows(found.take(is_inside), column=_OVER)]
            if any(line.text.startswith(_words()) for line in lines):
                stamps.extend((line, frame) for line in lines)
                by_frame[frame] = found.take(~is_inside)
    return printed._replace(by_frame={frame: found for frame, found in by_frame.items() if found.count}), stamps


def _is_inside(frame: Frame, glyphs: Glyphs, box: Box) -> np.ndarray:
    """Return which characters have their middle in a box on the shown page."""
    place = frame.from_shown(box)
    x, y = (glyphs.left + glyphs.right) / 2, (glyphs.top + glyphs.bottom) / 2
    return (place.left <= x) & (x <= place.right) & (place.top <= y) & (y <= place.bottom)


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    """Return what a line of a stamp begins with."""
    return tuple(row["term"] for row in read_table("lexicons/page_furniture.tsv") if row["where"] == "stamp")


@lru_cache(maxsize=1)
def _first_words() -> tuple[str, ...]:
    """Return the first word of each of `_words`: whatever has not the letters of one has none of these lines."""
    return tuple(words.split()[0] for words in _words())
