"""The answers for programs: JSON with totals and pages, CSV of the whole; described at /openapi.json.

Every row cites its place (`quote`, `start`, `end`, `document_id`) and has `links`: to the thing, to its document and to
the cited place in the text.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.serve.rest.fields import (
    BODY,
    DOCUMENT,
    FINDINGS,
    GAPS,
    LANG,
    PAGING,
    REASON,
    SECTOR,
    STATES,
    TASK_FIELDS,
    TODAY,
    Field,
    read_fields,
    read_size,
)
from kg.serve.site.asking import Paging, asked_page
from kg.serve.site.frame import here, language
from kg.serve.site.listed import Listed
from kg.serve.site.site import Site
from kg.store import list_queries

_SIZE = 50
_HEADERS = {"cache-control": "no-cache"}
_CSV = Field("format", "json, or csv for all rows.", "choice", ("json", "csv"))


class Endpoint(NamedTuple):
    """What is answered at /api/NAME: in a line, the fields, whether as rows (paged), whether as CSV too, and where it
    is a file in any case, of which format."""

    name: str
    about: str
    fields: tuple[Field, ...] = ()
    paged: bool = True
    csv: bool = False
    file: str = ""

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Return the fields with those for pages and CSV."""
        return (*self.fields, *(PAGING if self.paged else ()), *((_CSV, LANG) if self.csv else ()))


_SORT = Field("sort", "The order of the bodies.", "choice", ("number", "name", "due"))
_BY = Field("by", "What the columns are.", "choice", ("sector", "document"))
_TIMELINE = (
    DOCUMENT,
    TODAY,
    Field("basis", "Only what is stated, inherited or recurring.", "choice", ("stated", "inherited", "recurring")),
    Field("state", "Only what is in this state on the day `today`.", "choice", STATES),
    Field("kind", "Only tasks, targets or works.", "choice", ("task", "target", "work")),
    Field("year", "Only what is due in this year.", "year"),
)
MEASURE_FIELDS = (
    DOCUMENT,
    Field("finding", "Only those that a finding of the overview counts.", "choice", FINDINGS),
    Field("gap", "Only those that lack an owner, a time, a target, or all three.", "choice", GAPS),
    SECTOR,
    BODY,
)
ENDPOINTS = (
    Endpoint("documents", "The documents, the newest first.", csv=False),
    Endpoint(
        "search",
        "What names or quotes have the words, the best first, with how many there are by class and document.",
        (Field("q", "The words."), Field("class", "Only this class, such as Port or Project."), DOCUMENT),
    ),
    Endpoint("overview", "What the documents are and what they hold, in numbers.", (DOCUMENT,), paged=False),
    Endpoint("audit", "Which measures lack an owner, a time, a target, or all three.", (DOCUMENT,), paged=False),
    Endpoint("measures", "Measures, with who answers for them and what they lack.", (*MEASURE_FIELDS, TODAY), csv=True),
    Endpoint("targets", "Targets, the earliest due first.", (DOCUMENT, Field("year", "Due in it.", "year")), csv=True),
    Endpoint("tasks", "Who has to do what by when: a row for each role of a body.", (*TASK_FIELDS, TODAY), csv=True),
    Endpoint("matrix", "Bodies against sectors or documents.", (*TASK_FIELDS, _BY, _SORT)),
    Endpoint("bodies", "The bodies, with how many measures each owns.", (DOCUMENT,), csv=True),
    Endpoint(
        "silent",
        "Passages that gave nothing, and why; `untold` documents tell only how many (/api/overview).",
        (DOCUMENT, REASON),
        csv=True,
    ),
    Endpoint("timeline", "What is due when, and what recurs.", _TIMELINE, csv=True),
    Endpoint(
        "map",
        "Where the places and works are, with every citation: GeoJSON as `kg export` writes it.",
        (DOCUMENT,),
        paged=False,
        file="geojson",
    ),
    Endpoint("questions", "The saved questions with their parameters.", paged=False),
)
"""All that is answered; a test compares it with the description at /openapi.json."""


async def answer(request: Request) -> Response:
    """Answer one of the endpoints."""
    endpoint = next((one for one in ENDPOINTS if one.name == request.path_params["name"]), None)
    if endpoint is None:
        raise HTTPException(404, f"there are: {', '.join(one.name for one in ENDPOINTS)}")
    read = read_fields(request, endpoint.all_fields, only=True)
    for field in PAGING:
        read.pop(field.name, None)
    read.pop(LANG.name, None)
    if read.pop(_CSV.name, "json") == "csv":
        return await as_file(request, endpoint.name, "csv", **read)
    if endpoint.file:
        return await as_file(request, endpoint.name, endpoint.file, **read)
    if not endpoint.paged:
        value = await _whole(request, endpoint, read)
        return JSONResponse(value, headers=_HEADERS)
    page, size = asked_page(request), read_size(request, default=_SIZE)
    found = await _rows(request, endpoint, read, page=page, size=size)
    rows = [add_links(request.app.state.site, row) for row in found.pop("rows")]
    paging = Paging(page, size, found.pop("total"))
    at = {
        "total": paging.total,
        "page": page,
        "size": size,
        "pages": paging.pages,
        "next": here(request, page=page + 1) if page < paging.pages else None,
        "previous": here(request, page=page - 1) if page > 1 else None,
    }
    return JSONResponse(at | found | {"rows": rows}, headers=_HEADERS)


async def compute(request: Request, name: str, **given: Any) -> dict[str, Any]:
    """Return what the model of the answers says."""
    return await request.app.state.site.clerks["answers"].ask(name, **given)


async def as_file(request: Request, name: str, format: str, **given: Any) -> Response:
    """Return all rows of an answer as a file."""
    lang = language(request)
    data = await request.app.state.site.clerks["answers"].make(what=name, format=format, lang=lang, **given)
    kind = FILES[format]
    named = {"content-disposition": f'attachment; filename="{name}.{format}"', "vary": "accept-language"}
    return Response(data, media_type=kind, headers=_HEADERS | named)


FILES = {
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "ics": "text/calendar; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The media types of what is taken along as a file."""


async def _whole(request: Request, endpoint: Endpoint, read: dict[str, Any]) -> Any:
    if endpoint.name == "questions":
        return {
            "rows": [
                {
                    "name": one.name,
                    "title": one.titles,
                    "description": one.descriptions,
                    "parameters": [
                        {"name": field.name, "type": field.type, "required": field.required, "title": field.titles}
                        for field in one.parameters
                    ],
                    "links": {"form": f"/questions/{one.name}", "json": f"/questions/{one.name}?format=json"},
                }
                for one in list_queries()
            ]
        }
    value = await compute(request, endpoint.name, **read)
    site = request.app.state.site
    for row in value.get("projects", []):
        row["links"] = {"thing": site.path(row["id"])}
        for said in row["said"]:
            add_links(site, said)
    return value


async def _rows(request: Request, endpoint: Endpoint, read: dict[str, Any], *, page: int, size: int) -> dict[str, Any]:
    """Return a page of rows with the total, and what else is told of them."""
    site: Site = request.app.state.site
    stretch = {"offset": (page - 1) * size, "limit": size}
    if endpoint.name == "documents":
        shown = site.listed[stretch["offset"] : stretch["offset"] + size]
        return {"rows": [put_document(one) for one in shown], "total": len(site.listed)}
    if endpoint.name == "search":
        asked = {"words": read.get("q", ""), "cls": read.get("class", ""), "document": read.get("document", "")}
        found = await site.clerks["search"].ask("search", **asked, **stretch)
        rows = [{"document_id": hit.pop("document"), **hit, "id": hit.pop("node")} for hit in found.pop("hits")]
        del found["names"]
        return found | {"rows": rows}
    return await compute(request, endpoint.name, **read, **stretch)


def put_document(one: Listed) -> dict[str, Any]:
    """Return a document as a row."""
    row = {name: getattr(one, name) for name in ("title", "number", "date", "issuer", "type", "slug", "file")}
    return row | {"counts": dict(one.counts), "id": one.iri, "document_id": one.iri}


def add_links(site: Site, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with the paths that lead from it."""
    links = {"thing": site.path(row.get("id") or row.get("body_id") or "")}
    document = row.get("document_id", "")
    if document:
        links["document"] = site.path(document)
        if "start" in row and "end" in row:
            links["cited"] = site.text_path(document, row["start"], row["end"])
    row["links"] = {name: path for name, path in links.items() if path}
    return row
