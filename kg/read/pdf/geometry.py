"""Turn places of a PDF page into places on the page as it is shown, and look at text of each direction upright."""

from __future__ import annotations

from typing import NamedTuple

from kg.pages import Box


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

    def to_shown(self, box: Box) -> Box:
        """Return the place on the shown page of a box in this frame."""
        xs = [u * self.x - v * self.y for u in (box.left, box.right) for v in (box.top, box.bottom)]
        ys = [u * self.y + v * self.x for u in (box.left, box.right) for v in (box.top, box.bottom)]
        return Box(*(round(value, 1) for value in (min(xs), min(ys), max(xs), max(ys))))


UPRIGHT = Frame(1, 0)


def around(boxes: list[Box]) -> Box:
    """Return the smallest box that holds all of `boxes`."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
