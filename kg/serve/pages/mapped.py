"""The page with the map: where the places and works of the documents are, and what is said of each."""

from __future__ import annotations

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.rest.answers import compute
from kg.serve.rest.fields import DOCUMENT, read_fields
from kg.serve.site.asking import Paging, asked_page
from kg.serve.site.frame import demand_html, here, render
from kg.serve.words import language, say

_ROWS = 50


async def map_page(request: Request) -> Response:
    """Return the map without scripts: each point leads to its row, each row to its words and to its thing."""
    demand_html(request, "this is a page; the same is at /api/map as GeoJSON")
    from kg.view.papers.frame import word

    read, page, lang = read_fields(request, (DOCUMENT,)), asked_page(request), language(request)
    found = await compute(request, "map", **read, offset=(page - 1) * _ROWS, limit=_ROWS)
    site = request.app.state.site
    country, near = _draw(request, found["points"], lang)
    return render(
        request,
        "map.html",
        country=country,
        near=near,
        found=found,
        first=(page - 1) * _ROWS,
        paging=Paging(page, _ROWS, found["total"]),
        p=partial(word, lang=lang),
        named=partial(say, "classes", lang=lang),
        by_slug=site.by_slug,
        by_iri=site.by_iri,
        path_of=site.path,
        text_path=site.text_path,
    )


def _draw(request: Request, points: list[dict[str, Any]], lang: str) -> tuple[str, str]:
    """Return the map of the country, and one of the points alone where they lie near one another (else empty)."""
    from kg.view.map import Marker, box_around, draw_map
    from kg.view.papers.frame import word

    def lead(row: int) -> str:
        page = row // _ROWS + 1
        return f"{here(request, page=page if page > 1 else None)}#r{row + 1}"

    markers = [Marker(one["lon"], one["lat"], one["label"], one["count"], lead(one["row"])) for one in points]
    near = box_around(markers)
    return (
        draw_map(markers, lang=lang, title=word("mapTitle", lang)),
        draw_map(markers, box=near, lang=lang, title=word("nearTitle", lang)) if near else "",
    )
