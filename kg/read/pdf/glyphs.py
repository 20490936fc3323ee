"""Take the characters of a page with their places, each in the frame of its direction."""

from __future__ import annotations

import ctypes
import math
from typing import NamedTuple

import pypdfium2.raw as pdfium_c

from kg.read.pdf.geometry import Affine, Frame

_LINE_END_HYPHENS = (0xFFFE, 0x02)
"""What pdfium gives for a hyphen at the end of a line."""
_DROPPED = frozenset((0x00, 0x0A, 0x0D, 0xFFFF, 0x200B, 0xFEFF))
_SIGNS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "•", 0xF0FC: "✓", 0xAD: "-"}
"""Signs of symbol fonts without a meaning in Unicode; a soft hyphen that is printed is a hyphen."""
_DIRECTIONS = ((1.0, 0.0), (0.0, -1.0), (-1.0, 0.0), (0.0, 1.0))
"""Where text runs on the unturned page, by quarters of the angle that pdfium tells."""
_MOST_SKEW = 0.12
_FLAT = 1e-3


class Glyph(NamedTuple):
    """A printed character: its baseline and its loose box in a frame, its place in the order of the file."""

    base: float
    left: float
    right: float
    top: float
    bottom: float
    text: str
    index: int

    @property
    def height(self) -> float:
        """Return the height of its line in its font."""
        return self.bottom - self.top


class Glyphs(NamedTuple):
    """The characters of a page by frame; `skew` is text that runs aslant, such as a watermark, in the file's order.

    `unreadable` counts those that the file does not say the letter of.
    """

    by_frame: dict[Frame, list[Glyph]]
    skew: str
    unreadable: int


def read_glyphs(textpage: object, *, count: int, shown: Affine) -> Glyphs:
    """Return the first `count` characters of a raw text page that are printed; `shown` maps the page as it is shown."""
    frames = [Frame(*shown.turn(*direction)) for direction in _DIRECTIONS]
    maps = [shown.then(frame.affine) for frame in frames]
    found: list[list[Glyph]] = [[], [], [], []]
    skew: list[str] = []
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_RECTF()
    x_at, y_at, box_at = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    unicode_of, is_generated = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_IsGenerated
    origin_of, box_of, angle_of = (
        pdfium_c.FPDFText_GetCharOrigin,
        pdfium_c.FPDFText_GetLooseCharBox,
        pdfium_c.FPDFText_GetCharAngle,
    )
    high = unreadable = 0
    for index in range(count):
        code = unicode_of(textpage, index)
        if is_generated(textpage, index) == 1:
            continue
        if code in _DROPPED or 0xE000 <= code < 0xF000:
            unreadable += code == 0 or code >= 0xE000
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        text, high = _text_of(code, high), 0
        angle = angle_of(textpage, index) / (math.pi / 2)
        quarter = round(angle)
        if abs(angle - quarter) > _MOST_SKEW:
            skew.append(text)
            continue
        if not origin_of(textpage, index, x_at, y_at) or not box_of(textpage, index, box_at):
            continue
        a, b, c, d, e, f = maps[quarter % 4]
        base = b * x.value + d * y.value + f
        left, right = sorted((a * box.left + c * box.bottom + e, a * box.right + c * box.top + e))
        top, bottom = sorted((b * box.left + d * box.bottom + f, b * box.right + d * box.top + f))
        if bottom - top > _FLAT and math.isfinite(base + left + right + top + bottom):
            found[quarter % 4].append(Glyph(base, left, right, top, bottom, text, index))
    return Glyphs(
        {frame: glyphs for frame, glyphs in zip(frames, found, strict=True) if glyphs}, "".join(skew), unreadable
    )


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
