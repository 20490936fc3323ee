"""Answer the page of a reviewer: what there is to decide on, decisions and their undoing, agreement, pictures.

Only this machine is answered (`Guard`), only to pages of this server decisions are open: a request that writes brings
the secret that the page got, as a header that no form of another site can set.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from kg.decisions.model import KINDS
from kg.errors import DecisionError, KgError
from kg.review.cards import to_card, to_row
from kg.review.desk import Desk, Listed
from kg.review.words import ASSETS, page_words
from kg.serve.http.gate import HEADERS, Guard
from kg.serve.http.replies import show_problem
from kg.serve.pages.cited import Drawer
from kg.serve.settings import Settings
from kg.serve.site.site import kept_files
from kg.serve.words import LANGUAGES, language
from kg.templates import make_environment, read_packaged

TOKEN = "x-kg-token"
_MOST_BYTES = 64 << 10
_ROWS = 400
_SERVED = {"review.js": "text/javascript", "choose.js": "text/javascript", "review.css": "text/css"}
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
_CLOSED = f"{_POLICY}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def make_app(desk: Desk, settings: Settings, *, ready: Callable[[], None]) -> Starlette:
    """Return the application; it calls `ready` when it can answer."""

    @contextlib.asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        ready()
        yield

    app = Starlette(
        routes=[
            Route("/", _page),
            Route("/api/items", _items),
            Route("/api/items/{slug}/{key}", _item),
            Route("/api/items/{slug}/{key}/decide", _decide, methods=["POST"]),
            Route("/api/items/{slug}/{key}/undo", _undo, methods=["POST"]),
            Route("/api/words/{slug}", _words),
            Route("/api/words/{slug}/add", _add, methods=["POST"]),
            Route("/api/agreement", _agreement),
            Route("/pages/{slug}/{number:int}.png", _picture),
            Route("/assets/{name}", _asset),
        ],
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={HTTPException: show_problem, KgError: _show_error},
        lifespan=life,
    )
    kept = kept_files(desk.folder.report, desk.folder.place)
    token = secrets.token_urlsafe(32)
    app.state = SimpleNamespace(desk=desk, settings=settings, kept=kept, token=token, drawer=Drawer())
    return app


async def _show_error(request: Request, error: Exception) -> Response:
    """Return an error of ours as JSON, with its remedy."""
    assert isinstance(error, KgError)
    status = 400 if isinstance(error, DecisionError) and error.path is None else 500
    return _json({"error": error.reason, "remedy": error.remedy, "path": error.path or ""}, status=status)


def _json(value: Any, *, status: int = 200) -> Response:
    return JSONResponse(value, status_code=status, headers=_headers("default-src 'none'; frame-ancestors 'none'"))


def _headers(policy: str) -> dict[str, str]:
    own = {"cross-origin-resource-policy": "same-origin", "cache-control": "no-store"}
    return HEADERS | own | {"content-security-policy": policy}


async def _page(request: Request) -> Response:
    """Return the page."""
    state, lang = request.app.state, language(request)
    desk: Desk = state.desk
    documents = [{"slug": slug, "title": desk.title(slug)} for slug in sorted(desk.documents)]
    html = (
        make_environment(ASSETS)
        .get_template("review.html")
        .render(
            lang=lang,
            other=next(one for one in LANGUAGES if one != lang),
            token=state.token,
            who=desk.who,
            file=str(desk.file),
            documents=documents,
            many=len(documents),
            chosen=desk.chosen(""),
            kinds=KINDS,
            words=page_words(lang),
        )
    )
    return HTMLResponse(html, headers=_headers(_CLOSED) | {"vary": "accept-language"})


async def _items(request: Request) -> Response:
    """Return what there is to decide on, chosen and ordered: how many in all, how many decided, and some rows."""
    asked = request.query_params
    desk: Desk = request.app.state.desk
    start = int(asked["from"]) if asked.get("from", "").isdigit() and len(asked["from"]) < 9 else 0
    slugs = desk.chosen(asked.get("document", ""))
    everything = await run_in_threadpool(desk.listed, slugs)
    rules = Counter(one.item.claim.rule for one in everything if one.item.claim.rule and _fits(one, asked, but="rule"))
    found = [one for one in everything if _fits(one, asked)]
    if asked.get("order", "sure") == "sure":
        found.sort(key=lambda one: (one.item.claim.confidence is None, one.item.claim.confidence or 0.0))
    return _json(
        {
            "total": len(found),
            "decided": sum(one.mine is not None for one in found),
            "documents": slugs,
            "rules": sorted(rules.items(), key=lambda pair: (-pair[1], pair[0])),
            "rows": [to_row(one) for one in found[start : start + _ROWS]],
            "from": start,
        }
    )


def _fits(listed: Listed, asked: Any, *, but: str = "") -> bool:
    """Say whether an item is among those asked for; passages are listed only where they are asked for."""
    claim, fact, state = listed.item.claim, asked.get("fact", ""), asked.get("state", "")
    if claim.fact != fact and (fact or claim.fact == "passage"):
        return False
    if asked.get("rule") and but != "rule" and claim.rule != asked["rule"]:
        return False
    wanted = {"open": listed.mine is None, "decided": listed.mine is not None, "others": bool(listed.others)}
    return wanted.get(state, True)


def _asked(request: Request) -> tuple[str, str]:
    return request.path_params["slug"], request.path_params["key"]


async def _item(request: Request) -> Response:
    listed = await run_in_threadpool(request.app.state.desk.one, *_asked(request))
    return _json(await run_in_threadpool(_card, request, listed))


def _card(request: Request, listed: Listed) -> dict[str, Any]:
    state, slug = request.app.state, listed.item.document
    layout = state.desk.folder.layout(state.desk.documents[slug])
    return to_card(state.desk, listed, layout=layout, kept=state.kept.get(slug))


async def _decide(request: Request) -> Response:
    """Take a decision: an object with `verdict`, and with `change` and `note` where there are any."""
    told = await _body(request)
    change, note = told.get("change") or {}, told.get("note") or ""
    if not (isinstance(change, dict) and isinstance(note, str) and isinstance(told.get("verdict"), str)):
        raise HTTPException(400, "a decision has a verdict, a change that is an object, and a note that is text")
    verdict = told["verdict"]
    listed = await run_in_threadpool(
        lambda: request.app.state.desk.decide(*_asked(request), verdict, change=change, note=note)
    )
    return _json(await run_in_threadpool(_card, request, listed))


async def _words(request: Request) -> Response:
    """Return what can be said of the words between two offsets, `start` and `end`."""
    asked, slug = request.query_params, request.path_params["slug"]
    places = [asked.get(name, "") for name in ("start", "end")]
    if not all(place.isascii() and place.isdigit() and len(place) < 10 for place in places):
        raise HTTPException(400, "start and end are numbers of characters")
    return _json(await run_in_threadpool(request.app.state.desk.propose, slug, *map(int, places)))


async def _add(request: Request) -> Response:
    """Take a fact that the program missed: an object with `place`, `fact`, `states`, and `measure` and `note`."""
    told = await _body(request)
    states, measure, note = told.get("states") or {}, told.get("measure") or "", told.get("note") or ""
    if not (isinstance(states, dict) and all(isinstance(one, str) for one in (told.get("fact"), measure, note))):
        raise HTTPException(400, "what is added has a fact, states that are an object, and the place of its words")
    slug, place, fact = request.path_params["slug"], told.get("place"), told["fact"]
    listed = await run_in_threadpool(
        lambda: request.app.state.desk.add(slug, place, fact, states, measure=measure, note=note)
    )
    return _json(await run_in_threadpool(_card, request, listed))


async def _undo(request: Request) -> Response:
    await _body(request)
    listed = await run_in_threadpool(request.app.state.desk.undo, *_asked(request))
    return _json(await run_in_threadpool(_card, request, listed))


async def _body(request: Request) -> dict[str, Any]:
    """Return the object that a request brings; raises `HTTPException` for one that does not come from our page."""
    given = request.headers.get(TOKEN, "")
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "same-origin")
    own = origin is None or origin == f"http://{request.headers.get('host', '')}"
    if not (hmac.compare_digest(given.encode(), request.app.state.token.encode()) and own and site == "same-origin"):
        raise HTTPException(403, "decisions are taken from the page of this server only: load it again")
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        raise HTTPException(415, "decisions are sent as application/json")
    data = b""
    async for piece in request.stream():
        data += piece
        if len(data) > _MOST_BYTES:
            raise HTTPException(413, "a decision is shorter than that")
    try:
        told = json.loads(data or b"{}")
        json.dumps(told, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"that is no JSON: {error}"[:200]) from error
    if not isinstance(told, dict):
        raise HTTPException(400, "send an object")
    return told


async def _agreement(request: Request) -> Response:
    return _json(await run_in_threadpool(request.app.state.desk.tell_agreement))


async def _picture(request: Request) -> Response:
    state = request.app.state
    kept = state.kept.get(request.path_params["slug"])
    if kept is None:
        raise HTTPException(404, "the file of such a document is not kept; build it with --keep-source")
    drawn = await state.drawer.draw(kept, request.path_params["number"])
    return Response(drawn, media_type="image/png", headers=_headers("default-src 'none'"))


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _SERVED:
        raise HTTPException(404, "there is no such file")
    return Response(read_packaged(ASSETS / name), media_type=_SERVED[name], headers=_headers("default-src 'none'"))
