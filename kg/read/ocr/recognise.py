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
from kg.pages import Box
from kg.read.ocr import tesseract
from kg.read.ocr.gray import to_gray
from kg.read.ocr.order import in_order
from kg.read.ocr.upright import Turn, turn_upright
from kg.read.ocr.vote import by_line, vote
from kg.read.ocr.words import OcrLine, around

_FINE, _FINEST = 220, 200
"""An image of more dots an inch than the first is made one of so many as the second: engines read it no worse."""
_LONGEST = 6000
"""Pixels that the longer side has at most."""
REMEDY = 'pip install "policy-kg[ocr]"'


def recognise(image: Image.Image, *, options: ReadOptions, dpi: int = 150, name: str | None = None) -> list[OcrLine]:
    """Return the lines of a page's image in reading order; the same image gives the same lines.

    `dpi` is the resolution the image has, `name` the file's in errors. Raises `UnsupportedError` where no engine is
    installed or `options` forbid OCR.
    """
    if options.ocr == "never":
        raise UnsupportedError("is an image, and OCR is switched off", path=name, remedy="leave out --ocr never")
    gray, scale = _coarse(to_gray(image), dpi)
    dpi = round(dpi * scale)
    if find_spec("trueocr"):
        from kg.read.ocr import neural

        upright, turn = turn_upright(gray, neural.orientation)
        lines = list(_voted(upright, dpi))
    elif tesseract.is_present():
        upright, turn = turn_upright(gray, tesseract.orientation)
        lines = tesseract.read_lines(upright, dpi=dpi)
    else:
        raise UnsupportedError("is an image, and no OCR engine is installed", path=name, remedy=REMEDY)
    return [_placed(line, turn, scale) for line in in_order(lines)]


def _coarse(gray: Image.Image, dpi: int) -> tuple[Image.Image, float]:
    """Return the image no finer than engines can use, and its scale."""
    scale = min(1.0, _FINEST / dpi, _LONGEST / max(gray.size)) if dpi > _FINE else min(1.0, _LONGEST / max(gray.size))
    if scale == 1.0:
        return gray, scale
    size = (max(1, round(gray.width * scale)), max(1, round(gray.height * scale)))
    return gray.resize(size, Image.Resampling.BOX if scale < 1 / 2 else Image.Resampling.LANCZOS), scale


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


def _placed(line: OcrLine, turn: Turn, scale: float) -> OcrLine:
    """Return the line with its places on the given image."""
    if not turn.quarters and not turn.skew and scale == 1.0:
        return line
    words = tuple(replace(word, box=_scaled(turn.to_image(word.box), scale)) for word in line.words)
    box = around(word.box for word in words) if turn.skew else _scaled(turn.to_image(line.box), scale)
    return OcrLine(words, box, _scaled(line.upright, scale))


def _scaled(box: Box, scale: float) -> Box:
    return Box(*(side / scale for side in box))
