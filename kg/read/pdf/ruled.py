"""Find the ruled lines of a scanned page: long straight runs of dark pixels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kg.read.pdf.rules import Rule

if TYPE_CHECKING:
    from PIL import Image

_DARK = 140
_SHORTEST = 30.0
"""In points: no stroke of a letter is so long."""
_SHARE = 0.93
"""So much of a run is dark, as scans have specks."""
_THICK = 2.5
_MOST_PIXELS = 10_000_000
"""A larger image is looked at coarser, A4 at 300 dots an inch still as it is."""
_MOST = 400
"""More rules than this are a picture."""


def image_rules(image: Image.Image, scale: float) -> list[Rule]:
    """Return the rules of a page's image in points, `scale` being the pixels of a point; none for a picture."""
    factor = math.ceil((image.width * image.height / _MOST_PIXELS) ** 0.5)
    gray = (image if image.mode == "L" else image.convert("L")).reduce(factor)
    scale /= factor
    dark = np.asarray(gray) < _DARK
    return _rules(dark, True, scale=scale) + _rules(dark.T, False, scale=scale)


def _rules(dark: np.ndarray, level: bool, *, scale: float) -> list[Rule]:
    """Return the runs along the rows of an image; those of neighbouring rows are one rule."""
    length = round(_SHORTEST * scale)
    if dark.shape[1] <= length:
        return []
    sums = np.cumsum(dark, axis=1, dtype=np.int32)
    long = sums[:, length:] - sums[:, :-length] >= _SHARE * length
    rules: list[Rule] = []
    growing: list[list[float]] = []  # first row, last row, start, end
    for row in np.flatnonzero(long.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], long[row].astype(np.int8), [0]))))
        if len(edges) > _MOST or len(rules) > _MOST:
            return []  # a picture
        for start, end in zip(edges[::2], edges[1::2] + length, strict=True):
            same = next((one for one in growing if row - one[1] <= 2 and start < one[3] and one[2] < end), None)
            if same is None:
                growing.append([row, row, start, end])
            else:
                same[1], same[2], same[3] = row, min(same[2], start), max(same[3], end)
        done = [one for one in growing if row - one[1] > 2]
        growing = [one for one in growing if row - one[1] <= 2]
        rules.extend(_rule(one, level, scale) for one in done if one[1] - one[0] <= _THICK * scale)
    rules.extend(_rule(one, level, scale) for one in growing if one[1] - one[0] <= _THICK * scale)
    return rules


def _rule(run: list[float], level: bool, scale: float) -> Rule:
    first, last, start, end = (float(value) / scale for value in run)
    return Rule(level, (first + last) / 2, start, end)
