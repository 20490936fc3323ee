"""Be the process that searches a snapshot for a server: it holds the full-text index, and answers one after another.

What is computed here takes Python's time, which the server's own process has none of to spare. It yields to the
processes that answer SPARQL, has no network, and ends with the server.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.processes import sandbox
from kg.processes.pipes import Pipes
from kg.store.search import class_names, find_all, open_index

_YIELDING = 10


def main() -> None:
    """Answer until nobody asks any more; never returns."""
    code = 1
    try:
        sandbox.end_with_parent()
        os.nice(_YIELDING)
        line = Pipes()
        sandbox.cut_network()
        _serve(line)
        code = 0
    except (OSError, MemoryError):
        code = 2
    finally:
        os._exit(code)


def _serve(line: Pipes) -> None:
    """Make the index of the snapshot that the first message names where it has none, then answer."""
    path = Path(line.receive()["path"])
    try:
        index = open_index(path)
    except (KgError, sqlite3.Error) as error:
        line.send({"ready": False, "error": str(error)})
        return
    desk = Desk(index)
    line.send({"ready": True})
    while True:
        line.send(desk.answer(line.receive()))


class Desk:
    """Answers what is asked of one snapshot."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index
        self._doing: dict[str, Callable[..., dict[str, Any]]] = {"search": self._search}

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a message: `do` names what to do, `with` holds the arguments; or what was wrong."""
        try:
            return {"answer": self._doing[asked["do"]](**asked["with"])}
        except KgError as error:
            return {"error": str(error), "exit": error.exit_code}

    def _search(self, **asked: Any) -> dict[str, Any]:
        found = find_all(self._index, **asked)
        return {
            "hits": [hit.to_dict() for hit in found.hits],
            "total": found.total,
            "classes": found.classes,
            "documents": found.documents,
            "names": class_names(self._index),
        }
