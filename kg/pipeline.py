"""Run the stages in order, from reading to writing out; no domain logic."""

from __future__ import annotations

import gc
import json
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg.config import BASE_IRI, DOCUMENTS_WRITTEN_OUT, ONTOLOGY_IRI, VERSION, Options
from kg.errors import StoreError
from kg.facts import DocumentFacts
from kg.model import Document
from kg.read import Reading
from kg.report import describe, total
from kg.store import GraphFolder, aside
from kg.store.folder import RUNS
from kg.store.register import Register, Settled
from kg.store.reports import read_report as read_report_of
from kg.store.swap import is_graph_folder
from kg.triples import Triples

Progress = Callable[[str, int, int], None]
Graphs = dict[str, Triples]
VERSIONS = ("spacy", "rdflib", "networkx", "pyvis", "pyoxigraph", "pyshacl")


@dataclass(slots=True)
class Clock:
    """Adds up how long each stage took, in seconds."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Any:
        """Count the time of a block for the stage `name`."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


@contextmanager
def collection_paused() -> Iterator[None]:
    """Keep the cycle collector out of a block: it would go through every lexicon again and again to find nothing.

    What one document needs makes no cycles; the collector takes up its work behind the block if it was at work before.
    """
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


@collection_paused()
def to_facts(document: Document, *, options: Options, clock: Clock | None = None) -> DocumentFacts:
    """Return the facts of one document."""
    from kg.annotate import annotate, load_nlp
    from kg.extract import extract
    from kg.resolve import resolve
    from kg.text import prepare

    clock = clock or Clock()
    with clock.stage("text"):
        prepared = prepare(document)
    with clock.stage("annotate"):
        notes = annotate(load_nlp(), prepared.text)
    with clock.stage("extract"):
        findings = extract(prepared, notes)
    with clock.stage("resolve"):
        return resolve(prepared, findings, base_iri=options.base_iri)


def build(
    reading: Reading, out: Path, *, options: Options, progress: Progress | None = None, sync: bool = False
) -> dict[str, Any]:
    """Build a graph folder at `out` and return its report; what stood there keeps its other documents.

    With `sync` it keeps none but those that are read. Hold `kg.store.lock.building` meanwhile. Raises `StoreError`
    where IRIs of the folder begin otherwise than `options` says.
    """
    old = read_report(out)
    entries = old.get("documents", [])
    if entries and (base := old.get("base_iri", options.base_iri)) != options.base_iri:
        raise StoreError(
            f"its IRIs begin with {base}, not with {options.base_iri}",
            path=out,
            remedy=f"build with --base-iri {base}, or into another folder with -o",
        )
    register = Register(entries, out=out)
    return _make(
        out, register, register.settle(reading, sync=sync), old=old, options=options, reading=reading, progress=progress
    )


def remove(names: Sequence[str], out: Path) -> dict[str, Any]:
    """Take documents out of the graph folder at `out` and return its report; see `Register.find` for their names.

    Hold `kg.store.lock.building` meanwhile. Raises `StoreError` for a name that is no document or several.
    """
    with GraphFolder(out) as folder:
        old = folder.report
    register = Register(old.get("documents", []), out=out)
    settled = register.settle_removal(names)
    options = Options(base_iri=old.get("base_iri", BASE_IRI))
    return _make(out, register, settled, old=old, options=options, reading=Reading())


def read_report(out: Path) -> dict[str, Any]:
    """Return the report of the graph folder at `out`, empty where there is none; for who holds the lock."""
    return read_report_of(out) if is_graph_folder(out) else {}


def _make(
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
    with aside(out) as building:
        with GraphFolder(building, writable=True) as folder:
            folder.add_ontology()
            described = _add_documents(folder, register, settled, options=options, clock=clock, progress=progress)
            with clock.stage("store"):
                if (out / "store").is_dir():
                    folder.copy_from(out, without=[*settled.left_out, ONTOLOGY_IRI, RUNS])
                folder.flush()
        with GraphFolder(building) as folder:
            graphs = {name: folder.triples(name) for name in folder.documents} if _is_small(folder) else {}
            with clock.stage("validate"):
                conformance = _validate(folder, graphs, new=list(described), old=old)
            documents = sorted([*settled.kept, *described.values()], key=lambda item: item["slug"])
            report = _report(documents, settled, reading, options=options, conformance=conformance)
            if graphs:
                with clock.stage("write"):
                    _write_out(folder, graphs, building)
        report["durations"] = {name: round(seconds, 3) for name, seconds in clock.seconds.items()}
        _add_run(building, report, started=started, options=options)
        (building / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return report


def _is_small(folder: GraphFolder) -> bool:
    return 0 < len(folder.documents) <= DOCUMENTS_WRITTEN_OUT


def _add_documents(
    folder: GraphFolder,
    register: Register,
    settled: Settled,
    *,
    options: Options,
    clock: Clock,
    progress: Progress | None,
) -> dict[str, dict[str, Any]]:
    """Add every document's graph and text, and return what is to be reported of each."""
    from kg.graph import iter_triples

    described = {}
    for number, document in enumerate(settled.documents):
        if progress:
            progress(document.name, number, len(settled.documents))
        facts = to_facts(document, options=options, clock=clock)
        if known := register.find_same_text(settled, document, facts.header):
            document = settled.rename(document, known)
            facts = to_facts(document, options=options, clock=clock)
        with clock.stage("store"):
            folder.add_graph(facts.id, iter_triples(facts, options=options))
            if options.keep_text:
                folder.add_text(document.slug, document.text)
        described[facts.id] = describe(facts, sources=settled.sources[document.slug], keeps_text=options.keep_text)
    return described


def _validate(folder: GraphFolder, graphs: Graphs, *, new: list[str], old: dict[str, Any]) -> dict[str, Any]:
    """Return the SHACL report: on the union where it is small, else document by document; that of before for none."""
    from kg.validate import validate

    if not graphs and not new and folder.documents:
        return old["conformance"]
    reports = [validate(folder.triples())] if graphs else [validate(folder.triples(name)) for name in new]
    findings = [finding for report in reports for finding in report.to_dict()["findings"]]
    return {"conforms": all(report.conforms for report in reports), "findings": findings[:200], "found": len(findings)}


def _report(
    documents: list[dict[str, Any]],
    settled: Settled,
    reading: Reading,
    *,
    options: Options,
    conformance: dict[str, Any],
) -> dict[str, Any]:
    """Return the report on a build, without its durations."""
    return {
        "documents": documents,
        "counts": total(item["counts"] for item in documents),
        "repairs": total(item["repairs"] for item in documents),
        "changes": _changes(documents, settled),
        "duplicates": [duplicate._asdict() for duplicate in settled.duplicates],
        "passed_over": list(reading.passed_over),
        "conformance": conformance,
        "base_iri": options.base_iri,
        "versions": {"kg": VERSION, "python": platform.python_version()} | {name: version(name) for name in VERSIONS},
    }


def _changes(documents: list[dict[str, Any]], settled: Settled) -> dict[str, list[dict[str, str]]]:
    """Return which documents the build added, built again and removed."""
    kept = {entry["id"] for entry in settled.kept}
    built = [item for item in documents if item["id"] not in kept]
    kinds = {
        "added": [item for item in built if item["id"] not in settled.replaced],
        "rebuilt": [item for item in built if item["id"] in settled.replaced],
        "removed": settled.removed,
    }
    return {kind: [{key: item[key] for key in ("slug", "name", "id")} for item in some] for kind, some in kinds.items()}


def _write_out(folder: GraphFolder, graphs: Graphs, building: Path) -> None:
    """Write the files that people open: Turtle, facts, page."""
    from kg.export import EXPORTERS
    from kg.view import render_folder

    (building / "graph.ttl").write_bytes(EXPORTERS["turtle"](graphs, None))
    (building / "facts.jsonl").write_bytes(EXPORTERS["facts"](graphs, None))
    render_folder(folder, title=title_of(folder), graphs=graphs.values()).save(building / "graph.html")


def title_of(folder: GraphFolder) -> str:
    """Return a title for a page on the whole folder."""
    names = [folder.title(document) for document in folder.documents]
    return names[0] if len(names) == 1 else f"{len(names)} văn bản"


def _add_run(building: Path, report: dict[str, Any], *, started: datetime, options: Options) -> None:
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
        folder.flush()
