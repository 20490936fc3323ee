"""Show a page of a kept file beside its text, with the lines of a citation marked on both.

The page is drawn by the server, in a process with limits, since that needs no script on the page and no file of a
stranger in the reader's browser.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError
from kg.graph.places import Places
from kg.pages import SourceLayout, SourcePage
from kg.serve.site.frame import render
from kg.serve.site.site import Kept
from kg.store.graphs.kept import read_layout

_AT_ONCE = 2
_WAIT = 20.0
_DRAWN_AT_HAND = 24
_LAYOUTS_AT_HAND = 4


class Marked(NamedTuple):
    """The text of a page in three pieces: before the cited words, these, and behind them."""

    before: str
    cited: str
    behind: str


async def page(request: Request) -> Response:
    """Return the page that shows a page of a document: its picture, and its text."""
    kept, number = _asked(request)
    start, end = (_offset(request, name) for name in ("start", "end"))
    layout = await run_in_threadpool(_layout, kept.place, kept.slug)
    at = next((index for index, one in enumerate(layout.pages) if one.number == number), None)
    if at is None:
        raise HTTPException(404, "the document has no such page")
    shown = layout.pages[at]
    text = await run_in_threadpool(_text, kept)
    lines = Places(layout).lines_of(start, end) if start < end else []
    return render(
        request,
        "cited.html",
        called=kept.name,
        document=request.app.state.site.path(kept.document),
        base=f"/pages/{kept.slug}/",
        spanned=f"?start={start}&end={end}" if start < end else "",
        shown=shown,
        boxes=[line.box for line in lines if line.page == at],
        also=sorted({layout.pages[line.page].number for line in lines} - {number}),
        before=layout.pages[at - 1].number if at else None,
        behind=layout.pages[at + 1].number if at + 1 < len(layout.pages) else None,
        text=_mark(text, shown, start, end),
    )


async def picture(request: Request) -> Response:
    """Return a page of a document as PNG."""
    kept, number = _asked(request)
    tag = f'"{hashlib.sha256(f"{kept.sha256} {number}".encode()).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    drawer: Drawer = request.app.state.drawer
    return Response(await drawer.draw(kept, number), media_type="image/png", headers=headers)


class Drawer:
    """Draws pages, a few at once, and keeps the last ones at hand."""

    def __init__(self, draw: Callable[[bytes, str, int], bytes] | None = None) -> None:
        self._draw = draw or _draw_alone
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._drawn: dict[tuple[str, int], bytes] = {}

    async def draw(self, kept: Kept, number: int) -> bytes:
        """Return a page as PNG; raises `HTTPException` where it can't be drawn, or too many wait."""
        key = kept.sha256, number
        if key not in self._drawn:
            try:
                await asyncio.wait_for(self._turns.acquire(), _WAIT)
            except TimeoutError:
                raise HTTPException(503, "too many pages are being drawn", headers={"retry-after": "5"}) from None
            try:
                drawn = await run_in_threadpool(lambda: self._draw(kept.source.read_bytes(), kept.name, number))
            except (KgError, OSError) as error:
                raise HTTPException(404, f"the page can't be drawn: {error}") from error
            finally:
                self._turns.release()
            while len(self._drawn) >= _DRAWN_AT_HAND:
                self._drawn.pop(next(iter(self._drawn)))
            self._drawn[key] = drawn
        return self._drawn[key]


def _draw_alone(data: bytes, name: str, number: int) -> bytes:
    from kg.read.picture import draw_alone

    return draw_alone(data, name, page=number)


def _asked(request: Request) -> tuple[Kept, int]:
    kept = request.app.state.site.kept.get(request.path_params["slug"])
    if kept is None:
        raise HTTPException(404, "the file of such a document is not kept; build it with --keep-source")
    return kept, request.path_params["number"]


def _offset(request: Request, name: str) -> int:
    asked = request.query_params.get(name, "0")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 12 else 0


@lru_cache(maxsize=_LAYOUTS_AT_HAND)
def _layout(place: Path, slug: str) -> SourceLayout:
    return read_layout(place, slug)


def _text(kept: Kept) -> str:
    try:
        return kept.text.read_bytes().decode("utf-8")
    except OSError as error:
        raise HTTPException(404, "the text of the document is not kept") from error


def _mark(text: str, shown: SourcePage, start: int, end: int) -> Marked:
    """Return the text of a page cut around what of a span stands on it; the span is empty for none."""
    first, last = shown.start_char, shown.end_char
    begin, until = (min(max(place, first), last) for place in (start, end))
    if begin >= until:
        return Marked(text[first:last], "", "")
    return Marked(text[first:begin], text[begin:until], text[until:last])
