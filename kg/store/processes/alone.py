"""Be a process that answers the questions of the one that started it, over standard input and output."""

from __future__ import annotations

import os

from kg.processes.pipes import Pipes
from kg.store.processes.evaluate import answer_questions


def main() -> None:
    """Answer until nobody asks any more; never returns."""
    code = 1
    try:
        line = Pipes()
        answer_questions(line, line.receive())
        code = 0
    except (OSError, MemoryError):
        code = 2
    finally:
        os._exit(code)
