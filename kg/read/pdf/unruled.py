"""Find tables of tasks whose columns are set by white space alone.

A line of headings that such tables have begins one; it goes on as far as the white between its columns does, and its
rows are those that are numbered. Without headings that are known nothing is taken for a table: running text in columns,
letterheads and lists have gaps too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from kg.iri import fold
from kg.pages import Box
from kg.read.pdf.geometry import around
from kg.read.pdf.glyphs import Glyphs
from kg.read.pdf.lines import Line, Row
from kg.read.pdf.tables import Cell, Grid, Table
from kg.resources import read_table

FEWEST_COLUMNS = 3
_KNOWN_SHARE = 0.6
"""So many of the headings are known ones, the first column's a number."""
GUTTER = 0.4
"""So many heights wide the white between two columns is at least."""
_APART = 1.4
"""Lines further apart than so many heights have white between them."""
FAR = 3.0
_LONGEST_NUMBER = 12
"""Longer texts head no column of numbers."""
_HEADING_LINES = 4
_FEWEST_NUMBERED = 2
_NUMBER = re.compile(r"(\d{1,3})[.)]?(?=\s|$)")
_PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*")
_SAME_LINE = 0.3
Gap = tuple[float, float]


def find_unruled(rows: Sequence[Row], glyphs: Glyphs) -> tuple[list[Table], Glyphs]:
    """Return the tables among rows of one frame that no rule parts, top to bottom, and the characters left."""
    tables: list[Table] = []
    at = 0
    while at < len(rows):
        heading = _heading(rows, at)
        table, end = None, at + 1
        if heading is not None:
            end, gaps = _extent(rows, heading, glyphs)
            table = _table(rows[heading.first : end], gaps, glyphs)
        if table is not None:
            tables.append(table)
            glyphs = glyphs.take(~within(glyphs, rows, heading.first, end))
        at = end if table is not None else at + 1
    return tables, glyphs


@lru_cache(maxsize=1)
def _headings() -> tuple[frozenset[str], frozenset[str]]:
    """Return what heads a column of numbers, and what heads others, folded."""
    rows = read_table("lexicons/table_columns.tsv")
    numbers = frozenset(fold(row["term"]) for row in rows if row["column"] == "number")
    return numbers, frozenset(fold(row["term"]) for row in rows) - numbers


class _Heading(NamedTuple):
    """The lines of a heading, first and end, and the white between its columns."""

    first: int
    end: int
    gaps: list[Gap]


def _heading(rows: Sequence[Row], at: int) -> _Heading | None:
    """Return the heading of a table with the number's column at a row: of lines around it, those of most columns."""
    numbers, _ = _headings()
    text = rows[at].parts[0].text
    if len(text) > _LONGEST_NUMBER or text[0].isdigit() or fold(text).strip(" .") not in numbers:
        return None
    found = []
    for first in range(at, max(-1, at - _HEADING_LINES), -1):
        if first < at and not _follows(rows[first], rows[first + 1]):
            break
        for end in range(at + 1, min(len(rows), at + _HEADING_LINES) + 1):
            if end > at + 1 and not _follows(rows[end - 2], rows[end - 1]):
                break
            columns = _columns(rows[first:end])
            if _is_known(columns):
                gaps = [(before.box.right, after.box.left) for (*_, before), (*_, after) in pairwise(columns)]
                found.append(_Heading(first, end, gaps))
    return max(found, key=lambda heading: (len(heading.gaps), heading.first - heading.end), default=None)


def _follows(above: Row, below: Row) -> bool:
    return below.base - above.base <= _APART * max(above.height, below.height)


def _columns(rows: Sequence[Row]) -> list[list[Line]]:
    """Return the parts of rows by the column that they stand in, each behind its widest reach."""
    columns: list[list[Line]] = []
    for part in sorted((part for row in rows for part in row.parts), key=lambda part: part.box.left):
        if columns and part.box.left < columns[-1][-1].box.right:
            reach = columns[-1].pop()
            columns[-1] += [part, reach._replace(box=around([reach.box, part.box]))]
        else:
            columns.append([part, part])
    return columns


def _is_known(columns: Sequence[Sequence[Line]]) -> bool:
    """Say whether columns have headings that are known, the first one that of a number."""
    if len(columns) < FEWEST_COLUMNS:
        return False
    numbers, others = _headings()
    inside = (sorted(parts[:-1], key=lambda part: part.base) for parts in columns)
    first, *rest = (fold(" ".join(part.text for part in parts)).strip(" .") for parts in inside)
    return first in numbers and sum(text.startswith(tuple(others)) for text in rest) >= _KNOWN_SHARE * len(rest)


def _extent(rows: Sequence[Row], heading: _Heading, glyphs: Glyphs) -> tuple[int, list[Gap]]:
    """Return where the white between the columns of a heading ends, and how much of it all rows leave."""
    return extent(rows, heading.end, glyphs, gaps=heading.gaps, least=GUTTER * rows[heading.first].height)


def extent(
    rows: Sequence[Row], end: int, glyphs: Glyphs, *, gaps: Sequence[Gap], least: float
) -> tuple[int, list[Gap]]:
    """Return where the white of columns ends from a row on, and how much of it all rows leave."""
    gaps = list(gaps)
    while end < len(rows) and _heading(rows, end) is None:
        if rows[end].base - rows[end - 1].base > FAR * rows[end].height:
            break  # what stands under the table
        narrower = _without_page_number(rows, end) and left_free(gaps, rows[end], glyphs, least=least)
        if not narrower:
            break
        gaps, end = narrower, end + 1
    return end, gaps


def left_free(gaps: Sequence[Gap], row: Row, glyphs: Glyphs, *, least: float) -> list[Gap]:
    """Return what a row leaves free of the white between columns, nothing where that is too narrow somewhere."""
    inked = _ink_of(row, glyphs)
    narrower = [_free(gap, inked, least=least) for gap in gaps]
    return [gap for gap in narrower if gap] if all(narrower) else []


def _without_page_number(rows: Sequence[Row], at: int) -> bool:
    """Say whether a row is not the last one of a page with nothing in it but a number."""
    return at < len(rows) - 1 or not is_page_number(rows[at])


def is_page_number(row: Row) -> bool:
    """Say whether nothing but a number stands in a row."""
    return len(row.parts) == 1 and _PAGE_NUMBER.fullmatch(row.parts[0].text) is not None


def _ink_of(row: Row, glyphs: Glyphs) -> list[Gap]:
    """Return where the characters of a row stand, left to right."""
    chosen = (np.abs(glyphs.base - row.base) <= _SAME_LINE * row.height) & glyphs.ink
    return sorted(zip(glyphs.left[chosen].tolist(), glyphs.right[chosen].tolist(), strict=True))


def _free(gap: Gap, inked: Sequence[Gap], *, least: float) -> Gap | None:
    """Return the widest part of a gap in which nothing stands, None where that is too narrow."""
    left, right = gap
    edges = [left]
    for start, end in inked:
        if end > left and start < right:
            edges += [start, max(end, edges[-1])]
    edges.append(right)
    widest = max(zip(edges[::2], edges[1::2], strict=True), key=lambda free: free[1] - free[0])
    return widest if widest[1] - widest[0] >= least else None


def _table(rows: Sequence[Row], gaps: Sequence[Gap], glyphs: Glyphs) -> Table | None:
    """Return the table that rows are whose columns are known; None for one that is not numbered."""
    starts, parted = row_starts(rows[1:], gaps)
    starts = [start + 1 for start in starts]
    if len(starts) < _FEWEST_NUMBERED or starts[0] > 2 * _HEADING_LINES:
        return None
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    return to_table(rows, [0, *starts], glyphs, gaps=gaps, sides=(left, right), parted=parted)


def to_table(
    rows: Sequence[Row],
    starts: Sequence[int],
    glyphs: Glyphs,
    *,
    gaps: Sequence[Gap],
    sides: Gap,
    parted: bool,
    whole: int = 1,
) -> Table | None:
    """Return the table of lines whose rows begin at `starts`, between its `sides`.

    None where lines above the numbers of rows show that these stand in the middle of them, and nothing tells where rows
    begin; those before the row `whole` may be anything. `parted` says that white parts the rows.
    """
    left, right = sides
    xs = [left, *((start + end) / 2 for start, end in gaps), right]
    tops = [min(part.box.top for part in rows[at].parts) for at in starts]
    ys = [*tops, max(part.box.bottom for part in rows[-1].parts)]
    columns, lines = len(xs) - 1, len(ys) - 1
    cells = [
        Cell(row, column, row, column, Box(xs[column], ys[row], xs[column + 1], ys[row + 1]))
        for row in range(lines)
        for column in range(columns)
    ]
    grid = Grid(xs, ys, np.arange(len(cells)).reshape(lines, columns), cells, is_open=False)
    found = glyphs.take(within(glyphs, rows, 0, len(rows)))
    bases = [row.base for row in rows]
    lines_of = np.array([bisect_left(bases, base - 0.01) for base in found.base.tolist()])
    rows_of = np.searchsorted(starts, lines_of, side="right") - 1
    columns_of = np.clip(np.searchsorted(xs, (found.left + found.right) / 2) - 1, 0, columns - 1)
    places = rows_of * columns + columns_of
    is_row = found.ink & (rows_of >= whole)
    at_top = is_row & (lines_of == np.array(starts)[rows_of])
    if not parted and set(places[is_row].tolist()) != set(places[at_top].tolist()):
        return None
    grid.fill(found, places)
    table = grid.to_table()
    return None if table is None else replace(table, gaps=tuple(gaps))


def row_starts(rows: Sequence[Row], gaps: Sequence[Gap], *, last: int | None = None) -> tuple[list[int], bool]:
    """Return the lines with which numbered rows begin, counting up, and whether white parts them; else the numbers'.

    They count on from a `last` number.
    """
    numbered: list[int] = []
    for at, row in enumerate(rows):
        number = number_of(row.parts[0], gaps[0])
        if number is not None and (last is None or number == last + 1):
            numbered.append(at)
            last = number
    tops = [_top(rows, at) for at in numbered]
    if (len(numbered) > 1 or tops == numbered) and all(before < top for before, top in pairwise([-1, *tops])):
        return tops, True
    return numbered, False


def _top(rows: Sequence[Row], at: int) -> int:
    """Return the first of the lines that follow each other closely down to a line."""
    while at and _follows(rows[at - 1], rows[at]):
        at -= 1
    return at


def number_of(part: Line, gap: Gap) -> int | None:
    """Return the number with which a part begins that stands before the white behind the first column."""
    match = _NUMBER.match(part.text) if part.box.left < gap[0] else None
    return int(match[1]) if match else None


def within(glyphs: Glyphs, rows: Sequence[Row], at: int, end: int) -> np.ndarray:
    """Return which characters belong to rows, by the middle between their baselines and those of their neighbours."""
    top = (rows[at - 1].base + rows[at].base) / 2 if at else rows[at].base - rows[at].height
    last = rows[end - 1]
    bottom = (rows[end].base + last.base) / 2 if end < len(rows) else last.base + last.height
    return (glyphs.base > top) & (glyphs.base <= bottom)
