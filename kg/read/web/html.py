"""Read HTML: what a page shows as paragraphs, headings, list items and tables; menus and scripts are left out.

The parser reports tags as it meets them and no tree is built, so that no depth of nesting loses text.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
import unicodedata
from email.message import EmailMessage

from lxml import etree

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.pages import ReadText
from kg.read.flow.compose import compose
from kg.read.legacy import as_latin, windows_1258
from kg.read.web.page import Page

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_DECLARED_WITHIN = 4096
_LATIN = frozenset({"iso8859-1", "cp1252", "latin_1", "ascii"})
_CHUNK = 1 << 16
_REMEDY = "save the page again from a browser, as HTML or as text"


def read_html(data: bytes, name: str, *, options: ReadOptions) -> ReadText:
    """Return the text of a web page and its layout; raise `ReadError` for a page that shows nothing."""
    return _read(data, name, declared="")


def read_mhtml(data: bytes, name: str, *, options: ReadOptions) -> ReadText:
    """Return the text of the page in a web archive (MHTML); raise `ReadError` where there is none."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        content = page.get_payload(decode=True) if isinstance(page, EmailMessage) else None
        charset = page.get_content_charset("") if isinstance(page, EmailMessage) else ""
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(f"damaged: no web archive that can be read: {error}", path=name, remedy=_REMEDY) from error
    if not content:
        raise ReadError("holds no web page", path=name, remedy=_REMEDY)
    return _read(content, name, declared=charset)


def _read(data: bytes, name: str, *, declared: str) -> ReadText:
    text, warnings = _decode(data, declared)
    page = Page()
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True, no_network=True)
    encoded = text.encode("utf-8", "replace")
    try:
        for start in range(0, len(encoded), _CHUNK):
            parser.feed(encoded[start : start + _CHUNK])
        parser.close()
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(f"damaged: the page can't be parsed: {error}", path=name, remedy=_REMEDY) from error
    page.finish()
    read = compose(page.blocks, notes=page.notes, after=page.furniture, warnings=warnings)
    if not read.text and re.search(r">[^<>]*\w[^<>]*<", text):
        raise ReadError("shows no text: what it holds is a script, hidden, or a menu", path=name, remedy=_REMEDY)
    return read


def _decode(data: bytes, declared: str) -> tuple[str, list[str]]:
    """Return the text of a page: by its mark, as UTF-8 where it is that, by what it declares, by what it spells."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    encoding = _codec(declared or (found.group(1).decode("ascii") if found else ""))
    if encoding == "utf-8":
        return data.decode("utf-8", "replace"), ["has bytes that are no UTF-8; a replacement character stands for each"]
    if encoding and encoding not in _LATIN:
        return unicodedata.normalize("NFC", data.decode(encoding, "replace")), []
    vietnamese = windows_1258(data)
    if vietnamese:
        return vietnamese, ["read Windows-1258 as Unicode"]
    return as_latin(data), [] if encoding else ["says nothing of its encoding; read as Windows-1252"]


def _codec(name: str) -> str:
    """Return the name that Python has for an encoding of texts, empty where it knows none."""
    try:
        info = codecs.lookup(name) if name else None
    except (LookupError, ValueError):
        return ""
    return info.name if info is not None and info._is_text_encoding else ""
