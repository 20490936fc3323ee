"""Turn the image of a page upright, and lead from places on the upright image back to the one that was given."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from kg.pages import Box

LEAST_SKEW = 0.7
"""Degrees up to which lines are left aslant."""
_WIDEST_SKEW = 20.0
_THUMBNAIL = 600
_STEPS = (2.0, 0.5, 0.1)
"""The search for the angle goes on in ever finer steps around the best one."""
_LEAST_INK = 0.003
"""The share of ink below which a page has no lines to straighten."""
_QUARTERS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
"""The turn (Pillow counts them against the clock) that undoes so many quarter turns against the clock."""

Orientation = Callable[[Image.Image], int]
"""A function that tells by how many quarter turns against the clock the writing of an image lies turned."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How an image was turned upright: by `quarters` with the clock first, then by `skew` degrees against it.

    `size` is that of the given image, `turned` after the quarter turns, `upright` at the end, in pixels.
    """

    quarters: int
    skew: float
    size: tuple[int, int]
    turned: tuple[int, int]
    upright: tuple[int, int]

    def to_image(self, box: Box) -> Box:
        """Return the box on the given image that holds `box` of the upright one."""
        corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        xs, ys = zip(*(self._point(x, y) for x, y in corners), strict=True)
        width, height = self.size
        return Box(*(max(0.0, side) for side in (min(xs), min(ys))), min(max(xs), width), min(max(ys), height))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self.skew:
            angle = math.radians(self.skew)
            right, down = x - self.upright[0] / 2, y - self.upright[1] / 2
            x = right * math.cos(angle) - down * math.sin(angle) + self.turned[0] / 2
            y = right * math.sin(angle) + down * math.cos(angle) + self.turned[1] / 2
        width, height = self.size
        return {0: (x, y), 1: (y, height - x), 2: (width - x, height - y), 3: (width - y, x)}[self.quarters]


def turn_upright(gray: Image.Image, orientation: Orientation) -> tuple[Image.Image, Turn]:
    """Return a grey image with its lines level and the right way up, and how it was turned."""
    skew = find_skew(gray)
    quarters = orientation(_straight(gray, skew))
    turned = gray.transpose(_QUARTERS[quarters]) if quarters else gray
    if quarters % 2:
        skew = find_skew(turned)
    upright = _straight(turned, skew)
    skew = skew if upright is not turned else 0.0
    return upright, Turn(quarters, skew, gray.size, turned.size, upright.size)


def _straight(gray: Image.Image, skew: float) -> Image.Image:
    if abs(skew) < LEAST_SKEW:
        return gray
    return gray.rotate(skew, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def find_skew(gray: Image.Image) -> float:
    """Return by how many degrees against the clock an image must be turned for its lines to be level.

    Where lines are level the ink changes most sharply from row to row.
    """
    thumbnail = gray.copy()
    thumbnail.thumbnail((_THUMBNAIL, _THUMBNAIL), Image.Resampling.BOX)
    ink = thumbnail.point(lambda value: 255 - value)
    if np.asarray(ink).mean() < _LEAST_INK * 255:
        return 0.0
    best, reach = 0.0, _WIDEST_SKEW
    for step in _STEPS:
        best = _sharpest(ink, (best + step * count for count in range(-round(reach / step), round(reach / step) + 1)))
        reach = step
    return round(best, 1)


def _sharpest(ink: Image.Image, angles: Iterable[float]) -> float:
    """Return the angle at which the ink changes most sharply from row to row; the smallest turn of equal ones."""

    def sharpness(angle: float) -> float:
        rows = np.asarray(ink.rotate(angle, Image.Resampling.BILINEAR)).sum(axis=1, dtype=np.int64)
        return float((np.diff(rows) ** 2).sum())

    return max(sorted(angles, key=abs), key=sharpness)
