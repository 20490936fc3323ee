"""Tell by its content what a file is where the first bytes do not say it: web pages, and what a ZIP archive holds."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib

_SAMPLE = 1 << 20
_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_HTML_HEAD, _HTML_TAGS = 4096, 6
_HTML_START = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}\?>|<\?xml-stylesheet[^>]{0,400}\?>|<!--(?:[^-]|-(?!->)){0,3000}-->)*"
    r"<(?:!doctype\s+html|html)\b",
    re.IGNORECASE,
)
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:html|head|body|meta|title|link|style|script|div|p|span|br|table|tbody|tr|td|th|ul|ol|li|a|b|i|strong|em|font"
    r"|h[1-6]|section|article|header|main|nav|center)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    LookupError,
)
"""What `zipfile` raises for files that are damaged, locked, or packed in a way that it does not know."""
ZIP_START = b"PK\x03\x04"
_ZIP_ENTRY = b"PK\x01\x02"
_MOST_PARTS = 10_000
GZIP_START = b"\x1f\x8b"
_TAR_MARK, _TAR_PLACE = b"ustar", 257
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_MIME_START = re.compile(rb"\s*(?:From|MIME-Version|Subject|Date|Snapshot-Content-Location|Content-Type)\s*:", re.I)
_MIME_HEAD = re.compile(rb"mimetype(application/[\w.+-]+)")


def is_html(text: str, name: str = "") -> bool:
    """Say whether a text is a web page, whatever it is called; one that only speaks of tags is none."""
    if name.lower().endswith(_HTML_NAMES):
        return True
    head = text[:_HTML_HEAD].lstrip("\ufeff")
    if "<" not in head:
        return False
    if _HTML_START.match(head):
        return True
    tags = len(_TAG.findall(text, 0, _SAMPLE))
    lines = sum(1 for line in text[:_SAMPLE].split("\n") if line.strip())
    return tags >= _HTML_TAGS and bool(_HTML_ROOT.search(head) or (_TAG.match(head.lstrip()) and tags >= lines))


def is_html_file(data: bytes) -> bool:
    """Say whether the bytes of a file are a web page."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return is_html(data[2 : 2 * _SAMPLE].decode(encoding, "replace"))
    return is_html(data[:_SAMPLE].decode("latin-1"))


def is_mhtml(data: bytes) -> bool:
    """Say whether the bytes of a file are a web archive, as browsers and Word save pages in one file."""
    head = data[:_HTML_HEAD]
    return _MIME_START.match(head) is not None and b"multipart/related" in head.lower()


def is_tar(data: bytes) -> bool:
    """Say whether bytes are a tar archive."""
    return data[_TAR_PLACE : _TAR_PLACE + len(_TAR_MARK)] == _TAR_MARK


def zip_entries(data: bytes) -> int:
    """Return how many entries the directory of a ZIP file may have, without reading it."""
    return data.count(_ZIP_ENTRY)


def zip_holds(data: bytes) -> str:
    """Return what a ZIP file is by its directory: `word`, `opendocument`, `office` for their like, else `archive`.

    A damaged file is told by its first bytes, so that its reader can say what is wrong with it; one of more entries
    than any document has is an archive.
    """
    if zip_entries(data) > _MOST_PARTS:
        return "archive"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except ZIP_FAULTS:
        head = data[:4096]
        names = {"[Content_Types].xml", "word/document.xml"} if b"word/" in head else set()
        found = _MIME_HEAD.search(head)
        mime = found.group(1) if found else b""
    if mime.strip().startswith(_OPEN_DOCUMENT):
        return "opendocument"
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "word"
    if mime or "[Content_Types].xml" in names:
        return "office"
    return "archive"
