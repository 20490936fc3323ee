"""Put the rows of a page into reading order: what stands in columns beside each other is read column by column."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.read.pdf.lines import Line, Row

_GUTTER = 0.8
"""So many heights of a line two columns are apart at least."""
_CERTAIN = 1.5
"""A narrower gutter needs running text on both sides, as wide spaces in full lines may stand one below the other."""
_NEAR = 1.9
_NEAR_COLUMNS = 4.5
"""So many heights apart rows still belong together; rows that show both columns."""
_ROW_PART = 0.3
_FULL = 0.85
_FULL_SHARE = 0.6
_FEWEST_RUNNING = 5
_MOST_IN_COLUMNS = 1000
"""So many rows columns of running text have at least, and those that are looked at for columns in columns at most."""
_CENTRED = 0.03
_FIGURE = re.compile(r"[\d.,%\s–-]+")
Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other; `beside` says that they stand in a short block next to another one."""

    lines: tuple[Line, ...]
    beside: bool = False


def arrange(rows: Sequence[Row]) -> list[Column]:
    """Return the lines of `rows` (top to bottom) in reading order."""
    columns: list[Column] = []
    plain: list[Row] = []
    at = 0
    while at < len(rows):
        band = _band(rows, at, floor=at - len(plain))
        if band is None:
            plain.append(rows[at])
            at += 1
            continue
        start, end, gap = band
        del plain[len(plain) - (at - start) :]
        columns.extend(_plain(plain))
        plain = []
        for side in _sides(rows[start:end], gap):
            inner = arrange(side)
            if _is_running(side) or _is_columns(side):
                columns.extend(inner)
            else:
                columns.extend(Column(column.lines, True) for column in inner)
        at = end
    columns.extend(_plain(plain))
    return columns


def _plain(rows: Sequence[Row]) -> list[Column]:
    return [Column(tuple(row.joined() for row in rows))] if rows else []


def _band(rows: Sequence[Row], at: int, *, floor: int) -> tuple[int, int, Gap] | None:
    """Return first and last row and the gutter of a run of rows in two columns that begins at a row."""
    gap = _widest(_seed(rows, at))
    height = rows[at].height
    if gap is None:
        return None
    start = end = at
    while end < len(rows) and (
        end == at or _follows(rows[end - 1], rows[end]) or _goes_on(rows[end - 1], rows[end], gap)
    ):
        narrower = _narrowed(gap, rows[end], least=_GUTTER * height)
        if narrower is None:
            break
        gap, end = narrower, end + 1
    while start > floor and _follows(rows[start - 1], rows[start]):
        narrower = _narrowed(gap, rows[start - 1], least=_GUTTER * height)
        above = rows[start - 2] if start - 1 > floor else None
        if narrower is None or (above is not None and _closer(above, rows[start - 1], rows[start])):
            break
        gap, start = narrower, start - 1
    end = _without_centred_end(rows, start, end=end, gap=gap)
    return (start, end, gap) if _stands_in_columns(rows[start:end], gap) else None


def _seed(rows: Sequence[Row], at: int) -> list[Gap]:
    """Return the gaps that may part two columns at a row: within it, or between it and the next one beside it."""
    row = rows[at]
    gaps = [(before.box.right, after.box.left) for before, after in zip(row.parts, row.parts[1:], strict=False)]
    if not gaps and at + 1 < len(rows):
        other = rows[at + 1]
        if other.base - row.base < 0.8 * min(row.height, other.height):
            left, right = sorted((row, other), key=lambda one: one.left)
            gaps = [(left.right, right.left)]
    return [gap for gap in gaps if gap[1] - gap[0] >= _GUTTER * row.height]


def _widest(gaps: Sequence[Gap]) -> Gap | None:
    return max(gaps, key=lambda gap: gap[1] - gap[0], default=None)


def _narrowed(gap: Gap, row: Row, *, least: float) -> Gap | None:
    """Return what a row leaves free of a gap, None where that is too narrow."""
    edges = [-math.inf, *(side for part in row.parts for side in (part.box.left, part.box.right)), math.inf]
    free = [(max(gap[0], a), min(gap[1], b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    widest = _widest(free)
    return widest if widest is not None and widest[1] - widest[0] >= least else None


def _follows(above: Row, below: Row) -> bool:
    return below.base - above.base <= _NEAR * max(above.height, below.height)


def _goes_on(above: Row, below: Row, gap: Gap) -> bool:
    """Say whether a row further below is in the same two columns."""
    overlap = [min(gap[1], after.box.left) - max(gap[0], before.box.right) for before, after in pairwise(below.parts)]
    near = below.base - above.base <= _NEAR_COLUMNS * max(above.height, below.height)
    return near and max(overlap, default=0) > 0


def _closer(above: Row, row: Row, below: Row) -> bool:
    """Say whether a row belongs to what is above it rather than to what is below."""
    return row.base - above.base <= 1.15 * (below.base - row.base)


def _without_centred_end(rows: Sequence[Row], start: int, *, end: int, gap: Gap) -> int:
    """Leave out last rows that stand in the middle of both columns: a heading below them."""
    left, right = min(row.left for row in rows[start:end]), max(row.right for row in rows[start:end])
    middle, slack = (left + right) / 2, _CENTRED * (right - left)
    while end - 1 > start:
        row = rows[end - 1]
        if len(row.parts) > 1 or abs((row.left + row.right) / 2 - middle) > slack or not row.left >= gap[1] - slack:
            break
        end -= 1
    return end


def _sides(rows: Sequence[Row], gap: Gap) -> tuple[list[Row], list[Row]]:
    middle = sum(gap) / 2
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        for number in (0, 1):
            parts = tuple(part for part in row.parts if (part.box.left >= middle) == bool(number))
            if parts:
                sides[number].append(Row(row.base, parts))
    return sides


def _stands_in_columns(rows: Sequence[Row], gap: Gap) -> bool:
    """Say whether rows are two columns of text rather than rows of a table without rules, or lines with a gap."""
    left, right = _sides(rows, gap)
    if min(len(left), len(right)) < 2:
        return False
    top, bottom = max(left[0].base, right[0].base), min(left[-1].base, right[-1].base)
    shorter = min(side[-1].base - side[0].base for side in (left, right))
    if bottom - top < 0.3 * shorter:
        return False
    if all(_is_running(side) or _is_columns(side) for side in (left, right)):
        return True
    wide = sum(any(row.is_wide(before, after) for before, after in pairwise(row.parts)) for row in rows)
    if gap[1] - gap[0] < _CERTAIN * rows[0].height and wide < 2:
        return False
    many = sum(len(row.parts) > 2 for row in rows)
    figures = sum(bool(_FIGURE.fullmatch(part.text)) for row in right for part in row.parts)
    return many <= max(1, _ROW_PART * len(rows)) and figures <= _ROW_PART * len(right)


def _is_columns(rows: Sequence[Row]) -> bool:
    """Say whether rows are columns of running text themselves, but for a few at their end."""
    if not _FEWEST_RUNNING <= len(rows) <= _MOST_IN_COLUMNS:
        return False
    at = next((number for number, row in enumerate(rows) if len(row.parts) > 1), len(rows))
    band = _band(rows, at, floor=0) if at < len(rows) - 1 else None
    if band is None or band[1] - band[0] < _FULL_SHARE * len(rows):
        return False
    return all(_is_running(side) or _is_columns(side) for side in _sides(rows[band[0] : band[1]], band[2]))


def _is_running(rows: Sequence[Row]) -> bool:
    """Say whether rows are running text: most lines fill their column."""
    if len(rows) < _FEWEST_RUNNING or sum(len(row.parts) > 1 for row in rows) > _ROW_PART * len(rows):
        return False
    left, right = median(row.left for row in rows), max(row.right for row in rows)
    full = sum(row.right - left >= _FULL * (right - left) for row in rows)
    return full >= _FULL_SHARE * len(rows)
