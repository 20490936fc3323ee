"""Judge the text layer of a page: whether its words are Vietnamese, or what a broken table of letters made of them."""

from __future__ import annotations

import re
import unicodedata

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


def foreign_share(text: str) -> float:
    """Return the share of words that Vietnamese can't have, nor names in it; 0 for too few words to tell."""
    words = _words(text)
    return sum(map(_is_foreign, words)) / len(words) if len(words) >= FEWEST_WORDS else 0.0


def marked_share(text: str) -> float:
    """Return the share of words with marks of Vietnamese; 1 for too few words to tell."""
    words = _words(text)
    return sum(bool(_MARKED.search(word.lower())) for word in words) / len(words) if len(words) >= FEWEST_WORDS else 1.0


def valid_share(text: str) -> float:
    """Return the share of words that are Vietnamese syllables; short capitals are abbreviations and do not count."""
    words = [word for word in _words(text) if not (word.isupper() and len(word) <= 5 and word.isascii())]
    return sum(is_syllable(word.lower()) for word in words) / len(words) if words else 1.0


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))


def _is_foreign(word: str) -> bool:
    lower = word.lower()
    if _FOREIGN.search(lower) or (_MISREAD.search(lower) and not word.isupper()):
        return True
    return _BORROWED.search(lower) is not None and _MARKED.search(lower) is not None
