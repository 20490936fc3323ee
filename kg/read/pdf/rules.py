"""Find the ruled lines of a page: lines and thin rectangles that are drawn to be seen."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, repeat
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium_c

from kg.read.pdf.geometry import UPRIGHT, Affine, Frame
from kg.read.pdf.raw import (
    Held,
    Room,
    Rows,
    address,
    bounds_of,
    draw_mode_of,
    fill_colour_of,
    inner_count_of,
    inner_object_of,
    kind_of,
    matrix_of,
    object_of,
    point_of,
    segment_count_of,
    segment_kind_of,
    segment_of,
    stroke_colour_of,
)

_THIN = 2.5
_SHORTEST = 3.0
_WHITE = 240
_DEEPEST = 5
_SIDES, _COLOURS = Rows(ctypes.c_float, 4, most=256), Rows(ctypes.c_uint, 4, most=256)
_MODES = Rows(ctypes.c_int, 2, most=256)
_MATRIX, _POINT = Room(ctypes.c_float, 6), Room(ctypes.c_float, 2)
MOST_POINTS = 100_000
"""A drawing with more points than this is a map or a picture; what it holds of rules is not looked for."""


class Rule(NamedTuple):
    """A straight rule in a frame: `at` is its place across, from `start` to `end` along it."""

    level: bool
    at: float
    start: float
    end: float


class Drawing(NamedTuple):
    """What is drawn on a page: its rules, in places of the page as shown, and the area of its images."""

    rules: list[Rule]
    image_area: float


def read_drawing(page: object, shown: Affine) -> Drawing:
    """Return what a raw page draws."""
    paths: list[Held] = []
    outers: list[Affine] = []
    image_area = 0.0
    for items, kinds, outer in _objects(page, shown):
        for at in (kinds == pdfium_c.FPDF_PAGEOBJ_IMAGE).nonzero()[0].tolist():
            matrix = _own(items[at], outer)
            image_area += abs(matrix.a * matrix.d - matrix.b * matrix.c)
        drawn = [items[at] for at in (kinds == pdfium_c.FPDF_PAGEOBJ_PATH).nonzero()[0].tolist()]
        paths += drawn
        outers += [outer] * len(drawn)
    counts = list(map(segment_count_of, paths))
    most = bisect_right(list(accumulate(counts, initial=0)), MOST_POINTS)
    return Drawing(_rules_of_paths(paths[:most], counts, outers[:most]), image_area)


def _rules_of_paths(paths: list[Held], counts: list[int], outers: list[Affine]) -> list[Rule]:
    """Return the rules that paths draw; most are shapes of their own, and need no look at their points."""
    if not paths:
        return []
    left, right, top, bottom = _edges(paths, outers)
    across, down = right - left, bottom - top
    is_level = (down <= _THIN) & (across >= _SHORTEST)
    is_upright = (across <= _THIN) & (down >= _SHORTEST)
    is_thin = np.minimum(across, down) <= _THIN
    (wanted,) = (is_level | is_upright | ~is_thin).nonzero()
    at = np.where(is_level, top + bottom, left + right) / 2
    start, end = np.where(is_level, left, top), np.where(is_level, right, bottom)
    thin = list(zip(is_thin.tolist(), is_level.tolist(), at.tolist(), start.tolist(), end.tolist(), strict=True))
    rules: list[Rule] = []
    for number, stroked in _visible(paths, wanted.tolist()):
        is_rule, *places = thin[number]
        if is_rule:
            rules.append(Rule(*places))
            continue
        path = paths[number]
        for corners in _subpaths(path, counts[number], _own(path, outers[number])):
            rules += _rules_of(corners, stroked=stroked)
    return rules


def _edges(paths: list[Held], outers: list[Affine]) -> tuple[np.ndarray, ...]:
    """Return left, right, top and bottom of paths on the shown page, arrays of shape (n,), NaN where none is known."""
    sides = _SIDES.ask(bounds_of, paths, count=len(paths), places=4, empty=np.nan)
    left, bottom, right, top = sides.T.astype(float)
    a, b, c, d, e, f = outers[0] if len(set(map(id, outers))) == 1 else np.array(outers).T
    xs, ys = (a * left + c * bottom + e, a * right + c * top + e), (b * left + d * bottom + f, b * right + d * top + f)
    return np.minimum(*xs), np.maximum(*xs), np.minimum(*ys), np.maximum(*ys)


def _visible(paths: list[Held], wanted: list[int]) -> Iterator[tuple[int, bool]]:
    """Yield which of the `wanted` paths are seen, and whether they are stroked rather than filled.

    What is drawn in white, or in nothing at all, is not.
    """
    asked = [paths[number] for number in wanted]
    modes = _MODES.ask(draw_mode_of, asked, count=len(asked), places=2, empty=0)
    is_stroked = modes[:, 1] != 0
    is_drawn = (modes[:, 0] != 0) | is_stroked
    colours = np.empty((len(asked), 4), dtype=np.uint32)
    for function, chosen in ((stroke_colour_of, is_stroked), (fill_colour_of, ~is_stroked & is_drawn)):
        (places,) = chosen.nonzero()
        given = [asked[place] for place in places.tolist()]
        # a colour that is not known is taken for nearly black
        colours[places] = _COLOURS.ask(function, given, count=len(given), places=4, empty=1)
    is_drawn &= (colours[:, 3] != 0) & (colours[:, :3].min(axis=1) <= _WHITE)
    for at in is_drawn.nonzero()[0].tolist():
        yield wanted[at], bool(is_stroked[at])


def _own(item: Held, outer: Affine) -> Affine:
    """Return the map from an object's own places to the shown page."""
    if not matrix_of(item, _MATRIX.places[0]):
        return outer
    return Affine(*_MATRIX.values).then(outer)


def in_frame(rules: list[Rule], frame: Frame) -> list[Rule]:
    """Return rules of the shown page as they lie in a frame."""
    if frame == UPRIGHT:
        return list(rules)
    turned = []
    for level, at, start, end in rules:
        ends = ((start, at), (end, at)) if level else ((at, start), (at, end))
        (x, y), (to_x, to_y) = (frame.affine.apply(*place) for place in ends)
        if (frame.x != 0) == level:
            turned.append(Rule(True, y, min(x, to_x), max(x, to_x)))
        else:
            turned.append(Rule(False, x, min(y, to_y), max(y, to_y)))
    return turned


def _objects(page: object, shown: Affine) -> Iterator[tuple[list[Held], np.ndarray, Affine]]:
    """Yield the objects of a page and of its forms, their kinds, and the map from what holds them to the shown page."""
    count = pdfium_c.FPDFPage_CountObjects(page)
    stack = [(list(map(object_of, repeat(address(page)), range(count))), shown)]
    while stack:
        items, outer = stack.pop()
        kinds = bytes(map(kind_of, items))
        form = kinds.find(pdfium_c.FPDF_PAGEOBJ_FORM)
        end = len(items) if form < 0 else form
        yield items[:end], np.frombuffer(kinds, dtype=np.uint8)[:end], outer
        if form >= 0:
            stack.append((items[form + 1 :], outer))
            if len(stack) <= _DEEPEST:
                inside = map(inner_object_of, repeat(items[form]), range(inner_count_of(items[form])))
                stack.append((list(inside), _own(items[form], outer)))


def _subpaths(path: Held, count: int, matrix: Affine) -> list[list[tuple[float, float]]]:
    subpaths: list[list[tuple[float, float]]] = []
    for index in range(count):
        segment = segment_of(path, index)
        point_of(segment, *_POINT.places)
        if not subpaths or segment_kind_of(segment) == pdfium_c.FPDF_SEGMENT_MOVETO:
            subpaths.append([])
        subpaths[-1].append(matrix.apply(*_POINT.values))
    return subpaths


def _rules_of(corners: list[tuple[float, float]], *, stroked: bool) -> list[Rule]:
    """Return the rule that a thin shape is, the four of a drawn rectangle, or none."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if min(right - left, bottom - top) <= _THIN:
        return _rule_of(left, right, top, bottom)
    if stroked and len(corners) in (4, 5) and _is_rectangle(corners, left=left, top=top, right=right, bottom=bottom):
        return [
            Rule(True, top, left, right),
            Rule(True, bottom, left, right),
            Rule(False, left, top, bottom),
            Rule(False, right, top, bottom),
        ]
    return []


def _rule_of(left: float, right: float, top: float, bottom: float) -> list[Rule]:
    """Return the rule that a thin shape is, none for a dot."""
    if bottom - top <= _THIN and right - left >= _SHORTEST:
        return [Rule(True, (top + bottom) / 2, left, right)]
    if right - left <= _THIN and bottom - top >= _SHORTEST:
        return [Rule(False, (left + right) / 2, top, bottom)]
    return []


def _is_rectangle(corners: list[tuple[float, float]], *, left: float, top: float, right: float, bottom: float) -> bool:
    return all(min(x - left, right - x) < 1 and min(y - top, bottom - y) < 1 for x, y in corners)
