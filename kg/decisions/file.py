"""Read and write the file of decisions: a table, a decision a line, for version control and for people.

Columns are parted by tabs; `states` and `change` are objects of JSON. Lines are sorted by document, place, kind and
person, so that the decisions of two people seldom meet in one place of a diff. Lines that begin with `#` are notes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.decisions.model import Decision, States, check_relation
from kg.errors import DecisionError
from kg.files import write_atomically

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

FILE_NAME = "decisions.tsv"
COLUMNS = tuple("document fact decision exact states change by at note prefix suffix start".split())
_OBJECTS = ("states", "change")


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a file; `notes` are its lines that begin with `#`, `path` is that of the file, None for none."""

    all: tuple[Decision, ...] = ()
    notes: tuple[str, ...] = ()
    path: Path | None = None

    @property
    def documents(self) -> list[str]:
        """Return the slugs of the documents that are decided on."""
        return sorted({one.document for one in self.all})

    def of(self, document: str) -> tuple[str, ...]:
        """Return the decisions on a document as lines, in the order of the file."""
        return tuple(to_line(one) for one in in_order(self.all) if one.document == document)

    @property
    def digest(self) -> str:
        """Return a digest of all decisions."""
        return digest_of(to_line(one) for one in in_order(self.all))


def digest_of(lines: Iterable[str]) -> str:
    """Return the digest of lines of decisions, empty for none."""
    joined = "\n".join(lines)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest() if joined else ""


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions in the order of a file."""
    return sorted(decisions, key=lambda one: (one.document, one.start, one.fact, one.exact, to_line(one)))


def to_line(decision: Decision) -> str:
    """Return a decision as a line, without its end."""
    cells = {
        "decision": decision.verdict,
        "start": str(decision.start),
        **{name: _pack(getattr(decision, name)) for name in _OBJECTS},
    }
    given = (cells[name] if name in cells else " ".join(getattr(decision, name).split()) for name in COLUMNS)
    return "\t".join(given)


def _pack(states: States) -> str:
    return json.dumps(states, ensure_ascii=False) if states else ""


def from_line(line: str) -> Decision:
    """Return the decision in a line; raises `DecisionError` for one that holds none."""
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise DecisionError(
            f"has {len(cells)} columns, not {len(COLUMNS)}", remedy="parted by tabs: " + ", ".join(COLUMNS)
        )
    row = dict(zip(COLUMNS, cells, strict=True))
    told = {name: _unpack(name, row.pop(name)) for name in _OBJECTS}
    start, verdict = row.pop("start"), row.pop("decision")
    if not (start.isascii() and start.isdigit() and len(start) < 12):
        raise DecisionError(f"start is {start[:40]!r}", remedy="give a number of characters, such as 0")
    decision = Decision(**row, verdict=verdict, start=int(start), **told)
    decision.check()
    if decision.fact == "relation":
        check_relation(decision.states, decision.change)
    return decision


def _unpack(name: str, cell: str) -> States:
    try:
        states = json.loads(cell) if cell else {}
    except (ValueError, RecursionError):
        states = None
    if not isinstance(states, dict) or not all(map(_is_value, states.values())):
        raise DecisionError(f"{name} is {cell[:40]!r}", remedy='give an object of JSON such as {"due": "2025"}')
    return states


def _is_value(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def read_decisions(path: str | Path, *, missing: bool = False) -> Decisions:
    """Return the decisions in a file; raises `DecisionError` with the line that is wrong.

    With `missing` a file that is not there holds none.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        if missing:
            return Decisions(path=Path(path))
        raise DecisionError("is not there", path=path, remedy="name the file with --decisions") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionError(f"can't be read: {error}", path=path, remedy="give a text file in UTF-8") from error
    notes, found, seen = [], [], {}
    head = "\t".join(COLUMNS)
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.startswith("#"):
            notes.append(line)
        elif line.strip() and line != head:
            decision = _read_line(line, path, number=number)
            before = seen.setdefault((*decision.key, str(decision.start), decision.by), number)
            if before != number:
                raise _wrong(f"decides again what line {before} does", "keep one of the two", path, number=number)
            found.append(decision)
    return Decisions(tuple(in_order(found)), tuple(notes), Path(path))


def _read_line(line: str, path: str | Path, *, number: int) -> Decision:
    try:
        return from_line(line)
    except DecisionError as error:
        raise _wrong(error.reason, error.remedy, path, number=number) from error


def _wrong(what: str, remedy: str, path: str | Path, *, number: int) -> DecisionError:
    return DecisionError(f"line {number}: {what}", path=path, remedy=remedy, line=number)


def looks_like_decisions(path: Path) -> bool:
    """Say whether a file that nobody named is one of decisions: its table begins with our columns, whatever follows."""
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            head = next((line for line in file if not line.startswith("#") and line.strip()), "")
    except OSError:
        return False
    return tuple(head.rstrip("\r\n").split("\t")[:3]) == COLUMNS[:3]


def write_decisions(path: str | Path, decisions: Decisions) -> None:
    """Write a file of decisions, whole or not at all."""
    lines = [*decisions.notes, "\t".join(COLUMNS), *map(to_line, in_order(decisions.all))]
    write_atomically(path, "\n".join(lines) + "\n")


def change_file(path: str | Path, change: Callable[[Sequence[Decision]], Iterable[Decision]]) -> Decisions:
    """Read a file of decisions, change them, and write it if they differ; others who change it so wait meanwhile."""
    with _held(Path(path)):
        before = read_decisions(path, missing=True)
        after = replace(before, all=tuple(in_order(change(before.all))))
        if after != before:
            write_decisions(path, after)
        return after


@contextlib.contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold a lock of the system on the folder of a file, where it has such locks."""
    if fcntl is None:
        yield
        return
    try:
        handle = os.open(path.resolve().parent, os.O_RDONLY)
    except OSError as error:
        raise DecisionError(
            f"its folder can't be opened: {error.strerror}", path=path, remedy="make the folder, or name another file"
        ) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
