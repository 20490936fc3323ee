"""Tell the encodings of Vietnamese before Unicode by what their letters spell, and spell them: TCVN3, VPS, VISCII, VNI.

Text in them comes as bytes, or as the Latin letters that a program took the bytes for (`®Çu t­` for `đầu tư`). Either
way it is read as Windows-1252, and an encoding is named where the odd words become syllables by its letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from kg.syllables import is_syllable

_LETTERS = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
_CODES = {
    "TCVN3": "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbcccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9aceaebec"
    "edeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfeae",
    "VPS": "e0e4e3e1e5e6a2a3a4a1a5e2c0c4c5c3c6e8c8ebe9cbea8a8bcd898cecccefedcef2d5f5f386f4d2b087d3b6d6a9aaab"
    "a7aef9fbdbfaf8dcd8babbd9bfff9bcf9a9cc7",
    "VISCII": "e0e4e3e1d5e5a2c6c7a1a3e2a5a6e7a4a7e8eba8e9a9eaabacadaaaeecefeeedb8f2f6f5f3f7f4b0b1b2afb5bdb6b7de"
    "befef9fcfbfaf8dfd7d8e6d1f1cfd6dbfddcf0",
}
"""The byte of each of the letters, as GNU recode 3.6 writes it."""
_CAPITALS = {
    "TCVN3": ("ĂÂÊÔƠƯĐ", "a1a2a3a4a5a6a7"),
    "VPS": (
        "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴĐ",
        "808182c102888e8ff08d04c284851c8303d7defec905ca9394959006b5b7b8b410bcbdbeb911d497989612f79e9fa69d13a8d1ac"
        "da14d0afb11dad15b2fdb3dd19f1",
    ),
    "VISCII": (
        _LETTERS.upper(),
        "c0c4c3c180c58202058183c28586068487c8cb88c989ca8b8c8d8a8ecc9bcecd98d299a0d39ad49091928f93b49697b39594d99c"
        "9dda9ebfbbbcffbab99f1419dd1ed0",
    ),
}
"""TCVN3 has no more: the other capitals are its small letters in a font such as .VnTimeH. VPS has none for Ỗ."""
_ALIASES = {"TCVN3": {"\u2219": "ã", "\u2212": "ư"}}
"""What programs make of a byte (B7, AD) in a font that they take for one of signs."""
_VNI_MARKS = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_LETTERS = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}
_VNI_TONES = "ùøûõï"
_VNI_ROUND = _VNI_TONES + "âáàåãä"
_VNI_TAKES = {
    "a": _VNI_ROUND + "êéèúüë",
    "e": _VNI_ROUND,
    "o": _VNI_ROUND,
    "i": _VNI_TONES,
    "u": _VNI_TONES,
    "y": _VNI_TONES,
    "ô": _VNI_TONES,
    "ö": _VNI_TONES,
}
"""The marks that may stand behind each vowel."""
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~]*[^\s\x00-\x7f][^\s\d!-/:-@\[-`{-~]*")
_VIETNAMESE = re.compile("[ăđơưĩũĂĐƠƯĨŨ\u0300-\u0323\u1ea0-\u1ef9]")
"""Letters that Latin-1 lacks: a word that holds one was never taken for Latin."""
_SAMPLE = 1 << 18
_FEWEST, _MOST, _SHARE = 3, 0.6, 0.1
"""At least so many odd words, of which so many become syllables, and which are so many of all that hold a mark."""


class Legacy(NamedTuple):
    """An encoding that a text is in, with a word that shows it, its place in the text and what it spells."""

    encoding: str
    offset: int
    word: str
    reading: str


def _latin(code: int) -> str:
    """Return a byte as Windows-1252 shows it, or as Latin-1 where that has nothing."""
    return bytes((code,)).decode("cp1252", "ignore") or chr(code)


_WINDOWS = {code: _latin(code) for code in range(0x80, 0xA0)}


def as_latin(data: bytes) -> str:
    """Return bytes as the Latin letters that Windows-1252 shows for them."""
    return data.decode("latin-1").translate(_WINDOWS)


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[int, str]]:
    """Return for each encoding of one byte a letter what its Latin letters stand for, as Windows-1252 and Latin-1."""
    tables = {}
    for name, codes in _CODES.items():
        capitals, capital_codes = _CAPITALS[name]
        pairs = list(zip(bytes.fromhex(codes + capital_codes), _LETTERS + capitals, strict=True))
        aliases = {ord(char): letter for char, letter in _ALIASES.get(name, {}).items()}
        tables[name] = dict(pairs) | {ord(_latin(code)): letter for code, letter in pairs} | aliases
    return tables


@lru_cache(maxsize=1)
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of what VNI writes in one or two characters, and the letter that each is."""
    letters = dict(_VNI_LETTERS)
    for vowel, marks in _VNI_TAKES.items():
        base = _VNI_LETTERS.get(vowel, vowel)
        letters |= {vowel + mark: unicodedata.normalize("NFC", base + _VNI_MARKS[mark]) for mark in marks}
    cased = {}
    for written, letter in letters.items():
        for first in (written[0], written[0].upper()):
            for rest in {written[1:], written[1:].upper()}:
                cased[first + rest] = letter if first == written[0] else letter.upper()
    return re.compile("|".join(sorted(cased, key=lambda written: (-len(written), written)))), cased


def spell(text: str, encoding: str) -> str:
    """Return what text of Latin letters spells in an encoding."""
    if encoding != "VNI":
        return text.translate(_tables()[encoding])
    pattern, letters = _vni()
    return pattern.sub(lambda match: letters[match.group()], text)


def _syllable(word: str, encoding: str) -> str:
    return spell(word, encoding).lower()


def is_unicode(text: str) -> bool:
    """Say whether a text holds a letter of Vietnamese that Latin-1 lacks, which nothing before Unicode gives."""
    return _VIETNAMESE.search(text) is not None


def find_legacy(text: str) -> Legacy | None:
    """Return the encoding of a text whose letters were taken for Latin ones, or None where none was."""
    if text.isascii():
        return None
    words = Counter(_WORD.findall(text, 0, _SAMPLE))
    strange = {
        word: times
        for word, times in words.items()
        if len(word) > 1 and any(map(str.isalnum, word)) and not _is_plain_word(word)  # one letter spells nothing
    }
    total = sum(strange.values())
    if total < _FEWEST or total < _SHARE * sum(words.values()):
        return None
    spelt = {
        encoding: sum(times for word, times in strange.items() if is_syllable(_syllable(word, encoding)))
        for encoding in (*_CODES, "VNI")
    }
    encoding = max(spelt, key=lambda name: spelt[name])
    if spelt[encoding] < _MOST * total:
        return None
    shown = (match for match in _WORD.finditer(text) if match.group() in strange)
    first = next(match for match in shown if is_syllable(_syllable(match.group(), encoding)))
    return Legacy(encoding, first.start(), first.group(), _syllable(first.group(), encoding))


def _is_plain_word(word: str) -> bool:
    """Say whether a word is spelt in Unicode: it holds a letter that Latin-1 lacks, or is a syllable as it stands."""
    lower = unicodedata.normalize("NFC", word.lower())
    return _VIETNAMESE.search(lower) is not None or is_syllable(lower)


def is_plain(text: str) -> bool:
    """Say whether each odd word of a text is spelt in Unicode."""
    return all(_is_plain_word(word) for word in _WORD.findall(text))


def windows_1258(data: bytes) -> str:
    """Return what bytes spell in Windows-1258, in NFC; nothing where their odd words are no syllables of Vietnamese."""
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return ""
    words = Counter(word.lower() for word in _WORD.findall(text, 0, _SAMPLE))
    strange = {word: times for word, times in words.items() if any(map(str.isalnum, word))}
    syllables = {word: times for word, times in strange.items() if is_syllable(word)}
    vietnamese = sum(times for word, times in syllables.items() if is_unicode(word))
    total = sum(strange.values())
    return text if vietnamese > _SHARE * total and sum(syllables.values()) >= _MOST * total else ""
