"""Open a graph folder: an Oxigraph store, the texts as read, and the report of the build.

OUT/store/          the store: one named graph a document, one for the ontology, one for each run, and their merge
OUT/texts/          the source texts, in which offsets count, and their layouts; see `kg.store.graphs.kept`
OUT/repairs/        where the texts were repaired
OUT/silent/         which passages gave nothing
OUT/shards/         what was made of each document; see `kg.store.graphs.shards`
OUT/sources/        the files that were read, where they are to be kept
OUT/report.json     inputs, counts, repairs, coverage, conformance, versions, durations
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.config import ONTOLOGY_IRI
from kg.errors import ClosedError, QueryError, StoreError
from kg.prefixes import PREFIXES, QUERY_PREFIXES
from kg.store.graphs import kept
from kg.store.graphs.merged import is_merged, remove
from kg.store.graphs.pin import Pin
from kg.store.graphs.rdf import Loader, Stream, batch, dump_graph, ontology_quads, read_triples
from kg.store.graphs.reports import read_report
from kg.store.graphs.swap import recover
from kg.store.questions.functions import CUSTOM_FUNCTIONS
from kg.store.questions.results import QueryResult, from_answer, write_answer
from kg.store.questions.sparql import EXAMPLES, check, explain
from kg.triples import Triple, Triples

if TYPE_CHECKING:
    from rdflib import Dataset, Graph

    from kg.model import Document, Repair
    from kg.pages import SourceLayout
    from kg.store.graphs.shards import Shard
    from kg.store.questions.guard import Named

RUNS = "https://w3id.org/policykg/runs"
_FUNCTIONS = {NamedNode(name): function for name, function in CUSTOM_FUNCTIONS.items()}
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_DOCUMENT = NamedNode(PREFIXES["pol"] + "PolicyDocument")
_TITLE = NamedNode(PREFIXES["eli"] + "title")
_T = TypeVar("_T")


class GraphFolder:
    """A graph folder as it was when opened, whatever is built there meanwhile; as a context manager it closes itself.

    `writable` opens the store for adding.
    """

    def __init__(self, path: str | Path, *, writable: bool = False) -> None:
        self.path = Path(path)
        self._pin: Pin | None = None
        recover(self.path)
        if not writable:
            self._pin = self._hold()
        self._store: Store | None = self._open(writable)

    def _hold(self) -> Pin:
        """Return the folder held as it is; raises `StoreError` where it is no graph folder."""
        try:
            pin = Pin(self.path)
            if (pin.place / "store").is_dir():
                return pin
            pin.close()
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            raise StoreError(
                f"can't be read: {error.strerror}", path=self.path, remedy="check its permissions"
            ) from error
        what = "is no graph folder" if self.path.exists() else "does not exist"
        raise StoreError(what, path=self.path, remedy=f"make it with: kg build INPUT -o {self.path}")

    def _open(self, writable: bool) -> Store:
        try:
            if writable:
                place = self.path / "store"
                place.mkdir(parents=True, exist_ok=True)
                return Store(str(place))
            assert self._pin is not None
            return Store.read_only(str(self._pin.place / "store"))
        except (OSError, RuntimeError) as error:
            if self._pin is not None:
                self._pin.close()
            raise StoreError(
                f"the store can't be opened: {error}",
                path=self.path,
                remedy="end the process that holds it, or make room; else remove the folder and build it again",
            ) from error

    def __enter__(self) -> GraphFolder:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store and of the folder."""
        self._store = None
        if self._pin is not None:
            self._pin.close()

    @property
    def closed(self) -> bool:
        """Say whether the folder was closed."""
        return self._store is None

    @property
    def store(self) -> Store:
        """Return the store; raises `ClosedError` once the folder is closed."""
        if self._store is None:
            raise ClosedError(
                "the graph is closed", path=self.path, remedy=f"open it again with kg.open({str(self.path)!r})"
            )
        return self._store

    @property
    def place(self) -> Path:
        """Return where the files of the folder as it was opened are found now; raises `ClosedError` as `store` does."""
        _ = self.store
        return self.path if self._pin is None else self._pin.place

    @property
    def place_for_others(self) -> Path:
        """Return where other processes find the folder as it was opened, for as long as this one has it open."""
        _ = self.store
        return self.path if self._pin is None else self._pin.place_for_others

    # --- writing ---------------------------------------------------------------------------------

    def add_graph(self, name: str, triples: Iterable[Triple]) -> None:
        """Replace the named graph `name` by `triples`."""
        self.add_graphs([(name, triples)])

    def add_graphs(self, graphs: Iterable[tuple[str, Iterable[Triple]]]) -> None:
        """Replace named graphs by the triples given with their names; many at once cost much less than one by one."""
        loader = Loader(self.store)
        for name, triples in graphs:
            remove(self.store, name)
            loader.add(name, triples)
        loader.close()

    def add_text(self, document: Document) -> None:
        """Keep the source text of a document, its line ends as they are, and its layout."""
        kept.keep_text(self.place, document)

    def add_ontology(self) -> None:
        """Load the ontology into its own named graph, for paths over classes and sectors."""
        remove(self.store, ONTOLOGY_IRI)
        self.load([ontology_quads()])

    def load(self, pieces: Iterable[bytes]) -> None:
        """Load N-Quads, each piece whole lines, in as few goes as memory allows.

        Their IRIs and languages are taken as they are: who wrote them checked them, and again it takes a fifth longer.
        What is loaded in one go lies compressed on disk; after four of them RocksDB puts their tables together anew,
        and does not compress its first levels.
        """
        rest = iter(pieces)
        for piece in rest:
            self.store.bulk_load(Stream(batch(piece, rest)), format=RdfFormat.N_QUADS, lenient=True)

    def load_shards(self, shards: Sequence[Shard], run: bytes, *, with_ontology: bool) -> None:
        """Load shards, each into its graph and into the merge, with the quads that tell of the run.

        Both in one go, so that the strings that they share are in one table.
        """
        of_shards = (piece for shard in shards for piece in shard.to_load())
        self.load(chain([ontology_quads()] if with_ontology else [], [run], of_shards))

    def remove_graph(self, name: str) -> None:
        """Remove a named graph, and from the merge what no other states."""
        remove(self.store, name)

    def link_store(self, target: Path) -> bool:
        """Make the store of the folder `target` of links to the tables of this one; say whether that could be done."""
        try:
            self.store.backup(str(target / "store"))
            return True
        except OSError:
            shutil.rmtree(target / "store", ignore_errors=True)
            return False

    def copy_from(self, other: Path) -> None:
        """Take over the graphs, texts and sources of another folder."""
        with GraphFolder(other) as source:
            loader = Loader(self.store)
            for graph in source.store.named_graphs():
                loader.add_lines(graph.value, dump_graph(source.store, graph.value))
            loader.close()
            for document in source.documents:
                kept.copy_kept(source.place, self.place, document.rsplit("/", 1)[-1])

    def flush(self, *, compact: bool = True) -> None:
        """Bring everything to disk; with `compact` in its final form, for which all tables are written anew."""
        self.store.flush()
        if compact:
            self.store.optimize()

    # --- reading ---------------------------------------------------------------------------------

    @cached_property
    def is_merged(self) -> bool:
        """Say whether the store's default graph holds the merge of the others; older folders have none."""
        return is_merged(self.store)

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the IRIs of the documents, sorted."""
        _ = self.store
        return self._documents

    @cached_property
    def _documents(self) -> tuple[str, ...]:
        quads = self.store.quads_for_pattern(None, _TYPE, _DOCUMENT, None)
        return tuple(sorted({quad.subject.value for quad in quads if quad.graph_name == quad.subject}))

    def title(self, document: str) -> str:
        """Return the title of a document."""
        quads = self.store.quads_for_pattern(NamedNode(document), _TITLE, None, NamedNode(document))
        return next((quad.object.value for quad in quads), document)

    def text(self, document: str) -> str:
        """Return the source text of a document IRI, empty where it was built without its text."""
        path = self.place / kept.TEXTS / f"{document.rsplit('/', 1)[-1]}.txt"
        return path.read_bytes().decode("utf-8") if path.is_file() else ""

    def layout(self, document: str) -> SourceLayout:
        """Return the layout of a document's text, an empty one where its format has none; raises `StoreError`."""
        return kept.read_layout(self.place, document.rsplit("/", 1)[-1])

    def repairs(self, document: str) -> list[Repair] | None:
        """Return the repairs of a document that was built with its text; None where an older folder has none."""
        return kept.read_repairs(self.place, document.rsplit("/", 1)[-1])

    def silent(self, document: str) -> list[kept.Silent] | None:
        """Return the passages of a document that gave nothing; None where an older folder does not tell them."""
        return kept.read_silent(self.place, document.rsplit("/", 1)[-1])

    def triples(self, *documents: str) -> Triples:
        """Return the union of the graphs of `documents`, of all when none is named."""
        return Triples.union(Triples(read_triples(self.store, name)) for name in documents or self.documents)

    def graph(self, *documents: str) -> Graph:
        """Return the union of the graphs of `documents` (of all when none is named) as an rdflib graph."""
        from kg.graph.convert import to_rdflib

        return to_rdflib(self.triples(*documents))

    def dataset(self) -> Dataset:
        """Return the whole store as an rdflib dataset in memory, one named graph a document.

        Its default graph is their union. Pass no update of a user to it: `CLEAR DEFAULT` empties every graph
        (rdflib 7.6).
        """
        from rdflib import Dataset, URIRef

        from kg.graph.convert import bind_prefixes, to_rdflib_triple

        dataset = Dataset(default_union=True)
        bind_prefixes(dataset)
        for graph in self.store.named_graphs():
            for triple in read_triples(self.store, graph.value):
                dataset.add((*to_rdflib_triple(triple), URIRef(graph.value)))
        return dataset

    @property
    def report(self) -> dict[str, Any]:
        """Return the report of the last build, empty when there is none; raises `StoreError` for a damaged one."""
        return read_report(self.place, of=self.path)

    def read_written(self, name: str) -> bytes | None:
        """Return a file of the folder where its bytes are still those that the build wrote, else None."""
        told = self.report.get("written", {}).get(name)
        path = self.place / name
        data = path.read_bytes() if told and path.is_file() else None
        return data if data is not None and hashlib.sha256(data).hexdigest() == told else None

    def query(self, sparql: str) -> QueryResult:
        """Return the answer to a SPARQL 1.1 query over the union of all documents and the ontology.

        A triple that several documents state is there once; FROM and FROM NAMED choose graphs as SPARQL says. The
        prefixes of `kg.prefixes.QUERY_PREFIXES` need not be declared, and the functions of
        `kg.store.questions.functions` may be called. Raises `QueryError` for a malformed query, showing the
        line with a caret, for updates, and for queries that would reach out of the graph.
        """
        return self._evaluate(sparql, lambda answer: from_answer(answer, PREFIXES))

    def answer(self, sparql: str, *, format: str) -> bytes:
        """Return the answer to a query written as `QueryResult.serialize` does, without a term in Python for each cell.

        Raises `QueryError` as `query` does, and for a format that does not fit.
        """
        return self._evaluate(sparql, lambda answer: write_answer(answer, format, prefixes=PREFIXES))

    def _check(self, sparql: str) -> Named | None:
        """Return the graphs that a query names by FROM; raises `RefusedError` for one that the store has not."""
        named = check(sparql)
        known = {graph.value for graph in self.store.named_graphs()} if named else set()
        for iri in (*named.default, *named.named) if named else ():
            if iri not in known:
                from kg.store.questions.guard import refuse_graph

                raise refuse_graph(iri)
        return named

    def _evaluate(self, sparql: str, finish: Callable[[object], _T]) -> _T:
        """Return what `finish` makes of the store's answer; errors of the store become `QueryError`."""
        named = self._check(sparql)
        try:
            answer = self.store.query(
                sparql,
                use_default_graph_as_union=not (self.is_merged or named),
                prefixes=QUERY_PREFIXES,
                custom_functions=_FUNCTIONS,
            )
            return finish(answer)
        except SyntaxError as error:
            raise QueryError(explain(sparql, str(error)), remedy=EXAMPLES) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from error
