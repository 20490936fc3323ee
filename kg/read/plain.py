"""Decode plain text and Markdown strictly, and say what is wrong with bytes that are neither.

The text is exactly the decoded bytes (CRLF kept), only a byte order mark is dropped. Text in an encoding before Unicode
(TCVN3, VNI, VPS, VISCII, Windows-1258) is spelt in Unicode, and a warning says so.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.pages import ReadText
from kg.read.fonts import by_content
from kg.read.legacy import as_latin, windows_1258
from kg.read.sniff import is_html

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, the UTF-32 ones before the UTF-16 ones that they begin with."""

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"GIF8", "a GIF image", "save it as PNG"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file", "unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database", "give the texts themselves"),
)
_IN_ZIP = (
    (b"xl/", "an XLSX file"),
    (b"ppt/", "a PPTX file"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument sheet or presentation"),
    (b"mimetypeapplication/epub", "an EPUB file"),
)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_TEXT_CONTROLS_SHARE = 0.01
"""A text may hold a stray control character; with more than this share of them it is no text."""
_TEXT_NULS_SHARE = 0.001
"""A NUL stands where a program that made the text had no letter for a sign, such as a box to tick in a form."""

_UTF8_LETTER = re.compile(rb"[\xc3-\xcc][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_FONTS = {"TCVN3": ", of fonts such as .VnTime,", "VNI": ", of fonts such as VNI-Times,"}
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 1 << 20
_MIXED = ("(most of the text is UTF-8: damaged or mixed)", "mend that byte, or save the file again as UTF-8")
_LATIN = ("(looks like Latin-1 or Windows-1252)", "iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW")


class Decoded(NamedTuple):
    """A text, and what was done to get it in words for people, empty where its bytes stand for it as they are."""

    text: str
    warning: str = ""


def read_plain(data: bytes, name: str, *, options: ReadOptions) -> ReadText:
    """Return the text of `data`, with a warning where it was in an encoding before Unicode; raise `ReadError`."""
    decoded = decode_or_convert(data, name)
    return ReadText(decoded.text, warnings=tuple(filter(None, [decoded.warning])))


def decode(data: bytes, name: str) -> str:
    """Return the text of `data`, in Unicode; raise `ReadError` with what the bytes are, where, and a remedy."""
    return _decode(data, name, convert=False).text


def decode_or_convert(data: bytes, name: str) -> Decoded:
    """Return the text of `data`, from an encoding before Unicode where it is in one; raise `ReadError` as `decode`."""
    return _decode(data, name, convert=True)


def _decode(data: bytes, name: str, *, convert: bool) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], name, encoding=encoding, skipped=len(mark), convert=convert)
    _refuse_signature(data, name)
    _refuse_nul(data, name)
    return _decode_as(data, name, encoding="utf-8", convert=convert)


def _decode_as(data: bytes, name: str, *, encoding: str, convert: bool, skipped: int = 0) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _decode_legacy(data, name, error=error, convert=convert)
        raise ReadError(
            f"broken {encoding.upper()}: byte {data[error.start]:#04x} at byte offset {error.start + skipped} "
            f"({error.reason})",
            path=name,
            remedy="save it again as UTF-8",
            offset=error.start + skipped,
        ) from error
    _refuse_controls(text, name)
    _refuse_html(text, name)
    return _from_latin_letters(text) if convert else Decoded(text)


def _from_latin_letters(text: str) -> Decoded:
    """Return a text; one of Latin letters that were letters of TCVN3, VNI or their like is spelt in Unicode."""
    converted, encoding = by_content(text)
    if not encoding:
        return Decoded(text)
    return Decoded(converted, f"read {_called(encoding)} shown as Latin letters as Unicode{_lost(encoding)}")


def _decode_legacy(data: bytes, name: str, *, error: UnicodeDecodeError, convert: bool) -> Decoded:
    """Return what bytes that are no UTF-8 spell in an encoding before Unicode; raise `ReadError` where in none.

    Without `convert` every such text is refused.
    """
    _refuse_html(data.decode("latin-1"), name)
    head = data[:_SAMPLE]
    mostly_utf8 = 2 * sum(map(len, _UTF8_LETTER.findall(head))) > len(_HIGH.findall(head))
    if convert and not mostly_utf8:
        text, encoding = by_content(as_latin(data))
        if not encoding and (trial := windows_1258(data)):
            text, encoding = trial, "Windows-1258"
        if encoding:
            _refuse_controls(text, name)
            return Decoded(text, f"read {_called(encoding)} as Unicode{_lost(encoding)}")
    guess, remedy = _MIXED if mostly_utf8 else _LATIN
    where = f"byte {data[error.start]:#04x} at byte offset {error.start}, line {_line(data, error.start)},"
    raise ReadError(f"not UTF-8: {where} {guess}", path=name, remedy=remedy, offset=error.start) from error


def _called(encoding: str) -> str:
    return encoding + _FONTS.get(encoding, "")


def _lost(encoding: str) -> str:
    return "; capitals that a font such as .VnTimeH gave are small letters" if encoding == "TCVN3" else ""


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _refuse_signature(data: bytes, name: str) -> None:
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"is {what}, not plain text", path=name, remedy=remedy)
    if data.startswith(b"PK\x03\x04"):
        head = data[:4096]
        inside = [what for mark, what in _IN_ZIP if mark in head]
        what, remedy = (inside[0], "save it as plain text in UTF-8") if inside else ("a ZIP archive", "unpack it first")
        raise ReadError(f"is {what}, not plain text", path=name, remedy=remedy)


def _refuse_nul(data: bytes, name: str) -> None:
    offset = data.find(b"\x00")
    if offset < 0 or data.count(0) <= len(data) * _TEXT_NULS_SHARE:
        return
    head = data[:4096]
    for start, encoding in ((1, "UTF-16LE"), (0, "UTF-16BE")):
        high, low = head[start::2].count(0), head[1 - start :: 2].count(0)
        if high > len(head) // 8 + 3 and low < len(head) // 8:
            raise ReadError(
                f"NUL byte at byte offset {offset}: looks like {encoding} without a byte order mark",
                path=name,
                remedy=f"iconv -f {encoding} -t UTF-8 FILE > NEW",
                offset=offset,
            )
    raise ReadError(
        f"binary or damaged: NUL byte at byte offset {offset}, line {_line(data, offset)}",
        path=name,
        remedy="give a plain text file in UTF-8",
        offset=offset,
    )


def _refuse_controls(text: str, name: str) -> None:
    """Refuse a text with more control characters than a stray one here and there."""
    first = _CONTROL.search(text)
    if not first:
        return
    count = len(text) - len(_CONTROL.sub("", text))
    if count > len(text) * _TEXT_CONTROLS_SHARE or text.count("\0") > len(text) * _TEXT_NULS_SHARE:
        offset = first.start()
        line = text.count("\n", 0, offset) + 1
        raise ReadError(
            f"binary or damaged: control character {ord(text[offset]):#04x} at character {offset}, line {line}",
            path=name,
            remedy="give a plain text file in UTF-8",
            offset=offset,
        )


def _refuse_html(text: str, name: str) -> None:
    """Refuse a web page that came as plain text; a file that is one is read by its own reader."""
    if is_html(text, name):
        raise ReadError(
            "is an HTML page, not plain text", path=name, remedy="give it as a file whose name ends in .html"
        )
