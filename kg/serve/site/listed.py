"""List the documents of a graph as their readers know them: type, number, date, issuer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kg.errors import LimitError
from kg.serve.http.replies import JSON, read_rows
from kg.store.processes.pool import Pool

_SHOWN_LENGTH = 90
_QUESTION = """SELECT ?document (MIN(?a) AS ?label) (MIN(?b) AS ?title) (MIN(?c) AS ?number) (MIN(?d) AS ?date)
  (MIN(?e) AS ?issuer) (MIN(STR(?f)) AS ?type) WHERE {
  ?document a pol:PolicyDocument .
  OPTIONAL { ?document rdfs:label ?a } OPTIONAL { ?document eli:title ?b } OPTIONAL { ?document eli:number ?c }
  OPTIONAL { ?document eli:date_document ?d } OPTIONAL { ?document dcterms:publisher ?e }
  OPTIONAL { ?document eli:type_document ?f }
} GROUP BY ?document"""


class Listed(NamedTuple):
    """A document: its IRI, slug and file name, what it says of itself (empty where it does not), and its counts.

    `silent` is how many passages of it gave nothing.
    """

    iri: str
    slug: str
    file: str
    title: str
    number: str
    date: str
    issuer: str
    type: str
    label: str
    counts: Mapping[str, int]
    text: bool
    silent: int = 0

    @property
    def short(self) -> str:
        """Return what it goes by: its number, else the beginning of its title, else the name of its file."""
        name = self.number or self.title or self.file
        return name if len(name) <= _SHOWN_LENGTH else name[: _SHOWN_LENGTH - 1].rstrip() + "…"


async def list_documents(pool: Pool, entries: list[dict[str, Any]]) -> tuple[Listed, ...]:
    """Return the documents of a report, the newest first and those without a date last.

    Where the limits of the server are too narrow for the question, only what the report says is told.
    """
    try:
        reply = await pool.ask({"query": _QUESTION, "rows": JSON, "graph": None}, client="")
        rows = {} if reply.error else {row["document"]: row for row in read_rows(reply)}
    except LimitError:
        rows = {}
    listed = [_list(entry, rows.get(entry["id"], {})) for entry in entries]
    listed.sort(key=lambda one: (one.number, one.iri))
    return tuple(sorted(listed, key=lambda one: one.date, reverse=True))


def _list(entry: dict[str, Any], row: dict[str, str]) -> Listed:
    said = (row.get(name, "") for name in ("title", "number", "date", "issuer"))
    kind = row.get("type", "").rpartition("#")[2]
    kept = bool(entry.get("text", True))
    silent = sum(entry.get("silent_reasons", {}).values())
    told = (kind, row.get("label", ""), entry["counts"], kept, silent)
    return Listed(entry["id"], entry["slug"], entry["name"], *said, *told)
