"""Lay answers out as flat records, one dict a row with plain values, for data frames, tables and JSON.

Keys are the same in every record of a kind, in one order; values are texts, numbers and truths, empty where nothing is
known. `quote` is `text[start:end]` of the document; offsets count code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kg.analyse.answers.index import Index
from kg.analyse.answers.matrix import Assignment
from kg.analyse.answers.overview import BodyCount, has_none
from kg.analyse.answers.rows import Citation, Task
from kg.analyse.answers.silence import Passage
from kg.analyse.answers.timeline import INHERITED, RECURRING, STATED, Entry
from kg.analyse.answers.times import SOON_DAYS, Recurrence

Record = dict[str, Any]
JOIN = "; "


def task_records(
    index: Index, assignments: Iterable[Assignment], *, today: date | None = None, soon_days: int = SOON_DAYS
) -> list[Record]:
    """Return a record for each role of a body in a task."""
    return [
        {
            "body": index.label(one.body.id),
            "level": one.level.name,
            "role": one.role,
            "role_inherited": one.duty.inherited,
            **_time(index, one.task, today, soon_days),
            "quote": one.task.cite.quote,
            "target": _targets(index, one.task),
            "sector": one.task.sector,
            **place_record(index, one.task.cite),
            "role_start": one.duty.start_char,
            "role_end": one.duty.end_char,
            **sure_record(one.task.cite),
            "body_id": one.body.id,
        }
        for one in assignments
    ]


def measure_records(
    index: Index, tasks: Iterable[Task] | None = None, *, today: date | None = None, soon_days: int = SOON_DAYS
) -> list[Record]:
    """Return a record for each measure, with who answers for it and what it lacks."""
    return [
        {
            "owners": name_bodies(index, (duty.body for duty in task.owners)),
            **_time(index, task, today, soon_days),
            "quote": task.cite.quote,
            "target": _targets(index, task),
            "no_owner": not task.owners,
            "no_time": not task.has_time,
            "no_target": not task.targets,
            "none": has_none(task),
            "sector": task.sector,
            **place_record(index, task.cite),
            **sure_record(task.cite),
        }
        for task in (index.tasks.values() if tasks is None else tasks)
    ]


def entry_records(index: Index, entries: Iterable[Entry]) -> list[Record]:
    """Return a record for each entry of a timeline."""
    return [
        {
            "due": entry.due.written if entry.due else "",
            "due_last": _iso(entry.due.last if entry.due else entry.next_day),
            "due_basis": entry.basis,
            "recurrence": _recurrences([entry.recurrence] if entry.recurrence else []),
            "state": entry.state,
            "kind": entry.kind,
            "label": "" if entry.label == entry.cite.quote else entry.label,
            "owners": name_bodies(index, entry.bodies),
            "quote": entry.cite.quote,
            **place_record(index, entry.cite),
            **sure_record(entry.cite),
        }
        for entry in entries
    ]


def body_records(index: Index, counts: Sequence[BodyCount]) -> list[Record]:
    """Return a record for each body: how many tasks it owns, takes part in and benefits from, and when one is due."""
    records = []
    for count in counts:
        dated = [task.due for task in (index.tasks[key] for key in count.owned) if task.due]
        first = min(dated, key=lambda due: (due.last, due.inherited), default=None)
        records.append(
            {
                "body": index.label(count.body.id),
                "level": count.level.name,
                "owned": len(count.owned),
                "partner": len(count.partner),
                "benefits": len(count.benefits),
                "first_due": first.written if first else "",
                "no_time": sum(not index.tasks[key].has_time for key in count.owned),
                "no_target": sum(not index.tasks[key].targets for key in count.owned),
                "body_id": count.body.id,
            }
        )
    return records


def passage_records(index: Index, passages: Iterable[Passage]) -> list[Record]:
    """Return a record for each passage that gave nothing."""
    return [
        {
            "reason": one.reason,
            "quote": one.cite.quote,
            **place_record(index, one.cite),
            "document_id": one.cite.document,
        }
        for one in passages
    ]


def name_bodies(index: Index, bodies: Iterable[str]) -> str:
    """Return the names of bodies, each once."""
    return JOIN.join(dict.fromkeys(map(index.label, bodies)))


def _time(index: Index, task: Task, today: date | None, soon_days: int) -> Record:
    due = task.due
    basis = INHERITED if due and due.inherited else STATED if due else RECURRING if task.recurrences else ""
    record = {
        "due": due.written if due else "",
        "due_last": _iso(due.last if due else None),
        "due_basis": basis,
        "recurrence": _recurrences(task.recurrences),
    }
    return record | ({"state": index.state(task.cite, due, today, soon_days=soon_days)} if today else {})


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _recurrences(recurrences: Sequence[Recurrence]) -> str:
    return JOIN.join(f"{one.period} {one.day}".strip() for one in recurrences)


def _targets(index: Index, task: Task) -> str:
    return JOIN.join(index.aims[target].cite.quote for target in task.targets)


def place_record(index: Index, cite: Citation) -> Record:
    """Return where a fact stands: the name of its document, its section and page, its offsets."""
    return {
        "document": index.label(cite.document),
        "section": cite.section or cite.heading,
        "page": cite.page_label or (str(cite.page) if cite.page else ""),
        "start": cite.start_char,
        "end": cite.end_char,
    }


def sure_record(cite: Citation) -> Record:
    """Return how sure a fact is, and the IRIs of it and of its document."""
    return {"confidence": cite.confidence, "id": cite.id, "document_id": cite.document}
