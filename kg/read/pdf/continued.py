"""Join tables that go on over a page: the rows count on, a row that the page broke is one, its heading stands once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.read.pdf.page import PageContent, View
from kg.read.pdf.tables import Cell, CellLine, Table

_SAME_EDGE = 6.0
_MOST_HEADS = 4
_ENDED = re.compile(r"[.;:!?…/]\s*$")
_LISTED = re.compile(r"[;,:]\s*$")
"""What a cell ends with whose list goes on."""


def join_tables(pages: Sequence[PageContent]) -> None:
    """Join the last table of each page with the first one of the next where that continues it."""
    last: Table | None = None
    for page in pages:
        view = page.views[0] if page.views else None
        if view is None or not view.tables:
            last = None
            continue
        for table in view.tables:
            for row in table.rows:
                for line in (line for cell in row for line in cell.lines):
                    line.page, line.frame = page.index, view.frame
        first = view.tables[0]
        if last is not None and _begins_page(view, first) and _same_columns(last, first):
            _join(last, first)
            if not first.rows[first.heads :]:
                continue
        final = view.tables[-1]
        last = final if _ends_page(view, final) else None


def _begins_page(view: View, table: Table) -> bool:
    return all(row.base > table.box.top for row in view.rows)


def _ends_page(view: View, table: Table) -> bool:
    return all(row.base < table.box.bottom for row in view.rows)


def _same_columns(last: Table, first: Table) -> bool:
    """Say whether two tables have the same columns, seen from their own left edges."""
    if last.columns != first.columns:
        return False
    return all(
        abs((a - last.edges[0]) - (b - first.edges[0])) <= _SAME_EDGE
        for a, b in zip(last.edges, first.edges, strict=True)
    )


def _join(last: Table, first: Table) -> None:
    first.heads = _repeated_heads(last, first)
    if len(first.rows) > first.heads and last.rows and (first.resumes or _goes_on(last, first.rows[first.heads])):
        _append(last.rows[-1], first.rows.pop(first.heads))
    first.first_row = last.first_row + len(last.rows) - last.heads


def _text(cell: Cell) -> str:
    return " ".join(line.line.text for line in cell.lines)


def _repeated_heads(last: Table, first: Table) -> int:
    """Return how many first rows say again what the table's heading says."""
    heads = 0
    for before, row in zip(last.rows[:_MOST_HEADS], first.rows, strict=False):
        if [(cell.column, _text(cell)) for cell in before] != [(cell.column, _text(cell)) for cell in row]:
            break
        heads += 1
    return heads if heads < len(last.rows) or last.first_row else 0


def _goes_on(last: Table, rest: list[Cell]) -> bool:
    """Say whether `rest` is what a page break cut from a last row: a cell is unfinished, no number begins it."""
    before = {cell.column: _text(cell) for cell in last.rows[-1]}
    texts = {cell.column: _text(cell) for cell in rest}
    if not set(texts) <= set(before):
        return False
    if last.is_open and 0 not in texts:
        return True
    cut = {column for column, text in texts.items() if _is_cut(before[column], text)}
    if 0 in texts and 0 not in cut:
        return False
    words = {column: len(text.split()) for column, text in texts.items()}
    left_empty = set(before) - set(texts) - {0}
    if len(left_empty) > 1 and not any(_ENDED.search(before[column]) for column in texts):
        return True
    return sum(words[column] for column in cut) > sum(words.values()) / 2


def _is_cut(before: str, rest: str) -> bool:
    """Say whether a cell's text goes on in the cell below."""
    return bool(_LISTED.search(before)) or (rest[:1].islower() and not _ENDED.search(before))


def _append(row: list[Cell], rest: list[Cell]) -> None:
    by_column = {cell.column: cell for cell in row}
    for cell in rest:
        by_column[cell.column].lines.extend(CellLine(line.line, line.page, line.frame) for line in cell.lines)
