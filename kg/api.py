"""The Python door: build or open a graph, query it, look at it, write it out."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.config import BASE_IRI, QUERY_SECONDS, Options, ReadOptions
from kg.errors import RegisterError
from kg.files import write_atomically
from kg.read import read_in_hand, read_inputs
from kg.remote_files import is_remote
from kg.resources import sample_path
from kg.store import GraphFolder, QueryResult
from kg.store.graphs.lock import building
from kg.store.graphs.published import Published, open_place
from kg.store.processes.asker import Asker, MovedError
from kg.store.questions.sparql import MARK

if TYPE_CHECKING:
    from datetime import date

    import networkx
    from rdflib import Dataset

    from kg.analyse.answers import Audit, Index, Overview
    from kg.analyse.commitments import Register as CommitmentRegister
    from kg.store.search.index import Hit
    from kg.validate import Report
    from kg.view import View
    from kg.why import Why
    from kg.work.cluster import Cluster

Input = str | os.PathLike[str]


def build(
    *inputs: Input,
    text: str | None = None,
    name: str | None = None,
    out: Input | None = None,
    base_iri: str | None = None,
    keep_text: bool = True,
    keep_source: bool = False,
    read: ReadOptions | None = None,
    sync: bool = False,
    merges: Input | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    exchange: str | None = None,
    wait: float = 0,
    decisions: Input | bool | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    log: Callable[[dict[str, Any]], None] | None = None,
) -> Graph:
    """Return the graph of files and folders, or of `text`; it lives in the folder `out`, or in a temporary one without.

    Inputs and `out` may be addresses such as `s3://bucket/folder` (docs/scale.md). What is in `out` already stays, but
    earlier states of the same documents; with `sync` nothing stays that is no input. `base_iri` begins the IRIs;
    without it they begin as in `out`. Without `keep_text` no text is kept, only what facts cite; with `keep_source` the
    files themselves are kept too. `read` says how files are read and what one may cost. An input that can't be read is
    told of in the report (`unread`), and the others are built. So many `jobs` are files read at a time and worker
    processes, none for 0; by default as many as there are cores. With the address of a Dask `scheduler` its workers do
    it, who get texts and put shards at the address `exchange` where they share no disk. `log` is called with each
    event. What people decided holds: `merges` is their file on names, by default what `out` was built with; `decisions`
    that on facts, by default the one of `out`, else `decisions.tsv` beside the inputs, none for False.

    Raises `kg.errors.MergeError` and `DecisionError` where such a file contradicts itself or names what there is not,
    `ReadError` where no input can be read, or with `read.strict` the first that can't be, `OptionError` for a wrong
    `base_iri`, and `BusyError` where another still builds into `out` after `wait` seconds; then nothing is written.
    """
    from kg.merges.table import read_table
    from kg.pipeline import Said, Way, find_decisions, read_kept, read_report
    from kg.pipeline import build as build_folder
    from kg.work.bench import Bench

    base_iri = Options(base_iri=base_iri).base_iri if base_iri is not None else None
    names = read_table(merges) if merges is not None else None
    paths = [path for item in inputs for path in (item if isinstance(item, list | tuple) else (item,))]
    folder, published = _target(out)
    try:
        with published.building(wait=wait) if published else building(folder, wait=wait):
            old = read_report(folder)
            base = base_iri or old.get("base_iri", BASE_IRI)
            options = Options(base_iri=base, keep_text=keep_text, keep_source=keep_source)
            with Bench(folder) as bench:
                how = {"options": read, "keep": keep_source, "spool": bench.spool, "progress": progress}
                in_hand = read_in_hand(text, name=name, options=read, keep=keep_source) if text is not None else None
                reading = in_hand or read_inputs(paths, jobs=_at_once(jobs), marks=old.get("marks"), **how)
                said = Said(names or read_kept(folder), find_decisions(decisions, folder, reading))
                way = Way(jobs, read or ReadOptions(), progress, _cluster(scheduler, exchange or published), log)
                build_folder(reading, folder, options=options, way=way, sync=sync, said=said)
            return Graph(folder, temporary=out is None)
    except BaseException:
        if out is None:
            shutil.rmtree(folder.parent, ignore_errors=True)
        raise


def _target(out: Input | None) -> tuple[Path, Published | None]:
    """Return the folder to build into, a temporary one for None, and where it is to be put where that is an address."""
    if out is None:
        return Path(tempfile.mkdtemp(prefix="kg-")) / "graph", None
    published = Published(os.fspath(out)) if is_remote(out) else None
    return published.copy if published else Path(out), published


def _read(path: Input) -> bytes:
    """Return what a register or a file of verdicts holds."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise RegisterError(
            f"can't be read: {error.strerror}", path=path, remedy="name a file that is there"
        ) from error


def _at_once(jobs: int | None) -> int:
    """Return how many files are read at a time."""
    from kg.work.engines import cores

    return cores() if jobs is None else max(1, jobs)


def _cluster(scheduler: str | None, exchange: str | Published | None) -> Cluster | None:
    """Return the Dask cluster of a scheduler; its workers exchange files at an address, or where a folder is put."""
    if scheduler is None:
        return None
    from kg.work.cluster import Cluster

    return Cluster(scheduler, exchange=exchange.exchange if isinstance(exchange, Published) else exchange or "")


def remove(out: Input, *documents: str, wait: float = 0) -> Graph:
    """Take documents out of the graph folder `out` and return what is left; its report tells `changes`.

    Each is named by its slug, IRI, path or file name. Raises `kg.errors.StoreError` for a name that is no document or
    several, and `BusyError` as `build` does; then nothing is changed.
    """
    from kg.pipeline import remove as remove_documents

    folder, published = _target(out)
    GraphFolder(open_place(out)).close()
    with published.building(wait=wait) if published else building(folder, wait=wait):
        remove_documents([os.fspath(name) for name in documents], folder)
        return Graph(folder)


def open(path: Input) -> Graph:
    """Return the graph of a folder that was built before; raises `kg.errors.StoreError` where it is none.

    Of one at an address it is that of its copy on this machine, brought up to date.
    """
    return Graph(open_place(path))


def explain(source: Input, start_char: int, end_char: int) -> Why:
    """Return what is found and decided at these characters of a file, and by which rules; nothing is built.

    Offsets count code points of the text as read. Raises `kg.errors.ReadError` for a file that can't be read or a place
    that is not in it.
    """
    from kg.why import why

    (document,) = read_inputs([source]).documents
    return why(document, start_char, end_char)


def sample(name: str) -> Path:
    """Return the path of a packaged sample document, such as `thai-binh` or `thai-binh.pdf`."""
    return sample_path(name)


class Graph:
    """A graph as its folder holds it when this is made; builds into the folder later on don't change what this tells.

    `close` (or leaving the `with` block) lets go of it, and removes a temporary one.
    """

    def __init__(self, path: Path, *, temporary: bool = False) -> None:
        self.path = path
        self._folder = GraphFolder(path)
        self._asker = Asker(self._folder.place_for_others)
        self._finalizer = weakref.finalize(self, shutil.rmtree, path.parent, ignore_errors=True) if temporary else None

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder; a temporary graph is removed, and who asks a closed one gets a `ClosedError`."""
        self._asker.close()
        self._folder.close()
        if self._finalizer is not None:
            self._finalizer()

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the IRIs of the documents."""
        return self._folder.documents

    @property
    def report(self) -> dict[str, Any]:
        """Return the report of the build: counts, repairs, coverage, conformance, versions, durations."""
        return self._folder.report

    @property
    def dataset(self) -> Dataset:
        """Return the graph as an rdflib dataset in memory: one named graph a document, one for the ontology."""
        return self._folder.dataset()

    def text(self, document: str) -> str:
        """Return the source text of a document, in which its offsets count."""
        return self._folder.text(document)

    def query(self, sparql: str, *, timeout: float | None = QUERY_SECONDS) -> QueryResult:
        """Return the rows of a SPARQL query over all documents and the ontology; see `GraphFolder.query`.

        It is answered in a process of its own, which an interrupt ends, and the end of `timeout` seconds (0 or None:
        any time) with a `kg.errors.QueryTimeoutError`.
        """
        sparql = sparql.removeprefix(MARK)
        _ = self._folder.place
        try:
            return self._asker.query(sparql, timeout=timeout)
        except MovedError:
            return self._folder.query(sparql)  # only this handle still has the graph that it was opened on

    def search(self, words: str, *, cls: str = "", limit: int = 20) -> list[Hit]:
        """Return the things whose names or quotes have `words`, whatever the accents, as `kg.store.search` does."""
        from kg.store.search.index import search

        return search(self._folder.place, words, cls=cls, limit=limit)

    def facts(self) -> list[dict[str, Any]]:
        """Return the flat facts (docs/facts.md), one dict a line of facts.jsonl."""
        from kg.export import read_facts

        _ = self._folder.place
        return read_facts(self._folder)

    def silent(self, *documents: str) -> list[dict[str, Any]]:
        """Return the passages that gave nothing, of some documents (IRIs) or all: dicts with place, quote, reason."""
        from kg.export import read_silent

        _ = self._folder.place
        return read_silent(self._folder, documents or None)

    def network(self) -> networkx.MultiDiGraph:
        """Return the graph as a networkx network of documents, sections, measures, targets, entities and sectors."""
        from kg.analyse import read_sector_labels, to_network

        return to_network(self.facts(), sector_labels=read_sector_labels())

    def index(self, *documents: str) -> Index:
        """Return the facts as rows for `kg.analyse.answers`, of all documents or of those named.

        A document is named by its slug, IRI, path or file name. Raises `kg.errors.StoreError` for another name.
        """
        from kg.analyse.answers import build_index
        from kg.store.graphs.register import Register

        register = Register(self.report.get("documents", []), out=self.path)
        chosen = [register.find(name)["id"] for name in documents]
        index = build_index(self.facts())
        return index.of(*chosen) if chosen else index

    def overview(self, *documents: str) -> Overview:
        """Return what documents are and what they hold; each number has the ids of the facts behind it."""
        from kg.analyse.answers import make_overview

        index = self.index(*documents)
        return make_overview(index, self.report, silent=self.silent(*index.documents))

    def audit(self, *documents: str) -> Audit:
        """Return which measures name nobody who answers for them, no time and no target."""
        from kg.analyse.answers import make_audit

        index = self.index(*documents)
        return make_audit(index, self.report, silent=self.silent(*index.documents))

    def measures(self, *documents: str, today: date | None = None) -> list[dict[str, Any]]:
        """Return a record for each measure: who, by when, with which target, where; for `pandas.DataFrame`."""
        from kg.analyse.answers.records import measure_records

        return measure_records(self.index(*documents), today=today)

    def tasks(
        self, *documents: str, body: str = "", role: str = "", due_before: str = "", today: date | None = None
    ) -> list[dict[str, Any]]:
        """Return a record for each role of a body in a measure; for `pandas.DataFrame`.

        Beneficiaries, who have nothing to do, are there only where `role` asks for them. `body` is a name or IRI,
        `due_before` a year, month or day by whose end it is due. Raises `kg.errors.OptionError` for a body, role or
        time that there is not.
        """
        from kg.analyse.answers import DOERS, find_bodies, list_assignments, read_until, select
        from kg.analyse.answers.records import task_records

        index = self.index(*documents)
        chosen = select(
            list_assignments(index),
            bodies=find_bodies(index, body) if body else (),
            roles=(role,) if role else DOERS,
            due_before=read_until(due_before) if due_before else None,
        )
        return task_records(index, chosen, today=today)

    def timeline(self, *documents: str, today: date | None = None) -> list[dict[str, Any]]:
        """Return a record for each due time, stated or inherited, and for what recurs; for `pandas.DataFrame`."""
        from kg.analyse.answers import make_timeline
        from kg.analyse.answers.records import entry_records

        index = self.index(*documents)
        return entry_records(index, make_timeline(index, today=today).entries)

    def register(self, *, previous: Input | None = None, verdicts: Input | None = None) -> CommitmentRegister:
        """Return the measures and targets under identifiers that stay: those of `previous` where it has them.

        `previous` is a `register.csv`, `verdicts` a file of what others say (docs/register.md). Raises
        `kg.errors.RegisterError` that names path and line for what is none.
        """
        from kg.analyse.commitments import attach_verdicts, make_register, read_register

        before = read_register(_read(previous), path=previous) if previous is not None else []
        texts = {name: self.text(name) for name in self.documents} if before else {}
        found = make_register(self.facts(), previous=before, texts=texts)
        return found if verdicts is None else attach_verdicts(found, _read(verdicts), path=verdicts)

    def validate(self) -> Report:
        """Return the SHACL report."""
        from kg.validate import validate

        return validate(self._folder.triples())

    def export(self, format: str) -> bytes:
        """Return the graph in one of the formats of `kg.export`; raises `ExportError` for another."""
        from kg.errors import ExportError
        from kg.export import EXPORTERS, FOLDER_EXPORTERS

        if format in FOLDER_EXPORTERS:
            return FOLDER_EXPORTERS[format](self._folder)
        if format not in EXPORTERS:
            names = ", ".join((*EXPORTERS, *FOLDER_EXPORTERS))
            raise ExportError(f"no export format is called {format!r}", remedy=f"formats: {names}")
        network = self.network() if format in ("graphml", "gexf") else None
        return EXPORTERS[format]({name: self._folder.triples(name) for name in self.documents}, network)

    def to_turtle(self, path: Input) -> Path:
        """Write the graph as Turtle."""
        return write_atomically(path, self.export("turtle"))

    def view(
        self, path: Input | None = None, *, page_images: bool = False, register: CommitmentRegister | None = None
    ) -> Path | View:
        """Write the graph as one HTML page that works offline; without a path return it, for a notebook to show.

        With `page_images` it holds the cited pages of the files that were kept (`keep_source`), with a `register` the
        verdicts of others in it (`graph.register(verdicts=...)`), apart from what the documents say.
        """
        from kg.view import render_folder

        page = render_folder(self._folder, page_images=page_images, register=register)
        return page if path is None else page.save(path)

    def __repr__(self) -> str:
        if self._folder.closed:
            return f"<kg.Graph of {self.path}, closed>"
        counts = self.report.get("counts", {})
        shown = ", ".join(
            f"{counts[kind]} {kind}" for kind in ("measures", "targets", "projects and works") if kind in counts
        )
        return f"<kg.Graph of {len(self.documents)} documents: {shown}>"
