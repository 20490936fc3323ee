"""Read what a table's rows hold: cells by column, the segments of its task cells, the rows that make one task."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.layout.columns import heads_targets, heads_tasks
from kg.layout.table import Row, Table
from kg.model import PreparedText, Span
from kg.text.spans import SpanIndex


class _Placed(NamedTuple):
    """A row of a table by its span."""

    start_char: int
    end_char: int
    row: Row
    table: Table


def is_of_tasks(table: Table) -> bool:
    """Say whether a table lists what is to be done and by whom."""
    return heads_tasks(table.columns)


def is_of_targets(table: Table) -> bool:
    """Say whether a table lists what is measured, with figures for years to come."""
    return not is_of_tasks(table) and heads_targets(table.columns)


def cell_of(table: Table, row: Row, column: str) -> Span | None:
    """Return the first cell of a row in a kind of column, None where it is empty."""
    if row.kind in ("head", "part"):
        return None
    for place, kind in enumerate(table.columns):
        if kind == column and place < len(row.cells) and row.cells[place].end_char > row.cells[place].start_char:
            return row.cells[place]
    return None


def grouped(table: Table) -> Iterator[list[Row]]:
    """Yield the rows that make one task: a row with a number, and below it those without or with a dash."""
    group: list[Row] = []
    for row in table.rows:
        if row.kind in ("head", "part"):
            continue
        goes_on = row.kind == "more" or not row.number[:1].isalnum()
        if group and not goes_on:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def segments_of_tasks(prepared: PreparedText) -> dict[int, bool]:
    """Return the segments in tables of tasks: True for those in a task cell, False for those in another."""
    tables = [table for table in prepared.tables if is_of_tasks(table)]
    rows = SpanIndex(_Placed(row.start_char, row.end_char, row, table) for table in tables for row in table.rows)
    found = {}
    for index, segment in enumerate(prepared.segments):
        placed = rows.holding(segment.start_char)
        if placed is not None:
            task = cell_of(placed.table, placed.row, "task")
            found[index] = task is not None and task.start_char <= segment.start_char < task.end_char
    return found
