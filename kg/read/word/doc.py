"""Read DOC, the binary format of Word before 2007: converted to DOCX in memory's reach, then read as that.

The converter is msdoc2docx, in this process; where it fails and LibreOffice is installed, that does it.
"""

from __future__ import annotations

import re
import struct
import tempfile
import zlib
from pathlib import Path

from doc2docx import convert
from doc2docx.errors import Doc2DocxError, EncryptedDocumentError, StreamNotFound

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.pages import ReadText
from kg.read.word.docx import read_docx
from kg.read.word.office import convert_with_office, find_office

_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FAILS = (
    Doc2DocxError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What the converter raises for files that are damaged, some of it not on purpose."""
_OTHERS = (
    ("EncryptedPackage", "a DOCX file locked by a password", "save it without a password"),
    ("Workbook", "an Excel file", "save the sheet as text or HTML"),
    ("Book", "an Excel file", "save the sheet as text or HTML"),
    ("PowerPoint Document", "a PowerPoint file", "save its text"),
    ("__properties_version1.0", "an Outlook message", "save its text"),
)
_REMEDY = "open it in Word or LibreOffice and save it as DOCX"


def read_doc(data: bytes, name: str, *, options: ReadOptions) -> ReadText:
    """Return the text of a DOC file and its layout; raise `ReadError` where nothing here can read it."""
    if not data.startswith(_START):
        raise ReadError("is no DOC file: it does not begin as one", path=name, remedy=_REMEDY)
    with tempfile.TemporaryDirectory(prefix="kg-doc-") as folder:
        source, target = Path(folder, "source.doc"), Path(folder, "source.docx")
        source.write_bytes(data)
        try:
            convert(source, target)
        except EncryptedDocumentError as error:
            raise ReadError("is locked by a password", path=name, remedy="save it without a password") from error
        except _FAILS as error:
            _refuse_others(data, name, error)
            return _by_office(source, name, error=error, options=options)
        return read_docx(target.read_bytes(), name, options=options)


def _by_office(source: Path, name: str, *, error: BaseException, options: ReadOptions) -> ReadText:
    """Return what LibreOffice makes of a file that the converter failed on; raise `ReadError` without it."""
    reason = re.sub(r"\s+", " ", str(error))[:200] or type(error).__name__
    office = find_office()
    if office is None:
        raise ReadError(
            f"can't be read as DOC, damaged or of a kind not known: {reason}",
            path=name,
            remedy=f"{_REMEDY}, or install LibreOffice, which is tried where it is there",
        ) from error
    target = convert_with_office(source, name, office=office, seconds=options.wall_seconds)
    return read_docx(target.read_bytes(), name, options=options)


def _refuse_others(data: bytes, name: str, error: BaseException) -> None:
    """Raise `ReadError` for another kind of file in the same container, told by the names of its streams."""
    if "WordDocument".encode("utf-16-le") in data and not isinstance(error, StreamNotFound):
        return
    for stream, what, remedy in _OTHERS:
        if stream.encode("utf-16-le") in data:
            raise ReadError(f"is {what}, not a Word document", path=name, remedy=remedy) from error
