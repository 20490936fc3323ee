"""Answer which passages of a text gave nothing, each with why and where it stands.

Offsets count code points of the document's source text, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.analyse.answers.index import Index, cite
from kg.analyse.answers.rows import Citation, SectionRow
from kg.iri import mint_span

SilentRow = Mapping[str, Any]
"""A passage as `kg.export.read_silent` tells it: `doc`, `start`, `end`, `quote`, `reason`, `page`, `page_label`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that gave nothing: why (`kg.extract.review.coverage`), and where; the quote is empty without a text."""

    reason: str
    cite: Citation


def list_passages(index: Index, rows: Iterable[SilentRow], *, reason: str = "") -> tuple[Passage, ...]:
    """Return the passages of the documents of an index, of one reason or of all, in the order of the texts."""
    finders = {document: _Sections(index, document) for document in index.documents}
    order = {document: number for number, document in enumerate(index.documents)}
    chosen = [row for row in rows if row["doc"] in order and reason in ("", row["reason"])]
    chosen.sort(key=lambda row: (order[row["doc"]], row["start"], row["end"], row["reason"]))
    return tuple(
        Passage(
            row["reason"],
            cite(
                row,
                mint_span(row["doc"], row["start"], row["end"]),
                section=finders[row["doc"]].around(row["start"]),
            ),
        )
        for row in chosen
    )


class _Sections:
    """Finds the section around a place of one document; places are asked for in the order of the text."""

    def __init__(self, index: Index, document: str) -> None:
        rows = (row for row in index.sections.values() if row.document == document)
        self._rows = sorted(rows, key=lambda row: (row.start_char, -row.end_char, row.level))
        self._next = 0
        self._open: list[SectionRow] = []

    def around(self, place: int) -> SectionRow | None:
        """Return the innermost section that holds a character, None outside of all."""
        while self._next < len(self._rows) and self._rows[self._next].start_char <= place:
            self._open.append(self._rows[self._next])
            self._next += 1
        self._open = [row for row in self._open if row.end_char > place]
        return self._open[-1] if self._open else None
