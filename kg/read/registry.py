"""Say which file name endings are documents, and which reader makes text of their bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kg.read import plain


class Format(NamedTuple):
    """A format: its media type, and the reader that takes `(data, name)` to the source text."""

    media_type: str
    reader: Callable[[bytes, str], str]


PLAIN = Format("text/plain", plain.decode)
MARKDOWN = Format("text/markdown", plain.decode)

READERS: dict[str, Format] = {
    ".txt": PLAIN,
    ".text": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
}
"""Lower-case file name ending to format; any other file is tried as plain text when it is named outright."""
