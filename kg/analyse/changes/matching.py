"""Find for each statement of a document what it is in another, one to one, the same every time.

Statements of the same words are one, wherever they stand. The others are paired by how alike their words are, the
most alike first; that both stand between the same neighbours speaks for a pair, since who revises a text mostly leaves
its order. Greedy choice is as good here as the best assignment: once the same words are paired, few rivals are left
(`benchmarks/bench_diff.py --assignment` compares the two).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.analyse.changes.likeness import Likeness
from kg.analyse.changes.statements import Statement

ENOUGH = 0.5
"""So alike two statements must be, the evidence of neighbours included, to be one."""
_LEAST = 0.3
"""So alike their words must be, whatever stands around them."""
_NEIGHBOUR = 0.09
"""What each of the two neighbours being paired with each other adds."""
_SAME_MEASURE = 0.2
"""What it adds for two targets that their measures are one."""
Positions = tuple[int, int]
Beside = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Match:
    """Two statements that are one, by their positions; `sureness` falls where another was nearly as alike."""

    before: int
    after: int
    likeness: float
    sureness: float


class Matcher:
    """Pairs the statements of two documents that are of one kind; `measures` leads from measure to measure.

    `known` are pairs that are settled beforehand, by their positions.
    """

    def __init__(
        self,
        before: Sequence[Statement],
        after: Sequence[Statement],
        *,
        measures: Mapping[str, str] | None = None,
        known: Iterable[Positions] = (),
    ) -> None:
        self.before, self.after = before, after
        self.measures = measures or {}
        self.alike = Likeness([*before, *after])
        self.matches: dict[int, Match] = {}
        self.taken: dict[int, int] = {}
        self.scores: dict[tuple[int, int], float] = {}
        self._same = 0
        for pair in known:
            self._take(*pair, likeness=1.0, sureness=1.0)

    def match(self) -> list[Match]:
        """Return the pairs in the order of the first document."""
        self._match_same()
        self._same = len(self.matches)
        left = [at for at in range(len(self.before)) if at not in self.matches]
        right = [at for at in range(len(self.after)) if at not in self.taken]
        ours, theirs = [self.before[at] for at in left], [self.after[at] for at in right]
        found = self.alike.candidates(ours, theirs, least=_LEAST)
        alike = {(left[one], right[other]): value for (one, other), value in found.items()}
        self.scores = {pair: value + self._context(*pair) for pair, value in alike.items()}
        for pair in self._choose():
            self._take(*pair, likeness=alike[pair], sureness=self._sureness(pair))
        return [self.matches[at] for at in sorted(self.matches)]

    def nearest(self, *, before: int | None = None, after: int | None = None) -> float:
        """Return how near one of the two best candidates came to a statement that was not paired, 0 without any."""
        at, side = (before, 0) if before is not None else (after, 1)
        rivals = (pair for pair in self._best[side][at] if pair[0] not in self.matches and pair[1] not in self.taken)
        return max((self.scores[pair] for pair in rivals), default=0.0)

    def _match_same(self) -> None:
        """Pair statements of the same words, those that are there once first.

        Where the same words stand several times (a body and its annex), the first is the first if they stand as often
        in both; else those are one that stand between neighbours that are one, then those of which the same is said.
        """
        places, others = _by_words(self.before, self.matches), _by_words(self.after, self.taken)
        for words, found in sorted(places.items(), key=lambda item: len(item[1])):
            if len(found) == len(others[words]):
                for before, after in zip(found, others[words], strict=True):
                    self._take(before, after, likeness=1.0, sureness=1.0 if len(found) == 1 else 0.9)
        doubtful = [at for at, one in enumerate(self.before) if at not in self.matches and others[one.words]]
        for fits in (self._stands_between, self._stands_beside, self._says_same, lambda *_: True):
            before = -1
            while before != len(self.matches):  # a pair found is the neighbour of the next
                before = len(self.matches)
                for at in doubtful:
                    free = [other for other in others[self.before[at].words] if other not in self.taken]
                    fit = next((other for other in free if at not in self.matches and fits(at, other)), None)
                    if fit is not None:
                        self._take(at, fit, likeness=1.0, sureness=1.0 if len(free) == 1 else 0.9)

    def _stands_between(self, before: int, after: int) -> bool:
        return all(self._is_pair(before + step, after + step) for step in (-1, 1))

    def _stands_beside(self, before: int, after: int) -> bool:
        return any(self._is_pair(before + step, after + step) for step in (-1, 1))

    def _is_pair(self, before: int, after: int) -> bool:
        return before in self.matches and self.matches[before].after == after

    def _says_same(self, before: int, after: int) -> bool:
        one, other = self.before[before], self.after[after]
        same = all(one.fact.get(key) == other.fact.get(key) for key in ("value", "due"))
        return same and one.owners == other.owners and self.measures.get(one.group, "") == other.group

    def _take(self, before: int, after: int, *, likeness: float, sureness: float) -> None:
        self.matches[before] = Match(before, after, likeness, sureness)
        self.taken[after] = before

    def _context(self, before: int, after: int) -> float:
        """Return what stands around two statements adds to how alike they are."""
        added = 0.0
        for ours, theirs in zip(self._neighbours[0][before], self._neighbours[1][after], strict=True):
            if ours is None and theirs is None:
                added += _NEIGHBOUR / 2 if self._same else 0.0
            elif ours is not None and self.matches[ours].after == theirs:
                added += _NEIGHBOUR
        one, other = self.before[before], self.after[after]
        if one.group and self.measures.get(one.group) == other.group:
            added += _SAME_MEASURE
        for key in ("value", "due", "level"):
            if one.kind == "target" and one.fact.get(key) and one.fact.get(key) == other.fact.get(key):
                added += 0.05
        return added

    @cached_property
    def _neighbours(self) -> tuple[list[Beside], list[Beside]]:
        """Return for each statement of either side the nearest before and behind it that has the same words in both."""
        return _nearest_of(len(self.before), self.matches), _nearest_of(len(self.after), self.taken)

    def _choose(self) -> list[tuple[int, int]]:
        """Return pairs one to one, the most alike first; the order of the texts decides between equals."""
        chosen: list[tuple[int, int]] = []
        left, right = set(), set()
        for pair in sorted(self.scores, key=lambda pair: (-self.scores[pair], pair)):
            if self.scores[pair] < ENOUGH:
                break
            if pair[0] not in left and pair[1] not in right:
                chosen.append(pair)
                left.add(pair[0])
                right.add(pair[1])
        return chosen

    def _sureness(self, pair: tuple[int, int]) -> float:
        """Return how sure a pair is: how alike it is, less what the best rival of either side comes near it."""
        score = min(self.scores[pair], 1.0)
        rivals = [rival for side in (0, 1) for rival in self._best[side][pair[side]] if rival != pair]
        near = max((self.scores[rival] for rival in rivals), default=0.0)
        return round(max(0.1, min(0.99, (1 + score) / 2) - max(0.0, 0.2 - (score - near))), 3)

    @cached_property
    def _best(self) -> tuple[dict[int, list[Positions]], dict[int, list[Positions]]]:
        """Return for each statement of either side the two pairs in which it is most alike to another."""
        found: tuple[dict[int, list[Positions]], dict[int, list[Positions]]] = defaultdict(list), defaultdict(list)
        for pair in sorted(self.scores, key=lambda pair: (-self.scores[pair], pair)):
            for side in (0, 1):
                if len(found[side][pair[side]]) < 2:
                    found[side][pair[side]].append(pair)
        return found


def _by_words(statements: Sequence[Statement], settled: Container[int]) -> dict[tuple[str, ...], list[int]]:
    """Return the positions of statements that are not settled, by their words."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(statements):
        if at not in settled:
            places[one.words].append(at)
    return places


def _nearest_of(size: int, known: Container[int]) -> list[Beside]:
    """Return for each of the positions below `size` the nearest known one before it and behind it."""
    before: list[int | None] = []
    behind: list[int | None] = []
    for order, found in ((range(size), before), (range(size - 1, -1, -1), behind)):
        last = None
        for at in order:
            found.append(last)
            last = at if at in known else last
    return list(zip(before, reversed(behind), strict=True))
