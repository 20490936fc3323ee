"""Sketch a text in some hundred bytes, so that texts which say the same are found without reading them again.

MinHash (Broder 1997) over shingles of five words: the share of places in which two sketches are equal is how much of
their shingles the texts have in common (Jaccard). Words are folded, and marks between them count for nothing, so line
breaks, punctuation and Markdown make no difference. A second, smaller sketch is of the figures alone: two decisions
of one form differ in them, two copies of one decision hardly.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy

from kg.iri import digest

SHINGLE = 5
"""So many words are a shingle."""
PLACES, FIGURE_PLACES = 256, 64
"""So many places have the sketches of words and of figures."""
_WORD = re.compile(r"[^\W_]+")
_AT_ONCE = 8192
Numbers = Any
"""An array of numpy."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """The sketch of a text: the lowest hashes of its shingles and figures, 16 bits each; `size` counts shingles."""

    words: Numbers
    figures: Numbers
    size: int

    def to_json(self) -> dict[str, Any]:
        """Return the sketch as plain values."""
        texts = (base64.b64encode(part.tobytes()).decode("ascii") for part in (self.words, self.figures))
        return dict(zip(("words", "figures"), texts, strict=True)) | {"size": self.size}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Sketch:
        """Return the sketch that `to_json` gave; raises `ValueError` or `KeyError` for what is none."""
        parts = [numpy.frombuffer(base64.b64decode(told[name]), dtype="<u2") for name in ("words", "figures")]
        if [part.size for part in parts] != [PLACES, FIGURE_PLACES]:
            raise ValueError("a sketch has other sizes")
        return cls(*parts, int(told["size"]))


def make_sketch(text: str) -> Sketch:
    """Return the sketch of a text, the same on every machine."""
    figures: list[str] = []
    codes = _codes(_words(unicodedata.normalize("NFC", text), figures))
    count = max(len(codes) - SHINGLE + 1, min(len(codes), 1))
    shingles = numpy.zeros(count, dtype="<u8")
    with numpy.errstate(over="ignore"):
        for at in range(min(SHINGLE, len(codes))):
            shingles = _mix(shingles * numpy.uint64(0x9E3779B97F4A7C15) + codes[at : at + count])
    shingles = numpy.unique(shingles)
    seen: Counter[str] = Counter()
    numbered = []
    for figure in figures:
        seen[figure] += 1
        numbered.append(f"{figure} {seen[figure]}")
    return Sketch(_lowest(shingles, PLACES), _lowest(_codes(numbered), FIGURE_PLACES), len(shingles))


def _words(text: str, figures: list[str]) -> Iterator[str]:
    """Yield the words of a text, never all of them in memory; the figures among them are put into a list."""
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isdigit():
            figures.append(word)
        yield word


def share(one: Numbers, other: Numbers) -> float:
    """Return how much two texts have in common by one kind of sketch, from 0 to 1."""
    return float((one == other).mean())


def contained(one: Sketch, other: Sketch) -> float:
    """Return which part of the smaller of two texts stands in the other, from 0 to 1, by their sketches."""
    common = share(one.words, other.words)
    smaller = min(one.size, other.size)
    return min(common / (1 + common) * (one.size + other.size) / smaller, 1.0) if smaller else 0.0


def _codes(words: Iterable[str]) -> Numbers:
    """Return a number of 64 bits for each word."""
    return numpy.fromiter(map(_code, words), dtype="<u8")


@lru_cache(maxsize=65536)
def _code(word: str) -> int:
    """Return the number of a word, whatever its case and the placement of its tone mark."""
    return int(digest(word, length=16), 16)


def _mix(numbers: Numbers) -> Numbers:
    """Return 64-bit numbers stirred, each to another (the finaliser of SplitMix64)."""
    numbers = (numbers ^ (numbers >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> numpy.uint64(31))


@lru_cache(maxsize=4)
def _seeds(places: int) -> tuple[Numbers, Numbers]:
    """Return an odd factor and a summand for each place."""
    with numpy.errstate(over="ignore"):
        numbers = _mix(numpy.arange(1, 2 * places + 1, dtype="<u8") * numpy.uint64(0x9E3779B97F4A7C15))
    return numbers[:places] | numpy.uint64(1), numbers[places:]


def _lowest(codes: Numbers, places: int) -> Numbers:
    """Return for each place the low 16 bits of the lowest of the codes, multiplied another way at each place."""
    lowest = numpy.full(places, 0xFFFFFFFFFFFFFFFF, dtype="<u8")
    with numpy.errstate(over="ignore"):
        for at in range(0, len(codes), _AT_ONCE):
            part = codes[at : at + _AT_ONCE]
            for place, (factor, summand) in enumerate(zip(*_seeds(places), strict=True)):
                lowest[place] = min(lowest[place], (part * factor + summand).min())
    return (lowest & numpy.uint64(0xFFFF)).astype("<u2")
