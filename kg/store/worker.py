"""Be the process that answers: the nursery forks workers, each opens a snapshot read-only and answers what it is sent.

Run as `python -m kg.store.worker` with a socket as standard input. The nursery imports Oxigraph once and has no
network; a worker is ready some hundredths of a second after it is asked for. What kills a worker (its deadline, memory,
a stack overflow) leaves the others alone. Nursery and workers end with the server, however that ends.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import tempfile
import time
from typing import Any

from pyoxigraph import NamedNode, Store

from kg.errors import FormatError, LimitError, QueryError, RefusedError
from kg.store import frames, sandbox
from kg.store.answer import Answer, answer, has_default_graph
from kg.store.functions import CUSTOM_FUNCTIONS
from kg.store.sparql import EXAMPLES, explain

_INLINE = 1 << 16
_GROWTH = 96 << 20
_CHEAP, _LOOK_EVERY = 0.005, 64
_GRACE = 2.0


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
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
        _serve(connection, order)
        code = 0
    except (OSError, MemoryError):
        code = 2
    finally:
        os._exit(code)


def _serve(connection: socket.socket, order: frames.Message) -> None:
    try:
        store = Store.read_only(order["store"])
    except (OSError, RuntimeError) as error:
        frames.send(connection, {"ready": False, "error": str(error)})
        return
    inbox = frames.Inbox(connection)
    sandbox.bound_memory(order["memory"])
    functions = {NamedNode(iri): function for iri, function in CUSTOM_FUNCTIONS.items()}
    known = {"prefixes": order["prefixes"], "functions": functions, "union": not has_default_graph(store)}
    frames.send(connection, {"ready": True, "used": time.thread_time()})
    held, answered = sandbox.resident(), 0
    while (message := inbox.wait()) is not None:
        asked = message[0]
        signal.setitimer(signal.ITIMER_REAL, asked["seconds"] + _GRACE)
        start = time.thread_time()
        reply, data = _reply(store, asked, known)
        signal.setitimer(signal.ITIMER_REAL, 0)
        reply["used"] = time.thread_time()
        reply["cpu"] = reply["used"] - start
        answered += 1
        look = reply["cpu"] > _CHEAP or not answered % _LOOK_EVERY
        reply["last"] = reply.get("error") == "memory" or (look and sandbox.resident() - held > _GROWTH)
        _send(connection, reply, data)
        if reply["last"]:
            return


def _reply(store: Store, asked: frames.Message, known: dict[str, Any]) -> tuple[frames.Message, bytes | memoryview]:
    """Return the reply to a question and the bytes of its answer; what goes wrong is a reply too."""
    kind, error = "failed", None
    try:
        found: Answer = answer(store, asked, **known)
        return {"type": found.type, "rows": found.rows}, found.data
    except SyntaxError as wrong:
        kind, error = "malformed", QueryError(explain(asked["query"], str(wrong)), remedy=EXAMPLES)
    except FormatError as wrong:
        kind, error = "format", wrong
    except RefusedError as wrong:
        kind, error = "refused", wrong
    except LimitError as wrong:
        kind, error = wrong.kind, wrong
    except MemoryError:
        kind, error = "memory", "the query needs more memory than it may have"
    except (RuntimeError, ValueError) as wrong:
        kind, error = "malformed", f"the query can't be answered: {wrong}"
    except (OSError, TypeError) as wrong:
        error = f"the query failed: {wrong}"
    return {"error": kind, "message": str(error)}, b""


def _send(connection: socket.socket, reply: frames.Message, data: bytes | memoryview) -> None:
    """Send a reply; a large answer goes as an open file without a name."""
    if len(data) <= _INLINE:
        reply["text"] = bytes(data).decode("utf-8")
        frames.send(connection, reply)
        return
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        frames.send(connection, reply | {"file": True, "bytes": len(data)}, file=file.fileno())


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, ConnectionResetError, json.JSONDecodeError):
        sys.exit(1)
