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


def find(text: str, words: str) -> list[tuple[int, int]]:
    """Return where `text` says `words`: spans of its characters, half-open; single words where it nowhere says all."""
    wanted = plain(words).split()
    found = [(plain(match.group()), *match.span()) for match in _WORD.finditer(text)]
    spoken = [word for word, _, _ in found]
    many = len(wanted)
    spans: list[tuple[int, int]] = []
    for at in range(len(found) - many + 1):
        if many and spoken[at : at + many] == wanted and (not spans or found[at][1] >= spans[-1][1]):
            spans.append((found[at][1], found[at + many - 1][2]))
    return spans or [(start, end) for word, start, end in found if word in wanted]
