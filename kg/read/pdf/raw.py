"""Call functions of pdfium with arguments that ctypes need not make anew: what it does counts in thousands of calls.

The functions here know nothing of the types of their arguments: a place is given as `address` returns it, an object as
another function gave it, anything else is a whole number.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice

import numpy as np
import pypdfium2.raw as pdfium_c


class Held(ctypes.c_void_p):
    """An object of pdfium, to be given to its functions; its `value` is the address of it."""


def _plain(function: object, result: object, *arguments: object) -> Callable[..., int | Held | None]:
    """Return a function of pdfium that takes what it is given for what it wants, but for `arguments` that are wider."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value)


_INT = ctypes.c_int
box_of = _plain(pdfium_c.FPDFText_GetLooseCharBox, None)
origin_of = _plain(pdfium_c.FPDFText_GetCharOrigin, None)
angle_of = _plain(pdfium_c.FPDFText_GetCharAngle, ctypes.c_float)
unicode_of = _plain(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint)
run_of = _plain(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p)
"""Return the address of a run of text, a number, or None."""
font_of = _plain(pdfium_c.FPDFTextObj_GetFont, ctypes.c_void_p)
mode_of = _plain(pdfium_c.FPDFTextObj_GetTextRenderMode, _INT)
object_of = _plain(pdfium_c.FPDFPage_GetObject, Held)
inner_object_of = _plain(pdfium_c.FPDFFormObj_GetObject, Held, ctypes.c_void_p, ctypes.c_ulong)
inner_count_of = _plain(pdfium_c.FPDFFormObj_CountObjects, _INT)
kind_of = _plain(pdfium_c.FPDFPageObj_GetType, _INT)
matrix_of = _plain(pdfium_c.FPDFPageObj_GetMatrix, _INT)
bounds_of = _plain(pdfium_c.FPDFPageObj_GetBounds, None)
fill_colour_of = _plain(pdfium_c.FPDFPageObj_GetFillColor, None)
stroke_colour_of = _plain(pdfium_c.FPDFPageObj_GetStrokeColor, None)
draw_mode_of = _plain(pdfium_c.FPDFPath_GetDrawMode, None)
segment_count_of = _plain(pdfium_c.FPDFPath_CountSegments, _INT)
segment_of = _plain(pdfium_c.FPDFPath_GetPathSegment, Held)
segment_kind_of = _plain(pdfium_c.FPDFPathSegment_GetType, _INT)
point_of = _plain(pdfium_c.FPDFPathSegment_GetPoint, _INT)

place_at = ctypes.c_void_p.from_param
"""Return an address, a number, as what functions of pdfium are given."""


class Room:
    """A place for the numbers that a function of pdfium gives: an array of one type of ctypes, and its addresses."""

    def __init__(self, kind: type, count: int) -> None:
        self.values = (kind * count)()
        start = ctypes.addressof(self.values)
        self.places = [place_at(start + at * ctypes.sizeof(kind)) for at in range(count)]


class Rows:
    """A place for the numbers that a function of pdfium gives for one thing after the other, a row for each.

    What such a function returns otherwise is not looked at.
    """

    def __init__(self, kind: type, width: int, *, most: int) -> None:
        self._values = np.zeros((most, width), dtype=kind)
        start, size = self._values.ctypes.data, self._values.itemsize
        self._places = [
            [place_at(start + (row * width + column) * size) for row in range(most)] for column in range(width)
        ]

    def ask(
        self, function: Callable[..., None], *given: Iterable[object], count: int, places: int, empty: float
    ) -> np.ndarray:
        """Return what a function gives for `count` things, an array of shape (count, width).

        It is told the addresses of the first `places` columns behind what is `given`; where it puts nothing there is
        `empty`.
        """
        most = len(self._values)
        calls = [iter(arguments) for arguments in given]
        values = np.empty((count, self._values.shape[1]), dtype=self._values.dtype)
        for done in range(0, count, most):
            rows = min(most, count - done)
            self._values[:rows] = empty
            deque(map(function, *(islice(call, rows) for call in calls), *self._places[:places]), maxlen=0)
            values[done : done + rows] = self._values[:rows]
        return values


def address(pointer: object) -> object:
    """Return the address that a pointer holds as what functions of pdfium are given."""
    return place_at(ctypes.cast(pointer, ctypes.c_void_p).value or 0)
