"""Gather what speaks for each field of policy in a clause: its own terms by zone, and what stands around it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.extract.measures.votes import CITED, IS_A_MEANS, NAMES_A_FIELD, OBJECT, Term, Votes, best, clause_votes, share

Evidence = dict[str, dict[str, float]]
"""Code of a field -> what speaks for it, each with its strength."""
FALLBACK = "public-administration"
"""The field of administering as such, which a clause has that names no other."""
PARTY = "political-system"
"""The field of Party work. A title names the body that issues it or is carried out, and says nothing by that."""
_NAMED = "named"
_UNIT = 3.0
"""The weight of a term that counts as one."""
_MOST_MORE = 3.0
_LEVELS = 3
"""So many headings above a clause are heard."""
_AROUND = 6
"""How many clauses to each side are heard, and how far back the field of the clause before is looked for."""
_BESIDE = 2
"""Of how many other clauses of a section at least it is counted what field they name first."""
_MEANS_COUNT = 0.6
"""How much a means counts beside a field where it is told how strongly a field is named."""


class Clause(NamedTuple):
    """What one clause says by itself: its terms, their votes, the field that they name first (empty for none)."""

    terms: list[Term]
    votes: Votes
    first: str
    section: int
    paragraph: int


class Whole(NamedTuple):
    """What a document says as a whole, as shares: its title, the first fields of its clauses, its issuer's field."""

    title: Mapping[str, float]
    text: Mapping[str, float]
    issuer: str


def make_clause(terms: list[Term], *, section: int, paragraph: int) -> Clause:
    """Return a clause with its votes; `section` and `paragraph` index those of the text."""
    votes = clause_votes(terms)
    return Clause(terms, votes, best(votes.lead), section, paragraph)


class Surroundings:
    """Tells of each clause of a text what speaks for each field in it and around it."""

    def __init__(
        self, clauses: Sequence[Clause], *, whole: Whole, headings: Mapping[int, Sequence[Mapping[str, float]]]
    ) -> None:
        """`headings` are, by section, the votes of its heading and of those above it, as shares, the nearest first."""
        self.clauses, self.whole, self.headings = clauses, whole, headings
        self._beside: dict[int, Counter[str]] = defaultdict(Counter)
        for clause in clauses:
            self._beside[clause.section][clause.first] += bool(clause.first)

    def evidence(self, number: int) -> Evidence:
        """Return what speaks for each field in a clause."""
        clause = self.clauses[number]
        found: Evidence = defaultdict(dict)
        state = _own_terms(clause.terms, found)
        for name, shares in self._around(number):
            for code, part in shares.items():
                if code and part:
                    found[code][name] = part
                    if state != _NAMED:
                        found[code][f"{name}, {state}"] = part
        before = self._before(number)
        if before is not None:
            _say_before(clause, before, self.clauses[number - 1] is before, state=state, found=found)
        last = PARTY if self.whole.issuer == PARTY else FALLBACK
        found[last]["fallback"] = 1.0
        if state != _NAMED:
            found[last][f"fallback, {state}"] = 1.0
        if PARTY in found:
            found[PARTY]["party"] = 1.0
        return found

    def member_evidence(self, number: int, evidence: Evidence) -> Evidence:
        """Return what speaks for a clause being of each field, whatever others it has."""
        votes = self.clauses[number].votes
        total = dict(votes.fields)
        for code, value in votes.means.items():
            total[code] = total.get(code, 0.0) + _MEANS_COUNT * value
        state = _state(self.clauses[number].terms)
        strongest = max(total.values(), default=0.0)
        found: Evidence = {}
        for code, speaks in evidence.items():
            own = total.get(code, 0.0)
            others = max((value for other, value in total.items() if other != code), default=0.0)
            more = {f"state {state}": 1.0, "fields named": min(len(votes.fields), 4) / 4, "own": float(own > 0)}
            if strongest:
                more |= {"share of the strongest": own / strongest}
                more |= {"less than the strongest": min(max(others - own, 0.0), 6.0) / 3}
            more["leads"] = float(bool(votes.lead) and best(votes.lead) == code)
            found[code] = speaks | more
        return found

    def _around(self, number: int) -> Iterable[tuple[str, Mapping[str, float]]]:
        clause, whole = self.clauses[number], self.whole
        yield "title", whole.title
        yield "text", whole.text
        if whole.text:
            yield "most of text", {best(whole.text): 1.0}
        yield "issuer", {whole.issuer: 1.0}
        others = Counter({code: count for code, count in self._beside[clause.section].items() if code})
        others[clause.first] -= bool(clause.first)
        if sum(others.values()) >= _BESIDE:
            yield "beside", share(others)
        for level, votes in enumerate(self.headings.get(clause.section, ())[:_LEVELS]):
            yield f"heading {level}", votes
        near = [*self.clauses[max(0, number - _AROUND) : number], *self.clauses[number + 1 : number + 1 + _AROUND]]
        yield "around", share(Counter(other.first for other in near if other.first))

    def _before(self, number: int) -> Clause | None:
        """Return the nearest clause before that names a field."""
        near = self.clauses[max(0, number - 1 - _AROUND) : number]
        return next((clause for clause in reversed(near) if clause.first), None)


def _say_before(clause: Clause, before: Clause, right_before: bool, *, state: str, found: Evidence) -> None:
    """Say what the clause before speaks for, the more the nearer it is."""
    said = found[before.first]
    said["clause before"] = 1.0
    if state != _NAMED:
        said[f"clause before, {state}"] = 1.0
    if right_before:
        said["right before"] = 1.0
        if before.paragraph == clause.paragraph:
            said["before in its paragraph"] = 1.0
    if before.section == clause.section:
        said["before in its section"] = 1.0


def _state(terms: Sequence[Term]) -> str:
    """Return whether a clause names a field, only tools, or none."""
    naming = [term for term in terms if term.weight >= NAMES_A_FIELD and term.zone != CITED]
    return "none" if not naming else "tools only" if all(term.tool for term in naming) else _NAMED


def _own_terms(terms: Sequence[Term], found: Evidence) -> str:
    """Say what a clause's own terms speak for, by the zone that they stand in; return its state."""
    state = _state(terms)
    weights: dict[tuple[str, str], list[int]] = defaultdict(list)
    for term in terms:
        if term.zone != CITED:
            weights[term.code, _place(term)].append(term.weight)
    for (code, place), held in weights.items():
        strongest, *more = sorted(held, reverse=True)
        found[code] |= {place: strongest / _UNIT, f"{place}, any": 1.0}
        if more:
            found[code][f"{place}, more"] = min(sum(more) / _UNIT, _MOST_MORE)
        if state != _NAMED:
            found[code][f"{place}, {state}"] = strongest / _UNIT
    naming = [term for term in terms if term.weight >= NAMES_A_FIELD and term.zone != CITED]
    first = next((term for term in naming if term.zone == OBJECT and not term.ahead), None)
    if first:
        found[first.code]["first"] = 1.0
    first = next((term for term in naming if not term.tool), None)
    if first:
        found[first.code]["first that is no tool"] = 1.0
    return state


def _place(term: Term) -> str:
    if term.weight < NAMES_A_FIELD:
        return "means" if term.weight == IS_A_MEANS else "hint"
    return ("ahead" if term.ahead else term.zone) + (" tool" if term.tool else "")
