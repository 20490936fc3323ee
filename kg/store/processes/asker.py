"""Ask a graph folder in processes that can be killed: at the end of their time, by Ctrl-C, and with the one who asks.

A query runs inside the store's library, where no signal and no clock reaches it. So another Python answers it, which is
started at the first question and kept for the next ones.
"""

from __future__ import annotations

import os
import sys
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.config import QUERY_SECONDS
from kg.errors import KgError, LimitError, QueryError, RefusedError, StoreError
from kg.prefixes import PREFIXES, QUERY_PREFIXES
from kg.processes import frames
from kg.processes.children import Child
from kg.store.graphs.swap import require_graph
from kg.store.questions.limits import LONGER, explain_end, half_of_memory, late, limit_of

if TYPE_CHECKING:
    from kg.store.questions.results import QueryResult

_START = 60.0
_KEPT = 2
_TRIPLES = "application/n-triples"
_MEDIA = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}


class MovedError(StoreError):
    """Another graph stands in the folder's place."""


class Reply(NamedTuple):
    """A whole answer: its media type and its bytes."""

    type: str
    data: bytes


class Asker:
    """Asks the store of a graph folder; as a context manager it ends its processes.

    Threads may ask at once, each has a process of its own then; a forked process starts others.
    """

    def __init__(self, path: str | Path, *, memory: int | None = None) -> None:
        self.path = Path(path)
        self._memory = half_of_memory() if memory is None else memory
        require_graph(self.path)
        self._mark = self._read_mark()
        self._idle: list[_Child] = []
        self._closed = False
        self._finalizer = weakref.finalize(self, _end, self._idle)

    def __enter__(self) -> Asker:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        self._closed = True
        self._finalizer()

    def start(self) -> Asker:
        """Have a process start while the caller does something else."""
        self._idle.append(self._hire())
        return self

    # --- asking ----------------------------------------------------------------------------------

    def query(self, sparql: str, *, timeout: float | None = QUERY_SECONDS) -> QueryResult:
        """Return the answer to a query, as `GraphFolder.query` does, within `timeout` seconds (0 or None: any time).

        Raises `QueryTimeoutError` where it takes longer, `LimitError` where its process is lost or lacks memory.
        """
        reply = self._ask(sparql, rows=_MEDIA["json"], timeout=timeout)
        from kg.store.questions.results import from_json, from_ntriples

        return from_ntriples(reply.data, PREFIXES) if reply.type == _TRIPLES else from_json(reply.data)

    def answer(self, sparql: str, *, format: str, timeout: float | None = QUERY_SECONDS) -> bytes:
        """Return the answer to a query written as `QueryResult.serialize` does; raises what `query` does."""
        rows = _MEDIA.get(format)
        reply = self._ask(sparql, rows=rows, timeout=timeout, wanted=format)
        if reply.type == rows:
            return reply.data
        from kg.store.questions.results import from_ntriples

        return from_ntriples(reply.data, PREFIXES).serialize(format)

    def _ask(self, sparql: str, *, rows: str | None, timeout: float | None, wanted: str = "") -> Reply:
        seconds = limit_of(timeout)
        question = {"query": sparql, "rows": rows, "graph": _TRIPLES, "seconds": seconds}
        question |= {"most_rows": sys.maxsize, "most_bytes": sys.maxsize}
        child = self._take()
        try:
            child.wait_until_ready(self._check)
            reply, data = child.ask(question, seconds=seconds)
        except BaseException:
            child.kill()
            raise
        if reply["last"] or self._closed or len(self._idle) >= _KEPT:
            child.kill()
        else:
            self._idle.append(child)
        if "error" in reply:
            raise _to_error(reply, wanted=wanted)
        return Reply(reply["type"], data)

    # --- processes -------------------------------------------------------------------------------

    @property
    def is_current(self) -> bool:
        """Say whether the folder still holds the graph that it held when this was made."""
        return self._read_mark() == self._mark

    def _read_mark(self) -> tuple[int, ...]:
        try:
            found = (self.path / "store" / "CURRENT").stat()
        except OSError:
            return ()
        return found.st_dev, found.st_ino, found.st_mtime_ns

    def _check(self) -> None:
        if not self.is_current:
            raise MovedError("was built anew since it was opened", path=self.path, remedy="open it again")

    def _take(self) -> _Child:
        """Return a process that is there and idle, or a new one."""
        if self._closed:
            raise StoreError("the graph is closed", path=self.path, remedy="open it again with kg.open")
        while True:
            try:
                child = self._idle.pop()
            except IndexError:
                return self._hire()
            if child.is_alive:
                return child
            child.kill()

    def _hire(self) -> _Child:
        store = os.path.join(
            os.path.abspath(self.path), "store"
        )  # not its real path: that may be another folder by now
        return _Child({"store": store, "memory": self._memory, "prefixes": QUERY_PREFIXES}, path=self.path)


class _Child:
    """A process that answers over one store."""

    def __init__(self, order: frames.Message, *, path: Path) -> None:
        self._path, self._memory = path, order["memory"]
        try:
            self._child = Child("kg.store.processes.alone")
        except OSError as error:
            cause = f"no process that answers can be started: {error}"
            raise StoreError(cause, remedy="see whether Python can start others") from error
        self._ready = False
        self._child.send(order)

    @property
    def is_alive(self) -> bool:
        """Say whether it is a process of ours that runs."""
        return self._child.is_alive

    def wait_until_ready(self, check: Callable[[], None]) -> None:
        """Wait until it has opened its store; then `check` says whether that is the right one."""
        if self._ready:
            return
        reply = self._child.hear(_START)
        if not reply or not reply[0]["ready"]:
            said = f"the store can't be opened: {reply[0]['error']}" if reply else ""
            cause = said or "the process that answers does not start"
            raise StoreError(cause, path=self._path, remedy="see whether Python can start others, or build it again")
        check()
        self._ready = True

    def ask(self, question: frames.Message, *, seconds: float | None) -> tuple[frames.Message, bytes]:
        """Return the reply to a question; raises `LimitError` where there is none."""
        self._child.send(question)
        reply = self._child.hear(seconds)
        if reply is not None:
            return reply
        if self._child.is_alive and seconds is not None and not self._child.ended:
            raise late(seconds, remedy=LONGER)
        raise explain_end(self._child.status(), memory=self._memory, seconds=seconds or 0)

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self._child.kill()


def _end(children: list[_Child]) -> None:
    while children:
        children.pop().kill()


def _to_error(reply: frames.Message, *, wanted: str) -> KgError:
    """Return the error that a reply tells of, as it would be raised here."""
    kind, remedy = reply["error"], reply["remedy"]
    message = reply["message"].removesuffix(f" ({remedy})") if remedy else reply["message"]
    if kind == "refused":
        return RefusedError(message, remedy=remedy)
    if kind == "format":
        from kg.store.questions.results import check_format

        check_format(wanted, is_graph=False)
    if kind in ("malformed", "failed"):
        return QueryError(message, remedy=remedy)
    return LimitError(message, kind=kind, remedy=remedy)
