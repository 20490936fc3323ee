"""Write the accountability report as Markdown that any viewer shows: headings, tables, and a list of every measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.export.answers.audit_rows import (
    aim_rows,
    body_rows,
    document_rows,
    limit,
    measure_parts,
    other_rows,
    passage_parts,
    project_rows,
    sector_rows,
    silent_rows,
)

if TYPE_CHECKING:
    from kg.export.answers.audit import AuditSource

_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_LINE_MARKS = re.compile(r"^([-+]|\d+[.)])(?= )")
_LACKING = ("no_owner", "no_time", "no_target", "none")


def plain(text: str) -> str:
    """Return a text on one line with the characters escaped that Markdown would take for marks."""
    return _LINE_MARKS.sub(r"\\\1", _MARKS.sub(r"\\\1", " ".join(text.split())))


def to_markdown(source: AuditSource) -> str:
    """Return the report."""
    lines = [*_head(source), *_numbers(source), *_lists(source), *_measures(source), *_passages(source)]
    lines += _unknown(source)
    return "\n".join(lines) + "\n"


def _head(source: AuditSource) -> Iterator[str]:
    words = source.words
    yield f"# {words.say('audit')}: {plain(source.title)}"
    yield ""
    if source.about:
        yield from (plain(source.about), "")
    if source.today:
        yield from (words.say("as_of", day=words.day(source.today)), "")
    yield from (f"## {words.say('findings')}", "")
    yield from (f"- {words.finding(one)}" for one in source.audit.overview.findings)
    yield from (f"- {plain(words.copies(one))}" for one in source.audit.overview.copies)


def _numbers(source: AuditSource) -> Iterator[str]:
    from kg.export.answers.audit import BODIES_SHOWN

    words = source.words
    name = words.name
    lacking = [name("columns", key) for key in _LACKING]
    rows = [
        (" ".join(filter(None, (f"**{plain(one['name'])}**", plain(one["title"])))), one["total"], *one["lacking"])
        for one in document_rows(source)
    ]
    heads = [name("columns", "document"), name("columns", "tasks"), *lacking]
    yield from _table(words.say("documents"), heads, rows)
    for one in document_rows(source):
        yield from (f"- {plain(link)}" for link in one["links"])
    rows = [(one["name"], one["number"], one["measures"]) for one in other_rows(source)]
    heads = [name("columns", "verdict"), words.say("commitment"), name("columns", "tasks")]
    yield from _table(words.say("say_others"), heads, rows)
    if rows:
        yield from ("", words.say("not_ours"))
    heads = [name("columns", "document"), name("columns", "tasks"), *lacking]
    rows = [(plain(one["name"]), one["total"], *one["lacking"]) for one in sector_rows(source)]
    yield from _table(words.say("by_sector"), [name("columns", "sector"), *heads[1:]], rows)
    bodies, shown = limit(words, body_rows(source), BODIES_SHOWN, all_in="kg tasks")
    rows = [(plain(one["name"]), one["level"], one["total"], *one["lacking"][1:3]) for one in bodies]
    heads = [name("columns", key) for key in ("body", "level", "owned", "no_time", "no_target")]
    yield from _table(words.say("by_body"), heads, rows)
    if rows:
        yield from ("", shown)


def _lists(source: AuditSource) -> Iterator[str]:
    words = source.words
    name = words.name
    rows = [
        (f"“{plain(one['quote'])}” ({plain(one['document'])}, {plain(one['place'])})", plain(one["aim"]), one["due"])
        for one in aim_rows(source)
    ]
    yield from _table(words.say("targets"), [name("columns", key) for key in ("quote", "target", "due")], rows)
    rows = [
        (
            plain(one["name"]),
            one["cls"],
            "; ".join(f"{said['what']}: {plain(said['value'])} (“{plain(said['quote'])}”)" for said in one["said"]),
            one["total"],
        )
        for one in project_rows(source)
    ]
    yield from _table(
        words.say("projects"), [name("columns", key) for key in ("label", "class", "said", "tasks")], rows
    )
    rows = [(one["name"], one["passages"], one["share"]) for one in silent_rows(source)]
    yield from _table(words.say("silent"), [name("columns", key) for key in ("reason", "passages", "share")], rows)


def _measures(source: AuditSource) -> Iterator[str]:
    from kg.export.answers.audit import rows_words

    words = source.words
    parts, shown, total = measure_parts(source)
    yield from ("", f"## {words.say('every')}", "", rows_words(words, shown, total))
    for part in parts:
        yield from ("", f"### {plain(part['name'])}", "") if part["name"] else ("",)
        for one in part["rows"]:
            inherited = f" ({words.say('inherited')})" if one["inherited"] else ""
            due = one["due"] + inherited if one["due"] else ""
            told = [
                f"{words.name('columns', key)}: {plain(value) or '–'}"
                for key, value in (("owners", one["owners"]), ("due", due), ("target", one["target"]))
            ]
            state = [one["state"]] if one["state"] else []
            yield f"- “{plain(one['quote'])}”  "
            yield "  " + " · ".join([*told, *state, plain(one["place"])])
            for said in one["said"]:
                quote = f", “{plain(said['quote'])}”" if said["quote"] else ""
                told = f"{said['verdict']} ({said['day']}, {plain(said['source'])}{quote})"
                yield f"  - {words.say('say_others')}: {told}"


def _passages(source: AuditSource) -> Iterator[str]:
    from kg.export.answers.audit import rows_words

    parts, shown, total = passage_parts(source)
    if not parts:
        return
    yield from ("", f"## {source.words.say('every_passage')}", "", rows_words(source.words, shown, total))
    for part in parts:
        yield from ("", f"### {plain(part['name'])}", "") if part["name"] else ("",)
        for one in part["rows"]:
            quote = f" “{plain(one['quote'])}”" if one["quote"] else ""
            yield f"- **{one['reason']}**{quote} ({plain(one['place'])})"


def _unknown(source: AuditSource) -> Iterator[str]:
    yield from ("", f"## {source.words.say('unknown')}", "")
    yield from (f"- {one}" for one in source.words.unknown("audit"))


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a heading and a table; nothing without rows."""
    found = list(rows)
    if not found:
        return
    yield from ("", f"## {title}", "")
    yield "| " + " | ".join(heads) + " |"
    yield "| " + " | ".join("---" for _ in heads) + " |"
    for row in found:
        yield "| " + " | ".join(str(cell) if cell not in ("", None) else "–" for cell in row) + " |"
