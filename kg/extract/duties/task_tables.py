"""Read tables of tasks: a row's measures get the bodies and the deadline that stand in its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate import Annotations
from kg.extract.clauses.parties import Parties, cover_unused, load_parties
from kg.extract.duties.cells import parties_in
from kg.extract.duties.duty_lines import role_in_line
from kg.extract.grammar.tables import cell_of, grouped, is_of_targets, is_of_tasks
from kg.extract.mentions.times.deadlines import latest
from kg.extract.mentions.times.recurrence import of_cell
from kg.layout.table import Row, Table
from kg.model import AgentRole, Findings, MeasureFinding, Mention, PreparedText, Span
from kg.text.spans import SpanIndex

_ROLES = {"lead": "lead", "coordinate": "coordinate", "approve": "approve"}
_OPEN_END = re.compile(r"tiếp theo|trở đi|những năm sau|các năm sau|hằng năm|hàng năm|thường xuyên", re.IGNORECASE)
"""What leaves the end of a time open, or makes it recur."""
_UNTIL = re.compile(r" ?(?:[-–]|đến|tới) ?(?=\w)")
_LEAST = 8
_DOES = frozenset(("lead", "coordinate"))


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Give the measures of tables' rows what their cells say; what was read in other cells goes."""
    if not prepared.tables:
        return
    parties = load_parties(prepared.text, notes=notes, findings=findings)
    times = SpanIndex(m for m in findings.mentions if m.cls == "Time")
    named: set[int] = set()
    for table in prepared.tables:
        tasks = is_of_tasks(table)
        for row in table.rows:
            if tasks or is_of_targets(table) or row.kind in ("head", "part"):
                _drop(findings, row, kept=cell_of(table, row, "task") if tasks else None)
        if tasks:
            for group in grouped(table):
                named |= _read_group(group, table, prepared, parties=parties, times=times)
    cover_unused(findings)
    findings.covered -= named
    findings.measures.sort(key=lambda measure: (measure.start_char, measure.end_char))


def _drop(findings: Findings, row: Row, *, kept: Span | None) -> None:
    """Take away the measures of a row that do not stand in its task cell."""
    long_enough = kept is not None and kept.end_char - kept.start_char >= _LEAST
    inside = kept if kept is not None and long_enough else Span(0, 0)
    findings.measures = [
        m
        for m in findings.measures
        if not row.start_char <= m.start_char < row.end_char or inside.start_char <= m.start_char < inside.end_char
    ]


def _read_group(
    group: Sequence[Row], table: Table, prepared: PreparedText, *, parties: Parties, times: SpanIndex[Mention]
) -> set[int]:
    """Give the measures of the rows of one task their bodies and deadline, and return the mentions of all its bodies.

    A row takes what stands in its own cells, else what the row above has there; the first one, where it has none, the
    one cell that all of them share.
    """
    findings = parties.findings
    own = {number: _measures_in(cell_of(table, row, "task"), findings) for number, row in enumerate(group)}
    single = sum(1 for measures in own.values() if measures) <= 1
    named: set[int] = set()
    for number in range(len(group)):
        given: list[AgentRole] = []
        for column, role in _ROLES.items():
            cells = _cells(group, table, column, number=number, single=single)
            given.extend(_roles(prepared.text, cells, role=role, parties=parties))
        named |= {role.mention for role in given}
        cells = _cells(group, table, "due", number=number, single=single)
        due = _due(prepared.text, cells, times=times)
        for measure in own[number]:
            measure.agents = _merged(given, measure.agents, findings=findings)
            if cells:
                measure.due, measure.due_inherited = due, False
                measure.recurrence = measure.recurrence or [
                    tuple(found) for cell in cells for found in of_cell(prepared.text, cell)
                ]
    return named


def _measures_in(cell: Span | None, findings: Findings) -> list[MeasureFinding]:
    if cell is None:
        return []
    return [m for m in findings.measures if cell.start_char <= m.start_char < cell.end_char]


def _cells(group: Sequence[Row], table: Table, column: str, *, number: int, single: bool) -> list[Span]:
    """Return the cells of a column that hold for a row of a group."""
    cells = [cell_of(table, row, column) for row in group]
    if single:
        return [cell for cell in cells if cell is not None]
    above = [cell for cell in cells[: number + 1] if cell is not None]
    there = [cell for cell in cells if cell is not None]
    return above[-1:] or (there if len(there) == 1 else [])


def _roles(text: str, cells: Sequence[Span], *, role: str, parties: Parties) -> list[AgentRole]:
    """Return the roles of the bodies in cells of leads, partners or those who approve."""
    return [
        AgentRole(parties.mention_of(party), role_in_line(text, cell.start_char, party=party, role=role), False)
        for cell in cells
        for party in parties_in(cell, parties=parties)
    ]


def _merged(given: list[AgentRole], stated: list[AgentRole], *, findings: Findings) -> list[AgentRole]:
    """Return the roles of the cells with those that the clause itself states; the cells say who leads."""
    if not given:
        return stated
    leads = any(role.role in _DOES for role in given)
    kept = [role for role in stated if not role.inherited and not (leads and role.role in _DOES)]
    merged: list[AgentRole] = []
    for role in [*given, *kept]:
        key = findings.mentions[role.mention].key
        if not any(other.role == role.role and findings.mentions[other.mention].key == key for other in merged):
            merged.append(role)
    return merged


def _interval(text: str, times: Sequence[Mention]) -> str:
    """Return the whole of an interval between two times of a cell (`Tháng 3/2026 - Tháng 9/2026`), else nothing."""
    if len(times) != 2:
        return ""
    until = _UNTIL.match(text, times[0].end_char)
    if until is None or until.end() < times[1].start_char:
        return ""
    first, last = times[0].key.split("/")[0], times[1].key.split("/")[-1]
    return f"{first}/{last}" if first < last and len(first) == len(last) else ""


def _due(text: str, cells: Sequence[Span], *, times: SpanIndex[Mention]) -> str:
    """Return the deadline of cells: their last time, none where its end is open or it recurs."""
    ends = []
    for cell in cells:
        own = times.beginning_in(cell.start_char, cell.end_char)
        if own and not _OPEN_END.search(text, own[-1].end_char, cell.end_char):
            ends.append(_interval(text, own) or latest([m.key for m in own]))
    return ends[0] if len(set(ends)) == 1 else latest(ends)
