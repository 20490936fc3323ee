"""Find words that no Vietnamese spelling allows, which in a scanned text are probably misread.

A written syllable is an onset, a rime and a tone; a rime closed by a stop bears only the tones sắc and nặng, so
`hơc` is none. Names, foreign words, abbreviations and words with digits are passed over: only lower-case words are
judged that bear a Vietnamese mark.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.model import OffsetMapping, Repair
from kg.resources import read_table

_WORD = re.compile(r"(?<![\w&/.@-])[a-zà-ỹđ]+(?![\w&/@-])")
_MARKED = re.compile(r"[à-ỹđ]")
_TONES = {"\u0301": "sac", "\u0300": "huyen", "\u0309": "hoi", "\u0303": "nga", "\u0323": "nang"}


@lru_cache(maxsize=1)
def _grammar() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return the pattern of onset and rime, and the rimes that end in a stop."""
    parts: dict[str, list[str]] = {"onset": [], "rime": [], "stop": []}
    for row in read_table("lexicons/text_syllables.tsv"):
        parts[row["kind"]].append(unicodedata.normalize("NFC", row["term"]))
    onsets = "|".join(sorted(parts["onset"], key=lambda term: (-len(term), term)))
    rimes = "|".join(sorted(parts["rime"] + parts["stop"], key=lambda term: (-len(term), term)))
    return re.compile(rf"(?:{onsets})?({rimes})"), frozenset(parts["stop"])


def _loan(bare: str) -> re.Match[str] | None:
    """Match a loan word written in one piece (`magiê`): several syllables without tone."""
    pattern, _ = _grammar()
    return re.fullmatch(rf"(?:{pattern.pattern}){{2,5}}", bare)


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Say whether the lower-case NFC `word` is a possible Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = [_TONES[ch] for ch in decomposed if ch in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(ch for ch in decomposed if ch not in _TONES))
    pattern, stops = _grammar()
    match = pattern.fullmatch(bare)
    if not match and bare.startswith("gi"):
        match = pattern.fullmatch("i" + bare[2:]) or pattern.fullmatch(bare[1:])
    if not match:
        return not tones and _loan(bare) is not None
    if match.group(1) in stops:
        return tones in (["sac"], ["nang"])
    return True


def find_suspects(text: str, offsets: OffsetMapping) -> list[Repair]:
    """Return the words of the working text that are no Vietnamese syllable; spans count in the source."""
    words = {word for word in set(_WORD.findall(text)) if len(word) > 1 and word.islower() and _MARKED.search(word)}
    wrong = {word for word in words if not is_syllable(word)}
    if not wrong:
        return []
    suspects = []
    for match in _WORD.finditer(text):
        if match.group() in wrong:
            span = offsets.to_source(match.start(), match.end())
            suspects.append(Repair("suspect", *span, f"{match.group()}: no Vietnamese syllable"))
    return suspects
