"""Find bodies of one kind that share their head: `các Bộ: Quốc phòng, Xây dựng`, `các Tập đoàn: Dầu khí Việt Nam`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.resources import read_table

_HEADS = ("Bộ", "Sở", "Tập đoàn", "Tổng công ty", "Ban", "Cục", "Hội")
_PLURAL = re.compile(
    r"[Cc]ác (?:[Bb]ộ|[Ss]ở|[Tt]ập đoàn|[Tt]ổng công ty|[Bb]an|[Cc]ục|[Hh]ội)"
    r"(?:(?:, | và )(?:[Cc]ơ quan|[Nn]gành|[Bb]an|[Tt]ổng công ty|[Bb]an, ngành))*(?:: ?| )"
)
_JOINT = re.compile(r", | và ")
_SHORT = re.compile(r" \([A-ZĐ][A-ZĐ&\d-]*\)")


@lru_cache(maxsize=2)
def _names(*, agencies: bool) -> re.Pattern[str]:
    """Return the pattern of what stands behind a shared head: the names of the lexicon without it, and their forms.

    Behind `các Bộ, cơ quan:` stand also full names of agencies.
    """
    names = set()
    for row in read_table("lexicons/agents.tsv"):
        if row["kind"] != "named":
            continue
        for head in _HEADS:
            if row["term"].startswith(f"{head} "):
                names.add(row["term"][len(head) + 1 :])
        if agencies and row["term"][:1].isupper():
            names.add(row["term"])
    names |= {row["term"] for row in read_table("lexicons/agent_fields.tsv")}
    ordered = sorted(map(re.escape, names), key=lambda name: (-len(name), name))
    return re.compile(r"(?:" + "|".join(ordered) + r")(?!\w)", re.IGNORECASE)


def find_lists(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of plural heads with two or more names behind them."""
    for head in _PLURAL.finditer(text):
        end, count = head.end(), 0
        names = _names(agencies="quan" in head.group())
        while match := names.match(text, end):
            if not text[end].isupper():
                break
            count += 1
            reached = match.end()
            short = _SHORT.match(text, reached)
            reached = short.end() if short else reached
            joint = _JOINT.match(text, reached)
            end = joint.end() if joint else len(text)
            if not joint:
                break
        if count >= 2 or (count and head.group().rstrip().endswith(":")):
            yield head.start(), reached
