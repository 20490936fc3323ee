"""Hold the answer to a query: rows for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg.errors import QueryError

if TYPE_CHECKING:
    import pandas

Row = tuple[str | None, ...]
FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "xml": RdfFormat.RDF_XML}


class QueryResult:
    """Rows of strings (None for an unbound variable) under `columns`; iterating gives the rows."""

    def __init__(
        self,
        columns: list[str],
        rows: list[Row],
        *,
        raw: bytes | None = None,
        triples: list[Triple] | None = None,
        prefixes: dict[str, str] | None = None,
    ) -> None:
        self.columns = columns
        self.rows = rows
        self._raw = raw
        self._triples = triples
        self._prefixes = prefixes or {}

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> Row:
        return self.rows[index]

    @property
    def is_graph(self) -> bool:
        """Say whether the answer is a graph (CONSTRUCT, DESCRIBE)."""
        return self._triples is not None

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas data frame; pandas has to be installed."""
        import pandas

        return pandas.DataFrame(self.rows, columns=self.columns)

    def serialize(self, format: str) -> bytes:
        """Return the answer as `json`, `xml`, `csv` or `tsv`, a graph as `turtle`, `ntriples` or `xml`.

        Raises `QueryError` for a format that does not fit the kind of answer.
        """
        if self._triples is not None:
            if format not in GRAPH_FORMATS:
                raise QueryError(f"a graph can't be written as {format}", remedy=f"formats: {', '.join(GRAPH_FORMATS)}")
            return serialize(sorted(self._triples, key=str), format=GRAPH_FORMATS[format], prefixes=self._prefixes)
        if format not in FORMATS or self._raw is None:
            raise QueryError(
                f"an answer of rows can't be written as {format}",
                remedy=f"formats: table, {', '.join(FORMATS)}; turtle is for CONSTRUCT",
            )
        if format == "json":
            return self._raw
        again = parse_query_results(self._raw, format=QueryResultsFormat.JSON)
        return again.serialize(format=FORMATS[format])

    def __repr__(self) -> str:
        return f"<QueryResult {len(self.rows)} rows of {', '.join(self.columns)}>"


def from_answer(answer: object, prefixes: dict[str, str]) -> QueryResult:
    """Return the result of a pyoxigraph answer."""
    if isinstance(answer, QueryBoolean):
        raw = answer.serialize(format=QueryResultsFormat.JSON)
        return QueryResult(["answer"], [("true" if answer else "false",)], raw=raw)
    if isinstance(answer, QuerySolutions):
        raw = answer.serialize(format=QueryResultsFormat.JSON)
        solutions = parse_query_results(raw, format=QueryResultsFormat.JSON)
        assert isinstance(solutions, QuerySolutions)
        columns = [variable.value for variable in solutions.variables]
        rows = [
            tuple(None if term is None else getattr(term, "value", str(term)) for term in solution)
            for solution in solutions
        ]
        return QueryResult(columns, rows, raw=raw)
    triples = sorted(set(answer), key=str)  # type: ignore[call-overload]
    rows = [tuple(getattr(term, "value", str(term)) for term in triple) for triple in triples]
    return QueryResult(["subject", "predicate", "object"], rows, triples=triples, prefixes=prefixes)
