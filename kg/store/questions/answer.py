"""Answer one query of a stranger over an open store, in the format that fits, within bounds of rows and bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kg.errors import FormatError, LimitError
from kg.processes.frames import Message
from kg.store.questions.guard import Named, check, refuse_graph

ROWS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
_BETWEEN = {
    QueryResultsFormat.JSON: b"},{",
    QueryResultsFormat.XML: b"<result>",
    QueryResultsFormat.CSV: b"\n",
    QueryResultsFormat.TSV: b"\n",
}
"""What stands in a written answer at least once for each row (once between two rows of JSON)."""

_JSON_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*"')
_CSV_TEXT = re.compile(rb'"[^"]*"')


class Answer(NamedTuple):
    """A whole answer: its media type, its bytes, its number of rows or triples."""

    type: str
    data: bytes | memoryview
    rows: int


def has_default_graph(store: Store) -> bool:
    """Say whether a store's default graph holds something: it is then what a query sees that names no graph."""
    return next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None


def answer(
    store: Store, asked: Message, *, union: bool, prefixes: dict[str, str], functions: dict | None = None
) -> Answer:
    """Return the answer to what the protocol asked.

    `asked` holds `query`, `rows` and `graph` (the media types that fit rows and graphs best, or None), `default` and
    `named` (graphs that the protocol names, or None), `base`, `most_rows`, `most_bytes`. Where no graph is named the
    query sees the `union` of all, else the store's default graph. Raises `RefusedError`, `FormatError`, `LimitError`
    and, for a malformed query, `SyntaxError`.
    """
    result = store.query(
        asked["query"],
        base_iri=asked.get("base"),
        prefixes=prefixes,
        custom_functions=functions or None,
        **_dataset(store, asked, union=union, prefixes=prefixes),
    )
    bounds = Bounded(most_rows=asked["most_rows"], most_bytes=asked["most_bytes"])
    if isinstance(result, QueryTriples):
        kind = _choose(asked, "graph", what="a graph", known=GRAPHS)
        serialize(bounds.count(result), bounds, format=GRAPHS[kind], prefixes=prefixes)
        return Answer(kind, bounds.data, bounds.rows)
    kind = _choose(asked, "rows", what="rows or a truth value", known=ROWS)
    if isinstance(result, QueryBoolean):
        return Answer(kind, result.serialize(format=ROWS[kind]), 1)
    assert isinstance(result, QuerySolutions)
    bounds.format = ROWS[kind]
    try:
        result.serialize(bounds, format=ROWS[kind])
        bounds.check_rows()
    except LimitError:
        raise
    except OSError as error:
        raise bounds.met or error from error
    return Answer(kind, bounds.data, bounds.rows)


def _choose(asked: Message, which: str, *, what: str, known: Iterable[str]) -> str:
    kind = asked[which]
    if kind is None:
        raise FormatError(f"the answer is {what}, which is not written in what was asked for", remedy=", ".join(known))
    return kind


def _dataset(store: Store, asked: Message, *, union: bool, prefixes: dict[str, str]) -> dict[str, object]:
    """Return what the engine is to be told of the dataset; the protocol's graphs go before those of the query."""
    names = check(asked["query"], prefixes=prefixes, base=asked.get("base"))
    by_protocol = asked.get("default") is not None or asked.get("named") is not None
    if by_protocol:
        names = Named(tuple(asked.get("default") or ()), tuple(asked.get("named") or ()))
    for iri in (*names.default, *names.named):
        try:
            known = store.contains_named_graph(NamedNode(iri))
        except ValueError:
            known = False
        if not known:
            raise refuse_graph(iri)
    if by_protocol:
        default, named = ([NamedNode(iri) for iri in part] for part in names)
        return {"default_graph": default, "named_graphs": named}
    return {"use_default_graph_as_union": union and not (names.default or names.named)}


class Bounded:
    """A file to write an answer to, which raises `LimitError` at the row or byte too many."""

    def __init__(self, *, most_rows: int, most_bytes: int) -> None:
        self.rows = 0
        self.format: QueryResultsFormat | None = None
        self.met: LimitError | None = None
        self._file = io.BytesIO()
        self._most_rows, self._most_bytes = most_rows, most_bytes
        self._marks, self._check_at = 0, most_rows

    @property
    def data(self) -> memoryview:
        """Return what was written."""
        return self._file.getbuffer()

    def write(self, data: bytes) -> int:
        """Take in a piece of the answer."""
        if self._file.tell() + len(data) > self._most_bytes:
            self._stop(f"the answer is larger than {self._most_bytes} bytes", kind="bytes")
        self._file.write(data)
        if self.format is not None:
            self._marks += data.count(_BETWEEN[self.format])
            if self._marks > self._check_at + 2:
                self.check_rows()
                self._check_at = 2 * self._marks
        return len(data)

    def flush(self) -> None:
        """Do nothing: all is kept in memory."""

    def count(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """Yield the triples of a graph, counting them."""
        for triple in triples:
            self.rows += 1
            if self.rows > self._most_rows:
                self._stop(f"the answer has more than {self._most_rows} triples", kind="rows")
            yield triple

    def check_rows(self) -> None:
        """Count the rows written so far; raises `LimitError` where they are too many."""
        data = self._file.getvalue()
        match self.format:
            case QueryResultsFormat.JSON:
                bare = _JSON_TEXT.sub(b"", data) if data.count(b"},{") >= self._most_rows else data
                self.rows = bare.count(b"},{") + (b'"bindings":[{' in data)
            case QueryResultsFormat.XML:
                self.rows = data.count(b"<result>")
            case QueryResultsFormat.CSV:
                self.rows = _CSV_TEXT.sub(b"", data).count(b"\n") - 1
            case _:
                self.rows = data.count(b"\n") - 1
        if self.rows > self._most_rows:
            self._stop(f"the answer has more than {self._most_rows} rows", kind="rows")

    def _stop(self, message: str, *, kind: str) -> None:
        self.met = LimitError(message, kind=kind, remedy="ask for less, with LIMIT or a narrower pattern")
        raise self.met
