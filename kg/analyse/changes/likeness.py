"""Say how alike two statements are: the words they share, rare ones first, in whatever order.

A word weighs as much as it is rare in the two documents together (its inverse document frequency); those of the verb
phrase weigh half, since one aim is begun by many verbs (`đẩy mạnh`, `tăng cường`), and the class of action counts as a
word. Pairs of neighbouring words count for a fifth, so that of two statements of the same words the one in the same
order is nearer. The measure is Dice's, of weights.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest

from kg.analyse.changes.statements import Statement

_OF_VERBS = 0.5
_OF_PAIRS = 0.2
_TAKEN = 12
"""So many candidates of a statement are looked at closely."""


class Likeness:
    """Compares statements by weights counted on all of them."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        seen: Counter[str] = Counter()
        self._total = 0
        for one in statements:
            seen.update(set(one.words))
            self._total += 1
        self._weights = {word: math.log(1 + self._total / count) for word, count in seen.items()}
        self._seen = seen
        self._known: dict[str, tuple[dict[str, float], float, Counter[tuple[str, str]]]] = {}

    def __call__(self, one: Statement, other: Statement) -> float:
        """Return how alike two statements are, from 0 to 1."""
        words, weight, pairs = self._features(one)
        other_pairs = self._features(other)[2]
        alike = self._shared(words, weight, other)
        both = sum(pairs.values()) + sum(other_pairs.values())
        if not both:
            return alike
        together = sum(min(count, other_pairs[pair]) for pair, count in pairs.items())
        return (1 - _OF_PAIRS) * alike + _OF_PAIRS * 2 * together / both

    def _features(self, one: Statement) -> tuple[dict[str, float], float, Counter[tuple[str, str]]]:
        """Return the weights of a statement's words, their sum, and its pairs of neighbouring words."""
        if one.id not in self._known:
            words: dict[str, float] = defaultdict(float)
            for at, word in enumerate(one.words):
                words[word] += self._weights[word] * (_OF_VERBS if at in one.verbs else 1)
            if "action" in one.fact:
                words[f"action {one.fact['action']}"] += 1
            pairs = Counter(zip(one.words, one.words[1:], strict=False))
            self._known[one.id] = words, sum(words.values()), pairs
        return self._known[one.id]

    def candidates(
        self,
        before: Sequence[Statement],
        after: Sequence[Statement],
        *,
        least: float,
        fits: Callable[[int, int], bool] = lambda *_: True,
    ) -> Mapping[tuple[int, int], float]:
        """Return how alike the pairs worth a look are, by their positions in the two lists.

        Worth a look are pairs that `fits` lets pass and that can be alike by `least`; of each statement the dozen that
        share most. Two statements so alike share one at least of the rarest words that make up most of either (the
        prefix filter of similarity joins), so only these are looked up.
        """
        index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        sizes = [self._features(one)[1] for one in after]
        for at, one in enumerate(after):
            for word, weight in self._rarest(one, least):
                index[word].append((at, weight))
        found: dict[tuple[int, int], float] = {}
        for at, one in enumerate(before):
            size = self._features(one)[1]
            shared: dict[int, float] = defaultdict(float)
            for word, weight in self._rarest(one, least):
                for other, theirs in index.get(word, ()):
                    shared[other] += min(weight, theirs)
            ranked = ((value / (size + sizes[other]), -other) for other, value in shared.items() if fits(at, other))
            for _, other in nlargest(_TAKEN, ranked):
                value = self(one, after[-other])
                if value >= least:
                    found[at, -other] = value
        return found

    def _rarest(self, one: Statement, least: float) -> list[tuple[str, float]]:
        """Return the rarest words of a statement, so many that two which share none are less alike than `least`.

        Words alike by `d` (Dice) share `d / (2 - d)` of the weight of each at least.
        """
        words, weight, _ = self._features(one)
        alike = max(0.0, (least - _OF_PAIRS) / (1 - _OF_PAIRS))
        room = weight * (1 - alike / (2 - alike))
        taken: list[tuple[str, float]] = []
        for word in sorted(words, key=lambda word: (self._seen[word], word)):
            if room < 0:
                break
            taken.append((word, words[word]))
            room -= words[word]
        return taken

    def _shared(self, words: Mapping[str, float], weight: float, other: Statement) -> float:
        """Return how alike words are to those of another statement, their order aside."""
        theirs, their_weight, _ = self._features(other)
        shared = sum(min(value, theirs[word]) for word, value in words.items() if word in theirs)
        return 2 * shared / ((weight + their_weight) or 1)
