"""Find the claims that decisions are about, and settle what several people decided on the same.

A decision is about the claim of its kind on its words that states what the decider saw, or what they put in its place.
Who accepts or corrects says what is true of these words: where a claim on them states otherwise now, it is still the
one meant. Who rejects says that one thing is not true: a claim that states another thing is not meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.decisions.anchors import Anchors, Found, overlap
from kg.decisions.claims import Claim
from kg.decisions.model import ADD, REJECT, Decision, States, key_of, shorten, squeeze
from kg.model import Span

NEAR = 0.5
"""Of the words of a decision and of a claim so much is shared (over their union) where they may be one."""
SAME = 0.7
"""As much is shared where a rejected clause is still the same clause."""
EXACT = 0.9
"""As much is shared where what was added is there already."""
_PART = 1024
_BY_PLACE = ("section", "entity", "measure", "sectors", "target")
"""Kinds of which a claim on the same words is the one meant, whatever it states."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A decision, where its words stand (None where they are not there any more), and the claim that it is about."""

    decision: Decision
    found: Found | None
    claim: Claim | None = None
    words: Span | None = None
    """The place of the words that a correction gives a measure, or of the body that has a role in the place of one."""
    twins: tuple[Claim, ...] = ()
    """Claims on the same words that nothing tells from that one, such as one role in two measures of the same words."""

    @property
    def span(self) -> Span:
        """Return the place of its words, an empty one for none."""
        return self.found.span if self.found else Span(0, 0)


@dataclass(frozen=True, slots=True)
class Settled:
    """What people decided on the same: one `verb` and what is true then, or no verb where they disagree."""

    decisions: tuple[Matched, ...]
    verb: str
    truth: States

    @property
    def claim(self) -> Claim | None:
        """Return the claim that they are about."""
        return self.decisions[0].claim


def match(decisions: Iterable[Decision], claims: Sequence[Claim], anchors: Anchors) -> list[Matched]:
    """Return each decision with its place and its claim, in the order given."""
    shelf = Shelf(claims)
    head = next((one for one in claims if one.fact == "document"), None)
    matched, sure = [], set()
    for decision in decisions:
        if decision.fact == "document":
            matched.append(Matched(decision, Found(Span(0, 0), False, True), head))
            continue
        found = anchors.find(decision)
        places = [found.span] if found else []
        words = None
        if elsewhere := decision.elsewhere:
            other = anchors.find(elsewhere)
            words = other.span if other else None
            places += [other.span] if other else []
            found = (found or other) if other else None
        near = shelf.near(decision.fact, places)
        claim = _stating(decision, near, places)
        twins = tuple(one for one in near if claim and is_twin(one, claim))
        sure.update(one.id for one in (claim, *twins) if one)
        matched.append(Matched(decision, found, claim, words, twins))
    return [one if one.claim or not one.found else _by_place(one, shelf, sure) for one in matched]


def is_twin(one: Claim, other: Claim) -> bool:
    """Say whether nothing tells two claims apart but their IRIs."""
    return one.id != other.id and one.identity == other.identity


class Shelf:
    """Claims by kind and place, so that of many only those near some words are looked at."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims: dict[tuple[str, int], dict[str, Claim]] = {}
        for claim in claims:
            for span in claim.spans:
                for part in range(span.start_char // _PART, span.end_char // _PART + 1):
                    self._claims.setdefault((claim.fact, part), {})[claim.id] = claim

    def near(self, fact: str, places: Iterable[Span]) -> list[Claim]:
        """Return the claims of a kind that share words with some places, and others beside them."""
        parts = {part for start, end in places for part in range(start // _PART, end // _PART + 1)}
        found: dict[str, Claim] = {}
        for part in sorted(parts):
            found |= self._claims.get((fact, part), {})
        return list(found.values())


def _stating(decision: Decision, claims: Sequence[Claim], places: Sequence[Span]) -> Claim | None:
    """Return the claim on the words that states what the decision saw or says, the one that shares most of them."""
    least = SAME if decision.verdict == REJECT and decision.fact == "measure" else NEAR
    least = EXACT if decision.verdict == ADD else least
    wanted = {key_of(decision.fact, decision.states), key_of(decision.fact, decision.truth)}
    near = [(share_of(claim, places), claim) for claim in claims if claim.key in wanted]
    return max((pair for pair in near if pair[0] >= least), key=lambda pair: pair[0], default=(0.0, None))[1]


def _by_place(matched: Matched, shelf: Shelf, sure: set[str]) -> Matched:
    """Return a decision with the claim on its words that nobody decided on otherwise, where its kind allows that."""
    decision = matched.decision
    if decision.verdict in (REJECT, ADD) or decision.fact not in _BY_PLACE:
        return matched
    near = shelf.near(decision.fact, [matched.span])
    free = [one for one in near if one.id not in sure and _may_be(one, decision)]
    near = [(share_of(one, [matched.span]), one) for one in free]
    best = max((pair for pair in near if pair[0] >= NEAR), key=lambda pair: pair[0], default=None)
    return replace(matched, claim=best[1]) if best else matched


def _may_be(claim: Claim, decision: Decision) -> bool:
    """Say whether a claim that states otherwise may be the one meant: of several aims in a sentence one that shares
    its figure or what it measures."""
    if decision.fact != "target":
        return True
    return any(claim.states.get(name) == decision.states.get(name) for name in ("value", "indicator"))


def share_of(claim: Claim, places: Iterable[Span]) -> float:
    """Return how much of its words, over the union, a claim shares with the nearest of some places."""
    return max((overlap(span, place) for span in claim.spans for place in places), default=0.0)


def settle(matched: Iterable[Matched]) -> list[Settled]:
    """Return what was decided on each thing; decisions whose words are not there are left out."""
    groups: dict[object, list[Matched]] = {}
    matched = list(matched)
    dated = {squeeze(str(one.decision.states.get("measure"))) for one in matched if one.decision.fact == "due"}
    for one in matched:
        if one.found is not None:
            decision = one.decision
            loose = (decision.fact, one.span, key_of(decision.fact, decision.states))
            groups.setdefault((decision.fact, one.claim.id) if one.claim else loose, []).append(one)
    return [_settle(group, dated) for group in groups.values()]


def _settle(group: list[Matched], dated: set[str]) -> Settled:
    decisions = [one.decision for one in group]
    verbs = {"reject" if one.verdict == REJECT else "accept" for one in decisions}
    truths = [_decided(one, dated) for one in decisions if one.verdict != REJECT]
    if len(verbs) > 1 or any(truth != truths[0] for truth in truths):
        return Settled(tuple(group), "", {})
    return Settled(tuple(group), verbs.pop(), decisions[0].truth)


def _decided(decision: Decision, dated: set[str]) -> States:
    """Return what a decision says is true, without what it keeps to put a fact back.

    Who decided on a measure before somebody added its due time (`dated`) saw it without one, and others with it.
    """
    kept = {"measure": ["sectors"], "entity": ["id"]}.get(decision.fact, [])
    if decision.fact == "measure" and squeeze(shorten(decision.exact)) in dated:
        kept = [*kept, "due"]
    return {name: value for name, value in decision.truth.items() if name not in kept}
