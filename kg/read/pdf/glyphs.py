"""Hold the characters of a page with their places, as columns of numbers: lines are made of thousands of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kg.read.pdf.geometry import Frame


class Glyphs(NamedTuple):
    """Printed characters, as arrays of shape (n,): baselines and loose boxes in a frame, places in the file's order.

    White space of any kind is one blank. `bold` is boolean, see `kg.read.pdf.weights`; `text` is of type `<U1`, or
    wider where one character stands for a word.
    """

    base: np.ndarray
    left: np.ndarray
    right: np.ndarray
    top: np.ndarray
    bottom: np.ndarray
    height: np.ndarray
    index: np.ndarray
    bold: np.ndarray
    text: np.ndarray

    @property
    def count(self) -> int:
        """Return how many they are."""
        return len(self.index)

    @property
    def ink(self) -> np.ndarray:
        """Return which of them are not blank, as booleans of shape (n,)."""
        return self.text != " "

    def take(self, chosen: np.ndarray) -> Glyphs:
        """Return those at places, or where a mask says so."""
        places = np.flatnonzero(chosen) if chosen.dtype == bool else chosen
        return Glyphs(*(column.take(places) for column in self))


class Printed(NamedTuple):
    """The characters of a page by frame, in the file's order; `skew` is text that runs aslant, such as a watermark.

    `unreadable` counts those that the file does not say the letter of.
    """

    by_frame: dict[Frame, Glyphs]
    skew: str
    unreadable: int
