"""Say which fields of policy (lĩnh vực) a measure moves, the main one first, see GUIDELINES sections 3 and 9.

Every sector term in the clause votes with its weight. A term that *names* a field counts in full in the object of the
verb phrase and less in a tail of purpose, manner or basis; the doer's name and what is only cited have no vote. Where
the clause names no field but a means (money, forces, rules, publicity) or nothing at all, it moves the field that it
serves: that of the headings above, of the clause before it and of the text as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.annotate import Annotations
from kg.model import Findings, Header, MeasureFinding, PreparedText
from kg.resources import read_table

_NAMES_A_FIELD, _IS_A_MEANS = 3, 2
"""Terms of weight 3 or more name a field, those of 2 a means; those of 1 are hints."""
_ZONES = {"object": 1.0, "link": 0.8, "scope": 0.5, "tail": 0.5, "basis": 0.0, "quoted": 0.0}
_FIRST_BONUS = 0.25
_HEADING = 0.5
_PARENT = 0.5
_TITLE = 1.5
_TEXT = 3.0
_ONE_FIELD = 0.3
"""A text of which so large a part speaks of one field is about it; smaller shares say nothing of the other clauses."""
_ISSUER = 0.2
_BEFORE = 0.5
_TIE = 2.5
_MEANS = 0.6
_REPEAT = 0.75
_HINTS = 0.5
_SERVED = 8.0
_MEANS_TOPIC = 1.2
_SECOND_SHARE = 0.4
_SECOND_LEAST = 1.5
_MEANS_LEAST = 3.0
_MOST = 3
_FALLBACK = "public-administration"
_PARTY = "political-system"
"""The field of Party work. A title names the body that issues it or is carried out, and says nothing by that."""


@dataclass(slots=True)
class Votes:
    """What a run of text says of each field: by terms that name it, by means, by hints."""

    fields: Counter[str] = field(default_factory=Counter)
    means: Counter[str] = field(default_factory=Counter)
    hints: Counter[str] = field(default_factory=Counter)

    def add(self, code: str, weight: int, *, factor: float) -> None:
        """Count one term; a factor of 0 leaves it out."""
        votes = self.fields if weight >= _NAMES_A_FIELD else self.means if weight == _IS_A_MEANS else self.hints
        if factor:
            more, less = max(votes[code], weight * factor), min(votes[code], weight * factor)
            votes[code] = more + _REPEAT * less


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Fill `sectors` of every measure with one to three codes."""
    spans = _Spans(findings)
    clauses = [_clause_votes(prepared.text, notes, measure, spans=spans) for measure in findings.measures]
    topic = _topic(prepared, notes, clauses, header=findings.header)
    headings = [_share(_span_votes(notes, *section.heading_span, but=spans).fields) for section in prepared.sections]
    previous: MeasureFinding | None = None
    for measure, clause in zip(findings.measures, clauses, strict=True):
        prior = Counter(topic)
        section, weight = measure.section, _HEADING
        while section >= 0:
            _add(prior, headings[section], weight)
            section, weight = prepared.sections[section].parent, weight * _PARENT
        if previous is not None and _same_paragraph(prepared, previous, measure):
            prior[previous.sectors[0]] += _BEFORE
        measure.sectors = rank(clause, prior)
        previous = measure


def rank(clause: Votes, prior: Counter[str]) -> list[str]:
    """Return the main sector and those that the clause names with a share of its own; ties go by code."""
    prior = Counter({code: value / max(1.0, prior.total()) for code, value in prior.items()})
    if not clause.fields:
        return _served(clause, prior)
    total = Counter(clause.fields)
    for code, value in clause.means.items():
        total[code] += value * (_MEANS + _MEANS_TOPIC * prior[code])
    leaning = Counter(total)
    _add(leaning, clause.hints, _HINTS)
    main = _best(Counter({code: leaning[code] + _TIE * prior[code] for code in total}))
    least = max(_SECOND_SHARE * total[main], _SECOND_LEAST)
    others = [code for code in _ordered(total) if code != main and total[code] >= least]
    return [main, *others][:_MOST]


def _served(clause: Votes, prior: Counter[str]) -> list[str]:
    """Return the sectors of a clause that names no field: the field served, and the means where one is named."""
    total: Counter[str] = Counter()
    _add(total, prior, _SERVED)
    _add(total, clause.means, 1.0)
    _add(total, clause.hints, _HINTS)
    if not total:
        return [_FALLBACK]
    main = _best(total)
    means = [code for code in _ordered(clause.means) if code != main and clause.means[code] >= _MEANS_LEAST]
    return [main, *means[:1]]


def _ordered(votes: Counter[str]) -> list[str]:
    return sorted(votes, key=lambda code: (-votes[code], code))


def _best(votes: Counter[str]) -> str:
    return min(votes, key=lambda code: (-votes[code], code))


class _Spans:
    """The spans of a text that have no vote, the bodies it names, and those of works, which vote by their class."""

    def __init__(self, findings: Findings) -> None:
        kept = {
            agent.mention for measure in findings.measures for agent in measure.agents if agent.role == "beneficiary"
        }
        bodies, works = [], []
        for number, mention in enumerate(findings.mentions):
            if mention.cls == "Agent" and number not in kept:
                bodies.append((mention.start_char, mention.end_char, ""))
            elif mention.cls in _class_table():
                works.append((mention.start_char, mention.end_char, _class_table()[mention.cls]))
        self._bodies, self._works = sorted(bodies), sorted(works)

    def bodies(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the bodies named between two offsets."""
        return self._bodies[bisect_left(self._bodies, (start, 0, "")) : bisect_left(self._bodies, (end, 0, ""))]

    def works(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the works named between two offsets, each with its sector."""
        return self._works[bisect_left(self._works, (start, 0, "")) : bisect_left(self._works, (end, 0, ""))]


@lru_cache(maxsize=1)
def _zone_words() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str]]:
    """Return the pattern of the words that open a zone, the kind of each, and the pattern of slogans."""
    kinds = {row["term"]: row["kind"] for row in read_table("lexicons/sector_zones.tsv")}
    words = sorted((term for term in kinds if kinds[term] != "name"), key=lambda term: (-len(term), term))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)
    names = "".join(f"(?<!{re.escape(term)} )" for term in sorted(kinds) if kinds[term] == "name")
    return pattern, kinds, re.compile(names + r"(?:“[^”]{1,300}”|\"[^\"]{1,300}\")", re.IGNORECASE)


@lru_cache(maxsize=1)
def _class_table() -> dict[str, str]:
    return {row["class"]: row["sector"] for row in read_table("lexicons/class_sectors.tsv")}


def class_sectors(cls: str) -> list[str]:
    """Return the sectors of a work by its class, none for other entities."""
    return [_class_table()[cls]] if cls in _class_table() else []


def _zones(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Cut the words behind a trigger into runs, each with its kind: the object, then what the zone words open."""
    pattern, kinds, _ = _zone_words()
    kind = "object"
    for match in pattern.finditer(text, start, end):
        if match.start() > start:
            yield from _cut(text, start, match.start(), kind=kind)
        start, kind = match.start(), kinds[match[0].lower()]
    yield from _cut(text, start, end, kind=kind)


def _cut(text: str, start: int, end: int, *, kind: str) -> Iterator[tuple[int, int, str]]:
    """Yield one run, what is only cited ending at its comma."""
    comma = text.find(",", start, end) if kind == "basis" else -1
    if comma >= 0:
        yield start, comma, kind
        start, kind = comma, "tail"
    yield start, end, kind


def _span_votes(notes: Annotations, start: int, end: int, *, but: _Spans | None = None) -> Votes:
    """Return the votes of a run of text, each term once; those inside the bodies of `but` are left out."""
    votes, seen = Votes(), set()
    silent = but.bodies(start, end) if but else []
    for hit in notes.hits("sector", start, end_char=end):
        if hit.term not in seen and not any(a <= hit.start_char and hit.end_char <= b for a, b, _ in silent):
            seen.add(hit.term)
            for row in notes.rows("sector", hit):
                votes.add(row["sector"], int(row["weight"]), factor=1.0)
    return votes


def _clause_votes(text: str, notes: Annotations, measure: MeasureFinding, *, spans: _Spans) -> Votes:
    """Return the votes of a measure's own words, those before its trigger last.

    Quoted words, the names of bodies and terms inside the name of a work say nothing; the work votes by its class.
    """
    start, end = max(measure.trigger.start_char, measure.subject.end_char), measure.end_char
    works = spans.works(measure.start_char, end)
    silent = [span[:2] for span in [*spans.bodies(measure.start_char, end), *works]]
    silent += [match.span() for match in _zone_words()[2].finditer(text, measure.start_char, end)]
    zones = [*_zones(text, start, end)]
    if measure.subject.end_char == measure.subject.start_char and measure.trigger.start_char > measure.start_char:
        zones += [*_zones(text, measure.start_char, measure.trigger.start_char)]
    votes, seen = Votes(), set()
    for zone_start, zone_end, kind in zones:
        factor = _ZONES[kind]
        for hit in notes.hits("sector", zone_start, end_char=zone_end):
            if hit.term in seen or any(a <= hit.start_char and hit.end_char <= b for a, b in silent):
                continue
            bonus = 0.0 if votes.fields else _FIRST_BONUS
            seen.add(hit.term)
            for row in notes.rows("sector", hit):
                votes.add(row["sector"], int(row["weight"]), factor=factor * (1.0 + bonus))
        for start_char, end_char, code in works:
            if zone_start <= start_char and end_char <= zone_end and code not in votes.fields:
                votes.add(code, _NAMES_A_FIELD, factor=factor)
    return votes


def _add(votes: Counter[str], more: Counter[str], weight: float) -> None:
    for code, value in more.items():
        votes[code] += value * weight


def _share(votes: Counter[str]) -> Counter[str]:
    """Return votes as shares of their sum."""
    total = sum(votes.values())
    return Counter({code: value / total for code, value in votes.items()}) if total else Counter()


def _topic(prepared: PreparedText, notes: Annotations, clauses: Sequence[Votes], *, header: Header) -> Counter[str]:
    """Return what the document is about: its title's fields, and what part of its clauses names each field first."""
    own = _issuer_sector(header)
    title: Counter[str] = Counter()
    for start, end in _title_spans(prepared):
        title += _span_votes(notes, start, end).fields
    del title[_PARTY]
    topic = Counter({own: _ISSUER})
    _add(topic, _share(title), _TITLE)
    mains = _share(Counter(_best(votes.fields) for votes in clauses if votes.fields))
    _add(topic, Counter({code: share for code, share in mains.items() if share >= _ONE_FIELD}), _TEXT)
    return topic


def _title_spans(prepared: PreparedText) -> Iterator[tuple[int, int]]:
    """Yield the lines of the title, and the line behind one that holds nothing but the name of a kind of document."""
    kinds = {row["term"].lower() for row in read_table("lexicons/document_types.tsv")}
    named = False
    for block in prepared.blocks[:40]:
        if block.kind == "title" or named:
            yield block.start_char, block.end_char
        named = prepared.text[block.start_char : block.end_char].lower() in kinds


def _issuer_sector(header: Header) -> str:
    """Return the field of the body that issued the document, told by its number or else by its name."""
    part, name = ("number", header.number) if header.number else ("issuer", header.issuer)
    for row in read_table("lexicons/issuer_sectors.tsv"):
        if row["part"] == part and row["term"].lower() in name.lower():
            return row["sector"]
    return _FALLBACK


def _same_paragraph(prepared: PreparedText, previous: MeasureFinding, measure: MeasureFinding) -> bool:
    return prepared.segments[previous.segment].block == prepared.segments[measure.segment].block
