"""Serve until told to end: a socket, uvicorn over it, and what the person who started it is told."""

from __future__ import annotations

import errno
import gc
import logging
import os
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kg.errors import ServeError, UnsupportedError
from kg.serve.settings import Settings

if TYPE_CHECKING:
    from starlette.applications import Starlette

_QUEUE = 1024
_END = 5
_FILES = 256


def serve(settings: Settings, *, tell: Callable[[str], None]) -> None:
    """Serve a graph folder until a signal ends it; `tell` gets the address and warnings, a line each.

    Raises `ServeError` where the address can't be had, `StoreError` where the folder is none, `UnsupportedError` on
    systems that have no fork.
    """
    require_fork()
    from kg.serve.app import make_app

    bound = listen(settings)
    run(make_app(settings, ready=lambda: introduce(settings, bound, tell=tell, also="SPARQL at /sparql")), bound)


def require_fork() -> None:
    """Raise `UnsupportedError` on systems that have no fork."""
    if not hasattr(os, "fork"):
        raise UnsupportedError("serving needs a system with fork", remedy="use it on Linux or macOS, or under WSL")


QUIET: dict[str, Any] = {
    "ws": "none",
    "log_level": "error",
    "access_log": False,
    "server_header": False,
    "date_header": False,
    "proxy_headers": False,
    "timeout_graceful_shutdown": _END,
}
"""How uvicorn serves for us: it says nothing of itself."""


def run(app: Starlette, bound: socket.socket) -> None:
    """Run an application of `make_app` over a socket; raises why it can't start."""
    import uvicorn

    from kg.serve.http.connections import BoundedProtocol, Waiting

    settings: Settings = app.state.settings
    _allow_files(settings.connections)
    waiting = Waiting(most=settings.connections, seconds=settings.client_seconds)
    protocol = type("Protocol", (BoundedProtocol,), {"waiting": waiting})
    config = uvicorn.Config(
        app,
        http=protocol,
        **QUIET,
        timeout_keep_alive=max(1, int(settings.client_seconds)),
        backlog=_QUEUE,
    )
    logging.getLogger("uvicorn.error").addFilter(lambda record: app.state.failure is None)
    try:
        uvicorn.Server(config).run(sockets=[bound])
    except SystemExit as end:  # so it ends where the application can't start
        raise app.state.failure or end from end
    if app.state.failure is not None:
        raise app.state.failure


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens on the address of the settings."""
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        bound = socket.socket(family)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((settings.host, settings.port))
        bound.listen(_QUEUE)
        return bound
    except (OSError, OverflowError, TypeError, UnicodeError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        what = "is taken" if taken else f"can't be had: {error}"
        raise ServeError(
            f"the address {settings.host}:{settings.port} {what}", remedy="name another with --host and --port"
        ) from error


def _allow_files(connections: int) -> None:
    """Let this process have as many files open as its connections may need, where the system allows."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * connections + _FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def address_of(settings: Settings, bound: socket.socket) -> str:
    """Return the address at which a socket is reached, without a slash at its end."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{bound.getsockname()[1]}"


def introduce(settings: Settings, bound: socket.socket, *, tell: Callable[[str], None], also: str) -> None:
    """Say where the graph is served, and what its owner should know; what is there now is kept for good."""
    gc.collect()
    gc.freeze()  # no need to look through it again and again
    tell(f"Serving {settings.folder} at {address_of(settings, bound)}/ ({also}); end it with Ctrl-C")
    if not settings.is_local and settings.token is None:
        tell("Everybody who reaches this address can read the graph: --token-file asks for a token")
