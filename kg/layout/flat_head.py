"""Find the heading of a table whose cells a PDF gave as lines: which lines make which column's heading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from kg.layout.columns import column_kind, heads_tasks, read_head
from kg.layout.numbers import read_number

MOST_HEAD_LINES = 24
_MOST_JOINED, _LONGEST_LINE, _LONGEST_MORE, _LONGEST_UNKNOWN = 4, 45, 30, 25


class LineLike(Protocol):
    """A line of the text, trimmed: where it starts and ends, and if an empty line stands before it."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def blank_before(self) -> bool: ...


class Piece(NamedTuple):
    """A run of characters of a cell."""

    start: int
    end: int


class Head(NamedTuple):
    """A heading: what each column holds, the pieces of its words, the first line behind it."""

    kinds: tuple[str, ...]
    cells: list[list[Piece]]
    behind: int


def head_at(text: str, lines: Sequence[LineLike], at: int) -> Head | None:
    """Return the heading of a table of tasks that begins at a line, None where none does."""
    opening = text[lines[at].start : lines[at].end]
    if len(opening) > _LONGEST_LINE or column_kind(opening) not in ("number", "task"):
        return None
    cells: list[list[Piece]] = []
    place = at
    while place < min(len(lines), at + MOST_HEAD_LINES):
        size = _cell_size(text, lines, place)
        if not size:
            break
        cells.append([Piece(line.start, line.end) for line in lines[place : place + size]])
        place += size
    while cells and not column_kind(words_of(text, cells[-1])):
        place -= len(cells.pop())
    kinds = read_head([words_of(text, cell) for cell in cells])
    return Head(kinds, cells, place) if heads_tasks(kinds) else None


def words_of(text: str, pieces: Sequence[Piece]) -> str:
    """Return the words of a cell on one line."""
    return " ".join(text[start:end] for start, end in pieces)


def _cell_size(text: str, lines: Sequence[LineLike], at: int) -> int:
    """Return how many lines make the next cell of a heading, 0 where the heading has ended."""
    first = text[lines[at].start : lines[at].end]
    if len(first) > _LONGEST_LINE or read_number(first) is not None or first[-1] in ".;:":
        return 0
    size = _known_size(text, lines, at)
    if not size:
        return int(len(first) <= _LONGEST_UNKNOWN and first[0].isupper() and at + 1 < len(lines))
    while at + size < len(lines):
        following = text[lines[at + size].start : lines[at + size].end]
        if not following[0].islower() or len(following) > _LONGEST_MORE or read_number(following):
            break
        size += 1
    return size


def _known_size(text: str, lines: Sequence[LineLike], at: int) -> int:
    """Return how many lines are needed for the words of a column that the lexicon knows, 0 where none will do."""
    words = ""
    for size, line in enumerate(lines[at : at + _MOST_JOINED], 1):
        if size > 1 and line.end - line.start > _LONGEST_MORE:
            return 0
        words = f"{words} {text[line.start : line.end]}".strip()
        if column_kind(words):
            return size
    return 0
