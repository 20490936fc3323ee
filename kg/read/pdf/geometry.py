"""Turn places of a PDF page into places on the page as it is shown, and look at text of each direction upright."""

from __future__ import annotations

from typing import NamedTuple

from kg.pages import Box

_new = tuple.__new__
"""What makes a `Box` in half the time: there is one for each line and each cell, several times."""


class Affine(NamedTuple):
    """A map of the plane: x' = a x + c y + e, y' = b x + d y + f, as PDF writes it."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, other: Affine) -> Affine:
        """Return the map that does this one first and `other` after it."""
        a, b = other.a * self.a + other.c * self.b, other.b * self.a + other.d * self.b
        c, d = other.a * self.c + other.c * self.d, other.b * self.c + other.d * self.d
        return Affine(a, b, c, d, *other.apply(self.e, self.f))

    def turn(self, x: float, y: float) -> tuple[int, int]:
        """Return the quarter direction that is nearest to where a direction goes."""
        to_x, to_y = self.a * x + self.c * y, self.b * x + self.d * y
        if abs(to_x) >= abs(to_y):
            return (1 if to_x >= 0 else -1), 0
        return 0, (1 if to_y >= 0 else -1)


class Frame(NamedTuple):
    """A look at the shown page that has text of direction (x, y) run to the right, its lines follow downwards."""

    x: int
    y: int

    @property
    def affine(self) -> Affine:
        """Return the map from the shown page into this frame."""
        return Affine(self.x, -self.y, self.y, self.x, 0, 0)

    def from_shown(self, box: Box) -> Box:
        """Return the place in this frame of a box on the shown page."""
        (x, y), (to_x, to_y) = self.affine.apply(box.left, box.top), self.affine.apply(box.right, box.bottom)
        return Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))

    def to_shown(self, box: Box) -> Box:
        """Return the place on the shown page of a box in this frame."""
        if self.x == 1:
            left, top, right, bottom = box
            return _new(Box, (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)))
        x, y = box.left * self.x - box.top * self.y, box.left * self.y + box.top * self.x
        to_x, to_y = box.right * self.x - box.bottom * self.y, box.right * self.y + box.bottom * self.x
        left, right = (x, to_x) if x <= to_x else (to_x, x)
        top, bottom = (y, to_y) if y <= to_y else (to_y, y)
        return Box(round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))


UPRIGHT = Frame(1, 0)
FRAMES = (UPRIGHT, Frame(0, 1), Frame(-1, 0), Frame(0, -1))


def around(boxes: list[Box]) -> Box:
    """Return the smallest box that holds all of `boxes`."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
