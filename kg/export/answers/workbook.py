"""Write responsibilities as an Excel workbook: an overview, and a sheet for each body.

Texts are written as texts, never as formulas, and those that begin like one are marked so that they stay texts when
somebody edits them. Nothing in the file tells when or where it was made.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from kg.analyse.answers.index import Index
from kg.analyse.answers.matrix import Sheet
from kg.analyse.answers.overview import count_bodies
from kg.analyse.answers.records import Record, body_records, task_records
from kg.analyse.answers.words import Words
from kg.cells import make_safe
from kg.export.answers.table import Table, make_table

NAME_LENGTH = 31
"""Excel's longest name of a sheet."""
CELL_LENGTH = 32_767
"""Excel's longest text of a cell."""

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = "history"
_CONTROLS = {code: " " for code in range(32)} | dict.fromkeys(map(ord, "\n\r\f"), "\n") | {ord("\t"): "\t"}
"""What XML can't hold, with what stands in its place; a form feed breaks the line as a page break does."""
_WIDTHS = {"quote": 80, "body": 40, "target": 40, "document": 30, "id": 30, "label": 30, "owners": 40}
_WIDTH, _HEAD_ROWS = 14, 1
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write_workbook(index: Index, sheets: Sequence[Sheet], words: Words, *, today: Any = None) -> bytes:
    """Return the workbook of some sheets; `today` adds the state of due times."""
    import xlsxwriter

    stream = io.BytesIO()
    # in memory: the files aside that it would make get names by chance
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": words.say("tasks"), "author": "", "created": _MADE})
    formats = _Formats(book)
    names = name_sheets([words.say("overview"), *(index.label(sheet.body.id) for sheet in sheets)])
    shown = {sheet.body.id for sheet in sheets}
    counts = {count.body.id: count for count in count_bodies(index) if count.body.id in shown}
    records = body_records(index, [counts[sheet.body.id] for sheet in sheets])
    _write(book.add_worksheet(names[0]), make_table(records, words), formats, links=names[1:])
    for name, sheet in zip(names[1:], sheets, strict=True):
        own: list[Record] = task_records(index, (*sheet.duties, *sheet.benefits), today=today)
        _write(book.add_worksheet(name), make_table(own, words), formats)
    book.close()
    return stream.getvalue()


def name_sheets(labels: Iterable[str]) -> list[str]:
    """Return a name for each sheet that Excel takes: at most 31 characters, none that it forbids, each once."""
    taken: set[str] = {_RESERVED}
    names = []
    for label in labels:
        plain = " ".join(_NOT_IN_A_NAME.sub(" ", label).split()).strip("'") or "-"
        name, number = _cut(plain, ""), 2
        while name.casefold() in taken:
            name, number = _cut(plain, f" ({number})"), number + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(name: str, tail: str) -> str:
    """Return a name with its tail in `NAME_LENGTH` UTF-16 units, in which Excel counts."""
    room = NAME_LENGTH - len(tail)
    while len(name.encode("utf-16-le")) // 2 > room:
        name = name[:-1]
    return (name.rstrip(" '") or "-") + tail


class _Formats:
    """The looks of cells."""

    def __init__(self, book: Any) -> None:
        plain = {"valign": "top", "text_wrap": True}
        self.head = book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1})
        self.text = book.add_format(plain)
        self.risky = book.add_format(plain | {"quote_prefix": True})
        self.link = book.add_format(plain | {"font_color": "#332288", "underline": 1})


def _write(page: Any, table: Table, formats: _Formats, *, links: Sequence[str] = ()) -> None:
    """Write a table into a sheet; its first column leads to the sheets that `links` names."""
    for column, (key, head) in enumerate(zip(table.keys, table.heads, strict=True)):
        page.set_column(column, column, _WIDTHS.get(key, _WIDTH))
        page.write_string(0, column, head, formats.head)
    for number, row in enumerate(table.rows, _HEAD_ROWS):
        for column, value in enumerate(row):
            if links and column == 0:
                name = links[number - _HEAD_ROWS].replace("'", "''")
                page.write_url(number, column, f"internal:'{name}'!A1", formats.link, string=str(value))
            elif isinstance(value, str):
                look = formats.text if make_safe(value) == value else formats.risky
                page.write_string(number, column, _fit(value), look)
            else:
                page.write_number(number, column, value, formats.text)
    page.freeze_panes(_HEAD_ROWS, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    if table.rows:
        page.autofilter(0, 0, len(table.rows), len(table.keys) - 1)


def _fit(text: str) -> str:
    """Return a text that fits into a cell, its lines broken as Excel breaks them; of a longer one the beginning."""
    text = text.replace("\r\n", "\n").translate(_CONTROLS)
    if len(text.encode("utf-16-le")) // 2 <= CELL_LENGTH:
        return text
    tail = f" … ({len(text)})"  # how long it is
    return text[: CELL_LENGTH // 2 - len(tail)] + tail
