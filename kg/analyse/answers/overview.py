"""Answer what the documents of a folder are and what they hold: findings, sectors, projects, targets, bodies, silence.

Each number keeps the ids of the facts behind it, so that whoever shows it can show the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.analyse.answers.index import Index
from kg.analyse.answers.levels import Level
from kg.analyse.answers.rows import OWNERS, PARTNERS, Citation, DocumentRow, EntityRow, Task
from kg.analyse.answers.silence import Passage, SilentRow, list_passages
from kg.analyse.sectors import find_field, read_sector_parents
from kg.model import WORK_CLASSES

FINDINGS = ("measures", "owner", "due", "due_stated", "due_inherited", "recurring", "target", "number", "none")
"""What is counted of the measures: all, with an owner, with a due time (stated, inherited), recurring without one, with
a target, with a number in it, with none of owner, time and target."""
_SAID = ("locatedIn", "routeFrom", "routeTo", "connects", "along", "partOf", "roadNumber", "status", "dueBy")


@dataclass(frozen=True, slots=True)
class Finding:
    """A number with the facts behind it: `ids` are those counted out of `total`; `key` is one of `FINDINGS`."""

    key: str
    total: int
    ids: tuple[str, ...]

    @property
    def number(self) -> int:
        """Return how many."""
        return len(self.ids)

    @property
    def share(self) -> float:
        """Return which part of the total, 0 of nothing."""
        return self.number / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class SectorCount:
    """A sector's measures, with those of its finer ones: `main` of which it is the main sector, `all` of any rank."""

    code: str
    parent: str
    main: tuple[str, ...]
    all: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement on a work: the predicate, what it says (`object` the IRI of a thing, or empty) and where."""

    predicate: str
    value: str
    object: str
    cite: Citation


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project or work, what is said of it, and the measures and documents that name it."""

    entity: EntityRow
    said: tuple[Said, ...]
    tasks: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearCount:
    """The targets that are due in a year; `year` is empty for those without a due time."""

    year: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyCount:
    """A body with the measures that it owns, those that it takes part in otherwise, and those for its benefit."""

    body: EntityRow
    level: Level
    owned: tuple[str, ...]
    partner: tuple[str, ...]
    benefits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """Text that gave nothing: why, in how many passages, and which share of the document's characters.

    `rows` are the passages themselves, none where they were not asked for or an older version built the document.
    """

    reason: str
    passages: int
    share: float
    rows: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document, its findings, and how much of its text gave facts (`share`) and how much none, by reason."""

    document: DocumentRow
    findings: tuple[Finding, ...]
    characters: int
    share: float
    silent: tuple[Silence, ...]

    def finding(self, key: str) -> Finding:
        """Return one of its findings."""
        return next(one for one in self.findings if one.key == key)


@dataclass(frozen=True, slots=True)
class Copies:
    """Documents that say what another says, which alone is counted."""

    counted: DocumentRow
    others: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The first answer on a folder, or on some documents of it."""

    documents: tuple[DocumentCard, ...]
    findings: tuple[Finding, ...]
    sectors: tuple[SectorCount, ...]
    projects: tuple[ProjectCard, ...]
    targets_by_year: tuple[YearCount, ...]
    bodies: tuple[BodyCount, ...]
    copies: tuple[Copies, ...] = ()

    def finding(self, key: str) -> Finding:
        """Return one of the findings over all documents."""
        return next(one for one in self.findings if one.key == key)


def make_overview(
    index: Index, report: Mapping[str, Any] | None = None, *, silent: Iterable[SilentRow] = ()
) -> Overview:
    """Return the overview of an index; `report` is the folder's, from which how much gave nothing is known.

    `silent` are the passages that gave nothing (`kg.export.read_silent`), for who shows them behind their number.
    """
    return Overview(
        documents=tuple(_cards(index, report or {}, list_passages(index, silent))),
        findings=count_findings(index.tasks.values(), index),
        sectors=count_sectors(index.tasks.values()),
        projects=tuple(_projects(index)),
        targets_by_year=_years(index),
        bodies=count_bodies(index),
        copies=list_copies(index),
    )


def list_copies(index: Index) -> tuple[Copies, ...]:
    """Return the documents of an index that were read from several sources, each with the copies that don't count."""
    found: dict[str, list[DocumentRow]] = {}
    for row in index.copies:
        found.setdefault(row.copy_of, []).append(row)
    return tuple(Copies(index.documents[key], tuple(rows)) for key, rows in sorted(found.items()))


def count_findings(tasks: Iterable[Task], index: Index) -> tuple[Finding, ...]:
    """Return the findings on some measures, in the order of `FINDINGS`."""
    rows = list(tasks)
    tests = {
        "measures": lambda task: True,
        "owner": lambda task: bool(task.owners),
        "due": lambda task: task.due is not None,
        "due_stated": lambda task: task.due is not None and not task.due.inherited,
        "due_inherited": lambda task: task.due is not None and task.due.inherited,
        "recurring": lambda task: task.due is None and bool(task.recurrences),
        "target": lambda task: bool(task.targets),
        "number": lambda task: any(index.aims[target].value is not None for target in task.targets),
        "none": has_none,
    }
    return tuple(Finding(key, len(rows), tuple(task.id for task in rows if tests[key](task))) for key in FINDINGS)


def has_none(task: Task) -> bool:
    """Say whether a measure has neither an owner nor a time nor a target."""
    return not (task.owners or task.has_time or task.targets)


def count_sectors(tasks: Iterable[Task]) -> tuple[SectorCount, ...]:
    """Return the sectors of some measures, the one that is main most often first."""
    parents = read_sector_parents()
    main: dict[str, list[str]] = {}
    every: dict[str, dict[str, None]] = {}
    for task in tasks:
        for code in dict.fromkeys((task.sector, find_field(task.sector))):
            main.setdefault(code, []).append(task.id)
        for code in task.sectors or ("",):
            for one in (code, find_field(code)):
                every.setdefault(one, {})[task.id] = None
    rows = (
        SectorCount(code, parents.get(code, ""), tuple(main.get(code, ())), tuple(ids)) for code, ids in every.items()
    )
    return tuple(sorted(rows, key=lambda row: (-len(row.main), -len(row.all), row.code)))


def count_bodies(index: Index) -> tuple[BodyCount, ...]:
    """Return the bodies, the one that owns most measures first; of as many the named ones first."""
    rows = []
    for key, body in index.bodies.items():
        roles = [(task.id, duty.role) for task in index.tasks_of_body[key] for duty in task.duties if duty.body == key]
        owned = dict.fromkeys(task for task, role in roles if role in OWNERS)
        partner = dict.fromkeys(task for task, role in roles if role in PARTNERS and task not in owned)
        benefits = dict.fromkeys(task for task, role in roles if role not in OWNERS and role not in PARTNERS)
        rows.append(BodyCount(body, body.level, tuple(owned), tuple(partner), tuple(benefits)))
    return tuple(sorted(rows, key=lambda row: (-len(row.owned), -len(row.partner), not row.body.is_named, row.body.id)))


def _cards(index: Index, report: Mapping[str, Any], passages: Iterable[Passage]) -> Iterable[DocumentCard]:
    rows: dict[tuple[str, str], list[Passage]] = {}
    for one in passages:
        rows.setdefault((one.cite.document, one.reason), []).append(one)
    told = {document["id"]: document for document in report.get("documents", ())}
    tasks: dict[str, list[Task]] = {key: [] for key in index.documents}
    for task in index.tasks.values():
        tasks.setdefault(task.cite.document, []).append(task)
    for key, document in index.documents.items():
        entry = told.get(key, {})
        shares, reasons = entry.get("coverage", {}), entry.get("silent_reasons", {})
        silent = (
            Silence(reason, number, shares.get(reason, 0.0), tuple(rows.get((key, reason), ())))
            for reason, number in reasons.items()
        )
        yield DocumentCard(
            document,
            count_findings(tasks[key], index),
            characters=entry.get("characters", 0),
            share=shares.get("measures", 0.0) + shares.get("targets", 0.0),
            silent=tuple(sorted(silent, key=lambda one: (-one.share, one.reason))),
        )


def _projects(index: Index) -> Iterable[ProjectCard]:
    """Yield the projects and works by class, in each class the one that most measures name first."""
    said: dict[str, list[Said]] = {}
    for relation in index.relations:
        if relation.predicate in _SAID:
            thing = index.entities.get(relation.object)
            value = (thing.normal or thing.label) if thing else relation.object
            one = Said(relation.predicate, value, thing.id if thing else "", relation.cite)
            said.setdefault(relation.subject, []).append(one)
    order = {cls: number for number, cls in enumerate(WORK_CLASSES)}
    naming = index.tasks_of_entity
    for work in sorted(
        index.works(), key=lambda row: (order[row.cls], -len(naming.get(row.id, ())), row.label, row.id)
    ):
        tasks = tuple(task.id for task in naming.get(work.id, ()))
        documents = tuple(dict.fromkeys(document for document, _, _ in work.mentions))
        yield ProjectCard(work, tuple(said.get(work.id, ())), tasks, documents)


def _years(index: Index) -> tuple[YearCount, ...]:
    """Return the targets by the year in which their due time ends, those without one last."""
    years: dict[str, list[str]] = {}
    for aim in index.aims.values():
        years.setdefault(str(aim.due.last.year) if aim.due else "", []).append(aim.id)
    return tuple(YearCount(year, tuple(years[year])) for year in sorted(years, key=lambda year: (not year, year)))
