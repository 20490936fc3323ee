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
    """What is drawn on a page: its rules, in places of the page as shown, and whether there is an image."""

    rules: list[Rule]
    has_image: bool


def read_drawing(page: object, shown: Affine) -> Drawing:
    """Return what a raw page draws."""
    rules: list[Rule] = []
    points, has_image = 0, False
    for item, kind, matrix in _objects(page, shown):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            has_image = True
        elif points <= MOST_POINTS:
            count = pdfium_c.FPDFPath_CountSegments(item)
            points += count
            rules.extend(_rules_of_path(item, count, matrix))
    return Drawing(rules, has_image)


def _rules_of_path(path: object, count: int, matrix: Affine) -> Iterator[Rule]:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, filled, stroked)
    if (filled.value or stroked.value) and not _is_invisible(path, stroked=bool(stroked.value)):
        for corners in _subpaths(path, count, matrix):
            yield from _rules_of(corners, stroked=bool(stroked.value))


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
    """Yield the paths and images of a page, within forms too, each with the map from its places to the shown page."""
    kind_of, matrix = pdfium_c.FPDFPageObj_GetType, pdfium_c.FS_MATRIX()
    count = pdfium_c.FPDFPage_CountObjects(page)
    stack = [(pdfium_c.FPDFPage_GetObject(page, index), shown, 0) for index in reversed(range(count))]
    while stack:
        item, outer, depth = stack.pop()
        kind = kind_of(item)
        if kind not in _DRAWN or not pdfium_c.FPDFPageObj_GetMatrix(item, matrix):
            continue
        own = Affine(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f).then(outer)
        if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
            yield item, kind, own
        elif depth < _DEEPEST:
            inside = pdfium_c.FPDFFormObj_CountObjects(item)
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
    if bottom - top <= _THIN and right - left >= _SHORTEST:
        return [Rule(True, (top + bottom) / 2, left, right)]
    if right - left <= _THIN and bottom - top >= _SHORTEST:
        return [Rule(False, (left + right) / 2, top, bottom)]
    if stroked and len(corners) in (4, 5) and _is_rectangle(corners, left=left, top=top, right=right, bottom=bottom):
        return [
            Rule(True, top, left, right),
            Rule(True, bottom, left, right),
            Rule(False, left, top, bottom),
            Rule(False, right, top, bottom),
        ]
    return []


def _is_rectangle(corners: list[tuple[float, float]], *, left: float, top: float, right: float, bottom: float) -> bool:
    return all(min(x - left, right - x) < 1 and min(y - top, bottom - y) < 1 for x, y in corners)
