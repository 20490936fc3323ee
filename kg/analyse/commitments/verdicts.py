"""Read what others say of commitments: a table of their own, with a line for each verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.analyse.answers.times import read_day
from kg.analyse.commitments.model import VERDICTS, Register, Verdict
from kg.errors import OptionError, RegisterError

HEADS = ("id", "verdict", "date", "source", "quote")
"""The columns of a file of verdicts, in any order."""


def attach_verdicts(register: Register, data: bytes, *, path: object) -> Register:
    """Return the register with the verdicts of a file, the latest of each commitment first.

    The file is UTF-8, cells between tabs; its first line names the columns `HEADS`, lines that begin with `#` are
    passed over. `id` is an identifier of the register or the end of one. Raises `RegisterError` with path, line and
    what to do for the first line that is wrong.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RegisterError(
            f"line {line} is not UTF-8", path=path, remedy="save the file as UTF-8", line=line
        ) from error
    lines = [(number, line.removesuffix("\r")) for number, line in enumerate(text.split("\n"), 1)]
    lines = [(number, line) for number, line in lines if line.strip() and line[0] != "#"]
    found = list(_read(lines, register, path))
    found.sort(key=lambda one: one.line)
    found.sort(key=lambda one: one.date, reverse=True)
    return replace(register, verdicts=tuple(found))


def _read(lines: list[tuple[int, str]], register: Register, path: object) -> Iterator[Verdict]:
    number, head = lines[0] if lines else (1, "")
    heads = [cell.strip() for cell in head.split("\t")]
    if sorted(heads) != sorted(HEADS):
        raise RegisterError(
            f"line {number}: the columns are {', '.join(filter(None, heads)) or 'none'}",
            path=path,
            remedy="begin with a line of these names between tabs: " + ", ".join(HEADS),
            line=number,
        )
    codes = {one.code: one.id for one in register.commitments}
    seen: dict[tuple[str, ...], int] = {}
    for number, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(heads):
            wrong = f"it has {len(cells)} cells, not {len(heads)}", "put a tab between cells and none into them"
        else:
            row = dict(zip(heads, cells, strict=True))
            row["id"] = codes.get(row["id"], row["id"])
            row["verdict"] = " ".join(row["verdict"].lower().split())
            wrong = _find_wrong(row, register, seen)
        if wrong:
            raise RegisterError(f"line {number}: {wrong[0]}", path=path, remedy=wrong[1], line=number)
        seen[tuple(row.values())] = number
        yield Verdict(**row, line=number)


def _find_wrong(
    row: Mapping[str, str], register: Register, seen: Mapping[tuple[str, ...], int]
) -> tuple[str, str] | None:
    """Return what is wrong with a line and what to do about it, None where nothing is."""
    if row["id"] not in register.by_id:
        return f"there is no commitment {row['id']!r}", "take the id from register.csv, or its part behind the last /"
    if row["verdict"] not in VERDICTS:
        return f"{row['verdict']!r} is no verdict", "write one of " + ", ".join(VERDICTS)
    if not _is_day(row["date"]):
        return f"{row['date']!r} is no day", "write it as 2025-06-30"
    if not row["source"]:
        return "nothing says where the verdict comes from", "name the source: an address, or a paper and its day"
    if not row["quote"] and row["verdict"] != "not rated":
        return "the words of the source are missing", "quote in the last cell what the verdict rests on"
    if tuple(row.values()) in seen:
        return f"the same stands in line {seen[tuple(row.values())]}", "remove one of the two"
    return None


def _is_day(written: str) -> bool:
    """Say whether a day is written as ISO has it, in ten characters, so that days sort as texts."""
    try:
        return read_day(written).isoformat() == written
    except OptionError:
        return False
