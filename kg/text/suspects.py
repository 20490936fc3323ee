"""Find words that no Vietnamese spelling allows, which in a scanned text are probably misread.

A written syllable is an onset, a rime and a tone; a rime closed by a stop bears only the tones sắc and nặng, so
`hơc` is none; `k`, `gh`, `ngh` stand before front vowels and `c`, `g`, `ng` before the others. Names, abbreviations,
words of other alphabets, words with digits and loan words (`axít`, `điêzen`) are passed over: only lower-case words
are judged that bear a Vietnamese mark. The text is never changed; a suggestion is a note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import chain

from kg.model import OffsetMapping, Repair
from kg.resources import read_table
from kg.syllables import TONES, grammar, is_syllable
from kg.text.readings import Neighbours, Suggester
from kg.text.scan import iter_anchored, iter_pieces

_BEFORE, _BEHIND = r"(?<![\w&/.@’'-])", r"(?![\w&/@’'-])"
_WORD = re.compile(rf"{_BEFORE}[a-z\u00df-\u024f\u1e00-\u1eff]+{_BEHIND}")
_MARKED = re.compile(r"[\u00df-\u024f\u1e00-\u1eff]")
_FOREIGN = re.compile(r"[fjwzçñß]")
"""Letters that Vietnamese words are not written with: what holds one is a foreign word."""
_VOWEL = re.compile("[aeiouy]")
_OPEN_TONE = re.compile("\u0301(?![cptn])")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"([^\W\d_]+)\s+$"), re.compile(r"\s+([^\W\d_]+)")
_REACH = 40
"""So many characters away at most a neighbour begins or ends."""
_FEW = 200
SUGGESTS = "perhaps "


@lru_cache(maxsize=1)
def _loans() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return the pattern of a loan word without tones, and the loan words that it does not fit."""
    syllable = grammar()[0].pattern
    onset = syllable.partition(")?(")[0] + ")"
    inner = syllable.replace(onset + "?", onset, 1)
    cluster = "[bcđgkpst](?=[rl])"
    several = rf"(?:{cluster})?{syllable}(?:(?:{cluster})?{inner}){{1,4}}"
    listed = frozenset(row["term"] for row in read_table("lexicons/text_syllables.tsv") if row["kind"] == "loan")
    return re.compile(rf"{several}|{cluster}{syllable}"), listed


@lru_cache(maxsize=65536)
def is_loan(word: str) -> bool:
    """Say whether `word` may be a loan word in one piece (`magiê`, `axít`, `crôm`).

    It has several syllables, or begins with two consonants, and bears no tone but sắc on a closed rime.
    """
    pattern, listed = _loans()
    if word in listed:
        return True
    decomposed = unicodedata.normalize("NFD", word)
    if any(TONES.get(ch, "sac") != "sac" for ch in decomposed) or _OPEN_TONE.search(decomposed):
        return False
    return pattern.fullmatch(unicodedata.normalize("NFC", decomposed.replace("\u0301", ""))) is not None


def find_suspects(text: str, offsets: OffsetMapping) -> list[Repair]:
    """Return the words of the working text that are no Vietnamese syllable; spans count in the source.

    The note says what is wrong and, where a reading is near, what it is perhaps.
    """
    runs = {run for piece in iter_pieces(text) for run in piece.split()}
    wrong = dict(chain.from_iterable(map(_wrong_in, runs)))
    if not wrong:
        return []
    suggester = Suggester(text)
    suspects = []
    for match in _printed(wrong, text):
        reading = suggester.suggest(match.group(), _neighbours(text, match))
        note = wrong[match.group()] + (f", {SUGGESTS}{reading}" if reading else "")
        suspects.append(Repair("suspect", *offsets.to_source(match.start(), match.end()), note))
    return suspects


def _printed(wrong: Collection[str], text: str) -> Iterator[re.Match[str]]:
    """Yield where wrong words stand in a text: few are looked for as such, of many every word is looked at."""
    if len(wrong) > _FEW:
        return (match for match in _WORD.finditer(text) if match.group() in wrong)
    forms = "|".join(map(re.escape, sorted(wrong, key=lambda word: (-len(word), word))))
    return iter_anchored(re.compile(f"{_BEFORE}(?:{forms}){_BEHIND}"), re.compile(forms), text)


def _neighbours(text: str, match: re.Match[str]) -> Neighbours:
    """Return the words with only white space between them and the match."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    after = _WORD_AFTER.match(text, match.end(), match.end() + _REACH)
    return Neighbours(before.group(1).lower() if before else "", after.group(1).lower() if after else "")


@lru_cache(maxsize=65536)
def _wrong_in(run: str) -> tuple[tuple[str, str], ...]:
    """Return the wrong words of a run without white space, each with what is wrong with it."""
    return tuple((word, note) for word in _WORD.findall(run) if (note := _note(word)))


@lru_cache(maxsize=65536)
def _note(word: str) -> str:
    """Return what is wrong with a word of a text, an empty string for one that is passed over."""
    if len(word) < 2 or not word.islower() or not _MARKED.search(word) or _FOREIGN.search(word):
        return ""
    if is_syllable(word) or is_loan(word) or not _VOWEL.search(unicodedata.normalize("NFD", word)):
        return ""
    return f"{word}: no Vietnamese syllable"


def suggestion_of(repair: Repair) -> str:
    """Return the reading that a suspect's note suggests, or an empty string."""
    return repair.note.rpartition(f", {SUGGESTS}")[2] if f", {SUGGESTS}" in repair.note else ""
