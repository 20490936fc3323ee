"""Be a process that makes shards: no network, bounded memory, one document after the other; see `kg.work.crew`."""

from __future__ import annotations

import os

from kg.errors import KgError
from kg.processes.faults import tell
from kg.processes.pipes import Pipes
from kg.processes.sandbox import bound_memory, cut_network, end_with_parent
from kg.work.task import Message, Task, try_task


def main() -> None:
    """Make shard after shard until nobody asks any more; never returns."""
    code = 1
    try:
        end_with_parent()
        line = Pipes()
        cut_network()
        memory = line.receive()["memory"]
        load()
        bound_memory(memory)
        line.send({"ready": True})
        while True:
            line.send(answer(line.receive()))
    except OSError:
        code = 1
    finally:
        os._exit(code)


def load() -> None:
    """Load what every document needs: the lexicons, the shapes, the writers."""
    import kg.export.facts
    import kg.extract
    import kg.graph
    import kg.report
    import kg.resolve
    import kg.text
    import kg.validate  # noqa: F401
    from kg.annotate import load_nlp

    load_nlp()


def answer(message: Message) -> Message:
    """Return the reply to a task: empty where its shard is made; with `last` the process is to be replaced."""
    try:
        error = try_task(Task.from_message(message))
    except KgError as failure:
        return tell(failure)
    if error is None:
        return {}
    return tell(error) | {"last": error.facts.get("limit") == "memory"}
