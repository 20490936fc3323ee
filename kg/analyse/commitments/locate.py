"""Find where the words of a commitment stand in a text, some of their letters or words being others.

Words that both have speak for a place where the one would lie over the other; the places that most and rarest words
speak for are compared letter by letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from kg.analyse.changes.statements import WORD, split_words
from kg.iri import fold

ENOUGH = 0.85
"""So alike the letters of the two must be (the ratio of `difflib`)."""
_LEAST = 3
"""So many words there must be for their being found to say anything."""
_TAKEN = 0.1
"""So much more alike a passage must be where something else was read."""
_TRIED = 8
_COMMON = 400
"""A word that stands more often in the text speaks for no place."""
_SHIFTS = (0, -1, 1, -2, 2)
"""By so many words an end is moved in search of the best fit."""
Span = tuple[int, int]


class Passages:
    """A text, ready for words to be found in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in WORD.finditer(text)]
        self.words = [fold(text[start:end]) for start, end in self.spans]
        self.places: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            self.places[word].append(at)

    def find(self, quote: str, *, taken: Iterable[Span] = ()) -> tuple[int, int, float] | None:
        """Return start and end of the passage most alike to a quote, and how alike it is; None where nothing is.

        A passage where something else stands already (`taken`) must be clearly more alike than another to be chosen.
        """
        words = split_words(quote)
        if len(words) < _LEAST:
            return None
        fits = [fit for first in self._candidates(words) if (fit := self._fit(words, first))[0] >= ENOUGH]
        if not fits:
            return None
        spans = list(taken)
        alike, first, end = max(fits, key=lambda fit: (fit[0] - _TAKEN * self._is_taken(fit, spans), -fit[1]))
        return self.spans[first][0], self.spans[end - 1][1], round(alike, 3)

    def _is_taken(self, fit: tuple[float, int, int], spans: list[Span]) -> bool:
        start, end = self.spans[fit[1]][0], self.spans[fit[2] - 1][1]
        return any(start < other_end and other < end for other, other_end in spans)

    def _candidates(self, words: list[str]) -> list[int]:
        """Return the words of the text at which a quote may begin, the likeliest first."""
        votes: dict[int, float] = defaultdict(float)
        for at, word in enumerate(words):
            found = self.places.get(word, ())
            for place in found if len(found) <= _COMMON else ():
                votes[place - at] += 1 / len(found)
        near = {at: sum(votes.get(at + step, 0.0) for step in _SHIFTS) + votes[at] for at in votes}
        return sorted(near, key=lambda at: (-near[at], at))[:_TRIED]

    def _fit(self, words: list[str], first: int) -> tuple[float, int, int]:
        """Return how alike the text is from about a word on, and the words from where to where it is so most."""
        best = (0.0, 0, 0)
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(" ".join(words))
        for start in (first + step for step in _SHIFTS):
            for end in (first + len(words) + step for step in _SHIFTS):
                if 0 <= start < end <= len(self.words):
                    matcher.set_seq1(" ".join(self.words[start:end]))
                    if matcher.real_quick_ratio() > best[0] and matcher.quick_ratio() > best[0]:
                        ratio = matcher.ratio()
                        best = max(best, (ratio, start, end), key=lambda fit: fit[0])
        return best
