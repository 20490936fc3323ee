"""Read what the words of a clause say of each field of policy: the terms of the lexicon and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kg.annotate import Annotations
from kg.iri import fold
from kg.model import Findings, MeasureFinding
from kg.resources import read_table
from kg.text.spans import SpanIndex

_QUOTED = re.compile(r"“[^”]{1,300}”|\"[^\"]{1,300}\"")
NAMES_A_FIELD, IS_A_MEANS = 3, 2
"""Terms of weight 3 or more name a field, those of 2 a means; those of 1 are hints."""
_NAME = "name"
OBJECT, CITED = "object", "basis"
_ZONES = {OBJECT: 1.0, "link": 0.8, "scope": 0.5, "tail": 0.5, CITED: 0.0}
"""How much a term counts by the kind of zone it stands in, see `lexicons/sector_zones.tsv`."""
_FIRST_BONUS = 0.25
"""So much more the first term counts that names a field: the head of the object stands first."""
_REPEAT = 0.75
"""So much a further term of the same field counts."""
_TOOL_LEADS = 0.4
"""So much the term of a tool (data, a law's text, a check, money) counts for which field is the main one."""


class Term(NamedTuple):
    """A term that speaks for a field, with its weight; `zone` is what it stands in, `ahead` tells it from what follows
    the verb, a `tool` yields to the field that it is used in."""

    term: str
    code: str
    weight: int
    zone: str
    ahead: bool
    tool: bool


@dataclass(slots=True)
class Votes:
    """What a run of text says of each field: by terms that name it and by means; hints have no vote.

    `lead` are the votes of `fields` again, those of tools less: they say which of the fields is the main one.
    """

    fields: dict[str, float] = field(default_factory=dict)
    means: dict[str, float] = field(default_factory=dict)
    lead: dict[str, float] = field(default_factory=dict)

    def add(self, code: str, weight: int, *, factor: float, leads: float = 1.0) -> None:
        """Count one term; a factor of 0 leaves it out, `leads` is how much of it counts for the main field."""
        if not factor or weight < IS_A_MEANS:
            return
        _count(self.fields if weight >= NAMES_A_FIELD else self.means, code, weight * factor)
        if weight >= NAMES_A_FIELD:
            _count(self.lead, code, weight * factor * leads)


def _count(votes: dict[str, float], code: str, now: float) -> None:
    """Add the vote of one term to those of its field: the strongest in full, the others less."""
    before = votes.get(code, 0.0)
    votes[code] = before + _REPEAT * now if before > now else now + _REPEAT * before


class Named(NamedTuple):
    """A body or work that a text names, with the sector that it votes for."""

    start_char: int
    end_char: int
    sector: str = ""


class Spans:
    """The spans of a text that have no vote, the bodies it names, and those of works, which vote by their class."""

    def __init__(self, findings: Findings) -> None:
        kept = {
            agent.mention for measure in findings.measures for agent in measure.agents if agent.role == "beneficiary"
        }
        bodies, works = [], []
        for number, mention in enumerate(findings.mentions):
            if mention.cls == "Agent" and number not in kept:
                bodies.append(Named(mention.start_char, mention.end_char))
            elif mention.cls in class_table():
                works.append(Named(mention.start_char, mention.end_char, class_table()[mention.cls]))
        self._bodies, self._works = SpanIndex(bodies), SpanIndex(sorted(works))

    def bodies(self, start: int, end: int) -> list[Named]:
        """Return the bodies named between two offsets."""
        return self._bodies.beginning_in(start, end)

    def works(self, start: int, end: int) -> list[Named]:
        """Return the works named between two offsets, each with its sector."""
        return self._works.beginning_in(start, end)


@lru_cache(maxsize=1)
def _named_in_quotes() -> tuple[str, ...]:
    """Return the nouns before a name in quotes."""
    return tuple(row["term"] for row in read_table("lexicons/sector_zones.tsv") if row["kind"] == _NAME)


def _slogans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the quoted words that are nobody's name."""
    names = _named_in_quotes()
    for match in _QUOTED.finditer(text, start, end):
        if not text[max(0, match.start() - 40) : match.start()].rstrip().lower().endswith(names):
            yield match.span()


@lru_cache(maxsize=1)
def class_table() -> dict[str, str]:
    """Return class of work -> its field."""
    return {row["class"]: row["sector"] for row in read_table("lexicons/class_sectors.tsv")}


def _zones(notes: Annotations, start: int, end: int, *, verb_end: int) -> Iterator[tuple[int, int, str]]:
    """Cut a run into zones, each with its kind: the object, then what the zone words behind the verb open."""
    kind = OBJECT
    for opener in notes.hits("zone", max(start, verb_end), end_char=end):
        if opener.label == _NAME:
            continue
        if opener.start_char > start:
            yield from _cut(notes.text, start, opener.start_char, kind=kind)
        start, kind = opener.start_char, opener.label
    yield from _cut(notes.text, start, end, kind=kind)


def _cut(text: str, start: int, end: int, *, kind: str) -> Iterator[tuple[int, int, str]]:
    """Yield one run, what is only cited ending at its comma."""
    comma = text.find(",", start, end) if kind == CITED else -1
    if comma >= 0:
        yield start, comma, kind
        start, kind = comma, "tail"
    yield start, end, kind


@lru_cache(maxsize=1)
def _all_term_votes() -> dict[str, list[tuple[str, int]]]:
    votes: dict[str, list[tuple[str, int]]] = {}
    for row in read_table("lexicons/sector_terms.tsv"):
        votes.setdefault(fold(row["term"]), []).append((row["sector"], int(row["weight"])))
    return votes


def _term_votes(term: str) -> list[tuple[str, int]]:
    """Return the fields that a folded term speaks for, each with its weight."""
    return _all_term_votes()[term]


@lru_cache(maxsize=1)
def _tools() -> frozenset[tuple[str, str]]:
    """Return the folded terms that name a tool, each with the field that yields."""
    return frozenset((fold(row["term"]), row["sector"]) for row in read_table("lexicons/sector_tools.tsv"))


def span_votes(notes: Annotations, start: int, end: int, *, but: Spans | None = None) -> Votes:
    """Return the votes of a run of text, each term once; those inside the bodies of `but` are left out."""
    votes, seen = Votes(), set()
    silent = but.bodies(start, end) if but else []
    for hit in notes.hits("sector", start, end_char=end):
        if hit.term not in seen and not any(a <= hit.start_char and hit.end_char <= b for a, b, _ in silent):
            seen.add(hit.term)
            for code, weight in _term_votes(hit.term):
                votes.add(code, weight, factor=1.0, leads=_TOOL_LEADS if (hit.term, code) in _tools() else 1.0)
    return votes


def clause_terms(text: str, notes: Annotations, measure: MeasureFinding, *, spans: Spans) -> list[Term]:
    """Return the terms of a measure's own words, each once, those before its trigger last.

    Quoted words, the names of bodies and terms inside the name of a work say nothing; the work speaks by its class.
    """
    start, end = max(measure.trigger.start_char, measure.subject.end_char), measure.end_char
    hits = notes.hits("sector", measure.start_char, end_char=end)
    works = spans.works(measure.start_char, end)
    if not hits and not works:
        return []
    silent = [span[:2] for span in [*spans.bodies(measure.start_char, end), *works]]
    silent += _slogans(text, measure.start_char, end)
    zones = [(zone, False) for zone in _zones(notes, start, end, verb_end=measure.trigger.end_char)]
    if measure.subject.end_char == measure.subject.start_char and measure.trigger.start_char > measure.start_char:
        ahead = _zones(notes, measure.start_char, measure.trigger.start_char, verb_end=0)
        zones += [(zone, True) for zone in ahead]
    terms: list[Term] = []
    seen = set()
    for (zone_start, zone_end, kind), before in zones:
        for hit in hits:
            if hit.start_char < zone_start or hit.end_char > zone_end or hit.term in seen:
                continue
            if any(a <= hit.start_char and hit.end_char <= b for a, b in silent):
                continue
            seen.add(hit.term)
            for code, weight in _term_votes(hit.term):
                terms.append(Term(hit.term, code, weight, kind, before, (hit.term, code) in _tools()))
        for start_char, end_char, code in works:
            if zone_start <= start_char and end_char <= zone_end:
                terms.append(Term("", code, NAMES_A_FIELD, kind, before, False))
    return terms


def clause_votes(terms: list[Term]) -> Votes:
    """Return the votes of the terms of a clause."""
    votes, last, bonus = Votes(), "", 0.0
    for term in terms:
        if not term.term:
            if term.code not in votes.fields:
                votes.add(term.code, term.weight, factor=_ZONES[term.zone])
            continue
        if term.term != last:
            last, bonus = term.term, 0.0 if votes.fields else _FIRST_BONUS
        leads = _TOOL_LEADS if term.tool else 1.0
        votes.add(term.code, term.weight, factor=_ZONES[term.zone] * (1.0 + bonus), leads=leads)
    return votes


def best(votes: Mapping[str, float]) -> str:
    """Return the field with most votes, ties by code; empty for none."""
    return min(votes, key=lambda code: (-votes[code], code), default="")


def share(votes: Mapping[str, float]) -> dict[str, float]:
    """Return votes as shares of their sum."""
    total = sum(votes.values())
    return {code: value / total for code, value in votes.items()} if total else {}
