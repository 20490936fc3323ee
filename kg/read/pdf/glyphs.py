"""Take the characters of a page with their places, each in the frame of its direction."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2.raw as pdfium_c

from kg.read.pdf.geometry import Affine, Frame

_LINE_END_HYPHENS = (0xFFFE, 0x02)
"""What pdfium gives for a hyphen at the end of a line."""
_DROPPED = frozenset((0x00, 0x0A, 0x0D, 0xFFFF, 0x200B, 0xFEFF))
_BLANKS = frozenset((0x09, 0x20, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000))
_SIGNS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "•", 0xF0FC: "✓", 0xAD: "-"}
"""Signs of symbol fonts without a meaning in Unicode; a soft hyphen that is printed is a hyphen."""
_DIRECTIONS = ((1.0, 0.0), (0.0, -1.0), (-1.0, 0.0), (0.0, 1.0))
"""Where text runs on the unturned page, by quarters of the angle that pdfium tells."""
_MOST_SKEW = 0.12
_FLAT = 1e-3
_SLACK = 4.0
"""A character may stand out over the edge of the page by so much."""


class Glyph(NamedTuple):
    """A printed character: its baseline and its loose box in a frame, its place in the order of the file.

    White space of any kind is one blank. Glyphs sort by baseline, then from left to right.
    """

    base: float
    left: float
    right: float
    top: float
    bottom: float
    height: float
    index: int
    text: str


class Glyphs(NamedTuple):
    """The characters of a page by frame, in the file's order; `skew` is text that runs aslant, such as a watermark.

    `unreadable` counts those that the file does not say the letter of.
    """

    by_frame: dict[Frame, list[Glyph]]
    skew: str
    unreadable: int


def read_glyphs(textpage: object, *, count: int, shown: Affine, size: tuple[float, float]) -> Glyphs:
    """Return the first `count` characters of a raw text page that are printed on it.

    `shown` maps the page as it is shown, `size` is its width and height then; what stands outside of it is not printed.
    """
    frames = [Frame(*shown.turn(*direction)) for direction in _DIRECTIONS]
    maps = [shown.then(frame.affine) for frame in frames]
    corners = [(*frame.affine.apply(0, 0), *frame.affine.apply(*size)) for frame in frames]
    edges = [(min(x, u) - _SLACK, max(x, u) + _SLACK, min(y, v), max(y, v)) for x, y, u, v in corners]
    found: list[list[Glyph]] = [[], [], [], []]
    skew: list[str] = []
    unreadable, quarter, last = 0, None, (math.nan,) * 3
    direction = _Direction(textpage)
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_RECTF()
    x_at, y_at, box_at = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    origin_of, box_of = pdfium_c.FPDFText_GetCharOrigin, pdfium_c.FPDFText_GetLooseCharBox
    for index, text in _printed(textpage, count):
        if not text:
            unreadable += 1
            continue
        if not box_of(textpage, index, box_at):
            continue
        x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
        if quarter != 0 or y0 != last[1] or y1 != last[2] or x0 <= last[0]:
            # not simply the next character of a level line
            if not origin_of(textpage, index, x_at, y_at):
                continue
            quarter = direction.of(index, x.value, y.value)
            if quarter is None:
                skew.append(text)
                continue
            a, b, c, d, e, f = maps[quarter]
            base = b * x.value + d * y.value + f
        last = (x0, y0, y1)
        left, right = a * x0 + c * y0 + e, a * x1 + c * y1 + e
        top, bottom = b * x0 + d * y0 + f, b * x1 + d * y1 + f
        if left > right:
            left, right = right, left
        if top > bottom:
            top, bottom = bottom, top
        height = bottom - top
        leftmost, rightmost, upper, lower = edges[quarter]
        if height > _FLAT and leftmost <= left and right <= rightmost and upper <= base and top <= lower:
            found[quarter].append(Glyph(base, left, right, top, bottom, height, index, text))
    return Glyphs(
        {frame: glyphs for frame, glyphs in zip(frames, found, strict=True) if glyphs}, "".join(skew), unreadable
    )


def _printed(textpage: object, count: int) -> Iterator[tuple[int, str]]:
    """Yield the characters that the file itself has; an empty text for one of which it does not say what it is."""
    unicode_of, is_generated = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_IsGenerated
    high = 0
    for index in range(count):
        code = unicode_of(textpage, index)
        if 0x20 < code < 0x7F or 0xBF < code < 0x2000 or 0x2030 < code < 0xD800:
            yield index, chr(code)
        elif code in _BLANKS:
            if is_generated(textpage, index) != 1:
                yield index, " "
        elif 0xD800 <= code < 0xDC00:
            high = code
        elif code not in _DROPPED and not 0xE000 <= code < 0xF000:
            yield index, _text_of(code, high)
            high = 0
        elif code == 0 or code >= 0xE000:
            yield index, ""


class _Direction:
    """Tells in which quarter characters run; one on the baseline of the one before runs as that does."""

    def __init__(self, textpage: object) -> None:
        self._textpage = textpage
        self._x = self._y = math.nan
        self._quarter: int | None = None

    def of(self, index: int, x: float, y: float) -> int | None:
        """Return the quarter of the character at an origin, None for one that runs aslant."""
        quarter = self._quarter
        along = (quarter == 0 and y == self._y and x > self._x) or (quarter == 3 and x == self._x and y > self._y)
        if not along:
            angle = pdfium_c.FPDFText_GetCharAngle(self._textpage, index) / (math.pi / 2)
            quarter = round(angle)
            is_skew = abs(angle - quarter) > _MOST_SKEW
            quarter = _quarter_of_sheared(self._textpage, index) if is_skew else quarter % 4
            self._quarter = quarter
        self._x, self._y = x, y
        return quarter


def _quarter_of_sheared(textpage: object, index: int) -> int | None:
    """Return the quarter in which a character runs that is only slanted, as italics are made; None for one aslant."""
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFText_GetMatrix(textpage, index, matrix):
        return None
    x, y = matrix.a, matrix.b
    longer = max(abs(x), abs(y))
    if not longer or min(abs(x), abs(y)) > _MOST_SKEW * longer:
        return None
    return next(n for n, (to_x, to_y) in enumerate(_DIRECTIONS) if x * to_x + y * to_y > 0.9 * longer)


def _text_of(code: int, high: int) -> str:
    """Return the character of a code unit, `high` being the surrogate before it or 0."""
    if code in _LINE_END_HYPHENS:
        return "-"
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)) if high else "\ufffd"
    if code in _SIGNS:
        return _SIGNS[code]
    if 0xF020 <= code <= 0xF07E:
        return chr(code - 0xF000)  # a symbol font that only moves ASCII aside
    return chr(code) if code <= 0x10FFFF else "\ufffd"
