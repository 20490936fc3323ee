"""Make a graph folder aside, from new documents and what is kept of the old folder, and put it in its place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.config import DOCUMENTS_WRITTEN_OUT, GRAPH_FOLDER_MARKER, ONTOLOGY_IRI, Options
from kg.extraction import Clock, collection_paused, to_facts
from kg.read import Reading
from kg.report import describe, report_build, to_json
from kg.stamp import stamp_document, stamp_program
from kg.store import GraphFolder, aside
from kg.store.folder import RUNS
from kg.store.kept import source_name
from kg.store.register import Register, Settled
from kg.triples import Triples

Progress = Callable[[str, int, int], None]
Graphs = dict[str, Triples]
Facts = list[dict[str, Any]]
WRITTEN_OUT = ("graph.ttl", "facts.jsonl", "graph.html")
"""Files for people, in a folder of few documents."""


@collection_paused()
def make(
    out: Path,
    register: Register,
    settled: Settled,
    *,
    old: dict[str, Any],
    options: Options,
    reading: Reading,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Make the folder anew, aside, with what was settled; it takes the place of the old one when it is complete."""
    started, clock = datetime.now(UTC), Clock()
    graphs: Graphs = {}
    facts = _read_known(out, settled, old=old)
    with aside(out) as building:
        with clock.stage("store"):
            linked = _link_store(out, building, settled, old=old)
        with GraphFolder(building, writable=True) as folder:
            described = _add_documents(
                folder,
                register,
                settled,
                graphs=graphs,
                options=options,
                clock=clock,
                progress=progress,
                originals=reading.originals,
            )
            with clock.stage("store"):
                if not linked:
                    folder.add_ontology()
                if (out / "store").is_dir():
                    left_out = [*settled.left_out, ONTOLOGY_IRI, RUNS]
                    folder.copy_from(out, without=left_out, with_graphs=not linked)
                folder.flush(compact=not linked)
        with GraphFolder(building) as folder:
            with clock.stage("store"):
                graphs = _complete(folder, graphs)
            with clock.stage("validate"):
                conformance = _validate(folder, graphs, new=list(described), old=old)
            documents = sorted([*settled.kept, *described.values()], key=lambda item: item["slug"])
            report = report_build(documents, settled, reading, options=options, conformance=conformance)
            with clock.stage("write"):
                report["written"] = _write_out(folder, graphs, building, known=facts, told=report) if graphs else {}
        report["durations"] = {name: round(seconds, 3) for name, seconds in clock.seconds.items()}
        _add_run(building, report, started=started, options=options, compact=not linked)
        (building / GRAPH_FOLDER_MARKER).write_text(to_json(report), encoding="utf-8")
    return report


def _read_known(out: Path, settled: Settled, *, old: dict[str, Any]) -> Facts:
    """Return the facts of the kept documents as the old folder wrote them; none where another program wrote it."""
    if not settled.kept or old.get("stamp") != stamp_program():
        return []
    kept = {entry["id"] for entry in settled.kept}
    with GraphFolder(out) as folder:
        data = folder.read_written("facts.jsonl") or b""
    facts = map(json.loads, data.decode("utf-8").split("\n")[:-1])
    return [fact for fact in facts if fact["doc"] in kept]


def _link_store(out: Path, building: Path, settled: Settled, *, old: dict[str, Any]) -> bool:
    """Take over the old store by links, which takes no time, where all of it stays; say whether that was done.

    A store keeps the strings of what was taken out of it, so one of which something goes is copied without that. A text
    without a name may turn out to be one of those that are there.
    """
    nameless = any(settled.is_nameless(document) for document in settled.documents)
    if settled.left_out or nameless or not settled.kept or old.get("stamp") != stamp_program():
        return False
    with GraphFolder(out) as folder:
        return folder.is_merged and folder.link_store(building)


def _complete(folder: GraphFolder, graphs: Graphs) -> Graphs:
    """Return the triples of every document, made now or kept from before; of none where there are many."""
    if len(folder.documents) > DOCUMENTS_WRITTEN_OUT:
        return {}
    return {name: graphs[name] if name in graphs else folder.triples(name) for name in folder.documents}


def _add_documents(
    folder: GraphFolder,
    register: Register,
    settled: Settled,
    *,
    graphs: Graphs,
    options: Options,
    clock: Clock,
    progress: Progress | None,
    originals: Mapping[str, bytes],
) -> dict[str, dict[str, Any]]:
    """Add every document's graph and text, return what is to be reported of each, and put few graphs in `graphs`.

    `originals` are the bytes that were read, by their digests.
    """
    from kg.graph import iter_triples

    described = {}
    loader = folder.loader()
    few = len(settled.documents) + len(settled.kept) <= DOCUMENTS_WRITTEN_OUT
    for number, document in enumerate(settled.documents):
        if progress:
            progress(document.name, number, len(settled.documents))
        facts = to_facts(document, options=options, clock=clock)
        if known := register.find_same_text(settled, document, facts.header):
            document = settled.rename(document, known)
            facts = to_facts(document, options=options, clock=clock)
        with clock.stage("graph"), collection_paused():
            triples = Triples(iter_triples(facts, options=options))
        if few:
            graphs[facts.id] = triples
        with clock.stage("store"):
            loader.add(facts.id, triples)
            if options.keep_text:
                folder.add_text(document)
                folder.add_repairs(document.slug, facts.repairs)
            if options.keep_source:
                folder.add_source(document, originals[document.sha256])
        described[facts.id] = describe(
            facts,
            sources=settled.sources[document.slug],
            keeps_text=options.keep_text,
            original=source_name(document.slug, document.media_type) if options.keep_source else "",
        )
        described[facts.id]["stamp"] = stamp_document(document, options=options)
    with clock.stage("store"):
        loader.close()
    return described


def _validate(folder: GraphFolder, graphs: Graphs, *, new: list[str], old: dict[str, Any]) -> dict[str, Any]:
    """Return the SHACL report: on the union where it is small, else document by document; that of before for none."""
    from kg.validate import validate

    if not graphs and not new and folder.documents:
        return old["conformance"]
    reports = [validate(Triples.union(graphs.values()))] if graphs else [validate(folder.triples(name)) for name in new]
    findings = [finding for report in reports for finding in report.to_dict()["findings"]]
    return {"conforms": all(report.conforms for report in reports), "findings": findings[:200], "found": len(findings)}


def _write_out(
    folder: GraphFolder, graphs: Graphs, building: Path, *, known: Facts, told: dict[str, Any]
) -> dict[str, str]:
    """Write the files that people open, Turtle, facts, page; return their digests.

    `known` are facts made before, `told` is what the report tells so far.
    """
    from kg.export import EXPORTERS, iter_facts, sort_facts, to_lines
    from kg.view import render_folder

    (building / "graph.ttl").write_bytes(EXPORTERS["turtle"](graphs, None))
    read = {fact["doc"] for fact in known}
    facts = sort_facts([*known, *iter_facts(graphs[name] for name in graphs if name not in read)])
    (building / "facts.jsonl").write_bytes(to_lines(facts))
    render_folder(folder, facts=facts, report=told).save(building / "graph.html")
    return {name: hashlib.sha256((building / name).read_bytes()).hexdigest() for name in WRITTEN_OUT}


def _add_run(building: Path, report: dict[str, Any], *, started: datetime, options: Options, compact: bool) -> None:
    """State the run in the store, in a graph of its own."""
    from kg.graph import run_triples

    ended = datetime.now(UTC)
    facts = {name: str(value) for name, value in report["versions"].items()} | {
        "base_iri": options.base_iri,
        "ontology": ONTOLOGY_IRI,
    }
    with GraphFolder(building, writable=True) as folder:
        folder.add_graph(
            RUNS,
            run_triples(
                options.base_iri,
                started=started.isoformat(),
                ended=ended.isoformat(),
                facts=facts,
                documents=[item["id"] for item in report["documents"]],
            ),
        )
        folder.flush(compact=compact)
