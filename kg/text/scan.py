"""Search a text for long patterns where a short one says that they may match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.resources import alternatives


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
            end = text.find("\n", place.start())
            end = end if end >= 0 else len(text)
            yield text.rfind("\n", 0, place.start()) + 1, end


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
