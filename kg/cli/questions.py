"""`kg query`, `kg queries` and `kg search`: ask a graph, by SPARQL, by a saved question, or for words."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cells import BOM, safe_csv, safe_tsv
from kg.cli.console import as_typed, print_json, print_table, write_bytes
from kg.cli.options import EndpointUrl, Folder, Json, Language, Timeout
from kg.cli.remote import open_graph
from kg.config import QUERY_SECONDS
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.store import QueryResult
    from kg.store.search.index import Hit

_AROUND = 60


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"


SAFE = {Format.csv: safe_csv, Format.tsv: safe_tsv}
"""The formats that spreadsheets open, to what makes their cells safe."""


def query(
    out: Annotated[
        str | None,
        typer.Argument(metavar="[OUT]", help="A graph folder; left out with --endpoint.", show_default=False),
    ] = None,
    sparql: Annotated[
        str | None,
        typer.Argument(metavar="[QUERY]", help="A SPARQL query; - reads it from standard input.", show_default=False),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="A file with the query.", show_default=False)
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", "-n", help="A saved question, see kg queries.", show_default=False)
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            "-p",
            metavar="NAME=VALUE",
            help="A value for a parameter of the saved question; more than once for any of several.",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        Language | None,
        typer.Option("--lang", help="Show things of a table by their labels in this language.", show_default=False),
    ] = None,
    endpoint: EndpointUrl = None,
    format: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.table,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin csv or tsv with a byte order mark, by which Excel knows UTF-8.")
    ] = False,
    timeout: Timeout = QUERY_SECONDS,
) -> None:
    """Ask a graph folder, or a SPARQL endpoint, a question in SPARQL or one of the saved questions."""
    if endpoint is not None and sparql is None:
        out, sparql = None, out
    if bom and format not in SAFE:
        raise QueryError(f"--bom is for csv and tsv, not for {format.value}", remedy="add --format csv")
    with open_graph(out, endpoint) as graph:
        text = _question(sparql, file=file, name=name, param=param or [], lang=lang)
        if format is Format.table:
            _print_answer(partial(graph.query, timeout=timeout), text, lang=lang)
            return
        data = graph.answer(text, format=format.value, timeout=timeout)
        write_bytes((BOM if bom else b"") + SAFE.get(format, bytes)(data))


def _print_answer(ask: Callable[[str], QueryResult], sparql: str, *, lang: Language | None) -> None:
    """Print an answer as a table, with labels in the place of IRIs where a language is asked for."""
    result = ask(sparql)
    labels: dict[str, str] = {}
    if lang is not None:
        from kg.store.questions.labels import find_labels

        iris = {term.value for row in result.terms for term in row if type(term).__name__ == "NamedNode"}
        labels = find_labels(ask, iris, lang=lang.value)
    print_table(result.columns, [[labels.get(cell or "") or _compact(cell or "") for cell in row] for row in result])
    print(f"({len(result)} row{'s' if len(result) != 1 else ''})")


def _compact(cell: str) -> str:
    """Return a cell to show: an IRI of a known vocabulary with its prefix, one of the data without its base."""
    from kg.config import BASE_IRI
    from kg.prefixes import PREFIXES

    if not cell.startswith("http"):
        return cell
    for prefix, namespace in PREFIXES.items():
        if cell.startswith(namespace):
            return f"{prefix}:{cell[len(namespace) :]}"
    return cell.removeprefix(BASE_IRI)


def _question(
    sparql: str | None, *, file: Path | None, name: str | None, param: list[str], lang: Language | None
) -> str:
    """Return the query that was asked for in one of the three ways."""
    given = [way for way in (sparql, file, name) if way is not None]
    if len(given) != 1:
        raise QueryError(
            "give one query: as an argument, with --file, or with --name", remedy="kg queries lists the saved ones"
        )
    if name is not None:
        from kg.store.questions.parameters import split_assignments
        from kg.store.questions.queries import load_query

        return load_query(name).fill(split_assignments(map(as_typed, param)), lang=lang.value if lang else None)
    if param:
        raise QueryError("--param fills a saved question", remedy="name one with --name; kg queries lists them")
    if file is not None or sparql == "-":
        from kg.store.questions.source import read_query_file

        return read_query_file(file)
    from kg.store.questions.sparql import MARK

    return as_typed(str(sparql)).removeprefix(MARK)


def search(
    out: Folder,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS…", help="What to look for; accents may be left out.", show_default=False),
    ],
    cls: Annotated[
        str, typer.Option("--class", metavar="C", help="Keep to a class, such as Port.", show_default=False)
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many to show.")] = 20,
    lang: Annotated[
        Language | None, typer.Option("--lang", help="Name the classes in this language.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Find things by words in their names and quotes, the best first; accents make no difference."""
    from kg.store.search.index import class_labels, search

    hits = search(out, as_typed(" ".join(words)), cls=cls, limit=limit)
    if json:
        print_json([hit.to_dict() for hit in hits])
        return
    labels = class_labels(out) if lang else {}
    rows = [
        [
            labels[hit.cls][lang.value] if lang else hit.cls,
            "" if hit.label == hit.quote else hit.label,
            _marked(hit),
            *("" if at is None else str(at) for at in (hit.start, hit.end)),
            _compact(hit.document),
        ]
        for hit in hits
    ]
    print_table(["class", "label", "quote", "start", "end", "document"], rows)
    print(f"({len(rows)} hit{'s' if len(rows) != 1 else ''})")


def _marked(hit: Hit) -> str:
    """Return the quote around the words that were looked for, those in brackets."""
    spans = [(start - (hit.start or 0), end - (hit.start or 0)) for start, end in hit.matches] if hit.quote else []
    first, last = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    begin = max(first - _AROUND, 0)
    stop = min(max(last, first + _AROUND) + _AROUND, len(hit.quote))
    shown, at = "…" if begin else "", begin
    for start, end in spans:
        if end > stop:
            break
        shown += f"{hit.quote[at:start]}[{hit.quote[start:end]}]"
        at = end
    return shown + hit.quote[at:stop] + ("…" if stop < len(hit.quote) else "")


def queries(
    lang: Annotated[Language, typer.Option("--lang", help="Language of the titles.")] = Language.vi,
    json: Json = False,
) -> None:
    """List the saved questions, one line each."""
    from kg.store import list_queries

    if json:
        print_json(
            [
                {
                    "name": q.name,
                    "title": q.titles,
                    "description": q.descriptions,
                    "parameters": [
                        {"name": p.name, "type": p.type, "required": p.required, "title": p.titles}
                        for p in q.parameters
                    ],
                    "sparql": q.sparql,
                }
                for q in list_queries()
            ]
        )
        return
    width = max(len(q.name) for q in list_queries())
    for q in list_queries():
        takes = "".join(f" --param {p.name}=…" if p.required else f" [--param {p.name}=…]" for p in q.parameters)
        print(f"{q.name:{width}}  {q.titles[lang.value]}: {q.descriptions[lang.value]}{takes}")
