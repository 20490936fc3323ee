"""Say which formats are read, how each is known, and which function makes text or several documents of its bytes.

A file is known by its first bytes, a ZIP file by what it holds, a web page by its tags, then by the ending of its name.
A reader is named, not imported, so that nobody pays for a library that no input needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from kg.config import ReadOptions
from kg.pages import ReadText
from kg.read.sniff import GZIP_START, ZIP_START, is_html_file, is_mhtml, is_tar, zip_holds

if TYPE_CHECKING:
    from kg.read.archives import Member


class Reader(Protocol):
    """A function that makes text of a file's bytes; raises `ReadError` that shows `name`."""

    def __call__(self, data: bytes, name: str, *, options: ReadOptions) -> ReadText: ...


class Format(NamedTuple):
    """A format: media type, the reader as `module:function`, endings and first bytes by which it is known.

    `inside` is what `zip_holds` says of a ZIP file of this format. `alone` says that its reader runs in a process with
    limits, since the bytes of a stranger could hurt it.
    """

    media_type: str
    reader: str
    endings: tuple[str, ...]
    magic: tuple[bytes, ...] = ()
    alone: bool = True
    inside: str = ""

    def load(self) -> Reader:
        """Return the reader itself."""
        return load_reader(self.reader)


class Opener(Protocol):
    """A function that yields the documents of a file of several; raises `ReadError` that shows `name`."""

    def __call__(
        self, data: bytes, name: str, *, options: ReadOptions, passed_over: list[str] | None = None
    ) -> Iterator[Member]: ...


class Container(NamedTuple):
    """A format of several documents: media type, the function that yields them, endings of its names."""

    media_type: str
    members: str
    endings: tuple[str, ...]

    def load(self) -> Opener:
        """Return the function itself."""
        return load_reader(self.members)


def load_reader(reader: str) -> Any:
    """Return the reader that is named `module:function`."""
    module, name = reader.split(":")
    return getattr(import_module(module), name)


PLAIN = Format("text/plain", "kg.read.plain:read_plain", (".txt", ".text"), alone=False)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = Format("text/html", "kg.read.web.html:read_html", (".html", ".htm", ".xhtml", ".shtml"))
MHTML = Format("multipart/related", "kg.read.web.html:read_mhtml", (".mht", ".mhtml"))

READERS: tuple[Format, ...] = (
    PLAIN,
    Format("text/markdown", "kg.read.plain:read_plain", (".md", ".markdown"), alone=False),
    Format("application/pdf", "kg.read.pdf:read_pdf", (".pdf",), (b"%PDF-",)),
    Format("image/png", "kg.read.image:read_image", (".png",), (b"\x89PNG\r\n\x1a\n",)),
    Format("image/jpeg", "kg.read.image:read_image", (".jpg", ".jpeg"), (b"\xff\xd8\xff",)),
    Format(
        "image/tiff", "kg.read.image:read_image", (".tif", ".tiff"), (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
    ),
    Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "kg.read.word.docx:read_docx",
        (".docx", ".docm", ".dotx"),
        (ZIP_START,),
        inside="word",
    ),
    Format(
        "application/vnd.oasis.opendocument.text",
        "kg.read.word.odt:read_odt",
        (".odt", ".ott"),
        (ZIP_START,),
        inside="opendocument",
    ),
    Format("application/msword", "kg.read.word.doc:read_doc", (".doc", ".dot"), (_OLE,)),
    Format("application/rtf", "kg.read.word.rtf:read_rtf", (".rtf",), (b"{\\rtf",)),
    HTML,
    MHTML,
)
"""All formats; the first whose magic fits is it, else a web page, else the first whose ending fits, else plain text."""

_UNPACK = "kg.read.archives:iter_members"
ZIP = Container("application/zip", _UNPACK, (".zip",))
GZIP = Container("application/gzip", _UNPACK, (".gz", ".tgz"))
TAR = Container("application/x-tar", _UNPACK, (".tar",))
JSON_LINES = Container("application/jsonl", "kg.read.jsonl:iter_records", (".jsonl", ".ndjson"))
CONTAINERS: tuple[Container, ...] = (ZIP, GZIP, TAR, JSON_LINES)
"""All formats of several documents; archives are known by their first bytes, JSON Lines by its ending."""

ENDINGS: dict[str, Format] = {ending: fmt for fmt in READERS for ending in fmt.endings}
_TEXTS = frozenset({"text/plain", "text/markdown"})
_CONTAINER_ENDINGS = frozenset(ending for container in CONTAINERS for ending in container.endings)
KNOWN_ENDINGS = (*ENDINGS, *sorted(_CONTAINER_ENDINGS))


def is_known(name: str) -> bool:
    """Say whether a file is read by its name alone: the files of folders and archives that are not are passed over."""
    return PurePath(name).suffix.lower() in KNOWN_ENDINGS


def container_of(data: bytes, name: str) -> Container | None:
    """Return the format of a file that holds several documents, None for a document."""
    if data.startswith(ZIP_START):
        return ZIP if zip_holds(data) == "archive" else None
    if data.startswith(GZIP_START):
        return GZIP
    if is_tar(data):
        return TAR
    ending = PurePath(name).suffix.lower()
    return next((container for container in (ZIP, JSON_LINES) if ending in container.endings), None)


def format_of(data: bytes, name: str) -> Format:
    """Return the format of a file by its bytes, then by its name; plain text for want of a better."""
    inside = zip_holds(data) if data.startswith(ZIP_START) else ""
    for fmt in READERS:
        if fmt.magic and data.startswith(fmt.magic) and fmt.inside in ("", inside):
            return fmt
    fmt = ENDINGS.get(PurePath(name).suffix.lower(), PLAIN)
    if not (fmt.magic or fmt.media_type in _TEXTS):
        return fmt
    return MHTML if is_mhtml(data) else HTML if is_html_file(data) else fmt
