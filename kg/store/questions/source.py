"""Read the text of a query from bytes: a file, standard input, the body of a request."""

from __future__ import annotations

from pathlib import Path

from kg.config import MAX_INPUT_BYTES
from kg.errors import QueryError, ReadError
from kg.read.inputs import read_standard_input, too_large
from kg.read.plain import decode
from kg.store.questions.sparql import EXAMPLES


def read_query_file(path: Path | None) -> str:
    """Return the query in a file or pipe, on standard input without one; raises `QueryError` where it can't be read."""
    try:
        if path is None:
            return decode_query(read_standard_input(), "standard input")
        with open(path, "rb") as stream:
            data = stream.read(MAX_INPUT_BYTES + 1)
    except ReadError as error:
        raise QueryError(str(error)) from error
    except OSError as error:
        reason = error.strerror or error
        raise QueryError(f"cannot be read: {reason}", path=path, remedy="name a file with a SPARQL query") from error
    if len(data) > MAX_INPUT_BYTES:
        raise QueryError(too_large(len(data)), path=path, remedy="name a file with a SPARQL query")
    return decode_query(data, str(path))


def decode_query(data: bytes, name: str) -> str:
    """Return the query that bytes hold: UTF-8 with or without a byte order mark, or UTF-16 with one.

    Raises `QueryError` that says where the bytes are something else, and what to do about it.
    """
    try:
        text = decode(data, name)
    except ReadError as error:
        raise QueryError(str(error), offset=error.facts.get("offset")) from error
    if not text or text.isspace():
        raise QueryError("holds no query", path=name, remedy=EXAMPLES)
    return text
