"""Call functions of pdfium with plain numbers for pointers: what ctypes makes of those counts in thousands of calls."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pypdfium2.raw as pdfium_c


def _plain(function: object, result: object, *arguments: object) -> Callable[..., int | None]:
    """Return a function of pdfium that takes and gives addresses."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value)


_AT, _INT = ctypes.c_void_p, ctypes.c_int
box_of = _plain(pdfium_c.FPDFText_GetLooseCharBox, _INT, _AT, _INT, _AT)
origin_of = _plain(pdfium_c.FPDFText_GetCharOrigin, _INT, _AT, _INT, _AT, _AT)
angle_of = _plain(pdfium_c.FPDFText_GetCharAngle, ctypes.c_float, _AT, _INT)
unicode_of = _plain(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, _AT, _INT)
run_of = _plain(pdfium_c.FPDFText_GetTextObject, _AT, _AT, _INT)
font_of = _plain(pdfium_c.FPDFTextObj_GetFont, _AT, _AT)
mode_of = _plain(pdfium_c.FPDFTextObj_GetTextRenderMode, _INT, _AT)
object_of = _plain(pdfium_c.FPDFPage_GetObject, _AT, _AT, _INT)
inner_object_of = _plain(pdfium_c.FPDFFormObj_GetObject, _AT, _AT, ctypes.c_ulong)
inner_count_of = _plain(pdfium_c.FPDFFormObj_CountObjects, _INT, _AT)
kind_of = _plain(pdfium_c.FPDFPageObj_GetType, _INT, _AT)
matrix_of = _plain(pdfium_c.FPDFPageObj_GetMatrix, _INT, _AT, _AT)
bounds_of = _plain(pdfium_c.FPDFPageObj_GetBounds, _INT, _AT, _AT, _AT, _AT, _AT)
fill_colour_of = _plain(pdfium_c.FPDFPageObj_GetFillColor, _INT, _AT, _AT, _AT, _AT, _AT)
stroke_colour_of = _plain(pdfium_c.FPDFPageObj_GetStrokeColor, _INT, _AT, _AT, _AT, _AT, _AT)
draw_mode_of = _plain(pdfium_c.FPDFPath_GetDrawMode, _INT, _AT, _AT, _AT)
segment_count_of = _plain(pdfium_c.FPDFPath_CountSegments, _INT, _AT)
segment_of = _plain(pdfium_c.FPDFPath_GetPathSegment, _AT, _AT, _INT)
segment_kind_of = _plain(pdfium_c.FPDFPathSegment_GetType, _INT, _AT)
point_of = _plain(pdfium_c.FPDFPathSegment_GetPoint, _INT, _AT, _AT, _AT)


class Room:
    """A place for the numbers that a function of pdfium gives: an array of one type of ctypes, and its addresses."""

    def __init__(self, kind: type, count: int) -> None:
        self.values = (kind * count)()
        start = ctypes.addressof(self.values)
        self.places = tuple(range(start, start + ctypes.sizeof(self.values), ctypes.sizeof(kind)))


def address(pointer: object) -> int:
    """Return the address that a pointer holds."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
