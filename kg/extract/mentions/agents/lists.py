"""Find bodies of one kind that share their head: `các Bộ: Quốc phòng, Xây dựng`, `các Tập đoàn: Dầu khí Việt Nam`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.resources import read_table
from kg.text.letters import UPPER

_HEADS = ("Bộ", "Sở", "Tập đoàn", "Tổng công ty", "Ban", "Cục", "Hội")
_OFFICE = re.compile(r"(?:[Bb]ộ trưởng|[Tt]hứ trưởng|[Gg]iám đốc|[Tt]hủ trưởng|[Ll]ãnh đạo) $")
_LONGEST_OFFICE = 12
_PLURAL = re.compile(
    r"[Cc]ác (?:[Bb]ộ|[Ss]ở|(?P<firm>[Tt]ập đoàn|[Tt]ổng công ty)|[Bb]an|[Cc]ục|[Hh]ội)"
    r"(?:(?:, | và )(?:[Cc]ơ quan|[Nn]gành|[Bb]an|[Tt]ổng công ty|[Bb]an, ngành))*(?:: ?| )"
)
_JOINT = re.compile(r", | và ")
_SHORT = re.compile(rf" \([{UPPER}][{UPPER}&\d-]*\)")


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
    ordered = [re.escape(name).replace(r"\ \-\ ", " ?- ?") for name in sorted(names, key=lambda n: (-len(n), n))]
    return re.compile(r"(?:" + "|".join(ordered) + r")(?!\w)", re.IGNORECASE)


class Listed(NamedTuple):
    """A name of a list: its span, and the name with the head that it shares, empty where the span holds the head."""

    start_char: int
    end_char: int
    label: str


class BodyList(NamedTuple):
    """A plural head with the names behind it: the span of the whole, and those to be marked."""

    start_char: int
    end_char: int
    names: list[Listed]


def find_lists(text: str) -> Iterator[BodyList]:
    """Yield the lists of bodies that share a plural head: two or more, or any behind a colon.

    Ministries are one agent with their head; firms behind a colon are one each, and their head belongs to none.
    """
    before = 0
    for head in _PLURAL.finditer(text):
        office = _OFFICE.search(text, max(before, head.start() - _LONGEST_OFFICE), head.start())
        start = office.start() if office else head.start()
        end, before, found = head.end(), head.end(), []
        names = _names(agencies="quan" in head.group())
        while (match := names.match(text, end)) and text[end].isupper():
            short = _SHORT.match(text, match.end())
            reached = short.end() if short else match.end()
            found.append(Listed(end, match.end(), _headed(head.group("firm"), match.group())))
            joint = _JOINT.match(text, reached)
            if not joint:
                break
            end = joint.end()
        colon = head.group().rstrip().endswith(":")
        if len(found) >= 2 or (found and colon):
            whole = [Listed(start, reached, "")]
            yield BodyList(start, reached, found if colon and head.group("firm") else whole)


def _headed(head: str | None, name: str) -> str:
    """Return the name of a firm with its head in front (`Tập đoàn Điện lực Việt Nam`)."""
    return f"{head[0].upper()}{head[1:].lower()} {name}" if head else ""
