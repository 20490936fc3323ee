"""Choose between two readings of the same line, word by word.

Where both readings agree a word is surer than either says. Where they differ, that one is taken which is the likelier
by how sure its engine was and by how well its syllables fit between their neighbours. What neither engine read is
never put in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from math import exp, log

from kg.pages import Box
from kg.read.ocr.words import OcrLine, OcrWord
from kg.syllable_model import syllable_model

_FIT_WEIGHT = 0.15
"""How much the fit of syllables counts beside how sure an engine is; measured, see benchmarks/ocr.py."""
_MOST_FIT = 1.0
"""So much at most the fit counts: a sure reading of a rare name is not outvoted by a common word."""
_LEAST = 0.02
_DISPUTED = 0.97
"""How sure a word can be of which there are two readings."""
_UNREAD = 0.3
"""How sure to be that a word is there which only one of the readings has."""
_JOINED = re.compile(r"[,;:!?)][^\W\d_]|\d\.[^\W\d_]")
_JOINED_SHARE = 0.05
"""How likely a mark stands between two words without a space."""
_MARKS = re.compile(r"[^\w/&-]+")


def vote(first: Sequence[OcrWord], second: Sequence[OcrWord]) -> list[OcrWord]:
    """Return the words of a line from two readings of it; where nothing decides the first is followed."""
    chosen: list[OcrWord] = []
    matcher = SequenceMatcher(None, [word.text for word in first], [word.text for word in second], autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        one, other = first[start:end], second[other_start:other_end]
        if kind == "equal":
            chosen.extend(_agreed(mine, yours) for mine, yours in zip(one, other, strict=True))
            continue
        before = chosen[-1].text if chosen else ""
        after = first[end].text if end < len(first) else ""
        for mine, yours in _pieces(one, other):
            taken = _better(mine, yours, before=before, after=after)
            chosen.extend(taken)
            before = taken[-1].text if taken else before
    return chosen


def by_line(lines: Sequence[OcrLine], words: Iterable[OcrWord]) -> list[list[OcrWord]]:
    """Return for each line those words of another engine that stand in it, from left to right; others are left out."""
    found: list[list[OcrWord]] = [[] for _ in lines]
    for word in words:
        right, down = (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
        around = [
            (abs(down - (box.top + box.bottom) / 2), at)
            for at, box in enumerate(line.box for line in lines)
            if box.top <= down <= box.bottom and abs(right - (box.left + box.right) / 2) <= _beside(box)
        ]
        if around:
            found[min(around)[1]].append(word)
    return [sorted(row, key=lambda word: word.box.left) for row in found]


def _beside(box: Box) -> float:
    """Return how far from the middle of a line one of its words may stand: half a height beyond its end."""
    return (box.right - box.left + box.bottom - box.top) / 2


def _agreed(mine: OcrWord, yours: OcrWord) -> OcrWord:
    """Return a word that both read: the chance that both are wrong in the same way is small."""
    return replace(mine, confidence=1 - (1 - mine.confidence) * (1 - yours.confidence))


def _pieces(one: Sequence[OcrWord], other: Sequence[OcrWord]) -> Iterator[tuple[Sequence[OcrWord], Sequence[OcrWord]]]:
    """Yield what stands against each other: word by word where both read as many, else all in one."""
    if len(one) != len(other):
        yield one, other
        return
    for mine, yours in zip(one, other, strict=True):
        yield [mine], [yours]


def _better(one: Sequence[OcrWord], other: Sequence[OcrWord], *, before: str, after: str) -> Sequence[OcrWord]:
    if not one or not other:
        there = one or other
        return there if min(word.confidence for word in there) > _UNREAD else []
    (mine, my_fit), (yours, your_fit) = (_likely(words, before=before, after=after) for words in (one, other))
    ahead = mine - yours + min(_MOST_FIT, max(-_MOST_FIT, _FIT_WEIGHT * (my_fit - your_fit)))
    sure = min(_DISPUTED, 1 / (1 + exp(-abs(ahead))))
    return [replace(word, confidence=sure) for word in (one if ahead >= 0 else other)]


def _likely(words: Sequence[OcrWord], *, before: str, after: str) -> tuple[float, float]:
    """Return how likely a reading is by its engine, and by its syllables and their neighbours, as logarithms."""
    sure = sum(log(max(_LEAST, word.confidence)) for word in words)
    sure += log(_JOINED_SHARE) * sum(len(_JOINED.findall(word.text)) for word in words)
    texts = ["", *_syllables(before)][-1:]
    texts.extend(part for word in words for part in _syllables(word.text))
    texts.extend([*_syllables(after), ""][:1])
    model = syllable_model()
    fits = [
        model.fit(text, before=left, after=right if at == len(texts) - 3 else "")
        for at, (left, text, right) in enumerate(zip(texts, texts[1:], texts[2:], strict=False))
    ]
    return sure, sum(fits)


def _syllables(text: str) -> list[str]:
    """Return the plain words of a printed word in lower case; numbers and codes such as `NQ-CP` have none."""
    parts = _MARKS.split(unicodedata.normalize("NFC", text))
    return [part.lower() for part in parts if part.isalpha()]
