"""Be a process that answers the questions of the one that started it, over standard input and output.

It needs no fork, no socket and nothing of the program that asks, so that it runs wherever Python can start another
Python. It ends when its input ends, and when the one that started it is gone, also in the midst of a question.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
import time

from kg.store import frames
from kg.store.evaluate import answer_questions

_LOOK = 1.0


class _Pipes:
    """The line to the one that asks; a thread takes questions in, as the store lets others run while it searches."""

    def __init__(self) -> None:
        self._replies = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)  # what else may be printed is no reply
        self._questions: queue.SimpleQueue[frames.Message] = queue.SimpleQueue()
        self._parent = os.getppid()
        for work in (self._listen, self._watch):
            threading.Thread(target=work, daemon=True).start()

    def _listen(self) -> None:
        while (message := frames.read(sys.stdin.buffer)) is not None:
            self._questions.put(message[0])
        os._exit(0)

    def _watch(self) -> None:
        """End with the parent, even where another process still holds its end of the pipe."""
        while os.getppid() == self._parent:
            time.sleep(_LOOK)
        os._exit(0)

    def receive(self) -> frames.Message:
        """Return the next question."""
        return self._questions.get()

    def send(self, reply: frames.Message, data: bytes | memoryview = b"") -> None:
        """Send a reply."""
        frames.write(self._replies, reply, data)


def main() -> None:
    """Answer until nobody asks any more; never returns."""
    code = 1
    try:
        line = _Pipes()
        answer_questions(line, line.receive())
        code = 0
    except (OSError, MemoryError):
        code = 2
    finally:
        os._exit(code)
