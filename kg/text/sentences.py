"""Tell clauses and sentences from headings by their words, before the text is annotated."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resources import alternatives, terms_of
from kg.text.bodies import begins_body

_LONGEST_PLAIN = 110
_DIGIT = re.compile(r"\d")
_VERBS = "lexicons/verbs.tsv"
FULL_STOP = re.compile(r"[.:] ")


@lru_cache(maxsize=1)
def verbs() -> re.Pattern[str]:
    """Return the pattern of a committing verb, adverb or modal word at the head of a clause."""
    kinds = ("verb", "nominal", "closed", "light", "call", "modal", "adverb", "noun")
    return re.compile(rf"(?:{alternatives(terms_of(_VERBS, *kinds))})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def predicates() -> re.Pattern[str]:
    """Return the pattern of a verb behind the subject of a clause: one that is no noun, or a passive."""
    return re.compile(rf" (?:{alternatives(terms_of(_VERBS, 'verb', 'nominal', 'closed', 'modal', 'passive'))})(?!\w)")


@lru_cache(maxsize=1)
def _acts() -> re.Pattern[str]:
    """Return the pattern of a verb behind a body, of those that are nouns elsewhere (`tổ chức kiểm tra`).

    One syllable of them is too often part of a name (`Quốc phòng`).
    """
    return re.compile(rf" (?:{alternatives(term for term in terms_of(_VERBS, 'light', 'noun') if ' ' in term)})(?!\w)")


_TIMED = re.compile(r"(?:Trước mắt, )?(?:trong|đến|trước|từ|vào|ngay)(?: \w+){1,5} ", re.IGNORECASE)
"""Opens a sentence by its time: `Trong 6 tháng cuối năm 2025 hoàn thành …`, `Đến ngày 31/12/2025, …`."""


@lru_cache(maxsize=1)
def _share() -> re.Pattern[str]:
    """Return the pattern that opens a sentence by of how many it speaks: `100% các trường tổ chức tuyên truyền.`"""
    words = alternatives(["phấn đấu", *terms_of("lexicons/quantity_words.tsv", "comparator", "bound")], any_case=True)
    return re.compile(rf"(?:(?:{words}) )*\d+(?:[.,]\d+)? ?%", re.IGNORECASE)


def is_sentence(words: str) -> bool:
    """Say whether words that a full stop closes are a sentence: a verb stands in them, or a body does something."""
    if predicates().search(words):
        return True
    timed = _TIMED.match(words) is not None and _DIGIT.search(words) is not None
    return (timed or _share().match(words) is not None or begins_body(words, 0)) and _acts().search(words) is not None


def holds_act(words: str) -> bool:
    """Say whether a verb stands behind the first of some words, be it one that is a noun elsewhere."""
    return predicates().search(words) is not None or _acts().search(words) is not None


def opens_clause(words: str) -> bool:
    """Say whether `words` end like a sentence and begin with a verb, and so are a clause rather than a heading."""
    return words.rstrip(" *")[-1:] in (".", ";") and verbs().match(words) is not None


def reads_as_title(words: str) -> bool:
    """Say whether a line without number may be the heading of what stands below it: short, a name and no sentence."""
    plain = words.strip("* ")
    return (
        len(plain) <= _LONGEST_PLAIN
        and plain[:1].isupper()
        and plain[-1:].isalnum()
        and not FULL_STOP.search(plain)
        and ";" not in plain
        and verbs().match(plain) is None
        and predicates().search(plain) is None
    )
