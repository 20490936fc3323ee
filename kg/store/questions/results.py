"""Hold the answer to a query: rows for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from kg.errors import QueryError
from kg.prefixes import PREFIXES

if TYPE_CHECKING:
    import pandas

Row = tuple[str | None, ...]
Term = NamedNode | BlankNode | Literal | Triple
FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "xml": RdfFormat.RDF_XML}
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


class QueryResult:
    """Rows of strings (None for an unbound variable) under `columns`; iterating gives the rows.

    `terms` holds the same rows as terms of RDF. `truth` is the answer to ASK and None for other queries.
    """

    def __init__(
        self,
        columns: list[str],
        terms: Sequence[Sequence[Term | None]],
        *,
        truth: bool | None = None,
        is_graph: bool = False,
        prefixes: dict[str, str] | None = None,
    ) -> None:
        self.columns = columns
        self.terms = terms
        self.truth = truth
        self.is_graph = is_graph
        self._prefixes = prefixes or {}

    @cached_property
    def rows(self) -> list[Row]:
        """Return the rows as strings: IRIs and literals by their value alone."""
        if self.truth is not None:
            return [("true" if self.truth else "false",)]
        return [tuple(None if term is None else _value(term) for term in row) for row in self.terms]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.terms) if self.truth is None else 1

    def __getitem__(self, index: int) -> Row:
        return self.rows[index]

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas data frame, numbers, truths and dates as such; pandas has to be installed.

        See `kg.store.questions.typed` for the types.
        """
        import pandas

        from kg.store.questions.typed import to_python, to_series

        rows = self.terms if self.truth is None else [(Literal(self.truth),)]
        columns = {name: to_series([to_python(row[at]) for row in rows]) for at, name in enumerate(self.columns)}
        return pandas.DataFrame(columns, index=range(len(rows)), columns=self.columns)

    def serialize(self, format: str) -> bytes:
        """Return the answer as `json`, `xml`, `csv` or `tsv`, a graph as `turtle`, `ntriples` or `xml`.

        Raises `QueryError` for a format that does not fit the kind of answer.
        """
        check_format(format, is_graph=self.is_graph)
        if self.is_graph:
            triples = [Triple(*row) for row in self.terms]
            return serialize(triples, format=GRAPH_FORMATS[format], prefixes=self._prefixes)
        raw = json.dumps(self._to_json(), ensure_ascii=False).encode("utf-8")
        if format == "json":
            return raw
        return parse_query_results(raw, format=QueryResultsFormat.JSON).serialize(format=FORMATS[format])

    def _to_json(self) -> dict[str, Any]:
        """Return the answer in SPARQL 1.1 Query Results JSON."""
        if self.truth is not None:
            return {"head": {}, "boolean": self.truth}
        bindings = [
            {name: _term_to_json(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.terms
        ]
        return {"head": {"vars": self.columns}, "results": {"bindings": bindings}}

    def __repr__(self) -> str:
        return f"<QueryResult {len(self)} rows of {', '.join(self.columns)}>"


def check_format(format: str, *, is_graph: bool) -> None:
    """Raise `QueryError` for a format that rows, or a graph, can't be written in."""
    if is_graph and format not in GRAPH_FORMATS:
        raise QueryError(f"a graph can't be written as {format}", remedy=f"formats: {', '.join(GRAPH_FORMATS)}")
    if not is_graph and format not in FORMATS:
        raise QueryError(
            f"an answer of rows can't be written as {format}",
            remedy=f"formats: table, {', '.join(FORMATS)}; turtle is for CONSTRUCT",
        )


def from_answer(answer: object, prefixes: dict[str, str]) -> QueryResult:
    """Return the result of a pyoxigraph answer, evaluated to its end."""
    if isinstance(answer, QueryBoolean):
        return QueryResult(["answer"], [], truth=bool(answer))
    if isinstance(answer, QuerySolutions):
        columns = [variable.value for variable in answer.variables]
        return QueryResult(columns, [tuple(solution) for solution in answer])
    return from_triples(answer, prefixes)  # type: ignore[arg-type]


def from_json(data: bytes) -> QueryResult:
    """Return the result that SPARQL 1.1 Query Results JSON holds."""
    return from_answer(parse_query_results(data, format=QueryResultsFormat.JSON), PREFIXES)


def from_ntriples(data: bytes, prefixes: dict[str, str]) -> QueryResult:
    """Return a graph in N-Triples as a result."""
    return from_triples((quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES)), prefixes)


def from_triples(triples: Iterator[Triple], prefixes: dict[str, str]) -> QueryResult:
    """Return a graph as a result, its triples sorted and each once."""
    rows = [tuple(triple) for triple in sorted(set(triples), key=str)]
    return QueryResult(["subject", "predicate", "object"], rows, is_graph=True, prefixes=prefixes)


def write_answer(answer: object, format: str, *, prefixes: dict[str, str]) -> bytes:
    """Return a pyoxigraph answer in a format of `QueryResult.serialize`; the engine itself writes rows."""
    if isinstance(answer, QueryBoolean | QuerySolutions):
        check_format(format, is_graph=False)
        return answer.serialize(format=FORMATS[format])
    check_format(format, is_graph=True)
    return from_answer(answer, prefixes).serialize(format)


def _value(term: Term) -> str:
    return str(term) if isinstance(term, Triple) else term.value


def _term_to_json(term: Term) -> dict[str, Any]:
    """Return a term in SPARQL 1.1 Query Results JSON; a quoted triple as RDF 1.2 has it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = zip(("subject", "predicate", "object"), term, strict=True)
        return {"type": "triple", "value": {name: _term_to_json(part) for name, part in parts}}
    cell: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        cell["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        cell["datatype"] = term.datatype.value
    return cell
