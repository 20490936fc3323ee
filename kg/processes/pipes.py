"""Be such a process: hear questions on standard input, answer on standard output, end with the one that asks."""

from __future__ import annotations

import os
import queue
import sys
import threading
import time

from kg.processes import frames

_LOOK = 1.0


class Pipes:
    """The line to the one that asks; a thread takes questions in, whatever is being worked on.

    The process ends when its input ends, and when the one that started it is gone, also in the midst of a question.
    """

    def __init__(self) -> None:
        self._replies = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)  # what else may be printed is no reply
        self._questions: queue.SimpleQueue[tuple[frames.Message, bytes]] = queue.SimpleQueue()
        self._parent = os.getppid()
        for work in (self._listen, self._watch):
            threading.Thread(target=work, daemon=True).start()

    def _listen(self) -> None:
        while (message := frames.read(sys.stdin.buffer)) is not None:
            self._questions.put(message)
        os._exit(0)

    def _watch(self) -> None:
        """End with the parent, even where another process still holds its end of the pipe."""
        while os.getppid() == self._parent:
            time.sleep(_LOOK)
        os._exit(0)

    def take(self) -> tuple[frames.Message, bytes]:
        """Return the next question and the bytes behind it."""
        return self._questions.get()

    def receive(self) -> frames.Message:
        """Return the next question."""
        return self.take()[0]

    def send(self, reply: frames.Message, data: bytes | memoryview = b"") -> None:
        """Send a reply."""
        frames.write(self._replies, reply, data)
