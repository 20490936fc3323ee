"""Find measures (nhiệm vụ, giải pháp): clauses that commit somebody to act, see GUIDELINES section 2.

Every piece of a segment is a candidate; what its words and its place say for and against it is weighed together.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.annotate import Annotations
from kg.extract.clauses.candidates import Candidate, read_candidate, split_segment
from kg.extract.clauses.parties import load_parties
from kg.extract.clauses.predicates import Clause
from kg.extract.clauses.reading import Reading, make_reading
from kg.extract.document.sections import section_kinds, section_priorities
from kg.extract.grammar.evidence import LIKELY, weigh
from kg.extract.measures.evidence import Surroundings
from kg.extract.measures.unbinding import BLANK, FORM
from kg.extract.mentions.times.deadlines import assign_due
from kg.extract.mentions.times.recurrence import assign_recurrence
from kg.model import Findings, MeasureFinding, PreparedText, Segment, Span

_LONGEST = 6000
_ACT_OF = "việc "
_NOUN = re.compile(r"[a-zà-ỹđ]+ [a-zà-ỹđ]+ ")
_BY_YEAR = re.compile(
    r"(?:Phấn đấu,? )?(?:(?P<until>đến)|trong|vào)? ?(?:hết |cuối )?năm (?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_TERM = 5
"""Plans end in years that five divides."""
_REASONS = {
    "introduction": "introduction",
    "leads to a list": "introduction",
    "heading: assessment": "assessment",
    "heading above: assessment": "assessment",
    "listed: assessment": "assessment",
    "goes on with what was told": "assessment",
    "before the first part": "preamble",
}
"""Evidence against a clause -> the reason why it is silent, where its own words give none; the first counts."""


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the measures, with section, priority, modality and due time, to `findings.measures`."""
    reading = make_reading(
        prepared.text, notes=notes, parties=load_parties(prepared.text, notes=notes, findings=findings)
    )
    kinds = section_kinds(prepared.sections)
    priorities = section_priorities(prepared.sections)
    issued = findings.header.issued
    read = [_candidates(segment, reading=reading, kinds=kinds, issued=issued) for segment in prepared.segments]
    for index in _goes_on(prepared):
        read[index] = [c if c.clause and c.clause.chain.modality else Candidate(None, "no verb") for c in read[index]]
    for index in _names_more(prepared):
        read[index] = [c if c.doubt != "no verb" else Candidate(None, "no verb") for c in read[index]]
    around = Surroundings(prepared, read, notes=notes, findings=findings)
    for index, segment in enumerate(prepared.segments):
        span = Span(segment.start_char, segment.end_char)
        if segment.end_char - segment.start_char > _LONGEST:
            findings.silent.append((span, "too long for a clause"))
            continue
        if not around.in_task_cells.get(index, True):
            findings.silent.append((span, "table cell or label"))
            continue
        decided = [_decide(candidate, index, around=around) for candidate in read[index]]
        measures = [clause for clause in decided if not isinstance(clause, str)]
        findings.measures.extend(
            _finding(clause, segment, index, priority=priorities.get(segment.section, "")) for clause in measures
        )
        if decided and not measures:
            findings.silent.append((span, str(decided[0])))
    assign_due(prepared, findings)
    assign_recurrence(prepared.text, findings)


def _candidates(segment: Segment, *, reading: Reading, kinds: list[str], issued: str) -> list[Candidate]:
    """Return what each piece of a segment may be."""
    if segment.end_char - segment.start_char > _LONGEST:
        return []
    kind = kinds[segment.section] if segment.section >= 0 else ""
    aim = kind == "aim" or _looks_ahead(reading.text, segment.start_char, issued=issued)
    pieces = split_segment(reading, segment.start_char, segment.end_char, aim=aim)
    return [read_candidate(reading, start, end, aim=aim) for start, end in pieces]


def _goes_on(prepared: PreparedText) -> list[int]:
    """Return the segments that only go on with the objects of the one before: `… chỉ đạo việc A; việc B`."""
    return [
        index + 1
        for index, (before, here) in enumerate(pairwise(prepared.segments))
        if before.sentence == here.sentence and prepared.text.startswith(_ACT_OF, here.start_char)
    ]


def _names_more(prepared: PreparedText) -> list[int]:
    """Return the segments that open with a noun of the one before: `ban hành chính sách A; chính sách đặc biệt …`."""
    found = []
    for index, (before, here) in enumerate(pairwise(prepared.segments)):
        noun = _NOUN.match(prepared.text, here.start_char) if before.sentence == here.sentence else None
        if noun and f" {noun.group()}" in prepared.text[before.start_char : before.end_char]:
            found.append(index + 1)
    return found


def _decide(candidate: Candidate, index: int, *, around: Surroundings) -> Clause | str:
    """Return the clause of a candidate where it is likely to be a measure, else the kind of reason why it is none."""
    clause = candidate.clause
    unbound = around.unbound.get(index, "").replace(BLANK, FORM)
    if clause is None:
        return unbound or candidate.doubt
    evidence = around.of_place(index) | around.of_clause(index, candidate)
    segment = around.prepared.segments[index]
    if segment.intro and clause.end_char == segment.end_char:
        evidence |= around.of_introduction(index, clause)
    if "goes on from a task" in evidence:
        evidence.pop("no object", None)  # `… rà soát hồ sơ; hướng dẫn thực hiện`
    words = around.text[clause.chain.start_char : clause.chain.end_char]
    if weigh("measure", evidence, span=(clause.start_char, clause.end_char), what=words) > LIKELY:
        return clause
    said = next((reason for name, reason in _REASONS.items() if name in evidence), "")
    return unbound or candidate.doubt or said or "no verb"


def _looks_ahead(text: str, start: int, *, issued: str) -> bool:
    """Say whether a segment opens with a year yet to come: what it says will be reached is an aim."""
    year = _BY_YEAR.match(text, start)
    if year is None:
        return False
    if issued:
        return year.group("year") > issued[:4]
    return year.group("until") is not None or int(year.group("year")) % _TERM == 0


def _finding(clause: Clause, segment: Segment, index: int, *, priority: str) -> MeasureFinding:
    """Return the measure of a clause."""
    return MeasureFinding(
        start_char=clause.start_char,
        end_char=clause.end_char,
        trigger=Span(clause.chain.start_char, clause.chain.end_char),
        action=clause.chain.action,
        section=segment.section,
        segment=index,
        priority=priority,
        modality=clause.chain.modality,
        subject=clause.subject,
        call=clause.call,
    )
