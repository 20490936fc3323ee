"""Pages that answer: overview, responsibilities, timeline, audit, and the lists behind their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.rest.answers import ENDPOINTS, MEASURE_FIELDS, as_file, compute
from kg.serve.rest.fields import DOCUMENT, LEVELS, ROLES, TASK_FIELDS, TODAY, Field, read_fields
from kg.serve.site.asking import Paging, asked_page
from kg.serve.site.frame import at, demand_html, here, render
from kg.serve.words import language, load, read_own, say

_ROWS, _BODIES, _MOST = 50, 100, 30
_SHOWN = {
    "tasks": ("body", "role", "due", "target"),
    "sheet": ("due", "role", "target"),
    "measures": ("owners", "due", "target"),
    "targets": ("indicator", "aim", "baseline", "due"),
    "timeline": ("due", "kind", "label", "owners"),
    "silent": ("reason",),
}
_BESIDE = {"due": ("due_basis", "recurrence", "state"), "role": ("role_inherited",)}
"""What stands in small letters below a cell."""
_COMPARED = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ "}


async def overview(request: Request) -> Response:
    """Return what the documents, or one of them, are and what they hold."""
    demand_html(request, "this is a page; the same is at /api/overview")
    read = read_fields(request, (DOCUMENT,))
    found = await compute(request, "overview", **read, most=_MOST)
    words, slug = _words(request), request.query_params.get("document", "")
    years = [
        (
            one["year"] or words.say("no_year"),
            [("", one["targets"])],
            _to(request, "/targets", year=one["year"] or "none"),
        )
        for one in found["targets_by_year"]
    ]
    findings = [(one["key"], say_finding(words, one), one["number"]) for one in found["findings"]]
    return _render(
        request, "overview.html", answer="audit", found=found, findings=findings, years=years, slug=slug, most=_MOST
    )


async def audit(request: Request) -> Response:
    """Return which measures lack an owner, a time, a target, or all three."""
    demand_html(request, "this is a page; the same is at /api/audit")
    found = await compute(request, "audit", **read_fields(request, (DOCUMENT,)), most=_MOST)
    site = request.app.state.site
    for line in found["by_document"]:
        line["listed"] = site.by_iri.get(line["key"])
    return _render(request, "audit.html", answer="audit", found=found, most=_MOST)


async def measures(request: Request) -> Response:
    """Return a list of measures behind a number."""
    return await _list(request, "measures", (*MEASURE_FIELDS, TODAY), answer="audit")


async def targets(request: Request) -> Response:
    """Return a list of targets."""
    return await _list(request, "targets", _fields("targets"), answer="audit")


async def silent(request: Request) -> Response:
    """Return a list of the passages that gave nothing."""
    return await _list(request, "silent", _fields("silent"), answer="audit")


async def tasks(request: Request) -> Response:
    """Return who has to do what by when: bodies with their tasks by role, a grid, or the rows themselves."""
    if request.query_params.get("format"):
        return await _list(request, "tasks", (*TASK_FIELDS, TODAY), answer="tasks", files=("csv", "xlsx"))
    view = request.query_params.get("view", "bodies")
    if view == "list":
        return await _list(request, "tasks", (*TASK_FIELDS, TODAY), answer="tasks", files=("csv", "xlsx"))
    if view not in ("bodies", "sector", "document"):
        raise HTTPException(400, "view is one of bodies, sector, document, list")
    demand_html(request, "this is a page; the same is at /api/tasks and /api/matrix")
    read, page = read_fields(request, TASK_FIELDS), asked_page(request)
    sort = read_fields(request, (Field("sort", "", "choice", ("number", "name", "due")),))
    stretch = {"offset": (page - 1) * _BODIES, "limit": _BODIES}
    by = "sector" if view == "bodies" else view
    found = await compute(request, "matrix", **read, **sort, **stretch, by=by)
    counted = await compute(request, "tasks", **read, limit=0)
    paging = Paging(page, _BODIES, found["total"])
    roles = [role for role in ROLES if any(role in row["total"]["roles"] for row in found["rows"])]
    return _render(
        request,
        "tasks.html",
        answer="tasks",
        view=view,
        found=found,
        counted=counted,
        roles=roles,
        paging=paging,
        form=_form(request, TASK_FIELDS),
    )


async def sheet(request: Request) -> Response:
    """Return the sheet of one body: what it has to do, due first, and apart what is done for it."""
    demand_html(request, "this is a page; the same is at /api/tasks?body=…")
    read = read_fields(request, (*TASK_FIELDS, TODAY))
    if "body" not in read:
        raise HTTPException(400, "the sheet of which body? (body=…)")
    page = asked_page(request)
    found = await compute(request, "tasks", **read, offset=(page - 1) * _BODIES, limit=_BODIES)
    done = await compute(request, "tasks", **read | {"role": "beneficiary"}, limit=_ROWS)
    first = next(iter([*found["rows"], *done["rows"]]), None)
    return _render(
        request,
        "sheet.html",
        answer="tasks",
        name=first["body"] if first else read["body"],
        several=len({row["body_id"] for row in (*found["rows"], *done["rows"])}) > 1,
        level=first["level"] if first else "",
        body_path=request.app.state.site.path(first["body_id"]) if first else None,
        duties=_table(request, "sheet", found["rows"]),
        benefits=_table(request, "sheet", done["rows"]),
        benefits_total=done["total"],
        roles=found["roles"],
        paging=Paging(page, _BODIES, found["total"]),
        form=_form(request, (DOCUMENT, *TASK_FIELDS[2:3], TASK_FIELDS[5], TODAY)),
        today=read.get("today", ""),
    )


async def timeline(request: Request) -> Response:
    """Return what is due when, by year, and what recurs."""
    fields = _fields("timeline")
    if request.query_params.get("format"):
        return await _list(request, "timeline", fields, answer="timeline", files=("csv", "ics"))
    demand_html(request, "this is a page; the same is at /api/timeline")
    read, page = read_fields(request, fields), asked_page(request)
    found = await compute(request, "timeline", **read, offset=(page - 1) * _ROWS, limit=_ROWS)
    bars = [
        (
            str(one["year"]),
            [("", one["stated"]), ("half", one["inherited"])],
            here(request, year=one["year"], page=None),
        )
        for one in found["years"]
    ]
    return _render(
        request,
        "timeline.html",
        answer="timeline",
        found=found,
        bars=bars,
        table=_table(request, "timeline", found["rows"]),
        paging=Paging(page, _ROWS, found["total"]),
        form=_form(request, fields),
        today=found["today"],
    )


# --- what they share ---------------------------------------------------------------------------------


async def _list(
    request: Request, name: str, fields: Sequence[Field], *, answer: str, files: Sequence[str] = ("csv",)
) -> Response:
    """Return a list of rows, page by page, or all of it as a file."""
    read, asked = read_fields(request, fields), request.query_params.get("format")
    if asked:
        if asked not in files:
            raise HTTPException(400, f"formats: {', '.join(files)}")
        return await as_file(request, name, asked, **read)
    demand_html(request, f"this is a page; the same is at /api/{name}")
    page = asked_page(request)
    found = await compute(request, name, **read, offset=(page - 1) * _ROWS, limit=_ROWS)
    if name == "targets":
        for row in found["rows"]:
            row["aim"] = _say_aim(_words(request), row)
    return _render(
        request,
        "list.html",
        answer=answer,
        name=name,
        table=_table(request, name, found["rows"]),
        paging=Paging(page, _ROWS, found["total"]),
        form=_form(request, fields),
        files=files,
        untold=found.get("untold", 0),
    )


def _fields(name: str) -> tuple[Field, ...]:
    return next(one.fields for one in ENDPOINTS if one.name == name)


def _words(request: Request) -> Any:
    from kg.analyse.answers.words import Words

    return Words(language(request))


def _render(request: Request, template: str, *, answer: str, **values: Any) -> Response:
    """Return a page with the words of the answers, and what such an answer can't know."""
    from kg.export.answers import charts

    words, site = _words(request), request.app.state.site

    def slug_of(iri: str) -> str:
        listed = site.by_iri.get(iri)
        return listed.slug if listed else ""

    return render(
        request,
        template,
        a=words,
        charts=charts,
        unknown=words.unknown(answer),
        to=partial(_to, request),
        by_slug=site.by_slug,
        path_of=site.path,
        text_path=site.text_path,
        slug_of=slug_of,
        **values,
    )


def _to(request: Request, path: str, **given: object) -> str:
    """Return the path of another list that keeps to the document that this page keeps to."""
    kept = {"document": request.query_params.get("document", "")}
    return at(request, path, **kept | given)


def say_finding(words: Any, one: Mapping[str, Any]) -> str:
    """Return a finding as a sentence."""
    from kg.analyse.answers import Finding

    whole = Finding(one["key"], one["total"], ("",) * one["number"])
    return words.finding(whole)


def _say_aim(words: Any, row: Mapping[str, Any]) -> str:
    numbers = [words.number(row[name]) for name in ("value", "value_max") if row[name] != ""]
    if not numbers:
        return row["level_aimed_at"]
    return f"{_COMPARED.get(row['comparator'], '')}{'–'.join(numbers)} {row['unit']}".strip()


def _table(request: Request, name: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows as they are shown: heads and cells in words, the quote, and where it stands."""
    from kg.export.answers.table import put

    words, site, lang = _words(request), request.app.state.site, language(request)
    rows = list(rows)
    keys = [key for key in _SHOWN[name] if any(row.get(one) for row in rows for one in (key, *_BESIDE.get(key, ())))]
    shown = []
    for row in rows:
        document = row["document_id"]
        shown.append(
            {
                "cells": [
                    (key, _cell(put, words, key, row.get(key, "")), _beside(put, words, key, row)) for key in keys
                ],
                "quote": row["quote"],
                "thing": site.path(row.get("id", "")),
                "cited": site.text_path(document, row["start"], row["end"]),
                "at": f"{row['start']}–{row['end']}",
                "section": row.get("section", ""),
                "page": row.get("page", ""),
                "document": site.by_iri.get(document),
                "document_path": site.path(document),
            }
        )
    heads = [(key, _head(words, key, lang)) for key in keys]
    return {"heads": heads, "rows": shown}


def _cell(put: Any, words: Any, key: str, value: object) -> str:
    if key == "state" and value:
        return words.name("states", str(value))
    said = put(words, key, value)
    return words.number(said) if isinstance(said, int | float) else said


def _beside(put: Any, words: Any, key: str, row: Mapping[str, Any]) -> list[str]:
    """Return what is told in small letters of a cell: what its time rests on, what recurs, its state."""
    if key == "role":
        return [words.say("inherited")] if row.get("role_inherited") else []
    stated = row.get("due_basis") == "stated"
    return [
        _cell(put, words, one, row[one])
        for one in _BESIDE.get(key, ())
        if row.get(one) and not (stated and one == "due_basis")
    ]


def _head(words: Any, key: str, lang: str) -> str:
    head = words.name("columns", key)
    return head if head != key else say("columns", key, lang)


def _form(request: Request, fields: Iterable[Field]) -> list[dict[str, Any]]:
    """Return the fields of a form: name, what it holds, what may be chosen in words."""
    words, site = _words(request), request.app.state.site
    made = []
    for field in fields:
        choices: list[tuple[str, str]] = []
        if field.name == "role":
            choices = [(role, words.term(f"role/{role}")) for role in ROLES]
        elif field.name == "level":
            choices = [(level, words.name("levels", level)) for level in LEVELS]
        elif field.name == "sector":
            named = ((code, words.sector(code)) for code in load()["sectors"])
            choices = sorted(named, key=lambda one: one[1].casefold())
        elif field.name == "document":
            choices = [(one.slug, one.short) for one in site.listed]
        elif field.choices:
            choices = [(code, _choice(words, field.name, code)) for code in field.choices]
        value = request.query_params.get(field.name, "")
        made.append({"name": field.name, "value": value, "choices": choices, "kind": field.kind})
    return made


_GROUPS = {"basis": "bases", "state": "states", "kind": "kinds", "gap": "gaps", "reason": "reasons"}


def _choice(words: Any, name: str, code: str) -> str:
    if name in _GROUPS:
        return words.name(_GROUPS[name], code)
    return read_own()[words.lang].get(f"{name}_{code}", code)
