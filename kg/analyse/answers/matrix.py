"""Answer who has to do what by when: bodies against tasks, sectors or documents, and one sheet a body.

A beneficiary has nothing to do: it stands in no row of the matrix, and apart in a sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.analyse.answers.index import Index
from kg.analyse.answers.levels import LEVELS, Level
from kg.analyse.answers.rows import BENEFICIARY, Duty, EntityRow, Task
from kg.analyse.sectors import find_field, read_sector_labels
from kg.errors import OptionError
from kg.iri import ascii_slug
from kg.model import ROLES

BY = ("task", "sector", "document")
SORTS = ("number", "name", "due")
DOERS = tuple(role for role in ROLES if role != BENEFICIARY)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One body's role in one task. `task.due` and `duty.inherited` say when, and whether it is said of the task."""

    body: EntityRow
    level: Level
    duty: Duty
    task: Task

    @property
    def role(self) -> str:
        """Return its role."""
        return self.duty.role


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the matrix: the id of a task or document or the code of a sector, and what to call it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one body has to do in one column: its assignments, and the earliest day on which one of them is due."""

    assignments: tuple[Assignment, ...]

    @property
    def roles(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of the tasks by role, roles in the order of `kg.model.ROLES`."""
        found: dict[str, dict[str, None]] = {}
        for one in self.assignments:
            found.setdefault(one.role, {})[one.task.id] = None
        return {role: tuple(found[role]) for role in ROLES if role in found}

    @property
    def due(self) -> Task | None:
        """Return the task that is due first, None where none is; of as early ones one that states it itself."""
        dated = [one.task for one in self.assignments if one.task.due]
        return min(dated, key=lambda task: (task.due.last, task.due.inherited, task.id), default=None)

    @property
    def recurring(self) -> bool:
        """Say whether something in it comes back."""
        return any(one.task.recurrences for one in self.assignments)


@dataclass(frozen=True, slots=True)
class Row:
    """A body with its cells by column key, and all of it in `total`."""

    body: EntityRow
    level: Level
    cells: dict[str, Cell]
    total: Cell


@dataclass(frozen=True, slots=True)
class Matrix:
    """Bodies against tasks, sectors or documents (`by`); only cells that hold something are there."""

    by: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def by_level(self) -> dict[str, tuple[Row, ...]]:
        """Return the rows of each level, from the centre down."""
        return {level: rows for level in LEVELS if (rows := tuple(row for row in self.rows if row.level.name == level))}


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that concerns one body: what it has to do (due first), and apart what is done for it."""

    body: EntityRow
    level: Level
    duties: tuple[Assignment, ...]
    benefits: tuple[Assignment, ...]


def list_assignments(index: Index) -> tuple[Assignment, ...]:
    """Return every role of every body in every task, in the order of the tasks; beneficiaries too."""
    levels = {key: body.level for key, body in index.bodies.items()}
    return tuple(
        Assignment(index.bodies[duty.body], levels[duty.body], duty, task)
        for task in index.tasks.values()
        for duty in task.duties
        if duty.body in levels
    )


def find_bodies(index: Index, name: str) -> tuple[str, ...]:
    """Return the ids of the bodies that an IRI or a name means, whatever the accents: exact names before parts of one.

    Raises `OptionError` where there is none, naming some that are like it.
    """
    if name in index.bodies:
        return (name,)
    wanted = ascii_slug(name)
    slugs = {key: {ascii_slug(one) for one in (index.label(key), *body.names)} for key, body in index.bodies.items()}
    exact = tuple(key for key, names in slugs.items() if wanted in names)
    if exact or not wanted:
        found = exact
    else:
        found = tuple(key for key, names in slugs.items() if any(f"-{wanted}-" in f"-{one}-" for one in names))
    if not found:
        from difflib import get_close_matches

        labels = {ascii_slug(body.label): body.label for body in index.bodies.values()}
        close = [labels[slug] for slug in get_close_matches(wanted, labels, n=3)]
        raise OptionError(f"no body with a task is called {name!r}", remedy="like it: " + ("; ".join(close) or "none"))
    return found


def select(
    assignments: Iterable[Assignment],
    *,
    bodies: Sequence[str] = (),
    roles: Sequence[str] = (),
    levels: Sequence[str] = (),
    sectors: Sequence[str] = (),
    documents: Sequence[str] = (),
    due_before: date | None = None,
) -> tuple[Assignment, ...]:
    """Return the assignments that fit all that is asked; what is left empty asks nothing.

    `due_before` keeps what has a due time that ends on that day or earlier. `sectors` keeps their finer ones too.
    Raises `OptionError` for a role, level or sector that there is not.
    """
    fields = tuple(read_sector_labels())
    for given, known, what in ((roles, ROLES, "role"), (levels, LEVELS, "level"), (sectors, fields, "sector")):
        for one in given:
            if one not in known:
                raise OptionError(f"no {what} is called {one!r}", remedy=f"one of {', '.join(known)}")

    def fits(one: Assignment) -> bool:
        task = one.task
        codes = {*task.sectors, *map(find_field, task.sectors)}
        return (
            (not bodies or one.body.id in bodies)
            and (not roles or one.role in roles)
            and (not levels or one.level.name in levels)
            and (not sectors or not codes.isdisjoint(sectors))
            and (not documents or task.cite.document in documents)
            and (due_before is None or (task.due is not None and task.due.last <= due_before))
        )

    return tuple(filter(fits, assignments))


def make_matrix(index: Index, assignments: Iterable[Assignment], *, by: str = "sector", sort: str = "number") -> Matrix:
    """Return the matrix of some assignments; raises `OptionError` for columns or an order that there are not.

    Rows by number of tasks, by name, or by the day that something is due first; columns as the documents have them,
    sectors by number of tasks.
    """
    for given, known, what in ((by, BY, "columns"), (sort, SORTS, "an order")):
        if given not in known:
            raise OptionError(f"the matrix has no {what} called {given!r}", remedy=f"one of {', '.join(known)}")
    doing = [one for one in assignments if one.role != BENEFICIARY]
    keys = {
        "task": lambda task: task.id,
        "sector": lambda task: find_field(task.sector),
        "document": lambda t: t.cite.document,
    }
    columns: dict[str, list[Assignment]] = {}
    rows: dict[str, dict[str, list[Assignment]]] = {}
    for one in doing:
        key = keys[by](one.task)
        columns.setdefault(key, []).append(one)
        rows.setdefault(one.body.id, {}).setdefault(key, []).append(one)
    order = sorted(columns, key=lambda key: (-len(columns[key]), key)) if by == "sector" else list(columns)
    made = [_row(cells) for cells in rows.values()]
    return Matrix(
        by,
        tuple(Column(key, _name(index, key, by=by)) for key in order),
        tuple(sorted(made, key=lambda row: _rank(row, sort))),
    )


def make_sheets(assignments: Iterable[Assignment]) -> tuple[Sheet, ...]:
    """Return a sheet for each body, the one with most to do first."""
    found: dict[str, list[Assignment]] = {}
    for one in assignments:
        found.setdefault(one.body.id, []).append(one)
    sheets = []
    for own in found.values():
        duties = sorted((one for one in own if one.role != BENEFICIARY), key=_when)
        benefits = sorted((one for one in own if one.role == BENEFICIARY), key=_when)
        sheets.append(Sheet(own[0].body, own[0].level, tuple(duties), tuple(benefits)))
    return tuple(sorted(sheets, key=lambda sheet: (-len(sheet.duties), sheet.body.label, sheet.body.id)))


def _row(cells: dict[str, list[Assignment]]) -> Row:
    own = [one for cell in cells.values() for one in cell]
    return Row(own[0].body, own[0].level, {key: Cell(tuple(cell)) for key, cell in cells.items()}, Cell(tuple(own)))


def _rank(row: Row, sort: str) -> tuple[object, ...]:
    name = (ascii_slug(row.body.label), row.body.id)
    number = -len({one.task.id for one in row.total.assignments})
    if sort == "due":
        first = row.total.due
        return (first.due.last if first and first.due else date.max, number, *name)
    return (number, *name) if sort == "number" else name


def _when(one: Assignment) -> tuple[object, ...]:
    """Rank an assignment: by the day it is due, then as the documents have it."""
    cite = one.task.cite
    return (one.task.due.last if one.task.due else date.max, cite.document, cite.start_char, cite.id, one.role)


def _name(index: Index, key: str, *, by: str) -> str:
    """Return what to call a column; a sector by its code, which whoever shows it puts into words."""
    if by == "task":
        return index.tasks[key].cite.quote
    return index.label(key) if by == "document" else key
