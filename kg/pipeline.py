"""Build a graph folder and take documents out of it: what is read, what is there, what has to be made anew."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.config import BASE_IRI, GRAPH_FOLDER_MARKER, Options
from kg.decisions import Decisions, read_decisions
from kg.decisions.file import looks_like_decisions
from kg.decisions.place import default_file, remembered
from kg.errors import DecisionError, KgError, StoreError
from kg.extraction import Clock, collection_paused, to_facts
from kg.files import write_atomically
from kg.making import WRITTEN_OUT, Made, Said, Way, are_few, make, make_shards, tell_decisions, tell_marks
from kg.merges.table import MERGES, Table, read_table
from kg.read import Reading, Source, Unread
from kg.read.reading import BETWEEN
from kg.read.spool import Pending, Unfetched
from kg.report import report_build, to_json
from kg.stamp import stamp_document, stamp_program
from kg.store import GraphFolder
from kg.store.graphs.register import Register, Settled
from kg.store.graphs.reports import read_report as read_report_of
from kg.store.graphs.swap import is_graph_folder, recover, sweep
from kg.work.bench import Bench

__all__ = ["Clock", "Said", "Way", "build", "collection_paused", "read_kept", "read_report", "remove", "to_facts"]


def build(
    reading: Reading,
    out: Path,
    *,
    options: Options,
    way: Way | None = None,
    sync: bool = False,
    said: Said | None = None,
) -> dict[str, Any]:
    """Build a graph folder at `out` and return its report; what stood there keeps its other documents.

    What people `said` holds: of facts for the documents that are built, of names for the whole folder. `way` says by
    how many workers and who is told of it. With `sync` it keeps none but those that are read. Hold
    `kg.store.graphs.lock.building` meanwhile. Raises `StoreError` where IRIs of the folder begin otherwise than
    `options` says, `MergeError` for decisions on names that don't fit it, and what kept a document from
    being built where that is so of all.
    """
    way, said = way or Way(), said or Said(read_kept(out))
    old = read_report(out)
    entries = old.get("documents", [])
    if entries and (base := old.get("base_iri", options.base_iri)) != options.base_iri:
        raise StoreError(
            f"its IRIs begin with {base}, not with {options.base_iri}",
            path=out,
            remedy=f"build with --base-iri {base}, or into another folder with -o",
        )
    with Bench(out) as bench:
        bench.take_in(reading)
        register = Register(entries, out=out)
        settled = register.settle(reading, sync=sync)
        _pass_over_unchanged(settled, options=options, decisions=said.facts)
        _fetch(settled, reading, bench=bench, strict=way.read.strict)
        if _is_as_it_was(out, settled, old=old, table=said.names):
            return _keep(out, settled, old=old, options=options, reading=reading, said=said)
        made = make_shards(register, settled, reading, options=options, way=way, bench=bench, decisions=said.facts)
        report = make(out, settled, made, old=old, options=options, reading=reading, said=said)
        if made.tally:
            made.tally.end(documents=len(report["documents"]), conforms=report["conformance"]["conforms"])
        return report


def remove(names: Sequence[str], out: Path) -> dict[str, Any]:
    """Take documents out of the graph folder at `out` and return its report; see `Register.find` for their names.

    Hold `kg.store.graphs.lock.building` meanwhile. Raises `StoreError` for a name that is no document or several.
    """
    with GraphFolder(out) as folder:
        old = folder.report
    register = Register(old.get("documents", []), out=out)
    settled = register.settle_removal(names)
    options = Options(base_iri=old.get("base_iri", BASE_IRI))
    file = remembered(old, out)
    said = Said(read_kept(out), read_decisions(file, missing=True) if file else Decisions())
    return make(out, settled, Made(), old=old, options=options, reading=Reading(), said=said)


def read_kept(out: Path) -> Table:
    """Return the decisions on names that a folder was built with, none where there are none."""
    path = out / MERGES
    return read_table(path, is_kept=True) if path.is_file() else Table()


def _pass_over_unchanged(settled: Settled, *, options: Options, decisions: Decisions) -> None:
    """Keep the entries of documents that would give what is there: the same text, options, decisions and program."""
    entries = {entry["slug"]: entry for entry in settled.replaced.values()}
    stamped = ((document, entries.get(document.slug, {}).get("stamp")) for document in settled.documents)
    same = [
        one.slug
        for one, stamp in stamped
        if stamp and stamp == stamp_document(one, options=options, decisions=decisions.of(one.slug))
    ]
    settled.pass_over({slug: entries[slug] for slug in same})


def _fetch(settled: Settled, reading: Reading, *, bench: Bench, strict: bool) -> None:
    """Read the documents at addresses that have to be made though they are what they were."""
    for one in [one for one in settled.documents if isinstance(one, Unfetched)]:
        try:
            read = one.read()
        except KgError as error:
            if strict:
                raise
            settled.give_up(one)
            reading.unread.append(Unread.of(error, Source("text", one.name)))
        else:
            read = read if isinstance(read, Pending) else bench.spool.take(read, None)
            settled.documents = [read if document is one else document for document in settled.documents]


def _is_as_it_was(out: Path, settled: Settled, *, old: dict[str, Any], table: Table) -> bool:
    """Say whether the folder already is what a build would make of it, in all its files."""
    if settled.documents or settled.left_out or not settled.kept or old.get("stamp") != stamp_program():
        return False
    if old.get("merges", {}).get("digest") != table.digest:
        return False
    written = WRITTEN_OUT if are_few(settled.kept) else ()
    return is_graph_folder(out) and all((out / name).is_file() for name in written)


def _keep(
    out: Path, settled: Settled, *, old: dict[str, Any], options: Options, reading: Reading, said: Said
) -> dict[str, Any]:
    """Leave the folder as it is, and say in its report what a build found."""
    recover(out)
    sweep(Path(os.path.realpath(out)))
    documents = sorted(settled.kept, key=lambda item: item["slug"])
    kept = {"conformance": old["conformance"], "copies": old["copies"]}
    report = report_build(documents, settled, reading, options=options, **kept)
    report |= tell_marks(documents, reading, old=old)
    report |= {"merges": old["merges"] | {"written": 0}}
    report |= tell_decisions(documents, said.facts, out)
    report |= {"durations": {}, "written": old.get("written", {})}
    if said.names.lines:
        write_atomically(out / MERGES, said.names.data)
    write_atomically(out / GRAPH_FOLDER_MARKER, to_json(report))
    return report


def read_report(out: Path) -> dict[str, Any]:
    """Return the report of the graph folder at `out`, empty where there is none; for who holds the lock."""
    return read_report_of(out) if is_graph_folder(out) else {}


def find_decisions(given: str | os.PathLike[str] | bool | None, out: Path, reading: Reading) -> Decisions:
    """Return the decisions that a build into `out` goes by, see `kg.api.build`; raises `DecisionError`."""
    if given is False:
        return Decisions()
    if given is not None and given is not True:
        return read_decisions(given)
    if (file := remembered(read_report(out), out)) is not None:
        if not file.is_file():
            raise DecisionError(
                f"is not there, and {out} was built by the decisions in it",
                path=file,
                remedy="name the file with --decisions, or leave decisions out with --no-decisions",
            )
        return read_decisions(file)
    sources = [source for some in reading.sources.values() for source in some if source.kind == "file"]
    file = default_file((Path(source.where.partition(BETWEEN)[0]) for source in sources), out)
    return read_decisions(file) if looks_like_decisions(file) else Decisions()
