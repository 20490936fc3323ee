"""Count how far a build is: documents, bytes and facts, how fast, how long it will take, what failed and why."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from kg.work.task import Outcome, Task

Log = Callable[[dict[str, Any]], None]
"""Takes one event of a build: `event` says which, the others are plain values."""
_SUMS = frozenset({"projects and works"})
"""Counts that hold others together."""


class Tally:
    """The state of a build's work on documents; every change of it goes to `log`."""

    def __init__(self, tasks: Iterable[Task], *, unchanged: int, log: Log | None) -> None:
        self._log = log
        self._start = time.monotonic()
        self.documents, self.bytes, self._characters = 0, 0, 0
        for task in tasks:
            self.documents += 1
            self.bytes += task.document.kept.size
            self._characters += task.document.kept.characters
        self.done, self.facts, self.bytes_done = 0, 0, 0
        self._resumed_characters = self._characters_done = 0
        self.failures: Counter[str] = Counter()
        self._tell("start", documents=self.documents, bytes=self.bytes, unchanged=unchanged)

    def _tell(self, event: str, **values: object) -> None:
        if self._log:
            self._log({"event": event, "seconds": round(self.seconds, 3)} | values)

    @property
    def seconds(self) -> float:
        """Return how long the work goes on."""
        return time.monotonic() - self._start

    @property
    def seconds_left(self) -> float | None:
        """Return how long it will take by the characters that are left; None before anything was made."""
        worked = self._characters_done - self._resumed_characters
        left = self._characters - self._characters_done
        return self.seconds * left / worked if worked else None

    def made(self, task: Task, counts: dict[str, int], *, resumed: bool) -> None:
        """Count a document whose shard is made; with `resumed` it was so before this build."""
        facts = sum(number for kind, number in counts.items() if kind not in _SUMS)
        self._count(task, resumed=resumed)
        self.facts += 0 if resumed else facts
        self._tell("document", slug=task.document.slug, facts=facts, resumed=resumed, **self._rates())

    def failed(self, outcome: Outcome) -> None:
        """Count a document of which no shard can be made."""
        error, document = outcome.error, outcome.task.document
        assert error is not None
        self.failures[error.reason] += 1
        self._count(outcome.task, resumed=False)
        self._tell(
            "failed", slug=document.slug, name=document.name, reason=error.reason, remedy=error.remedy, **self._rates()
        )

    def _count(self, task: Task, *, resumed: bool) -> None:
        kept = task.document.kept
        self.done += 1
        self.bytes_done += kept.size
        self._characters_done += kept.characters
        self._resumed_characters += kept.characters if resumed else 0

    def _rates(self) -> dict[str, object]:
        left = self.seconds_left
        return {
            "done": self.done,
            "documents": self.documents,
            "bytes_done": self.bytes_done,
            "bytes": self.bytes,
            "facts_a_second": round(self.facts / max(self.seconds, 1e-3), 1),
            "seconds_left": None if left is None else round(left, 1),
        }

    def end(self, *, documents: int, conforms: bool) -> None:
        """Tell that the folder is in its place."""
        self._tell("end", documents=documents, conforms=conforms, failures=dict(sorted(self.failures.items())))

    def describe(self) -> str:
        """Return the state in a few words for who watches."""
        size = f"{self.bytes_done / 1e6:.1f} of {self.bytes / 1e6:.1f} MB"
        parts = [size, f"{self.facts / max(self.seconds, 1e-3):,.0f} facts/s"]
        if (left := self.seconds_left) is not None:
            parts.append(f"{left / 60:.0f} min left" if left >= 100 else f"{left:.0f} s left")
        if self.failures:
            parts.append(f"{sum(self.failures.values())} failed")
        return ", ".join(parts)
