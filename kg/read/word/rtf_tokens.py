r"""Cut RTF into tokens in one pass: groups, control words, symbols, bytes and text.

Source: Rich Text Format specification 1.9.1. `\binN` is passed over with its N bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"(?P<word>\\[a-zA-Z]{1,32}(?:-?\d{1,10})? ?)|(?P<bytes>(?:\\'[0-9a-fA-F]{2})+)|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n\0]+)|[\r\n\0]+|\\",
    re.DOTALL,
)
_WORD = re.compile(rb"\\([a-zA-Z]+)(-?\d+)?")


class Token(NamedTuple):
    """A token: `kind` is open, close, word, symbol, bytes (of the code page of its font) or text."""

    kind: str
    value: bytes = b""
    number: int | None = None


def iter_tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of an RTF file; bytes that fit nothing are passed over."""
    at = 0
    while at < len(data):
        match = _TOKEN.match(data, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        kind = match.lastgroup
        if kind == "word":
            name, number = _WORD.match(match.group()).groups()
            value = int(number) if number else None
            if name == b"bin":
                at += max(value or 0, 0)
                continue
            yield Token("word", name, value)
        elif kind == "bytes":
            yield Token("bytes", bytes.fromhex(match.group().replace(b"\\'", b"").decode("ascii")))
        elif kind == "brace":
            yield Token("open" if match.group() == b"{" else "close")
        elif kind is not None:
            yield Token(kind, match.group(kind))
