"""Answer one question after another over a store: what a process does that can be killed."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Iterator
from typing import Any, Protocol

from pyoxigraph import NamedNode, Store

from kg.errors import FormatError, KgError, LimitError, QueryError, RefusedError
from kg.processes import sandbox
from kg.processes.frames import Message
from kg.store.questions.answer import Answer, answer, has_default_graph
from kg.store.questions.functions import CUSTOM_FUNCTIONS
from kg.store.questions.sparql import EXAMPLES, explain

_GROWTH = 96 << 20
_CHEAP, _LOOK_EVERY = 0.005, 64
_GRACE = 2.0
_NEVER = 10 * 365 * 86_400.0
_FIRST_TO_GO = "1000"


class Line(Protocol):
    """How a process hears questions and answers them."""

    def receive(self) -> Message | None:
        """Return the next question, None when nobody will ask any more."""

    def send(self, reply: Message, data: bytes | memoryview = b"") -> None:
        """Send a reply and the bytes of its answer."""


def answer_questions(line: Line, order: Message) -> None:
    """Open the store that `order` names, say whether that went well, and answer until nobody asks any more.

    `order` holds `store` (a path), `memory` (bytes beyond what the process has, 0 for any) and `prefixes`; a question
    what `answer` takes and `seconds` (None for any time). An answer that leaves the process large is its last.
    """
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write(_FIRST_TO_GO)
    try:
        store = Store.read_only(order["store"])
    except (OSError, RuntimeError) as error:
        line.send({"ready": False, "error": str(error)})
        return
    sandbox.bound_memory(order["memory"])
    functions = {NamedNode(iri): function for iri, function in CUSTOM_FUNCTIONS.items()}
    known = {"prefixes": order["prefixes"], "functions": functions, "union": not has_default_graph(store)}
    line.send({"ready": True, "used": time.thread_time()})
    held, answered = sandbox.resident(), 0
    while (asked := line.receive()) is not None:
        start = time.thread_time()
        with _deadline(asked["seconds"]):
            reply, data = _reply(store, asked, known)
        reply["used"] = time.thread_time()
        reply["cpu"] = reply["used"] - start
        answered += 1
        look = reply["cpu"] > _CHEAP or not answered % _LOOK_EVERY
        reply["last"] = reply.get("error") == "memory" or (look and sandbox.resident() - held > _GROWTH)
        line.send(reply, data)
        if reply["last"]:
            return


@contextlib.contextmanager
def _deadline(seconds: float | None) -> Iterator[None]:
    """Have the system end this process somewhat behind its time, should the one who asked not do so."""
    bounded = seconds is not None and hasattr(signal, "setitimer")
    if bounded:
        signal.setitimer(signal.ITIMER_REAL, min(seconds, _NEVER) + _GRACE)
    try:
        yield
    finally:
        if bounded:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _reply(store: Store, asked: Message, known: dict[str, Any]) -> tuple[Message, bytes | memoryview]:
    """Return the reply to a question and the bytes of its answer; what goes wrong is a reply too."""
    try:
        found: Answer = answer(store, asked, **known)
        return {"type": found.type, "rows": found.rows}, found.data
    except (FormatError, RefusedError, LimitError) as wrong:
        kind, error = _KINDS.get(type(wrong)) or wrong.kind, wrong
    except SyntaxError as wrong:
        kind, error = "malformed", QueryError(explain(asked["query"], str(wrong)), remedy=EXAMPLES)
    except MemoryError:
        kind, error = "memory", KgError("the query needs more memory than it may have", remedy="ask for less")
    except (RuntimeError, ValueError) as wrong:
        kind, error = "malformed", KgError(f"the query can't be answered: {wrong}")
    except (OSError, TypeError) as wrong:
        kind, error = "failed", KgError(f"the query failed: {wrong}")
    return {"error": kind, "message": str(error), "remedy": error.remedy}, b""


_KINDS = {FormatError: "format", RefusedError: "refused"}
"""The class of an error to its kind; a limit tells its own."""
