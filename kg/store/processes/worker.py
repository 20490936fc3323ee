"""Be the process that answers: the nursery forks workers, each opens a snapshot read-only and answers what it is sent.

Run as `python -m kg.store.processes.worker` with a socket as standard input. The nursery imports Oxigraph once and has
no network; a worker is ready some hundredths of a second after it is asked for. What kills a worker (its deadline,
memory, a stack overflow) leaves the others alone. Nursery and workers end with the server, however that ends.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
import tempfile

from kg.processes import frames, sandbox
from kg.store.processes.evaluate import answer_questions

_INLINE = 1 << 16


def main() -> None:
    """Be the nursery: fork a worker for each socket that comes in, and tell of each that has ended."""
    server = socket.socket(fileno=os.dup(0))
    sandbox.end_with_parent()
    alone = sandbox.cut_network()
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    gc.freeze()
    frames.send(server, {"nursery": os.getpid(), "alone": alone})
    inbox, children = frames.Inbox(server), set()
    while True:
        ready, _, _ = select.select([server, woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            _reap(server, children)
        if server in ready and not inbox.receive():
            break
        while (order := inbox.pop()) is not None:
            _obey(server, *order, children=children, close=(woken, wake))
    for pid in children:
        os.kill(pid, signal.SIGKILL)


def _obey(
    server: socket.socket, order: frames.Message, file: int | None, *, children: set[int], close: tuple[int, int]
) -> None:
    """Make a worker, kill one, or let one wait for all others; a number that has ended already means nothing."""
    pid = order.get("pid")
    if order["do"] == "fork" and file is not None:
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            server.close()
            for other in (0, *close):
                os.close(other)
            _be_worker(socket.socket(fileno=file), order)
        os.close(file)
        children.add(pid)
        frames.send(server, {"forked": pid, "number": order["number"]})
    elif order["do"] == "kill" and pid in children:
        os.kill(pid, signal.SIGKILL)
    elif order["do"] == "nice" and pid in children:
        os.setpriority(os.PRIO_PROCESS, pid, order["nice"])


def _reap(server: socket.socket, children: set[int]) -> None:
    for pid in list(children):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            children.discard(pid)
            frames.send(server, {"ended": pid, "status": os.waitstatus_to_exitcode(status)})


def _be_worker(connection: socket.socket, order: frames.Message) -> None:
    """Answer over `connection` until it closes; never returns."""
    code = 1
    try:
        sandbox.end_with_parent()
        os.nice(order["nice"])
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        answer_questions(_Line(connection), order)
        code = 0
    except (OSError, MemoryError):
        code = 2
    finally:
        os._exit(code)


class _Line:
    """The line between a worker and the server."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._inbox = connection, frames.Inbox(connection)

    def receive(self) -> frames.Message | None:
        """Return the next question, None when the server has closed."""
        message = self._inbox.wait()
        return message[0] if message else None

    def send(self, reply: frames.Message, data: bytes | memoryview = b"") -> None:
        """Send a reply; a large answer goes as an open file without a name."""
        if len(data) <= _INLINE:
            frames.send(self._connection, reply | {"text": bytes(data).decode("utf-8")})
            return
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.flush()
            frames.send(self._connection, reply | {"file": True, "bytes": len(data)}, file=file.fileno())


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, ConnectionResetError, json.JSONDecodeError):
        sys.exit(1)
