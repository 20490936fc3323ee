"""Complete the rows of an answer: each with its document's number, its section and page, how sure it is, and the
address that opens its words in `kg serve`.

What is empty is left out. `id` and other names of things are IRIs without the base of the graph.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from kg.assist.asked import Asked, Row
from kg.iri import mint_span
from kg.serve.site.listed import Listed

_SPANS = """SELECT ?span ?page ?label ?thing (MAX(?sure) AS ?confidence) WHERE {
  VALUES ?span { %s }
  OPTIONAL { ?span pol:page ?page OPTIONAL { ?span pol:pageLabel ?label } }
  OPTIONAL { { ?span itsrdf:taConfidence ?sure ; itsrdf:taIdentRef ?thing }
    UNION { ?thing prov:wasQuotedFrom ?span ; pol:confidence ?sure } }
} GROUP BY ?span ?page ?label ?thing ORDER BY ?span ?thing"""
_IDS = ("id", "body_id", "subject_id", "object_id")
_NUMBERS = ("start", "end", "role_start", "role_end", "times")
_FIRST = ("quote", "document", "slug", "section", "page", "start", "end", "confidence", "id", "open")
_COUNTED = ("sections", "measures", "targets")
_LONGEST_LINE, _MOST_SPANS = 300, 100_000


async def put_rows(asked: Asked, rows: Sequence[Row], *, complete: bool = False) -> list[Row]:
    """Return rows ready to be handed out; `complete` looks for section, page and confidence where they lack.

    A row has `document_id` (an IRI), and `start` and `end` in its source text where it cites words.
    """
    rows = [{name: value for name, value in row.items() if not _is_empty(name, value)} for row in rows]
    for row in rows:
        row |= {name: int(row[name]) for name in _NUMBERS if name in row}
    if complete:
        await _add_quotes(asked, rows)
        await asyncio.gather(_add_sections(asked, rows), _add_spans(asked, rows))
    return [_put(asked, row) for row in rows]


def put_document(asked: Asked, one: Listed) -> Row:
    """Return a document as a row."""
    said = ("title", "number", "date", "issuer", "type", "slug", "file")
    row = {name: getattr(one, name) for name in said if getattr(one, name)}
    counts = {name: one.counts[name] for name in _COUNTED if name in one.counts}
    return row | {"counts": counts, "id": asked.short(one.iri), "open": open_at(asked, one)}


def open_at(asked: Asked, one: Listed, start: int | None = None, end: int | None = None) -> str:
    """Return the address that opens a span of a document's text; its page where the text is not kept."""
    path = asked.site.text_path(one.iri, start, end) if start is not None and end is not None else None
    return asked.base_url + path if path else asked.address(one.iri)


def _put(asked: Asked, row: Row) -> Row:
    listed = asked.site.by_iri.get(row.pop("document_id", ""))
    if listed is not None:
        row |= {"document": listed.short, "slug": listed.slug}
        row["open"] = open_at(asked, listed, row.get("start"), row.get("end"))
    for name in _IDS:
        if name in row:
            row[name] = asked.short(row[name])
    row.pop("due_last", None)
    first = {name: row[name] for name in _FIRST if name in row}
    return first | {name: value for name, value in row.items() if name not in first}


def _is_empty(name: str, value: Any) -> bool:
    """Say whether nothing is known: 0 is a number, but no confidence."""
    return value is None or value is False or value in ("", [], ()) or (name == "confidence" and not value)


async def _add_quotes(asked: Asked, rows: Sequence[Row]) -> None:
    """Give rows without a quote the words at their place; documents and sections, found by titles, their first line."""
    some = [row for row in rows if "quote" not in row]
    begun = await asked.compute("begin", things=[row.get("id", "") for row in some]) if some else ()
    for row, begin in zip(some, begun, strict=True):
        listed = asked.site.by_iri.get(row.get("document_id", ""))
        if listed is None or not listed.text:
            continue
        text = await asked.text(listed)
        if "id" in row or "end" not in row:
            start = begin + len(text[begin:]) - len(text[begin:].lstrip())
            line = text[start : start + _LONGEST_LINE].partition("\n")[0].rstrip()
            row |= {"start": start, "end": start + len(line)}
        row["quote"] = text[row["start"] : row["end"]]


async def _add_sections(asked: Asked, rows: Sequence[Row]) -> None:
    some = [row for row in rows if "start" in row and "document_id" in row and "section" not in row]
    if some:
        places = [(row["document_id"], row["start"]) for row in some]
        for row, section in zip(some, await asked.compute("locate", places=places), strict=True):
            row |= {"section": section} if section else {}


async def _add_spans(asked: Asked, rows: Sequence[Row]) -> None:
    """Add pages and confidences, which the graph has at the cited spans."""
    spans = {mint_span(row["document_id"], row["start"], row["end"]) for row in rows if "end" in row}
    if not spans:
        return
    found, _ = await asked.select(_SPANS % " ".join(f"<{span}>" for span in sorted(spans)), limit=_MOST_SPANS)
    by_span: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        by_span.setdefault(one["span"], []).append(one)
    for row in rows:
        said = by_span.get(mint_span(row["document_id"], row["start"], row["end"]), []) if "end" in row else []
        if not said:
            continue
        page = said[0].get("label") or said[0].get("page")
        row |= {"page": page} if page and "page" not in row else {}
        own = [one for one in said if one.get("thing") == row["id"]] if "id" in row else said
        sure = [float(one["confidence"]) for one in own if "confidence" in one]
        if sure and "confidence" not in row:
            row["confidence"] = max(sure)
