"""Build a graph folder and take documents out of it: what is read, what is there, what has to be made anew."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.config import BASE_IRI, DOCUMENTS_WRITTEN_OUT, GRAPH_FOLDER_MARKER, Options
from kg.errors import StoreError
from kg.extraction import Clock, collection_paused, to_facts
from kg.files import write_atomically
from kg.making import WRITTEN_OUT, Made, Way, make, make_shards
from kg.merges.table import MERGES, Table, read_table
from kg.read import Reading
from kg.report import report_build, to_json
from kg.stamp import stamp_document, stamp_program
from kg.store import GraphFolder
from kg.store.register import Register, Settled
from kg.store.reports import read_report as read_report_of
from kg.store.swap import is_graph_folder, recover, sweep
from kg.work.bench import Bench

__all__ = ["Clock", "Way", "build", "collection_paused", "read_report", "remove", "to_facts"]


def build(
    reading: Reading,
    out: Path,
    *,
    options: Options,
    way: Way | None = None,
    sync: bool = False,
    merges: Table | None = None,
) -> dict[str, Any]:
    """Build a graph folder at `out` and return its report; what stood there keeps its other documents.

    `way` says by how many workers and who is told of it. With `sync` it keeps none but those that are read. `merges`
    are decisions on names, without them those that the folder was built with. Hold
    `kg.store.lock.building` meanwhile. Raises `StoreError` where IRIs of the folder begin otherwise than `options`
    says, `MergeError` for decisions that don't fit it, and what kept a document from being built where that is so of
    all.
    """
    way = way or Way()
    table = _read_kept(out) if merges is None else merges
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
        _pass_over_unchanged(settled, options=options)
        if _is_as_it_was(out, settled, old=old, table=table):
            return _keep(out, settled, old=old, options=options, reading=reading, table=table)
        made = make_shards(register, settled, reading, options=options, way=way, bench=bench)
        report = make(out, settled, made, old=old, options=options, reading=reading, table=table)
        if made.tally:
            made.tally.end(documents=len(report["documents"]), conforms=report["conformance"]["conforms"])
        return report


def remove(names: Sequence[str], out: Path) -> dict[str, Any]:
    """Take documents out of the graph folder at `out` and return its report; see `Register.find` for their names.

    Hold `kg.store.lock.building` meanwhile. Raises `StoreError` for a name that is no document or several.
    """
    with GraphFolder(out) as folder:
        old = folder.report
    register = Register(old.get("documents", []), out=out)
    settled = register.settle_removal(names)
    options = Options(base_iri=old.get("base_iri", BASE_IRI))
    return make(out, settled, Made(), old=old, options=options, reading=Reading(), table=_read_kept(out))


def _read_kept(out: Path) -> Table:
    """Return the decisions that a folder was built with, none where there are none."""
    path = out / MERGES
    return read_table(path, is_kept=True) if path.is_file() else Table()


def _pass_over_unchanged(settled: Settled, *, options: Options) -> None:
    """Keep the entries of documents that would give what is there: the same text, options and program."""
    entries = {entry["slug"]: entry for entry in settled.replaced.values()}
    stamped = ((document, entries.get(document.slug, {}).get("stamp")) for document in settled.documents)
    same = [one.slug for one, stamp in stamped if stamp and stamp == stamp_document(one, options=options)]
    settled.pass_over({slug: entries[slug] for slug in same})


def _is_as_it_was(out: Path, settled: Settled, *, old: dict[str, Any], table: Table) -> bool:
    """Say whether the folder already is what a build would make of it, in all its files."""
    if settled.documents or settled.left_out or not settled.kept or old.get("stamp") != stamp_program():
        return False
    if old.get("merges", {}).get("digest") != table.digest:
        return False
    few = len(settled.kept) <= DOCUMENTS_WRITTEN_OUT
    return is_graph_folder(out) and all((out / name).is_file() for name in (WRITTEN_OUT if few else ()))


def _keep(
    out: Path, settled: Settled, *, old: dict[str, Any], options: Options, reading: Reading, table: Table
) -> dict[str, Any]:
    """Leave the folder as it is, and say in its report what a build found."""
    recover(out)
    sweep(Path(os.path.realpath(out)))
    documents = sorted(settled.kept, key=lambda item: item["slug"])
    report = report_build(documents, settled, reading, options=options, conformance=old["conformance"])
    report |= {"merges": old["merges"] | {"written": 0}, "copies": old["copies"]}
    report |= {"durations": {}, "written": old.get("written", {})}
    if table.lines:
        write_atomically(out / MERGES, table.data)
    write_atomically(out / GRAPH_FOLDER_MARKER, to_json(report))
    return report


def read_report(out: Path) -> dict[str, Any]:
    """Return the report of the graph folder at `out`, empty where there is none; for who holds the lock."""
    return read_report_of(out) if is_graph_folder(out) else {}
