"""Compare two documents: pair their statements, say what changed, look in the texts for what was not paired."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.analyse.changes.judging import judge, status_of
from kg.analyse.changes.matching import ENOUGH, Match, Matcher
from kg.analyse.changes.model import Difference, Pair
from kg.analyse.changes.statements import WORD, Fact, Side, Statement, read_side

_LEAST = 4
"""So many words a statement must have for its being found in the other text to say anything."""
_MISREAD = 0.1
"""The share of statements that extraction reads in one text and not in the other, though both hold them."""


def compare_documents(
    before: Iterable[Fact], after: Iterable[Fact], *, documents: tuple[str, str], texts: tuple[str, str] = ("", "")
) -> Difference:
    """Return what became of the measures and targets of the first of two documents in the second.

    `before` and `after` are the facts of their folders (`kg.export.read_facts`), `documents` their IRIs, `texts` their
    source texts, empty where they were not kept. Raises `StopIteration` for an IRI that the facts don't have.
    """
    sides = (
        read_side(before, documents[0], text=texts[0]),
        read_side(after, documents[1], text=texts[1]),
    )
    measures = _Comparison(sides, kind="measure", measures={})
    paired = {
        measures.before[match.before].id: measures.after[match.after].id for match in measures.matcher.matches.values()
    }
    targets = _Comparison(sides, kind="target", measures=paired)
    pairs = _in_order([*measures.pairs(), *targets.pairs()])
    return Difference(sides[0].head, sides[1].head, tuple(pairs))


class _Comparison:
    """Compares the statements of one kind."""

    def __init__(self, sides: tuple[Side, Side], *, kind: str, measures: dict[str, str]) -> None:
        self.sides = sides
        self.before, self.after = ([one for one in side.statements if one.kind == kind] for side in sides)
        self.labels = {**sides[0].labels, **sides[1].labels}
        self.kind = kind
        self.matcher = Matcher(self.before, self.after, measures=measures)
        self.matcher.match()

    def pairs(self) -> Iterable[Pair]:
        """Yield what became of each statement."""
        matcher = self.matcher
        for match in matcher.matches.values():
            yield self._pair(match)
        first, second = self.sides
        spared = _Words(second, self.after, matcher.taken)
        for at, one in enumerate(self.before):
            if at not in matcher.matches:
                yield self._alone(one, first, status="dropped", near=matcher.nearest(before=at), other=spared)
        spared = _Words(first, self.before, matcher.matches)
        for at, one in enumerate(self.after):
            if at not in matcher.taken:
                yield self._alone(one, second, status="new", near=matcher.nearest(after=at), other=spared)

    def _pair(self, match: Match) -> Pair:
        one, other = self.before[match.before], self.after[match.after]
        changes = judge(one, other, labels=self.labels)
        places = self.sides[0].place(one), self.sides[1].place(other)
        return Pair(self.kind, status_of(changes), *places, changes, round(match.likeness, 3), round(match.sureness, 3))

    def _alone(self, one: Statement, side: Side, *, status: str, near: float, other: _Words) -> Pair:
        """Return a statement of one side: kept where the other text holds its words unread, else dropped or new."""
        place = side.place(one)
        sides = (place, None) if status == "dropped" else (None, place)
        if other.holds(one):
            return Pair(self.kind, "kept", *sides, likeness=1.0, confidence=0.8, note="elsewhere")
        sure = 1 - _MISREAD - max(0.0, near - ENOUGH / 2)
        return Pair(self.kind, status, *sides, likeness=round(near, 3), confidence=round(sure, 3))


@dataclass(slots=True)
class _Words:
    """Looks for the words of a statement in a text, outside the statements of it that are paired."""

    side: Side
    statements: Sequence[Statement]
    paired: Iterable[int]

    def holds(self, one: Statement) -> bool:
        """Say whether the text has the words of a statement, in their order, where no paired statement stands."""
        if len(one.words) < _LEAST or not self.side.text:
            return False
        taken = [(self.statements[at].start, int(self.statements[at].fact["end"])) for at in self.paired]
        pattern = r"[\W_]+".join(map(re.escape, WORD.findall(str(one.fact["quote"]))))
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", self.side.text, re.IGNORECASE):
            if not any(start <= found.start() and found.end() <= end for start, end in taken):
                return True
        return False


def _in_order(pairs: list[Pair]) -> list[Pair]:
    """Return pairs in the order of the later text; what is not in it follows what it stood behind before."""
    known = sorted((pair.before.start, pair.after.start) for pair in pairs if pair.before and pair.after)

    def place(pair: Pair) -> tuple[int, int, int, str]:
        if pair.after:
            return pair.after.start, 0, pair.after.start, pair.kind
        assert pair.before is not None
        behind = [after for before, after in known if before <= pair.before.start]
        return behind[-1] if behind else -1, 1, pair.before.start, pair.kind

    return sorted(pairs, key=place)
