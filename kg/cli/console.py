"""Write to people and to pipes: errors, tables that fit the terminal, files, progress."""

from __future__ import annotations

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import TextIO

from kg.errors import ExportError, KgError, QueryError
from kg.files import write_atomically

ELLIPSIS = "…"
GAP = "  "
LEAST_WIDTH = 4
CELL_LINES = 3
PIPE_WIDTH = 120
Progress = Callable[[str, int, int], None]


def complain(error: KgError) -> None:
    """Write one line on standard error for an error, or for each of those that it holds together.

    A malformed query is shown on further lines with a caret below the place.
    """
    for one in error.facts.get("errors", [error]):
        if isinstance(one, QueryError):
            first, *more = (printable(line) for line in str(one).split("\n"))
            print("\n".join([f"kg: error: {first}", *more]), file=sys.stderr)
        else:
            print(f"kg: error: {one_line(str(one))}", file=sys.stderr)


def warn_of_unread(unread: Sequence[Mapping[str, str]]) -> None:
    """Write one line on standard error for each input that was left out since it can't be read."""
    for one in unread:
        remedy = f" ({one['remedy']})" if one["remedy"] else ""
        print(one_line(f"kg: not read: {one['name']}: {one['reason']}{remedy}"), file=sys.stderr)


def one_line(text: str) -> str:
    """Return `text` on one line, without control characters that a terminal would obey."""
    return printable(" ".join(text.split()))


def as_typed(argument: str, *, name: str = "an argument") -> str:
    """Return a text of the command line as UTF-8, in which terminals send it, whatever the locale took it for."""
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError as error:
        raise KgError(f"{name} is not UTF-8: {error}", remedy="give it in UTF-8, or in a file") from error


def printable(text: str) -> str:
    """Return `text` with control characters shown as escapes, other spaces than the plain one as that."""
    if text.isprintable():
        return text
    return "".join(ch if ch.isprintable() else " " if ch.isspace() else f"\\u{ord(ch):04x}" for ch in text)


def print_json(value: object) -> None:
    """Write `value` as JSON in UTF-8, whatever the terminal's encoding is."""
    write_bytes((json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


def write_bytes(data: bytes, path: Path | None = None) -> None:
    """Write `data` to standard output, or to a file that appears whole or not at all."""
    if path is None or str(path) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    write_atomically(path, data)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table as wide as the terminal at most; cells take up to three lines and then end in `…`."""
    for line in table_lines(columns, rows, width=terminal_width()):
        print(line)


def terminal_width() -> int:
    """Return the terminal's width in columns; `COLUMNS` sets another, a pipe has 120."""
    return shutil.get_terminal_size((PIPE_WIDTH, 24)).columns


def table_lines(columns: Sequence[str], rows: Sequence[Sequence[str]], *, width: int) -> Iterator[str]:
    """Yield the lines of a table of at most `width` columns, the widest cells broken and cut first."""
    cells = [[one_line(cell) for cell in row] for row in (columns, *rows)]
    widths = fit([max(map(cell_width, column)) for column in zip(*cells, strict=True)], width=width)
    for number, row in enumerate(cells):
        broken = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
        for parts in zip_longest(*broken, fillvalue=""):
            yield GAP.join(cut(part, size) for part, size in zip(parts, widths, strict=True)).rstrip()
        if number == 0:
            yield GAP.join("─" * size for size in widths)


def wrap(text: str, width: int) -> list[str]:
    """Return `text` broken at spaces into at most `CELL_LINES` lines; the last one may still be too long."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and cell_width(line) + 1 + cell_width(word) > width and len(lines) < CELL_LINES - 1:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def fit(widths: list[int], *, width: int) -> list[int]:
    """Return `widths` with the largest ones lowered to one cap so that their table fits into `width`."""
    room = width - len(GAP) * (len(widths) - 1)
    open_columns, cap = len(widths), room
    for size in sorted(widths):
        if not open_columns or size * open_columns > room:
            break
        room -= size
        open_columns -= 1
    if open_columns:
        cap = max(room // open_columns, LEAST_WIDTH)
    return [min(size, cap) for size in widths]


def cell_width(text: str) -> int:
    """Return how many terminal columns `text` takes."""
    if text.isascii():
        return len(text)
    return sum(_char_width(ch) for ch in text)


def cut(text: str, width: int) -> str:
    """Return `text` in exactly `width` columns, padded, or cut with an ellipsis."""
    size = cell_width(text)
    if size <= width:
        return text + " " * (width - size)
    kept, used = [], 0
    for ch in text:
        used += _char_width(ch)
        if used > width - 1:
            break
        kept.append(ch)
    shown = "".join(kept)
    return shown + ELLIPSIS + " " * (width - 1 - cell_width(shown))


def _char_width(ch: str) -> int:
    if unicodedata.combining(ch) or unicodedata.category(ch) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(ch) in "WF" else 1


@contextmanager
def json_lines(path: Path | None) -> Iterator[Callable[[dict[str, object]], None] | None]:
    """Give a function that writes an event with its time as a line of JSON, at once; None where no file is named."""
    if path is None:
        yield None
        return

    def write(event: dict[str, object]) -> None:
        now = {"time": datetime.now(UTC).isoformat(timespec="milliseconds")}
        file.write(json.dumps(now | event, ensure_ascii=False) + "\n")
        file.flush()

    with _open_to_write(path) as file:
        yield write


def _open_to_write(path: Path) -> TextIO:
    """Return a file open for writing; raises `ExportError` where it can't be."""
    try:
        return path.open("w", encoding="utf-8")
    except (OSError, ValueError) as error:
        remedy = "name a file in a folder that is there and may be written to"
        raise ExportError(f"cannot be written: {error}", path=path, remedy=remedy) from error


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Progress | None]:
    """Give a function that shows how far long work is, on a terminal; None where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda what, done, total: bar.update(task, description=one_line(what), completed=done, total=total)
