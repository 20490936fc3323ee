"""Find where a table that only white space parts goes on at the top of the next page, without its heading.

Its rows count on there, and stand in the columns that the page before showed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from kg.read.pdf.glyphs import Glyphs
from kg.read.pdf.lines import Line, Row
from kg.read.pdf.tables import Table
from kg.read.pdf.unruled import (
    FAR,
    FEWEST_COLUMNS,
    GUTTER,
    Gap,
    extent,
    is_page_number,
    left_free,
    number_of,
    row_starts,
    to_table,
    within,
)

_MOST_BELOW = 3
"""So many lines may stand below a table that goes on: a page number, a note."""
_MOST_HEADS = 3
_MOST_TRIED = 8
_DIGITS = re.compile(r"\d+")


class Cut(NamedTuple):
    """A table that a page ends with, and what its first and last lines say but for figures: the next one's heads."""

    table: Table
    heads: frozenset[str]


def cut_table(rows: Sequence[Row], tables: Sequence[Table]) -> Cut | None:
    """Return the table without rules that a page ends with, `rows` being what stands outside of its tables."""
    if not tables or not tables[-1].gaps:
        return None
    below = [row for row in rows if row.base > tables[-1].box.bottom]
    if len(below) > _MOST_BELOW:
        return None
    return Cut(tables[-1], frozenset(map(_head, [*rows[:_MOST_HEADS], *below])))


def find_resumed(rows: Sequence[Row], glyphs: Glyphs, cut: Cut) -> tuple[Table, Glyphs] | None:
    """Return the table that goes on from the page before among the rows of one, and the characters left."""
    last = _last_cell(cut.table)
    number = number_of(last, cut.table.gaps[0]) if last else None
    if last is None or number is None:
        return None
    for at, shift in islice(_candidates(rows, last, gap=cut.table.gaps[0], number=number + 1), _MOST_TRIED):
        gaps = [(start + shift, end + shift) for start, end in cut.table.gaps]
        found = _resumed(rows, at, glyphs, gaps=gaps, cut=cut, number=number, shift=shift)
        if found is not None:
            return found
    return None


def _candidates(rows: Sequence[Row], last: Line, *, gap: Gap, number: int) -> Iterator[tuple[int, float]]:
    """Yield the rows that bear a number in the first column, and how far that is moved to the right."""
    for at, row in enumerate(rows):
        for shift in dict.fromkeys((0.0, row.left - last.box.left)):
            if number_of(row.parts[0], (gap[0] + shift, gap[1] + shift)) == number:
                yield at, shift


def _resumed(
    rows: Sequence[Row], at: int, glyphs: Glyphs, *, gaps: list[Gap], cut: Cut, number: int, shift: float
) -> tuple[Table, Glyphs] | None:
    """Return the table around the row `at`, which bears the next number, where it begins its page."""
    least = GUTTER * rows[at].height
    gaps = left_free(gaps, rows[at], glyphs, least=least)
    if not gaps:
        return None
    first, gaps = _first(rows, at, glyphs, gaps=gaps, heads=cut.heads, least=least)
    if not all(_is_head(row, cut.heads) for row in rows[:first]):
        return None
    end, gaps = extent(rows, at + 1, glyphs, gaps=gaps, least=least)
    lines = rows[first:end]
    starts, parted = row_starts(lines, gaps, last=number)
    has_rest = starts[0] > 0
    sides = (cut.table.edges[0] + shift, cut.table.edges[-1] + shift)
    begins = [0, *starts] if has_rest else starts
    table = to_table(lines, begins, glyphs, gaps=gaps, sides=sides, parted=parted, whole=int(has_rest))
    if table is None or len({cell.column for row in table.rows for cell in row}) < FEWEST_COLUMNS:
        return None  # an item of a list has a number and a text too
    # the columns are those of the page before, wherever the white is the widest here
    edges = tuple(edge + shift for edge in cut.table.edges)
    left = glyphs.take(~within(glyphs, rows, first, end))
    return replace(table, edges=edges, resumes=has_rest), left


def _first(
    rows: Sequence[Row], at: int, glyphs: Glyphs, *, gaps: list[Gap], heads: frozenset[str], least: float
) -> tuple[int, list[Gap]]:
    """Return the first line of the table above its next number, the rest of a row, and the white that those leave."""
    while at and rows[at].base - rows[at - 1].base <= FAR * rows[at].height:
        above = rows[at - 1]
        narrower = left_free(gaps, above, glyphs, least=least)
        if not narrower or _is_head(above, heads) or above.left < gaps[0][0]:
            break
        at, gaps = at - 1, narrower
    return at, gaps


def _is_head(row: Row, heads: frozenset[str]) -> bool:
    return is_page_number(row) or _head(row) in heads


def _head(row: Row) -> str:
    return _DIGITS.sub("#", row.joined().text)


def _last_cell(table: Table) -> Line | None:
    """Return the first line in the first column of a table's last row."""
    cells = [cell for cell in table.rows[-1] if cell.column == 0]
    return cells[0].lines[0].line if cells and cells[0].lines else None
