"""Read commitments: from the facts of a build, and from the table of a register that was written before."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from kg.analyse.answers.index import Index, build_index
from kg.analyse.answers.records import name_bodies
from kg.analyse.commitments.model import COLUMNS, STATES, Commitment
from kg.cells import make_safe
from kg.errors import RegisterError

Fact = Mapping[str, Any]
KINDS = ("measure", "target")
STEP = " › "
"""What stands between the numbers of sections."""
_NUMBERS = {one.name for one in fields(Commitment) if one.type == "int"}


def read_commitments(facts: Iterable[Fact]) -> list[Commitment]:
    """Return the measures and targets of a build, by document and place, not yet with identifiers (`id` is empty).

    `measure` of a target is the IRI of the fact.
    """
    known = list(facts)
    index = build_index(known)
    documents = {fact["id"]: fact for fact in known if fact["fact"] == "document"}
    ours = [fact for fact in known if fact["fact"] in KINDS]
    ours.sort(key=lambda fact: (fact["doc"], fact["start"], fact["fact"], fact["id"]))
    return [_commitment(fact, index, documents.get(fact["doc"], {})) for fact in ours]


def _commitment(fact: Fact, index: Index, document: Fact) -> Commitment:
    task = index.tasks.get(fact["id"])
    section = index.sections.get(fact.get("section", ""))
    words = {name: _text(fact.get(name)) for name in COLUMNS if name not in _NUMBERS}
    return Commitment(
        **words
        | {
            "id": "",
            "kind": fact["fact"],
            "state": "read",
            "title": _line(document.get("title")),
            "number": _line(document.get("number")),
            "section": _path(index, fact.get("section", "")),
            "heading": _line(section.heading) if section else "",
            "page": fact.get("page_label") or _text(fact.get("page")),
            "owners": name_bodies(index, (duty.body for duty in task.owners)) if task else "",
            "sector": next(iter(fact.get("sectors", ())), ""),
            "fact": fact["id"],
            "document": fact["doc"],
            "work": _text(document.get("work")),
        },
        start=fact["start"],
        end=fact["end"],
    )


def _path(index: Index, section: str) -> str:
    """Return the numbers of the sections around a place, from outside in; a heading where there is no number."""
    names: list[str] = []
    seen = set()
    while section in index.sections and section not in seen:
        seen.add(section)
        row = index.sections[section]
        names.insert(0, _line(row.number or row.heading))
        section = row.parent
    return STEP.join(names)


def _text(value: object) -> str:
    """Return a value of a fact as the cell of a table."""
    if value is None:
        return ""
    return ("true" if value else "") if isinstance(value, bool) else str(value)


def _line(value: object) -> str:
    return " ".join(_text(value).split())


def read_register(data: bytes, *, path: object) -> list[Commitment]:
    """Return the commitments of a `register.csv`.

    Raises `RegisterError` with the path, the line and what to do for what is no such table.
    """
    try:
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        lines = [(rows.line_num, row) for row in rows if row]
    except (UnicodeDecodeError, csv.Error) as error:
        raise RegisterError(
            f"is no table in UTF-8: {error}", path=path, remedy="give the register.csv that kg register wrote"
        ) from error
    if not lines or not set(COLUMNS) <= set(lines[0][1]):
        missing = [name for name in COLUMNS if not lines or name not in lines[0][1]]
        raise RegisterError(
            f"is no register: the columns {', '.join(missing)} are missing in line 1",
            path=path,
            remedy="give the register.csv that kg register wrote, with all its columns",
        )
    return list(_rows(lines[0][1], lines[1:], path))


def _rows(heads: list[str], lines: list[tuple[int, list[str]]], path: object) -> Iterator[Commitment]:
    seen: dict[str, int] = {}
    for line, row in lines:
        values = dict(zip(heads, map(_unsafe, row), strict=False))
        wrong = _find_wrong(values, seen)
        if wrong:
            raise RegisterError(
                f"line {line}: {wrong}", path=path, remedy="take the line from an earlier copy", line=line
            )
        seen[values["id"]] = line
        yield Commitment(**{name: int(values[name]) if name in _NUMBERS else values[name] for name in COLUMNS})


def _find_wrong(values: dict[str, str], seen: dict[str, int]) -> str:
    """Return why a row is none of a register, empty where it is one."""
    if not set(COLUMNS) <= set(values):
        return f"it has {len(values)} cells, fewer than there are columns"
    if values["id"] in seen:
        return f"the identifier {values['id']} stands in line {seen[values['id']]} already"
    if "/commitment/" not in values["id"]:
        return f"{values['id']!r} is no identifier of a commitment"
    if values["kind"] not in KINDS:
        return f"the kind {values['kind']!r} is none of {', '.join(KINDS)}"
    if values["state"] not in STATES:
        return f"the state {values['state']!r} is none of {', '.join(STATES)}"
    numbers = [name for name in sorted(_NUMBERS) if not (values[name].isascii() and values[name].isdigit())]
    return f"{numbers[0]} is no whole number: {values[numbers[0]]!r}" if numbers else ""


def _unsafe(cell: str) -> str:
    """Return what a cell held before it was made safe for spreadsheets."""
    return cell[1:] if cell.startswith("'") and make_safe(cell[1:]) == cell else cell
