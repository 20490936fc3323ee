"""Find the ruled lines of a page: lines and thin rectangles that are drawn to be seen."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2.raw as pdfium_c

from kg.read.pdf.geometry import Affine, Frame

_THIN = 2.5
_SHORTEST = 3.0
_WHITE = 240
_DEEPEST = 5
_DRAWN = frozenset((pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM))
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
    rules: list[Rule] = []
    points, image_area = 0, 0.0
    for item, kind, outer in _objects(page, shown):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            matrix = _own(item, outer)
            image_area += abs(matrix.a * matrix.d - matrix.b * matrix.c)
        elif points <= MOST_POINTS:
            count = pdfium_c.FPDFPath_CountSegments(item)
            points += count
            rules.extend(_rules_of_path(item, count, outer))
    return Drawing(rules, image_area)


def _rules_of_path(path: object, count: int, outer: Affine) -> Iterator[Rule]:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, filled, stroked)
    if not (filled.value or stroked.value) or _is_invisible(path, stroked=bool(stroked.value)):
        return
    edges = _bounds(path, outer)
    if edges and min(edges[1] - edges[0], edges[3] - edges[2]) <= _THIN:
        yield from _rule_of(*edges)  # most rules are shapes of their own, and need no look at their points
        return
    for corners in _subpaths(path, count, _own(path, outer)):
        yield from _rules_of(corners, stroked=bool(stroked.value))


def _bounds(path: object, outer: Affine) -> tuple[float, float, float, float] | None:
    """Return left, right, top and bottom of a path on the shown page, None where pdfium does not know."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(path, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    (x, y), (to_x, to_y) = outer.apply(left, bottom), outer.apply(right, top)
    return min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)


def _own(item: object, outer: Affine) -> Affine:
    """Return the map from an object's own places to the shown page."""
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, matrix):
        return outer
    return Affine(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f).then(outer)


def in_frame(rules: list[Rule], frame: Frame) -> list[Rule]:
    """Return rules of the shown page as they lie in a frame."""
    turned = []
    for level, at, start, end in rules:
        ends = ((start, at), (end, at)) if level else ((at, start), (at, end))
        (x, y), (to_x, to_y) = (frame.affine.apply(*place) for place in ends)
        if (frame.x != 0) == level:
            turned.append(Rule(True, y, min(x, to_x), max(x, to_x)))
        else:
            turned.append(Rule(False, x, min(y, to_y), max(y, to_y)))
    return turned


def _objects(page: object, shown: Affine) -> Iterator[tuple[object, int, Affine]]:
    """Yield the paths and images of a page and of its forms, each with the map from what holds it to the shown page."""
    kind_of = pdfium_c.FPDFPageObj_GetType
    count = pdfium_c.FPDFPage_CountObjects(page)
    stack = [(pdfium_c.FPDFPage_GetObject(page, index), shown, 0) for index in reversed(range(count))]
    while stack:
        item, outer, depth = stack.pop()
        kind = kind_of(item)
        if kind not in _DRAWN:
            continue
        if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
            yield item, kind, outer
        elif depth < _DEEPEST:
            own, inside = _own(item, outer), pdfium_c.FPDFFormObj_CountObjects(item)
            stack.extend((pdfium_c.FPDFFormObj_GetObject(item, n), own, depth + 1) for n in reversed(range(inside)))


def _is_invisible(path: object, *, stroked: bool) -> bool:
    """Say whether a path is drawn in white, or in nothing at all."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    colour_of = pdfium_c.FPDFPageObj_GetStrokeColor if stroked else pdfium_c.FPDFPageObj_GetFillColor
    if not colour_of(path, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) > _WHITE


def _subpaths(path: object, count: int, matrix: Affine) -> list[list[tuple[float, float]]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    subpaths: list[list[tuple[float, float]]] = []
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if not subpaths or pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO:
            subpaths.append([])
        subpaths[-1].append(matrix.apply(x.value, y.value))
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
