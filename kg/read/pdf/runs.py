"""Put the characters of a page into runs, each what stands on one baseline; small raised ones go to their line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from statistics import median

import numpy as np

from kg.read.pdf.glyphs import Glyphs

_SAME_BASE = 0.3
_BESIDE = 0.6
_CLUSTER = 0.5
"""In heights of a character: how far baselines of one line differ, small characters are from their line, and from each
other."""
SMALL = 0.82


def runs_of(glyphs: Glyphs, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the order of characters by run and from left to right, and the run of each in that order, top to bottom.

    All arrays are of shape (n,); a run is within one group.
    """
    order = _by_place(glyphs, groups)
    glyphs, groups = glyphs.take(order), groups[order]
    runs = _attach_small(glyphs, _by_baseline(glyphs, groups), groups=groups)
    from_left = _from_left(glyphs, runs)
    if from_left is not None:
        order, runs = order[from_left], runs[from_left]
    return order, np.cumsum(np.concatenate(([0], np.diff(runs) != 0)))


def starts_of(numbers: np.ndarray) -> np.ndarray:
    """Return where equal numbers that follow each other begin."""
    return np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1])))


def usual_heights(glyphs: Glyphs, edges: list[int]) -> list[float]:
    """Return the usual height of the characters between edges; one with an accent on its accent is higher."""
    lowest = np.minimum.reduceat(glyphs.height, edges[:-1])
    heights = lowest.tolist()
    for at in np.flatnonzero(lowest != np.maximum.reduceat(glyphs.height, edges[:-1])).tolist():
        run = glyphs.height[edges[at] : edges[at + 1]]
        inked = run[glyphs.text[edges[at] : edges[at + 1]] != " "]
        heights[at] = median((inked if len(inked) else run).tolist())
    return heights


def _by_place(glyphs: Glyphs, groups: np.ndarray) -> np.ndarray:
    """Return the order of characters by group, then by baseline, then from left to right."""
    lower, further, step = np.diff(glyphs.base), np.diff(glyphs.left), np.diff(groups)
    if ((step > 0) | ((step == 0) & ((lower > 0) | ((lower == 0) & (further > 0))))).all():
        return np.arange(glyphs.count)
    order = np.lexsort((glyphs.left, glyphs.base, groups))
    base, left, group = glyphs.base[order], glyphs.left[order], groups[order]
    if ((left[1:] == left[:-1]) & (base[1:] == base[:-1]) & (group[1:] == group[:-1])).any():
        return np.lexsort((*reversed(glyphs[:-1]), groups))
    return order


def _by_baseline(glyphs: Glyphs, groups: np.ndarray) -> np.ndarray:
    """Return which run each character is in, from 0, top to bottom."""
    bases, heights = glyphs.base.tolist(), glyphs.height.tolist()
    edges = [*starts_of(groups).tolist(), len(bases)]
    starts: list[int] = []
    for first, end in pairwise(edges):
        at = first
        while at < end:
            starts.append(at)
            base, reach = bases[at], _SAME_BASE * heights[at]
            last = bases[bisect_right(bases, base + reach, at, end) - 1]
            at = bisect_left(bases, last, at + 1, end)  # all before it are surely as high
            while at < end and ((lower := bases[at] - base) <= reach or lower <= _SAME_BASE * heights[at]):
                at += 1
    runs = np.zeros(len(bases), dtype=np.int64)
    runs[starts[1:]] = 1
    return np.cumsum(runs)


def _attach_small(glyphs: Glyphs, runs: np.ndarray, *, groups: np.ndarray) -> np.ndarray:
    """Put small raised or lowered characters (marks of footnotes, powers, indices) into the line that they stand at."""
    starts = starts_of(runs)
    edges = [*starts.tolist(), len(runs)]
    heights, of_group = usual_heights(glyphs, edges), groups[starts].tolist()
    moved = runs.copy()
    for at, (start, end) in enumerate(pairwise(edges)):
        near = [
            other
            for other in (at + 1, at - 1)
            if 0 <= other < len(heights) and of_group[other] == of_group[at] and heights[at] < SMALL * heights[other]
        ]
        if not near:
            continue
        sides = {other: slice(edges[other], edges[other + 1]) for other in near}
        places = {
            other: sorted(zip(glyphs.left[side].tolist(), glyphs.right[side].tolist(), strict=True))
            for other, side in sides.items()
        }
        for cluster in _clusters(glyphs, start, end=end, height=heights[at]):
            first, last = cluster[0], cluster[-1]
            for other in near:
                lower = glyphs.base[first] - glyphs.base[edges[other]]
                reach = float(glyphs.left[first]), float(glyphs.right[last])
                if _stands_at(reach, places[other], lower=lower, height=heights[other]):
                    moved[cluster] = other
                    break
    return moved


def _clusters(glyphs: Glyphs, start: int, *, end: int, height: float) -> list[list[int]]:
    """Return the places of characters that stand close to each other, from left to right."""
    clusters: list[list[int]] = []
    for at in sorted(range(start, end), key=lambda at: (glyphs.left[at], glyphs.index[at])):
        if clusters and glyphs.left[at] - glyphs.right[clusters[-1][-1]] <= _CLUSTER * height:
            clusters[-1].append(at)
        else:
            clusters.append([at])
    return clusters


def _stands_at(sides: tuple[float, float], places: list[tuple[float, float]], *, lower: float, height: float) -> bool:
    """Say whether a cluster is within a line's height and touches a character of it."""
    if not -0.75 * height < lower < 0.4 * height:
        return False
    reach = _BESIDE * height
    left, right = sides
    at = bisect_left(places, (left,))
    before = at > 0 and left - reach <= places[at - 1][1]
    behind = at < len(places) and places[at][0] <= right + reach
    return before or behind


def _from_left(glyphs: Glyphs, runs: np.ndarray) -> np.ndarray | None:
    """Return the order of characters by run, then from left to right; None where they are in it."""
    left, step = np.diff(glyphs.left), np.diff(runs)
    rises = (left > 0) | ((left == 0) & (np.diff(glyphs.index) > 0))
    if ((step > 0) | ((step == 0) & rises)).all():
        return None
    return np.lexsort((glyphs.index, glyphs.left, runs))
