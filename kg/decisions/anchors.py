"""Find the words of a decision again in a text whose lines may be broken otherwise."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from typing import NamedTuple

from kg.decisions.model import Decision, squeeze
from kg.model import Span


class Found(NamedTuple):
    """Where words stand; `moved` where that is elsewhere than before, `same` where the words around are the same."""

    span: Span
    moved: bool
    same: bool


class Anchors:
    """The places of a text by its characters without white space, in NFC."""

    def __init__(self, text: str) -> None:
        self.text = text
        letters: list[str] = []
        places: list[int] = []
        at = 0
        while at < len(text):
            end = at + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            if not text[at].isspace():
                made = unicodedata.normalize("NFC", text[at:end])
                letters.append(made)
                places.extend([at] * len(made))
            at = end
        self._letters = "".join(letters)
        self._places = [*places, len(text)]

    def count(self, place: int) -> int:
        """Return how many characters that are no white space stand before a place of the text."""
        return bisect_left(self._places, place)

    def find(self, decision: Decision, *, words: str = "") -> Found | None:
        """Return where the words of a decision (or other `words` in its place) stand.

        Of several places it is the one with the most of the words around, then the nearest to where they stood; None
        where the words are not there, or more than once and nowhere between any of the words that were around them.
        """
        exact, prefix, suffix = (squeeze(part) for part in (words or decision.exact, decision.prefix, decision.suffix))
        if not exact:
            return None
        if (at := self._as_before(decision, exact, prefix, suffix)) >= 0:
            return Found(Span(self._places[at], self._end(at + len(exact))), False, True)
        best: tuple[int, int] | None = None
        where, count = -1, 0
        at = self._letters.find(exact)
        while at >= 0:
            count += 1
            alike = _shared(self._letters[max(0, at - len(prefix)) : at][::-1], prefix[::-1])
            end = at + len(exact)
            alike += _shared(self._letters[end : end + len(suffix)], suffix)
            rank = (alike, -abs(at - decision.start))
            if best is None or rank > best:
                best, where = rank, at
            at = self._letters.find(exact, at + 1)
        if best is None or (count > 1 and not best[0] and (prefix or suffix)):
            return None
        span = Span(self._places[where], self._end(where + len(exact)))
        return Found(span, where != decision.start, best[0] >= len(prefix) + len(suffix))

    def _as_before(self, decision: Decision, exact: str, prefix: str, suffix: str) -> int:
        """Return where words stand that are in their old place with all the words around them, else -1."""
        at = decision.start - len(prefix)
        return decision.start if at >= 0 and self._letters.startswith(prefix + exact + suffix, at) else -1

    def _end(self, at: int) -> int:
        """Return where in the text the character before `at` ends, with the marks that belong to it."""
        end = self._places[at - 1] + 1
        while end < len(self.text) and unicodedata.combining(self.text[end]):
            end += 1
        return end


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def overlap(one: Span | tuple[int, int], other: Span | tuple[int, int]) -> float:
    """Return the intersection of two spans over their union."""
    inside = min(one[1], other[1]) - max(one[0], other[0])
    return 0.0 if inside <= 0 else inside / (max(one[1], other[1]) - min(one[0], other[0]))
