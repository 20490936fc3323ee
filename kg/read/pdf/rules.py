"""Find the ruled lines of a page: lines and thin rectangles that are drawn to be seen."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import accumulate, repeat
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium_c

from kg.read.pdf.geometry import UPRIGHT, Affine, Frame
from kg.read.pdf.raw import (
    Room,
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
_DRAWN = frozenset((pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM))
_MODE, _COLOUR = Room(ctypes.c_int, 2), Room(ctypes.c_uint, 4)
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
    paths: list[int] = []
    outers: list[Affine] = []
    image_area = 0.0
    for item, kind, outer in _objects(page, shown):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            matrix = _own(item, outer)
            image_area += abs(matrix.a * matrix.d - matrix.b * matrix.c)
        else:
            paths.append(item)
            outers.append(outer)
    counts = list(map(segment_count_of, paths))
    most = bisect_right(list(accumulate(counts, initial=0)), MOST_POINTS)
    return Drawing(_rules_of_paths(paths[:most], counts[:most], outers[:most]), image_area)


def _rules_of_paths(paths: list[int], counts: list[int], outers: list[Affine]) -> list[Rule]:
    rules: list[Rule] = []
    for path, count, outer, edges in zip(paths, counts, outers, _edges(paths, outers), strict=True):
        left, right, top, bottom = edges
        is_thin = min(right - left, bottom - top) <= _THIN
        thin = _rule_of(left, right, top, bottom) if is_thin else []
        if is_thin and not thin:
            continue
        stroked = _visible(path)
        if stroked is None:
            continue
        if is_thin:
            rules += thin  # most rules are shapes of their own, and need no look at their points
            continue
        for corners in _subpaths(path, count, _own(path, outer)):
            rules += _rules_of(corners, stroked=stroked)
    return rules


def _edges(paths: list[int], outers: list[Affine]) -> list[list[float]]:
    """Return left, right, top and bottom of paths on the shown page, NaN where pdfium does not know."""
    if not paths:
        return []
    sides = np.full((4, len(paths)), np.nan, dtype=np.float32)
    start, step, line = sides.ctypes.data, sides.itemsize, sides.itemsize * len(paths)
    places = (range(at, at + line, step) for at in range(start, start + 4 * line, line))
    deque(map(bounds_of, paths, *places), maxlen=0)
    left, bottom, right, top = sides.astype(float)
    a, b, c, d, e, f = np.array(outers).T
    xs, ys = (a * left + c * bottom + e, a * right + c * top + e), (b * left + d * bottom + f, b * right + d * top + f)
    edges = (np.minimum(*xs), np.maximum(*xs), np.minimum(*ys), np.maximum(*ys))
    return np.column_stack(edges).tolist()


def _own(item: int, outer: Affine) -> Affine:
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


def _objects(page: object, shown: Affine) -> Iterator[tuple[int, int, Affine]]:
    """Yield the paths and images of a page and of its forms, each with the map from what holds it to the shown page."""
    count = pdfium_c.FPDFPage_CountObjects(page)
    stack = [(_drawn(map(object_of, repeat(address(page)), range(count))), shown)]
    while stack:
        items, outer = stack[-1]
        for item, kind in items:
            if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
                yield item, kind, outer
            elif len(stack) <= _DEEPEST:
                inside = range(inner_count_of(item))
                stack.append((_drawn(map(inner_object_of, repeat(item), inside)), _own(item, outer)))
                break
        else:
            stack.pop()


def _drawn(items: Iterable[int | None]) -> Iterator[tuple[int, int]]:
    """Yield those of objects that are drawn, each with its kind, given their addresses; text is most of a page."""
    found = list(items)
    kinds = np.fromiter(map(kind_of, found), dtype=np.int8, count=len(found))
    for at in np.flatnonzero(kinds != pdfium_c.FPDF_PAGEOBJ_TEXT).tolist():
        if int(kinds[at]) in _DRAWN:
            yield found[at], int(kinds[at])


def _visible(path: int) -> bool | None:
    """Say whether a path is stroked rather than filled, None where it is drawn in white, or in nothing at all."""
    draw_mode_of(path, *_MODE.places)
    filled, stroked = _MODE.values
    if not (filled or stroked):
        return None
    if (stroke_colour_of if stroked else fill_colour_of)(path, *_COLOUR.places):
        red, green, blue, alpha = _COLOUR.values
        if alpha == 0 or min(red, green, blue) > _WHITE:
            return None
    return bool(stroked)


def _subpaths(path: int, count: int, matrix: Affine) -> list[list[tuple[float, float]]]:
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
