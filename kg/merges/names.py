"""Compare two names of things: what makes them one perhaps, and how sure that is by the names alone."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from kg.iri import ascii_slug, fold
from kg.resources import alternatives, read_table
from kg.syllables import is_syllable

SURE = {
    "marks": 0.9,
    "spelling": 0.9,
    "short": 0.9,
    "filler": 0.85,
    "order": 0.8,
    "tail": 0.7,
    "number": 0.6,
    "letters": 0.55,
}
"""How sure a likeness of each kind is by itself, from 0 to 1; what is known of context moves it."""
_WORD = re.compile(r"[^\W_]+")
_ROMAN = re.compile(r"[ivxlc]+")
_CAPITALS = re.compile(r"[A-ZĐƯƠÂÊÔĂ]{2,}(?:[&-][A-ZĐƯƠÂÊÔĂ]+)*")
_LEGAL = re.compile(r"\bsố \d[\w/.-]*|\b(?:năm )?(?:19|20)\d\d\b")
_KINDS = ("filler", "tail")
_FEWEST, _LONG, _EQUAL = 2, 3, 0.93


class Likeness(NamedTuple):
    """Why two names may be of one thing: the kind (a key of `SURE`), the words in which they differ, from 0 to 1."""

    kind: str
    ours: str
    theirs: str
    sure: float


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """Return what abbreviations stand for, and the patterns of fillers anywhere and at the end of a name, folded."""
    rows = read_table("lexicons/merge_words.tsv")
    short = {fold(row["term"]): fold(row["full"]) for row in rows if row["kind"] == "short"}
    fillers, tails = (alternatives(fold(row["term"]) for row in rows if row["kind"] == kind) for kind in _KINDS)
    return short, re.compile(rf"(?<!\w)(?:{fillers})(?!\w)"), re.compile(rf"(?<=\w )(?:{tails})$")


def spell_out(name: str) -> list[str]:
    """Return the folded words of a name, abbreviations of the lexicon as what they stand for."""
    short = _words()[0]
    return " ".join(short.get(word, word) for word in _WORD.findall(fold(name))).split()


def compare_names(ours: str, theirs: str) -> Likeness | None:
    """Return why two names may be of one thing, None where nothing says so; the order of the two is of no matter."""
    a, b = spell_out(ours), spell_out(theirs)
    if min(len(a), len(b)) < _FEWEST:
        return None
    if a == b:
        kind = "marks" if _WORD.findall(fold(ours)) == _WORD.findall(fold(theirs)) else "short"
        return Likeness(kind, "", "", _EQUAL)
    if _abbreviates(ours, theirs) or _abbreviates(theirs, ours):
        return Likeness("short", "", "", SURE["short"])
    if _numbers(a) != _numbers(b):
        return _compare_laws(ours, theirs)
    more, less = _minus(a, b), _minus(b, a)
    kind = _kind(a, b, more, less)
    return Likeness(kind, " ".join(more), " ".join(less), SURE[kind]) if kind else None


def _kind(a: list[str], b: list[str], more: list[str], less: list[str]) -> str:
    """Return how two names of the same figures differ, a key of `SURE`; '' where they are of two things."""
    if not more and not less:
        return "order" if len(a) > _FEWEST else ""
    if "".join(a) == "".join(b):
        return "spelling"
    if not (more and less):
        if len(_strip(a)) < _FEWEST or _strip(a) != _strip(b):
            return ""
        return "filler" if _strip(a, with_tail=True) == _strip(b, with_tail=True) else "tail"
    if not (len(more) == len(less) == 1 and len(a) > _FEWEST and min(len(more[0]), len(less[0])) >= _FEWEST):
        return ""
    odd = is_syllable(more[0]) != is_syllable(less[0])
    if ascii_slug(more[0]) == ascii_slug(less[0]):
        return "marks" if odd else "letters"
    if Levenshtein.distance(more[0], less[0]) > 1:
        return ""
    return "spelling" if odd else "letters" if len(a) > _LONG else ""


def _strip(words: list[str], *, with_tail: bool = False) -> list[str]:
    """Return the words of a name without those that make no other name, `with_tail` with those of its end."""
    _, fillers, tails = _words()
    name = " ".join(fillers.sub(" ", " ".join(words)).split())
    return (name if with_tail else tails.sub("", name)).split()


def _compare_laws(ours: str, theirs: str) -> Likeness | None:
    """Return the likeness of an instrument named with its number or year and one named without, None for others."""
    bare = [fold(_LEGAL.sub(" ", name)) for name in (ours, theirs)]
    has = [bool(_LEGAL.search(name)) for name in (ours, theirs)]
    if bare[0] != bare[1] or has[0] == has[1] or len(bare[0].split()) < 3:
        return None
    return Likeness("number", ours, theirs, SURE["number"])


def _abbreviates(short: str, long: str) -> bool:
    """Say whether a name is another one with the first letters of some of its words in their place."""
    cut = _CAPITALS.search(short)
    if not cut:
        return False
    head, tail = spell_out(short[: cut.start()]), spell_out(short[cut.end() :])
    words = spell_out(long)
    if len(words) < len(head) + len(tail) + 2 or not (head or tail):
        return False
    if words[: len(head)] != head or words[len(words) - len(tail) :] != tail:
        return False
    middle = words[len(head) : len(words) - len(tail)]
    if _strip(middle[:1]) != middle[:1]:
        return False
    letters = fold(re.sub(r"[&-]", "", cut.group()))
    firsts, without = ("".join(word[0] for word in some) for some in (middle, _strip(middle)))
    return len(letters) >= 2 and any(ascii_slug(letters) == ascii_slug(one) for one in (firsts, without))


def _numbers(words: list[str]) -> Counter[str]:
    """Return what tells names apart that are alike: figures, Roman numerals, single letters."""
    return Counter(word for word in words if not word.isalpha() or _ROMAN.fullmatch(word) or len(word) == 1)


def _minus(ours: list[str], theirs: list[str]) -> list[str]:
    left = Counter(ours) - Counter(theirs)
    found = []
    for word in ours:
        if left[word]:
            left[word] -= 1
            found.append(word)
    return found
