"""Serve the protocol: over standard input and output, or over HTTP beside the pages of `kg serve`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from urllib.parse import urlsplit

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from kg.assist.asked import Asked
from kg.assist.protocol import make_server
from kg.errors import ServeError
from kg.serve.app import make_app
from kg.serve.server import address_of, introduce, listen, require_fork, run
from kg.serve.settings import Settings

PATH = "/mcp"
_LONGEST_MESSAGE = 1 << 20
PAGES = "http://127.0.0.1:8000"
"""Where `kg serve` shows its pages without options."""
_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def serve_http(settings: Settings, *, base_url: str, public: bool, tell: Callable[[str], None]) -> None:
    """Serve over streamable HTTP at /mcp, with the pages of `kg serve` beside it, until a signal ends it.

    `base_url` is where the pages are reached from outside, empty for the address it listens on. Raises `ServeError`
    where the address is not of this machine alone and `public` does not say so, else what `kg.serve.serve` raises.
    """
    require_fork()
    if not settings.is_local and not public:
        raise ServeError(
            f"{settings.host} can be reached by others",
            remedy="say so with --public, and ask for a token with --token-file; or take 127.0.0.1",
        )
    bound = listen(settings)
    address = _check_base(base_url) or address_of(settings, bound)
    server = make_server(lambda: Asked(app.state, base_url=address))
    manager = StreamableHTTPSessionManager(
        server, json_response=True, stateless=True, max_request_body_size=_LONGEST_MESSAGE
    )
    app = make_app(
        settings,
        ready=lambda: introduce(settings, bound, tell=tell, also=f"Model Context Protocol at {PATH}"),
        routes=[Route(PATH, _Endpoint(manager, settings), methods=["POST"])],
        beside=manager.run,
    )
    run(app, bound)


class _Endpoint:
    """Lets a message in, unless a page of another site sends it."""

    def __init__(self, manager: StreamableHTTPSessionManager, settings: Settings) -> None:
        self._manager, self._settings = manager, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; 403 for an Origin that is not allowed."""
        origin = next((value for name, value in scope["headers"] if name == b"origin"), b"").decode("latin-1")
        if origin and not self._may(origin):
            refusal = PlainTextResponse("pages of that site may not ask here; see --cors-origin\n", 403)
            await refusal(scope, receive, send)
            return
        await self._manager.handle_request(scope, receive, send)

    def _may(self, origin: str) -> bool:
        settings = self._settings
        if "*" in settings.origins or origin.lower().rstrip("/") in settings.origins:
            return True
        try:
            return urlsplit(origin).hostname in (settings.allowed_hosts or ())
        except ValueError:
            return False


def serve_stdio(settings: Settings, *, base_url: str) -> None:
    """Serve over standard input and output until the input ends, or a signal ends it.

    `base_url` is where `kg serve` shows the pages. Raises `StoreError` where the folder is none, `ServeError` for an
    address that is none.
    """
    require_fork()
    address = _check_base(base_url) or PAGES
    app = make_app(settings, ready=lambda: None)
    asyncio.run(_run(app, address))


async def _run(app: Starlette, address: str) -> None:
    """Serve until the input ends; where a signal comes before that, what was begun is cleared and the process ends."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in _ENDING:
        loop.add_signal_handler(number, stopped.set)
    async with app.router.lifespan_context(app):
        served = asyncio.ensure_future(_speak(app, address))
        ended = asyncio.ensure_future(stopped.wait())
        await asyncio.wait({served, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
    if not served.done():
        os._exit(0)  # a thread still waits for a line of standard input, which nothing can end
    await served


async def _speak(app: Starlette, address: str) -> None:
    from mcp.server.stdio import stdio_server

    server = make_server(lambda: Asked(app.state, base_url=address))
    with contextlib.suppress(BrokenPipeError):
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())


def _check_base(base_url: str) -> str:
    """Return an address without a slash at its end; raises `ServeError` for one that is none."""
    try:
        parts = urlsplit(base_url)
        wrong = bool(base_url) and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query)
    except ValueError:
        wrong = True
    if wrong:
        raise ServeError(f"{base_url!r} is no address of pages", remedy=f"such as --base-url {PAGES}")
    return base_url.rstrip("/")
