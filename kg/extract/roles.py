"""Tie agents to measures (trách nhiệm): who leads, coordinates, decides, benefits, see GUIDELINES section 5."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.annotate import Annotations
from kg.extract._clauses import ClauseReader
from kg.extract._parties import Parties, Party, restricted
from kg.model import AgentRole, Findings, MeasureFinding, PreparedText

_DECIDES = re.compile(
    r"(?:(?! trước khi)[^.;]){0,40}?(?:xem xét|quyết định|phê duyệt|cho ý kiến|tháo gỡ|chấp thuận|công nhận"
    r"|ban hành|thông qua|chuẩn y)"
)
_DECIDER = re.compile(r" (?:công nhận|phê duyệt|quyết định|xem xét|chấp thuận|chuẩn y)")
_DUTY = re.compile(
    r"[ :]*(?:(?:(?:có|chịu) trách nhiệm|chủ trì|thực hiện|tập trung|triển khai|phải|cần|căn cứ"
    r"|theo)(?!\w)[^.;]{0,300})?[ :]*"
)
_ADVISES = re.compile(r"tham mưu", re.IGNORECASE)
_SUPERVISES = re.compile(r"(?:tăng cường |thường xuyên )?giám sát", re.IGNORECASE)


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Fill `agents` of every measure; groups that get a role become mentions."""
    text = prepared.text
    parties = Parties(text, notes=notes, findings=findings)
    reader = ClauseReader(text, notes=notes, parties=parties)
    addressees = Addressees(prepared, reader=reader)
    previous: MeasureFinding | None = None
    leads: list[Party] = []
    for measure in findings.measures:
        doers = reader.parties_at(*measure.subject)
        inherited = False
        if not doers and previous is not None and _carries(prepared, previous, measure):
            doers = leads
        if not doers:
            doers, inherited = addressees.of(measure), True
        leads = doers
        role = _doer_role(measure, text=text)
        for party in doers:
            _add(measure, parties.mention_of(party), role=role, inherited=inherited)
        for party, other in _others(measure, text=text, reader=reader):
            _add(measure, parties.mention_of(party), role=other)
        previous = measure
    _cover_places(findings)


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


def _doer_role(measure: MeasureFinding, *, text: str) -> str:
    trigger = text[measure.trigger.start_char : measure.trigger.end_char]
    if _ADVISES.match(trigger):
        return "advise"
    return "supervise" if _SUPERVISES.match(trigger) else "lead"


def _others(measure: MeasureFinding, *, text: str, reader: ClauseReader) -> list[tuple[Party, str]]:
    """Return the parties beside the doer, each with its role."""
    found: list[tuple[Party, str]] = []
    start = max(measure.start_char, measure.subject.end_char)
    for cue in reader.notes.hits("cue", start, end_char=measure.end_char):
        if (cue.start_char == measure.start_char and measure.call) or text[: cue.start_char].endswith("không "):
            continue
        named = reader.parties_at(cue.end_char + 1, measure.end_char)
        if not named:
            continue
        role, kinds = cue.label, reader.notes.rows("cue", cue)[0]["of"]
        if role == "report" and _DECIDES.match(text, named[-1].end_char, measure.end_char):
            role = "approve"
        if role == "beneficiary":
            named[-1] = restricted(text, named[-1], end=measure.end_char)
        found.extend(
            (party, role) for party in named if kinds == "any" or (party.kind == "group") == (kinds == "group")
        )
    for party in reader.parties.between(start, measure.end_char):
        if party.kind == "named" and _DECIDER.match(text, party.end_char) and all(party != other for other, _ in found):
            found.append((party, "approve"))
    return found


class Addressees:
    """Who is addressed for a whole list or section, by the introducing line or the heading."""

    def __init__(self, prepared: PreparedText, *, reader: ClauseReader) -> None:
        self.prepared = prepared
        self.by_section: dict[int, list[Party]] = {}
        self.intros: list[tuple[int, int, list[Party]]] = []
        for index, section in enumerate(prepared.sections):
            start, end = section.heading_span
            reached = reader.subject_at(start, end) if end > start else start
            if reached > start and _DUTY.fullmatch(prepared.text, reached, end):
                self.by_section[index] = reader.parties_at(start, end)
        for segment in prepared.segments:
            if segment.intro:
                parties = _addressed(segment.start_char, segment.end_char, reader=reader)
                if parties:
                    self.intros.append((segment.start_char, segment.section, parties))
        self._starts = [start for start, *_ in self.intros]

    def of(self, measure: MeasureFinding) -> list[Party]:
        """Return those addressed by the nearest introducing line or heading above the measure."""
        lineage = self._lineage(measure.section)
        at = bisect_left(self._starts, measure.start_char) - 1
        while at >= 0:
            _, section, parties = self.intros[at]
            listed = section != measure.section or self._listed(measure)
            if section in lineage and listed:
                return parties
            if section not in lineage:
                break
            at -= 1
        return next((self.by_section[section] for section in lineage if section in self.by_section), [])

    def _listed(self, measure: MeasureFinding) -> bool:
        block = self.prepared.segments[measure.segment].block
        return self.prepared.blocks[block].kind in ("item", "row")

    def _lineage(self, section: int) -> list[int]:
        lineage = []
        while section >= 0:
            lineage.append(section)
            section = self.prepared.sections[section].parent
        return [*lineage, -1]


def _addressed(start: int, end: int, *, reader: ClauseReader) -> list[Party]:
    """Return the parties that an introducing line calls on (`Giao Bộ X:`, `Yêu cầu các bộ, ngành:`, `Bộ X:`)."""
    calls = [hit for hit in reader.notes.hits("verb", start, end_char=end) if hit.label == "call"]
    for place in [start, *(hit.end_char + 1 for hit in calls)]:
        parties = reader.parties_at(place, end)
        if parties and (place > start or _DUTY.fullmatch(reader.text, parties[-1].end_char, end)):
            return parties
    return []


def _cover_places(findings: Findings) -> None:
    """Mark the places that turned out to be part of an agent (`các tỉnh Bắc Ninh, Gia Lai`)."""
    spans = sorted((m.start_char, m.end_char) for m in findings.mentions if m.cls == "Agent")
    starts = [start for start, _ in spans]
    for mention in findings.mentions:
        if mention.cls == "Place" and mention.attrs.get("inside") != "1":
            at = bisect_left(starts, mention.start_char + 1) - 1
            if at >= 0 and spans[at][1] >= mention.end_char:
                mention.attrs["covered"] = "1"
