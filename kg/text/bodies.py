"""Tell where a body or office of the lexicon is named, before the text is annotated."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resources import alternatives, read_table

_FIRST_WORD = re.compile(r"[^\s,;]+")

_SHARED_HEAD = re.compile(
    r"(?:\w+(?: \w+){0,5} )?[Cc]ác"
    r" (?:[Bb]ộ|[Ss]ở|[Tt]ỉnh|[Tt]ỉnh, thành phố|[Tt]ập đoàn|[Tt]ổng công ty|[Cc]ục|[Hh]ội|[Bb]an)"
)


@lru_cache(maxsize=1)
def _bodies() -> re.Pattern[str]:
    """Return the pattern of a body or office at the head of a phrase."""
    rows = read_table("lexicons/agents.tsv")
    terms = {row["term"] for row in rows if row["kind"] != "group"}
    return re.compile(r"(?:" + alternatives(terms, any_case=True) + r")(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(row["term"].split()[0].lower() for row in read_table("lexicons/agents.tsv"))


def begins_body(text: str, position: int) -> bool:
    """Say whether a body or office is named at `position`; its first word tells most places apart quickly."""
    first = _FIRST_WORD.match(text, position)
    return first is not None and first.group().lower() in _first_words() and bool(_bodies().match(text, position))


def is_shared_head(words: str) -> bool:
    """Say whether words are a plural head to which the names behind its colon belong (`Bộ trưởng các Bộ`)."""
    return _SHARED_HEAD.fullmatch(words) is not None
