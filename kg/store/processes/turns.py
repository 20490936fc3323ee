"""Say whose turn it is: questions known to be quick first, then new ones, then slow ones; askers by turns.

One asker with two hundred runaway questions delays himself. Another one's quick questions go past them: by what the
same question took before, or one of the same shape (its IRIs, texts and numbers left out).
"""

from __future__ import annotations

import re
from collections import OrderedDict, deque
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from kg.errors import LimitError

_VALUES = re.compile(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|\d+")
_LONGEST = 8192
_MOST = 4096


class Rank(IntEnum):
    """How long a question is expected to take."""

    QUICK = 0
    NEW = 1
    SLOW = 2


class History:
    """Remembers how long questions took, by their text and by their shape."""

    def __init__(self, *, quick: float) -> None:
        self._quick = quick
        self._seconds: OrderedDict[str, float] = OrderedDict()

    def rank(self, sparql: str) -> Rank:
        """Return what is to be expected of a question."""
        if len(sparql) > _LONGEST:
            return Rank.NEW
        exact = self._seconds.get(sparql)
        if exact is not None:
            return Rank.QUICK if exact < self._quick else Rank.SLOW
        alike = self._seconds.get(_shape(sparql))
        return Rank.QUICK if alike is not None and alike < self._quick else Rank.NEW

    def learn(self, sparql: str, seconds: float) -> None:
        """Note how long a question took."""
        before = self._seconds.get(sparql)
        if len(sparql) > _LONGEST or (before is not None and max(before, seconds) < self._quick):
            return
        for key in (sparql, _shape(sparql)):
            self._seconds[key] = seconds
            self._seconds.move_to_end(key)
        while len(self._seconds) > _MOST:
            self._seconds.popitem(last=False)


def _shape(sparql: str) -> str:
    return _VALUES.sub("\x00", sparql)


@dataclass(eq=False, slots=True)
class Job:
    """A question that is to be answered, for whom, and what is known of its way."""

    question: dict[str, Any]
    client: str
    rank: Rank
    future: Any
    worker: Any = None
    killed: str = ""
    timers: tuple[Any, ...] = ()
    sending: Any = None


class Turns:
    """The questions that wait, at most `most` in each of the ranks quick and other."""

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._lines: dict[Rank, OrderedDict[str, deque[Job]]] = {rank: OrderedDict() for rank in Rank}

    def __len__(self) -> int:
        return sum(len(line) for lines in self._lines.values() for line in lines.values())

    def __bool__(self) -> bool:
        return any(self._lines.values())

    def add(self, job: Job) -> Job | None:
        """Let a job wait; returns a job that had to give up its place, raises `LimitError` where there is no place.

        A full line makes room for one who has fewer waiting there: the asker with most gives up the last one.
        """
        lines = self._lines[job.rank]
        loser = None
        if sum(map(len, lines.values())) >= self._most:
            greediest = max(lines, key=lambda client: len(lines[client]))
            if len(lines[greediest]) <= len(lines.get(job.client, ())) + 1:
                raise busy(self._most)
            loser = lines[greediest].pop()
        lines.setdefault(job.client, deque()).append(job)
        return loser

    def add_again(self, job: Job) -> None:
        """Let a job wait that had begun: it keeps its right to an answer."""
        self._lines[job.rank].setdefault(job.client, deque()).append(job)

    def pop(self, rank: Rank) -> Job | None:
        """Return the next job of a rank, the askers by turns."""
        lines = self._lines[rank]
        while lines:
            client, line = lines.popitem(last=False)
            if not line:
                continue
            job = line.popleft()
            if line:
                lines[client] = line
            return job
        return None

    def remove(self, job: Job) -> bool:
        """Take a job out; False when it does not wait."""
        line = self._lines[job.rank].get(job.client)
        if line is None or job not in line:
            return False
        line.remove(job)
        if not line:
            del self._lines[job.rank][job.client]
        return True

    def clear(self) -> list[Job]:
        """Take out all jobs and return them."""
        jobs = [job for lines in self._lines.values() for line in lines.values() for job in line]
        for lines in self._lines.values():
            lines.clear()
        return jobs


def busy(most: int) -> LimitError:
    """Return the error for a question that finds no place to wait."""
    return LimitError(f"{most} questions wait already", kind="busy", remedy="ask again in a moment")
