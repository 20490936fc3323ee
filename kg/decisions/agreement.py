"""Say how far people agree who decided on the same: the share of alike decisions, and Cohen's kappa.

Kappa (J. Cohen, A Coefficient of Agreement for Nominal Scales, 1960) is (po - pe) / (1 - pe): `po` the share of things
on which two people decided alike, `pe` the share that chance would give people who use the decisions as often as these
two do. Decisions are accept, correct, reject; two corrections that say different things are told apart in the list of
disagreements, and count as unlike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from kg.decisions.model import CORRECT, Decision


class Agreement(NamedTuple):
    """How two people agree on `n` things; `kappa` is None where each of them always decided one and the same."""

    one: str
    other: str
    fact: str
    n: int
    alike: int
    kappa: float | None

    @property
    def raw(self) -> float:
        """Return the share of things on which they decided alike."""
        return self.alike / self.n


def agreements(decisions: Iterable[Decision]) -> list[Agreement]:
    """Return the agreement of every two who decided on the same, on all kinds together (`fact` empty) and each."""
    by_person: dict[str, dict[tuple[str, ...], Decision]] = {}
    for decision in decisions:
        by_person.setdefault(decision.by, {})[decision.key] = decision
    found = []
    for one, other in combinations(sorted(by_person), 2):
        mine, theirs = by_person[one], by_person[other]
        pairs = [(mine[key], theirs[key]) for key in sorted(mine.keys() & theirs.keys())]
        for fact in sorted({"" for _ in pairs} | {first.fact for first, _ in pairs}):
            chosen = [pair for pair in pairs if fact in ("", pair[0].fact)]
            found.append(_agreement(one, other, fact, chosen))
    return found


def _agreement(one: str, other: str, fact: str, pairs: list[tuple[Decision, Decision]]) -> Agreement:
    n = len(pairs)
    alike = sum(is_alike(first, second) for first, second in pairs)
    counts = [Counter(pair[side].verdict for pair in pairs) for side in (0, 1)]
    chance = sum(counts[0][verdict] * counts[1][verdict] for verdict in counts[0]) / n**2
    kappa = None if chance == 1.0 else (alike / n - chance) / (1.0 - chance)
    return Agreement(one, other, fact, n, alike, kappa)


def is_alike(one: Decision, other: Decision) -> bool:
    """Say whether two people decided the same: one verdict, and of corrections the same ones."""
    return one.verdict == other.verdict and (one.verdict != CORRECT or one.truth == other.truth)
