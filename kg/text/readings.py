"""Suggest what a word that is no Vietnamese syllable was before it was misread.

A reading is a syllable of official texts, or two of them printed as one word. It is ranked by how far its letters are
from the printed ones, counted in what recognition mistakes for one another, and by how well it fits between the words
beside it, in Vietnamese and in the document at hand. A reading is shown and never put into the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import log
from sys import intern
from typing import NamedTuple

from kg.resources import read_table
from kg.syllable_model import syllable_model
from kg.syllables import TONES, is_syllable
from kg.text.scan import iter_pieces

_WORD = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")
_TONE, _MARK, _MOVED = 0.7, 0.7, 0.9
"""What it costs to read another tone, another mark of a letter (`o`, `ô`, `ơ`), or to leave a second tone out."""
_OTHER, _MORE, _LESS, _SPLIT = 1.8, 1.5, 1.5, 1.0
"""What it costs to read another letter, one more, one less, or two words for one."""
_FARTHEST = 3.0
_LONGEST = 24
"""No reading is near a word of more letters: two syllables of seven, with signs apart and a letter too many."""
_FIT = 0.35
"""How much the fit between its neighbours counts beside what a reading costs."""
_HERE, _HERE_BESIDE = 0.3, 2.0
"""What it is worth that the reading stands elsewhere in the document, and there beside one of the same neighbours."""
_LISTED = 2.0
"""What it is worth that the list of confusions gives the reading."""


class Reading(NamedTuple):
    """A reading of a misread word: what it costs to get from the print to it, and its one or two words."""

    cost: float
    words: tuple[str, ...]


class Neighbours(NamedTuple):
    """The words beside a misread word, in lower case, empty where something else stands there."""

    before: str
    after: str


class Suggester:
    """Suggests readings for the misread words of one text."""

    def __init__(self, text: str) -> None:
        """Count the words of the document, and which stand side by side."""
        self.words: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        last: list[str] = []
        for piece in iter_pieces(text):
            words = [intern(word.lower()) for word in _WORD.findall(piece)]
            self.words.update(words)
            self.pairs.update(pairwise([*last, *words]))
            last = words[-1:] or last

    def suggest(self, word: str, neighbours: Neighbours) -> str:
        """Return the likeliest reading of a misread word, an empty string where none is near."""
        found = readings(word)
        if not found:
            return ""
        listed = confusions().get(word)
        best = min(found, key=lambda reading: (self._cost(reading, neighbours, listed), reading.words))
        return " ".join(best.words)

    def _cost(self, reading: Reading, neighbours: Neighbours, listed: str | None) -> float:
        cost = reading.cost - (_LISTED if " ".join(reading.words) == listed else 0)
        model = syllable_model()
        row = (neighbours.before, *reading.words, neighbours.after)
        for at in range(1, len(row) - 1):
            cost -= _FIT * model.fit(row[at], before=row[at - 1], after=row[at + 1] if at == len(row) - 2 else "")
        here = min(self.words[word] for word in reading.words)
        beside = self.pairs[row[0], row[1]] + self.pairs[row[-2], row[-1]]
        return cost - _HERE * log(1 + here) - _HERE_BESIDE * log(1 + beside)


@lru_cache(maxsize=1)
def confusions() -> dict[str, str]:
    """Return misread word -> what it most often stands for, as people listed it."""
    return {row["term"]: row["reading"] for row in read_table("lexicons/text_confusions.tsv")}


@lru_cache(maxsize=65536)
def readings(word: str) -> tuple[Reading, ...]:
    """Return the readings near a lower-case word that is no syllable; none for one longer than two syllables are."""
    if len(word) > _LONGEST:
        return ()
    letters, tones = _apart(word)
    near = [
        Reading(cost, (syllable,))
        for syllable in _like("".join(_base(letter) for letter in letters))
        if (cost := _distance(letters, tones, syllable)) <= _FARTHEST
    ]
    listed = confusions().get(word)
    if listed and all(reading.words != (listed,) for reading in near):
        near.append(Reading(_FARTHEST, (listed,)))
    return (*near, *_splits(word))


def _splits(word: str) -> Iterator[Reading]:
    """Yield the two words that a word may be that lacks the space between them."""
    counts = syllable_model().counts
    for at in range(1, len(word)):
        first, second = word[:at], word[at:]
        if first in counts and second in counts and is_syllable(first) and is_syllable(second):
            yield Reading(_SPLIT, (first, second))


def _apart(word: str) -> tuple[str, tuple[str, ...]]:
    """Return the letters of a word without tones, and its tones."""
    decomposed = unicodedata.normalize("NFD", word)
    letters = "".join(ch for ch in decomposed if ch not in TONES)
    return unicodedata.normalize("NFC", letters), tuple(ch for ch in decomposed if ch in TONES)


def _base(letter: str) -> str:
    """Return the letter without its marks."""
    return "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]


@lru_cache(maxsize=1)
def _by_skeleton() -> tuple[dict[str, list[str]], dict[str, set[str]]]:
    """Return the syllables by their letters without marks, and these by themselves with one letter left out."""
    syllables: dict[str, list[str]] = defaultdict(list)
    shorter: dict[str, set[str]] = defaultdict(set)
    for syllable in syllable_model().counts:
        syllables["".join(map(_base, _apart(syllable)[0]))].append(syllable)
    for skeleton in syllables:
        for cut in (skeleton, *_cuts(skeleton)):
            shorter[cut].add(skeleton)
    return syllables, shorter


def _cuts(skeleton: str) -> Iterable[str]:
    return (skeleton[:at] + skeleton[at + 1 :] for at in range(len(skeleton)))


def _like(skeleton: str) -> Iterator[str]:
    """Yield the syllables whose letters differ from `skeleton` by one at most, whatever their marks.

    A letter that is often taken for another may differ besides.
    """
    syllables, shorter = _by_skeleton()
    starts = (skeleton, *_swapped(skeleton))
    near = {name for start in starts for cut in (start, *_cuts(start)) for name in shorter.get(cut, ())}
    for name in sorted(near):
        yield from syllables[name]


def _swapped(skeleton: str) -> Iterator[str]:
    """Yield the skeletons with one letter that is often taken for another put right."""
    for printed, read in _mistaken():
        for at, letter in enumerate(skeleton):
            if letter == printed:
                yield skeleton[:at] + read + skeleton[at + 1 :]


@lru_cache(maxsize=1)
def _mistaken() -> dict[tuple[str, str], float]:
    """Return what it costs to read one letter for another that looks like it."""
    rows = read_table("lexicons/letter_confusions.tsv")
    return {(row["printed"], row["read"]): float(row["cost"]) for row in rows}


def _distance(letters: str, tones: tuple[str, ...], syllable: str) -> float:
    """Return what it costs to read a word of these letters and tones as `syllable`."""
    wanted, wanted_tones = _apart(syllable)
    cost = 0.0 if tones == wanted_tones else _MOVED if set(wanted_tones) < set(tones) else _TONE
    row = [_LESS * at for at in range(len(wanted) + 1)]
    for letter in letters:
        above, row = row, [row[0] + _MORE]
        for at, other in enumerate(wanted):
            row.append(min(above[at] + _swap(letter, other), above[at + 1] + _MORE, row[at] + _LESS))
    return cost + row[-1]


def _swap(letter: str, other: str) -> float:
    if letter == other:
        return 0.0
    return _MARK if _base(letter) == _base(other) else _mistaken().get((letter, other), _OTHER)
