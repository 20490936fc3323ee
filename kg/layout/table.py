"""What a table is: its columns by kind, its rows with a cell for each column."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Span


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: `cells` holds the span of each column's cell, an empty one for none.

    `kind`: `head` (a heading row), `part` (the title of the rows below), `body`, `more` (goes on with the row above: it
    has neither number nor task of its own). `number` is as printed without closing mark; `section` indexes
    `PreparedText.sections`, -1 for a row that is none.
    """

    kind: str
    start_char: int
    end_char: int
    cells: tuple[Span, ...]
    number: str = ""
    section: int = -1


@dataclass(slots=True)
class Table:
    """A table whose heading says what its columns hold (`task`, `lead`, `due`, `2030` …), with its rows in order."""

    columns: tuple[str, ...]
    heads: tuple[str, ...] = ()
    """The words over each column."""
    rows: list[Row] = field(default_factory=list)
    section: int = -1
