"""Choose who makes shards: this process, or workers."""

from __future__ import annotations

import os
from collections.abc import Sequence

from kg.config import ReadOptions
from kg.work.crew import Crew
from kg.work.task import Engine, Here, Task

WORTH_WORKERS = 1_000_000
"""From so many characters on, workers save more time than they take to start."""


def choose_engine(tasks: Sequence[Task], *, jobs: int | None, options: ReadOptions) -> Engine:
    """Return who makes the shards of tasks; without `jobs` that is this process for little text, else every core."""
    if jobs is None:
        much = sum(task.document.kept.characters for task in tasks) >= WORTH_WORKERS
        jobs = cores() if much and len(tasks) > 1 else 0
    return Crew(min(jobs, len(tasks)), options=options) if jobs > 0 else Here()


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
