"""Choose who makes shards: this process, or workers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from kg.config import LONG_TEXT_CHARACTERS, ReadOptions
from kg.errors import ExtractionError
from kg.extraction import check_length
from kg.work.crew import Crew
from kg.work.task import Engine, Here, Outcome, Task

WORTH_WORKERS = 1_000_000
"""From so many characters on, workers save more time than they take to start."""


def choose_engine(tasks: Sequence[Task], *, jobs: int | None, options: ReadOptions) -> Engine:
    """Return who makes the shards of tasks; without `jobs` that is every core for much text, this process for little.

    A long text gets a worker also where it is alone, since a worker has limits.
    """
    if jobs is None:
        lengths = [task.document.kept.characters for task in tasks]
        jobs = cores() if sum(lengths) >= WORTH_WORKERS else int(max(lengths) >= LONG_TEXT_CHARACTERS)
    return Crew(min(jobs, len(tasks)), options=options) if jobs > 0 else Here()


def part_too_long(tasks: Iterable[Task], *, options: ReadOptions) -> tuple[list[Task], list[Outcome]]:
    """Return the tasks that can be done in the memory that they may take, and what became of the others at once."""
    fit, others = [], []
    for task in tasks:
        kept = task.document.kept
        try:
            check_length(task.document.name, kept.characters, memory=options.memory_bytes)
        except ExtractionError as error:
            others.append(Outcome(task, error))
        else:
            fit.append(task)
    return fit, others


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
