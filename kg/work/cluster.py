"""Have the workers of a Dask cluster that is there make shards, by a bounded window of work in flight.

Workers need kg of the same version, and the folder beside the graph folder at the same path (a shared file system):
what they are told and what they answer is short, shards never go over the wire. A worker that is lost is Dask's to
replace; a document that several are lost with is left out.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from kg.errors import ExtractionError, KgError, StoreError, UnsupportedError
from kg.processes.faults import tell, to_error
from kg.stamp import stamp_program
from kg.work.task import Message, Outcome, Task, try_task

WINDOW = 3
"""So many tasks are in flight for each thread of the cluster: the driver's memory does not grow with the documents."""
_WAIT = "60s"


class Cluster:
    """The workers of the scheduler at an address, such as `tcp://10.0.0.1:8786`."""

    def __init__(self, address: str) -> None:
        self.address = address

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield what became of each task; raises `UnsupportedError` where the cluster can't be reached or used."""
        try:
            from distributed import Client, as_completed
        except ImportError as error:
            raise UnsupportedError("Dask is not installed", remedy='pip install "policy-kg[dask]"') from error
        try:
            client = Client(self.address, timeout=_WAIT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UnsupportedError(
                f"no Dask scheduler can be reached: {error}", path=self.address, remedy="start it, or name another"
            ) from error
        with client:
            self._check(client)
            rest = iter(tasks)
            known: dict[str, Task] = {}
            running = as_completed(loop=client.loop)
            for task in islice(rest, WINDOW * max(1, sum(client.nthreads().values()))):
                running.add(_submit(client, task, known))
            for future in running:
                task = known.pop(future.key)
                yield Outcome(task, _read(future, task))
                future.release()
                for task in islice(rest, 1):
                    running.add(_submit(client, task, known))

    def _check(self, client: Any) -> None:
        """Raise `UnsupportedError` where a worker runs another program than this one: it would give other shards."""
        with contextlib.suppress(TimeoutError):
            client.wait_for_workers(1, timeout=_WAIT)
        found = client.run(stamp_program)
        if not found or set(found.values()) != {stamp_program()}:
            others = ", ".join(sorted(name for name, stamp in found.items() if stamp != stamp_program()))
            what = f"workers run another version of kg: {others}" if others else "the cluster has no workers"
            raise UnsupportedError(what, path=self.address, remedy="install this version on every worker")


def _submit(client: Any, task: Task, known: dict[str, Task]) -> Any:
    """Give a task to the cluster, under its stamp."""
    future = client.submit(make, task.to_message(), key=f"kg-{task.stamp}", pure=False)
    known[future.key] = task
    return future


def make(message: Message) -> Message:
    """Return the reply to a task, on a worker: empty where its shard is made."""
    try:
        error = try_task(Task.from_message(message))
    except KgError as failure:
        error = failure
    return {} if error is None else tell(error)


def _read(future: Any, task: Task) -> KgError | None:
    """Return why a shard was not made; raises `StoreError` where none can be written."""
    if future.status == "finished":
        message = future.result()
        error = to_error(message, ExtractionError) if message else None
        if isinstance(error, StoreError):
            raise error
        return error
    return ExtractionError(
        f"ended the workers that looked for its facts: {future.exception()}"[:500],
        path=task.document.name,
        remedy="leave it out, or report it with the document: the others are built",
    )
