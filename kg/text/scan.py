"""Search a text for long patterns where a short one says that they may match."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.resources import alternatives

_GAP = re.compile(r"\s")
_LONG = 200_000
"""From so many characters on, the places of line breaks are looked up: to look back for one may be to read them all."""


def either_case(words: Iterable[str]) -> str:
    """Return alternatives of the first syllables of `words`, as printed and with a capital.

    Each begins with a letter: a pattern of this form is searched many times as fast as one that looks behind first.
    """
    first = {word.split(" ", 1)[0] for word in words}
    forms = first | {word[:1].upper() + word[1:] for word in first}
    return alternatives(forms)


def lines_with(mark: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines in which `mark` matches, without their line breaks."""
    end = -1
    for place in mark.finditer(text):
        if place.start() > end:
            end = line_end(text, place.start())
            yield line_start(text, place.start()), end


def iter_pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces of some length, cut at white space, so that few of its words are in memory at once."""
    start = 0
    while start < len(text):
        gap = _GAP.search(text, start + _LONG)
        end = gap.start() if gap else len(text)
        yield text[start:end]
        start = end


def line_start(text: str, position: int) -> int:
    """Return where the line of a place in a text begins."""
    return last_mark(text, "\n", position) + 1


def line_end(text: str, position: int) -> int:
    """Return where the line of a place in a text ends, before its line break."""
    if len(text) < _LONG:
        end = text.find("\n", position)
        return end if end >= 0 else len(text)
    places = _places(text, "\n")
    at = bisect_left(places, position)
    return places[at] if at < len(places) else len(text)


def last_mark(text: str, mark: str, position: int) -> int:
    """Return where the last `mark` that ends before a place begins, -1 for none; a mark never overlaps itself."""
    if len(text) < _LONG:
        return text.rfind(mark, 0, position)
    places = _places(text, mark)
    at = bisect_left(places, position - len(mark) + 1)
    return places[at - 1] if at else -1


@lru_cache(maxsize=4)
def _places(text: str, mark: str) -> array[int]:
    """Return where a mark stands in a text."""
    return array("q", (place.start() for place in re.finditer(re.escape(mark), text)))


def iter_anchored(
    pattern: re.Pattern[str], anchor: re.Pattern[str], text: str, start: int = 0, end: int | None = None
) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern` in `text[start:end]` that begin where `anchor` matches, without overlap."""
    end = len(text) if end is None else end
    return iter_at(pattern, (place.start() for place in anchor.finditer(text, start, end)), text, end)


def iter_at(
    pattern: re.Pattern[str], places: Iterable[int], text: str, end: int | None = None
) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern` that begin at one of `places`, which ascend, without overlap."""
    reached, end = 0, len(text) if end is None else end
    for place in places:
        match = pattern.match(text, place, end) if place >= reached else None
        if match:
            yield match
            reached = match.end()
