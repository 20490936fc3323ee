"""Build the printed lines of a page from its characters: one baseline, cut where a column ends, spaces by gaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kg.pages import Box
from kg.read.pdf.geometry import around
from kg.read.pdf.glyphs import Glyph

_SAME_BASE = 0.3
_SPACE = 0.15
_LIKELY_SPACE = 0.09
_COLUMN = 2.2
"""In heights of a character: how far baselines of one line differ, a space is wide (a likely one is one that pdfium
sees too), columns are apart."""
_SPREAD = 0.08
_SPREAD_SPACE = 0.12
_SMALL = 0.82
_RAISED = 0.12
_BESIDE = 0.6
_CLUSTER = 0.5
_SAME_PLACE = 0.1
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Line(NamedTuple):
    """A printed line, or the part of one in a column; places are in its frame.

    A line that OCR read has its place on the page as `shown`, and its words: start and end in its text, confidence.
    """

    text: str
    box: Box
    base: float
    height: float
    shown: Box | None = None
    words: tuple[tuple[int, int, float], ...] = ()

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
        """Return the whole row as one line, its parts with three spaces between."""
        if len(self.parts) == 1:
            return self.parts[0]
        box = around([part.box for part in self.parts])
        return Line("   ".join(part.text for part in self.parts), box, self.base, self.height)


def build_rows(glyphs: Sequence[Glyph], *, column: float = _COLUMN) -> list[Row]:
    """Return the rows of characters of one frame, top to bottom, cut where a gap is wider than `column` heights."""
    rows = []
    for run in _attach_small(_by_baseline(glyphs)):
        parts = tuple(_cut(run, column))
        if parts:
            rows.append(Row(max(parts, key=lambda part: part.height).base, parts))
    return rows


def _by_baseline(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return characters by baseline, top to bottom."""
    runs: list[list[Glyph]] = []
    base = height = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.left, glyph.index)):
        if runs and glyph.base - base <= _SAME_BASE * max(height, glyph.height):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
            base, height = glyph.base, glyph.height
    return runs


def _attach_small(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Put small raised or lowered characters (marks of footnotes, powers, indices) into the line that they stand at."""
    heights = [_height(run) for run in runs]
    lefts = [sorted((glyph.left, glyph.right) for glyph in run) for run in runs]
    kept: list[list[Glyph]] = [list(run) for run in runs]
    for at, run in enumerate(runs):
        near = [other for other in (at + 1, at - 1) if 0 <= other < len(runs) and heights[at] < _SMALL * heights[other]]
        for cluster in _clusters(run, heights[at]) if near else ():
            for other in near:
                if _stands_at(cluster, lefts[other], base=runs[other][0].base, height=heights[other]):
                    kept[other].extend(cluster)
                    moved = set(cluster)
                    kept[at] = [glyph for glyph in kept[at] if glyph not in moved]
                    break
    return [run for run in kept if run]


def _clusters(run: list[Glyph], height: float) -> list[list[Glyph]]:
    clusters: list[list[Glyph]] = []
    for glyph in sorted(run, key=lambda glyph: glyph.left):
        if clusters and glyph.left - clusters[-1][-1].right <= _CLUSTER * height:
            clusters[-1].append(glyph)
        else:
            clusters.append([glyph])
    return clusters


def _stands_at(cluster: list[Glyph], places: list[tuple[float, float]], *, base: float, height: float) -> bool:
    """Say whether a cluster is within a line's height and touches a character of it."""
    if not -0.75 * height < cluster[0].base - base < 0.4 * height:
        return False
    reach = _BESIDE * height
    left, right = cluster[0].left, cluster[-1].right
    at = bisect_left(places, (left,))
    before = at > 0 and left - reach <= places[at - 1][1]
    behind = at < len(places) and places[at][0] <= right + reach
    return before or behind


def _cut(run: list[Glyph], column: float) -> list[Line]:
    """Return the parts of one line."""
    if not _has_ink(run):
        return []
    height = _height(run)
    tall = [glyph.base for glyph in run if glyph.height >= 0.9 * height]
    base = median(tall)
    run = sorted(run, key=lambda glyph: (glyph.left, glyph.index))
    parts: list[list[Glyph]] = [[]]
    end = None
    for glyph in run:
        if glyph.text.isspace():
            if parts[-1]:
                parts[-1].append(glyph)
            continue
        if end is not None and glyph.left - end > column * height:
            parts.append([])
        parts[-1].append(glyph)
        end = glyph.right if end is None else max(end, glyph.right)
    return [_to_line(part, base) for part in parts if _has_ink(part)]


def _height(run: Sequence[Glyph]) -> float:
    """Return the usual height of characters; one with an accent on its accent is higher."""
    return median([glyph.height for glyph in run if not glyph.text.isspace()] or [glyph.height for glyph in run])


def _has_ink(run: list[Glyph]) -> bool:
    return any(not glyph.text.isspace() for glyph in run)


def _to_line(part: list[Glyph], base: float) -> Line:
    inked = [glyph for glyph in part if not glyph.text.isspace()]
    height = _height(inked)
    space = _space_width(inked, height)
    text: list[str] = []
    before: Glyph | None = None
    wants_space = False
    for glyph in part:
        if glyph.text.isspace():
            wants_space = before is not None
            continue
        if before is not None:
            if glyph.text == before.text and glyph.left - before.left < _SAME_PLACE * height:
                continue  # printed twice to look bold
            gap = glyph.left - before.right
            left_out = glyph.index > before.index + 1  # a space that pdfium put in
            if (
                wants_space
                or gap > space
                or (left_out and gap > _LIKELY_SPACE * height and gap > space - _SPACE * height / 2)
            ):
                text.append(" ")
        small = glyph.height < _SMALL * height and base - glyph.base > _RAISED * height
        text.append(glyph.text.translate(_RAISED_DIGITS) if small else glyph.text)
        before, wants_space = glyph, False
    box = around([Box(glyph.left, glyph.top, glyph.right, glyph.bottom) for glyph in inked])
    return Line("".join(text), box, base, height)


def _space_width(inked: list[Glyph], height: float) -> float:
    """Return from which gap on there is a space; letters that are set apart need more."""
    gaps = [after.left - before.right for before, after in pairwise(inked)]
    usual = median(gaps) if gaps else 0.0
    return usual + _SPREAD_SPACE * height if usual > _SPREAD * height else _SPACE * height
