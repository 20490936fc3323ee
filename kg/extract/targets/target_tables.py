"""Read tables of targets: each figure under a year is a target of what the row measures."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.grammar.numerals import FIGURE, read_figure
from kg.extract.grammar.quantities import comparator_of, comparators, signs
from kg.extract.grammar.tables import cell_of, is_of_targets
from kg.layout.columns import UNDER
from kg.layout.table import Row, Table
from kg.model import PreparedText, Span, TargetFinding

_UNIT_IN_NAME = re.compile(r"\((?P<unit>[^()]{1,25})\)$")
_DASH = re.compile(r"[-–+•] ?")


def targets_of_tables(prepared: PreparedText, *, mark: str) -> list[TargetFinding]:
    """Return the targets that the rows of tables state, their figures read with the document's decimal mark."""
    return [
        target
        for table in prepared.tables
        if is_of_targets(table)
        for row, name in _named(prepared.text, table)
        for target in _of_row(prepared.text, table, row, name=name, mark=mark)
    ]


def _named(text: str, table: Table) -> list[tuple[Row, str]]:
    """Return the rows with what each measures: an item below a title is named with it (`Cà phê: diện tích`)."""
    found, title = [], ""
    for row in table.rows:
        cell = cell_of(table, row, "indicator") or cell_of(table, row, "task")
        words = re.sub(r"\s+", " ", text[slice(*cell)]).strip(" *:") if cell else ""
        if row.kind == "part":
            title = re.sub(r"\s+", " ", text[slice(*row.cells[-1])]).strip(" *:")
            continue
        item = bool(_DASH.match(words)) or (bool(row.number) and not row.number[0].isalnum())
        bare = _DASH.sub("", words, count=1)
        if not item and words and not words[0].isdigit() and not words.casefold().startswith("trong đó"):
            title = bare
        if len(bare) >= 3:
            found.append((row, f"{title} {bare[0].lower()}{bare[1:]}" if item and title else bare))
    return found


def _of_row(text: str, table: Table, row: Row, *, name: str, mark: str) -> list[TargetFinding]:
    """Return a target for each figure under a year."""
    bracket = _UNIT_IN_NAME.search(name)
    stated = cell_of(table, row, "unit")
    unit = text[slice(*stated)] if stated else bracket.group("unit") if bracket else ""
    before = cell_of(table, row, "baseline")
    found = []
    for place, column in enumerate(table.columns):
        if column.isdigit() and place < len(row.cells):
            below = table.heads[place].partition(UNDER)[2] if place < len(table.heads) else ""
            own = _UNIT_IN_NAME.search(below)
            counted = f"{name} {_UNIT_IN_NAME.sub('', below).strip().lower()}" if below else name
            counts = own.group("unit") if own else unit
            target = _target(text, row.cells[place], indicator=counted, unit=counts, due=column, mark=mark)
            if target:
                target.baseline = text[slice(*before)] if before else ""
                target.section = table.section
                found.append(target)
    return found


@lru_cache(maxsize=1)
def _figure() -> re.Pattern[str]:
    """Return the pattern of a cell that holds a figure."""
    return re.compile(
        rf"(?:(?:giữ|duy trì|giữ vững|ổn định|ở mức|đạt|tăng|giảm|còn) )*(?P<cmp>{signs()}|(?:{comparators()}) )? ?"
        rf"(?P<low>{FIGURE})(?: ?[-–] ?(?P<high>{FIGURE}))? ?(?P<unit>%)?(?P<more> trở lên)?",
        re.IGNORECASE,
    )


def _target(text: str, cell: Span, *, indicator: str, unit: str, due: str, mark: str) -> TargetFinding | None:
    """Return the target of one cell, None where it holds no figure that can be read."""
    figure = _figure().fullmatch(text[cell.start_char : cell.end_char].strip())
    if not figure:
        return None
    comparator = comparator_of((figure.group("cmp") or "").strip())
    if figure.group("more"):
        comparator = ">="
    low, high = read_figure(figure.group("low"), mark), read_figure(figure.group("high") or "", mark)
    if not low or (figure.group("high") and not high):
        return None
    return TargetFinding(
        cell.start_char,
        cell.end_char,
        indicator,
        comparator="range" if high else comparator,
        value=low,
        value_max=high,
        unit=figure.group("unit") or unit.strip(),
        due=due,
        confidence=0.9,
    )
