"""Read the words of a page's image with the engines that are installed."""

from __future__ import annotations

from PIL import Image

from kg.config import ReadOptions
from kg.errors import UnsupportedError
from kg.read.ocr import tesseract
from kg.read.ocr.words import OcrLine

REMEDY = 'pip install "policy-kg[ocr]"'


def recognise(image: Image.Image, *, options: ReadOptions, dpi: int = 150) -> list[OcrLine]:
    """Return the lines of a page's image in reading order; the same image gives the same lines.

    `dpi` is the resolution the image has. Raises `UnsupportedError` where no engine is installed or `options` forbid
    OCR.
    """
    if options.ocr == "never":
        raise UnsupportedError("is an image, and OCR is switched off", remedy="leave out --ocr never")
    if tesseract.is_present():
        return tesseract.read_lines(image.convert("RGB"), dpi=dpi)
    raise UnsupportedError("is an image, and no OCR engine is installed", remedy=REMEDY)
