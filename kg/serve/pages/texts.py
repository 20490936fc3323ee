"""Show the text of a document, a cited span marked in it."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.serve.http.negotiate import accepted, choose
from kg.serve.site.frame import render

_LONGEST_NUMBER = 12


async def text(request: Request) -> Response:
    """Return the text of a document: a page where a span may be marked (`start`, `end`), or plain text."""
    site = request.app.state.site
    listed = site.by_slug.get(request.path_params["slug"])
    if listed is None:
        raise HTTPException(404, "there is no such document")
    try:
        data = await run_in_threadpool((site.texts / f"{listed.slug}.txt").read_bytes)
    except OSError as error:
        raise HTTPException(404, "the text of the document is not kept") from error
    choice = choose(accepted(request), {"text/html": "html", "text/plain": "text"})
    if choice is None:
        raise HTTPException(406, "there are: text/html, text/plain")
    words = data.decode("utf-8")
    if choice.meant == "text":
        return PlainTextResponse(words, headers={"vary": "accept", "cache-control": "no-cache"})
    start, end = (_offset(request, name, most=len(words)) for name in ("start", "end"))
    start, end = (start, end) if start < end else (0, 0)
    return render(
        request,
        "text.html",
        document=listed,
        path=site.path(listed.iri),
        before=words[:start],
        cited=words[start:end],
        behind=words[end:],
        start=start,
        end=end,
    )


def _offset(request: Request, name: str, *, most: int) -> int:
    asked = request.query_params.get(name, "")
    fits = asked.isascii() and asked.isdigit() and len(asked) < _LONGEST_NUMBER
    return min(int(asked), most) if fits else 0
