"""Say what one question may take, and tell the one who asked which limit it met."""

from __future__ import annotations

import math
import os
import signal
from dataclasses import dataclass

from kg.errors import LimitError, QueryError, QueryTimeoutError

NARROWER = "ask for less, with LIMIT or a narrower pattern"
LONGER = "ask for less, with LIMIT or a narrower pattern, or give it more time: --timeout SECONDS, timeout= in Python"
_ABORTED = tuple(-getattr(signal, name) for name in ("SIGABRT", "SIGSEGV", "SIGBUS") if hasattr(signal, name))
_MEMORY = 2
"""How a process ends that Python itself told of a lack of memory."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question to a server may take, and how many may run and wait."""

    seconds: float = 10.0
    memory: int = 512 << 20
    rows: int = 1_000_000
    bytes: int = 64 << 20
    running: int = min(8, max(2, os.cpu_count() or 2))
    waiting: int = 64
    patience: float = 10.0


def half_of_memory() -> int:
    """Return half of the bytes of memory that the machine has; 0 where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):
        return 0


def limit_of(timeout: float | None) -> float | None:
    """Return the seconds that a question may take, None for any time (0, None, infinity); raises `QueryError`."""
    if not timeout or timeout == math.inf:
        return None
    if not timeout > 0:
        raise QueryError(f"{timeout!r} seconds are no limit of time", remedy="give some seconds, or 0 for no limit")
    return float(timeout)


def late(seconds: float, *, remedy: str = NARROWER, path: str | None = None) -> QueryTimeoutError:
    """Return the error for a question that took longer than it may."""
    return QueryTimeoutError(f"the query took longer than {seconds:g} seconds", path=path, remedy=remedy)


def explain_end(status: int | None, *, memory: int, seconds: float) -> LimitError:
    """Return why a process ended that nobody of ours had killed: `status` is its exit code or minus the signal."""
    if status in (*_ABORTED, _MEMORY):
        needs = f"more than the {memory >> 20} MB of memory it may have" if memory else "more memory than there is"
        said = f"the query needs {needs}, or nests too deeply"
        return LimitError(said, kind="memory", remedy="ask for less, or in parts")
    if hasattr(signal, "SIGALRM") and status == -signal.SIGALRM:
        return late(seconds)
    killed = hasattr(signal, "SIGKILL") and status == -signal.SIGKILL
    cause = "was killed from outside, perhaps because the machine ran out of memory" if killed else "was lost"
    return LimitError(f"the process that answered {cause}: there is no answer", kind="lost", remedy="ask again")
