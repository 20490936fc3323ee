"""Be a process that computes for a server over one snapshot: it searches, or answers from the model of the answers.

What is computed here takes Python's time, which the server's own process has none of to spare. It answers one after
another, yields to the processes that answer SPARQL, has no network, and ends with the server.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from kg.errors import KgError
from kg.processes import sandbox
from kg.processes.pipes import Pipes
from kg.store.search.index import class_names, find_all, open_index

Answer = dict[str, Any]
_YIELDING = 10
_AT_HAND, _FEW = 64, 200
"""So many answers are kept at hand, of those with few rows."""


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
    """Prepare what the first message asks for (`work` over the snapshot at `path`, files of `others`), then answer."""
    asked = line.receive()
    try:
        doing = _WORK[asked["work"]](Path(asked["path"]), asked["others"])
    except (KgError, sqlite3.Error) as error:
        line.send({"ready": False, "error": str(error)})
        return
    line.send({"ready": True})
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # processes that make files are reaped by the system
    answered: OrderedDict[str, Answer] = OrderedDict()
    while True:
        message = line.receive()
        if message["do"] == "export":
            line.send(make_aside(doing, message, place=Path(asked["path"])))
            continue
        key = json.dumps(message, sort_keys=True)
        reply = answered.pop(key, None) or answer(doing, message)
        if message["with"].get("limit", 0) <= _FEW:
            answered[key] = reply
            while len(answered) > _AT_HAND:
                answered.popitem(last=False)
        line.send(reply)


def make_aside(doing: Callable[[str], Callable[..., Any]], asked: dict[str, Any], *, place: Path) -> Answer:
    """Have a process of its own make a file, which takes long, and return where it will be once it is whole.

    It begins with `ok` and a line end, or with `wrong`, a line end and what was wrong.
    """
    path = place / f".made-{uuid4().hex}"
    if os.fork() == 0:
        try:
            sandbox.end_with_parent()
            try:
                data = b"ok\n" + doing("export")(**asked["with"])
            except KgError as error:
                data = f"wrong\n{error}".encode()
            path.with_suffix(".part").write_bytes(data)
            path.with_suffix(".part").rename(path)
        finally:
            os._exit(0)
    return {"answer": {"made": str(path)}}


def answer(doing: Callable[[str], Callable[..., Answer]], asked: dict[str, Any]) -> Answer:
    """Return the answer to a message (`do` names what to do, `with` holds the arguments), or what was wrong."""
    try:
        return {"answer": doing(asked["do"])(**asked["with"])}
    except KgError as error:
        return {"error": str(error), "exit": error.exit_code}


def _search(path: Path, others: dict[str, str]) -> Callable[[str], Callable[..., Answer]]:
    """Return what searches a snapshot, whose index is made where it has none."""
    index = open_index(path)

    def search(**asked: Any) -> Answer:
        found = find_all(index, **asked)
        return {
            "hits": [hit.to_dict() for hit in found.hits],
            "total": found.total,
            "classes": found.classes,
            "documents": found.documents,
            "names": class_names(index),
        }

    return {"search": search}.__getitem__


def _answers(path: Path, others: dict[str, str]) -> Callable[[str], Callable[..., Answer]]:
    from kg.serve.desk.answers import Answers

    return Answers(path, others=others).do


_WORK = {"search": _search, "answers": _answers}
