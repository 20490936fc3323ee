"""Serve the page of a reviewer on this machine until told to end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.review.desk import Desk
from kg.serve.server import QUIET, listen
from kg.serve.settings import Settings

HOST = "127.0.0.1"


def serve(folder: Path, *, file: Path, who: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve the page over which `who` decides on the facts of a graph folder; `tell` gets its address.

    Raises `StoreError` where the folder is none or keeps no text, `DecisionError` for a file that is none of
    decisions, `ServeError` where the port can't be had.
    """
    import uvicorn

    from kg.review.app import make_app

    settings = Settings(folder=folder, host=HOST, port=port)
    desk = Desk(folder, file=file, who=who)
    try:
        bound = listen(settings)

        def ready() -> None:
            address = f"http://{HOST}:{bound.getsockname()[1]}/"
            tell(f"{who} reviews {folder} at {address}, decisions go into {file}; end it with Ctrl-C")

        app = make_app(desk, settings, ready=ready)
        uvicorn.Server(uvicorn.Config(app, **QUIET)).run(sockets=[bound])
    finally:
        desk.close()
