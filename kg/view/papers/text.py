"""Write Markdown from words of documents: what they hold of its marks is shown and does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def plain_line(text: str) -> str:
    """Return a text as one line in which no mark of Markdown or HTML counts."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def heading(level: int, text: str) -> str:
    """Return a heading with the empty line behind it."""
    return f"{'#' * level} {plain_line(text)}\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table, and an empty one."""
    lines = ["| " + " | ".join(map(plain_line, row)) + " |" for row in (columns, *rows)]
    return [lines[0], "|" + " --- |" * len(columns), *lines[1:], ""]


def quote_line(label: str, quote: str) -> str:
    """Return a quote of a document with what it is called before it."""
    return f"> {plain_line(label)}: {plain_line(quote)}"
