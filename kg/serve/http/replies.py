"""Turn what the pool answers into HTTP: a whole answer, or an error with its reason; never a piece of an answer."""

from __future__ import annotations

import asyncio
import json
import os
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from kg.errors import LimitError
from kg.serve.http.negotiate import Choice
from kg.store.processes.pool import Pool, Reply

JSON = "application/sparql-results+json"
STATUS = {
    "malformed": 400,
    "refused": 403,
    "format": 406,
    "time": 408,
    "memory": 413,
    "rows": 413,
    "bytes": 413,
    "busy": 429,
    "waited": 503,
    "lost": 503,
    "stopped": 503,
}
"""The kind of an error to its status; any other is 500."""

_AGAIN = {429: "1", 503: "5"}
_BLOCK = 1 << 18
_ANSWERED_SOON = 0.05


class FileResponse(Response):
    """An answer in an open file: its length is told before, so a client sees when the connection breaks."""

    def __init__(self, reply: Reply, *, media_type: str, headers: dict[str, str], seconds: float) -> None:
        super().__init__(b"", media_type=media_type, headers=headers | {"content-length": str(reply.size)})
        self._reply, self._seconds = reply, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file block by block; a client that takes in nothing for long is left."""
        assert self._reply.file is not None
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            if scope["method"] == "HEAD":
                await send({"type": "http.response.body", "body": b""})
                return
            place = 0
            while place < self._reply.size:
                block = os.pread(self._reply.file, _BLOCK, place)
                place += len(block)
                body = {"type": "http.response.body", "body": block, "more_body": place < self._reply.size}
                await asyncio.wait_for(send(body), self._seconds)
        finally:
            os.close(self._reply.file)


async def ask(request: Request, question: dict[str, Any]) -> Reply:
    """Return the reply to a question; where its asker goes away it is given up. Raises `HTTPException` for an error."""
    watch = _Watch(request)
    try:
        return await ask_pool(request.app.state.pool, question, client=request.client.host if request.client else "")
    except asyncio.CancelledError:
        if not watch.gone:
            raise
        watch.task.uncancel()
        raise HTTPException(499, "the client went away") from None
    finally:
        watch.stop()


async def ask_pool(pool: Pool, question: dict[str, Any], *, client: str) -> Reply:
    """Return the reply to a question of a client; raises `HTTPException` for an error."""
    try:
        reply = await pool.ask(question, client=client)
    except LimitError as error:
        raise problem(error.kind, str(error)) from error
    if reply.error:
        raise problem(reply.error, reply.message)
    return reply


class _Watch:
    """Cancels the task that it is made in when the client goes away; looks only where an answer takes its time."""

    def __init__(self, request: Request) -> None:
        self.gone = False
        self.task = asyncio.current_task()
        self._request, self._looking = request, None
        self._timer = asyncio.get_running_loop().call_later(_ANSWERED_SOON, self._begin)

    def _begin(self) -> None:
        self._looking = asyncio.ensure_future(self._look())

    async def _look(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        self.task.cancel()

    def stop(self) -> None:
        """End looking."""
        self._timer.cancel()
        if self._looking is not None:
            self._looking.cancel()


def problem(kind: str, message: str) -> HTTPException:
    """Return an error of a kind as HTTP."""
    status = STATUS.get(kind, 500)
    headers = {"retry-after": _AGAIN[status]} if status in _AGAIN else None
    return HTTPException(status, message, headers=headers)


async def show_problem(request: Request, error: Exception) -> Response:
    """Return an error as text for a person, or as JSON where programs ask."""
    assert isinstance(error, HTTPException)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": error.detail}, status_code=error.status_code, headers=error.headers)
    return PlainTextResponse(f"{error.detail.rstrip()}\n", status_code=error.status_code, headers=error.headers)


def respond(request: Request, reply: Reply, *, choice: Choice, vary: bool = True) -> Response:
    """Return a reply as a response in the format that was chosen."""
    kind = f"{choice.shown}; charset=utf-8" if choice.shown.startswith("text/") else choice.shown
    headers = {"vary": "accept", "cache-control": "no-cache"} if vary else {"cache-control": "no-cache"}
    if reply.file is not None:
        seconds = request.app.state.settings.client_seconds
        return FileResponse(reply, media_type=kind, headers=headers, seconds=seconds)
    return Response(reply.data, media_type=kind, headers=headers)


def read_bytes(reply: Reply) -> bytes:
    """Return the bytes of a reply; its file, if it has one, is closed then."""
    if reply.file is None:
        return reply.data
    with os.fdopen(reply.file, "rb") as file:
        return os.pread(file.fileno(), reply.size, 0)


def read_rows(reply: Reply) -> list[dict[str, str]]:
    """Return the rows of a reply in JSON, each variable that is bound with its value."""
    bindings = json.loads(read_bytes(reply))["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]
