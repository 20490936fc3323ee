"""Say what a written Vietnamese syllable is: an onset, a rime and a tone (`ontology/lexicons/text_syllables.tsv`)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.resources import read_table

TONES = {"\u0301": "sac", "\u0300": "huyen", "\u0309": "hoi", "\u0303": "nga", "\u0323": "nang"}
_FRONT = frozenset("eêiy")


@lru_cache(maxsize=1)
def grammar() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return the pattern of onset and rime, and the rimes that end in a stop."""
    parts: dict[str, list[str]] = {"onset": [], "front": [], "back": [], "rime": [], "stop": []}
    for row in read_table("lexicons/text_syllables.tsv"):
        kind = row["kind"] if row["before"] == "-" else row["before"]
        if kind == "loan":
            continue
        parts[kind].append(unicodedata.normalize("NFC", row["term"]))
    ordered = {kind: "|".join(sorted(terms, key=lambda t: (-len(t), t))) for kind, terms in parts.items()}
    rimes = "|".join(sorted(parts["rime"] + parts["stop"], key=lambda term: (-len(term), term)))
    vowels = "".join(sorted(_FRONT))
    onset = rf"(?:{ordered['onset']}|(?:{ordered['front']})(?=[{vowels}])|(?:{ordered['back']})(?![{vowels}]))?"
    return re.compile(rf"{onset}({rimes})"), frozenset(parts["stop"])


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Say whether the lower-case NFC `word` is a possible Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = [TONES[ch] for ch in decomposed if ch in TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(ch for ch in decomposed if ch not in TONES))
    pattern, stops = grammar()
    match = pattern.fullmatch(bare)
    if not match and bare.startswith("gi"):
        match = pattern.fullmatch("i" + bare[2:]) or pattern.fullmatch(bare[1:])
    if not match:
        return False
    if match.group(1) in stops:
        return tones in (["sac"], ["nang"])
    return True
