"""Read an image file of a page, or of several (TIFF), by OCR."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import ExifTags, Image, UnidentifiedImageError

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.pages import ReadText
from kg.read.ocr import recognise, to_gray
from kg.read.pdf.continued import join_tables
from kg.read.pdf.furniture import take_furniture
from kg.read.pdf.page import PageContent
from kg.read.pdf.scan import put_image
from kg.read.pdf.write import write_text
from kg.read.selection import chosen_pages
from kg.read.told import told_pages

MOST_PIXELS = 150_000_000
"""A page of A0 at 300 dots an inch has 139 million."""
_FORMATS = ("PNG", "JPEG", "TIFF")
_POINTS, _LONG_SIDE = 72, 11.69
"""Points of an inch, and the inches of the long side of A4, which a page has whose file says nothing credible."""
_CREDIBLE_DPI, _CREDIBLE_INCHES = (100, 1200), (3, 50)
_AGAIN = "scan it again, or save it anew as PNG"
_TURN = Image.Transpose
_TURNS = {
    2: _TURN.FLIP_LEFT_RIGHT,
    3: _TURN.ROTATE_180,
    4: _TURN.FLIP_TOP_BOTTOM,
    5: _TURN.TRANSPOSE,
    6: _TURN.ROTATE_270,
    7: _TURN.TRANSVERSE,
    8: _TURN.ROTATE_90,
}
"""What Exif says of how an image lies, and what puts it right."""
_BROKEN = (OSError, EOFError, SyntaxError, ValueError, LookupError, TypeError, OverflowError, struct.error, zlib.error)
"""What Pillow raises for files that are damaged, by format and place."""


def read_image(data: bytes, name: str, *, options: ReadOptions) -> ReadText:
    """Return the text of an image's pages with its layout.

    Raises `ReadError` for a file that is damaged, too large or without text, `UnsupportedError` where OCR is switched
    off or no engine is installed.
    """
    pages: list[PageContent] = []
    with _opened(data, name) as image:
        chosen = chosen_pages(_count(image, name), name, options=options)
        for index in told_pages(chosen, len(chosen)):
            with _damage_told(name, index + 1):
                image.seek(index)
                _check_size(image, name)
                frame = _upright(image)
                if index == chosen[-1] and frame is not image:
                    image.close()  # its colours take three times as much memory
            pages.append(_read(frame, index, name=name, options=options))
    if not any(page.views for page in pages):
        raise ReadError("is an image in which OCR finds no text", path=name, remedy="scan it anew, at 300 dpi")
    take_furniture(pages)
    join_tables(pages)
    return write_text(pages, [f"page {page.index + 1} is an image without text" for page in pages if not page.views])


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Image.Image]:
    """Open an image for the length of a block."""
    with _damage_told(name, 1):
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
        _check_size(image, name)
    with image:
        yield image


def _upright(image: Image.Image) -> Image.Image:
    """Return an image in shades of grey, turned as its file says that it is to be shown."""
    image.load()
    turn, dpi = image.getexif().get(ExifTags.Base.Orientation), image.info.get("dpi")
    frame = to_gray(image)
    if turn in _TURNS:
        frame = frame.transpose(_TURNS[turn])
    frame.info["dpi"] = dpi or (0, 0)
    return frame


def _count(image: Image.Image, name: str) -> int:
    """Return the number of pages; only a TIFF has several, what a JPEG has besides its first image is a preview."""
    with _damage_told(name, 1):
        return getattr(image, "n_frames", 1) if image.format == "TIFF" else 1


@contextmanager
def _damage_told(name: str, page: int) -> Iterator[None]:
    """Raise `ReadError` for what Pillow says of a damaged image or one of too many pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # sizes are checked here, and what is odd but readable is read
            yield
    except UnidentifiedImageError as error:
        raise ReadError("is a damaged image, or of an unknown kind", path=name, remedy=_AGAIN) from error
    except Image.DecompressionBombError as error:
        raise _too_large(str(error).partition("(")[2].partition(" pixels")[0], name) from error
    except _BROKEN as error:
        raise ReadError(f"is a damaged image: page {page}: {error}", path=name, remedy=_AGAIN, page=page) from error


def _check_size(image: Image.Image, name: str) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise _too_large(str(image.width * image.height), name)


def _too_large(pixels: str, name: str) -> ReadError:
    remedy = "save it with 300 dots an inch, or cut it into pages"
    return ReadError(f"is an image of {pixels} pixels, more than {MOST_PIXELS:,}", path=name, remedy=remedy)


def _read(frame: Image.Image, index: int, *, name: str, options: ReadOptions) -> PageContent:
    dpi = _dpi(frame)
    scale = dpi / _POINTS
    content = PageContent(index, round(frame.width / scale, 1), round(frame.height / scale, 1), 0)
    put_image(content, recognise(frame, options=options, dpi=round(dpi), name=name), scale, image=frame)
    return content


def _dpi(image: Image.Image) -> float:
    """Return the resolution that the file tells where it may be true, else the one that makes the page an A4 sheet."""
    long_side = max(image.size)
    told = image.info.get("dpi", (0, 0))[0]
    (least, most), (short, long) = _CREDIBLE_DPI, _CREDIBLE_INCHES
    try:
        credible = least <= told <= most and short <= long_side / told <= long
    except (TypeError, ZeroDivisionError):
        credible = False
    return float(told) if credible else long_side / _LONG_SIDE
