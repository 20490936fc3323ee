"""Put the cells of a table of a web page into rows, with those that a cell of several rows covers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.read.flow.blocks import MOST_COLUMNS, Cell, Table

_MOST_ROWS = 65534
_BORDER = re.compile(r"border(?!-(?:collapse|spacing|radius))[\w-]*\s*:(?!\s*(?:0|none|hidden)\b)", re.IGNORECASE)


class TableBuilder:
    """A table that is open; `cell` is the cell that text goes to, None outside of one."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self.cell: Cell | None = None
        self._table = Table()
        self._row: list[Cell] | None = None
        self._below: dict[int, tuple[int, int]] = {}  # column: rows that a cell still takes, its width
        self._column = 0
        self._see(attributes)
        self._table.bordered |= bool(attributes.get("class")) and attributes.get("border") != "0"

    def start_row(self) -> None:
        """Begin a row; one that is open ends."""
        self.end("tr")
        self._row, self._column = [], 0

    def start_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a cell; one that is open ends, a row that was not begun is."""
        if self._row is None:
            self.start_row()
        self._fill()
        self._see(attributes)
        self._table.bordered |= tag == "th"
        width = _span(attributes.get("colspan"), MOST_COLUMNS)
        height = _span(attributes.get("rowspan"), _MOST_ROWS)
        self.cell = Cell(width=width)
        if self._row is not None and len(self._row) < MOST_COLUMNS:
            self._row.append(self.cell)
        if height > 1 and self._column < MOST_COLUMNS:
            self._below[self._column] = (height, width)
        self._column += width

    def end(self, tag: str) -> None:
        """End the cell, and the row where `tag` is that."""
        self.cell = None
        if tag == "tr" and self._row is not None:
            self._fill()
            if self._row:
                self._table.rows.append(self._row)
            self._below = {column: (rows - 1, width) for column, (rows, width) in self._below.items() if rows > 1}
            self._row = None

    def finish(self) -> Table:
        """Return the table."""
        self.end("tr")
        return self._table

    def _fill(self) -> None:
        """Put empty cells where a cell of a row above reaches down to."""
        row = self._row
        while row is not None and self._column in self._below and len(row) < MOST_COLUMNS:
            _, width = self._below[self._column]
            row.append(Cell(width=width))
            self._column += width

    def _see(self, attributes: Mapping[str, str]) -> None:
        border = (attributes.get("border") or "").strip()
        self._table.bordered |= border not in ("", "0") or _BORDER.search(attributes.get("style") or "") is not None


def _span(text: str | None, most: int) -> int:
    text = (text or "").strip()
    return max(1, min(int(text), most)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
