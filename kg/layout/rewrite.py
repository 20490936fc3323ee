"""Write the tables that a PDF broke into lines as one line a row, with the map back to where each cell stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from kg.layout.flat import FlatTable, LineLike, Piece, find_flat_tables
from kg.layout.words import joint


class Spans(Protocol):
    """Leads from a span of one text to the span of the text before it."""

    def to_source(self, start_char: int, end_char: int) -> tuple[int, int]: ...


class Part(NamedTuple):
    """A stretch of the new text: old characters kept, or words (`put`) that stand where `start` is."""

    start: int
    end: int
    put: str = ""


class Rewritten(NamedTuple):
    """The parts of the new text in order, the page breaks inside cells, and the lines left out as furniture."""

    parts: list[Part]
    breaks: list[tuple[int, int]]
    furniture: list[tuple[int, int]]


def rewrite_tables(text: str, lines: Sequence[LineLike], *, offsets: Spans) -> Rewritten | None:
    """Return the text with its broken task tables as rows of cells between pipes, None where it has none."""
    tables = find_flat_tables(text, lines, gaps=lambda at: _wide_gaps(text, lines[at], offsets=offsets))
    if not tables:
        return None
    parts: list[Part] = []
    done = 0
    for table in tables:
        opening = lines[table.first].start
        parts.append(Part(done, opening))
        parts.extend(_table(text, table))
        done = lines[table.last - 1].end
    parts.append(Part(done, len(text)))
    breaks = [(a.end, b.start) for table in tables for a, b in _page_breaks(table)]
    return Rewritten(parts, sorted(breaks), sorted(tuple(piece) for table in tables for piece in table.furniture))


def _wide_gaps(text: str, line: LineLike, *, offsets: Spans) -> list[int]:
    """Return where a line has a space that was a gap of several."""
    found = []
    for at in range(line.start, line.end):
        if text[at] == " ":
            start, end = offsets.to_source(at, at + 1)
            if end - start > 1:
                found.append(at)
    return found


def _table(text: str, table: FlatTable) -> Iterator[Part]:
    yield from _row(text, table.head)
    for row in table.rows:
        at = min(piece.start for piece in row.pieces())
        yield Part(at, at, "\n")
        yield from _row(text, [row.cells.get(column, []) for column in range(len(table.kinds))])
    for note in table.notes:
        yield Part(note.start, note.start, "\n")
        yield Part(*note)


def _row(text: str, cells: Sequence[Sequence[Piece]]) -> Iterator[Part]:
    """Yield the parts of one line: the pieces of a cell a space apart, the cells between pipes."""
    at = min(piece.start for cell in cells for piece in cell)
    yield Part(at, at, "|")
    for cell in cells:
        for number, piece in enumerate(cell):
            at = piece.start if number == 0 else at
            if number == 0 or joint(text, at):
                yield Part(at, at, " ")
            yield Part(*piece)
            at = piece.end
        yield Part(at, at, " |")


def _page_breaks(table: FlatTable) -> Iterator[tuple[Piece, Piece]]:
    """Yield the pieces of a cell before and behind each page break."""
    for row in table.rows:
        for cell in row.cells.values():
            for one, other in pairwise(cell):
                if any(one.end <= line.start < other.start for line in table.furniture):
                    yield one, other
