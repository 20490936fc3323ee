"""Write the accountability report of a folder: a page, Markdown, CSV with a row for each measure, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from kg.analyse.answers.audit import GAPS, Audit, AuditLine, make_audit
from kg.analyse.answers.index import Index
from kg.analyse.answers.overview import Finding
from kg.analyse.answers.plain import to_plain
from kg.analyse.answers.records import Record, measure_records
from kg.analyse.answers.silence import SilentRow
from kg.analyse.answers.times import SOON_DAYS
from kg.analyse.answers.words import Words
from kg.analyse.commitments import Register
from kg.export.answers.audit_rows import (
    aim_rows,
    body_rows,
    document_rows,
    gap_rows,
    limit,
    measure_parts,
    other_rows,
    passage_parts,
    project_rows,
    said_cells,
    sector_rows,
    silent_rows,
    year_columns,
)
from kg.export.answers.page import Pick, render
from kg.export.answers.table import make_table, title_of, to_csv

BODIES_SHOWN = 30
"""So many owners the report lists, and how many there are in all."""


class AuditSource:
    """What every form of the report is made from: the index, its audit, words, the day asked about, rows to show.

    `said` is what others say of measures and targets, by the IRI of the fact; `register` is there only with verdicts.
    """

    def __init__(
        self,
        index: Index,
        report: Mapping[str, Any] | None,
        *,
        lang: str = "vi",
        today: date | None = None,
        soon_days: int = SOON_DAYS,
        rows: int | None = None,
        register: Register | None = None,
        silent: Iterable[SilentRow] = (),
    ) -> None:
        self.index, self.words = index, Words(lang)
        self.register = register if register and register.verdicts else None
        self.said = self.register.by_fact() if self.register else {}
        self.today, self.soon_days, self.rows = today, soon_days, rows
        self.audit: Audit = make_audit(index, report, silent=silent)

    @property
    def title(self) -> str:
        """Return the title of the one document, or how many there are."""
        return title_of(self.index, self.words)

    @property
    def about(self) -> str:
        """Return who issued the one document and when, empty for several."""
        return document_rows(self)[0]["name"] if len(self.index.documents) == 1 else ""


def write_audit(
    index: Index,
    report: Mapping[str, Any] | None = None,
    *,
    format: str = "html",
    lang: str = "vi",
    today: date | None = None,
    soon_days: int = SOON_DAYS,
    rows: int | None = None,
    register: Register | None = None,
    silent: Iterable[SilentRow] = (),
) -> bytes:
    """Return the report in one of `AUDIT_FORMATS`; `rows` limits the measures of page and Markdown, which say so.

    `silent` are the passages that gave nothing (`kg.export.read_silent`), listed behind their numbers, limited alike.

    What others say of the commitments of a `register` stands apart from what the documents say, under their name.
    """
    chosen = {"lang": lang, "today": today, "soon_days": soon_days, "rows": rows}
    return AUDIT_FORMATS[format](AuditSource(index, report, **chosen, register=register, silent=silent))


def _to_html(source: AuditSource) -> bytes:
    words, audit = source.words, source.audit
    sectors, documents, projects = sector_rows(source), document_rows(source), project_rows(source)
    bodies, bodies_shown = limit(words, body_rows(source), BODIES_SHOWN, all_in="kg tasks")
    parts, shown, total = measure_parts(source)
    picks = [*_picks(audit, words)]
    picks += [Pick(one["mark"], one["name"], one["total"]) for one in (*documents, *sectors, *bodies, *projects)]
    others = other_rows(source)
    picks += [Pick(one["mark"], one["name"], one["measures"]) for one in others]
    silent = silent_rows(source)
    passages, passages_shown, passages_total = passage_parts(source)
    covered = sum(card.share * card.characters for card in audit.overview.documents)
    characters = sum(card.characters for card in audit.overview.documents)
    return render(
        "audit.html",
        words,
        title=source.title,
        answer="audit",
        picks=[pick for pick in picks if pick.number],
        about=source.about,
        today=words.day(source.today) if source.today else "",
        gaps=gap_rows(source),
        copies=[words.copies(one) for one in audit.overview.copies],
        findings=[{"finding": one, "sentence": words.finding(one)} for one in audit.overview.findings],
        documents=documents,
        sectors=sectors,
        bodies=bodies,
        bodies_shown=bodies_shown,
        aims=aim_rows(source),
        years=year_columns(source),
        projects=projects,
        silent=silent,
        passages=passages,
        passage_picks=[Pick(one["mark"], one["name"], one["passages"]) for one in silent] if passages else [],
        passages_shown=rows_words(words, passages_shown, passages_total),
        covered=words.say("covered", share=words.share(covered / characters if characters else 0.0)),
        others=others,
        parts=parts,
        rows_shown=rows_words(words, shown, total),
    )


def rows_words(words: Words, shown: int, total: int) -> str:
    """Return how many rows are shown of how many."""
    if shown == total:
        return words.say("all_shown", number=total)
    return words.say("some_shown", number=shown, total=total)


def _picks(audit: Audit, words: Words) -> list[Pick]:
    gaps = [Pick(f"g-{gap}", words.name("gaps", gap), len(audit.total.lacking(gap))) for gap in GAPS]
    return gaps + [Pick(f"h-{one.key}", words.finding(one), one.number) for one in audit.overview.findings]


def _to_csv(source: AuditSource) -> bytes:
    return to_csv(make_table(_records(source), source.words))


def _records(source: AuditSource) -> list[Record]:
    """Return a record for each measure; where others speak of measures, what they say in columns of its own."""
    records = measure_records(source.index, today=source.today, soon_days=source.soon_days)
    if source.register is None:
        return records
    return [record | said_cells(source.said.get(record["id"], ()), source.words) for record in records]


def _to_json(source: AuditSource) -> bytes:
    """Return the report for programs: numbers with the ids behind them, and a record for each measure."""
    overview, words = source.audit.overview, {lang: Words(lang) for lang in ("vi", "en")}
    value = {
        "today": source.today.isoformat() if source.today else None,
        "findings": [_finding(one, words) for one in overview.findings],
        "gaps": _line(source.audit.total),
        "by_document": [_line(line) for line in source.audit.by_document],
        "by_sector": [_line(line) for line in source.audit.by_sector],
        "by_body": [
            {"label": source.index.label(one.count.body.id), "level": one.count.level.name} | _line(one.line)
            for one in source.audit.by_body
        ],
        "documents": to_plain(overview.documents),
        "copies": to_plain(overview.copies),
        "projects": to_plain(overview.projects),
        "targets": to_plain(list(source.index.aims.values())),
        "measures": measure_records(source.index, today=source.today, soon_days=source.soon_days),
    }
    if source.register:
        value["verdicts_of_others"] = _said(source.register)
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="replace")


def _said(register: Register) -> dict[str, object]:
    """Return what others say: how many commitments have which verdict, and each verdict with the facts it speaks of."""
    facts = {one.id: one.fact for one in register.commitments}
    return {
        "counts": {kind: len(ids) for kind, ids in register.count_verdicts().items()},
        "verdicts": [{**to_plain(one), "fact": facts[one.id]} for one in register.verdicts],
    }


def _finding(one: Finding, words: dict[str, Words]) -> dict[str, object]:
    sentences = {lang: word.finding(one) for lang, word in words.items()}
    return {"key": one.key, "number": one.number, "total": one.total, "sentence": sentences, "ids": list(one.ids)}


def _line(line: AuditLine) -> dict[str, object]:
    lacking = {f"no_{gap}" if gap != "all" else "none": list(line.lacking(gap)) for gap in GAPS}
    return {"key": line.key, "number": len(line.ids)} | lacking


def _to_markdown(source: AuditSource) -> bytes:
    from kg.export.answers.audit_markdown import to_markdown

    return to_markdown(source).encode("utf-8", errors="replace")


AUDIT_FORMATS: dict[str, Callable[[AuditSource], bytes]] = {
    "html": _to_html,
    "md": _to_markdown,
    "csv": _to_csv,
    "json": _to_json,
}
"""The forms of the report."""
