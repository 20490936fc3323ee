"""Take the characters of a page from pdfium with their places, each in the frame of its direction."""

from __future__ import annotations

import ctypes
import math
from itertools import compress, repeat
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium_c

from kg.read.pdf.geometry import Affine, Frame
from kg.read.pdf.glyphs import Glyphs, Printed
from kg.read.pdf.raw import Rows, address, angle_of, box_of, origin_of, unicode_of
from kg.read.pdf.weights import bold_words

_BLANK, _DROPPED, _UNREADABLE = 0x20, 0x110000, 0x110001
"""What codes are read as besides letters; the last two are beyond Unicode."""
_LINE_END_HYPHENS = (0xFFFE, 0x02)
"""What pdfium gives for a hyphen at the end of a line."""
_SIGNS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "•", 0xF0FC: "✓", 0xAD: "-"}
"""Signs of symbol fonts without a meaning in Unicode; a soft hyphen that is printed is a hyphen."""
_SURROGATES = (0xD800, 0xDC00, 0xE000)
_UNKNOWN = 0xFFFD
_DIRECTIONS = ((1.0, 0.0), (0.0, -1.0), (-1.0, 0.0), (0.0, 1.0))
"""Where text runs on the unturned page, by quarters of the angle that pdfium tells."""
_ASLANT = -1
_MOST_SKEW = 0.12
_LEVEL = 0.1
_MOST_TURNS = 5
_FLAT = 1e-3
_SLACK = 4.0
"""A character may stand out over the edge of the page by so much."""
_SIDES, _ORIGINS = Rows(ctypes.c_float, 4, most=1024), Rows(ctypes.c_double, 2, most=1024)


def _shown_codes() -> np.ndarray:
    """Return what each code of pdfium up to U+FFFF is read as, as an array of shape (65536,)."""
    shown = np.arange(0x10000, dtype=np.uint32)
    shown[[0x0A, 0x0D, 0x200B]] = _DROPPED
    shown[0xE000:0xF000] = shown[[0x00, 0xFEFF, 0xFFFF]] = _UNREADABLE
    shown[[0x09, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000]] = _BLANK
    shown[list(_LINE_END_HYPHENS)] = ord("-")
    shown[0xF020:0xF07F] -= 0xF000  # a symbol font that only moves ASCII aside
    for code, sign in _SIGNS.items():
        shown[code] = ord(sign)
    return shown


_SHOWN = _shown_codes()


class _Boxes(NamedTuple):
    """Sides of boxes in places of the unturned page, y upwards: arrays of shape (n,)."""

    left: np.ndarray
    bottom: np.ndarray
    right: np.ndarray
    top: np.ndarray

    def take(self, chosen: np.ndarray) -> _Boxes:
        return _Boxes(*(side[chosen] for side in self))


def read_glyphs(textpage: object, *, count: int, shown: Affine, size: tuple[float, float]) -> Printed:
    """Return the first `count` characters of a raw text page that are printed on it.

    `shown` maps the page as it is shown, `size` is its width and height then; what stands outside of it is not printed.
    """
    codes = _codes(textpage, count)
    unreadable = int((codes == _UNREADABLE).sum())
    boxes, has_box = _boxes(textpage, count)
    # pdfium puts in blanks of its own, without a box
    put_in = (codes == _BLANK) & (boxes.left == boxes.right) & (boxes.bottom == boxes.top)
    is_letter = (codes < _DROPPED) & (codes != _BLANK)
    bold = bold_words(textpage, is_letter, is_break=codes == _DROPPED)
    places = np.flatnonzero((codes < _DROPPED) & has_box & ~put_in)
    codes, boxes, bold = codes[places], boxes.take(places), bold[places]
    letters = codes.astype("<u4").view("<U1")
    frames = [Frame(*shown.turn(*direction)) for direction in _DIRECTIONS]
    maps = [shown.then(frame.affine) for frame in frames]
    quarters, bases = _baselines(textpage, places, boxes, maps=maps)
    by_frame = {}
    for quarter in range(4):
        of_quarter = quarters == quarter
        if of_quarter.any():
            found = _placed(boxes.take(of_quarter), bases[of_quarter], maps[quarter])
            glyphs = Glyphs(*found, places[of_quarter], bold[of_quarter], letters[of_quarter])
            inside = _is_on_page(glyphs, frames[quarter], size)
            if inside.any():
                by_frame[frames[quarter]] = glyphs if inside.all() else glyphs.take(inside)
    return Printed(by_frame, "".join(letters[quarters == _ASLANT].tolist()), unreadable)


def _codes(textpage: object, count: int) -> np.ndarray:
    """Return what each character is read as, or that it is none, as an array of shape (count,)."""
    if not count:
        return np.empty(0, dtype=np.uint32)
    buffer = (ctypes.c_ushort * (2 * count + 1))()
    length = pdfium_c.FPDFText_GetText(textpage, 0, count, buffer) - 1
    units = np.frombuffer(buffer, dtype=np.uint16)[: max(0, length)]
    is_surrogate = (units >= _SURROGATES[0]) & (units < _SURROGATES[2])
    if length != count or is_surrogate.any():
        return _codes_one_by_one(textpage, count)
    units = units.copy()
    for index in np.flatnonzero((units == 0) | (units == _LINE_END_HYPHENS[0])).tolist():
        units[index] = min(pdfium_c.FPDFText_GetUnicode(textpage, index), 0xFFFF)
    return _SHOWN[units]


def _codes_one_by_one(textpage: object, count: int) -> np.ndarray:
    """Return the same where the text of the page lacks characters, or has some that are two units of it."""
    first, second, end = _SURROGATES
    codes, high = [], 0
    for code in map(unicode_of, repeat(address(textpage)), range(count)):
        if first <= code < second:
            high = code
            codes.append(_DROPPED)
        elif second <= code < end:
            codes.append(0x10000 + ((high - first) << 10) + (code - second) if high else _UNKNOWN)
            high = 0
        else:
            codes.append(int(_SHOWN[code]) if code < 0x10000 else code if code < _DROPPED else _UNKNOWN)
    return np.array(codes, dtype=np.uint32)


def _boxes(textpage: object, count: int) -> tuple[_Boxes, np.ndarray]:
    """Return the loose boxes of characters, and which of them have one."""
    sides = _SIDES.ask(box_of, repeat(address(textpage)), range(count), count=count, places=1, empty=np.nan)
    left, top, right, bottom = sides.T.astype(float)
    return _Boxes(left, bottom, right, top), ~np.isnan(left)


def _baselines(
    textpage: object, places: np.ndarray, boxes: _Boxes, *, maps: list[Affine]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the quarter of each character, and its baseline as the frame of it sees it.

    pdfium is asked for the first character of each level line; the next ones have boxes as high, further right.
    """
    if not len(places):
        return np.empty(0, dtype=np.int64), np.empty(0)
    breaks = np.ones(len(places), dtype=bool)
    bottom, top, left = boxes.bottom, boxes.top, boxes.left
    breaks[1:] = (bottom[1:] != bottom[:-1]) | (top[1:] != top[:-1]) | (left[1:] <= left[:-1])
    (starts,) = breaks.nonzero()
    indices = places[starts].tolist()
    xs, ys = _origins(textpage, indices)
    is_first = np.ones(len(starts), dtype=bool)
    is_first[1:] = ~((ys[1:] == ys[:-1]) & (xs[1:] > xs[:-1]))
    firsts = compress(indices, is_first.tolist())
    if all(abs(angle) < _LEVEL for angle in map(angle_of, repeat(address(textpage)), firsts)):
        _, b, _, d, _, f = maps[0]
        lengths = np.diff(starts, append=len(places))
        return np.zeros(len(places), dtype=np.int64), np.repeat(b * xs + d * ys + f, lengths)
    xs, ys = _origins(textpage, places.tolist())
    quarters = _quarters(textpage, places.tolist(), xs, ys)
    slopes = np.array([(b, d, f) for _, b, _, d, _, f in (*maps, maps[0])])[quarters].T
    return quarters, slopes[0] * xs + slopes[1] * ys + slopes[2]


def _quarters(textpage: object, indices: list[int], xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """Return the quarter in which each character runs, -1 for aslant; one on the line of the one before runs alike."""
    is_level, is_upright = np.zeros(len(xs), dtype=bool), np.zeros(len(xs), dtype=bool)
    is_level[1:] = (np.diff(ys) == 0) & (np.diff(xs) > 0)
    is_upright[1:] = (np.diff(xs) == 0) & (np.diff(ys) > 0)
    is_asked = ~(is_level | is_upright)
    quarters = np.zeros(len(xs), dtype=np.int64)
    asks = is_asked
    for turn in range(_MOST_TURNS):
        for at in np.flatnonzero(asks).tolist():
            quarters[at] = _quarter(textpage, indices[at])
        quarters = quarters[np.maximum.accumulate(np.where(is_asked, np.arange(len(xs)), 0))]
        asks = ~is_asked & ~((is_level & (quarters == 0)) | (is_upright & (quarters == 3)))
        if not asks.any():
            break
        asks |= (turn == _MOST_TURNS - 2) & ~is_asked  # lines that turn back and forth: each is asked
        is_asked |= asks
    return quarters


def _origins(textpage: object, indices: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the origins of characters on the unturned page, arrays of shape (n,)."""
    page = repeat(address(textpage))
    origins = _ORIGINS.ask(origin_of, page, indices, count=len(indices), places=2, empty=np.nan)
    return origins[:, 0], origins[:, 1]


def _placed(boxes: _Boxes, bases: np.ndarray, to_frame: Affine) -> tuple[np.ndarray, ...]:
    """Return the first six columns of `Glyphs`."""
    a, b, c, d, e, f = to_frame
    x, to_x = a * boxes.left + c * boxes.bottom + e, a * boxes.right + c * boxes.top + e
    y, to_y = b * boxes.left + d * boxes.bottom + f, b * boxes.right + d * boxes.top + f
    top, bottom = np.minimum(y, to_y), np.maximum(y, to_y)
    return bases, np.minimum(x, to_x), np.maximum(x, to_x), top, bottom, bottom - top


def _is_on_page(glyphs: Glyphs, frame: Frame, size: tuple[float, float]) -> np.ndarray:
    (x, y), (to_x, to_y) = frame.affine.apply(0, 0), frame.affine.apply(*size)
    across = (glyphs.left >= min(x, to_x) - _SLACK) & (glyphs.right <= max(x, to_x) + _SLACK)
    return (glyphs.height > _FLAT) & across & (glyphs.base >= min(y, to_y)) & (glyphs.top <= max(y, to_y))


def _quarter(textpage: object, index: int) -> int:
    angle = pdfium_c.FPDFText_GetCharAngle(textpage, index) / (math.pi / 2)
    quarter = round(angle)
    return _quarter_of_sheared(textpage, index) if abs(angle - quarter) > _MOST_SKEW else quarter % 4


def _quarter_of_sheared(textpage: object, index: int) -> int:
    """Return the quarter in which a character runs that is only slanted, as italics are made; -1 for one aslant."""
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFText_GetMatrix(textpage, index, matrix):
        return _ASLANT
    x, y = matrix.a, matrix.b
    longer = max(abs(x), abs(y))
    if not longer or min(abs(x), abs(y)) > _MOST_SKEW * longer:
        return _ASLANT
    return next(n for n, (to_x, to_y) in enumerate(_DIRECTIONS) if x * to_x + y * to_y > 0.9 * longer)
