"""Tell where a body or office of the lexicon is named, before the text is annotated."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resources import read_table

_FIRST_WORD = re.compile(r"[^\s,;]+")


@lru_cache(maxsize=1)
def _bodies() -> re.Pattern[str]:
    """Return the pattern of a body or office at the head of a phrase."""
    rows = read_table("lexicons/agents.tsv")
    terms = {row["term"] for row in rows if row["kind"] != "group"}
    return re.compile(
        r"(?:" + "|".join(map(re.escape, sorted(terms, key=lambda t: (-len(t), t)))) + r")(?!\w)", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(row["term"].split()[0].lower() for row in read_table("lexicons/agents.tsv"))


def begins_body(text: str, position: int) -> bool:
    """Say whether a body or office is named at `position`."""
    return body_end(text, position) > position


def body_end(text: str, position: int) -> int:
    """Return where the body or office named at `position` ends, `position` for none.

    Its first word tells most places apart quickly.
    """
    first = _FIRST_WORD.match(text, position)
    if first is None or first.group().lower() not in _first_words():
        return position
    body = _bodies().match(text, position)
    return body.end() if body else position
