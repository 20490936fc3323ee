"""Have readers of binary formats and of long texts work in a process with limits, and tell what a file met of these.

One process is kept for many files; it is replaced when it ends, after so many files, or for other limits.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import pickle
import signal
import time
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from kg.config import ReadOptions
from kg.errors import KgError, ReadError
from kg.pages import Box, ReadText, SourceBlock, SourceLayout, SourceLine, SourcePage, SourceWord
from kg.processes import frames
from kg.processes.children import Child
from kg.processes.faults import to_error
from kg.read.registry import Format
from kg.read.told import PageTold
from kg.read.word.office import NEEDS_LOCAL

_MOST_FILES = 200
_KEPT = 2
_MORE = "split it, read parts of it with --pages where it has some, or give it more with {}"
_DAMAGED = "save it anew with the program that it is from, or give it more with --memory"
_OUT_OF_MEMORY = 2
_CLASSES = {
    kind.__name__: kind for kind in (Box, ReadText, SourceBlock, SourceLayout, SourceLine, SourcePage, SourceWord)
}
_CRASHES = ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGTRAP", "SIGFPE")


class _Hired(NamedTuple):
    """A process, the memory it may have, how many files it has read, whether it has sockets of this machine."""

    child: Child
    memory: int
    files: int = 0
    local: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who hears how far a reading is, and the processes that read meanwhile: who gives it up may `end` them."""

    told: PageTold | None = None
    busy: set[Child] = field(default_factory=set)

    def end(self) -> None:
        """End the processes that read; whoever waits for one learns of it."""
        for child in tuple(self.busy):
            child.kill()


_idle: list[_Hired] = []


def read_alone(data: bytes, name: str, *, fmt: Format, options: ReadOptions, watch: Watch | None = None) -> ReadText:
    """Return what the reader of `fmt` makes of `data`, as it would here, within the limits of `options`.

    `watch` hears how many pages are done, now and then, and has the process while it reads.
    Raises what the reader raises, and `ReadError` where a limit was met or the reader crashed.
    """
    hired = _take(options.memory_bytes, name)
    try:
        return _read_in(hired, data, name, fmt=fmt, options=options, watch=watch)
    except ReadError as error:
        limit = error.facts.get("limit")
        if limit != NEEDS_LOCAL and not (limit == "memory" and hired.files):
            raise
    # A process that has read others holds what these left behind: a new one has all the memory for this file.
    hired = _hire(options.memory_bytes, name, local=limit == NEEDS_LOCAL)
    return _read_in(hired, data, name, fmt=fmt, options=options, watch=watch)


def _read_in(
    hired: _Hired, data: bytes, name: str, *, fmt: Format, options: ReadOptions, watch: Watch | None
) -> ReadText:
    child = hired.child
    watch = watch or Watch()
    watch.busy.add(child)
    try:
        child.send({"reader": fmt.reader, "name": name, "options": asdict(options)}, data)
        reply = _hear(child, options.wall_seconds, told=watch.told)
        if reply is None:
            raise _explain(child, name, options)
    except BaseException:
        child.kill()
        raise
    finally:
        watch.busy.discard(child)
    message, result = reply
    if message.get("last") or hired.local or hired.files + 1 >= _MOST_FILES or len(_idle) >= _KEPT:
        child.kill()
    else:
        _idle.append(hired._replace(files=hired.files + 1))
    if "error" in message:
        raise _to_error(message, name)
    return unpickle(result)


def _hear(child: Child, seconds: float, *, told: PageTold | None) -> tuple[frames.Message, bytes] | None:
    """Return the reply that ends the reading, None for none in time; what comes before it says how far it is."""
    end = time.monotonic() + seconds
    while (reply := child.hear(max(0.0, end - time.monotonic()))) is not None and "pages" in reply[0]:
        done, pages = reply[0].get("done"), reply[0]["pages"]
        if told and isinstance(done, int) and isinstance(pages, int):
            told(done, pages)
    return reply


def _take(memory: int, name: str) -> _Hired:
    """Return an idle process with such a limit of memory, or a new one."""
    with contextlib.suppress(IndexError):
        while True:
            hired = _idle.pop()
            if hired.memory == memory and hired.child.is_alive:
                return hired
            hired.child.kill()
    return _hire(memory, name)


def _hire(memory: int, name: str, *, local: bool = False) -> _Hired:
    """Return a new process, one with sockets of this machine where it is to start a program that needs them."""
    try:
        child = Child("kg.read.worker")
    except OSError as error:
        remedy = "see whether Python can start others"
        raise ReadError(f"no process to read it can be started: {error}", path=name, remedy=remedy) from error
    child.send({"memory": memory, "local": local})
    return _Hired(child, memory, local=local)


@atexit.register
def end_readers() -> None:
    """End the processes that wait for files."""
    with contextlib.suppress(IndexError):
        while True:
            _idle.pop().child.kill()


def _explain(child: Child, name: str, options: ReadOptions) -> ReadError:
    """Return why there is no reply: the time is over, or the process has ended."""
    if not child.ended:
        seconds = f"{options.wall_seconds:g} seconds"
        remedy = _MORE.format("--wall-time")
        return ReadError(f"took longer to read than the {seconds} that it may", path=name, remedy=remedy, limit="time")
    status = child.status()
    if status == -getattr(signal, "SIGXCPU", 0) and status:
        cause = f"took more than the {options.cpu_seconds:g} seconds of the processor that it may have"
        return ReadError(cause, path=name, remedy=_MORE.format("--time"), limit="time")
    if status == _OUT_OF_MEMORY:
        return ReadError(_lacks(options), path=name, remedy=_MORE.format("--memory"), limit="memory")
    if status in [-getattr(signal, crash) for crash in _CRASHES if hasattr(signal, crash)]:
        cause = f"{_lacks(options)}, or is damaged so that its reader crashed ({signal.Signals(-status).name})"
        return ReadError(cause, path=name, remedy=_DAMAGED, limit="crash")
    killed = hasattr(signal, "SIGKILL") and status == -signal.SIGKILL
    cause = "was killed from outside, perhaps because the machine ran out of memory" if killed else f"ended ({status})"
    return ReadError(f"the process that read it {cause}", path=name, remedy="read it again, alone", limit="lost")


def _lacks(options: ReadOptions) -> str:
    return f"needs more than the {options.memory_bytes >> 20} MB of memory that reading it may take"


def _to_error(message: dict, name: str) -> KgError:
    """Return the error that the process tells of."""
    if message["error"] == "MemoryError":
        return ReadError(message["message"], path=name, remedy=_MORE.format("--memory"), limit="memory")
    return to_error(message, ReadError)


def unpickle(data: bytes) -> ReadText:
    """Return the text that was pickled; raises `pickle.UnpicklingError` for anything else."""
    return _Unpickler(io.BytesIO(data)).load()


class _Unpickler(pickle.Unpickler):
    """Takes in what a reader gives and nothing else: a file may have taken over the process that read it."""

    def find_class(self, module: str, name: str) -> type:
        """Return one of the classes of `kg.pages`."""
        if module == "kg.pages" and name in _CLASSES:
            return _CLASSES[name]
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a text")
