"""Put the characters of a page into runs, each what stands on one baseline; small raised ones go to their line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from kg.read.pdf.glyphs import Glyphs

_SAME_BASE = 0.3
_BESIDE = 0.6
_CLUSTER = 0.5
"""In heights of a character: how far baselines of one line differ, small characters are from their line, and from each
other."""
SMALL = 0.82


class Runs(NamedTuple):
    """Characters by run, top to bottom, and from left to right within one; a run is within one group.

    `groups` holds the group of each, `numbers` its run, from 0, as arrays of shape (n,); `edges` is where each run
    begins, and the end; `heights` are their usual heights.
    """

    glyphs: Glyphs
    groups: np.ndarray
    numbers: np.ndarray
    edges: list[int]
    heights: list[float]


def runs_of(glyphs: Glyphs, groups: np.ndarray) -> Runs:
    """Return the runs of characters, `groups` being the group of each, an array of shape (n,)."""
    order = _by_place(glyphs, groups)
    if order is not None:
        glyphs, groups = glyphs.take(order), groups[order]
    runs = _by_baseline(glyphs, groups)
    edges = edges_of(runs)
    heights = usual_heights(glyphs, edges)
    moved = _attach_small(glyphs, edges, runs=runs, heights=heights, groups=groups)
    order = _from_left(glyphs, moved)
    if order is not None:
        glyphs, groups, moved = glyphs.take(order), groups[order], moved[order]
    if moved is runs or np.array_equal(moved, runs):
        return Runs(glyphs, groups, runs, edges, heights)
    numbers = np.zeros(len(moved), dtype=np.int64)
    numbers[1:] = moved[1:] != moved[:-1]
    numbers = numbers.cumsum()
    edges = edges_of(numbers)
    return Runs(glyphs, groups, numbers, edges, usual_heights(glyphs, edges))


def starts_of(numbers: np.ndarray) -> np.ndarray:
    """Return where equal numbers that follow each other begin."""
    return np.concatenate(([0], (numbers[1:] != numbers[:-1]).nonzero()[0] + 1))


def edges_of(numbers: np.ndarray) -> list[int]:
    """Return where equal numbers that follow each other begin, and their end."""
    return [*starts_of(numbers).tolist(), len(numbers)]


def usual_heights(glyphs: Glyphs, edges: list[int]) -> list[float]:
    """Return the usual height of the characters between edges; one with an accent on its accent is higher."""
    lowest = np.minimum.reduceat(glyphs.height, edges[:-1])
    heights, ink = lowest.tolist(), glyphs.ink
    for at in (lowest != np.maximum.reduceat(glyphs.height, edges[:-1])).nonzero()[0].tolist():
        run = slice(edges[at], edges[at + 1])
        height = glyphs.height[run]
        heights[at] = middle_of(height[ink[run]]) or middle_of(height)
    return heights


def middle_of(numbers: np.ndarray) -> float:
    """Return the median of numbers, 0 of none."""
    count = len(numbers)
    if not count:
        return 0.0
    ordered = np.sort(numbers)
    return (ordered.item((count - 1) // 2) + ordered.item(count // 2)) / 2


def _by_place(glyphs: Glyphs, groups: np.ndarray) -> np.ndarray | None:
    """Return the order of characters by group, then by baseline, then from left to right; None where they are in it."""
    base, left = glyphs.base, glyphs.left
    is_right = (base[1:] > base[:-1]) | ((base[1:] == base[:-1]) & (left[1:] > left[:-1]))
    if ((groups[1:] > groups[:-1]) | ((groups[1:] == groups[:-1]) & is_right)).all():
        return None
    order = np.lexsort((left, base, groups))
    base, left, group = base[order], left[order], groups[order]
    if ((left[1:] == left[:-1]) & (base[1:] == base[:-1]) & (group[1:] == group[:-1])).any():
        return np.lexsort((*reversed(glyphs[:-1]), groups))
    return order


def _by_baseline(glyphs: Glyphs, groups: np.ndarray) -> np.ndarray:
    """Return which run each character is in, from 0, top to bottom."""
    bases, heights = glyphs.base.tolist(), glyphs.height
    starts: list[int] = []
    for first, end in pairwise(edges_of(groups)):
        at = first
        while at < end:
            starts.append(at)
            base, reach = bases[at], _SAME_BASE * heights.item(at)
            last = bases[bisect_right(bases, base + reach, at, end) - 1]
            # All before the last one that is as high are as high; those as high as it are too if it is, reckoned so.
            at = (bisect_right if last - base <= reach else bisect_left)(bases, last, at + 1, end)
            while at < end and ((lower := bases[at] - base) <= reach or lower <= _SAME_BASE * heights.item(at)):
                at += 1
    runs = np.zeros(len(bases), dtype=np.int64)
    runs[starts[1:]] = 1
    return runs.cumsum()


def _attach_small(
    glyphs: Glyphs, edges: list[int], *, runs: np.ndarray, heights: list[float], groups: np.ndarray
) -> np.ndarray:
    """Put small raised or lowered characters (marks of footnotes, powers, indices) into the line that they stand at."""
    height, group = np.array(heights), groups[edges[:-1]]
    is_near = group[1:] == group[:-1]
    below = (is_near & (height[:-1] < SMALL * height[1:])).nonzero()[0].tolist()
    above = ((is_near & (height[1:] < SMALL * height[:-1])).nonzero()[0] + 1).tolist()
    moved = runs.copy() if below or above else runs
    for at in sorted({*below, *above}):
        near = [at + step for step, side in ((1, below), (-1, above)) if at in side]
        sides = {other: slice(edges[other], edges[other + 1]) for other in near}
        places = {
            other: sorted(zip(glyphs.left[side].tolist(), glyphs.right[side].tolist(), strict=True))
            for other, side in sides.items()
        }
        for cluster in _clusters(glyphs, edges[at], end=edges[at + 1], height=heights[at]):
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
    left, index = glyphs.left, glyphs.index
    rises = (left[1:] > left[:-1]) | ((left[1:] == left[:-1]) & (index[1:] > index[:-1]))
    if ((runs[1:] > runs[:-1]) | ((runs[1:] == runs[:-1]) & rises)).all():
        return None
    return np.lexsort((index, left, runs))
