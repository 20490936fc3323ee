"""Ask a saved question by a form: a field for each parameter, the answer as a table with heads in words.

The answer is whole as CSV and JSON, and page by page as a table that says how many rows there are.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.cells import BOM, safe_csv
from kg.errors import QueryError
from kg.serve.http.negotiate import Choice
from kg.serve.http.replies import JSON, ask, read_bytes, respond
from kg.serve.site.asking import Paging, Row, asked_number, asked_page
from kg.serve.site.frame import demand_html, here, render
from kg.serve.site.site import Site
from kg.serve.words import language, load, say, say_time
from kg.store import SavedQuery, load_query
from kg.store.questions.parameters import default

_SIZE, _MOST_SIZE = 50, 1000
_PLACE = ("quote", "start", "end", "document")
_CHOICES = {"role": "lead implement coordinate supervise advise report approve beneficiary".split()}
_FORMATS = {"csv": "text/csv", "json": JSON}
_TIMES = frozenset(("due", "year"))
_COUNTS = frozenset(("value", "max", "number"))


class Field(NamedTuple):
    """A field of a form: the name and label of its parameter, what stands in it, and what may be chosen."""

    name: str
    label: str
    value: str
    required: bool
    choices: tuple[tuple[str, str], ...]


async def question(request: Request) -> Response:
    """Return a saved question as a form with its answer, or the answer alone as `?format=csv` or `json`."""
    name, _, ending = request.path_params["name"].partition(".")
    if ending:
        raise HTTPException(404, f"the formats are asked for as ?format={' or '.join(_FORMATS)}")
    try:
        saved = load_query(name)
    except QueryError as error:
        raise HTTPException(404, str(error)) from error
    if "format" in request.query_params:
        return await _download(request, saved)
    demand_html(request, "this is a page; ?format=csv and ?format=json give the answer alone")
    given = _given(request, saved)
    lacking = [one.name for one in saved.parameters if one.required and one.name not in given]
    rows, paging, wrong = [], None, ""
    try:
        if not lacking:
            page, size = asked_page(request), asked_number(request, "size", default=_SIZE, most=_MOST_SIZE)
            sparql = saved.fill(given, lang=language(request))
            rows, paging = await request.app.state.whole.read(request, sparql, page=page, size=size)
    except QueryError as error:
        wrong = str(error)
    if paging is not None and paging.number > paging.pages:
        return RedirectResponse(here(request, page=paging.pages), status_code=303)
    return _page(request, saved, rows=rows, paging=paging, wrong=wrong)


def _page(request: Request, saved: SavedQuery, *, rows: list[Row], paging: Paging | None, wrong: str) -> Response:
    lang, site = language(request), request.app.state.site
    given = _given(request, saved)
    columns = [name for name in columns_of(saved.sparql) if name not in _PLACE]
    return render(
        request,
        "question.html",
        status=400 if wrong else 200,
        saved=saved,
        fields=[_field(parameter, saved.sparql, given, lang=lang) for parameter in saved.parameters],
        heads=[(name, say("columns", name, lang)) for name in columns],
        rows=[_show(row, columns, site=site, lang=lang) for row in rows],
        paging=paging,
        wrong=wrong,
        sparql="" if wrong or paging is None else saved.fill(given, lang=lang),
    )


def columns_of(sparql: str) -> list[str]:
    """Return the variables that a saved question selects, in their order."""
    head = sparql[sparql.index("SELECT") : sparql.index("WHERE")]
    return [word[1:] for word in head.split() if word.startswith("?")]


def _given(request: Request, saved: SavedQuery) -> dict[str, list[str]]:
    """Return the values that a request has for the parameters of a question; an empty field is none."""
    known = {parameter.name for parameter in saved.parameters}
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name in known and name != "lang" and value.strip():
            given.setdefault(name, []).append(value)
    return given


def _field(parameter: Any, sparql: str, given: dict[str, list[str]], *, lang: str) -> Field:
    value = next(iter(given.get(parameter.name, [])), "") or (default(parameter, sparql) or "").strip('"')
    codes: dict[str, str] = {}
    if parameter.name == "role":
        codes = {code: say("values", code, lang) for code in _CHOICES["role"]}
    elif parameter.name == "sector":
        codes = {code: say("sectors", code, lang) for code in load()["sectors"]}
    choices = tuple(sorted(codes.items(), key=lambda one: one[1].casefold())) if codes else ()
    label = say("columns", parameter.name, lang) if codes else parameter.titles[lang]
    return Field(parameter.name, label, value, parameter.required, choices)


def _show(row: Row, columns: list[str], *, site: Site, lang: str) -> dict[str, Any]:
    """Return a row as it is shown: its cells in words, its quote, and where that stands."""
    document = row.get("document", "")
    at = row.get("start", ""), row.get("end", "")
    return {
        "cells": [(name, say_cell(name, row.get(name, ""), lang=lang)) for name in columns],
        "quote": row.get("quote", ""),
        "cited": site.text_path(document, *at) if all(at) else None,
        "at": "–".join(at) if all(at) else "",
        "document": site.by_iri.get(document),
        "document_path": site.path(document),
    }


def say_cell(name: str, value: str, *, lang: str) -> str:
    """Return the value of a column in words."""
    if name == "inherited":
        return say("columns", name, lang) if value == "true" else ""
    if name in _TIMES:
        return say_time(value, lang)
    if name in _COUNTS:
        return value.replace(".", ",") if lang == "vi" and value.replace(".", "", 1).isdigit() else value
    kind = {"class": "classes", "sector": "sectors", "role": "values", "relation": "links"}.get(name)
    return say(kind, value, lang) if kind and value else value


async def _download(request: Request, saved: SavedQuery) -> Response:
    """Return the whole answer in a format; CSV has heads in words, and nothing that a spreadsheet would run."""
    asked, lang = request.query_params["format"], language(request)
    if asked not in _FORMATS:
        raise HTTPException(400, f"formats: {', '.join(_FORMATS)}")
    try:
        sparql = saved.fill(_given(request, saved), lang=lang)
    except QueryError as error:
        raise HTTPException(400, str(error)) from error
    reply = await ask(request, {"query": sparql, "rows": _FORMATS[asked], "graph": None})
    if asked == "json":
        return respond(request, reply, choice=Choice(JSON, JSON))
    heads = [say("columns", name, lang) for name in columns_of(saved.sparql)]
    data = await run_in_threadpool(lambda: _to_csv(read_bytes(reply), heads))
    named = {"content-disposition": f'attachment; filename="{saved.name}.csv"', "cache-control": "no-cache"}
    return Response(data, media_type="text/csv; charset=utf-8", headers=named)


def _to_csv(data: bytes, heads: list[str]) -> bytes:
    _, _, rows = safe_csv(data).partition(b"\n")
    return BOM + ",".join(f'"{head}"' for head in heads).encode("utf-8") + b"\r\n" + rows
