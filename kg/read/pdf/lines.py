"""Build the printed lines of a page from its characters: one baseline, cut where a column ends, spaces by gaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from kg.pages import Box
from kg.read.pdf.geometry import around
from kg.read.pdf.glyphs import Glyph

_SAME_BASE = 0.3
_SPACE = 0.15
_LIKELY_SPACE = 0.09
_GUTTER = 0.95
_WIDE = 2.2
"""In heights of a character: how far baselines of one line differ, a space is wide (a likely one is one that pdfium
sees too), columns may be apart, and are so for certain."""
_ELSEWHERE = 8
"""Characters so far from each other in the file were not written together: a figure that was filled into a form."""
_SPREAD = 0.08
_SPREAD_SPACE = 0.12
_SMALL = 0.82
_RAISED = 0.12
_BESIDE = 0.6
_CLUSTER = 0.5
_SAME_PLACE = 0.1
_FROM_LEFT = attrgetter("left", "index")
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
        """Return the whole row as one line, three spaces between parts that are columns for certain."""
        if len(self.parts) == 1:
            return self.parts[0]
        text = [self.parts[0].text]
        for before, after in pairwise(self.parts):
            text += ["   " if self.is_wide(before, after) else " ", after.text]
        return Line("".join(text), around([part.box for part in self.parts]), self.base, self.height)

    def is_wide(self, before: Line, after: Line) -> bool:
        """Say whether two parts are columns for certain."""
        return after.box.left - before.box.right > _WIDE * self.height


def build_rows(glyphs: Sequence[Glyph], *, column: float = _GUTTER) -> list[Row]:
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
    for glyph in sorted(glyphs):
        lower = glyph.base - base
        if runs and (lower <= _SAME_BASE * height or lower <= _SAME_BASE * glyph.height):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
            base, height = glyph.base, glyph.height
    return runs


def _attach_small(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Put small raised or lowered characters (marks of footnotes, powers, indices) into the line that they stand at."""
    heights = [_height(run) for run in runs]
    added: dict[int, list[Glyph]] = {}
    moved: set[int] = set()
    for at, run in enumerate(runs):
        near = [other for other in (at + 1, at - 1) if 0 <= other < len(runs) and heights[at] < _SMALL * heights[other]]
        places = {other: sorted((glyph.left, glyph.right) for glyph in runs[other]) for other in near}
        for cluster in _clusters(run, heights[at]) if near else ():
            for other in near:
                if _stands_at(cluster, places[other], base=runs[other][0].base, height=heights[other]):
                    added.setdefault(other, []).extend(cluster)
                    moved.update(glyph.index for glyph in cluster)
                    break
    if not moved:
        return runs
    stayed = ([glyph for glyph in run if glyph.index not in moved] for run in runs)
    return [run for at, left in enumerate(stayed) if (run := left + added.get(at, []))]


def _clusters(run: list[Glyph], height: float) -> list[list[Glyph]]:
    clusters: list[list[Glyph]] = []
    for glyph in sorted(run, key=_FROM_LEFT):
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
    base = median([glyph.base for glyph in run if glyph.height >= 0.9 * height])
    parts: list[list[Glyph]] = [[]]
    reach, end = column * height, None
    for glyph in sorted(run, key=_FROM_LEFT):
        if glyph.text != " ":
            if end is not None and glyph.left - end > reach:
                parts.append([])
            end = glyph.right if end is None or glyph.right > end else end
        parts[-1].append(glyph)
    return [_to_line(part, base) for part in parts if _has_ink(part)]


def _height(run: Sequence[Glyph]) -> float:
    """Return the usual height of characters; one with an accent on its accent is higher."""
    return median([glyph.height for glyph in run if glyph.text != " "] or [glyph.height for glyph in run])


def _has_ink(run: list[Glyph]) -> bool:
    return any(glyph.text != " " for glyph in run)


def _to_line(part: list[Glyph], base: float) -> Line:
    inked = [glyph for glyph in part if glyph.text != " "]
    height = _height(inked)
    space = _space_width(inked, height)
    small, raised, same = _SMALL * height, base - _RAISED * height, _SAME_PLACE * height
    text: list[str] = []
    before: Glyph | None = None
    wants_space = False
    for glyph in part:
        letter = glyph.text
        if letter == " ":
            wants_space = before is not None
            continue
        if before is not None:
            if letter == before.text and glyph.left - before.left < same:
                continue  # printed twice to look bold
            if (
                wants_space
                or glyph.left - before.right > space
                or _are_apart(before, glyph, space=space, height=height)
            ):
                text.append(" ")
        text.append(letter.translate(_RAISED_DIGITS) if glyph.height < small and glyph.base < raised else letter)
        before, wants_space = glyph, False
    return Line("".join(text), _box(inked), base, height)


def _box(glyphs: list[Glyph]) -> Box:
    _, lefts, rights, tops, bottoms, *_ = zip(*glyphs, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _are_apart(before: Glyph, glyph: Glyph, *, space: float, height: float) -> bool:
    """Say whether there is a space between two characters whose gap alone does not tell."""
    if glyph.index == before.index + 1:
        return False
    if glyph.index > before.index and glyph.left - before.right > max(
        _LIKELY_SPACE * height, space - _SPACE * height / 2
    ):
        return True  # pdfium put one in
    filled_in = not -_ELSEWHERE < glyph.index - before.index < _ELSEWHERE
    digits = before.text.isdigit(), glyph.text.isdigit()
    return filled_in and digits[0] != digits[1] and before.text.isalnum() and glyph.text.isalnum()


def _space_width(inked: list[Glyph], height: float) -> float:
    """Return from which gap on there is a space; letters that are set apart need more."""
    gaps = [after.left - before.right for before, after in pairwise(inked)]
    usual = median(gaps) if gaps else 0.0
    return usual + _SPREAD_SPACE * height if usual > _SPREAD * height else _SPACE * height
