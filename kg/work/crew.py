"""Have several worker processes make shards; one that dies is replaced, and a document that kills two is left out."""

from __future__ import annotations

import queue
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress

from kg.config import ReadOptions
from kg.errors import ExtractionError, KgError, StoreError, UnsupportedError
from kg.processes.children import Child
from kg.processes.faults import to_error
from kg.read.inputs import SPLIT
from kg.work.task import Outcome, Task

TRIES = 2
_OUT_OF_MEMORY = ("MemoryError", "SIGABRT")
"""How a worker tells that it lacks memory, or ends where a library in it does."""
_START = 300.0
"""So many seconds a worker may take to load the lexicons, on however busy a machine."""
_REMEDY = "leave it out, or report it with the document: the others are built"


class Crew:
    """Worker processes, `jobs` of them, that run `main` of `module`; `options` bound memory and time of a document."""

    def __init__(self, jobs: int, *, options: ReadOptions | None = None, module: str = "kg.work.worker") -> None:
        self.jobs = jobs
        self.options = options or ReadOptions()
        self.module = module

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield what became of each task as soon as that is known; raises `StoreError` where no shard can be written.

        A worker takes the next task when it is done with one, so that no more are in hand than there are workers.
        """
        shift = _Shift(iter(tasks), self.options, self.module)
        threads = [threading.Thread(target=shift.work, daemon=True) for _ in range(self.jobs)]
        for thread in threads:
            thread.start()
        try:
            at_work = len(threads)
            while at_work:
                outcome = shift.outcomes.get()
                if isinstance(outcome, BaseException):
                    raise outcome
                if outcome is None:
                    at_work -= 1
                else:
                    yield outcome
        finally:
            shift.end()
            for thread in threads:
                thread.join()


class _Shift:
    """The work of one run: tasks that are shared out, and what became of them."""

    def __init__(self, tasks: Iterator[Task], options: ReadOptions, module: str) -> None:
        self.options, self.module = options, module
        self.outcomes: queue.SimpleQueue[Outcome | BaseException | None] = queue.SimpleQueue()
        self._tasks = tasks
        self._lock = threading.Lock()
        self._children: set[Child] = set()
        self._over = False

    def end(self) -> None:
        """Give no more tasks, and end the workers."""
        with self._lock:
            self._over = True
            for child in self._children:
                child.kill()

    def _next(self) -> Task | None:
        with self._lock:
            return None if self._over else next(self._tasks, None)

    def work(self) -> None:
        """Have one worker after the other do tasks until there are none."""
        child = None
        try:
            while (task := self._next()) is not None:
                child, error = self._do(task, child)
                self.outcomes.put(Outcome(task, error))
        except BaseException as error:  # noqa: BLE001 - told to the one that waits for outcomes
            self.outcomes.put(error)
        finally:
            self._dismiss(child)
            self.outcomes.put(None)

    def _do(self, task: Task, child: Child | None) -> tuple[Child | None, KgError | None]:
        """Return the worker for the next task, and why this one can't be done.

        Who lacks memory and has done other tasks holds what these left behind: a new worker has all of it for this one.
        """
        how = ""
        for _ in range(TRIES):
            fresh = child is None
            child = child or self._hire()
            child.send(task.to_message())
            reply = child.hear(self.options.wall_seconds)
            if reply is None and self._over:
                return child, None
            if reply is None and not child.ended:
                self._dismiss(child)
                return None, _slow(task, self.options.wall_seconds)
            if reply is not None:
                message, _ = reply
                if message.get("last"):
                    self._dismiss(child)
                    child = None
                error = _read(message)
                if error is None or error.facts.get("limit") != "memory":
                    return child, error
                how = "MemoryError"
            else:
                how = _name(child.status())
                self._dismiss(child)
                child = None
            if fresh and how in _OUT_OF_MEMORY:
                return None, _large(task, self.options.memory_bytes >> 20, how=how)
        return None, ExtractionError(
            f"ended the process that looked for its facts, {TRIES} times ({how})",
            path=task.document.name,
            remedy=_REMEDY,
        )

    def _hire(self) -> Child:
        """Return a new worker that is ready; one that ends while it starts is replaced too."""
        remedy = "build with fewer --jobs"
        for _ in range(TRIES):
            try:
                child = Child(self.module)
            except OSError as error:
                raise UnsupportedError(f"no worker can be started: {error}", remedy=remedy) from error
            with self._lock:
                self._children.add(child)
                if self._over:
                    child.kill()
            child.send({"memory": self.options.memory_bytes})
            if child.hear(_START) is not None or self._over:
                return child
            self._dismiss(child)
        raise UnsupportedError("workers do not start", remedy=remedy)

    def _dismiss(self, child: Child | None) -> None:
        if child is not None:
            with self._lock:
                self._children.discard(child)
            child.kill()


def _read(message: dict) -> KgError | None:
    """Return the error that a reply tells of; raises it where no shard can be written."""
    if "error" not in message:
        return None
    error = to_error(message, ExtractionError)
    if isinstance(error, StoreError):
        raise error
    return error


def _large(task: Task, megabytes: int, *, how: str) -> ExtractionError:
    message = f"to find its facts takes more than the {megabytes} MB of memory that it may take"
    if how != "MemoryError":
        message += f", or crashes ({how})"
    remedy = f"{SPLIT}, or give it more with --memory"
    return ExtractionError(message, path=task.document.name, remedy=remedy, limit="memory")


def _slow(task: Task, seconds: float) -> ExtractionError:
    message = f"its facts took longer to find than the {seconds:g} seconds that they may"
    return ExtractionError(message, path=task.document.name, remedy="give it more with --wall-time, or leave it out")


def _name(status: int) -> str:
    """Return how a process ended in words."""
    if status < 0:
        with suppress(ValueError):
            return signal.Signals(-status).name
    return f"exit code {status}"
