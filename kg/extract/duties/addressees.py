"""Find who is addressed for a whole list or part: by a heading, or by the line that introduces the list."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.clauses.adjuncts import acts_on_basis, behind_adjunct, parts_owners
from kg.extract.clauses.parties import Party
from kg.extract.clauses.reading import Reading, parties_at, subject_at
from kg.extract.duties.brackets import brackets_in, read_bracket
from kg.extract.duties.cues import cued
from kg.extract.duties.words import opens_with_partners, shaped
from kg.model import Block, MeasureFinding, PreparedText

Duty = tuple[Party, str]
_DUTY = (
    r"(?: \([^()]{1,120}\))?(?: (?:là|-) (?:cơ quan|đơn vị|đầu mối)(?!\w)[^.;:]{0,100}?)?"
    r"(?: (?:trên địa bàn|tại|ở|trong|thuộc|trực thuộc|của|có) (?!trách nhiệm|nhiệm vụ)[^,.;:]{2,60}?)?"
    r"[ ,:]*(?:{duty}(?!\w)[^.;]{0,300})?[ :]*"
)
_ON_BEHALF = (
    r"(?i:(?:đối với|về phía|(?:trách nhiệm|nhiệm vụ(?:, quyền hạn|, giải pháp)?)"
    r"(?: cụ thể| chung| trọng tâm| chủ yếu)? của"
    r"|{assign}(?: trách nhiệm| nhiệm vụ)?(?: cho)?|{ask}) )"
)
_CALLS = "(?i:{assign ask})"
_SHARED = re.compile(r"chủ trì,? (?:và )?phối hợp")
_BEHIND_WORKING = re.compile(r"(?: chặt chẽ)?(?: (?:với|cùng(?: với)?))? ", re.IGNORECASE)
"""Stands between working together and those to work with (`a) Chủ trì, phối hợp | với | các sở, ngành`)."""
_HANDED_DOWN = frozenset(("coordinate", "supervise"))
_VERBS = frozenset(("verb", "nominal", "closed", "light", "modal", "past", "passive"))
_ANNOUNCES = (
    r"(?: \([^()]{1,80}\))?,? (?:{stance} )*(?:{ask assign announce}"
    r"|{issue} (?:kèm theo )?{instrument_heads: Document Scheme})(?!\w)"
)
_DIRECTS = "(?i:(?:{manner} )?{direct}(?:,? (?:và )?{direct})* )"
"""Opens a line that names no doer but those who carry out what it lists (`Chỉ đạo Sở X thực hiện:`)."""
_BASIS_ENDS = re.compile(r", ")
_ITEM = frozenset(("item", "row"))


class Intro(NamedTuple):
    """An introducing line: where it starts, its block, its section, whom it addresses in which role."""

    start_char: int
    block: int
    section: int
    duties: list[Duty]


_TOPIC = "Về "
"""Opens the topic of a point, which leaves those addressed above it addressed (`1. Về nguồn vốn: …`)."""


class Addressed(NamedTuple):
    """Those whom a line or a heading above a measure addresses; `source` says which of the two."""

    source: str
    duties: list[Duty]


class Addressees:
    """Who is addressed for a whole list or section, by the introducing line or the heading."""

    def __init__(self, prepared: PreparedText, *, reading: Reading) -> None:
        self.prepared = prepared
        self.by_section: dict[int, list[Duty]] = {}
        self.intros: dict[int, list[Intro]] = {}
        for index, section in enumerate(prepared.sections):
            duties = _headed(*section.heading_span, reading=reading)
            if duties:
                self.by_section[index] = duties
        for index, segment in enumerate(prepared.segments):
            if segment.intro:
                duties = self._introduced(index, reading=reading)
                if duties:
                    intro = Intro(segment.start_char, segment.block, segment.section, duties)
                    self.intros.setdefault(segment.section, []).append(intro)

    def _introduced(self, index: int, *, reading: Reading) -> list[Duty]:
        """Return whom an introducing line calls on, in its last clause or one before (`Giao X …; trong đó:`)."""
        segments = self.prepared.segments
        sentence = segments[index].sentence
        while index >= 0 and segments[index].sentence == sentence:
            span = segments[index].start_char, segments[index].end_char
            duties = _introduced_at(*span, reading=reading)
            if duties or _concludes(*span, reading=reading):
                return duties
            index -= 1
        return []

    def of(self, measure: MeasureFinding) -> list[Addressed]:
        """Return those addressed for a measure, nearest first, the introducing line of a section before its heading."""
        found: list[Addressed] = []
        section = measure.section
        while True:
            for intro in reversed(self.intros.get(section, [])):
                if intro.start_char < measure.start_char and self._covers(intro, measure):
                    found.append(Addressed("introduction", intro.duties))
                    break
            if section < 0:
                return found
            above = self.prepared.sections[section].parent
            heading = self.prepared.sections[section].heading
            if above < 0 and heading and not heading.startswith(_TOPIC) and section not in self.by_section:
                return found
            if section in self.by_section:
                found.append(Addressed("heading", self.by_section[section]))
            section = above

    def _covers(self, intro: Intro, measure: MeasureFinding) -> bool:
        """Say whether a measure stands in the list below a line: in a part of its section, or in an item further in."""
        blocks = self.prepared.blocks
        segment = self.prepared.segments[measure.segment]
        own = blocks[segment.block]
        if intro.block == segment.block:
            return True
        if intro.section == measure.section and own.kind not in _ITEM:
            return False
        mark = blocks[intro.block].marker if blocks[intro.block].kind == "item" else ""
        return not mark or not any(_same_level(block, mark) for block in blocks[intro.block + 1 : segment.block + 1])


def _same_level(block: Block, mark: str) -> bool:
    return block.kind != "item" or block.marker == mark


def _headed(start: int, end: int, *, reading: Reading) -> list[Duty]:
    """Return the bodies that a heading names as those to act (`2. Sở Công Thương`, `Đối với các bộ, ngành`)."""
    if end <= start:
        return []
    if reading.text[start:end].isupper():
        return _in_capitals(start, end, reading=reading)
    before = shaped(_ON_BEHALF).match(reading.text, start, end)
    at = before.end() if before else start
    listed = reading.parties.at(at)
    if listed and listed.end_char > end and reading.text.startswith(":", end):
        return [(listed, "lead")]  # `Các Bộ: | Y tế, Công Thương`, a head cut off from its list
    found = parties_at(reading, at, end) or (reading.parties.place_at(at) if before else [])
    if not found:
        duties = _introduced_at(start, end, reading=reading) if reading.text.startswith(":", end) else []
        duties = duties or _only_partners(start, end, reading=reading)
        brackets = [] if duties else brackets_in(start, end, reading=reading)
        return [duty for bracket in brackets for duty in read_bracket(*bracket, reading=reading)] or duties
    reached = max(found[-1].end_char, subject_at(reading, at, end))
    rest = reading.notes.hits("verb", reached, end_char=end)
    if (
        (before and shaped(_CALLS).match(before.group()))
        or shaped(_DUTY).fullmatch(reading.text, reached, end)
        or not any(hit.label in _VERBS for hit in rest)
    ):
        return [*((party, "lead") for party in found), *_partners(found[-1].end_char, end, reading=reading)]
    return []


def _in_capitals(start: int, end: int, *, reading: Reading) -> list[Duty]:
    """Return the bodies of a heading in capitals that holds nothing else (`A. SỞ Y TẾ, SỞ TÀI CHÍNH`)."""
    found = parties_at(reading, start, end)
    return [(party, "lead") for party in found] if found and found[-1].end_char == end else []


def _partners(start: int, end: int, *, reading: Reading) -> list[Duty]:
    """Return those with whom the bodies before are to work, or who work for them (`Bộ X chỉ đạo Cục Y:`)."""
    shared = _SHARED.search(reading.text, start, end) is not None
    return [
        (party, role)
        for party, role in cued(start, end, reading=reading)
        if role == "implement" or (shared and role in _HANDED_DOWN)
    ]


def _only_partners(start: int, end: int, *, reading: Reading) -> list[Duty]:
    """Return those to work with where a line names nobody else and no task; the lines above say who leads."""
    works = opens_with_partners(reading.text, start, end=end)
    opens = _BEHIND_WORKING.match(reading.text, works.end(), end) if works else None
    named = parties_at(reading, opens.end(), end) if opens else []
    if opens is None or not named or subject_at(reading, opens.end(), end) < end:
        return []
    return [(party, "coordinate") for party in named]


def _introduced_at(start: int, end: int, *, reading: Reading) -> list[Duty]:
    """Return whom an introducing line calls on (`Giao Bộ X:`, `Bộ X chủ trì, phối hợp với Bộ Y:`), each with a role."""
    calls = [hit for hit in reading.notes.hits("verb", start, end_char=end) if hit.label == "call"]
    behind_basis = [match.end() for match in _BASIS_ENDS.finditer(reading.text, start, end)]
    places = [*(hit.end_char + 1 for hit in reversed(calls)), start, *behind_adjunct(reading, start, end)]
    if acts_on_basis(reading.text, start, end):
        places.extend(place for place in behind_basis if not parts_owners(reading, place, end=end))
    for place in places:
        for prefix in ("cho ", "đối với "):
            if reading.text.startswith(prefix, place):
                place += len(prefix)
        leads = parties_at(reading, place, end)
        announced = leads and shaped(_ANNOUNCES).match(reading.text, leads[-1].end_char, end)
        if leads and ((place > start and not announced) or _binds(leads[-1].end_char, end, reading=reading)):
            return [*((party, "lead") for party in leads), *_partners(leads[-1].end_char, end, reading=reading)]
    directs = shaped(_DIRECTS).match(reading.text, start, end)
    ordered = parties_at(reading, directs.end(), end) if directs else []
    return [(party, "implement") for party in ordered] or _only_partners(start, end, reading=reading)


def _concludes(start: int, end: int, *, reading: Reading) -> bool:
    """Say whether a clause tells who concluded what is listed (`…; Thủ tướng Chính phủ kết luận như sau:`).

    Those named before it in its sentence took part in the meeting, and are called on to do nothing.
    """
    return any(
        shaped(_ANNOUNCES).match(reading.text, party.end_char, end) for party in reading.parties.between(start, end)
    )


def _binds(start: int, end: int, *, reading: Reading) -> bool:
    """Say whether what stands behind the bodies at the head of an introducing line leaves them those who are to act.

    Who calls on others, or tells what was concluded, is not (`Ban Bí thư yêu cầu tập trung các nhiệm vụ sau:`).
    """
    if shaped(_ANNOUNCES).match(reading.text, start, end):
        return False
    if shaped(_DUTY).fullmatch(reading.text, start, end):
        return True
    hits = reading.notes.hits("verb", start, end_char=end)
    return not any(hit.label in ("past", "assess") for hit in hits) and any(hit.label in _VERBS for hit in hits)
