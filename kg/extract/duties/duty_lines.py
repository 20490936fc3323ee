"""Read what says below or behind a task who does it and by when (`- Đơn vị chủ trì: Sở A; thời gian: 2026.`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extract.clauses.parties import Parties, Party
from kg.extract.mentions.times.deadlines import latest
from kg.iri import fold
from kg.model import AgentRole, Block, Findings, MeasureFinding, PreparedText, Span
from kg.resources import alternatives, read_table

_ROLES = {"lead": "lead", "coordinate": "coordinate", "approve": "approve"}
_BESIDE = ("result", "note")
"""Columns whose lines stand among those of the doers and of the time, and hold no task."""
_DUTY = re.compile(r"(?:đồng )?chủ trì(?:,? phối hợp)?|phối hợp(?: chặt chẽ)?|(?:tổ chức |triển khai )?thực hiện")
"""A verb phrase that says no more than that a body does the task above."""
_PARTNERS = re.compile(r"phối hợp", re.IGNORECASE)
_MARKED = re.compile(r" ?\((?:cơ quan |đơn vị )?(?:(?P<partner>phối hợp)|chủ trì)(?: thực hiện)?\)", re.IGNORECASE)
_YEARS = re.compile(r"(?:[Nn]ăm )?(20\d\d)(?: ?[-–] ?(20\d\d))?\.?")
_LONGEST = 600


class Labelled(NamedTuple):
    """A part of a line behind a label: the column that the label stands for, its span, that of its value."""

    column: str
    label: Span
    value: Span


@lru_cache(maxsize=1)
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of a label where a line, a sentence or a bracket begins, and the column of each."""
    columns = {
        fold(row["term"]): row["column"]
        for row in read_table("lexicons/table_columns.tsv")
        if row["column"] in (*_ROLES, *_BESIDE, "due", "task")
    }
    terms = alternatives(columns)
    return re.compile(
        rf"(?:\A|(?<=[.;(] )|(?<=[.;(]))(?P<label>{terms})(?: thực hiện| dự kiến)?: ?(?=\S)", re.IGNORECASE
    ), columns


def labelled_parts(text: str, start: int, *, end: int) -> list[Labelled]:
    """Return the labelled parts of a line in order; a value goes on up to the next label."""
    if text.find(":", start, end) < 0:
        return []
    pattern, columns = _labels()
    line = text[start:end]
    found = [*pattern.finditer(line)]
    ends = [*(match.start() for match in found[1:]), len(line)]
    return [
        Labelled(
            columns[fold(match.group("label"))],
            Span(start + match.start(), start + match.end()),
            Span(start + match.end(), start + last),
        )
        for match, last in zip(found, ends, strict=False)
    ]


def read_duty_lines(prepared: PreparedText, *, parties: Parties, findings: Findings) -> None:
    """Give what such lines say to the measures between them and the lines of the task before.

    A label behind a task in its own line speaks of the measures before it there.
    """
    open_from, closed = 0, True
    for block in prepared.blocks:
        parts = labelled_parts(prepared.text, block.body_start, end=block.end_char) if _may_hold(block) else []
        opens = bool(parts) and parts[0].label.start_char == block.body_start and parts[0].column != "task"
        beside = opens and parts[0].column in _BESIDE
        within = _beside_labels(block, parts, findings=findings) if parts else []
        if not opens or within or (beside and not closed):
            if block.kind in ("item", "paragraph", "heading"):
                open_from, closed = (block.start_char, False) if closed else (open_from, closed)
            if parts and within:
                _drop_said(parts, text=prepared.text, findings=findings)
                _give(parts, within, parties=parties, findings=findings)
            continue
        closed = True
        own = _spoken_of(block, open_from, prepared=prepared, findings=findings)
        _drop_bare(block, parts, text=prepared.text, findings=findings)
        _give(parts, own, parties=parties, findings=findings)


def _beside_labels(block: Block, parts: list[Labelled], *, findings: Findings) -> list[MeasureFinding]:
    """Return the measures of a labelled line that no label of a doer, a time or a result introduces."""
    behind = [part.value for part in parts if part.column != "task"]
    return [
        measure
        for measure in findings.measures
        if block.start_char <= measure.start_char < block.end_char
        and not any(value.start_char <= measure.start_char < value.end_char for value in behind)
        and not any(part.label.start_char <= measure.start_char < part.label.end_char for part in parts)
    ]


def _spoken_of(block: Block, start: int, *, prepared: PreparedText, findings: Findings) -> list[MeasureFinding]:
    """Return the measures from `start` on that a labelled line below speaks of: those of its part, else those near.

    A line with the number or letter of a part of its own holds no task, so those of the parts around it are meant.
    """
    before = [measure for measure in findings.measures if start <= measure.start_char < block.start_char]
    own = [measure for measure in before if measure.section == block.section]
    return own or [measure for measure in before if _same_part(prepared, measure.section, block.section)]


def _drop_bare(block: Block, parts: list[Labelled], *, text: str, findings: Findings) -> None:
    """Take away the measures read in a labelled line that hold no task of their own."""
    value = parts[0].value.start_char
    silent = parts[0].column in _BESIDE

    def is_bare(measure: MeasureFinding) -> bool:
        if not block.start_char <= measure.start_char < block.end_char:
            return False
        return silent or measure.start_char < value or _DUTY.fullmatch(text, *measure.trigger) is not None

    findings.measures = [measure for measure in findings.measures if not is_bare(measure)]


def _drop_said(parts: list[Labelled], *, text: str, findings: Findings) -> None:
    """Take away the measures that only repeat a label's sense behind it (`Phân công: Bộ A chủ trì`)."""
    said = [part.value for part in parts if part.column in _ROLES]

    def is_said(measure: MeasureFinding) -> bool:
        behind = any(value.start_char <= measure.start_char < value.end_char for value in said)
        return behind and _DUTY.fullmatch(text, *measure.trigger) is not None

    findings.measures = [measure for measure in findings.measures if not is_said(measure)]


def _give(parts: list[Labelled], own: list[MeasureFinding], *, parties: Parties, findings: Findings) -> None:
    """Give the bodies and the time of labelled parts to the measures that they speak of."""
    for measure in own:
        measure.agents = [a for a in measure.agents if not _in_label(findings.mentions[a.mention].start_char, parts)]
    for part in parts:
        if part.column == "due":
            _set_due(own, text=parties.text, value=part.value, findings=findings)
        if part.column not in _ROLES:
            continue
        for party in parties.between(*part.value):
            given = role_in_line(parties.text, part.value.start_char, party=party, role=_ROLES[part.column])
            for measure in own:
                _add(measure, AgentRole(parties.mention_of(party), given, False))


def _add(measure: MeasureFinding, role: AgentRole) -> None:
    """Add a role that a line states; what is stated takes the place of a lead that was inherited."""
    if not any(a.mention == role.mention and a.role == role.role for a in measure.agents):
        measure.agents = [a for a in measure.agents if not (a.inherited and role.role == "lead")] + [role]


def _in_label(position: int, parts: list[Labelled]) -> bool:
    """Say whether what was read as a body is a word of a label (`; | cơ quan phối hợp: …`)."""
    return any(part.label.start_char <= position < part.label.end_char for part in parts)


def role_in_line(text: str, start: int, *, party: Party, role: str) -> str:
    """Return the role of a body in a line or cell of leads: partners stand behind `phối hợp`, or before it in brackets.

    A bracket `(chủ trì)` or `(phối hợp)` speaks of the body right before it, and of nobody behind it.
    """
    if role != "lead":
        return role
    marked = _MARKED.match(text, party.end_char)
    if marked:
        return "coordinate" if marked.group("partner") else "lead"
    before = _PARTNERS.search(text, start, party.start_char)
    return "coordinate" if before and not text.startswith(")", before.end()) else role


def _may_hold(block: Block) -> bool:
    return block.kind in ("item", "paragraph", "heading") and block.end_char - block.start_char < _LONGEST


def _same_part(prepared: PreparedText, section: int, other: int) -> bool:
    """Say whether two parts are one, or one stands in the other or right beside it."""
    if section == other:
        return True
    parents = [prepared.sections[index].parent if index >= 0 else -1 for index in (section, other)]
    return other == parents[0] or section == parents[1] or parents[0] == parents[1]


def _set_due(own: list[MeasureFinding], *, text: str, value: Span, findings: Findings) -> None:
    """Set the last time that a value names; years alone stand for themselves."""
    times = [m.key for m in findings.mentions if m.cls == "Time" and value.start_char <= m.start_char < value.end_char]
    years = _YEARS.fullmatch(text[slice(*value)].rstrip(" ;.)"))
    due = latest(times) if times else "/".join(filter(None, years.groups())) if years else ""
    for measure in own:
        if due:
            measure.due, measure.due_inherited = due, False
