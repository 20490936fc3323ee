"""Find measures (nhiệm vụ, giải pháp): clauses that commit somebody to act, see GUIDELINES section 2."""

from __future__ import annotations

import re

from kg.annotate import Annotations
from kg.extract.clauses.clauses import Clause, ClauseReader, has_doer
from kg.extract.clauses.parties import load_parties
from kg.extract.document.sections import section_kinds, section_priorities
from kg.extract.grammar.tables import segments_of_tasks
from kg.extract.measures.unbinding import unbinding
from kg.extract.mentions.deadlines import assign_due
from kg.model import Findings, MeasureFinding, PreparedText, Segment, Span

_LONGEST = 6000
_MOST_PREAMBLE = 0.4
_FRONT = 60
_BY_YEAR = re.compile(
    r"(?:Phấn đấu,? )?(?:(?P<until>đến)|trong|vào)? ?(?:hết |cuối )?năm (?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_TERM = 5
"""Plans end in years that five divides."""
_ACT_OF = "việc "
_LIST_OF_THINGS = re.compile(r" (?:như|gồm|bao gồm|sau|sau đây|cụ thể|dưới đây)(?: sau| là| như sau)?$")
_IN_DETAIL = re.compile(r"[,;] cụ thể(?: là)?(?: như sau)?$")
"""Ends a line whose clause stands by itself before the list that spells it out."""
_SAYS_WHAT = 60


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the measures, with section, priority, modality and due time, to `findings.measures`."""
    reader = ClauseReader(
        prepared.text, notes=notes, parties=load_parties(prepared.text, notes=notes, findings=findings)
    )
    kinds = section_kinds(prepared.sections)
    priorities = section_priorities(prepared.sections)
    opening = preamble(prepared)
    unbound = unbinding(prepared)
    in_tables = segments_of_tasks(prepared)
    told = -1
    for index, segment in enumerate(prepared.segments):
        kind = kinds[segment.section] if segment.section >= 0 else ""
        if index < opening:
            kind = "preamble"
        span = Span(segment.start_char, segment.end_char)
        if segment.end_char - segment.start_char > _LONGEST:
            findings.silent.append((span, "too long for a clause"))
            continue
        if not in_tables.get(index, True):
            findings.silent.append((span, "table cell or label"))
            continue
        kind = "" if index in in_tables else kind
        if index in unbound and index not in in_tables:
            findings.silent.append((span, unbound[index]))
            continue
        if kind == "preamble" and _leads_to_intro(prepared, index):
            findings.silent.append((span, "introduction"))
            continue
        if not kind and _looks_ahead(prepared.text, segment.start_char, issued=findings.header.issued):
            kind = "aim"
        clauses = read_segment(segment, reader=reader, kind=kind, told=told == segment.sentence)
        if index and _goes_on(prepared, index):
            clauses = [clause if isinstance(clause, str) or clause.chain.modality else "no verb" for clause in clauses]
        if _tells(clauses, span, notes=notes):
            told = segment.sentence
        measures = [clause for clause in clauses if not isinstance(clause, str)]
        findings.measures.extend(
            _finding(clause, segment, index, text=prepared.text, priorities=priorities) for clause in measures
        )
        if clauses and not measures:
            findings.silent.append((span, str(clauses[0])))
    _add_list_heads(prepared, reader=reader, kinds=kinds, findings=findings, priorities=priorities)
    assign_due(prepared, findings)


def read_segment(segment: Segment, *, reader: ClauseReader, kind: str, told: bool) -> list[Clause | str]:
    """Return what each piece of a segment is: a clause, or the kind of reason why it holds none.

    In a preamble only a call or a duty counts, in an assessment only a duty; a segment that goes on with a sentence
    about what was done (`told`) counts only where it names who has to act.
    """
    read: list[Clause | str] = []
    pieces = reader.split(segment.start_char, segment.end_char, aim=kind == "aim")
    for start, end in pieces:
        clause = reader.read(start, end, aim=kind == "aim")
        if segment.intro and end == pieces[-1][1] and (isinstance(clause, str) or clause.chain.action != "approve"):
            read.append("introduction")
            continue
        if not isinstance(clause, str):
            duty = bool(clause.chain.modality) and has_doer(clause)
            if kind == "assessment" and not duty:
                clause = "assessment"
            elif kind == "preamble" and not (duty or clause.call):
                clause = "preamble"
            elif told and not (has_doer(clause) or clause.chain.modality or clause.call):
                clause = "assessment"
            elif kind == "catalogue" and not (has_doer(clause) or clause.call):
                clause = "no verb"
        read.append(clause)
    return read


def _looks_ahead(text: str, start: int, *, issued: str) -> bool:
    """Say whether a segment opens with a year yet to come: what it says will be reached is an aim."""
    year = _BY_YEAR.match(text, start)
    if year is None:
        return False
    if issued:
        return year.group("year") > issued[:4]
    return year.group("until") is not None or int(year.group("year")) % _TERM == 0


def _goes_on(prepared: PreparedText, index: int) -> bool:
    """Say whether a segment only goes on with the objects of the one before: `… chỉ đạo việc A; việc B`."""
    before, here = prepared.segments[index - 1], prepared.segments[index]
    return before.sentence == here.sentence and prepared.text.startswith(_ACT_OF, here.start_char)


def _tells(clauses: list[Clause | str], span: Span, *, notes: Annotations) -> bool:
    """Say whether a segment tells what was done or is the case."""
    if any(not isinstance(clause, str) for clause in clauses):
        return False
    hits = notes.hits("verb", span.start_char, end_char=span.end_char)
    return "assessment" in clauses or (bool(hits) and hits[0].label == "past")


def preamble(prepared: PreparedText) -> int:
    """Return how many segments lead from the title to the line that introduces the first numbered part.

    None where that is most of the text, or where no line introduces anything.
    """
    first = next((section.start_char for section in prepared.sections if section.number), None)
    titled = any(block.kind == "title" for block in prepared.blocks[:_FRONT])
    if first is None or not titled or not prepared.segments:
        return 0
    if first > _MOST_PREAMBLE * prepared.segments[-1].end_char:
        return 0
    opening = [index for index, segment in enumerate(prepared.segments) if segment.start_char < first]
    return max((index + 1 for index in opening if prepared.segments[index].intro), default=0)


def _leads_to_intro(prepared: PreparedText, index: int) -> bool:
    """Say whether a segment is part of a sentence that ends by introducing a list."""
    sentence = prepared.segments[index].sentence
    return any(s.intro for s in prepared.segments[index : index + 40] if s.sentence == sentence)


def _add_list_heads(
    prepared: PreparedText, *, reader: ClauseReader, kinds: list[str], findings: Findings, priorities: dict[int, str]
) -> None:
    """Add the introducing lines that commit by themselves: their list holds things and no clauses."""
    committed = {measure.segment for measure in findings.measures}
    for index, segment in enumerate(prepared.segments):
        kind = kinds[segment.section] if segment.section >= 0 else ""
        if not segment.intro or kind == "assessment":
            continue
        listed = _listed_below(prepared, index)
        itself = _IN_DETAIL.search(prepared.text, segment.start_char, segment.end_char)
        if not itself and (not listed or any(at in committed for at in listed)):
            continue
        clause = reader.read(segment.start_char, segment.end_char, aim=kind == "aim")
        if isinstance(clause, str):
            continue
        if itself:
            if not has_doer(clause) or itself.start() - clause.chain.end_char < _SAYS_WHAT:
                continue
        elif not _LIST_OF_THINGS.search(prepared.text, clause.chain.end_char, segment.end_char):
            continue
        findings.measures.append(_finding(clause, segment, index, text=prepared.text, priorities=priorities))
        findings.silent = [entry for entry in findings.silent if entry[0].start_char != segment.start_char]
    findings.measures.sort(key=lambda measure: (measure.start_char, measure.end_char))


def _listed_below(prepared: PreparedText, index: int) -> list[int]:
    """Return the segments of the list items right below an introducing line."""
    listed = []
    block = prepared.segments[index].block
    for at in range(index + 1, len(prepared.segments)):
        other = prepared.segments[at]
        if other.block != block and prepared.blocks[other.block].kind != "item":
            break
        if other.intro:
            break
        listed.append(at)
    return listed


def _finding(clause: Clause, segment: Segment, index: int, *, text: str, priorities: dict[int, str]) -> MeasureFinding:
    """Return the measure of a clause."""
    return MeasureFinding(
        start_char=clause.start_char,
        end_char=clause.end_char,
        trigger=Span(clause.chain.start_char, clause.chain.end_char),
        action=clause.chain.action,
        section=segment.section,
        segment=index,
        priority=priorities.get(segment.section, ""),
        modality=clause.chain.modality,
        subject=clause.subject,
        call=clause.call,
        confidence=clause.confidence,
    )
