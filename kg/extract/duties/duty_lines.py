"""Read the lines below a task that say who does it and by when (`- Đơn vị chủ trì: Sở A.`, `- Thời gian: 2026.`)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.clauses.parties import Parties, Party
from kg.iri import fold
from kg.model import AgentRole, Block, Findings, MeasureFinding, PreparedText
from kg.resources import read_table

_ROLES = {"lead": "lead", "coordinate": "coordinate", "approve": "approve"}
_DUTY = re.compile(r"(?:đồng )?chủ trì(?:,? phối hợp)?|phối hợp(?: chặt chẽ)?|(?:tổ chức |triển khai )?thực hiện")
"""A verb phrase that says no more than that a body does the task above."""
_PARTNERS = re.compile(r"phối hợp", re.IGNORECASE)
_YEARS = re.compile(r"(?:[Nn]ăm )?(20\d\d)(?: ?[-–] ?(20\d\d))?\.?")


@lru_cache(maxsize=1)
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of a line's label, and the column that each label stands for."""
    columns = {
        fold(row["term"]): row["column"]
        for row in read_table("lexicons/table_columns.tsv")
        if row["column"] in (*_ROLES, "due")
    }
    terms = "|".join(sorted(map(re.escape, columns), key=lambda term: (-len(term), term)))
    return re.compile(
        rf"(?P<label>{terms})(?: thực hiện| dự kiến)?: ?(?P<value>.+)", re.IGNORECASE | re.DOTALL
    ), columns


def read_duty_lines(prepared: PreparedText, *, parties: Parties, findings: Findings) -> None:
    """Give what such lines say to the measures between them and the lines of the task before."""
    text = prepared.text
    pattern, columns = _labels()
    open_from, closed = 0, True
    for block in prepared.blocks:
        match = pattern.match(text, block.body_start, block.end_char) if _may_hold(block) else None
        if match is None:
            if block.kind in ("item", "paragraph", "heading"):
                open_from, closed = (block.start_char, False) if closed else (open_from, closed)
            continue
        closed = True
        column = columns[fold(match.group("label"))]
        own = [
            m
            for m in findings.measures
            if open_from <= m.start_char < block.start_char and _same_part(prepared, m.section, block.section)
        ]
        here = [m for m in findings.measures if block.start_char <= m.start_char < block.end_char]
        bare = [m for m in here if m.start_char < match.start("value") or _DUTY.fullmatch(text, *m.trigger)]
        findings.measures = [m for m in findings.measures if m not in bare]
        if column == "due":
            _set_due(own, text=text, start=match.start("value"), end=block.end_char, findings=findings)
            continue
        for party in parties.between(match.start("value"), block.end_char):
            for measure in own:
                given = role_in_line(text, match.start("value"), party=party, role=_ROLES[column])
                role = AgentRole(parties.mention_of(party), given, False)
                if not any(a.mention == role.mention and a.role == role.role for a in measure.agents):
                    measure.agents = [a for a in measure.agents if not (a.inherited and given == "lead")] + [role]


def role_in_line(text: str, start: int, *, party: Party, role: str) -> str:
    """Return the role of a body in a line or cell of leads: those behind `phối hợp` are partners."""
    return "coordinate" if role == "lead" and _PARTNERS.search(text, start, party.start_char) else role


def _may_hold(block: Block) -> bool:
    return block.kind in ("item", "paragraph", "heading") and block.end_char - block.start_char < 600


def _same_part(prepared: PreparedText, section: int, other: int) -> bool:
    """Say whether two parts are one, or one stands in the other or right beside it."""
    if section == other:
        return True
    parents = [prepared.sections[index].parent if index >= 0 else -1 for index in (section, other)]
    return other == parents[0] or section == parents[1] or parents[0] == parents[1]


def _set_due(own: list[MeasureFinding], *, text: str, start: int, end: int, findings: Findings) -> None:
    times = [m.key for m in findings.mentions if m.cls == "Time" and start <= m.start_char < end]
    years = _YEARS.fullmatch(text, start, end)
    due = times[-1] if times else "/".join(filter(None, years.groups())) if years else ""
    for measure in own:
        if due:
            measure.due, measure.due_inherited = due, False
