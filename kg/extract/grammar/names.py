"""Find where a capitalised Vietnamese name ends.

Vietnamese capitalises the first syllable of each part of a name (`Ban Chấp hành Đảng bộ tỉnh khóa XX`), so a
name goes on through lower-case syllables until a function word, a verb or a mark ends it.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from kg.iri import fold
from kg.resources import read_table, terms_of
from kg.text.letters import UPPER

CAPITALISED = rf"[{UPPER}]\w*(?:[ -][{UPPER}]\w*)*"
"""A run of capitalised syllables such as `Thái Bình` or `Hòa Bình`."""


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Return the folded family names that the name of a Vietnamese person begins with."""
    return frozenset(fold(row["term"]) for row in read_table("lexicons/surnames.tsv"))


@lru_cache(maxsize=2)
def function_words(*kinds: str) -> frozenset[str]:
    """Return the words of one syllable that are no part of a name (`của`, `trong`), of all kinds or of some."""
    return frozenset(terms_of("lexicons/function_words.tsv", *kinds))


_NEXT = re.compile(r"( - |-| và | & |&|, | )([\w]+)")
_DATE = re.compile(r" (?:ngày|tháng) \d")
_BEHIND_PLACE = frozenset(("khu", "chi", "cơ", "phân", "giai", "mở"))
"""First words of what may follow a place in a name: `khu vực`, `chi nhánh`, `cơ sở`."""
_COMPOUND = re.compile(r"(?:giao (?:thông|dịch|lưu)|trình (?:độ|diễn))(?!\w)")
"""A noun of two syllables whose first is a function word elsewhere (`Cảnh sát | giao thông`)."""


def extend_name(
    text: str,
    end: int,
    *,
    verbs: Container[int],
    heads: Container[int],
    places: Container[int] = (),
    most_lower: int = 6,
) -> int:
    """Return where the name whose head ends at `end` ends itself; `end` when nothing belongs to it.

    `verbs` holds the offsets at which a lower-case verb of several syllables starts, `heads` those at which
    another name starts (a joint such as `, ` or ` và ` does not lead into it), `places` those at which the name of a
    place ends: in lower case a predicate follows it.
    """
    lower = 0
    while (match := _NEXT.match(text, end)) and not _DATE.match(text, end):
        joint, word = match.groups()
        start = match.start(2)
        if word[0].isupper() or word[0].isdigit():
            if joint == ", " or (joint != " " and start in heads):
                break
            if word[0].isdigit() and lower == 0 and joint != " ":
                break
            lower = 0
        elif (
            joint != " "
            or start in verbs
            or lower >= most_lower
            or (end in places and word not in _BEHIND_PLACE)
            or (word in function_words() and not _COMPOUND.match(text, start))
        ):
            break
        else:
            lower += 1
        end = match.end()
    return end


def is_acronym(word: str) -> bool:
    """Say whether `word` is written in capitals throughout, such as `UBND` or `KH&CN`."""
    return len(word) > 1 and word.upper() == word and any(ch.isalpha() for ch in word)


__all__ = ["CAPITALISED", "UPPER", "extend_name", "function_words", "is_acronym"]
