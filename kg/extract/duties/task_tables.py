"""Read tables of tasks and of targets: a row is a measure with its bodies and deadline, or targets by year."""

from __future__ import annotations

import re

from kg.annotate import Annotations
from kg.extract.clauses.parties import Parties, Party, cover_unused, load_parties
from kg.extract.duties.duty_lines import role_in_line
from kg.extract.grammar.numerals import FIGURE, read_figure
from kg.extract.grammar.tables import Table, find_tables
from kg.model import AgentRole, Findings, PreparedText, Span, TargetFinding

_ROLES = {"lead": "lead", "coordinate": "coordinate", "approve": "approve"}
_YEARS = re.compile(r"(?P<first>20\d\d)(?: ?[-–] ?(?P<last>20\d\d))?")
_FIGURE = re.compile(
    r"(?:(?:giữ|duy trì|giữ vững|ổn định|ở mức|đạt|tăng|giảm|còn) )*(?P<cmp>[≥>≤<~]|trên |hơn |khoảng "
    rf"|tối thiểu |dưới )? ?(?P<low>{FIGURE})(?: ?[-–] ?(?P<high>{FIGURE}))? ?(?P<unit>%)?(?P<more> trở lên)?",
    re.IGNORECASE,
)
_SIGNS = {
    "≥": ">=",
    ">": ">",
    "≤": "<=",
    "<": "<",
    "~": "~",
    "trên": ">",
    "hơn": ">",
    "khoảng": "~",
    "tối thiểu": ">=",
    "dưới": "<",
}
_UNIT_IN_NAME = re.compile(r"\((?P<unit>[^()]{1,25})\)$")
_LEAST = 8


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Replace what was read in the cells of a table by what its rows say; targets go to `findings.targets`."""
    tables = list(find_tables(prepared))
    if not tables:
        return
    parties = load_parties(prepared.text, notes=notes, findings=findings)
    for table in tables:
        held = set(table.columns.values())
        for head in table.heads:
            edges = (head[0].start_char, max(span.end_char for span in head))
            findings.measures = [m for m in findings.measures if not edges[0] <= m.start_char < edges[1]]
        if "task" in held and held & {"lead", "coordinate", "due", "result"}:
            _read_tasks(table, prepared, findings=findings, parties=parties)
        elif "indicator" in held:
            _read_targets(table, prepared, findings=findings)
    cover_unused(findings)
    findings.measures.sort(key=lambda measure: (measure.start_char, measure.end_char))


def _read_tasks(table: Table, prepared: PreparedText, *, findings: Findings, parties: Parties) -> None:
    """Give the measures of each row's task cell its bodies and deadline; what was read in other cells goes."""
    for row in table.rows:
        cells = {column: row[place] for place, column in table.columns.items() if place < len(row)}
        edges = (row[0].start_char, max(span.end_char for span in row))
        own = [m for m in findings.measures if edges[0] <= m.start_char < edges[1]]
        if not own:
            continue
        findings.measures = [m for m in findings.measures if not edges[0] <= m.start_char < edges[1]]
        task = cells.get("task")
        if task is None or task.end_char - task.start_char < _LEAST:
            continue
        due = _due(prepared.text, cells.get("due"), findings=findings)
        bodies = [
            (parties.mention_of(party), role_in_line(prepared.text, cells[column].start_char, party=party, role=role))
            for column, role in _ROLES.items()
            for party in _parties_in(cells.get(column), parties=parties)
        ]
        for measure in own:
            if task.start_char <= measure.start_char < task.end_char:
                measure.due = due or measure.due
                measure.agents = [AgentRole(mention, role, False) for mention, role in bodies] or measure.agents
                findings.measures.append(measure)


def _due(text: str, cell: Span | None, *, findings: Findings) -> str:
    """Return the deadline of a cell: its last time, or a year or a span of years alone."""
    if cell is None:
        return ""
    times = [m.key for m in findings.mentions if m.cls == "Time" and cell.start_char <= m.start_char < cell.end_char]
    if times:
        return times[-1]
    years = _YEARS.fullmatch(text[cell.start_char : cell.end_char].strip())
    if not years:
        return ""
    return f"{years.group('first')}/{years.group('last')}" if years.group("last") else years.group("first")


def _parties_in(cell: Span | None, *, parties: Parties) -> list[Party]:
    """Return the bodies of a cell, none inside another."""
    found: list[Party] = []
    for party in parties.between(*cell) if cell else []:
        if not found or party.start_char >= found[-1].end_char:
            found.append(party)
    return found


def _read_targets(table: Table, prepared: PreparedText, *, findings: Findings) -> None:
    """Make a target of each figure under a year."""
    text = prepared.text
    for row in table.rows:
        edges = (row[0].start_char, max(span.end_char for span in row))
        findings.measures = [m for m in findings.measures if not edges[0] <= m.start_char < edges[1]]
        cells = {column: row[place] for place, column in table.columns.items() if place < len(row)}
        name = text[slice(*cells["indicator"])].strip(" -+*") if "indicator" in cells else ""
        if len(name) < 3:
            continue
        bracket = _UNIT_IN_NAME.search(name)
        unit = text[slice(*cells["unit"])] if "unit" in cells else bracket.group("unit") if bracket else ""
        before = text[slice(*cells["baseline"])] if "baseline" in cells else ""
        for place, column in table.columns.items():
            if column.isdigit() and place < len(row):
                mark = findings.header.decimal_mark[0]
                target = _target(text, row[place], indicator=name, unit=unit, due=column, mark=mark)
                if target:
                    target.baseline, target.section = before, table.section
                    findings.targets.append(target)


def _target(text: str, cell: Span, *, indicator: str, unit: str, due: str, mark: str) -> TargetFinding | None:
    """Return the target of one cell, None where it holds no figure that can be read."""
    figure = _FIGURE.fullmatch(text[cell.start_char : cell.end_char].strip())
    if not figure:
        return None
    comparator = _SIGNS.get((figure.group("cmp") or "").strip().lower(), "=")
    if figure.group("more"):
        comparator = ">="
    low, high = read_figure(figure.group("low"), mark), read_figure(figure.group("high") or "", mark)
    if not low or (figure.group("high") and not high):
        return None
    return TargetFinding(
        cell.start_char,
        cell.end_char,
        re.sub(r"\s+", " ", indicator),
        comparator="range" if high else comparator,
        value=low,
        value_max=high,
        unit=figure.group("unit") or unit.strip(),
        due=due,
        confidence=0.9,
    )
