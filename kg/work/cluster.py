"""Have the workers of a Dask cluster that is there make shards, by a bounded window of work in flight.

Workers need kg of the same version, and the folder beside the graph folder at the same path (a shared file system), or
an address that they reach (`exchange`, such as `s3://bucket/tmp`): there they get texts and put shards, packed, as
EXCHANGE/STAMP.text, .file and .shard, which go again when their shards are here. What they are told and what they
answer is short, shards never go by the scheduler. A worker that is lost is Dask's to
replace; a document that several are lost with is left out.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import ExtractionError, KgError, StoreError, UnsupportedError
from kg.files import pack_folder, unpack_folder
from kg.processes.faults import tell, to_error
from kg.remote_files import download, find_file, join, read, remove, upload, write
from kg.stamp import stamp_program
from kg.work.task import Message, Outcome, Task, try_task

WINDOW = 3
"""So many tasks are in flight for each thread of the cluster: the driver's memory does not grow with the documents."""
_WAIT = "60s"
_TEXT, _FILE, _SHARD = ".text", ".file", ".shard"


class Cluster:
    """The workers of the scheduler at an address, such as `tcp://10.0.0.1:8786`."""

    def __init__(self, address: str, *, exchange: str = "") -> None:
        self.address, self.exchange = address, exchange

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
                running.add(self._submit(client, task, known))
            for future in running:
                task = known.pop(future.key)
                error = _read(future, task)
                if self.exchange:
                    _take(task, self.exchange, made=error is None)
                yield Outcome(task, error)
                future.release()
                for task in islice(rest, 1):
                    running.add(self._submit(client, task, known))

    def _submit(self, client: Any, task: Task, known: dict[str, Task]) -> Any:
        """Give a task to the cluster, under its stamp."""
        if self.exchange:
            _put(task, self.exchange)
        future = client.submit(make, task.to_message(), self.exchange, key=f"kg-{task.stamp}", pure=False)
        known[future.key] = task
        return future

    def _check(self, client: Any) -> None:
        """Raise `UnsupportedError` where a worker runs another program than this one: it would give other shards."""
        with contextlib.suppress(TimeoutError):
            client.wait_for_workers(1, timeout=_WAIT)
        found = client.run(stamp_program)
        if not found or set(found.values()) != {stamp_program()}:
            others = ", ".join(sorted(name for name, stamp in found.items() if stamp != stamp_program()))
            what = f"workers run another version of kg: {others}" if others else "the cluster has no workers"
            raise UnsupportedError(what, path=self.address, remedy="install this version on every worker")


def make(message: Message, exchange: str = "") -> Message:
    """Return the reply to a task, on a worker: empty where its shard is made."""
    task = Task.from_message(message)
    try:
        error = _make_there(task, exchange) if exchange else try_task(task)
    except KgError as failure:
        error = failure
    return {} if error is None else tell(error)


def _make_there(task: Task, exchange: str) -> KgError | None:
    """Make a shard of what is at an address, and put it there, which another worker may have done before."""
    shard = join(exchange, f"{task.stamp}{_SHARD}")
    if find_file(shard) is not None:
        return None
    with tempfile.TemporaryDirectory() as place:
        kept = replace(task.document.kept, place=f"{place}/text")
        wanted = [(f"{task.stamp}{_TEXT}", Path(kept.place))]
        if kept.original:
            kept = replace(kept, original=f"{place}/file")
            wanted.append((f"{task.stamp}{_FILE}", Path(kept.original)))
        download(exchange, wanted)
        here = replace(task, document=replace(task.document, kept=kept), place=place)
        error = try_task(here)
        if error is None:
            write(shard, pack_folder(here.made))
        return error


def _put(task: Task, exchange: str) -> None:
    """Put at an address what a worker needs for a task."""
    kept = task.document.kept
    files = [(Path(kept.place), f"{task.stamp}{_TEXT}")]
    upload(exchange, files + ([(Path(kept.original), f"{task.stamp}{_FILE}")] if kept.original else []))


def _take(task: Task, exchange: str, *, made: bool) -> None:
    """Bring the shard of a task here from an address, and take away what is there of it."""
    names = [f"{task.stamp}{_TEXT}", *([f"{task.stamp}{_FILE}"] if task.document.kept.original else [])]
    if made:
        names.append(f"{task.stamp}{_SHARD}")
        unpack_folder(read(join(exchange, names[-1])), task.made)
    remove(exchange, names)


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
