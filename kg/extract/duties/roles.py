"""Tie agents to measures (trách nhiệm): who leads, coordinates, decides, benefits, see GUIDELINES section 5."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.annotate import Annotations
from kg.extract.clauses.adjuncts import behind_adjunct
from kg.extract.clauses.clauses import has_own_subject
from kg.extract.clauses.parties import Party, cover_unused, load_parties
from kg.extract.clauses.reading import Reading, make_reading, parties_at
from kg.extract.duties.addressees import Addressed, Addressees, Duty
from kg.extract.duties.cues import cued
from kg.extract.duties.duty_lines import read_duty_lines
from kg.extract.duties.slots import PLAIN, read_slots
from kg.extract.duties.words import opens_with_partners, shaped
from kg.extract.grammar.evidence import LIKELY, weigh
from kg.extract.grammar.quantities import so_many
from kg.model import AgentRole, Findings, MeasureFinding, Mention, PreparedText
from kg.text.spans import SpanIndex

_ADVISES = re.compile(r"(?:chủ động |kịp thời |phối hợp,? )*tham mưu", re.IGNORECASE)
_SUPERVISES = "(?i:(?:thường xuyên |tiếp tục )*(?:{inspect}(?:, | và ))*{audit})"
_GRANTED = re.compile(r"(?: (?:trong|thuộc|ở|tại) [^,;.]{2,50}?)? (?:được|sẽ được|đều được)(?!\w)")
_EMPOWERED = r" (?:sẽ )?được {power}(?!\w)"
"""What a body may do, which is its own act (`Các tỉnh được sử dụng ngân sách để …`)."""
_LEVEL = re.compile(r"(?:phấn đấu )?(?:tăng|giảm|đạt|chiếm|còn|vượt)(?: \w+){0,2}", re.IGNORECASE)
_FIGURE = re.compile(r"[^,;.\d]{0,30}\d")
"""A verb of reaching with a figure behind it: who is counted does nothing (`hộ nghèo giảm 1%`)."""
_GRANTS = frozenset(("support", "reform"))
_PASSIVE = re.compile(r"(?:^|[ ])được ")
_STRONG = 4.0
"""How strongly a cue speaks, or a trait of the verb: few texts are enough to learn its weight from."""
_BESIDE = ("coordinate", "implement", "report", "approve", "beneficiary")
"""The roles of a party beside the doer that enough annotated texts show to learn from."""
_PLAIN = frozenset(
    ("cue says lead", "count says lead", "cue says advise", "cue says supervise", "count says beneficiary")
)
"""Forms that say plainly who does or gets something, too rare in annotated texts to learn a weight from."""
_PLAINLY = 0.85
_CUED = 0.3
"""How likely a role must be that a cue names; F1 is level from 0.3 to 0.4."""
_DECISIVE = frozenset(("another subject", "advises", "supervises", "group granted"))
_DOING = ("lead", "advise", "supervise")
_MAY_BECOME = {"coordinate": ("coordinate",), "supervise": ("supervise",)}
"""What somebody may become for a clause, by the role given where it was named."""


class Doer(NamedTuple):
    """Somebody who may have to do what a clause says: the role given where it was named, and how it gets here."""

    party: Party
    role: str
    evidence: dict[str, float]
    inherited: bool


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Fill `agents` of every measure; groups that get a role become mentions."""
    text = prepared.text
    parties = load_parties(text, notes=notes, findings=findings)
    reading = make_reading(text, notes=notes, parties=parties)
    addressees = Addressees(prepared, reading=reading)
    previous: MeasureFinding | None = None
    handed_on: list[Duty] = []
    calls = False  # whether the sentence calls on somebody from its first clause on
    for measure in findings.measures:
        carried = handed_on if previous and _carries(prepared, previous, measure) else []
        stated: list[Duty] = [(party, "lead") for party in parties_at(reading, *measure.subject)]
        addressed = addressees.of(measure)
        if previous is None or not _same_sentence(prepared, previous, measure):
            calls = measure.call
        gives = measure.call and not calls and bool(carried or addressed)  # `…; giao X làm A; làm B`: who gives does B
        doing: set[Party] = set()
        for doer in _doers(measure, reading=reading, carried=carried, addressed=addressed):
            role, sure = _ruled(doer) or _decide(
                "doer", doer.evidence, doer.party, measure, roles=_MAY_BECOME.get(doer.role, _DOING)
            )
            if role in _DOING:
                doing.add(doer.party)
            if role:
                _add(measure, parties.mention_of(doer.party), role=role, inherited=doer.inherited, sure=sure)
        ruled = cued(_behind_subject(measure), measure.end_char, reading=reading, trigger=measure.trigger)
        for party, role, sure in _in_clause(measure, ruled=dict(ruled), reading=reading):
            _add(measure, parties.mention_of(party), role=role, sure=sure)
        does = [(party, role) for party, role in stated if party in doing]
        handed_on = carried if gives else does if stated else carried
        previous = measure
    read_duty_lines(prepared, parties=parties, findings=findings)
    cover_unused(findings)
    _cover_parts(findings)


def _doers(
    measure: MeasureFinding, *, reading: Reading, carried: list[Duty], addressed: list[Addressed]
) -> Iterator[Doer]:
    """Yield who may have to do what a clause says: its subject, that of the clause before, those addressed above."""
    stated = parties_at(reading, *measure.subject)
    if stated and _is_counted(measure, stated, text=reading.text):
        return
    traits = _clause_traits(measure, stated, reading=reading)
    for party in stated:
        yield Doer(party, "lead", {"subject": 1.0, f"subject {party.kind}": 1.0} | traits, False)
    if stated:
        return
    place = "nearest"
    for source, duties in [("carried", carried), *addressed]:
        for party, role in duties:
            how = {f"{place} {source}": 1.0, f"given {role}": 1.0, f"{place} {role}": 1.0, party.kind: 1.0}
            how |= {f"inherited, {trait}": value for trait, value in traits.items()}
            yield Doer(party, role, how, source != "carried")
        if any(role == "lead" for _, role in duties):
            return
        place = "farther" if duties else place


def _is_counted(measure: MeasureFinding, stated: list[Party], *, text: str) -> bool:
    """Say whether groups are only counted by a figure that is to be reached (`hộ nghèo giảm 1%/năm`)."""
    groups = all(party.kind == "group" for party in stated)
    return (
        groups
        and _LEVEL.fullmatch(text, *measure.trigger) is not None
        and _FIGURE.match(text, measure.trigger.end_char, measure.end_char) is not None
    )


def _ruled(doer: Doer) -> tuple[str, float] | None:
    """Return the role that a form gives plainly, too rare in annotated texts to learn a weight from.

    A group that is granted something gets it; who is the subject of a bare `tham mưu` advises; a body that is given a
    power uses it; those below an addressee (`Bộ X chỉ đạo Cục Y:`) carry out what it lists, where
    no other body is named.
    """
    if "group granted" in doer.evidence:
        return "beneficiary", _PLAINLY
    if "advises only" in doer.evidence:
        return "advise", _PLAINLY
    if "empowered" in doer.evidence and doer.party.kind != "group":
        return "lead", _PLAINLY
    if doer.role == "implement":
        return ("", 0.0) if "inherited, another subject" in doer.evidence else ("implement", _PLAINLY)
    return None


def _clause_traits(measure: MeasureFinding, stated: list[Party], *, reading: Reading) -> dict[str, float]:
    """Return what a clause says of its doers, whoever they are."""
    text = reading.text
    trigger = text[measure.trigger.start_char : measure.trigger.end_char]
    behind_subject = max(measure.subject.end_char, measure.start_char)
    partners = _opens_with_partners(measure, reading=reading)
    own = not stated and not partners and has_own_subject(reading, measure.start_char, measure.trigger.start_char)
    groups = bool(stated) and all(party.kind == "group" for party in stated)
    passive = _GRANTED.match(text, behind_subject)  # and no attribute of who has a duty (`… được hỗ trợ phải dành …`)
    granted = passive is not None and measure.trigger.start_char <= passive.end() + 1
    traits = {
        "partners first": partners,
        "another subject": own,
        "advises": _ADVISES.match(trigger) is not None,
        "advises only": _ADVISES.fullmatch(trigger) is not None,
        "supervises": shaped(_SUPERVISES).match(trigger) is not None,
        "granted": granted,
        "empowered": shaped(_EMPOWERED).match(text, behind_subject) is not None,
        "group granted": (groups or measure.action in _GRANTS) and granted,
        "passive": _PASSIVE.search(trigger) is not None,
        "counted": so_many("{rules}").regex.search(text, measure.start_char, behind_subject) is not None,
        "called on": measure.call,
        f"modality {measure.modality}": bool(measure.modality),
    }
    return {trait: _STRONG if trait in _DECISIVE else 1.0 for trait, holds in traits.items() if holds}


def _behind_subject(measure: MeasureFinding) -> int:
    return max(measure.start_char + measure.call, measure.subject.end_char)


def _in_clause(
    measure: MeasureFinding, *, ruled: Mapping[Party, str], reading: Reading
) -> Iterator[tuple[Party, str, float]]:
    """Yield the parties of a clause beside its subject, each with the role that its slot gives it.

    `ruled` says which role the cue before a party gives it; it holds for those behind it in its list, too.
    """
    start = _behind_subject(measure)
    named = reading.parties.between(start, measure.end_char)
    known = {(party.start_char, party.end_char) for party in named}
    named = sorted([*named, *(party for party in ruled if (party.start_char, party.end_char) not in known)])
    given: dict[Party, str] = {}
    for party, evidence, before in read_slots(named, measure, reading=reading, start=start):
        ruling = ruled.get(party) or next((ruled[other] for other in reversed(before) if other in ruled), "nothing")
        says = f"{'count' if 'counted' in evidence else 'cue'} says {ruling}"
        if says in _PLAIN or (PLAIN in evidence and party in ruled):
            yield party, ruling, _PLAINLY
            continue
        role, sure = _likeliest("role", evidence | {says: _STRONG}, party, measure, roles=_BESIDE)
        role = role if sure > (_CUED if role == ruling else LIKELY) else ""
        if not role and any(given.get(other) == ruling for other in before):
            role, sure = ruling, LIKELY  # the list before it has the role that its cue gives all of it
        if role:
            given[party] = role
            yield party, role, sure


def _decide(
    kind: str, evidence: Mapping[str, float], party: Party, measure: MeasureFinding, *, roles: Sequence[str]
) -> tuple[str, float]:
    """Return the likeliest role and how likely it is; an empty one where none is likely."""
    role, chance = _likeliest(kind, evidence, party, measure, roles=roles)
    return (role, chance) if chance > LIKELY else ("", chance)


def _likeliest(
    kind: str, evidence: Mapping[str, float], party: Party, measure: MeasureFinding, *, roles: Sequence[str]
) -> tuple[str, float]:
    """Return the likeliest role and how likely it is."""
    span = (party.start_char, party.end_char)
    chances = [
        (
            weigh(
                f"{kind} {role}",
                evidence,
                span=span,
                what=f"{role} {measure.start_char} {measure.end_char}",
            ),
            role,
        )
        for role in roles
    ]
    chance, role = max(chances)
    return role, chance


def _opens_with_partners(measure: MeasureFinding, *, reading: Reading) -> bool:
    """Say whether a clause names those to work with before its verb, at its head or behind an adverbial phrase."""
    if opens_with_partners(reading.text, measure.start_char):
        return True
    behind = behind_adjunct(reading, measure.start_char, measure.trigger.start_char)
    return any(opens_with_partners(reading.text, at) for at in behind)


def _add(measure: MeasureFinding, mention: int, *, role: str, sure: float, inherited: bool = False) -> None:
    if not any(given.mention == mention and given.role == role for given in measure.agents):
        measure.agents.append(AgentRole(mention, role, inherited, confidence=round(sure, 2)))


def _same_sentence(prepared: PreparedText, previous: MeasureFinding, measure: MeasureFinding) -> bool:
    return prepared.segments[previous.segment].sentence == prepared.segments[measure.segment].sentence


def _carries(prepared: PreparedText, previous: MeasureFinding, measure: MeasureFinding) -> bool:
    """Say whether a subject carries over: to the next clauses of its sentence, its list item, its numbered point."""
    if _same_sentence(prepared, previous, measure):
        return True
    before, here = prepared.segments[previous.segment], prepared.segments[measure.segment]
    block = prepared.blocks[here.block]
    if before.block == here.block and (block.kind == "item" or block.marker):
        return True
    kinds = {prepared.blocks[before.block].kind, block.kind}
    return kinds == {"paragraph"} and _is_point(prepared, before.section, here.section)


def _is_point(prepared: PreparedText, section: int, other: int) -> bool:
    """Say whether two places stand in one point that has a number and no heading, whose paragraphs have one subject."""
    if section < 0 or section != other:
        return False
    span = prepared.sections[section].heading_span
    return span.start_char == span.end_char


def _cover_parts(findings: Findings) -> None:
    """Pass over places and bodies that are only part of an agent (`các tỉnh Bắc Ninh, Gia Lai`, `cơ quan của Bộ X`)."""
    given = {agent.mention for measure in findings.measures for agent in measure.agents}
    agents = SpanIndex(m for m in findings.mentions if m.cls == "Agent")
    for number, mention in enumerate(findings.mentions):
        if mention.within or mention.cls not in ("Place", "Agent") or number in given:
            continue
        start, end = mention.start_char, mention.end_char
        before = agents.last_from(start - 1)
        around = [*([before] if before else []), *agents.beginning_in(start, start + 1)]
        if any(a.end_char >= end and (mention.cls == "Place" or _span(a) != (start, end)) for a in around):
            findings.covered.add(number)


def _span(mention: Mention) -> tuple[int, int]:
    return mention.start_char, mention.end_char
