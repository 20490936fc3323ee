"""Answer from the model of the answers (`kg.analyse.answers`) what the pages and the interface for programs show.

This runs at the desk (`kg.serve.desk`), over the facts of one snapshot. Answers are plain values; lists come as a
stretch of rows with the total of all, and every row cites its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.analyse.answers import (
    DOERS,
    FINDINGS,
    GAPS,
    LEVELS,
    Assignment,
    Index,
    Task,
    build_index,
    find_bodies,
    list_passages,
    make_matrix,
    make_timeline,
    read_day,
    read_until,
    select,
)
from kg.analyse.answers.records import body_records, entry_records, measure_records, passage_records, task_records
from kg.analyse.answers.words import Words
from kg.analyse.sectors import find_field
from kg.errors import OptionError
from kg.export.answers import write_tasks, write_timeline
from kg.export.answers.table import Table, make_table, to_csv
from kg.serve.desk import shapes
from kg.serve.desk.compared import write_comparison
from kg.serve.desk.described import Described
from kg.serve.desk.others import Others
from kg.serve.desk.part import Part
from kg.serve.desk.places import Places
from kg.serve.words import say
from kg.store.questions.words import plain

Answer = dict[str, Any]
_PARTS_AT_HAND = 8
_ALL = 1 << 40
_FORMATS = {
    "tasks": ("csv", "xlsx"),
    "timeline": ("csv", "ics"),
    "measures": ("csv",),
    "targets": ("csv",),
    "bodies": ("csv",),
    "silent": ("csv",),
    "map": ("geojson",),
    "comparison": ("json",),
}


class Answers:
    """The answers over one graph folder; parts of it (single documents) are kept at hand."""

    def __init__(self, path: Path, *, others: Mapping[str, str] | None = None) -> None:
        """Read the facts of a folder and the files of what `others` say; raises `StoreError` where it is none."""
        from kg.export import read_facts
        from kg.store import GraphFolder

        with GraphFolder(path) as folder:
            self._report: Mapping[str, Any] = folder.report
            facts = read_facts(folder)
            texts = {name: folder.text(name) for name in folder.documents} if others and "register" in others else {}
        self._others = Others(facts, texts, others) if others else None
        self._index, self._places = build_index(facts), Places(facts)
        self._whole = Part(self._index, self._report)
        self._parts: dict[str, Part] = {}
        self._things, self._path = Described(self._index), path

    def do(self, name: str) -> Callable[..., Any]:
        """Return what answers a question of this name."""
        return {
            "overview": self.overview,
            "audit": self.audit,
            "measures": self.measures,
            "targets": self.targets,
            "tasks": self.tasks,
            "matrix": self.matrix,
            "bodies": self.bodies,
            "silent": self.silent,
            "timeline": self.timeline,
            "map": self._places.map,
            "describe": self._things.describe,
            "sections": self._things.sections,
            "locate": self._things.locate,
            "begin": self._things.begin,
            "export": self.export,
        }[name]

    def _of(self, document: str) -> Part:
        """Return the part of one document, all without; raises `OptionError` where there is no such document."""
        if not document:
            return self._whole
        if document not in (self._index.whole or self._index).documents:
            raise OptionError(f"there is no document {document!r}", remedy="the documents are listed")
        part = self._parts.pop(document, None) or Part(self._index.of(document), self._report)
        self._parts[document] = part
        if len(self._parts) > _PARTS_AT_HAND:
            del self._parts[next(iter(self._parts))]
        return part

    # --- what is there ---------------------------------------------------------------------------

    def overview(self, document: str = "", most: int = 50) -> Answer:
        """Return what documents are and what they hold, in numbers; at most so many bodies, works and documents."""
        part = self._of(document)
        view, index = part.audit.overview, part.index
        cards = view.documents
        return {
            "findings": [shapes.put_finding(one) for one in view.findings],
            "sectors": [
                {"code": one.code, "parent": one.parent, "main": len(one.main), "all": len(one.all)}
                for one in view.sectors
            ],
            "targets_by_year": [{"year": one.year, "targets": len(one.ids)} for one in view.targets_by_year],
            "bodies": body_records(index, view.bodies[:most]),
            "bodies_total": len(view.bodies),
            "projects": [shapes.put_project(index, one) for one in view.projects[:most]],
            "projects_total": len(view.projects),
            "documents_total": len(cards),
            "copies": [shapes.put_copies(one) for one in view.copies],
            "silent": shapes.put_silence(cards),
            "share": shapes.put_mean(cards),
            "document": shapes.put_card(cards[0]) if len(cards) == 1 else None,
            **self._say_others(index, most),
        }

    def _say_others(self, index: Index, most: int) -> Answer:
        """Return what others say of the measures and targets of an index, nothing where no file says it."""
        return {"verdicts_of_others": self._others.tell(index.documents, most=most)} if self._others else {}

    def audit(self, document: str = "", most: int = 50) -> Answer:
        """Return which measures lack an owner, a time, a target or all three: in all, by document, sector and owner."""
        part = self._of(document)
        audit, index = part.audit, part.index
        lines = sorted(audit.by_document, key=lambda line: (-len(line.all), -len(line.ids), line.key))
        return {
            "total": shapes.put_line(audit.total),
            "by_document": [shapes.put_line(one) | {"label": index.label(one.key)} for one in lines[:most]],
            "by_document_total": len(lines),
            "by_sector": [shapes.put_line(one) for one in audit.by_sector],
            "by_body": [
                shapes.put_line(one.line) | {"label": index.label(one.line.key), "level": one.count.level.name}
                for one in audit.by_body[:most]
            ],
            "by_body_total": len(audit.by_body),
            "copies": [shapes.put_copies(one) for one in audit.overview.copies],
            **self._say_others(index, most),
        }

    def measures(
        self,
        finding: str = "",
        gap: str = "",
        document: str = "",
        sector: str = "",
        body: str = "",
        today: str = "",
        offset: int = 0,
        limit: int = 50,
    ) -> Answer:
        """Return measures that a number was counted from: by a finding, by what they lack, by sector or by owner."""
        part = self._of(document)
        tasks = self._measures(part, finding=finding, gap=gap, sector=sector, body=body)
        rows = measure_records(part.index, tasks[offset : offset + limit], today=_day(today))
        return {"rows": rows, "total": len(tasks)}

    def _measures(self, part: Part, *, finding: str, gap: str, sector: str, body: str) -> list[Task]:
        index = part.index
        ids: Iterable[str] = index.tasks
        if finding:
            _demand(finding, FINDINGS, "finding")
            ids = part.audit.overview.finding(finding).ids
        if gap:
            _demand(gap, GAPS, "gap")
            lacking = set(part.audit.total.lacking(gap))
            ids = [one for one in ids if one in lacking]
        tasks = [index.tasks[one] for one in ids]
        if sector:
            tasks = [one for one in tasks if sector in (one.sector, find_field(one.sector))]
        if body:
            bodies = set(find_bodies(index, body))
            tasks = [one for one in tasks if any(duty.body in bodies for duty in one.owners)]
        return tasks

    def targets(self, year: str = "", words: str = "", document: str = "", offset: int = 0, limit: int = 50) -> Answer:
        """Return the targets, the earliest first: of one year of their due time (`none` for those without), and those
        whose quote or indicator has all of some words, whatever the accents."""
        index = self._of(document).index
        aims = sorted(index.aims.values(), key=lambda aim: (aim.due.last if aim.due else date.max, aim.cite.document))
        if year:
            aims = [aim for aim in aims if (str(aim.due.last.year) if aim.due else "none") == year]
        for word in plain(words).split():
            aims = [aim for aim in aims if f" {word} " in f" {plain(f'{aim.cite.quote} {aim.indicator}')} "]
        return {"rows": [shapes.put_aim(index, aim) for aim in aims[offset : offset + limit]], "total": len(aims)}

    # --- who and when ----------------------------------------------------------------------------

    def _chosen(self, part: Part, asked: Mapping[str, Any]) -> tuple[Assignment, ...]:
        """Return the assignments that fit what is asked; beneficiaries only where their role is asked for."""
        one = {key: (asked[key],) if asked.get(key) else () for key in ("role", "level", "sector")}
        return select(
            part.assignments,
            bodies=find_bodies(part.index, asked["body"]) if asked.get("body") else (),
            roles=one["role"] or (() if asked.get("all") else DOERS),
            levels=one["level"],
            sectors=one["sector"],
            due_before=read_until(asked["due_before"]) if asked.get("due_before") else None,
        )

    def tasks(self, document: str = "", today: str = "", offset: int = 0, limit: int = 50, **asked: Any) -> Answer:
        """Return the roles of bodies in measures, due ones in front, with how many there are by role and level."""
        part = self._of(document)
        chosen = sorted(self._chosen(part, asked), key=_when)
        rows = task_records(part.index, chosen[offset : offset + limit], today=_day(today))
        return {
            "rows": rows,
            "total": len(chosen),
            "measures": len({one.task.id for one in chosen}),
            "roles": dict(Counter(one.role for one in chosen)),
            "levels": _in_order(Counter(one.level.name for one in chosen), LEVELS),
            "bodies": len({one.body.id for one in chosen}),
        }

    def matrix(
        self,
        document: str = "",
        by: str = "sector",
        sort: str = "number",
        offset: int = 0,
        limit: int = 100,
        **asked: Any,
    ) -> Answer:
        """Return bodies against sectors or documents: in each cell the tasks by role, and when the first is due."""
        part = self._of(document)
        matrix = make_matrix(part.index, self._chosen(part, asked), by=by, sort=sort)
        return {
            "by": by,
            "columns": [{"key": one.key, "label": one.label} for one in matrix.columns],
            "rows": [
                {
                    "body": part.index.label(row.body.id),
                    "body_id": row.body.id,
                    "level": row.level.name,
                    "total": shapes.put_cell(row.total),
                    "cells": {key: shapes.put_cell(cell) for key, cell in row.cells.items()},
                }
                for row in matrix.rows[offset : offset + limit]
            ],
            "total": len(matrix.rows),
        }

    def bodies(self, document: str = "", offset: int = 0, limit: int = 50) -> Answer:
        """Return the bodies with how many measures they own, take part in and benefit from."""
        part = self._of(document)
        counts = part.audit.overview.bodies
        return {"rows": body_records(part.index, counts[offset : offset + limit]), "total": len(counts)}

    def silent(self, document: str = "", reason: str = "", offset: int = 0, limit: int = 50) -> Answer:
        """Return the passages that gave nothing, of one reason or of all, in the order of the texts.

        `untold` are documents that an older version built: of them only the number of passages is known.
        """
        part = self._of(document)
        found = list_passages(part.index, self._passages, reason=reason)
        told = {row["doc"] for row in self._passages}
        cards = part.audit.overview.documents
        untold = [card for card in cards if card.document.id not in told and any(one.passages for one in card.silent)]
        rows = passage_records(part.index, found[offset : offset + limit])
        return {"rows": rows, "total": len(found), "untold": len(untold)}

    @cached_property
    def _passages(self) -> list[dict[str, Any]]:
        """Return the passages of all documents that gave nothing, read when they are first asked for."""
        from kg.export import read_silent
        from kg.store import GraphFolder

        with GraphFolder(self._path) as folder:
            return read_silent(folder)

    def timeline(
        self,
        document: str = "",
        today: str = "",
        basis: str = "",
        state: str = "",
        kind: str = "",
        year: str = "",
        offset: int = 0,
        limit: int = 50,
    ) -> Answer:
        """Return what is due, the earliest first, then what recurs, with how many there are by year and basis."""
        part = self._of(document)
        line = make_timeline(part.index, today=_day(today))
        wanted = (("basis", basis), ("state", state), ("kind", kind))
        chosen = [
            one for one in line.entries if all(not value or getattr(one, name) == value for name, value in wanted)
        ]
        years: dict[int, Counter[str]] = {}
        for one in chosen:
            if one.due:
                years.setdefault(one.due.last.year, Counter())[one.basis] += 1
        rows = [one for one in chosen if not year or (one.due and str(one.due.last.year) == year)]
        return {
            "today": line.today.isoformat() if line.today else "",
            "rows": entry_records(part.index, rows[offset : offset + limit]),
            "total": len(rows),
            "years": [
                {"year": one, "stated": years[one]["stated"], "inherited": years[one]["inherited"]}
                for one in sorted(years)
            ],
            "bases": dict(Counter(one.basis for one in line.entries)),
            "states": dict(Counter(one.state for one in line.entries if one.state)),
            "kinds": dict(Counter(one.kind for one in line.entries)),
            "undated": len(line.undated),
        }

    # --- files -----------------------------------------------------------------------------------

    def export(
        self, what: str, format: str, lang: str = "vi", document: str = "", today: str = "", **asked: Any
    ) -> bytes:
        """Return a whole answer as a file that people take along."""
        _demand(format, _FORMATS.get(what, ()), "format")
        if what == "map":
            return self._places.export(document)
        if what == "comparison":
            return write_comparison(self._path, self._index, **asked)
        part = self._of(document)
        if what == "tasks":
            chosen = sorted(self._chosen(part, asked), key=_when)
            data = write_tasks(part.index, chosen, format=format, lang=lang, today=_day(today))
        elif format == "ics":
            data = write_timeline(part.index, make_timeline(part.index, today=_day(today)), format=format, lang=lang)
        else:
            given = asked | ({"today": today} if today else {})
            rows = self.do(what)(document=document, limit=_ALL, **given)["rows"]
            data = to_csv(put_heads(make_table(rows, Words(lang)), lang))
        return data


def put_heads(table: Table, lang: str) -> Table:
    """Return a table whose heads are words also where only the pages have one for a column."""
    heads = zip(table.keys, table.heads, strict=True)
    return replace(table, heads=tuple(say("columns", key, lang) if head == key else head for key, head in heads))


def _demand(value: str, known: Sequence[str], what: str) -> None:
    if value not in known:
        raise OptionError(f"no {what} is called {value!r}", remedy=f"one of {', '.join(known)}")


def _day(written: str) -> date | None:
    return read_day(written) if written else None


def _when(one: Assignment) -> tuple[object, ...]:
    cite = one.task.cite
    return (
        one.task.due.last if one.task.due else date.max,
        cite.document,
        cite.start_char,
        cite.id,
        one.role,
        one.body.id,
    )


def _in_order(counts: Counter[str], order: Sequence[str]) -> dict[str, int]:
    return {name: counts[name] for name in order if counts[name]}
