"""Judge the text layer of a page: whether its words are Vietnamese, or what a broken table of letters made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from kg.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_⁰¹²³⁴-⁹₀-₉]+")
_MARKED = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
_FOREIGN = re.compile(rf"[^\x00-\x7f{_MARKED.pattern[1:-1]}\u0370-\u03ff\u00b5]")
"""Letters that Vietnamese lacks; Greek ones are signs of measures."""
_MISREAD = re.compile(r"(?<=[bcdghklmnpqrstvx])j|j(?![aeiou])")
"""A `j` behind a consonant or before no vowel is what programs make of `ị`; else it is in foreign names."""
_BORROWED = re.compile(r"[fjwz]")
FEWEST_WORDS = 40
BROKEN = 0.01
"""From this share of words that Vietnamese cannot have, a text layer is broken."""
BARE = 0.25
"""Vietnamese has marks on three words of four; with fewer than this, OCR without Vietnamese made the text layer."""


def foreign_share(words: Sequence[str]) -> float:
    """Return the share of words that Vietnamese can't have, nor names in it; 0 for too few words to tell."""
    return sum(map(_is_foreign, words)) / len(words) if len(words) >= FEWEST_WORDS else 0.0


def marked_share(words: Sequence[str]) -> float:
    """Return the share of words with marks of Vietnamese; 1 for too few words to tell."""
    return sum(bool(_MARKED.search(word.lower())) for word in words) / len(words) if len(words) >= FEWEST_WORDS else 1.0


def valid_share(words: Sequence[str]) -> float:
    """Return the share of words that are Vietnamese syllables; short capitals are abbreviations and do not count."""
    valid = list(map(_is_valid, words))
    judged = len(valid) - valid.count(None)
    return valid.count(True) / judged if judged else 1.0


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are judged here: letters only, in NFC."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=65536)
def _is_valid(word: str) -> bool | None:
    return None if word.isupper() and len(word) <= 5 and word.isascii() else is_syllable(word.lower())


@lru_cache(maxsize=65536)
def _is_foreign(word: str) -> bool:
    lower = word.lower()
    if _FOREIGN.search(lower) or (_MISREAD.search(lower) and not word.isupper()):
        return True
    return _BORROWED.search(lower) is not None and _MARKED.search(lower) is not None
