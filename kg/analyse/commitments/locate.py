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
_SHIFTS = (-1, 1, -2, 2)
"""By so many words an end is moved in search of the best fit."""
Span = tuple[int, int]
Fit = tuple[float, int, int]
"""How alike a passage is, its first word in the text, and the word behind its last."""


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
        rough = sorted((self._fit(words, first) for first in self._candidates(words)), key=lambda fit: -fit[0])
        fits = [self._refine(words, fit) for fit in rough if fit[0] >= rough[0][0] - _TAKEN]
        fits = [fit for fit in fits if fit[0] >= ENOUGH]
        if not fits:
            return None
        spans = list(taken)
        alike, first, end = max(fits, key=lambda fit: (fit[0] - _TAKEN * self._is_taken(fit, spans), -fit[1]))
        return self.spans[first][0], self.spans[end - 1][1], round(alike, 3)

    def _is_taken(self, fit: Fit, spans: list[Span]) -> bool:
        start, end = self.spans[fit[1]][0], self.spans[fit[2] - 1][1]
        return any(start < other_end and other < end for other, other_end in spans)

    def _candidates(self, words: list[str]) -> list[int]:
        """Return the words of the text at which a quote may begin, the likeliest first."""
        votes: dict[int, float] = defaultdict(float)
        for at, word in enumerate(words):
            found = self.places.get(word, ())
            for place in found if len(found) <= _COMMON else ():
                votes[place - at] += 1 / len(found)
        near = {at: sum(votes.get(at + step, 0.0) for step in _SHIFTS) + 2 * votes[at] for at in votes}
        return sorted(near, key=lambda at: (-near[at], at))[:_TRIED]

    def _fit(self, words: list[str], first: int) -> Fit:
        """Return how alike the text is from a word on for as many words, and that place, within the text."""
        start, end = max(first, 0), min(first + len(words), len(self.words))
        found = self.words[start:end]
        return (1.0 if found == words else _ratio(words, found), start, end) if found else (0.0, 0, 0)

    def _refine(self, words: list[str], fit: Fit) -> Fit:
        """Return a fit with its beginning, then its end, moved by a few words to where it is best."""
        best = fit
        for side in (1, 2):
            for step in _SHIFTS if best[0] < 1 else ():
                start, end = (best[at] + (step if at == side else 0) for at in (1, 2))
                if 0 <= start < end <= len(self.words):
                    best = max(best, (_ratio(words, self.words[start:end]), start, end), key=lambda one: one[0])
        return best


def _ratio(words: list[str], others: list[str]) -> float:
    """Return how alike the letters of two lists of words are."""
    return SequenceMatcher(None, " ".join(others), " ".join(words), autojunk=False).ratio()
