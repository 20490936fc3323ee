"""Read and write `merges.tsv`: what people decided of names, whether they are of one thing or of several.

A line is one decision, its cells apart by tabs, below a line of heads; lines that begin with `#` are comments:

    decision   a    b    who    when    note
    same       A    B                             B is A: the names of B become other names of A
    different  A    B                             A and B are two things; never proposed again
    different  A    doc/SLUG                      what this document calls A is another thing than A elsewhere
    rename     A    name                          A is to be called so
    ?          A    B                             a proposal that nobody decided yet; nothing is done

A thing is named by its IRI, or by what follows the base of all IRIs (`agent/vn/bo-tai-chinh-0f3a12`). `same` and
`different` of two documents say whether they are copies of one. `when` is an ISO date, or a date and time.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kg.errors import MergeError

COLUMNS = ("decision", "a", "b", "who", "when", "note")
SAME, DIFFERENT, RENAME, OPEN = "same", "different", "rename", "?"
KINDS = (SAME, DIFFERENT, RENAME, OPEN)
MERGES = "merges.tsv"
"""The name of the file in a graph folder that holds the decisions it was built with."""
_SPACE = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?)?")
_HEAD = "\t".join(COLUMNS)


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: `a` and `b` as written, `b` the new name of a `rename`; `line` counts from 1."""

    kind: str
    a: str
    b: str
    who: str = ""
    when: str = ""
    note: str = ""
    line: int = 0

    def to_line(self) -> str:
        """Return the decision as it stands in the file, without its line feed."""
        return "\t".join(_cell(getattr(self, name)) for name in ("kind", "a", "b", "who", "when", "note")).rstrip("\t")


@dataclass(frozen=True, slots=True)
class Table:
    """The decisions of a file: those that were made, those left open, and the bytes of the file."""

    decisions: tuple[Decision, ...] = ()
    open: tuple[Decision, ...] = ()
    data: bytes = b""
    path: str = ""
    is_kept: bool = field(default=False, compare=False)
    """Whether it is what the folder was built with before: then a name that is gone is no error."""

    @property
    def lines(self) -> int:
        """Return how many lines say something, made and open."""
        return len(self.decisions) + len(self.open)

    @property
    def digest(self) -> str:
        """Return the digest of what was decided, however lines are ordered and commented; '' of nothing."""
        told = sorted((one.kind, one.a, one.b, one.who, one.when, one.note) for one in self.decisions)
        return hashlib.sha256(json.dumps(told).encode("utf-8")).hexdigest() if told else ""


def read_table(path: str | Path, *, is_kept: bool = False) -> Table:
    """Return the decisions of a file; raises `MergeError` with the line for what is none."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise MergeError(
            f"can't be read: {error.strerror or error}", path=path, remedy="name a file that kg merges wrote"
        ) from error
    decisions, left = parse_table(data, path=path)
    return Table(tuple(decisions), tuple(left), data, str(path), is_kept)


def parse_table(data: bytes, *, path: str | Path) -> tuple[list[Decision], list[Decision]]:
    """Return the decisions that the bytes of a file hold, made and open ones; raises `MergeError` with the line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MergeError("is no UTF-8", path=path, remedy="save it as UTF-8") from error
    made: list[Decision] = []
    left: list[Decision] = []
    headed = False
    for number, written in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if not written.strip() or written.startswith("#"):
            continue
        cells = [cell.strip() for cell in written.split("\t")]
        if not headed:
            if tuple(cells) != COLUMNS:
                raise _wrong("the line of heads is missing", path, number, f"begin with: {_HEAD!r}")
            headed = True
            continue
        decision = _read_line(cells, path=path, line=number)
        (left if decision.kind == OPEN else made).append(decision)
    return made, left


def _read_line(cells: Sequence[str], *, path: str | Path, line: int) -> Decision:
    if len(cells) > len(COLUMNS):
        raise _wrong(f"has {len(cells)} cells", path, line, "at most " + ", ".join(COLUMNS))
    if alien := next(filter(None, map(_CONTROL.search, cells)), None):
        raise _wrong(f"holds the control character {alien.group()!r}", path, line, "take it out")
    kind, a, b, who, when, note = (*cells, *[""] * (len(COLUMNS) - len(cells)))
    if kind not in KINDS:
        raise _wrong(f"{kind!r} is no decision", path, line, "one of " + ", ".join(KINDS))
    if not a or not b:
        raise _wrong(f"{kind} needs two cells behind it", path, line, "cells are apart by tabs, not by spaces")
    if len(b) >= 2 and b[0] == b[-1] == '"' and kind == RENAME:
        b = b[1:-1].strip()
    for name in (a,) if kind == RENAME else (a, b):
        if _SPACE.search(name):
            raise _wrong(f"{name!r} is no IRI", path, line, "take the names that kg merges or kg search prints")
    if kind == RENAME and not b:
        raise _wrong("rename needs a name", path, line, "give the name in the third cell")
    if when:
        _check_time(when, path=path, line=line)
    return Decision(kind, a, b, who, when, note, line)


def _check_time(when: str, *, path: str | Path, line: int) -> None:
    try:
        if not _TIME.fullmatch(when):
            raise ValueError(when)
        datetime.fromisoformat(when)
    except ValueError as error:
        raise _wrong(f"{when!r} is no date", path, line, "write it as 2026-03-31 or 2026-03-31T14:00:00") from error


def _wrong(what: str, path: str | Path, line: int, remedy: str) -> MergeError:
    return MergeError(f"line {line}: {what}", path=path, remedy=remedy, line=line)


def write_lines(decisions: Iterable[Decision], *, comments: Sequence[str] = ()) -> str:
    """Return a file of decisions, with comments above."""
    lines = [*(f"# {comment}" for comment in comments), _HEAD, *(one.to_line() for one in decisions)]
    return "\n".join(lines) + "\n"


def extend_lines(table: Table, decisions: Iterable[Decision]) -> str:
    """Return the file of a table with decisions added at its end, and all that it holds as it is."""
    text = table.data.decode("utf-8-sig")
    return text + ("" if text.endswith(("\n", "\r")) else "\n") + "".join(f"{one.to_line()}\n" for one in decisions)


def _cell(text: str) -> str:
    return " ".join(text.split())
