"""Put records into words: a table with heads and cells in one language, for terminals, spreadsheets and pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.analyse.answers.index import Index
from kg.analyse.answers.records import JOIN, Record
from kg.analyse.answers.rows import Citation
from kg.analyse.answers.times import Recurrence, read_due
from kg.analyse.answers.words import Words
from kg.cells import BOM, csv_row

Value = str | int | float
HIDDEN = ("body_id", "document_id")
"""Keys of records that tables for people leave out."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by key, their heads in words, and rows of texts and numbers."""

    keys: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def cells(self) -> list[list[str]]:
        """Return the rows as texts."""
        return [[str(value) for value in row] for row in self.rows]


def make_table(records: Sequence[Record], words: Words, *, keys: Sequence[str] = ()) -> Table:
    """Return a table of records, of some columns or of all that people read; without records it has those columns."""
    columns = tuple(keys) or tuple(key for key in (records[0] if records else ()) if key not in HIDDEN)
    heads = tuple(words.name("columns", key) for key in columns)
    return Table(columns, heads, tuple(tuple(put(words, key, record[key]) for key in columns) for record in records))


def put(words: Words, key: str, value: object) -> Value:
    """Return the value of a record in words."""
    if isinstance(value, bool):
        return "×" if value else ""
    if isinstance(value, int | float):
        return value
    text = "" if value is None else str(value)
    return _WORDS[key](words, text) if text and key in _WORDS else text


def _due(words: Words, written: str) -> str:
    due = read_due(written)
    return words.due(due) if due else written


def _recurrences(words: Words, written: str) -> str:
    return JOIN.join(words.recurrence(Recurrence(*one.split(" "))) for one in written.split(JOIN))


_WORDS: dict[str, Callable[[Words, str], str]] = {
    "level": lambda words, value: words.name("levels", value),
    "role": lambda words, value: words.term(f"role/{value}"),
    "due": _due,
    "first_due": _due,
    "due_basis": lambda words, value: words.name("bases", value),
    "recurrence": _recurrences,
    "state": lambda words, value: words.name("states", value),
    "kind": lambda words, value: words.name("kinds", value),
    "reason": lambda words, value: words.name("reasons", value),
    "sector": lambda words, value: words.sector(value),
}
"""Column -> how its values are put into words."""


def to_csv(table: Table, *, bom: bool = True) -> bytes:
    """Return a table as CSV that no spreadsheet runs anything of, by default with the mark by which it knows UTF-8."""
    lines = [csv_row(table.heads), *(csv_row(row) for row in table.cells())]
    return (BOM if bom else b"") + "".join(lines).encode("utf-8", errors="replace")


def title_of(index: Index, words: Words) -> str:
    """Return what to call an answer on an index: the title of the one document, or how many there are."""
    documents = list(index.documents.values())
    if len(documents) == 1:
        return documents[0].title or documents[0].name
    return words.say("document_count", number=len(documents)) if documents else words.say("no_documents")


def place_of(index: Index, cite: Citation, words: Words) -> str:
    """Return where a quote stands, in which document only where there are several."""
    several = len(index.documents) > 1
    return ", ".join([*([index.label(cite.document)] if several else []), words.place(cite)])
