"""Tell what stands between a cue and those it gives a role: how, and how many (`hỗ trợ kịp thời toàn bộ …`)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resources import alternatives, read_table

_QUANTITY = (
    r"toàn bộ|tất cả|hầu hết|đông đảo|số lượng lớn|100 ?%(?: (?:tổng số|số lượng|số))?"
    r"|(?:ít nhất |tối thiểu |trên |khoảng )?\d+(?:[.,]\d+)*(?: ?%)?|tận tay|tận"
)
_LONGEST = 40


@lru_cache(maxsize=1)
def _words() -> str:
    """Return the alternatives of the words of manner and of quantity."""
    adverbs = [row["term"] for row in read_table("lexicons/verbs.tsv") if row["kind"] == "adverb"]
    return f"(?:(?:{alternatives(adverbs)}|{_QUANTITY}) )"


@lru_cache(maxsize=1)
def _forward() -> re.Pattern[str]:
    return re.compile(f"{_words()}+")


@lru_cache(maxsize=1)
def _backward() -> re.Pattern[str]:
    return re.compile(rf"(?<=\s){_words()}+$")


def skip_slack(text: str, start: int, end: int) -> int:
    """Return where the words of manner and quantity end that begin at `start`; `start` where there is none."""
    match = _forward().match(text, start, end)
    return match.end() if match else start


def slack_before(text: str, start: int, end: int) -> int:
    """Return where the words of manner and quantity begin that end at `end`, not before `start`; `end` for none."""
    match = _backward().search(text, max(start, end - _LONGEST), end)
    return match.start() if match else end
