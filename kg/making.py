"""Make a graph folder aside, of the shards of new documents and of those that are kept, and put it in its place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.config import (
    CHARACTERS_WRITTEN_OUT,
    DOCUMENTS_WRITTEN_OUT,
    GRAPH_FOLDER_MARKER,
    ONTOLOGY_IRI,
    Options,
    ReadOptions,
)
from kg.decisions import Decisions
from kg.decisions.place import sum_up, way_to
from kg.errors import ReadError
from kg.extraction import Clock, collection_paused
from kg.merges.apply import Merged, merge_shards, restore
from kg.merges.table import MERGES, Table
from kg.read import Reading, Unread
from kg.read.reading import Source
from kg.report import report_build, to_json
from kg.stamp import Told, stamp_document, stamp_program
from kg.store import GraphFolder, aside
from kg.store.graphs.folder import RUNS
from kg.store.graphs.kept import copy_kept
from kg.store.graphs.register import Register, Settled
from kg.store.graphs.shards import Shard, merge_blocks
from kg.triples import iter_lines
from kg.validate.report import Finding
from kg.work.bench import Bench
from kg.work.engines import choose_engine, part_too_long
from kg.work.tally import Log, Tally
from kg.work.task import Engine, Outcome, Task, write_shard

Progress = Callable[[str, int, int], None]
Entry = dict[str, Any]
CHANGED_IN_PLACE = 16
"""So many kept documents that merging changed are taken out of a store and put in again; for more it is loaded anew."""
WRITTEN_OUT = ("graph.ttl", "facts.jsonl", "graph.html")
"""Files for people, in a folder of few documents that are not too long."""


@dataclass(slots=True)
class Way:
    """How a build goes: by how many worker processes (0 for none, None for what suits), in which limits, who is told.

    An `engine` makes the shards in the place of those.
    """

    jobs: int | None = None
    read: ReadOptions = field(default_factory=ReadOptions)
    progress: Progress | None = None
    engine: Engine | None = None
    log: Log | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What people decided: on names (`merges.tsv`), and on facts (`decisions.tsv`)."""

    names: Table = field(default_factory=Table)
    facts: Decisions = field(default_factory=Decisions)


@dataclass(slots=True)
class Made:
    """What was made of the documents of a build: by IRI its shard and what is to be reported of it."""

    shards: dict[str, Shard] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)
    tally: Tally | None = None
    resumed: set[str] = field(default_factory=set)
    """The stamps of those that were there already, from a run that was interrupted."""


def make_shards(
    register: Register,
    settled: Settled,
    reading: Reading,
    *,
    options: Options,
    way: Way,
    bench: Bench,
    decisions: Decisions,
) -> Made:
    """Make the shard of every document that is to be built; those of which none can be made become `unread`.

    Raises what kept it from being made where that is so of all documents, and with `way.read.strict` of the first.
    """
    made, left_out = Made(), []
    todo = tasks = _tasks(settled.documents, options=options, bench=bench, decisions=decisions)
    made.tally = tally = Tally(tasks, unchanged=len(settled.unchanged), log=way.log)
    while todo:
        tasks, todo = todo, []
        for outcome in _run(tasks, made, way=way):
            document = outcome.task.document
            if outcome.error is not None:
                if way.read.strict:
                    raise outcome.error
                settled.give_up(document)
                left_out.append(outcome)
                tally.failed(outcome)
            elif known := _take(outcome.task, made, register, settled):
                renamed = settled.rename(document, known)
                todo += _tasks([renamed], options=options, bench=bench, decisions=decisions)
            if way.progress:
                way.progress(f"{document.name}  {tally.describe()}", tally.done, tally.documents)
    _tell_left_out(left_out, settled, reading, made=made)
    return made


def _tasks(documents: Sequence[Told], *, options: Options, bench: Bench, decisions: Decisions) -> list[Task]:
    """Return what is to be done for documents."""
    place, tasks = str(bench.shards), []
    for one in documents:
        lines = decisions.of(one.slug)
        tasks.append(Task(one, options, stamp_document(one, options=options, decisions=lines), place, lines))
    return tasks


def _run(tasks: Sequence[Task], made: Made, *, way: Way) -> Iterator[Outcome]:
    """Yield what became of tasks: first of those whose shards are there from a run that was interrupted."""
    rest = []
    for task in tasks:
        if task.made.is_dir():
            made.resumed.add(task.stamp)
            yield Outcome(task)
        else:
            rest.append(task)
    if not way.engine:
        rest, others = part_too_long(rest, options=way.read)
        yield from others
    if rest:
        engine = way.engine or choose_engine(rest, jobs=way.jobs, options=way.read)
        yield from engine.run(rest)


def _take(task: Task, made: Made, register: Register, settled: Settled) -> Entry | None:
    """Note the shard of a task; return the entry that its document, a text without a name, is a version of."""
    entry = task.shard.told()["entry"]
    if known := register.find_same_text(settled, task.document, entry["bears"]):
        return known
    assert made.tally is not None
    made.tally.made(task, entry["counts"], resumed=task.stamp in made.resumed)
    made.shards[entry["id"]] = task.shard
    made.entries[entry["id"]] = entry | {"sources": settled.sources[task.document.slug]}
    for stage, seconds in task.seconds.items():
        made.clock.seconds[stage] = made.clock.seconds.get(stage, 0.0) + seconds
    return None


def _tell_left_out(left_out: Sequence[Outcome], settled: Settled, reading: Reading, *, made: Made) -> None:
    """Report the documents of which no shard could be made, in the order of their slugs; raise where that is all."""
    errors = []
    for task, error in sorted(left_out, key=lambda outcome: outcome.task.document.slug):
        assert error is not None
        errors.append(error)
        reading.unread.append(Unread.of(error, Source("text", task.document.name)))
    if errors and not made.entries and not settled.unchanged:
        raise errors[0] if len(errors) == 1 else ReadError("\n".join(map(str, errors)), errors=errors)


@collection_paused()
def make(
    out: Path, settled: Settled, made: Made, *, old: dict[str, Any], options: Options, reading: Reading, said: Said
) -> dict[str, Any]:
    """Make the folder anew, aside, with what was settled; it takes the place of the old one when it is complete.

    What people `said` of names is carried into the graphs; raises `MergeError` where that does not fit the folder.
    """
    started, clock = datetime.now(UTC), made.clock
    with aside(out) as building:
        with clock.stage("store"):
            kept = _gather(out, building, settled, made, old=old)
            documents = sorted([*kept, *made.entries.values()], key=lambda item: item["slug"])
            merged = merge_shards(building, documents, said.names, base=options.base_iri)
            documents = merged.entries
            shards = [Shard(building, item["id"]) for item in documents]
            _fill_store(out, building, settled, made, old=old, merged=merged, options=options, started=started)
        with GraphFolder(building) as folder:
            few = are_few(documents)
            with clock.stage("write"):
                shared = _write_turtle(shards, building / "graph.ttl") if few else []
            with clock.stage("validate"):
                conformance = _sum_up(documents, shards, shared)
            copies = [copy._asdict() for copy in merged.copies]
            report = report_build(documents, settled, reading, options=options, conformance=conformance, copies=copies)
            report |= tell_marks(documents, reading, old=old)
            report |= {"resumed": len(made.resumed)} | merged.to_report(said.names)
            report |= tell_decisions(documents, said.facts, out)
            with clock.stage("write"):
                report["written"] = _write_out(folder, shards, told=report) if few else {}
        report["durations"] = {name: round(seconds, 3) for name, seconds in clock.seconds.items()}
        if said.names.lines:
            (building / MERGES).write_bytes(said.names.data)
        (building / GRAPH_FOLDER_MARKER).write_text(to_json(report), encoding="utf-8")
    return report


def are_few(documents: Sequence[Entry]) -> bool:
    """Say whether a folder of these documents has files for people."""
    characters = sum(entry["characters"] for entry in documents)
    return 0 < len(documents) <= DOCUMENTS_WRITTEN_OUT and characters <= CHARACTERS_WRITTEN_OUT


def tell_marks(documents: Sequence[Entry], reading: Reading, *, old: dict[str, Any]) -> dict[str, Any]:
    """Return what a report keeps of the files at addresses, so that what is the same is not read again."""
    known = old.get("marks", {}) | reading.marks
    sources = {source.removeprefix("url:") for entry in documents for source in entry["sources"]}
    marks = {address: known[address] for address in sorted(known) if address in sources}
    return {"marks": marks} if marks else {}


def tell_decisions(documents: Sequence[Entry], decisions: Decisions, out: Path) -> dict[str, Any]:
    """Return what a report says of the decisions by which a folder was built, nothing where there are none."""
    if decisions.path is None and not any("decisions" in entry for entry in documents):
        return {}
    file = way_to(decisions.path, out) if decisions.path else ""
    return {"decisions": sum_up(documents, decisions, file=file)}


def _gather(out: Path, building: Path, settled: Settled, made: Made, *, old: dict[str, Any]) -> list[Entry]:
    """Bring the shards and texts of all documents together by links; return the entries of those that are kept.

    What another program found in a kept document is found anew from its graph: of an older folder, from its store.
    """
    for name, shard in made.shards.items():
        copy_kept(shard.place, building, name.rpartition("/")[2])
    if not settled.kept:
        return []
    same = old.get("stamp") == stamp_program()
    entries = []
    with GraphFolder(out) as folder:
        for entry in settled.kept:
            copy_kept(folder.place, building, entry["slug"])
            there = Shard(folder.place, entry["id"])
            if not (same and there.is_there):
                shard = Shard(building, entry["id"])
                entry = restore(shard, entry)
                triples = shard.triples() if there.is_there else folder.triples(entry["id"])
                sketch = shard.told().get("sketch") if there.is_there else None
                shard.unlink()
                entry = write_shard(shard, triples, entry=entry, sketch=sketch)["entry"]
            entries.append(entry)
    return entries


def _fill_store(
    out: Path,
    building: Path,
    settled: Settled,
    made: Made,
    *,
    old: dict[str, Any],
    merged: Merged,
    options: Options,
    started: datetime,
) -> None:
    """Load the store from shards in one go, or only new and few changed ones into links to the old one's tables.

    A store keeps the strings of what was taken out of it, so one of which a text goes is loaded anew without that.
    """
    linked, entries = False, merged.entries
    changed = sorted(merged.changed - made.shards.keys())
    as_they_were = settled.kept and not settled.left_out and len(changed) <= CHANGED_IN_PLACE
    if as_they_were and old.get("stamp") == stamp_program():
        with GraphFolder(out) as folder:
            linked = folder.is_merged and folder.link_store(building)
    names = [*made.shards, *changed] if linked else [entry["id"] for entry in entries]
    shards = [Shard(building, name) for name in names]
    with GraphFolder(building, writable=True) as folder:
        for name in (RUNS, *changed) if linked else ():
            folder.remove_graph(name)
        folder.load_shards(shards, _run_quads(entries, options, started=started), with_ontology=not linked)
        folder.flush(compact=False)


def _run_quads(entries: Sequence[Entry], options: Options, *, started: datetime) -> bytes:
    """Return what is stated of the run, in a graph of its own and in the merge."""
    from kg.graph import run_triples
    from kg.report import versions

    facts = {name: str(value) for name, value in versions().items()}
    facts |= {"base_iri": options.base_iri, "ontology": ONTOLOGY_IRI}
    triples = list(
        run_triples(
            options.base_iri,
            started=started.isoformat(),
            ended=datetime.now(UTC).isoformat(),
            facts=facts,
            documents=[item["id"] for item in entries],
        )
    )
    return "".join([*iter_lines(triples, graph=RUNS), *iter_lines(triples)]).encode("utf-8")


def _write_turtle(shards: Sequence[Shard], path: Path) -> list[Finding]:
    """Write the union of all documents, and return what is wrong with the things that several of them state."""
    from kg.export.formats import write_turtle
    from kg.validate.shared import SharedCheck

    check = SharedCheck()
    path.write_bytes(write_turtle(check.watch(merge_blocks(shards))))
    return check.findings()


def _write_out(folder: GraphFolder, shards: Sequence[Shard], *, told: dict[str, Any]) -> dict[str, str]:
    """Write facts and page beside the Turtle; return the digests of all that is for people.

    `told` is what the report tells so far.
    """
    from kg.export.facts import sort_facts
    from kg.view import render_folder

    lines = [line for shard in shards for line in shard.fact_lines()]
    facts = [*map(json.loads, lines)]
    written = {id(fact): line for fact, line in zip(facts, lines, strict=True)}
    facts = sort_facts(facts)
    (folder.path / "facts.jsonl").write_bytes("".join(f"{written[id(fact)]}\n" for fact in facts).encode("utf-8"))
    render_folder(folder, facts=facts, report=told).save(folder.path / "graph.html")
    return {name: hashlib.sha256((folder.path / name).read_bytes()).hexdigest() for name in WRITTEN_OUT}


def _sum_up(entries: Sequence[Entry], shards: Sequence[Shard], shared: Sequence[Finding]) -> dict[str, Any]:
    """Return what validation found in all documents, each by itself, and in what they state together."""
    found = set(shared)
    for entry, shard in zip(entries, shards, strict=True):
        if entry["found"]:
            found.update(Finding(**finding) for finding in shard.told()["findings"])
    findings = sorted(found, key=lambda finding: finding.sort_key)
    conforms = all(finding.severity != "Violation" for finding in findings)
    return {"conforms": conforms, "findings": [finding.to_dict() for finding in findings[:200]], "found": len(findings)}
