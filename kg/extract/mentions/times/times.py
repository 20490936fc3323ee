"""Find calendar expressions (mốc thời gian) with their ISO form, see GUIDELINES section 4, Time."""

from __future__ import annotations

import re

from kg.annotate import Annotations
from kg.extract.grammar.rules import Reading
from kg.extract.grammar.tables import cell_of
from kg.extract.mentions.times.rules import dated, in_cells, yearless
from kg.model import Findings, Mention, PreparedText
from kg.text.scan import lines_with
from kg.text.spans import SpanIndex

_DATED = re.compile(r"19\d\d|20\d\d|tết |Tết |TẾT |thế kỷ|Thế kỷ|THẾ KỶ")
_BEFORE_YEAR, _BEHIND_YEAR = 120, 60
"""An expression begins at most so many characters before its year, and ends so many behind it."""
_NO_YEAR = re.compile(r"ngày \d|tháng \d|quý [IV]|Quý [IV]|năm nay|hết năm|cuối năm")


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the mentions of times to `findings.mentions`; `key` is the ISO form."""
    issued = findings.header.issued
    with_year = set(lines_with(_DATED, prepared.text))
    open_ended = set(lines_with(_NO_YEAR, prepared.text)) if issued else set()
    for span in sorted(with_year | open_ended):
        if span in with_year:
            for reading in dated().find(prepared.text, *_stretch(prepared.text, *span)):
                findings.mentions.extend(_mentions(prepared.text, reading, normal=reading.value))
        if span in open_ended:
            for reading in yearless().find(prepared.text, *span):
                normal = reading.value.after(issued)
                findings.mentions.extend(_mentions(prepared.text, reading, normal=normal, confidence=0.85))
    findings.mentions.extend(_cells(prepared, findings.mentions))


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of a line with a year that holds all expressions with one."""
    marks = [mark.span() for mark in _DATED.finditer(text, start, end)]
    return max(start, marks[0][0] - _BEFORE_YEAR), min(end, marks[-1][1] + _BEHIND_YEAR)


def _mentions(text: str, reading: Reading, *, normal: str, confidence: float = 0.97) -> list[Mention]:
    """Return the mention of an expression that the calendar has, a bracket that it opened included."""
    if not normal:
        return []
    start, end = reading.start_char, reading.end_char
    printed = text[start:end]
    end += "(" in printed and ")" not in printed and text.startswith(")", end)
    return [Mention("Time", start, end, key=normal, confidence=confidence, pattern=reading.rule)]


def _cells(prepared: PreparedText, known: list[Mention]) -> list[Mention]:
    """Return the years and months that stand bare in a column of times of a table (`2023`, `2022-2030`, `12/2025`)."""
    taken = SpanIndex(m for m in known if m.cls == "Time")
    found = []
    for table in prepared.tables:
        for row in table.rows:
            cell = cell_of(table, row, "due")
            for reading in in_cells().find(prepared.text, *cell) if cell else ():
                if taken.meeting(reading.start_char, reading.end_char) is None:
                    found.extend(_mentions(prepared.text, reading, normal=reading.value, confidence=0.9))
    return found
