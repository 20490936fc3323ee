"""Read the lines of a table one by one: heading, titles of parts, rows, and what goes on with the row above."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.iri import fold
from kg.layout.align import Unit, align
from kg.layout.columns import UNDER, column_kind, heads_targets, heads_tasks, read_head
from kg.layout.headless import infer_columns, refined
from kg.layout.numbers import Number, read_number
from kg.layout.table import Row, Table
from kg.layout.words import commits
from kg.model import Span

_RULE = re.compile(r"[\s|:*-]*")
_LINES = re.compile(r"[^\n]+")
_FIGURES = re.compile(r"\(?\d{1,2}\)?")
_TITLED = frozenset(("roman", "alpha"))
_DIVIDING = frozenset(("lead", "coordinate", "due", "approve", "result", "note"))
"""What the columns may hold into which a heading over several of them is divided."""


def cells_of(text: str, start: int, end: int) -> list[Span]:
    """Return the spans of a line's cells, trimmed; an empty cell has an empty span. A ruling line has none."""
    line = text[start:end]
    if _RULE.fullmatch(line):
        return []
    separator = "|" if "|" in line else "\t"
    cells = []
    parts = line.split(separator)
    at = start
    for part in parts:
        inner = part.strip(" *\t")
        first = at + part.find(inner) if inner else at
        cells.append(Span(first, first + len(inner)))
        at += len(part) + 1
    if separator == "|":
        cells = cells[1:] if line.startswith("|") else cells
        cells = cells[:-1] if line.rstrip().endswith("|") else cells
    return cells


class RowReader:
    """Reads the tables of one text; the tables with a heading that it knows are in `tables`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tables: list[Table] = []
        self.is_open = False
        self.table: Table | None = None
        self.opening = Span(0, 0)
        """The first cell of the last row that holds anything: its number, where it has one."""

    @property
    def lists_tasks(self) -> bool:
        """Say whether the table at hand lists tasks."""
        return self.table is not None and heads_tasks(self.table.columns)

    def close(self) -> None:
        """End the table at hand, and name the columns whose heading said nothing by what they hold."""
        if self.table is not None and heads_tasks(self.table.columns):
            body = [row for row in self.table.rows if row.kind in ("body", "more")]
            words = [[self.text[slice(*cell)] for cell in row.cells] for row in body]
            self.table.columns = refined(self.table.columns, words)
        self.is_open, self.table = False, None

    def belongs(self, section: int) -> None:
        """Say which section the last row is."""
        if self.table is not None and self.table.rows:
            self.table.rows[-1] = replace(self.table.rows[-1], section=section)

    def read(self, start: int, end: int, *, section: int) -> tuple[Row | None, Number | None]:
        """Return the row of a table line and its number, None for a ruling line."""
        cells = cells_of(self.text, start, end)
        if not cells:
            return None, None
        words = [self.text[slice(*cell)] for cell in cells]
        if not self.is_open:
            self.is_open = True
            self._begin(start, section=section)
        row, number = self._head(start, end, cells, words, section=section), None
        if row is None:
            row, number = self._body(start, end, cells, words)
            self.opening = next((cell for cell, word in zip(cells, words, strict=True) if word), cells[0])
        if self.table is not None:
            self.table.rows.append(row)
        return row, number

    def _begin(self, start: int, *, section: int) -> None:
        """Begin a table whose first line is no heading, where its rows show what their columns hold."""
        rows = []
        for line in _LINES.finditer(self.text, start):
            if not line.group().startswith("|"):
                break
            rows.append([self.text[slice(*cell)] for cell in cells_of(self.text, *line.span())])
        if rows and not read_head(rows[0]):
            columns = infer_columns([row for row in rows if row])
            if columns:
                self.table = Table(columns, section=section)
                self.tables.append(self.table)

    def _head(self, start: int, end: int, cells: list[Span], words: list[str], *, section: int) -> Row | None:
        """Return the row where it heads a table, or goes on with the heading of one."""
        row = Row("head", start, end, tuple(cells))
        bare = self.table is not None and all(line.kind == "head" for line in self.table.rows)
        if bare and all(_FIGURES.fullmatch(cell) or not cell for cell in words):
            return row
        if bare and self.table is not None:
            spread = divided_heads(self.table.heads, words) or spread_heads(self.table.heads, words)
            if spread:
                self.table.heads, self.table.columns = spread, read_head(spread)
                return row
        columns = read_head(words)
        if len(set(columns) - {"number", "other"}) < 2 or read_number(words[0]):
            return None
        if self.table is not None and columns in (self.table.columns, _without_number(self.table.columns)):
            return row
        self.table = Table(columns, tuple(words), section=section)
        self.tables.append(self.table)
        return row

    def _body(self, start: int, end: int, cells: list[Span], words: list[str]) -> tuple[Row, Number | None]:
        """Return a row below the heading with its cells in the columns that they belong to."""
        filled = [(cell, word) for cell, word in zip(cells, words, strict=True) if word]
        number = read_number(filled[0][1]) if filled else None
        if number is not None and number.end < len(filled[0][1]):
            number = None
        rest = filled[1:] if number else filled
        if (
            number
            and len({word for _, word in rest}) == 1
            and len(rest[0][1]) > 2
            and self._is_title(number, rest[0][1])
        ):
            return Row("part", start, end, (filled[0][0], rest[0][0]), number.text), number
        if self.table is None:
            return Row("body", start, end, tuple(cells), number.text if number else ""), number
        columns = self.table.columns
        spans = cells if len(cells) == len(columns) and not self._is_shifted(words) else self._aligned(filled, number)
        held = {columns[place] for place, span in enumerate(spans) if span.end_char > span.start_char}
        kind = "body" if number or "task" in held or "indicator" in held else "more"
        return Row(kind, start, end, tuple(spans), number.text if number else ""), number

    def _is_title(self, number: Number, words: str) -> bool:
        """Say whether a row with a number and one cell only names the part below it: no clause that commits."""
        if number.scheme in _TITLED:
            return True
        return (
            self.lists_tasks
            and number.scheme in ("arabic", "dotted")
            and not (words[-1] in ".;" and commits(fold(words)))
        )

    def _is_shifted(self, words: list[str]) -> bool:
        """Say whether the first cell is no number although the first column holds them: cells were merged."""
        columns = self.table.columns if self.table else ()
        return columns[:1] == ("number",) and bool(words[0]) and read_number(words[0]) is None and not words[-1]

    def _aligned(self, filled: list[tuple[Span, str]], number: Number | None) -> list[Span]:
        """Return the cells in the columns where they read best; those of merged cells are left out of a line."""
        columns = self.table.columns if self.table else ()
        spans = [Span(0, 0)] * len(columns)
        if number and "number" in columns:
            spans[columns.index("number")] = filled[0][0]
            filled = filled[1:]
        units = [Unit(*span, word, whole=True) for span, word in filled]
        for cell in align(units, columns).cells:
            spans[cell.column] = filled[cell.first][0]
        return spans


def _without_number(columns: tuple[str, ...]) -> tuple[str, ...]:
    return columns[1:] if columns[:1] == ("number",) else columns


def divided_heads(heads: tuple[str, ...], below: list[str]) -> tuple[str, ...]:
    """Return the heading's words with those of its second row in the columns that these name, else nothing.

    `Phân công` over two columns is divided into `Chủ trì` and `Phối hợp` below; the other cells of the row are empty.
    """
    said = [word for word in below if word]
    if len(below) != len(heads) or not 1 <= len(said) < len(below) or any(len(word) >= 80 for word in said):
        return ()
    if read_number(said[0]) or not all(column_kind(word) in _DIVIDING for word in said):
        return ()
    return tuple(word or head for word, head in zip(below, heads, strict=True))


def spread_heads(heads: tuple[str, ...], below: list[str]) -> tuple[str, ...]:
    """Return the heading's words with the cells of its second row under those that they divide, else nothing.

    A period or year above years, or above kinds of figures, is divided; where several are, each into as many.
    """
    below = [word for word in below if word]
    if not below or len(below) > 40 or read_number(below[0]):
        return ()
    dated = [place for place, head in enumerate(heads) if re.search(r"(?:19|20)\d\d|[Gg]iai đoạn|GIAI ĐOẠN", head)]
    years = all(column_kind(word).isdigit() or column_kind(word) == "baseline" for word in below)
    if years:
        whole = [place for place in dated if re.search(r"20\d\d ?[-–] ?20\d\d", heads[place])]
        dated = whole or dated[-1:]
    elif len(below) == 2:
        dated = dated[:1]
    if not dated or len(below) % len(dated) or not all(len(word) < 80 for word in below):
        return ()
    each = len(below) // len(dated)
    if each < 2:
        return ()
    spread: list[str] = []
    for place, head in enumerate(heads):
        if place not in dated:
            spread.append(head)
            continue
        at = dated.index(place) * each
        spread.extend(below[at : at + each] if years else [f"{head}{UNDER}{word}" for word in below[at : at + each]])
    return tuple(spread)


__all__ = ["RowReader", "cells_of", "heads_targets", "spread_heads"]
