"""Answer saved questions, and SPARQL of anybody's within the limits of the endpoint."""

from __future__ import annotations

from typing import Any

from kg.assist.asked import Asked, Row
from kg.assist.cite import put_rows
from kg.assist.facts import stretch
from kg.errors import OptionError, QueryError
from kg.serve.site.whole import read_row, split_rows
from kg.store import load_query

_LONGEST_CELL = 1000


async def saved_question(asked: Asked, given: dict[str, Any]) -> dict[str, Any]:
    """Return the rows of a saved question."""
    saved = load_query(given["name"])
    values = {name: [value] if isinstance(value, str) else value for name, value in given.get("parameters", {}).items()}
    try:
        sparql = saved.fill(values, lang=given.get("lang", "vi"))
    except QueryError as error:
        known = ", ".join(f"{one.name} ({one.type})" for one in saved.parameters if one.name != "lang") or "none"
        raise QueryError(error.reason, remedy=f"give it in parameters, which may be: {known}") from error
    rows, total = await asked.select(sparql, offset=given["offset"], limit=given["limit"])
    rows = [{"document_id" if name == "document" else name: value for name, value in row.items()} for row in rows]
    put = await put_rows(asked, rows, complete=True)
    return stretch(put, total=total, offset=given["offset"], title=saved.titles[given.get("lang", "vi")])


async def sparql(asked: Asked, given: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a query: rows, a truth value, or triples in the order of their letters."""
    query, offset, limit = given["query"], given["offset"], given["limit"]
    if len(query.encode("utf-8", errors="replace")) > asked.query_bytes:
        raise OptionError(f"a query has at most {asked.query_bytes} bytes", remedy="ask for less, or in parts")
    is_graph, data = await asked.query(query)
    if is_graph:
        lines = sorted(data.decode("utf-8").splitlines())
        shown = [{"triple": line} for line in lines[offset : offset + limit]]
        return {"kind": "triples", "columns": ["triple"]} | stretch(_cut(shown), total=len(lines), offset=offset)
    if data.strip() in (b"true", b"false"):
        rows = [{"answer": data.strip().decode("ascii")}]
        return {"kind": "truth", "columns": ["answer"]} | stretch(rows, total=1, offset=offset)
    names, lines = split_rows(data)
    rows = [read_row(names, line) for line in lines[offset : offset + limit]]
    return {"kind": "rows", "columns": names} | stretch(_cut(rows), total=len(lines), offset=offset)


def _cut(rows: list[Row]) -> list[Row]:
    """Return rows whose cells are not too long, each that was cut saying how long it is."""
    return [{name: _shorten(value) for name, value in row.items()} for row in rows]


def _shorten(value: str) -> str:
    if len(value) <= _LONGEST_CELL:
        return value
    return f"{value[:_LONGEST_CELL]} … [cut: {len(value)} characters in all; SUBSTR gives the rest]"
