"""Answer which measures name nobody who answers for them, no time and no target: by sector, by body, by document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.analyse.answers.index import Index
from kg.analyse.answers.overview import BodyCount, Overview, count_bodies, has_none, make_overview
from kg.analyse.answers.rows import Task
from kg.analyse.answers.silence import SilentRow
from kg.analyse.sectors import find_field

GAPS = ("owner", "time", "target", "all")
"""What a measure may lack: an owner, a due time or recurrence, a target, all three."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Some measures (`ids`), and those of them that lack something; `key` is the code or id of what they share."""

    key: str
    ids: tuple[str, ...]
    owner: tuple[str, ...]
    time: tuple[str, ...]
    target: tuple[str, ...]
    all: tuple[str, ...]

    def lacking(self, gap: str) -> tuple[str, ...]:
        """Return the ids of those that lack one of `GAPS`."""
        return getattr(self, gap)

    def share(self, gap: str) -> float:
        """Return which part lacks one of `GAPS`, 0 of nothing."""
        return len(self.lacking(gap)) / len(self.ids) if self.ids else 0.0


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body with the measures that it owns, and those of them without a time and without a target."""

    count: BodyCount
    line: AuditLine


@dataclass(frozen=True, slots=True)
class Audit:
    """What is accounted for and what not: over all, by document, by main sector with its finer ones, by owner."""

    overview: Overview
    total: AuditLine
    by_document: tuple[AuditLine, ...]
    by_sector: tuple[AuditLine, ...]
    by_body: tuple[BodyLine, ...]


def make_audit(index: Index, report: Mapping[str, object] | None = None, *, silent: Iterable[SilentRow] = ()) -> Audit:
    """Return the audit of an index; `report` is the folder's, `silent` are the passages that gave nothing."""
    tasks = list(index.tasks.values())
    sectors: dict[str, list[Task]] = {}
    documents: dict[str, list[Task]] = {key: [] for key in index.documents}
    for task in tasks:
        sectors.setdefault(find_field(task.sector), []).append(task)
        documents.setdefault(task.cite.document, []).append(task)
    lines = (audit_line(code, some) for code, some in sectors.items())
    bodies = (
        BodyLine(count, audit_line(count.body.id, [index.tasks[key] for key in count.owned]))
        for count in count_bodies(index)
        if count.owned
    )
    return Audit(
        make_overview(index, report, silent=silent),
        audit_line("", tasks),
        tuple(audit_line(key, some) for key, some in documents.items()),
        tuple(sorted(lines, key=lambda line: (-len(line.ids), line.key))),
        tuple(bodies),
    )


def audit_line(key: str, tasks: Iterable[Task]) -> AuditLine:
    """Return what some measures lack."""
    rows = list(tasks)
    return AuditLine(
        key,
        ids=tuple(task.id for task in rows),
        owner=tuple(task.id for task in rows if not task.owners),
        time=tuple(task.id for task in rows if not task.has_time),
        target=tuple(task.id for task in rows if not task.targets),
        all=tuple(task.id for task in rows if has_none(task)),
    )
