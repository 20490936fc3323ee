"""Compare texts by their words without accents, so that `cang diem dien` finds `cảng Diêm Điền`.

A plain word is lower case with its marks taken off, and `đ` is `d`; where a tone mark stands (`hoà`, `hòa`) and how a
letter is composed makes no difference then.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = dict.fromkeys(range(0x300, 0x370)) | {ord("đ"): "d", ord("Đ"): "d"}
_GAPS = re.compile(r"[\W_]+")
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")


def plain(text: str) -> str:
    """Return the plain words of `text`, one space between them."""
    return _GAPS.sub(" ", unicodedata.normalize("NFD", text).translate(_MARKS).casefold()).strip()


@lru_cache(maxsize=256)
def _padded(words: str) -> str:
    return f" {plain(words)} "


def contains(text: str, words: str) -> bool:
    """Say whether the plain words of `text` have those of `words` among them, in that order; no words are nowhere."""
    wanted = _padded(words)
    return wanted != "  " and wanted in f" {plain(text)} "


def find(text: str, *readings: str) -> list[tuple[int, int]]:
    """Return where `text` says the words of a reading: spans of its characters, half-open, none over another.

    Where it nowhere says all words of any reading side by side, these are the single words.
    """
    found = [(plain(match.group()), *match.span()) for match in _WORD.finditer(text)]
    spoken = [word for word, _, _ in found]
    whole: list[tuple[int, int]] = []
    for wanted in (plain(reading).split() for reading in readings):
        many = len(wanted)
        for at in range(len(found) - many + 1):
            if many and spoken[at : at + many] == wanted:
                whole.append((found[at][1], found[at + many - 1][2]))
    spans: list[tuple[int, int]] = []
    for start, end in sorted(whole, key=lambda span: (span[0], -span[1])):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    single = {word for reading in readings for word in plain(reading).split()}
    return spans or [(start, end) for word, start, end in found if word in single]
