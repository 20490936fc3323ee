"""Write who has to do what by when: a page and a workbook with a sheet for each body, CSV, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from kg.analyse.answers.index import Index
from kg.analyse.answers.matrix import Assignment, Cell, Matrix, Sheet, make_matrix, make_sheets
from kg.analyse.answers.overview import count_bodies
from kg.analyse.answers.records import JOIN, Record, body_records, task_records
from kg.analyse.answers.rows import Citation
from kg.analyse.answers.times import SOON_DAYS
from kg.analyse.answers.words import Words
from kg.export.answers.page import render
from kg.export.answers.table import Table, make_table, place_of, title_of, to_csv
from kg.model import ROLES

BY = ("task", "body", "sector", "document")
"""A row for each role in a task, a row for each body, or bodies against sectors or documents."""


class TaskSource:
    """What every form is made from: the index, the chosen assignments, columns, words, and the day asked about."""

    def __init__(
        self,
        index: Index,
        assignments: Sequence[Assignment],
        *,
        by: str = "task",
        sort: str = "number",
        lang: str = "vi",
        today: date | None = None,
        soon_days: int = SOON_DAYS,
    ) -> None:
        self.index, self.assignments, self.words = index, assignments, Words(lang)
        self.by, self.sort, self.today, self.soon_days = by, sort, today, soon_days

    def place(self, cite: Citation) -> str:
        """Return where a quote stands; in which document only where there are several."""
        return place_of(self.index, cite, self.words)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return a sheet for each body, in the order of the rows."""
        order = {row.body.id: number for number, row in enumerate(self.matrix("sector").rows)}
        sheets = make_sheets(self.assignments)
        return tuple(sorted(sheets, key=lambda sheet: order.get(sheet.body.id, len(order))))

    def matrix(self, by: str) -> Matrix:
        """Return the matrix by sectors or documents."""
        return make_matrix(self.index, self.assignments, by=by, sort=self.sort)

    def records(self) -> list[Record]:
        """Return the flat records: of roles in tasks, or of bodies."""
        if self.by == "body":
            chosen = {row.body.id: row for row in self.matrix("sector").rows}
            counts = {count.body.id: count for count in count_bodies(self.index)}
            return body_records(self.index, [counts[key] for key in chosen])
        return task_records(self.index, self.assignments, today=self.today, soon_days=self.soon_days)

    def table(self) -> Table:
        """Return the table that `by` asks for."""
        if self.by in ("task", "body"):
            return make_table(self.records(), self.words)
        return matrix_table(self.index, self.matrix(self.by), self.words)


def write_tasks(index: Index, assignments: Sequence[Assignment], *, format: str = "csv", **options: Any) -> bytes:
    """Return responsibilities in one of `TASK_FORMATS`; the options are those of `TaskSource`."""
    return TASK_FORMATS[format](TaskSource(index, assignments, **options))


def matrix_table(index: Index, matrix: Matrix, words: Words) -> Table:
    """Return bodies against sectors or documents, in each cell the tasks by role and the first due time."""
    heads = [words.sector(column.key) if matrix.by == "sector" else column.label for column in matrix.columns]
    rows = [
        (
            index.label(row.body.id),
            words.name("levels", row.level.name),
            *(cell_words(row.cells[column.key], words) if column.key in row.cells else "" for column in matrix.columns),
        )
        for row in matrix.rows
    ]
    keys = ("body", "level", *(column.key for column in matrix.columns))
    return Table(keys, (words.name("columns", "body"), words.name("columns", "level"), *heads), tuple(rows))


def cell_words(cell: Cell, words: Words) -> str:
    """Return a cell in words: how many tasks in each role, and when the first is due."""
    roles = [f"{words.term('role/' + role)} {words.number(len(ids))}" for role, ids in cell.roles.items()]
    return JOIN.join(filter(None, (", ".join(roles), first_due(cell, words))))


def first_due(cell: Cell, words: Words) -> str:
    """Return when the first task of a cell is due, marked where that is inherited; what recurs is said too."""
    task = cell.due
    due = words.due(task.due) if task and task.due else ""
    if task and task.due and task.due.inherited:
        due += f" ({words.say('inherited')})"
    return ", ".join(filter(None, (due, words.name("bases", "recurring") if cell.recurring else "")))


def _to_csv(source: TaskSource) -> bytes:
    return to_csv(source.table())


def _to_json(source: TaskSource) -> bytes:
    value: object = source.records()
    if source.by in ("sector", "document"):
        matrix = source.matrix(source.by)
        value = {
            "by": matrix.by,
            "columns": [{"key": column.key, "label": column.label} for column in matrix.columns],
            "rows": [
                {
                    "body": source.index.label(row.body.id),
                    "body_id": row.body.id,
                    "level": row.level.name,
                    "cells": {
                        key: {role: list(ids) for role, ids in cell.roles.items()} for key, cell in row.cells.items()
                    },
                }
                for row in matrix.rows
            ],
        }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="replace")


def _to_xlsx(source: TaskSource) -> bytes:
    from kg.export.answers.workbook import write_workbook

    return write_workbook(source.index, source.sheets(), source.words, today=source.today)


def _to_html(source: TaskSource) -> bytes:
    words, by = source.words, source.by if source.by in ("sector", "document") else "sector"
    sheets, matrix = source.sheets(), source.matrix(by)
    anchors = {sheet.body.id: f"b{number}" for number, sheet in enumerate(sheets)}
    levels = [
        {
            "name": words.name("levels", level),
            "rows": [
                {
                    "name": source.index.label(row.body.id),
                    "anchor": anchors[row.body.id],
                    "roles": [len(row.total.roles.get(role, ())) for role in ROLES[:-1]],
                    "due": first_due(row.total, words),
                }
                for row in rows
            ],
        }
        for level, rows in matrix.by_level().items()
    ]
    tasks = {one.task.id for one in source.assignments}
    return render(
        "tasks.html",
        words,
        title=title_of(source.index, words),
        answer="tasks",
        counted=words.say("rows_by_task", number=len(tasks), total=len(source.assignments)),
        today=words.day(source.today) if source.today else "",
        roles=[words.term(f"role/{role}") for role in ROLES[:-1]],
        levels=levels,
        grid=matrix_table(source.index, matrix, words),
        grid_name=words.say(f"by_{by}"),
        sheets=[_sheet(source, sheet, anchors[sheet.body.id]) for sheet in sheets],
    )


def _sheet(source: TaskSource, sheet: Sheet, anchor: str) -> dict[str, object]:
    words = source.words
    return {
        "name": source.index.label(sheet.body.id),
        "anchor": anchor,
        "level": words.name("levels", sheet.level.name),
        "evidence": sheet.level.evidence,
        "duties": [_line(source, one) for one in sheet.duties],
        "benefits": [_line(source, one) for one in sheet.benefits],
    }


def _line(source: TaskSource, one: Assignment) -> dict[str, object]:
    words, task = source.words, one.task
    others = dict.fromkeys(
        f"{source.index.label(duty.body)} ({words.term('role/' + duty.role).lower()})"
        for duty in task.duties
        if duty.body != one.body.id
    )
    state = source.index.state(task.cite, task.due, source.today, soon_days=source.soon_days)
    return {
        "due": words.due(task.due) if task.due else "",
        "inherited": bool(task.due and task.due.inherited),
        "recurs": JOIN.join(words.recurrence(recurrence) for recurrence in task.recurrences),
        "state": words.name("states", state) if state else "",
        "role": words.term(f"role/{one.role}"),
        "role_inherited": one.duty.inherited,
        "quote": task.cite.quote,
        "place": source.place(task.cite),
        "others": JOIN.join(others),
    }


TASK_FORMATS: dict[str, Callable[[TaskSource], bytes]] = {
    "csv": _to_csv,
    "json": _to_json,
    "xlsx": _to_xlsx,
    "html": _to_html,
}
"""The forms of responsibilities."""
