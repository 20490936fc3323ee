"""Make a page's text of the lines that OCR gave, with its paragraphs, lines and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.pages import Box, SourceBlock, SourceLine, SourcePage, SourceWord
from kg.read.ocr.words import OcrLine, around

SURE = 0.9
"""From this confidence on a word counts as surely read in the quality of its page."""
_GAP = 1.7
"""Lines further apart than so many usual steps begin a paragraph."""
_INDENT = 1.0
"""A line that begins so many line heights right of the one above begins a paragraph."""
_SHORT = 3.0
"""A line that ends so many line heights before the right edge of its neighbours ends a paragraph."""


@dataclass(frozen=True, slots=True)
class OcrPage:
    """A page's text, without a line feed at its end, and what is known of it; spans count from `page.start_char`."""

    text: str
    page: SourcePage
    blocks: tuple[SourceBlock, ...]
    lines: tuple[SourceLine, ...]
    words: tuple[SourceWord, ...]


def page_of(
    lines: Sequence[OcrLine],
    size: tuple[float, float],
    *,
    scale: float,
    number: int,
    start_char: int = 0,
    page: int = 0,
    rotation: int = 0,
) -> OcrPage:
    """Return the text of a page's lines; its spans begin at `start_char`, its boxes are in points.

    `size` is the page's in points, `scale` the points of a pixel, `number` its place in the file from 1, `page` its
    index in the layout. Furniture is told apart by who sees all pages.
    """
    text = "\n".join(line.text for line in lines)
    shown: list[SourceLine] = []
    words: list[SourceWord] = []
    at = start_char
    for line in lines:
        shown.append(SourceLine(at, at + len(line.text), page, _points(line.box, scale)))
        words.extend(_words(line, at))
        at += len(line.text) + 1
    blocks = tuple(
        SourceBlock("paragraph", run[0].start_char, run[-1].end_char, page=page, box=around(line.box for line in run))
        for run in _paragraphs(lines, shown)
    )
    sure = sum(word.confidence >= SURE for word in words)
    known = SourcePage(
        start_char,
        start_char + len(text),
        number,
        width=size[0],
        height=size[1],
        rotation=rotation,
        origin="ocr" if words else "empty",
        quality=sure / len(words) if words else 0.0,
    )
    return OcrPage(text, known, blocks, tuple(shown), tuple(words))


def _points(box: Box, scale: float) -> Box:
    return Box(*(round(side * scale, 2) for side in box))


def _words(line: OcrLine, start_char: int) -> Iterator[SourceWord]:
    at = start_char
    for word in line.words:
        yield SourceWord(at, at + len(word.text), word.confidence)
        at += len(word.text) + 1


def _paragraphs(lines: Sequence[OcrLine], shown: Sequence[SourceLine]) -> Iterator[list[SourceLine]]:
    """Yield the lines of each paragraph."""
    if not lines:
        return
    height = median(line.upright.bottom - line.upright.top for line in lines)
    steps = [
        below.upright.top - above.upright.top
        for above, below in pairwise(lines)
        if below.upright.top > above.upright.bottom - height / 2
    ]
    step = median(steps) if steps else height
    run = [shown[0]]
    for above, below, line in zip(lines, lines[1:], shown[1:], strict=False):
        if _begins(above.upright, below.upright, height=height, step=step):
            yield run
            run = []
        run.append(line)
    yield run


def _begins(above: Box, below: Box, *, height: float, step: float) -> bool:
    """Say whether a line begins a paragraph, by the one above."""
    beside = below.top < above.top + height / 2
    apart = below.top - above.top > _GAP * step
    indented = below.left - above.left > _INDENT * height
    ended = below.right - above.right > _SHORT * height
    return beside or apart or indented or ended
