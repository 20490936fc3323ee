"""`kg query` and `kg queries`: ask a graph, by SPARQL or by a saved question."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import print_json, print_table, write_bytes
from kg.cli.options import Folder, Json


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"


class Language(StrEnum):
    """The language of titles."""

    vi = "vi"
    en = "en"


def query(
    out: Folder,
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
    format: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.table,
) -> None:
    """Ask a graph folder a question in SPARQL, or one of the saved questions."""
    from kg.store import GraphFolder

    text = _question(sparql, file=file, name=name)
    with GraphFolder(out) as folder:
        result = folder.query(text)
    if format is Format.table:
        print_table(result.columns, [[_compact(cell or "") for cell in row] for row in result.rows])
        print(f"({len(result)} row{'s' if len(result) != 1 else ''})")
        return
    write_bytes(result.serialize(format.value))


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


def _question(sparql: str | None, *, file: Path | None, name: str | None) -> str:
    """Return the query that was asked for in one of the three ways."""
    import sys

    from kg.errors import QueryError
    from kg.store import load_query

    given = [way for way in (sparql, file, name) if way is not None]
    if len(given) != 1:
        raise QueryError(
            "give one query: as an argument, with --file, or with --name", remedy="kg queries lists the saved ones"
        )
    if name is not None:
        return load_query(name).sparql
    if file is not None:
        try:
            return file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(
                f"cannot be read: {error}", path=file, remedy="name a UTF-8 file with a SPARQL query"
            ) from error
    return sys.stdin.read() if sparql == "-" else str(sparql)


def queries(
    lang: Annotated[Language, typer.Option("--lang", help="Language of the titles.")] = Language.vi,
    json: Json = False,
) -> None:
    """List the saved questions, one line each."""
    from kg.store import list_queries

    if json:
        print_json(
            [
                {"name": q.name, "title": q.titles, "description": q.descriptions, "sparql": q.sparql}
                for q in list_queries()
            ]
        )
        return
    width = max(len(q.name) for q in list_queries())
    for q in list_queries():
        print(f"{q.name:{width}}  {q.titles[lang.value]}: {q.descriptions[lang.value]}")
