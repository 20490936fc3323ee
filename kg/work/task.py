"""Say what is to be made of one document, and make it: its facts, its graph, what validation finds, as one folder.

PLACE/STAMP/               a graph folder of one document without its store: `shards`, `texts`, `repairs`, `silent`,
                           `sources`
PLACE/STAMP/seconds.json   how long each stage took

It appears whole or not at all, under a name that says what it was made of. So a run that was interrupted leaves only
what the next one can take over.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from kg.config import Options
from kg.errors import ExtractionError, KgError, StoreError
from kg.extraction import Clock, collection_paused, to_facts
from kg.iri import mint_document
from kg.read.inputs import SPLIT
from kg.read.spool import Kept, Pending
from kg.store.graphs.serialise import iter_written, write_ordered
from kg.store.graphs.shards import Shard
from kg.triples import Triples

Message = dict[str, Any]
SECONDS = "seconds.json"


@dataclass(frozen=True, slots=True)
class Task:
    """A document whose shard is to be made in the folder `place`; `stamp` tells all that it is made of.

    `decisions` are what people decided on it, a line each (`kg.decisions.file`).
    """

    document: Pending
    options: Options
    stamp: str
    place: str
    decisions: tuple[str, ...] = ()

    @property
    def made(self) -> Path:
        """Return the folder that there is once it is made."""
        return Path(self.place) / self.stamp

    @property
    def shard(self) -> Shard:
        """Return the shard that there is once it is made."""
        return Shard(self.made, mint_document(self.options.base_iri, self.document.slug))

    @property
    def seconds(self) -> dict[str, float]:
        """Return how long each stage took to make it, none where that is not told."""
        path = self.made / SECONDS
        return json.loads(path.read_bytes()) if path.is_file() else {}

    def to_message(self) -> Message:
        """Return the task as another process is told it."""
        return asdict(self)

    @classmethod
    def from_message(cls, message: Message) -> Task:
        """Return the task that a message tells."""
        document = message["document"]
        pending = Pending(**document | {"kept": Kept(**document["kept"])})
        decisions = tuple(message["decisions"])
        return cls(pending, Options(**message["options"]), message["stamp"], message["place"], decisions)


class Outcome(NamedTuple):
    """What became of a task: it is made, or there is an error that says why not."""

    task: Task
    error: KgError | None = None


class Engine(Protocol):
    """Makes the shards of tasks, in whatever order; a task that can't be made leaves the others be."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield what became of each task as soon as that is known."""


class Here:
    """Makes shards in this process."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield what became of each task."""
        for task in tasks:
            yield Outcome(task, try_task(task))


def try_task(task: Task) -> KgError | None:
    """Make a shard, or return why it can't be made of this document; raises `StoreError` where none can be."""
    try:
        make_shard(task)
    except OSError as error:
        raise StoreError(
            f"a shard can't be written: {error.strerror or error}",
            path=task.place,
            remedy="make room, then run the same again: it goes on from what is made",
        ) from error
    except StoreError:
        raise
    except KgError as error:
        return error
    except MemoryError:
        return ExtractionError(
            "there is not the memory to find its facts", path=task.document.name, remedy=SPLIT, limit="memory"
        )
    except Exception as error:  # noqa: BLE001 - the edge of a document: whatever it sets off, the others are built
        return ExtractionError(
            f"its facts can't be found: {type(error).__name__}: {error}"[:500],
            path=task.document.name,
            remedy="this is a defect of kg: please report it with the document",
        )
    return None


@collection_paused()
def make_shard(task: Task) -> None:
    """Make the shard of a document, in a folder aside that then gets its name; raises what its stages raise.

    One that is there, made by a worker that was lost before it could say so, is the same and stays.
    """
    from kg.graph import iter_triples
    from kg.report import describe
    from kg.store.graphs import kept

    if task.made.is_dir():
        return
    clock = Clock()
    document, options = task.document.load(), task.options
    facts = to_facts(document, options=options, clock=clock)
    decided = {}
    if task.decisions:
        from kg.decisions.apply import apply_decisions

        with clock.stage("decisions"):
            decided = {"decisions": apply_decisions(facts, task.decisions, options=options)}
    with clock.stage("graph"):
        triples = Triples(iter_triples(facts, options=options))
    aside = Path(f"{task.made}.{os.getpid()}")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        if options.keep_text:
            kept.keep_text(aside, document)
            kept.keep_repairs(aside, document.slug, facts.repairs)
        kept.keep_silent(aside, document, facts.silent)
        if options.keep_source:
            kept.keep_source(aside, document, task.document.kept.original)
        original = kept.source_name(document.slug, document.media_type) if options.keep_source else ""
        entry = describe(facts, sources=(), keeps_text=options.keep_text, original=original)
        entry |= decided | {"stamp": task.stamp}
        sketch = facts.sketch.to_json() if facts.sketch else {}
        write_shard(Shard(aside, facts.id), triples, entry=entry, sketch=sketch, clock=clock)
        (aside / SECONDS).write_text(json.dumps(clock.seconds), encoding="utf-8")
        try:
            os.rename(aside, task.made)
        except OSError:
            if not task.made.is_dir():
                raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_shard(
    shard: Shard,
    triples: Triples,
    *,
    entry: dict[str, Any],
    sketch: dict[str, Any] | None = None,
    clock: Clock | None = None,
) -> dict[str, Any]:
    """Write a shard with the facts of a graph and what validation finds in it; return what it tells of the document.

    `sketch` is that of its text (`kg.sketch`), as JSON.
    """
    from kg.export.facts import iter_facts, to_lines
    from kg.validate import CHECKED_AT_ONCE, validate

    clock = clock or Clock()
    with clock.stage("shard"):
        facts = to_lines(iter_facts([triples]))
        lines = write_ordered(triples) if len(triples) <= CHECKED_AT_ONCE else ""
    with clock.stage("validate"):
        report = validate(triples, lines=lines)
    found = report.to_dict()["findings"]
    entry = entry | {"found": len(found)}
    told = {"entry": entry, "conforms": report.conforms, "findings": found, "sketch": sketch or {}}
    with clock.stage("shard"):
        shard.write([lines] if lines else iter_written(triples), facts=facts, told=told)
    return told
