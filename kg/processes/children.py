"""Start another Python of ours, ask it over pipes, wait for what it says, and end it.

It needs no fork and no socket, so that it runs wherever Python can start another Python; nothing of it comes up in the
terminal of the one who asks, nor do signals from there reach it.
"""

from __future__ import annotations

import contextlib
import math
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

from kg.errors import UnsupportedError
from kg.processes import frames

_PACKAGES = str(Path(__file__).resolve().parents[2])
_CODE = "import sys; sys.path[:] = {path!r}; from {module} import main; main()"
_GLANCE = 0.1


class Child:
    """A process that answers one question after another, and a thread that hears what it says."""

    def __init__(self, module: str) -> None:
        """Start a Python that runs `main` of `module`; raises `OSError` or `UnsupportedError` where none starts."""
        self._owner = os.getpid()
        self._process = _start_python(module)
        self._replies: queue.SimpleQueue[tuple[frames.Message, bytes] | None] = queue.SimpleQueue()
        self.ended = False
        threading.Thread(target=_listen, args=(self._process.stdout, self._replies), daemon=True).start()

    @property
    def is_alive(self) -> bool:
        """Say whether it is a process of ours that runs; one from before a fork is another's."""
        return self._owner == os.getpid() and self._process.poll() is None

    def send(self, message: frames.Message, data: bytes = b"") -> None:
        """Send a question, and bytes behind it."""
        try:
            frames.write(self._process.stdin, message, data)
        except OSError:
            return  # it is gone: whoever waits for its reply learns of that

    def hear(self, seconds: float | None) -> tuple[frames.Message, bytes] | None:
        """Return what it says next; None where it has `ended` or nothing came in time.

        The wait is cut into glances, as not every system breaks a long one off for Ctrl-C.
        """
        self.ended = False
        end = math.inf if seconds is None else time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                reply = self._replies.get(timeout=min(left, _GLANCE))
            except queue.Empty:
                continue
            self.ended = reply is None
            if self.ended:
                self._replies.put(None)  # it has ended for whoever asks again, too
            return reply
        return None

    def status(self) -> int:
        """Return how it ended, waiting for that: its exit code or minus the signal."""
        return self._process.wait()

    def kill(self) -> None:
        """End it, whatever it is doing; of one from before a fork only let go."""
        if self._owner != os.getpid():
            self._process.returncode = 0
        else:
            self._process.kill()
            self._process.wait()
        with contextlib.suppress(OSError):
            self._process.stdin.close()


def _start_python(module: str) -> subprocess.Popen[bytes]:
    """Start a Python that finds what this one finds, apart from this one's terminal and its signals."""
    if not sys.executable or getattr(sys, "frozen", False):
        raise UnsupportedError("no other Python can be started from here", remedy="ask with the command kg")
    path = [place for place in sys.path if os.path.isabs(place)]
    code = _CODE.format(path=path if _PACKAGES in path else [*path, _PACKAGES], module=module)
    apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if os.name == "nt" else {"start_new_session": True}
    return subprocess.Popen(
        [sys.executable, "-S", "-P", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        **apart,
    )


def _listen(pipe: object, replies: queue.SimpleQueue) -> None:
    """Take in what a process says until it ends."""
    with pipe:
        while (reply := frames.read(pipe)) is not None:
            replies.put(reply)
    replies.put(None)
