"""Answer what is due when: what a clause states, what it inherits, and what comes back, each told apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.analyse.answers.index import Index
from kg.analyse.answers.rows import Citation
from kg.analyse.answers.times import SOON_DAYS, Due, Recurrence, read_due

STATED, INHERITED, RECURRING = "stated", "inherited", "recurring"
BASES = (STATED, INHERITED, RECURRING)
KINDS = ("task", "target", "work")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something due: a task, a target or a work (`kind`), and what its time rests on (`basis`, one of `BASES`).

    `due` is None for what recurs, `recurrence` for the rest. `bodies` are the ids of those who answer for a task.
    `state` is that of `Due.state` on the day that was asked about, empty without one; for what recurs `soon`
    where its next day (`next_day`) is near, else `later`, empty where the text says no day.
    """

    kind: str
    basis: str
    label: str
    cite: Citation
    due: Due | None = None
    recurrence: Recurrence | None = None
    bodies: tuple[str, ...] = ()
    state: str = ""
    next_day: date | None = None

    @property
    def id(self) -> str:
        """Return the IRI of the fact."""
        return self.cite.id


@dataclass(frozen=True, slots=True)
class Bar:
    """How much is due in a year, by basis; `ids` are those of the facts."""

    year: int
    stated: tuple[str, ...]
    inherited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries with a due time by its last day, then what recurs; and the tasks and targets without any time."""

    today: date | None
    entries: tuple[Entry, ...]
    years: tuple[Bar, ...]
    undated: tuple[str, ...]

    def of_state(self, state: str) -> tuple[Entry, ...]:
        """Return the entries that are `overdue`, `soon`, `later` or `earlier`."""
        return tuple(entry for entry in self.entries if entry.state == state)

    def of_basis(self, basis: str) -> tuple[Entry, ...]:
        """Return the entries whose time is stated, inherited or recurs."""
        return tuple(entry for entry in self.entries if entry.basis == basis)


def make_timeline(index: Index, *, today: date | None = None, soon_days: int = SOON_DAYS) -> Timeline:
    """Return what is due when; `today` says which of it has passed or comes within `soon_days`, no clock does."""
    entries = [*_dated(index, today, soon_days), *_works(index, today, soon_days)]
    entries.sort(key=lambda entry: (entry.due.last, entry.due.first, entry.cite.document, entry.cite.start_char))
    undated = [task.id for task in index.tasks.values() if not task.has_time]
    undated += [aim.id for aim in index.aims.values() if aim.due is None]
    return Timeline(today, (*entries, *_recurring(index, today, soon_days)), _bars(entries), tuple(undated))


def _dated(index: Index, today: date | None, soon_days: int) -> list[Entry]:
    tasks = (
        ("task", task.cite.quote, task.cite, task.due, tuple(dict.fromkeys(duty.body for duty in task.owners)))
        for task in index.tasks.values()
    )
    aims = (("target", aim.cite.quote, aim.cite, aim.due, ()) for aim in index.aims.values())
    return [
        Entry(
            kind,
            INHERITED if due.inherited else STATED,
            label,
            cite,
            due=due,
            bodies=bodies,
            state=index.state(cite, due, today, soon_days=soon_days),
        )
        for kind, label, cite, due, bodies in (*tasks, *aims)
        if due is not None
    ]


def _works(index: Index, today: date | None, soon_days: int) -> list[Entry]:
    found = []
    for relation in index.relations:
        time = index.entities.get(relation.object)
        due = read_due(time.normal) if relation.predicate == "dueBy" and time else None
        if due is not None:
            state = index.state(relation.cite, due, today, soon_days=soon_days)
            found.append(Entry("work", STATED, index.label(relation.subject), relation.cite, due=due, state=state))
    return found


def _recurring(index: Index, today: date | None, soon_days: int) -> list[Entry]:
    found = []
    for task in index.tasks.values():
        owners = tuple(dict.fromkeys(duty.body for duty in task.owners))
        for recurrence in task.recurrences:
            day = recurrence.next_day(today) if today else None
            state = ""
            if today and day:
                state = Due("", day, day, "day").state(today, soon_days=soon_days)
            found.append(
                Entry(
                    "task",
                    RECURRING,
                    task.cite.quote,
                    task.cite,
                    recurrence=recurrence,
                    bodies=owners,
                    state=state,
                    next_day=day,
                )
            )
    return found


def _bars(entries: list[Entry]) -> tuple[Bar, ...]:
    """Return the years in which something is due, in order."""
    years: dict[int, dict[str, list[str]]] = {}
    for entry in entries:
        if entry.due:
            years.setdefault(entry.due.last.year, {}).setdefault(entry.basis, []).append(entry.id)
    return tuple(
        Bar(year, tuple(years[year].get(STATED, ())), tuple(years[year].get(INHERITED, ()))) for year in sorted(years)
    )
