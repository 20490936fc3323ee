"""Find where the task ends by which a body is named (`Ban Chỉ đạo Trung ương về phòng, chống thiên tai`)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotate import Annotations
from kg.extract.grammar.names import CAPITALISED, function_words
from kg.extract.grammar.verbs import VERBAL
from kg.extract.mentions.agents.tiers import UNIT
from kg.resources import alternatives, read_table

_ABOUT = re.compile(r" về(?= )")
_NEXT = re.compile(r"(, | và | - |-| )(\w+)")
_REACH = 220
_TIER = re.compile(rf" (?:các cấp|cấp {UNIT}|{UNIT}(?! {CAPITALISED})|quốc gia|[Tt]rung ương|Việt Nam)(?!\w)")


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    """Return a pattern for each kind of `task_words.tsv`."""
    kinds: dict[str, list[str]] = {}
    for row in read_table("lexicons/task_words.tsv"):
        kinds.setdefault(row["kind"], []).append(row["term"])
    return {kind: re.compile(r"(?:" + alternatives(terms) + r")(?!\w)") for kind, terms in kinds.items()}


def task_end(text: str, end: int, *, notes: Annotations) -> int:
    """Return where the task behind a body's name ends, `end` where none follows.

    A task is a list of fields of policy. What a body is told about (`báo cáo Ban Chỉ đạo về kết quả …`) is none.
    Without `về` it opens with words that tasks of bodies open with (`Ban Chỉ đạo | phòng, chống tội phạm`).
    """
    about = _ABOUT.match(text, end)
    if about is None:
        return _straight_end(text, end, notes=notes)
    if _words()["matter"].match(text, about.end() + 1):
        return end
    reach = min(len(text), end + _REACH)
    fields = [(hit.start_char, hit.end_char) for hit in notes.hits("sector", about.end(), end_char=reach)]
    verbs = frozenset(
        hit.start_char
        for hit in notes.hits("verb", about.end(), end_char=reach)
        if " " in hit.term and hit.label in VERBAL
    )
    at, fresh = about.end(), True
    while match := _NEXT.match(text, at, reach):
        joint, word, start = match.group(1), match.group(2), match.start(2)
        field = next((last for first, last in fields if first <= start < last), 0)
        if joint != " " and not fresh:
            fresh = field > 0 or _words()["field"].match(text, start) is not None
            if not fresh or word[0].isupper():
                break
        elif not field and (word in function_words() or (start in verbs and not fresh)):
            break
        act = _words()["act"].match(text, start)
        at, fresh = max(match.end(), field, act.end() if act else 0), act is not None and not field
    return at if at > about.end() else end


def _straight_end(text: str, end: int, *, notes: Annotations) -> int:
    """Return where a task that follows without `về` ends: with its fields, and the tier of the body behind them."""
    reach = min(len(text), end + _REACH)
    fields = [(hit.start_char, hit.end_char) for hit in notes.hits("sector", end, end_char=reach)]
    opens = _words()["opens"].match(text, end + 1) if text.startswith(" ", end) else None
    if opens is None:
        at = next((last for first, last in fields if first == end + 1), end)
        acts = any(hit.start_char == end + 1 for hit in notes.hits("verb", end, end_char=reach))
        if at == end or acts or text[end + 1].isupper():
            return end
    else:
        at = opens.end()
    while match := _NEXT.match(text, at, reach):
        field = next((last for first, last in fields if first <= match.start(2) < last), 0)
        if not field:
            break
        at = max(field, match.end())
    tier = _TIER.match(text, at)
    return tier.end() if tier else at
