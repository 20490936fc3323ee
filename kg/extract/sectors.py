"""Say which fields of policy (lĩnh vực) a measure moves, the main one first, see GUIDELINES section 3.

Every sector term in the clause votes with its weight. Terms in the object of the verb phrase count in full, those in a
tail that names purpose, manner or occasion count less, those in the doer's name not at all. Headings above, the clause
before in the same paragraph and the document's title speak where the clause itself says little.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from kg.annotate import Annotations
from kg.model import Findings, MeasureFinding, PreparedText
from kg.resources import read_table

_QUOTED = re.compile(r"“[^”]{1,300}”|\"[^\"]{1,300}\"")
_FIRST_BONUS = 0.25
_TAIL_WEIGHT = 0.35
_HEADING_WEIGHT = 0.2
_TITLE_WEIGHT = 0.1
_TEXT_WEIGHT = 5.0
_BEFORE_WEIGHT = 2.0
_SECOND_SHARE = 0.5
_SECOND_LEAST = 3.0
_MOST = 3
_FALLBACK = "public-administration"


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Fill `sectors` of every measure with one to three codes."""
    headings = [_votes(notes, *section.heading_span) for section in prepared.sections]
    context = _title_votes(prepared, notes)
    for code in context:
        context[code] *= _TITLE_WEIGHT
    doers = _Doers(findings)
    clauses = [_clause_votes(prepared.text, notes, measure, but=doers.near(measure)) for measure in findings.measures]
    _add(context, _shares(clauses), _TEXT_WEIGHT)
    previous: MeasureFinding | None = None
    for measure, clause in zip(findings.measures, clauses, strict=True):
        prior = Counter(context)
        section, weight = measure.section, _HEADING_WEIGHT
        while section >= 0:
            _add(prior, headings[section], weight)
            section, weight = prepared.sections[section].parent, weight * 0.5
        if previous is not None and _same_paragraph(prepared, previous, measure):
            prior[previous.sectors[0]] += _BEFORE_WEIGHT
        measure.sectors = rank(clause, prior)
        previous = measure


class _Doers:
    """The spans of the bodies that a text names, but for those that a measure is done for."""

    def __init__(self, findings: Findings) -> None:
        kept = {
            agent.mention for measure in findings.measures for agent in measure.agents if agent.role == "beneficiary"
        }
        spans = [
            (mention.start_char, mention.end_char)
            for number, mention in enumerate(findings.mentions)
            if mention.cls == "Agent" and number not in kept
        ]
        self._spans = sorted(spans)

    def near(self, measure: MeasureFinding) -> list[tuple[int, int]]:
        """Return those that begin inside a measure."""
        first = bisect_left(self._spans, (measure.start_char, 0))
        last = bisect_left(self._spans, (measure.end_char, 0))
        return self._spans[first:last]


def _shares(clauses: Sequence[Counter[str]]) -> Counter[str]:
    """Return what part of the clauses of a text speaks of each field first."""
    mains = Counter(min(votes, key=lambda code: (-votes[code], code)) for votes in clauses if votes)
    total = sum(mains.values())
    return Counter({code: count / total for code, count in mains.items()}) if total else Counter()


@lru_cache(maxsize=1)
def _tail() -> re.Pattern[str]:
    """Return the pattern of the words that open a phrase of purpose, manner or occasion."""
    words = [row["term"] for row in read_table("lexicons/clause_words.tsv") if row["kind"] == "tail"]
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(words, key=lambda term: (-len(term), term))) + r")(?!\w)")


@lru_cache(maxsize=1)
def _class_table() -> dict[str, str]:
    return {row["class"]: row["sector"] for row in read_table("lexicons/class_sectors.tsv")}


def class_sectors(cls: str) -> list[str]:
    """Return the sectors of a work by its class, none for other entities."""
    return [_class_table()[cls]] if cls in _class_table() else []


def rank(clause: Counter[str], prior: Counter[str]) -> list[str]:
    """Return the main sector and those that the clause names with a share of its own; ties go by code."""
    total = clause + prior
    if not total:
        return [_FALLBACK]
    main = min(total, key=lambda code: (-total[code], code))
    others = [
        code
        for code in sorted(clause, key=lambda code: (-clause[code], code))
        if code != main and clause[code] >= max(_SECOND_SHARE * max(clause[main], 2.0), _SECOND_LEAST)
    ]
    return [main, *others][:_MOST]


def _votes(
    notes: Annotations, start: int, end: int, *, but: Sequence[tuple[int, int]] = (), first_bonus: float = 0.0
) -> Counter[str]:
    """Return the votes of a span, each term once; terms inside the spans `but` have none."""
    votes: Counter[str] = Counter()
    seen = set()
    for hit in notes.hits("sector", start, end_char=end):
        if hit.term in seen or any(a <= hit.start_char and hit.end_char <= b for a, b in but):
            continue
        seen.add(hit.term)
        for row in notes.rows("sector", hit):
            votes[row["sector"]] += float(row["weight"]) * (1.0 if len(seen) > 1 else 1.0 + first_bonus)
    return votes


def _clause_votes(
    text: str, notes: Annotations, measure: MeasureFinding, *, but: list[tuple[int, int]]
) -> Counter[str]:
    """Return the votes of a measure's own words; quoted words and the names of those who have a role say nothing."""
    start = max(measure.trigger.start_char, measure.subject.end_char)
    but = [*but, *(match.span() for match in _QUOTED.finditer(text, start, measure.end_char))]
    tail = _tail().search(text, measure.trigger.end_char, measure.end_char)
    edge = tail.start() if tail else measure.end_char
    votes = _votes(notes, start, edge, but=but, first_bonus=_FIRST_BONUS)
    if edge < measure.end_char:
        _add(votes, _votes(notes, edge, measure.end_char, but=but), _TAIL_WEIGHT if votes else 0.8)
    return votes


def _add(votes: Counter[str], more: Counter[str], weight: float) -> None:
    for code, value in more.items():
        votes[code] += value * weight


def _title_votes(prepared: PreparedText, notes: Annotations) -> Counter[str]:
    votes: Counter[str] = Counter()
    for block in prepared.blocks[:40]:
        if block.kind == "title":
            _add(votes, _votes(notes, block.start_char, block.end_char), 1.0)
    return votes


def _same_paragraph(prepared: PreparedText, previous: MeasureFinding, measure: MeasureFinding) -> bool:
    return prepared.segments[previous.segment].block == prepared.segments[measure.segment].block
