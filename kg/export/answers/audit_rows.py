"""Gather the rows of the accountability report in words, for its page and its Markdown alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.analyse.answers.audit import GAPS, AuditLine
from kg.analyse.answers.overview import has_none
from kg.analyse.answers.records import JOIN, name_bodies
from kg.analyse.answers.rows import Task
from kg.analyse.sectors import find_field
from kg.export.answers.register import count_rows, mark_of, verdict_rows
from kg.iri import ascii_slug

if TYPE_CHECKING:
    from kg.analyse.answers.words import Words
    from kg.analyse.commitments import Verdict
    from kg.export.answers.audit import AuditSource

Row = dict[str, Any]
_UNITS = 10_000
"""Shares are drawn in so many parts of the whole."""


def limit(words: Words, rows: list[Row], most: int | None, *, all_in: str = "") -> tuple[list[Row], str]:
    """Return the first rows, and how many those are of how many."""
    if most is None or len(rows) <= most:
        return rows, words.say("all_shown", number=len(rows))
    return rows[:most], words.say("first_shown", number=most, total=len(rows), command=all_in)


def gap_rows(source: AuditSource) -> list[Row]:
    """Return what measures lack: how many, of how many, the share."""
    total = source.audit.total
    return [
        {
            "key": gap,
            "label": source.words.name("gaps", gap),
            "number": len(total.lacking(gap)),
            "total": len(total.ids),
            "share": source.words.share(total.share(gap)),
        }
        for gap in GAPS
    ]


def document_rows(source: AuditSource) -> list[Row]:
    """Return the documents: type, number, day and issuer, what each rests on and changes, what its measures lack."""
    words, lines = source.words, {line.key: line for line in source.audit.by_document}
    rows = []
    for number, document in enumerate(source.index.documents.values()):
        when = words.say("issued", day=words.day(date_of(document.issued))) if document.issued else ""
        head = " ".join(filter(None, (words.document_type(document.type), document.number, when)))
        who = document.issuer or document.adopted_by
        links: dict[str, list[str]] = {}
        for link in document.links:
            links.setdefault(link.relation, []).append(link.label)
        rows.append(
            {
                "name": ", ".join(filter(None, (head, who))),
                "title": document.title,
                "links": [f"{words.name('links', key)}: {JOIN.join(labels)}" for key, labels in links.items()],
                "mark": f"d{number}",
                **_counts(lines[document.id]),
            }
        )
    return rows


def sector_rows(source: AuditSource) -> list[Row]:
    """Return the sectors with what their measures lack, the largest first."""
    return [
        {"name": source.words.sector(line.key), "mark": _sector_mark(line.key), **_counts(line)}
        for line in source.audit.by_sector
    ]


def body_rows(source: AuditSource) -> list[Row]:
    """Return the owners with what their measures lack, the one with most first."""
    return [
        {
            "name": source.index.label(one.count.body.id),
            "level": source.words.name("levels", one.count.level.name),
            "mark": f"b{number}",
            **_counts(one.line),
        }
        for number, one in enumerate(source.audit.by_body)
    ]


def aim_rows(source: AuditSource) -> list[Row]:
    """Return the targets by due time, those without one last."""
    words = source.words
    aims = sorted(source.index.aims.values(), key=lambda aim: (aim.due is None, aim.due.last if aim.due else 0))
    return [
        {
            "quote": aim.cite.quote,
            "place": words.place(aim.cite),
            "document": source.index.label(aim.cite.document),
            "aim": words.aim(aim),
            "due": words.due(aim.due) + (f" ({words.say('inherited')})" if aim.due.inherited else "")
            if aim.due
            else "",
        }
        for aim in aims
    ]


def year_columns(source: AuditSource) -> list[tuple[str, Sequence[tuple[str, int]], str]]:
    """Return the columns of the targets by year, empty where only one would be drawn."""
    years = source.audit.overview.targets_by_year
    found = [(year.year or source.words.say("no_year"), [("", len(year.ids))], "") for year in years]
    return found if len(found) > 1 else []


def project_rows(source: AuditSource) -> list[Row]:
    """Return the projects and works with what is said of them."""
    words = source.words
    rows = []
    for number, card in enumerate(source.audit.overview.projects):
        said = [
            {
                "what": words.term(one.predicate),
                "value": words.term(f"status/{one.value}") if one.predicate == "status" else one.value,
                "quote": one.cite.quote,
                "place": words.place(one.cite),
            }
            for one in card.said
        ]
        rows.append(
            {
                "name": card.entity.label,
                "cls": words.term(card.entity.cls),
                "said": said,
                "mark": f"w{number}",
                "total": len(card.tasks),
            }
        )
    return rows


def silent_rows(source: AuditSource) -> list[Row]:
    """Return why text gave nothing: in how many passages and which share of all documents' characters."""
    cards = source.audit.overview.documents
    characters = sum(card.characters for card in cards)
    passages: dict[str, int] = {}
    weighed: dict[str, float] = {}
    for card in cards:
        for one in card.silent:
            passages[one.reason] = passages.get(one.reason, 0) + one.passages
            weighed[one.reason] = weighed.get(one.reason, 0.0) + one.share * card.characters
    rows = [
        {
            "name": source.words.name("reasons", reason),
            "passages": number,
            "mark": f"q-{ascii_slug(reason)}",
            "share": source.words.share(weighed[reason] / characters if characters else 0.0),
            "units": round(_UNITS * weighed[reason] / characters) if characters else 0,
        }
        for reason, number in passages.items()
    ]
    return sorted(rows, key=lambda row: (-row["units"], row["name"]))


def passage_parts(source: AuditSource) -> tuple[list[Row], int, int]:
    """Return the passages that gave nothing under their documents, how many are given and how many there are."""
    every = [one for card in source.audit.overview.documents for silent in card.silent for one in silent.rows]
    order = {key: number for number, key in enumerate(source.index.documents)}
    every.sort(key=lambda one: (order[one.cite.document], one.cite.start_char, one.cite.end_char, one.reason))
    shown = every if source.rows is None else every[: source.rows]
    parts: list[Row] = []
    for one in shown:
        name = source.index.label(one.cite.document) if len(source.index.documents) > 1 else ""
        if not parts or parts[-1]["name"] != name:
            parts.append({"name": name, "rows": []})
        parts[-1]["rows"].append(
            {
                "quote": one.cite.quote,
                "place": source.words.place(one.cite),
                "reason": source.words.name("reasons", one.reason),
                "mark": f"q-{ascii_slug(one.reason)}",
            }
        )
    return parts, len(shown), len(every)


def other_rows(source: AuditSource) -> list[Row]:
    """Return how many commitments have which verdict of others, empty where nobody gave any; measures by themselves."""
    if source.register is None:
        return []
    facts = {one.id: one.fact for one in source.register.commitments}
    rows = count_rows(source.register, source.words)
    return [row | {"measures": sum(facts[key] in source.index.tasks for key in row["ids"])} for row in rows]


def said_cells(said: Sequence[Verdict], words: Words) -> Row:
    """Return what others say of a measure as cells of a table, the latest first."""
    rows = verdict_rows(tuple(said), words)
    cells = {"verdict": "verdict", "verdict_date": "day", "verdict_source": "source", "verdict_quote": "quote"}
    return {name: JOIN.join(row[key] for row in rows) for name, key in cells.items()}


def measure_parts(source: AuditSource) -> tuple[list[Row], int, int]:
    """Return the measures under their documents and sections, how many are given and how many there are."""
    order = {key: number for number, key in enumerate(source.index.documents)}
    tasks = sorted(source.index.tasks.values(), key=lambda task: (order[task.cite.document], task.cite.start_char))
    shown = tasks if source.rows is None else tasks[: source.rows]
    marks = _Marks(source)
    parts: list[Row] = []
    for task in shown:
        cite = task.cite
        heading = " ".join(f"{cite.section} {cite.heading}".split())
        name = source.index.label(cite.document) if len(source.index.documents) > 1 else ""
        name = " · ".join(filter(None, (name, heading)))
        if not parts or parts[-1]["name"] != name:
            parts.append({"name": name, "rows": []})
        parts[-1]["rows"].append(_measure(source, task, marks))
    return parts, len(shown), len(tasks)


def date_of(written: str) -> Any:
    """Return the day of an ISO date."""
    from kg.analyse.answers.times import read_day

    return read_day(written)


def _measure(source: AuditSource, task: Task, marks: _Marks) -> Row:
    words = source.words
    times = [words.due(task.due)] if task.due else []
    times += [words.recurrence(one) for one in task.recurrences]
    state = source.index.state(task.cite, task.due, source.today, soon_days=source.soon_days)
    return {
        "quote": task.cite.quote,
        "place": words.place(task.cite),
        "owners": name_bodies(source.index, (duty.body for duty in task.owners)),
        "due": JOIN.join(times),
        "inherited": bool(task.due and task.due.inherited),
        "state": words.name("states", state) if state else "",
        "target": JOIN.join(source.index.aims[target].cite.quote for target in task.targets),
        "said": verdict_rows(source.said.get(task.id, ()), words),
        "marks": " ".join(marks.of(task)),
    }


class _Marks:
    """The classes by which the rows of measures are chosen."""

    def __init__(self, source: AuditSource) -> None:
        self.documents = {key: f"d{number}" for number, key in enumerate(source.index.documents)}
        self.bodies = {one.count.body.id: f"b{number}" for number, one in enumerate(source.audit.by_body)}
        self.found: dict[str, list[str]] = {}
        for finding in source.audit.overview.findings:
            for key in finding.ids:
                self.found.setdefault(key, []).append(f"h-{finding.key}")
        if source.register:
            for one in source.register.commitments:
                self.found.setdefault(one.fact, []).append(mark_of(source.register.latest(one.id)))
        for number, card in enumerate(source.audit.overview.projects):
            for key in card.tasks:
                self.found.setdefault(key, []).append(f"w{number}")

    def of(self, task: Task) -> list[str]:
        """Return the classes of a measure's row."""
        lacks = {"owner": not task.owners, "time": not task.has_time, "target": not task.targets, "all": has_none(task)}
        bodies = dict.fromkeys(self.bodies[duty.body] for duty in task.owners if duty.body in self.bodies)
        return [
            *(f"g-{gap}" for gap in GAPS if lacks[gap]),
            *self.found.get(task.id, ()),
            self.documents[task.cite.document],
            _sector_mark(find_field(task.sector)),
            *bodies,
        ]


def _sector_mark(code: str) -> str:
    return "s-" + (code.replace(".", "-") or "none")


def _counts(line: AuditLine) -> Row:
    return {"total": len(line.ids), "lacking": [len(line.lacking(gap)) for gap in GAPS]}
