"""Read the heading of a table: what each of its columns holds, in one row of cells or in lines that a PDF broke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.iri import fold
from kg.resources import alternatives, read_table

UNDER = " / "
"""Stands between the words of a heading and those of the cell below that divides it."""
OTHER = "other"
"""The kind of a column whose heading the lexicon does not know."""
_YEAR = re.compile(
    r"(?:(?:đến|năm|kế hoạch|mục tiêu|thực hiện|ước|ước thực hiện|ưth|hiện trạng|hiện hành) )*"
    r"(?P<year>(?:19|20)\d\d)(?: ?[-–] ?(?P<last>20\d\d))?"
)
_REACHED = re.compile(r"thực hiện|ước|ưth|hiện trạng|năm hiện hành|đánh giá")
_LONGEST_HEAD = 80
_DUTIES = frozenset(("lead", "coordinate", "due", "result", "approve"))
_BODIES = frozenset(("lead", "coordinate"))


@lru_cache(maxsize=1)
def _heads() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of a heading's first words, and the column that each term stands for."""
    columns = {fold(row["term"]): row["column"] for row in read_table("lexicons/table_columns.tsv")}
    terms = alternatives(columns)
    return re.compile(rf"(?:{terms})(?!\w)"), columns


@lru_cache(maxsize=4096)
def column_kind(words: str) -> str:
    """Return what a column with this heading holds: a term of the lexicon, a year, or an empty string."""
    folded = fold(words)
    above, _, below = folded.partition(UNDER)
    year = _YEAR.fullmatch(above)
    if year:
        if _REACHED.match(below or above):
            return "baseline"
        return "" if _REACHED.match(above) else year.group("last") or year.group("year")
    pattern, columns = _heads()
    found = pattern.match(folded)
    return columns[found.group()] if found and len(folded) < _LONGEST_HEAD else ""


def read_head(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the kind of each column under a row of heading cells, nothing where the row heads no table."""
    kinds = [column_kind(cell) or (OTHER if cell.strip() else "") for cell in cells]
    known = set(kinds) - {"number", OTHER, ""}
    return _settled(kinds) if len(known) >= 2 else ()


def _settled(kinds: list[str]) -> tuple[str, ...]:
    """Return the kinds with one column for each duty; who carries out a task is its lead where none else is named."""
    if "task" in kinds and "lead" not in kinds and "unit" in kinds and {"coordinate", "due"} & set(kinds):
        kinds[kinds.index("unit")] = "lead"
    seen: set[str] = set()
    for place, kind in enumerate(kinds):
        if kind in seen and kind in ("task", "lead", "coordinate", "number"):
            kinds[place] = OTHER
        seen.add(kind)
    return tuple(kind or OTHER for kind in kinds)


def heads_tasks(kinds: Sequence[str]) -> bool:
    """Say whether a table lists tasks: what is to be done, beside who does it or by when."""
    held = set(kinds)
    return "task" in held and (bool(held & _BODIES) or len(held & _DUTIES) >= 2)


def heads_targets(kinds: Sequence[str]) -> bool:
    """Say whether a table lists targets: what is measured, beside the figures of years to come."""
    counted = "indicator" in kinds or {"task", "unit"} <= set(kinds)
    return counted and any(kind.isdigit() for kind in kinds)
