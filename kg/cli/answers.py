"""`kg audit`, `kg tasks`, `kg timeline`: answers that people read, on the screen or as a file to hand on."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from kg.cli.console import as_typed, print_table, write_bytes
from kg.cli.options import Folder, Language, Previous, Verdicts, check_register
from kg.errors import OptionError

if TYPE_CHECKING:
    from datetime import date

    from kg.analyse.answers import Index
    from kg.analyse.commitments import Register
    from kg.export.answers.table import Table


class AuditFormat(StrEnum):
    """The forms of the accountability report; a test compares them with `kg.export.answers.AUDIT_FORMATS`."""

    html = "html"
    md = "md"
    csv = "csv"
    json = "json"


class TaskFormat(StrEnum):
    """The forms of responsibilities."""

    table = "table"
    csv = "csv"
    json = "json"
    xlsx = "xlsx"
    html = "html"


class TimelineFormat(StrEnum):
    """The forms of a timeline."""

    table = "table"
    csv = "csv"
    json = "json"
    ics = "ics"
    html = "html"


class By(StrEnum):
    """What a row or column of responsibilities is."""

    task = "task"
    body = "body"
    sector = "sector"
    document = "document"


class Sort(StrEnum):
    """The order of bodies."""

    number = "number"
    name = "name"
    due = "due"


File = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="F", help="The file to write; its ending tells the format.", show_default=False
    ),
]
Lang = Annotated[Language, typer.Option("--lang", help="The language of heads and sentences; quotes stay as they are.")]
Documents = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        "-d",
        metavar="DOC",
        help="Only this document, by slug, IRI, path or name; more than once.",
        show_default=False,
    ),
]
Today = Annotated[
    str,
    typer.Option(
        "--today",
        metavar="DATE",
        help="Mark what is overdue or soon due on this day, such as 2026-06-30.",
        show_default=False,
    ),
]
Soon = Annotated[int, typer.Option("--soon", metavar="DAYS", min=0, help="Within so many days it is soon.")]
Bodies = Annotated[
    list[str] | None,
    typer.Option(
        "--body",
        metavar="NAME",
        help="Only this body, by name (accents may be left out) or IRI; more than once.",
        show_default=False,
    ),
]
Roles = Annotated[
    list[str] | None,
    typer.Option("--role", help="Only this role, such as lead; more than once.", show_default=False),
]
Levels = Annotated[
    list[str] | None,
    typer.Option("--level", help="Only bodies of this level, such as province; more than once.", show_default=False),
]
Sectors = Annotated[
    list[str] | None,
    typer.Option("--sector", help="Only this sector, such as transport; more than once.", show_default=False),
]
Before = Annotated[
    str,
    typer.Option("--due-before", metavar="TIME", help="Only what is due by the end of 2026, 2026-06 or 2026-06-30."),
]
Columns = Annotated[
    By, typer.Option("--by", help="A row a task, a row a body, or bodies against sectors or documents.")
]
Order = Annotated[Sort, typer.Option("--sort", help="The order of bodies.")]
_Kind = TypeVar("_Kind", bound=StrEnum)
_TASK_KEYS = ("body", "role", "due", "due_basis", "state", "recurrence", "quote", "document", "start", "end")
_ENTRY_KEYS = ("due", "due_basis", "recurrence", "state", "kind", "owners", "quote", "document", "start", "end")


def audit(
    out: Folder,
    file: File = None,
    format: Annotated[
        AuditFormat | None,
        typer.Option("--format", help="The format, where no file's ending tells it.", show_default=False),
    ] = None,
    document: Documents = None,
    today: Today = "",
    soon: Soon = 90,
    rows: Annotated[
        int | None,
        typer.Option(
            "--rows",
            min=0,
            help="List so many measures and silent passages in page and Markdown; all without.",
            show_default=False,
        ),
    ] = None,
    verdicts: Verdicts = None,
    register: Previous = None,
    lang: Lang = Language.vi,
) -> None:
    """Report which measures name nobody who answers for them, no time and no target, each with its sentence."""
    from kg.analyse.answers import make_audit
    from kg.analyse.answers.words import Words
    from kg.export.answers import write_audit

    chosen = _format(AuditFormat, format, file)
    index, report = _open(out, document)
    others = _register(out, index, register, verdicts)
    if chosen is not None:
        options = {"lang": lang.value, "today": _day(today), "soon_days": soon, "rows": rows, "register": others}
        options["silent"] = _silent(out, index)
        write_bytes(write_audit(index, report, format=chosen.value, **options), file)
        return
    words, found = Words(lang.value), make_audit(index, report)
    for finding in found.overview.findings:
        print(words.finding(finding))
    print()
    for kind, ids in others.count_verdicts().items() if others else ():
        print(f"{words.say('say_others')}: {words.name('verdicts', kind)} {len(ids)}")
    heads = [words.name("columns", key) for key in ("sector", "tasks", "no_owner", "no_time", "no_target", "none")]
    lines = [
        [words.sector(line.key), *(str(len(ids)) for ids in (line.ids, line.owner, line.time, line.target, line.all))]
        for line in found.by_sector
    ]
    print_table(heads, lines)
    print(f"\n-o FILE.html|md|csv|json: {words.say('audit').lower()}")


def tasks(
    out: Folder,
    file: File = None,
    format: Annotated[
        TaskFormat | None,
        typer.Option("--format", help="The format; a table on the screen without.", show_default=False),
    ] = None,
    body: Bodies = None,
    role: Roles = None,
    level: Levels = None,
    sector: Sectors = None,
    document: Documents = None,
    due_before: Before = "",
    by: Columns = By.task,
    sort: Order = Sort.number,
    today: Today = "",
    soon: Soon = 90,
    lang: Lang = Language.vi,
) -> None:
    """Show who has to do what by when, in which role; an inherited due time or role is marked as such."""
    from kg.analyse.answers import DOERS, find_bodies, list_assignments, read_until, select
    from kg.export.answers.tasks import TASK_FORMATS, TaskSource

    chosen = _format(TaskFormat, format, file) or TaskFormat.table
    index, _ = _open(out, document)
    sheets = chosen in (TaskFormat.xlsx, TaskFormat.html)
    every = select(
        list_assignments(index),
        bodies=[found for name in body or () for found in find_bodies(index, as_typed(name))],
        roles=role or (),
        levels=level or (),
        sectors=sector or (),
        due_before=read_until(due_before) if due_before else None,
    )
    assignments = every if sheets or role else select(every, roles=DOERS)
    day = _day(today)
    source = TaskSource(index, assignments, by=by.value, sort=sort.value, lang=lang.value, today=day, soon_days=soon)
    if chosen is not TaskFormat.table:
        write_bytes(TASK_FORMATS[chosen.value](source), file)
        return
    keys = _TASK_KEYS if by is By.task else ()
    if len(index.documents) == 1:
        keys = tuple(key for key in keys if key != "document")
    _print(source.table(), keys, file)
    number = len({one.task.id for one in assignments})
    print(source.words.say("rows_by_task", number=number, total=len(assignments)))
    if len(every) > len(assignments):
        print(source.words.say("beneficiaries_left", number=len(every) - len(assignments)))


def timeline(
    out: Folder,
    file: File = None,
    format: Annotated[
        TimelineFormat | None,
        typer.Option("--format", help="The format; a table on the screen without.", show_default=False),
    ] = None,
    document: Documents = None,
    today: Today = "",
    soon: Soon = 90,
    lang: Lang = Language.vi,
) -> None:
    """Show what is due when: what clauses state, what they inherit, and what comes back, each told apart."""
    from kg.analyse.answers import make_timeline
    from kg.export.answers.calendar import count_left_out
    from kg.export.answers.timeline import TIMELINE_FORMATS, TimelineSource

    chosen = _format(TimelineFormat, format, file) or TimelineFormat.table
    index, _ = _open(out, document)
    found = make_timeline(index, today=_day(today), soon_days=soon)
    source = TimelineSource(index, found, lang=lang.value)
    if chosen is not TimelineFormat.table:
        write_bytes(TIMELINE_FORMATS[chosen.value](source), file)
        left = count_left_out(index, found) if chosen is TimelineFormat.ics else 0
        if left:
            print(f"kg: {source.words.say('left_out', number=left)}", file=sys.stderr)
        return
    hidden = {"" if found.today else "state", "document" if len(index.documents) == 1 else ""}
    _print(source.table(), tuple(key for key in _ENTRY_KEYS if key not in hidden), file)
    print(source.words.say("all_shown", number=len(found.entries)))
    print(source.words.say("undated", number=len(found.undated)))


def _open(out: Path, documents: list[str] | None) -> tuple[Index, dict[str, Any]]:
    """Return the index and the report of a folder, of some documents only where they are named."""
    import kg

    with kg.open(out) as graph:
        return graph.index(*map(as_typed, documents or ())), graph.report


def _silent(out: Path, index: Index) -> list[dict[str, Any]]:
    """Return the passages of the chosen documents that gave nothing."""
    import kg

    with kg.open(out) as graph:
        return graph.silent(*index.documents) if index.documents else []


def _register(out: Path, index: Index, previous: Path | None, verdicts: Path | None) -> Register | None:
    """Return the register of the chosen documents with what others say of them, None where no file says it."""
    import kg

    check_register(verdicts, previous)
    if verdicts is None:
        return None
    with kg.open(out) as graph:
        return graph.register(previous=previous, verdicts=verdicts).of(*index.documents)


def _day(today: str) -> date | None:
    from kg.analyse.answers import read_day

    return read_day(today) if today else None


def _format(kinds: type[_Kind], given: _Kind | None, file: Path | None) -> _Kind | None:
    """Return the format that was asked for, or that a file's ending tells; raises `OptionError` for an unknown one."""
    if given is not None or file is None:
        return given
    suffix = file.suffix.lower().removeprefix(".")
    if suffix in {kind.value for kind in kinds}:
        return kinds(suffix)
    known = ", ".join(kind.value for kind in kinds if kind.value != "table")
    raise OptionError(f"{str(file)!r} tells no format", remedy=f"add --format, one of {known}")


def _print(table: Table, keys: tuple[str, ...], file: Path | None) -> None:
    """Print a table, of some columns only."""
    if file is not None and str(file) != "-":
        raise OptionError("a table is for the screen", remedy="write csv, json or html to a file")
    at = [table.keys.index(key) for key in (keys or table.keys) if key in table.keys]
    print_table([table.heads[i] for i in at], [[row[i] for i in at] for row in table.cells()])
