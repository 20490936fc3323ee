"""Tell what stands between a cue and those it gives a role: how, and how many (`hỗ trợ kịp thời toàn bộ …`)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.grammar.quantities import so_many
from kg.resources import alternatives, read_table

_LONGEST = 40


@lru_cache(maxsize=1)
def _words() -> str:
    """Return the alternatives of the words of manner and of quantity."""
    adverbs = [row["term"] for row in read_table("lexicons/verbs.tsv") if row["kind"] == "adverb"]
    return f"(?:(?:{alternatives(adverbs)}|{{rules}}|tận(?: tay)?) )"


@lru_cache(maxsize=1)
def _forward() -> re.Pattern[str]:
    return so_many(f"{_words()}+", bare=True, flags=0).regex


@lru_cache(maxsize=1)
def _backward() -> re.Pattern[str]:
    return so_many(rf"(?<=\s){_words()}+$", bare=True, flags=0).regex


def skip_slack(text: str, start: int, end: int) -> int:
    """Return where the words of manner and quantity end that begin at `start`; `start` where there is none."""
    match = _forward().match(text, start, end)
    return match.end() if match else start


def slack_before(text: str, start: int, end: int) -> int:
    """Return where the words of manner and quantity begin that end at `end`, not before `start`; `end` for none."""
    match = _backward().search(text, max(start, end - _LONGEST), end)
    return match.start() if match else end
