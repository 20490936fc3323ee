"""Read JSON Lines: an object a line, with a document's `text`, its `id` or `title` for a name, its `url`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.read.archives import Member
from kg.read.plain import decode

_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\ud800-\udfff]{1,2000}")
_LONGEST_NAME = 200
_REMEDY = 'write an object a line, such as {"id": "12-KH-UBND", "text": "…"}'


def iter_records(
    data: bytes, name: str, *, options: ReadOptions, passed_over: list[str] | None = None
) -> Iterator[Member]:
    """Yield the documents of a file of JSON Lines; raise `ReadError` with the line that is wrong.

    A document's name is its `id`, else its `title`, else its line. Its `url` is kept where it is an absolute one of
    the web; other fields are not read.
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(decode(data, name).split("\n"), 1):
        if not line.strip():
            continue
        record = _record(line, name, number=number)
        called = _called(record, number=number)
        if called in seen:
            raise _wrong(f"has the same id as line {seen[called]}: {called!r}", name, number=number)
        seen[called] = number
        try:
            text = record["text"].encode("utf-8")
        except UnicodeEncodeError as error:
            raise _wrong("holds half a character (a lone surrogate)", name, number=number) from error
        yield Member(f"{called}.txt", text, _address(record))
    if not seen:
        raise ReadError("holds no documents", path=name, remedy=_REMEDY)


def _record(line: str, name: str, *, number: int) -> dict[str, str]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _wrong(f"is no JSON: {str(error)[:120]}", name, number=number) from error
    if not isinstance(record, dict):
        raise _wrong("is no object", name, number=number)
    if not isinstance(record.get("text"), str):
        raise _wrong("has no text: its object needs a field 'text' that is a string", name, number=number)
    return record


def _called(record: dict[str, object], *, number: int) -> str:
    for field in ("id", "title"):
        value = record.get(field)
        if isinstance(value, str | int) and not isinstance(value, bool):
            words = " ".join(str(value).replace("/", "-").replace("\\", "-").split()).strip(". ")
            if words:
                return words[:_LONGEST_NAME].encode("utf-8", "replace").decode("utf-8")
    return f"line {number}"


def _address(record: dict[str, object]) -> str:
    """Return the address of a record where it is one that RDF can hold, else an empty string."""
    url = record.get("url")
    return url if isinstance(url, str) and _WEB.fullmatch(url) else ""


def _wrong(what: str, name: str, *, number: int) -> ReadError:
    return ReadError(f"line {number} {what}", path=name, remedy=_REMEDY, line=number)
