"""Hold what OCR gives: words with their boxes and how sure they are, in lines.

Boxes are in pixels of the image that was given, from its upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.pages import Box

SURE = 0.9
"""From this confidence on a word counts as surely read in the quality of its page."""


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A printed word without white space, its place, and how sure it is, between 0 and 1."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A printed line with its words from left to right; its place on the image, and on the image turned upright.

    The two boxes differ where the page lay sideways or aslant; how lines stand to each other is read from `upright`.
    """

    words: tuple[OcrWord, ...]
    box: Box
    upright: Box

    @property
    def text(self) -> str:
        """Return the words with a space between them."""
        return " ".join(word.text for word in self.words)


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of `boxes`."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def line_of(words: Iterable[OcrWord]) -> OcrLine:
    """Return the line of some words of an upright image."""
    kept = tuple(words)
    box = around(word.box for word in kept)
    return OcrLine(kept, box, box)
