"""Decode plain text and Markdown strictly, and say what is wrong with bytes that are neither.

The text is exactly the decoded bytes (CRLF kept), only a byte order mark is dropped.
"""

from __future__ import annotations

import codecs
import re

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.pages import ReadText
from kg.read.legacy import Legacy, as_latin, find_legacy

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, the UTF-32 ones before the UTF-16 ones that they begin with."""

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF file", "pdftotext -layout FILE FILE.txt"),
    (b"{\\rtf", "an RTF file", "save it as plain text in UTF-8"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file such as DOC", "save it as plain text in UTF-8"),
    (b"\x89PNG\r\n", "a PNG image", "run it through OCR, such as tesseract -l vie"),
    (b"\xff\xd8\xff", "a JPEG image", "run it through OCR, such as tesseract -l vie"),
    (b"GIF8", "a GIF image", "run it through OCR, such as tesseract -l vie"),
    (b"II*\x00", "a TIFF image", "run it through OCR, such as tesseract -l vie"),
    (b"MM\x00*", "a TIFF image", "run it through OCR, such as tesseract -l vie"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file", "unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database", "give the texts themselves"),
)
_IN_ZIP = (
    (b"word/", "a DOCX file"),
    (b"xl/", "an XLSX file"),
    (b"ppt/", "a PPTX file"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an EPUB file"),
)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_TEXT_CONTROLS_SHARE = 0.01
"""A text may hold a stray control character; with more than this share of them it is no text."""
_TEXT_NULS_SHARE = 0.001
"""A NUL stands where a program that made the text had no letter for a sign, such as a box to tick in a form."""

_WINDOWS_1258 = re.compile(
    rb"[aeiouyAEIOUY\xc2\xc3\xca\xd4\xd5\xdd\xe2\xe3\xea\xf4\xf5\xfd][\xcc\xd2\xde\xec\xf2]|\xf0"
)
_UTF8_LETTER = re.compile(rb"[\xc3-\xcc][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_CONVERT = {
    "TCVN3": "iconv -f TCVN -t UTF-8",
    "VISCII": "iconv -f VISCII -t UTF-8",
    "VNI": "recode -f VNI..UTF-8",
    "VPS": "recode -f VPS..UTF-8",
}
"""What makes UTF-8 of each encoding; recode is GNU recode, a package of every Linux distribution and of Homebrew."""
_FONTS = {"TCVN3": ", of fonts such as .VnTime,", "VNI": ", of fonts such as VNI-Times,"}
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml")
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
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 1 << 20


def read_plain(data: bytes, name: str, *, options: ReadOptions) -> ReadText:
    """Return the text of `data` as it is; raise `ReadError` as `decode` does."""
    return ReadText(decode(data, name))


def decode(data: bytes, name: str) -> str:
    """Return the text of `data`; raise `ReadError` with what the bytes are, where and what to do about it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], name, encoding=encoding, skipped=len(mark))
    _refuse_signature(data, name)
    _refuse_nul(data, name)
    return _decode_as(data, name, encoding="utf-8")


def _decode_as(data: bytes, name: str, *, encoding: str, skipped: int = 0) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        where = f"byte {data[error.start]:#04x} at byte offset {error.start + skipped}"
        if encoding == "utf-8":
            _refuse_html(data.decode("latin-1"), name)
            where += f", line {_line(data, error.start)},"
            guess, remedy = _guess_encoding(data)
            raise ReadError(f"not UTF-8: {where} {guess}", path=name, remedy=remedy, offset=error.start) from error
        raise ReadError(
            f"broken {encoding.upper()}: {where} ({error.reason})",
            path=name,
            remedy="save it again as UTF-8",
            offset=error.start + skipped,
        ) from error
    _refuse_controls(text, name)
    _refuse_html(text, name)
    _refuse_legacy(text, name)
    return text


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


def _called(legacy: Legacy) -> str:
    return legacy.encoding + _FONTS.get(legacy.encoding, "")


def _refuse_legacy(text: str, name: str) -> None:
    """Refuse a text of Latin letters that were letters of TCVN3, VNI or their like before a program took them in."""
    legacy = find_legacy(text)
    if legacy is None:
        return
    line = text.count("\n", 0, legacy.offset) + 1
    sample = re.search(r"\S+(?: \S+){0,4}", text[legacy.offset : legacy.offset + 60])
    page = "LATIN1" if _C1.search(text) else "WINDOWS-1252"
    raise ReadError(
        f"is {_called(legacy)} shown as Latin letters, not Unicode: line {line} has "
        f"{sample.group() if sample else legacy.word!r}, where {legacy.word} stands for {legacy.reading}",
        path=name,
        remedy=f"iconv -c -f UTF-8 -t {page} FILE | {_CONVERT[legacy.encoding]} > NEW",
        offset=legacy.offset,
    )


def _refuse_html(text: str, name: str) -> None:
    """Refuse a web page, whatever it is called; a text that only speaks of tags is none."""
    head = text[:_HTML_HEAD].lstrip("\ufeff")
    tags = len(_TAG.findall(text, 0, _SAMPLE))
    lines = sum(1 for line in text[:_SAMPLE].split("\n") if line.strip())
    named = name.lower().endswith(_HTML_NAMES)
    inside = tags >= _HTML_TAGS and (_HTML_ROOT.search(head) or (_TAG.match(head.lstrip()) and tags >= lines))
    if named or _HTML_START.match(head) or inside:
        raise ReadError(
            "is an HTML page, not plain text",
            path=name,
            remedy="pandoc -f html -t plain --wrap=none FILE -o FILE.txt, or save it from a browser as text",
        )


def _guess_encoding(data: bytes) -> tuple[str, str]:
    """Return what the bytes look like and the command that mends them, judged by the letters of Vietnamese."""
    head = data[:_SAMPLE]
    high = len(_HIGH.findall(head))
    if 2 * sum(map(len, _UTF8_LETTER.findall(head))) > high:
        return "(most of the text is UTF-8: damaged or mixed)", "mend that byte, or save the file again as UTF-8"
    legacy = find_legacy(as_latin(head))
    if legacy:
        convert = _CONVERT[legacy.encoding]
        given = " FILE" if convert.startswith("iconv") else " < FILE"
        return f"(looks like {_called(legacy)})", f"{convert}{given} > NEW"
    if _WINDOWS_1258.search(head):
        return "(looks like Windows-1258)", "iconv -f WINDOWS-1258 -t UTF-8 FILE > NEW"
    return "(looks like Latin-1 or Windows-1252)", "iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW"
