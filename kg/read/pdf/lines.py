"""Build the printed lines of a page from its characters: one baseline, cut where a column ends, spaces by gaps.

All lines of a page are built in one go, on columns of numbers.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

import numpy as np

from kg.pages import Box
from kg.read.pdf.geometry import around
from kg.read.pdf.glyphs import Glyphs
from kg.read.pdf.runs import SMALL, runs_of, starts_of, usual_heights

_SPACE = 0.15
_LIKELY_SPACE = 0.09
_GUTTER = 0.95
_WIDE = 2.2
"""In heights of a character: how wide a space is (a likely one is one that pdfium sees too), how far columns may be
apart, and are so for certain."""
_ELSEWHERE = 8
"""Characters so far from each other in the file were not written together: a figure that was filled into a form."""
_SPREAD = 0.08
_SPREAD_SPACE = 0.12
_RAISED = 0.12
_SAME_PLACE = 0.1
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Line(NamedTuple):
    """A printed line, or the part of one in a column; places are in its frame.

    `bold` says that all of it is bold. A line that OCR read has its place on the page as `shown`, and its words: start
    and end in its text, confidence.
    """

    text: str
    box: Box
    base: float
    height: float
    shown: Box | None = None
    words: tuple[tuple[int, int, float], ...] = ()
    bold: bool = False

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.box.right - self.box.left

    @property
    def middle(self) -> float:
        """Return the middle of its width."""
        return (self.box.right + self.box.left) / 2


class Row(NamedTuple):
    """The parts of one printed line, left to right, parted where a column ends."""

    base: float
    parts: tuple[Line, ...]

    @property
    def left(self) -> float:
        """Return where its first part begins."""
        return self.parts[0].box.left

    @property
    def right(self) -> float:
        """Return where its last part ends."""
        return self.parts[-1].box.right

    @property
    def height(self) -> float:
        """Return the height of its largest character."""
        return max(part.height for part in self.parts)

    def joined(self) -> Line:
        """Return the whole row as one line, three spaces between parts that are columns for certain."""
        if len(self.parts) == 1:
            return self.parts[0]
        text = [self.parts[0].text]
        for before, after in pairwise(self.parts):
            text += ["   " if self.is_wide(before, after) else " ", after.text]
        box, bold = around([part.box for part in self.parts]), all(part.bold for part in self.parts)
        return Line("".join(text), box, self.base, self.height, bold=bold)

    def is_wide(self, before: Line, after: Line) -> bool:
        """Say whether two parts are columns for certain."""
        return after.box.left - before.box.right > _WIDE * self.height


def build_rows(glyphs: Glyphs, *, column: float = _GUTTER) -> list[Row]:
    """Return the rows of characters of one frame, top to bottom, cut where a gap is wider than `column` heights."""
    return build_rows_of(glyphs, np.zeros(glyphs.count, dtype=np.int64), column=column).get(0, [])


def build_rows_of(glyphs: Glyphs, groups: np.ndarray, *, column: float) -> dict[int, list[Row]]:
    """Return the rows of characters for each group, `groups` being the number of the group of each, shape (n,)."""
    rows: dict[int, list[Row]] = {}
    if not glyphs.count:
        return rows
    order, runs = runs_of(glyphs, groups)
    glyphs, groups = glyphs.take(order), groups[order]
    inked = np.flatnonzero(glyphs.ink)
    if not len(inked):
        return rows
    edges = [*starts_of(runs).tolist(), len(runs)]
    heights = usual_heights(glyphs, edges)
    bases = _usual_bases(glyphs, edges, heights)
    letters, runs = glyphs.take(inked), runs[inked]
    firsts = _part_starts(letters, runs, reach=column * np.array(heights))
    blanks = inked - np.arange(len(inked))
    of_part = runs[firsts].tolist()
    lines = _to_lines(letters, firsts, bases=[bases[run] for run in of_part], blanks=blanks)
    for run, parts in groupby(zip(of_part, lines, strict=True), key=itemgetter(0)):
        rows.setdefault(int(groups[edges[run]]), []).append(Row(bases[run], tuple(line for _, line in parts)))
    return rows


def _usual_bases(glyphs: Glyphs, edges: list[int], heights: list[float]) -> list[float]:
    """Return the baseline of each run, that of its high characters."""
    lowest = np.minimum.reduceat(glyphs.base, edges[:-1])
    bases = lowest.tolist()
    for at in np.flatnonzero(lowest != np.maximum.reduceat(glyphs.base, edges[:-1])).tolist():
        run = slice(edges[at], edges[at + 1])
        bases[at] = median(glyphs.base[run][glyphs.height[run] >= 0.9 * heights[at]].tolist())
    return bases


def _part_starts(letters: Glyphs, runs: np.ndarray, *, reach: np.ndarray) -> np.ndarray:
    """Return where runs and their parts begin: behind a gap wider than the reach of the run."""
    begins = np.concatenate(([True], runs[1:] != runs[:-1]))
    starts = np.flatnonzero(begins)
    is_far = letters.left[1:] - letters.right[:-1] > reach[runs[1:]]
    for at in (np.flatnonzero(is_far & ~begins[1:]) + 1).tolist():
        start = starts[np.searchsorted(starts, at) - 1]
        begins[at] = letters.left[at] - letters.right[start:at].max() > reach[runs[at]]
    return np.flatnonzero(begins)


def _to_lines(letters: Glyphs, firsts: np.ndarray, *, bases: list[float], blanks: np.ndarray) -> list[Line]:
    """Return the lines that begin at `firsts`, `blanks` saying how many blanks stand before each character."""
    edges = [*firsts.tolist(), letters.count]
    parts = np.repeat(np.arange(len(firsts)), np.diff(edges))
    heights = usual_heights(letters, edges)
    spaces = _space_widths(letters, edges, heights)
    lefts, tops = (np.minimum.reduceat(side, firsts).tolist() for side in (letters.left, letters.top))
    rights, bottoms = (np.maximum.reduceat(side, firsts).tolist() for side in (letters.right, letters.bottom))
    kept = _printed_once(letters, parts, heights)
    bold = np.logical_and.reduceat(letters.bold, firsts)
    if not kept.all():
        letters, parts, blanks = letters.take(kept), parts[kept], blanks[kept]
    has_space = _has_space(letters, parts, blanks, spaces=np.array(spaces), heights=np.array(heights))
    texts = _texts(letters, parts, has_space, bases=np.array(bases), heights=np.array(heights))
    boxes = map(Box, lefts, tops, rights, bottoms)
    lines = map(Line, texts, boxes, bases, heights)
    return [line._replace(bold=True) if is_bold else line for line, is_bold in zip(lines, bold.tolist(), strict=True)]


def _space_widths(letters: Glyphs, edges: list[int], heights: list[float]) -> list[float]:
    """Return from which gap on there is a space in each part; letters that are set apart need more."""
    widths = [_SPACE * height for height in heights]
    gaps = letters.left[1:] - letters.right[:-1]
    sizes = np.diff(edges)
    is_wide = np.append(gaps, 0) > _SPREAD * np.repeat(heights, sizes)
    is_wide[np.array(edges[1:]) - 1] = False
    wide = np.add.reduceat(is_wide, edges[:-1], dtype=np.int64)
    for at in np.flatnonzero((sizes > 1) & (2 * wide >= sizes - 1)).tolist():
        usual = median(gaps[edges[at] : edges[at + 1] - 1].tolist())
        if usual > _SPREAD * heights[at]:
            widths[at] = usual + _SPREAD_SPACE * heights[at]
    return widths


def _printed_once(letters: Glyphs, parts: np.ndarray, heights: list[float]) -> np.ndarray:
    """Return which characters are not printed over themselves, to look bold."""
    same = _SAME_PLACE * np.array(heights)[parts]
    kept = np.ones(len(parts), dtype=bool)
    is_again = (letters.text[1:] == letters.text[:-1]) & (np.diff(letters.left) < same[1:])
    for part in sorted(set(parts[1:][is_again & (parts[1:] == parts[:-1])].tolist())):
        first, end = np.searchsorted(parts, (part, part + 1)).tolist()
        before = first
        for at in range(first + 1, end):
            if letters.text[at] == letters.text[before] and letters.left[at] - letters.left[before] < same[at]:
                kept[at] = False
            else:
                before = at
    return kept


def _has_space(
    letters: Glyphs, parts: np.ndarray, blanks: np.ndarray, *, spaces: np.ndarray, heights: np.ndarray
) -> np.ndarray:
    """Return before which characters there is a space."""
    space, height = spaces[parts[1:]], heights[parts[1:]]
    gaps, steps = letters.left[1:] - letters.right[:-1], np.diff(letters.index)
    likely = np.maximum(_LIKELY_SPACE * height, space - _SPACE * height / 2)
    is_apart = (np.diff(blanks) > 0) | (gaps > space) | ((steps > 1) & (gaps > likely))  # pdfium put one in
    filled_in = ~is_apart & ((steps >= _ELSEWHERE) | (steps <= -_ELSEWHERE))
    for at in np.flatnonzero(filled_in).tolist():
        before, after = str(letters.text[at]), str(letters.text[at + 1])
        is_apart[at] = before.isdigit() != after.isdigit() and before.isalnum() and after.isalnum()
    return np.concatenate(([False], is_apart & (parts[1:] == parts[:-1])))


def _texts(
    letters: Glyphs, parts: np.ndarray, has_space: np.ndarray, *, bases: np.ndarray, heights: np.ndarray
) -> list[str]:
    """Return the text of each part, raised digits as such."""
    height = heights[parts]
    is_raised = (letters.height < SMALL * height) & (letters.base < bases[parts] - _RAISED * height)
    pieces = letters.text.tolist()
    for at in np.flatnonzero(is_raised).tolist():
        pieces[at] = pieces[at].translate(_RAISED_DIGITS)
    for at in np.flatnonzero(has_space).tolist():
        pieces[at] = " " + pieces[at]
    return ["".join(pieces[start:end]) for start, end in pairwise([*starts_of(parts).tolist(), len(parts)])]
