"""The first page, the list of documents, and what a search finds."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serve.site.asking import Paging, asked_page
from kg.serve.site.frame import at, demand_html, render
from kg.serve.site.listed import Listed
from kg.serve.site.site import Site
from kg.serve.words import language, load
from kg.store import list_queries
from kg.store.questions.words import plain

_ON_HOME, _ON_LIST, _ON_SEARCH = 20, 100, 20
_AROUND, _MOST_FACETS, _LONGEST = 120, 20, 200


async def home(request: Request) -> Response:
    """Return the first page: a search, the documents, the saved questions."""
    demand_html(request, "this is a page; SPARQL is at /sparql, what can be asked otherwise at /openapi.json")
    listed = request.app.state.site.listed
    questions = [(one.name, one.titles, one.descriptions) for one in list_queries()]
    return render(
        request, "home.html", documents=listed[:_ON_HOME], total=len(listed), counts=_sums(listed), questions=questions
    )


async def questions(request: Request) -> Response:
    """Lead to the list of the saved questions."""
    return RedirectResponse(at(request, "/#questions"), status_code=303)


async def documents(request: Request) -> Response:
    """Return the list of all documents, page by page."""
    demand_html(request, "this is a page; the documents are at /api/documents")
    listed = request.app.state.site.listed
    words = request.query_params.get("q", "")
    chosen = [one for one in listed if all(word in _said(one) for word in plain(words[:_LONGEST]).split())]
    paging = Paging(asked_page(request), _ON_LIST, len(chosen))
    shown = chosen[paging.offset : paging.offset + _ON_LIST]
    return render(request, "documents.html", documents=shown, paging=paging, q=words)


async def search(request: Request) -> Response:
    """Return what a search finds: the best first, with how many there are by class and by document."""
    demand_html(request, "this is a page; the same is at /api/search")
    words = request.query_params.get("q", "")[:_LONGEST]
    if not plain(words):
        return render(request, "search.html", found=None, q=words)
    page = asked_page(request)
    found, site = await find(request, offset=(page - 1) * _ON_SEARCH, limit=_ON_SEARCH), request.app.state.site
    lang = language(request)

    def names(cls: str) -> str:
        return load()["classes"].get(cls, found["names"][cls])[lang]

    return render(
        request,
        "search.html",
        found=found,
        q=words,
        hits=[_show(hit, site) | {"kind": names(hit["class"])} for hit in found["hits"]],
        paging=Paging(page, _ON_SEARCH, found["total"]),
        classes=[(name, names(name), many) for name, many in found["classes"].items()],
        documents=[(site.by_iri[iri], many) for iri, many in found["documents"].items() if iri in site.by_iri],
        most=_MOST_FACETS,
    )


async def find(request: Request, *, offset: int, limit: int) -> dict[str, Any]:
    """Return what the clerk finds for the fields `q`, `class` and `document` (a slug) of a request."""
    site, fields = request.app.state.site, request.query_params
    slug = fields.get("document", "")
    if slug and slug not in site.by_slug:
        raise HTTPException(404, "there is no such document")
    document = site.by_slug[slug].iri if slug else ""
    words, cls = fields.get("q", "")[:_LONGEST], fields.get("class", "")
    return await site.clerks["search"].ask(
        "search", words=words, cls=cls, document=document, offset=offset, limit=limit
    )


def _sums(listed: tuple[Listed, ...]) -> dict[str, int]:
    """Return how many measures, targets and works all documents have."""
    kinds = ("measures", "targets", "projects and works")
    return {kind: sum(one.counts.get(kind, 0) for one in listed) for kind in kinds}


def _said(one: Listed) -> str:
    return plain(f"{one.title} {one.number} {one.date} {one.issuer} {one.file} {one.label}")


def _show(hit: dict[str, Any], site: Site) -> dict[str, Any]:
    """Return a hit as it is shown: its words in pieces, those looked for marked, and where it leads."""
    said, start = hit.get("quote") or hit["label"], hit.get("start", 0)
    spans = [(first - start, last - start) for first, last in hit.get("matches", [])]
    listed = site.by_iri.get(hit["document"])
    cited = site.text_path(hit["document"], hit["start"], hit["end"]) if "start" in hit else None
    return {
        "path": site.path(hit["node"]),
        "label": hit["label"],
        "pieces": _pieces(said, spans),
        "is_name": said == hit["label"],
        "cited": cited,
        "times": hit["times"],
        "document": listed,
        "document_path": site.path(hit["document"]),
    }


def _pieces(said: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Return a text around what was looked for, in pieces that are marked or not."""
    first, last = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    begin = max(first - _AROUND, 0)
    stop = min(max(last, first + _AROUND) + _AROUND, len(said))
    pieces, place = [("…", False)] if begin else [], begin
    for start, end in spans:
        if end > stop:
            break
        pieces += [(said[place:start], False), (said[start:end], True)]
        place = end
    return [*pieces, (said[place:stop] + ("…" if stop < len(said) else ""), False)]
