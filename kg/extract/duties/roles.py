"""Tie agents to measures (trách nhiệm): who leads, coordinates, decides, benefits, see GUIDELINES section 5."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.annotate import Annotations
from kg.extract.clauses.clauses import ClauseReader
from kg.extract.clauses.parties import cover_unused, load_parties
from kg.extract.duties.addressees import Addressees, Duty
from kg.extract.duties.cues import cued
from kg.extract.duties.duty_lines import read_duty_lines
from kg.model import AgentRole, Findings, MeasureFinding, PreparedText

_ADVISES = re.compile(r"(?:chủ động |kịp thời |phối hợp,? )*tham mưu", re.IGNORECASE)
_SUPERVISES = re.compile(
    r"(?:thường xuyên |tiếp tục )*(?:(?:kiểm tra|thanh tra|theo dõi|đôn đốc)(?:, | và ))*(?:giám sát|kiểm toán)",
    re.IGNORECASE,
)
_WITH_PARTNERS = re.compile(
    r"(?:(?:chủ động|tích cực|thường xuyên|kịp thời|tiếp tục|chủ trì|chịu trách nhiệm),? (?:và )?)*phối hợp",
    re.IGNORECASE,
)
"""How a clause opens that names those to work with before its verb, and so no doer of its own."""
_GRANTED = re.compile(r" (?:được|sẽ được|đều được)(?!\w)")
_GRANTS = frozenset(("support", "reform"))


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Fill `agents` of every measure; groups that get a role become mentions."""
    text = prepared.text
    parties = load_parties(text, notes=notes, findings=findings)
    reader = ClauseReader(text, notes=notes, parties=parties)
    addressees = Addressees(prepared, reader=reader)
    previous: MeasureFinding | None = None
    duties: list[Duty] = []
    for measure in findings.measures:
        inherited = False
        stated = [(party, "lead") for party in reader.parties_at(*measure.subject)]
        partners = _opens_with_partners(measure, reader=reader)
        if not stated and not partners and reader.has_own_subject(measure.start_char, measure.trigger.start_char):
            duties = []
        elif stated:
            duties = stated
        elif previous is None or not duties or not _carries(prepared, previous, measure):
            duties, inherited = addressees.of(measure), True
        groups = bool(stated) and all(party.kind == "group" for party, _ in stated)
        role = _doer_role(measure, text=text, groups=groups)
        for party, given in duties:
            _add(measure, parties.mention_of(party), role=role if given == "lead" else given, inherited=inherited)
        start = max(measure.start_char + measure.call, measure.subject.end_char)
        for party, other in cued(start, measure.end_char, reader=reader, trigger=measure.trigger):
            _add(measure, parties.mention_of(party), role=other)
        previous = measure
    read_duty_lines(prepared, parties=parties, findings=findings)
    cover_unused(findings)
    _cover_parts(findings)


def _opens_with_partners(measure: MeasureFinding, *, reader: ClauseReader) -> bool:
    """Say whether a clause names those to work with before its verb, at its head or behind an adverbial phrase."""
    if _WITH_PARTNERS.match(reader.text, measure.start_char):
        return True
    behind = reader.behind_adjunct(measure.start_char, measure.trigger.start_char)
    return any(_WITH_PARTNERS.match(reader.text, at) for at in behind)


def _add(measure: MeasureFinding, mention: int, *, role: str, inherited: bool = False) -> None:
    if not any(given.mention == mention and given.role == role for given in measure.agents):
        measure.agents.append(AgentRole(mention, role, inherited))


def _carries(prepared: PreparedText, previous: MeasureFinding, measure: MeasureFinding) -> bool:
    """Say whether a subject carries over: to the next clauses of its sentence, and of its list item."""
    before, here = prepared.segments[previous.segment], prepared.segments[measure.segment]
    if before.sentence == here.sentence:
        return True
    return before.block == here.block and (
        prepared.blocks[here.block].kind == "item" or bool(prepared.blocks[here.block].marker)
    )


def _doer_role(measure: MeasureFinding, *, text: str, groups: bool) -> str:
    """Return the role of the subject; whoever is granted something (`Doanh nghiệp được miễn …`) benefits."""
    trigger = text[measure.trigger.start_char : measure.trigger.end_char]
    if _ADVISES.match(trigger):
        return "advise"
    if (groups or measure.action in _GRANTS) and _GRANTED.match(text, measure.subject.end_char):
        return "beneficiary"
    return "supervise" if _SUPERVISES.match(trigger) else "lead"


def _cover_parts(findings: Findings) -> None:
    """Mark the places and bodies that are only part of an agent (`các tỉnh Bắc Ninh, Gia Lai`, `cơ quan của Bộ X`)."""
    given = {agent.mention for measure in findings.measures for agent in measure.agents}
    spans = sorted((m.start_char, m.end_char) for m in findings.mentions if m.cls == "Agent")
    for number, mention in enumerate(findings.mentions):
        if mention.attrs.get("inside") == "1" or mention.cls not in ("Place", "Agent") or number in given:
            continue
        own = (mention.start_char, mention.end_char)
        at = bisect_left(spans, own)
        around = spans[max(0, at - 1) : at + 2]
        if any(a <= own[0] and own[1] <= b and (mention.cls == "Place" or (a, b) != own) for a, b in around):
            mention.attrs["covered"] = "1"
