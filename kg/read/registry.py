"""Say which formats are read, how each is known, and which function makes text of its bytes.

A file is known by its first bytes, then by the ending of its name. A reader is named, not imported, so that nobody
pays for a library that no input needs.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple, Protocol

from kg.config import ReadOptions
from kg.pages import ReadText


class Reader(Protocol):
    """A function that makes text of a file's bytes; raises `ReadError` that shows `name`."""

    def __call__(self, data: bytes, name: str, *, options: ReadOptions) -> ReadText: ...


class Format(NamedTuple):
    """A format: media type, the reader as `module:function`, endings and first bytes by which it is known.

    `alone` says that its reader runs in a process with limits, since the bytes of a stranger could hurt it.
    """

    media_type: str
    reader: str
    endings: tuple[str, ...]
    magic: tuple[bytes, ...] = ()
    alone: bool = True

    def load(self) -> Reader:
        """Return the reader itself."""
        return load_reader(self.reader)


def load_reader(reader: str) -> Reader:
    """Return the reader that is named `module:function`."""
    module, name = reader.split(":")
    return getattr(import_module(module), name)


PLAIN = Format("text/plain", "kg.read.plain:read_plain", (".txt", ".text"), alone=False)

READERS: tuple[Format, ...] = (
    PLAIN,
    Format("text/markdown", "kg.read.plain:read_plain", (".md", ".markdown"), alone=False),
    Format("application/pdf", "kg.read.pdf:read_pdf", (".pdf",), (b"%PDF-",)),
    Format("image/png", "kg.read.image:read_image", (".png",), (b"\x89PNG\r\n\x1a\n",)),
    Format("image/jpeg", "kg.read.image:read_image", (".jpg", ".jpeg"), (b"\xff\xd8\xff",)),
    Format(
        "image/tiff", "kg.read.image:read_image", (".tif", ".tiff"), (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
    ),
)
"""All formats; the first whose magic fits is it, else the first whose ending fits, else plain text."""

ENDINGS: dict[str, Format] = {ending: fmt for fmt in READERS for ending in fmt.endings}


def format_of(data: bytes, name: str) -> Format:
    """Return the format of a file by its bytes, then by its name; plain text for want of a better."""
    for fmt in READERS:
        if data.startswith(fmt.magic) and fmt.magic:
            return fmt
    return ENDINGS.get(PurePath(name).suffix.lower(), PLAIN)
