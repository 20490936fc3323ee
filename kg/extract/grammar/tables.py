"""Read tables: runs of rows in pipes or tabs, their cells, and what their columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.iri import fold
from kg.model import Block, PreparedText, Span
from kg.resources import read_table

_YEAR = re.compile(
    r"(?:(?:đến|năm|kế hoạch|mục tiêu|thực hiện|ước|hiện trạng) )*(?P<year>(?:19|20)\d\d)(?: ?[-–] ?(?P<last>20\d\d))?"
)
_REACHED = re.compile(r"thực hiện|ước|hiện trạng")
_RULE = re.compile(r"[\s|:*-]*")


class Table(NamedTuple):
    """A table with a heading row: its columns by place (`lead`, `due`, `2030` …), its rows of cells, its section."""

    columns: dict[int, str]
    rows: list[list[Span]]
    section: int
    heads: list[list[Span]]


def find_tables(prepared: PreparedText) -> Iterator[Table]:
    """Yield the tables whose heading row names what two columns or more hold."""
    for run in _runs(prepared.blocks):
        rows = [_cells(prepared.text, block) for block in run]
        rows = [row for row in rows if row]
        for at, row in enumerate(rows[:4]):
            columns = _columns(prepared.text, row)
            if len(set(columns.values()) - {"number"}) >= 2:
                yield Table(columns, rows[at + 1 :], run[0].section, rows[: at + 1])
                break


def _runs(blocks: list[Block]) -> Iterator[list[Block]]:
    """Yield the runs of table lines; page furniture does not end one."""
    run: list[Block] = []
    for block in blocks:
        if block.kind == "row":
            run.append(block)
        elif block.kind != "furniture" and run:
            yield run
            run = []
    if run:
        yield run


def _cells(text: str, block: Block) -> list[Span]:
    """Return the spans of the cells, trimmed; an empty cell has an empty span. A ruling line has none."""
    line = text[block.start_char : block.end_char]
    if _RULE.fullmatch(line):
        return []
    separator = "|" if "|" in line else "\t"
    start, cells = block.start_char, []
    parts = line.split(separator)
    for part in parts:
        inner = part.strip(" *\t")
        at = start + part.find(inner) if inner else start
        cells.append(Span(at, at + len(inner)))
        start += len(part) + 1
    if separator == "|":
        cells = cells[1:] if line.startswith("|") else cells
        cells = cells[:-1] if line.rstrip().endswith("|") else cells
    return cells


@lru_cache(maxsize=1)
def _heads() -> list[tuple[str, str]]:
    rows = [(fold(row["term"]), row["column"]) for row in read_table("lexicons/table_columns.tsv")]
    return sorted(rows, key=lambda row: (-len(row[0]), row[0]))


def _columns(text: str, row: list[Span]) -> dict[int, str]:
    """Return what each column of a heading row holds: a term of the lexicon, or a year."""
    columns = {}
    for place, span in enumerate(row):
        words = fold(text[span.start_char : span.end_char])
        year = _YEAR.fullmatch(words)
        if year and _REACHED.match(words):
            columns[place] = "baseline"
        elif year:
            columns[place] = year.group("last") or year.group("year")
        if year:
            continue
        found = next((column for term, column in _heads() if re.match(rf"{re.escape(term)}(?!\w)", words)), "")
        if found and len(words) < 80:
            columns[place] = found
    return columns
