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

from kg.decisions.model import ACCEPT, ADD, CORRECT, Decision


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
    by_person: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_person.setdefault(decision.by, []).append(decision)
    found = []
    for one, other in combinations(sorted(by_person), 2):
        pairs = pair(by_person[one], by_person[other])
        for fact in sorted({"" for _ in pairs} | {first.fact for first, _ in pairs}):
            chosen = [pair for pair in pairs if fact in ("", pair[0].fact)]
            found.append(_agreement(one, other, fact, chosen))
    return found


def pair(mine: Iterable[Decision], theirs: Iterable[Decision]) -> list[tuple[Decision, Decision]]:
    """Return the decisions of two people on the same things.

    What stands several times with all around it is told apart by its place; where that differs (two states of a text)
    only what each of them decided on once is the same.
    """
    groups: dict[tuple[str, ...], tuple[list[Decision], list[Decision]]] = {}
    for side, decisions in enumerate((mine, theirs)):
        for decision in decisions:
            groups.setdefault(decision.key, ([], []))[side].append(decision)
    pairs = []
    for ours, others in groups.values():
        at = {one.start: one for one in others}
        if len(ours) == len(others) == 1:
            pairs.append((ours[0], others[0]))
        else:
            pairs += [(one, at[one.start]) for one in ours if one.start in at]
    return pairs


def _agreement(one: str, other: str, fact: str, pairs: list[tuple[Decision, Decision]]) -> Agreement:
    n = len(pairs)
    alike = sum(is_alike(first, second) for first, second in pairs)
    counts = [Counter(_said(pair[side]) for pair in pairs) for side in (0, 1)]
    chance = sum(counts[0][verdict] * counts[1][verdict] for verdict in counts[0]) / n**2
    kappa = None if chance == 1.0 else (alike / n - chance) / (1.0 - chance)
    return Agreement(one, other, fact, n, alike, kappa)


def is_alike(one: Decision, other: Decision) -> bool:
    """Say whether two people decided the same: one verdict, and of corrections the same ones."""
    return _said(one) == _said(other) and (one.verdict != CORRECT or one.truth == other.truth)


def _said(decision: Decision) -> str:
    """Return what a decision says of a fact: who added it and who found it right say the same."""
    return ACCEPT if decision.verdict == ADD else decision.verdict
