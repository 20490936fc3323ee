"""Read the words of a page's image with the engines that are installed, and let them vote where there are several.

What is read on the image turned upright keeps its place on the image that was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec

from PIL import Image

from kg.config import ReadOptions
from kg.errors import UnsupportedError
from kg.read.ocr import tesseract
from kg.read.ocr.order import in_order
from kg.read.ocr.upright import Turn, turn_upright
from kg.read.ocr.vote import by_line, vote
from kg.read.ocr.words import OcrLine, around

REMEDY = 'pip install "policy-kg[ocr]"'


def recognise(image: Image.Image, *, options: ReadOptions, dpi: int = 150) -> list[OcrLine]:
    """Return the lines of a page's image in reading order; the same image gives the same lines.

    `dpi` is the resolution the image has. Raises `UnsupportedError` where no engine is installed or `options` forbid
    OCR.
    """
    if options.ocr == "never":
        raise UnsupportedError("is an image, and OCR is switched off", remedy="leave out --ocr never")
    gray = _gray(image)
    if find_spec("trueocr"):
        from kg.read.ocr import neural

        upright, turn = turn_upright(gray, neural.orientation)
        lines = list(_voted(upright, dpi))
    elif tesseract.is_present():
        upright, turn = turn_upright(gray, tesseract.orientation)
        lines = tesseract.read_lines(upright, dpi=dpi)
    else:
        raise UnsupportedError("is an image, and no OCR engine is installed", remedy=REMEDY)
    return [_placed(line, turn) for line in in_order(lines)]


def _gray(image: Image.Image) -> Image.Image:
    """Return the image in shades of grey, what is transparent as white paper."""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("L")


def _voted(gray: Image.Image, dpi: int) -> Iterator[OcrLine]:
    """Yield the lines that the models of trueocr find, read in several ways, by Tesseract too where it is installed."""
    from kg.read.ocr import neural

    second = tesseract.is_present()
    first, *others = neural.read_lines(gray, neural.READINGS[:2] if second else neural.READINGS)
    votes = [[line.words for line in lines] for lines in others]
    if second:
        read = tesseract.read_lines(gray, dpi=dpi)
        votes.append(by_line(first, (word for line in read for word in line.words)))
    for line, *readings in zip(first, *votes, strict=True):
        words = list(line.words)
        for reading in readings:
            words = vote(words, reading)
        if words:
            yield OcrLine(tuple(words), line.box, line.upright)


def _placed(line: OcrLine, turn: Turn) -> OcrLine:
    """Return the line with its places on the given image."""
    if not turn.quarters and not turn.skew:
        return line
    words = tuple(replace(word, box=turn.to_image(word.box)) for word in line.words)
    return OcrLine(
        words, turn.to_image(line.box) if turn.quarters else around(word.box for word in words), line.upright
    )
