"""Build the printed lines of a page from its characters: one baseline, cut where a column ends, spaces by gaps.

All lines of a page are built in one go, on columns of numbers.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from kg.pages import Box
from kg.read.pdf.geometry import around
from kg.read.pdf.glyphs import Glyphs
from kg.read.pdf.runs import SMALL, edges_of, middle_of, runs_of, usual_heights

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
_ONE_LETTER = np.dtype("<U1").itemsize
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
    glyphs, groups, runs, edges, heights = runs_of(glyphs, groups)
    (inked,) = glyphs.ink.nonzero()
    if not len(inked):
        return rows
    bases = _usual_bases(glyphs, edges, heights)
    letters, runs = glyphs.take(inked), runs[inked]
    firsts = _part_starts(letters, runs, reach=column * np.array(heights))
    of_part = runs[firsts].tolist()
    blanks = inked - np.arange(len(inked))
    part_edges = [*firsts.tolist(), letters.count]
    part_heights = _part_heights(letters, part_edges, of_part, heights)
    lines = _to_lines(letters, part_edges, part_heights, bases=[bases[run] for run in of_part], blanks=blanks)
    by_run: dict[int, list[Line]] = {}
    for run, line in zip(of_part, lines, strict=True):
        by_run.setdefault(run, []).append(line)
    group_of = groups[edges[:-1]].tolist()
    for run, parts in by_run.items():
        rows.setdefault(group_of[run], []).append(Row(bases[run], tuple(parts)))
    return rows


def _part_heights(letters: Glyphs, edges: list[int], of_part: list[int], heights: list[float]) -> list[float]:
    """Return the usual height of each part: that of its run where it is the only one."""
    found = [heights[run] for run in of_part]
    times = Counter(of_part) if len(of_part) > of_part[-1] + 1 else {}
    for at in (at for at, run in enumerate(of_part) if times.get(run, 1) > 1):
        first, end = edges[at : at + 2]
        (found[at],) = usual_heights(letters.take(np.arange(first, end)), [0, end - first])
    return found


def _usual_bases(glyphs: Glyphs, edges: list[int], heights: list[float]) -> list[float]:
    """Return the baseline of each run, that of its high characters."""
    lowest = np.minimum.reduceat(glyphs.base, edges[:-1])
    bases = lowest.tolist()
    for at in (lowest != np.maximum.reduceat(glyphs.base, edges[:-1])).nonzero()[0].tolist():
        run = slice(edges[at], edges[at + 1])
        bases[at] = middle_of(glyphs.base[run][glyphs.height[run] >= 0.9 * heights[at]])
    return bases


def _part_starts(letters: Glyphs, runs: np.ndarray, *, reach: np.ndarray) -> np.ndarray:
    """Return where runs and their parts begin: behind a gap wider than the reach of the run."""
    begins = np.ones(len(runs), dtype=bool)
    begins[1:] = runs[1:] != runs[:-1]
    (starts,) = begins.nonzero()
    is_far = letters.left[1:] - letters.right[:-1] > reach[runs[1:]]
    for at in ((is_far & ~begins[1:]).nonzero()[0] + 1).tolist():
        start = starts[np.searchsorted(starts, at) - 1]
        begins[at] = letters.left[at] - letters.right[start:at].max() > reach[runs[at]]
    return begins.nonzero()[0]


def _to_lines(
    letters: Glyphs, edges: list[int], heights: list[float], *, bases: list[float], blanks: np.ndarray
) -> list[Line]:
    """Return the lines between `edges`, of usual heights, `blanks` saying how many blanks are before each character."""
    firsts = edges[:-1]
    sizes = np.array(edges[1:]) - firsts
    parts, height = np.arange(len(firsts)).repeat(sizes), np.array(heights)
    spaces = _space_widths(letters, edges, heights)
    lefts, tops = (np.minimum.reduceat(side, firsts).tolist() for side in (letters.left, letters.top))
    rights, bottoms = (np.maximum.reduceat(side, firsts).tolist() for side in (letters.right, letters.bottom))
    bold = np.logical_and.reduceat(letters.bold, firsts).tolist()
    kept = _printed_once(letters, parts, height)
    if not kept.all():
        letters, parts, blanks = letters.take(kept), parts[kept], blanks[kept]
    has_space = _has_space(letters, parts, blanks, spaces=np.array(spaces), heights=height)
    texts = _texts(letters, parts, has_space, bases=np.array(bases), heights=height)
    boxes = map(Box, lefts, tops, rights, bottoms)
    lines = map(Line, texts, boxes, bases, heights)
    return [line._replace(bold=True) if is_bold else line for line, is_bold in zip(lines, bold, strict=True)]


def _space_widths(letters: Glyphs, edges: list[int], heights: list[float]) -> list[float]:
    """Return from which gap on there is a space in each part; letters that are set apart need more."""
    widths = [_SPACE * height for height in heights]
    gaps = letters.left[1:] - letters.right[:-1]
    sizes = np.array(edges[1:]) - edges[:-1]
    is_wide = np.zeros(letters.count, dtype=np.int64)
    is_wide[:-1] = gaps > (_SPREAD * np.array(heights)).repeat(sizes)[:-1]
    is_wide[np.array(edges[1:]) - 1] = 0
    wide = np.add.reduceat(is_wide, edges[:-1])
    for at in ((sizes > 1) & (2 * wide >= sizes - 1)).nonzero()[0].tolist():
        usual = middle_of(gaps[edges[at] : edges[at + 1] - 1])
        if usual > _SPREAD * heights[at]:
            widths[at] = usual + _SPREAD_SPACE * heights[at]
    return widths


def _printed_once(letters: Glyphs, parts: np.ndarray, heights: np.ndarray) -> np.ndarray:
    """Return which characters are not printed over themselves, to look bold."""
    same = _SAME_PLACE * heights[parts]
    kept = np.ones(len(parts), dtype=bool)
    is_again = (letters.text[1:] == letters.text[:-1]) & (letters.left[1:] - letters.left[:-1] < same[1:])
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
    space, height, index = spaces[parts[1:]], heights[parts[1:]], letters.index
    gaps, steps = letters.left[1:] - letters.right[:-1], index[1:] - index[:-1]
    likely = np.maximum(_LIKELY_SPACE * height, space - _SPACE * height / 2)
    is_apart = (blanks[1:] > blanks[:-1]) | (gaps > space) | ((steps > 1) & (gaps > likely))  # pdfium put one in
    filled_in = ~is_apart & ((steps >= _ELSEWHERE) | (steps <= -_ELSEWHERE))
    for at in filled_in.nonzero()[0].tolist():
        before, after = str(letters.text[at]), str(letters.text[at + 1])
        is_apart[at] = before.isdigit() != after.isdigit() and before.isalnum() and after.isalnum()
    has_space = np.zeros(len(parts), dtype=bool)
    has_space[1:] = is_apart & (parts[1:] == parts[:-1])
    return has_space


def _texts(
    letters: Glyphs, parts: np.ndarray, has_space: np.ndarray, *, bases: np.ndarray, heights: np.ndarray
) -> list[str]:
    """Return the text of each part, raised digits as such."""
    height = heights[parts]
    is_raised = (letters.height < SMALL * height) & (letters.base < bases[parts] - _RAISED * height)
    edges = edges_of(parts)
    if letters.text.dtype.itemsize == _ONE_LETTER and not is_raised.any():
        return _texts_of_letters(letters.text, has_space, edges)
    pieces = letters.text.tolist()
    for at in is_raised.nonzero()[0].tolist():
        pieces[at] = pieces[at].translate(_RAISED_DIGITS)
    for at in has_space.nonzero()[0].tolist():
        pieces[at] = " " + pieces[at]
    return ["".join(pieces[start:end]) for start, end in pairwise(edges)]


def _texts_of_letters(text: np.ndarray, has_space: np.ndarray, edges: list[int]) -> list[str]:
    """Return the texts between edges of single characters, with spaces before some."""
    places = has_space.cumsum()
    places += np.arange(len(text))
    spaced = np.full(int(places[-1]) + 1, ord(" "), dtype="<u4")
    spaced[places] = text.astype("<U1", copy=False).view("<u4")
    whole = spaced.tobytes().decode("utf-32-le", "surrogatepass")
    starts = [*places[edges[:-1]].tolist(), len(whole)]
    return [whole[start:end] for start, end in pairwise(starts)]
