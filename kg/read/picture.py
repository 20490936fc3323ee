"""Draw a page as PNG, in a process with limits, for people to compare with its text.

It is one of a PDF or of an image file, or a picture of a page in a Word file.
"""

from __future__ import annotations

import io
from typing import cast

import pypdfium2 as pdfium
from PIL import Image, ImageOps

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.read.alone import read_alone
from kg.read.registry import Format

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_LIMITS = {"memory_bytes": 1 << 30, "cpu_seconds": 20.0, "wall_seconds": 30.0}
_DPI, _POINTS = 130, 72
_SMALL = (900, 1200)
_MOST_PIXELS = 8_000_000
"""A page drawn larger than this is drawn coarser."""
_MOST_SCANNED = 150_000_000
_FORMATS = ("PNG", "JPEG", "TIFF")


def draw_alone(data: bytes, name: str, *, page: int, small: bool = False) -> bytes:
    """Return a page, counted from 1, as PNG, or as a `small` grey JPEG.

    Raises `ReadError` where it can't be drawn within the limits.
    """
    options = ReadOptions(pages=((page, page),), **_LIMITS)
    drawing = Format("image/png", f"{__name__}:{'draw_small' if small else 'draw_page'}", ())
    drawn = cast(object, read_alone(data, name, fmt=drawing, options=options))
    if not isinstance(drawn, bytes) or not drawn.startswith((_PNG, _JPEG)):
        raise ReadError("gave no picture", path=name, remedy="read the file again", page=page)
    return drawn


def draw_page(data: bytes, name: str, *, options: ReadOptions) -> bytes:
    """Return the page that `options.pages` begins with as PNG; to be called in a process with limits."""
    buffer = io.BytesIO()
    _draw(data, name, options.pages[0][0]).save(buffer, "PNG")
    return buffer.getvalue()


def draw_small(data: bytes, name: str, *, options: ReadOptions) -> bytes:
    """Return the page that `options.pages` begins with as a small grey JPEG; see `draw_page`."""
    buffer = io.BytesIO()
    picture = _draw(data, name, options.pages[0][0]).convert("L")
    picture.thumbnail(_SMALL)
    picture.save(buffer, "JPEG", quality=45)
    return buffer.getvalue()


def _draw(data: bytes, name: str, page: int) -> Image.Image:
    if data.startswith(b"%PDF-"):
        return _draw_pdf(data, name, page)
    if data.startswith(b"PK"):
        from kg.read.word.docx import read_picture

        return _draw_image(read_picture(data, name, number=page), name, 1)
    return _draw_image(data, name, page)


def _draw_pdf(data: bytes, name: str, page: int) -> Image.Image:
    document = pdfium.PdfDocument(data)
    if page > len(document):
        raise ReadError(f"has no page {page}", path=name, remedy=f"choose from 1-{len(document)}", page=page)
    sheet = document[page - 1]
    width, height = sheet.get_size()
    scale = min(_DPI / _POINTS, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    return sheet.render(scale=scale).to_pil()


def _draw_image(data: bytes, name: str, page: int) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=_FORMATS)
    if page > getattr(image, "n_frames", 1):
        raise ReadError(f"has no page {page}", path=name, remedy="choose another", page=page)
    image.seek(page - 1)
    if image.width * image.height > _MOST_SCANNED:
        raise ReadError("is too large to be drawn", path=name, remedy="save it with 300 dots an inch", page=page)
    picture = ImageOps.exif_transpose(image)
    scale = min(1.0, (_MOST_PIXELS / max(1, picture.width * picture.height)) ** 0.5)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.convert("RGB").resize(size)
