"""Read an image with the models of trueocr: where lines stand, and the characters of each with how sure they are.

Only the models and the preparation of their input are trueocr's; the words and their places are read here from the
recogniser's steps, each of which stands for a strip of the line and names one character at most (CTC).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image

from kg.pages import Box
from kg.read.ocr.words import OcrLine, OcrWord
from kg.syllable_model import syllable_model
from kg.syllables import is_syllable

if TYPE_CHECKING:
    from trueocr import TrueOCR

_BATCH = 32
_MARKS = ",;:!?)"
"""Behind these a space stands before a letter."""
_LETTER_WIDTH = 0.45
"""About how wide a letter is, in heights of its line."""
_BLUR = 0.5
"""The spread, in pixels, of a smoothing that takes the grain of a scan away and no mark of a letter."""


class Reading(NamedTuple):
    """How the lines are shown to the recogniser: moved up by a share of their height, and stretched in width.

    The boxes of the detector often cut the marks above capitals; narrow letters need more steps.
    """

    up: float
    stretch: float


READINGS = (Reading(0.0, 1.12), Reading(0.06, 1.25), Reading(0.03, 1.25))
"""Ways to read a line, each of which errs elsewhere; the first two are the best pair; see benchmarks/ocr.py."""


_DOUBT, _PROBED = 0.02, 12
"""A way to lie that is likelier than this is tried, on so many lines."""


class Character(NamedTuple):
    """A character, how far right of its line's left edge its centre stands, and how sure it is."""

    text: str
    centre: float
    confidence: float


@lru_cache(maxsize=1)
def is_present() -> bool:
    """Say whether trueocr is installed."""
    return find_spec("trueocr") is not None


@lru_cache(maxsize=1)
def engine() -> TrueOCR:
    """Return the loaded models; on one thread, so that their sums are the same at every run."""
    import cv2
    from trueocr import load_model

    cv2.setNumThreads(1)
    return load_model(threads=1)


def orientation(gray: Image.Image) -> int:
    """Return by how many quarter turns against the clock the writing of an image lies turned.

    Where the model is in doubt, as with little text, it is the way in which most syllables are read.
    """
    from trueocr.page import orient_input

    model = engine()._get_page_engine().orient
    likely = model.run(None, {"x": orient_input(np.asarray(gray))[None, None]})[0][0]
    ways = [quarters for quarters in range(4) if likely[quarters] > _DOUBT]
    if len(ways) < 2:
        return ways[0] if ways else 0
    return max(ways, key=lambda quarters: (_legible(np.rot90(np.asarray(gray), -quarters)), likely[quarters]))


def _legible(gray: np.ndarray) -> int:
    """Return how many common syllables the longest lines of an image hold."""
    gray = np.ascontiguousarray(gray)
    boxes = sorted(_line_boxes(gray), key=lambda box: (box.left - box.right, box))[:_PROBED]
    counts = syllable_model().counts
    words = [word.text.lower() for line in _read(gray, boxes, READINGS[0]) for word in line.words]
    return sum(len(word) > 1 and word in counts for word in words)


def read_lines(gray: Image.Image, readings: Sequence[Reading]) -> list[list[OcrLine]]:
    """Return each reading of the same lines of an upright grey image; a line in which nothing is read has no words."""
    pixels = np.asarray(gray)
    boxes = list(_line_boxes(pixels))
    return [_read(pixels, boxes, reading) for reading in readings]


def _line_boxes(gray: np.ndarray) -> Iterator[Box]:
    """Yield the boxes of lines, in whole pixels within the image."""
    height, width = gray.shape
    for left, top, right, bottom in engine()._get_page_engine().detect(gray)[:, :4].tolist():
        box = Box(max(0, int(left)), max(0, int(top)), min(width, ceil(right)), min(height, ceil(bottom)))
        if box.right > box.left and box.bottom > box.top:
            yield box


def _read(gray: np.ndarray, boxes: Sequence[Box], reading: Reading) -> list[OcrLine]:
    import cv2

    height, width = gray.shape
    smooth = cv2.GaussianBlur(gray, (0, 0), _BLUR)
    wide = cv2.resize(smooth, (round(width * reading.stretch), height), interpolation=cv2.INTER_LINEAR)
    crops = []
    for box in boxes:
        up = round(reading.up * (box.bottom - box.top))
        left, right = round(box.left * reading.stretch), round(box.right * reading.stretch)
        crops.append(wide[max(0, box.top - up) : max(1, box.bottom - up), left:right])
    return [
        OcrLine(tuple(_words(characters, box, reading.stretch)), box, box)
        for box, characters in zip(boxes, _characters(crops), strict=True)
    ]


def _characters(crops: Sequence[np.ndarray]) -> list[list[Character]]:
    """Return the characters of each crop of a line."""
    from trueocr.preprocess import pad_batch, prepare_gray, width_batches

    reader = engine().recognizer
    inks = [prepare_gray(crop, max_width=reader.max_width, pad_y=reader.pad_y, pad_x=reader.pad_x) for crop in crops]
    read: list[list[Character]] = [[] for _ in crops]
    for batch in width_batches([ink.shape[1] for ink in inks], max_batch=_BATCH):
        strips, widths = pad_batch([inks[index] for index in batch])
        given = reader.session.run(["ids", "conf", "lengths"], {"x": strips, "widths": widths})
        for index, ids, sure, length in zip(batch, *given, strict=True):
            height, width = crops[index].shape
            margin = reader.pad_x * height
            step = (width + 2 * margin) / max(1, int(length))
            read[index] = [
                Character(reader.chars[ids[at] - 1], (at + 0.5) * step - margin, float(sure[at]))
                for at in range(int(length))
                if ids[at] and (at == 0 or ids[at] != ids[at - 1])
            ]
    return read


def _words(characters: Sequence[Character], line: Box, stretch: float) -> Iterator[OcrWord]:
    """Yield the words of a line; a word is as sure as its least sure character: so often it is right, when counted."""
    half = _LETTER_WIDTH * (line.bottom - line.top) / 2
    for run in chain.from_iterable(map(part_syllables, _runs(characters))):
        left = max(line.left, line.left + run[0].centre / stretch - half)
        right = min(line.right, line.left + run[-1].centre / stretch + half)
        text = unicodedata.normalize("NFC", "".join(item.text for item in run))
        yield OcrWord(text, Box(left, line.top, right, line.bottom), min(item.confidence for item in run))


def _runs(characters: Sequence[Character]) -> Iterator[list[Character]]:
    """Yield the characters of each word; behind a mark the recogniser often sees no space where there is one."""
    run: list[Character] = []
    for character in characters:
        text = "".join(item.text for item in run[-2:])
        if run and (character.text.isspace() or (character.text.isalpha() and _ends_word(text, character.text))):
            yield run
            run = []
        if not character.text.isspace():
            run.append(character)
    if run:
        yield run


def part_syllables(run: list[Character]) -> Iterator[list[Character]]:
    """Yield a word, or two syllables that are read as one: between narrow bold letters a space is often not seen.

    They are those that follow each other in official texts; what is one syllable, or has no marks, is left.
    """
    words = [unicodedata.normalize("NFC", item.text).lower() for item in run]
    text = "".join(words)
    at = 0
    if not text.isascii() and text.isalpha() and not is_syllable(text):
        followers = syllable_model().followers
        often = {k: followers.get("".join(words[:k]), {}).get("".join(words[k:]), 0) for k in range(1, len(words))}
        at = max(often, key=often.__getitem__, default=0)
        at = at if often.get(at) else 0
    yield from (run[:at], run[at:]) if at else (run,)


def _ends_word(text: str, following: str) -> bool:
    """Say whether a word ends behind `text` where a letter follows without a space."""
    if text[-1] in _MARKS:
        return True
    return text[-1] == "." and (text[0].isdigit() or (text[0].islower() and following.isupper()))
