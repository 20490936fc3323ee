"""The query operation of the SPARQL 1.1 Protocol (W3C Recommendation of 21 March 2013, section 2.1)."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from kg.errors import QueryError
from kg.serve.http.negotiate import GRAPHS, ROWS, accepted, choose
from kg.serve.http.replies import ask, respond
from kg.serve.sparql.description import describe_service
from kg.store.questions.source import decode_query
from kg.store.questions.sparql import MARK

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_FIELDS = 1000
_SHORT = 4096
_DRAINED = 32 << 20
"""So much of a body that is too large is taken in and thrown away, so that its sender reads why."""

Fields = list[tuple[str, str]]


async def sparql(request: Request) -> Response:
    """Answer a query, or describe the service where there is none."""
    fields = await _read(request)
    queries = [value.removeprefix(MARK) for name, value in fields if name == "query"]
    if any(name == "update" for name, _ in fields):
        raise HTTPException(403, "an update is refused: the graph is read-only")
    if not queries and request.method in ("GET", "HEAD"):
        choice = choose(accepted(request), {"text/turtle": "rdf", "text/html": "html"} | GRAPHS)
        if choice is not None and choice.meant == "html":
            return RedirectResponse("/editor", status_code=303, headers={"vary": "accept"})
        return await describe_service(request)
    if len(queries) != 1:
        raise HTTPException(400, f"a request holds one query, this one holds {len(queries)}")
    accept = accepted(request)
    rows, graph = choose(accept, ROWS), choose(accept, GRAPHS)
    if rows is None and graph is None:
        raise HTTPException(406, f"there are answers in: {', '.join(dict.fromkeys([*ROWS, *GRAPHS]))}")
    reply = await ask(
        request,
        {
            "query": queries[0],
            "base": request.app.state.site.base_iri,
            "rows": rows and rows.meant,
            "graph": graph and graph.meant,
            "default": _graphs(fields, "default-graph-uri"),
            "named": _graphs(fields, "named-graph-uri"),
        },
    )
    request.app.state.metrics.rows.inc(reply.rows)
    chosen = rows if rows is not None and rows.meant == reply.type else graph
    assert chosen is not None
    return respond(request, reply, choice=chosen)


def _graphs(fields: Fields, name: str) -> list[str] | None:
    """Return the graphs that a request names; a field that a form sends empty names none (an IRI is never empty)."""
    return [value.strip() for given, value in fields if given == name and value.strip()] or None


async def _read(request: Request) -> Fields:
    """Return the parameters of a request, the query among them, from wherever the protocol lets them stand."""
    given = request.scope["query_string"]
    fields = list(_parse_short(given)) if len(given) <= _SHORT else _parse(given)
    if request.method != "POST":
        return fields
    kind, charset = _content_type(request)
    if kind not in (_FORM, _DIRECT, _UPDATE):
        raise HTTPException(415, f"a query is posted as {_DIRECT} or {_FORM}, not as {kind or 'nothing'}")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise HTTPException(415, f"a query is posted in UTF-8, not in {charset}")
    if kind == _UPDATE:
        raise HTTPException(403, "an update is refused: the graph is read-only")
    body = await _body(request)
    if kind == _FORM:
        return fields + _parse(body)
    try:
        return [*fields, ("query", decode_query(body, "the query"))]
    except QueryError as error:
        raise HTTPException(400, str(error)) from error


def _parse(data: bytes) -> Fields:
    """Return the parameters of a query string or form; their bytes have to be UTF-8, written out or as %XX."""
    try:
        text = data.decode("utf-8-sig")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        remedy = "send UTF-8, written as %XX"
        raise HTTPException(400, f"the parameters can't be read: {error} ({remedy})") from error


@lru_cache(maxsize=256)
def _parse_short(data: bytes) -> tuple[tuple[str, str], ...]:
    return tuple(_parse(data))


def _content_type(request: Request) -> tuple[str, str]:
    """Return the media type of a body and its character set, both in small letters."""
    kind, *rest = request.headers.get("content-type", "").lower().split(";")
    given: dict[str, Any] = dict(part.strip().partition("=")[::2] for part in rest)
    return kind.strip(), given.get("charset", "utf-8").strip("\"' ")


async def _body(request: Request) -> bytes:
    """Return the body of a request, which has to come soon and may not be too large."""
    settings = request.app.state.settings
    most, taken_in = settings.query_bytes, 0
    length = request.headers.get("content-length", "")
    too_large = length.isdecimal() and int(length) > most
    if too_large and (request.headers.get("expect") or int(length) > _DRAINED):
        raise _too_large(most)
    body = bytearray()
    try:
        async with asyncio.timeout(settings.client_seconds):
            async for piece in request.stream():
                taken_in += len(piece)
                if taken_in <= most:
                    body += piece
                elif taken_in > _DRAINED:
                    break
    except TimeoutError as error:
        late = f"the query did not come within {settings.client_seconds:g} seconds"
        raise HTTPException(408, late, headers={"connection": "close"}) from error
    except ClientDisconnect as error:
        raise HTTPException(400, "the client went away") from error
    if taken_in > most:
        raise _too_large(most)
    return bytes(body)


def _too_large(most: int) -> HTTPException:
    return HTTPException(413, f"a query has at most {most} bytes", headers={"connection": "close"})
