"""Ask which things of a text lie in, hold, touch or follow a place: one index for mentions, lines and segments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Generic, NamedTuple, Protocol, TypeVar


class HasSpan(Protocol):
    """A half-open run of a text."""

    @property
    def start_char(self) -> int: ...

    @property
    def end_char(self) -> int: ...


T = TypeVar("T", bound=HasSpan)


class Numbered(NamedTuple):
    """The span of a thing and its place in the list that it comes from."""

    start_char: int
    end_char: int
    number: int


class SpanIndex(Generic[T]):
    """Things by where they begin, of those that begin together the shortest first, else the longest.

    `holding` and `meeting` look at one thing only, the last that begins: they are for things that do not overlap.
    """

    def __init__(self, items: Iterable[T], *, longest_first: bool = False) -> None:
        self.items: list[T] = sorted(items, key=_longest_first if longest_first else _shortest_first)
        self._starts = [item.start_char for item in self.items]

    def beginning_in(self, start: int, end: int) -> list[T]:
        """Return the things that begin in `[start, end)`."""
        return self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def inside(self, start: int, end: int) -> list[T]:
        """Return the things that lie in `[start, end)` wholly."""
        return [item for item in self.beginning_in(start, end) if item.end_char <= end]

    def beginning_at(self, position: int) -> T | None:
        """Return the first thing that begins at a place."""
        at = bisect_left(self._starts, position)
        return self.items[at] if at < len(self._starts) and self._starts[at] == position else None

    def last_from(self, position: int) -> T | None:
        """Return the last thing that begins at a place or before it."""
        at = bisect_right(self._starts, position) - 1
        return self.items[at] if at >= 0 else None

    def next_from(self, position: int) -> T | None:
        """Return the first thing that begins at a place or behind it."""
        at = bisect_left(self._starts, position)
        return self.items[at] if at < len(self._starts) else None

    def last_until(self, position: int) -> T | None:
        """Return the last thing that ends at a place or before it."""
        ends, items = self._by_end
        at = bisect_right(ends, position) - 1
        return items[at] if at >= 0 else None

    def holding(self, start: int, end: int | None = None) -> T | None:
        """Return the thing that holds the character at `start`, or all of `[start, end)`."""
        item = self.last_from(start)
        return item if item is not None and item.end_char >= (start + 1 if end is None else end) else None

    def meeting(self, start: int, end: int) -> T | None:
        """Return the last thing that shares a character with `[start, end)`."""
        item = self.last_from(end - 1)
        return item if item is not None and item.end_char > start else None

    @cached_property
    def _by_end(self) -> tuple[list[int], list[T]]:
        items = sorted(self.items, key=_end)
        return [item.end_char for item in items], items


def numbered(items: Iterable[HasSpan]) -> list[Numbered]:
    """Return the spans of a list's things with their places in it."""
    return [Numbered(item.start_char, item.end_char, number) for number, item in enumerate(items)]


def _shortest_first(item: HasSpan) -> tuple[int, int]:
    return item.start_char, item.end_char


def _longest_first(item: HasSpan) -> tuple[int, int]:
    return item.start_char, -item.end_char


def _end(item: HasSpan) -> int:
    return item.end_char
