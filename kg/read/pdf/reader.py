"""Read a PDF file: its pages one by one, then what only all of them tell, then the text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kg.config import ReadOptions
from kg.errors import ReadError, UnsupportedError
from kg.pages import ReadText
from kg.read.pdf.continued import join_tables
from kg.read.pdf.furniture import take_furniture
from kg.read.pdf.page import PageContent, read_page
from kg.read.pdf.quality import BARE, BROKEN, foreign_share, marked_share, valid_share, words_of
from kg.read.pdf.scan import read_scan
from kg.read.pdf.stamps import flatten
from kg.read.pdf.write import write_text
from kg.read.selection import chosen_pages
from kg.read.told import told_pages

_TAIL = 2048
_FEW = 100
"""Fewer letters a page than this are next to nothing."""
_SCANNED, _COVERED = 300, 0.15
"""A page with fewer letters, and images on more of it, is a scan: what it has of text is a head or a stamp."""
_UNREADABLE = 0.05
_SCAN = "is an image with little or no text"
_AGAIN = "fetch the file again, or print it to a new PDF"


def read_pdf(data: bytes, name: str, *, options: ReadOptions) -> ReadText:
    """Return the text of a PDF with its layout.

    Raises `ReadError` for a file that is locked, damaged, cut off or larger than `options` allow, `UnsupportedError`
    for one of images alone where no OCR engine is installed.
    """
    warnings: list[str] = []
    with _opened(data, name) as document:
        chosen = chosen_pages(len(document), name, options=options)
        pages: list[PageContent] = []
        for index in told_pages(chosen, len(chosen)):
            before = pages[-1] if pages and pages[-1].index == index - 1 else None
            pages.append(_read(document, index, name=name, options=options, warnings=warnings, before=before))
    letters = sum(page.letters for page in pages)
    if not letters:
        _refuse_empty(pages, name, warnings, options)
    take_furniture(pages)
    join_tables(pages)
    if letters < _FEW * len(pages):
        warnings.append(
            f"gives only {letters} letters on {len(pages)} page{'s' if len(pages) > 1 else ''}: "
            "it may be damaged, or hold images; compare it with the pages"
        )
    nothing = [str(page.index + 1) for page in pages if not (page.views or page.aslant or page.image_share)]
    if nothing:
        warnings.append(f"page {', '.join(nothing)}: neither text nor image; it is blank, or damaged")
    return write_text(pages, warnings)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """Open a document for the length of a block."""
    tail = data[-_TAIL:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise ReadError("is a PDF file whose end is missing", path=name, remedy="fetch the whole file again")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            remedy = "save it without a password: qpdf --decrypt --password=PASSWORD FILE NEW"
            raise ReadError("is a PDF file locked with a password", path=name, remedy=remedy) from error
        raise ReadError("is a damaged PDF file: it cannot be opened", path=name, remedy=_AGAIN) from error
    if not len(document):
        raise ReadError("is a PDF file without pages", path=name, remedy=_AGAIN)
    try:
        yield document
    finally:
        document.close()


def _read(
    document: pdfium.PdfDocument,
    index: int,
    *,
    name: str,
    options: ReadOptions,
    warnings: list[str],
    before: PageContent | None,
) -> PageContent:
    """Return a page from its text layer, or by OCR where that is missing or broken."""
    try:
        page, annotated = flatten(document, index)
    except pdfium.PdfiumError as error:
        remedy = f"{_AGAIN}, or leave the page out with --pages"
        raise ReadError(f"page {index + 1} is damaged", path=name, remedy=remedy, page=index + 1) from error
    try:
        content = read_page(page, index, name=name, most=options.page_characters, annotated=annotated, before=before)
        text = content.text
        content.letters = _letters(text)
        words = words_of(text)
        content.quality = valid_share(words)
        reason = _reason_for_ocr(content, words)
        if options.ocr == "always" or (reason and options.ocr == "auto"):
            reason = _try_scan(page, content, reason=reason, options=options)
        if reason:
            warnings.append(f"page {index + 1} {reason}")
        if annotated.left_out:
            warnings.append(f"page {index + 1} has {annotated.left_out:,} annotations, which are not read")
    finally:
        page.close()
    return content


def _reason_for_ocr(content: PageContent, words: list[str]) -> str:
    """Say what is wrong with the text layer of a page, nothing where it is usable."""
    has_tables = any(view.tables for view in content.views)
    if content.image_share >= _COVERED and content.letters < _SCANNED and not has_tables:
        return _SCAN
    unknown = content.unreadable / max(1, content.unreadable + content.letters)
    if unknown >= _UNREADABLE:
        return f"has a broken text layer: it does not say what {unknown:.0%} of its characters are"
    if content.image_share >= _COVERED and marked_share(words) < BARE:
        return "has a text layer without the marks of Vietnamese over an image"
    share = foreign_share(words)
    if share >= BROKEN:
        return f"has a broken text layer: {share:.0%} of its words have letters that are not Vietnamese"
    return ""


def _try_scan(page: pdfium.PdfPage, content: PageContent, *, reason: str, options: ReadOptions) -> str:
    """Read a page by OCR; return what is still wrong with it."""
    try:
        read_scan(page, content, keep=reason == _SCAN, options=options)
    except (UnsupportedError, ImportError) as error:
        return f"{reason or 'was to be read by OCR'}; OCR: {error}"
    content.letters = _letters(content.text)
    return ""


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _refuse_empty(pages: list[PageContent], name: str, warnings: list[str], options: ReadOptions) -> None:
    """Raise the error for a document that gave no text at all."""
    if not any(page.image_share for page in pages):
        raise ReadError("is a PDF file without text or images", path=name, remedy=_AGAIN)
    if options.ocr == "never":
        raise ReadError("is a PDF file of images, and OCR is switched off", path=name, remedy="leave out --ocr never")
    if warnings:
        raise UnsupportedError(f"is a PDF file of images: {warnings[0]}", path=name)
    raise ReadError("is a PDF file of images in which OCR finds no text", path=name, remedy="scan it anew, at 300 dpi")
