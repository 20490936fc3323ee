"""Read the words of quantity: how a figure is to be compared, and how many of a group are meant."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.grammar.rules import Grammar, Groups, Rule
from kg.resources import alternatives, read_table, terms_of

QUANTITY_WORDS = "lexicons/quantity_words.tsv"
_COMPARATORS = ("comparator", "bound")
NUMBER_WORDS = {
    "một": "1",
    "hai": "2",
    "ba": "3",
    "bốn": "4",
    "sáu": "6",
    "bảy": "7",
    "tám": "8",
    "chín": "9",
    "mười": "10",
}
"""Numbers in words that count behind a comparator; `năm` alone is a year more often than five."""


@lru_cache(maxsize=1)
def _values() -> dict[str, str]:
    """Return the words and marks that compare -> how."""
    return {row["term"]: row["value"] for row in read_table(QUANTITY_WORDS) if row["kind"] in (*_COMPARATORS, "sign")}


def comparator_of(printed: str) -> str:
    """Return how a word or mark before a figure compares it (`ít nhất`: `>=`); without one it is to be equalled."""
    return _values().get(printed.lower(), "=")


def comparators() -> str:
    """Return a pattern of the words that compare, for one that ignores case."""
    return alternatives(terms_of(QUANTITY_WORDS, *_COMPARATORS), any_case=True)


def limits(*values: str) -> str:
    """Return a pattern of the words that say how many there are at least (`>=`) or at most, for any case.

    One syllable (`từ`) is a preposition more often.
    """
    words = (word for word in terms_of(QUANTITY_WORDS, *_COMPARATORS) if _values()[word] in values)
    return alternatives((word for word in words if " " in word), any_case=True)


def signs() -> str:
    """Return a pattern of the marks that compare."""
    return alternatives(terms_of(QUANTITY_WORDS, "sign"))


def _share(groups: Groups) -> str:
    low, high = groups["low"] or "", groups["high"]
    return f"{low}-{high}%" if high else f"{comparator_of(groups['cmp'] or '')}{low}%"


def _number(groups: Groups) -> str:
    figure = groups["figure"] or ""
    return comparator_of(groups.get("cmp") or "") + NUMBER_WORDS.get(figure.lower(), figure)


def _all(groups: Groups) -> str:
    return "all"


_SHARE = r"\d+(?:[.,]\d+)?"
RULES = (
    Rule(
        "share of a group",
        rf"(?:(?P<cmp>{{comparator}}) )?(?P<low>{_SHARE})(?: ?- ?(?P<high>{_SHARE}))? ?%(?: {{of}})?",
        _share,
        {
            "100% giáo viên được bồi dưỡng": "=100%",
            "ít nhất 80% tổng số xã": ">=80%",
            "20 - 30% cơ sở đào tạo": "20-30%",
        },
        ("5 giáo viên", "80 phần trăm"),
    ),
    Rule(
        "bounded number of a group",
        r"(?P<cmp>{bound}) (?P<figure>\d+|{number})",
        _number,
        {"tối thiểu 2 doanh nghiệp": ">=2", "ít nhất một cơ sở": ">=1", "khoảng 200 hộ": "~200"},
        ("2 doanh nghiệp", "ít nhất là"),
    ),
    Rule(
        "all of a group",
        r"{whole}",
        _all,
        {"toàn bộ hộ nghèo": "all", "Tất cả cán bộ": "all"},
        ("các hộ nghèo",),
    ),
)


BARE = (
    Rule(
        "number of a group",
        r"(?P<figure>\d+(?:[.,]\d+)*)",
        _number,
        {"hỗ trợ 5.000 hộ nghèo": "=5.000", "giúp 3 xã": "=3"},
        ("hỗ trợ hộ nghèo",),
    ),
)
"""Where a cue before it leaves no doubt that the number is one of people or bodies."""


def bounds() -> str:
    """Return a pattern of the words that bound a number of people, bodies or things, for one that ignores case."""
    return alternatives(terms_of(QUANTITY_WORDS, "bound"), any_case=True)


@lru_cache(maxsize=8)
def so_many(frame: str, *, bare: bool = False, of_all: bool = False, flags: int = re.IGNORECASE) -> Grammar:
    """Return the grammar of how many of a group are meant, `frame` around its rules.

    `bare` is for mere numbers, too; `of_all` for shares and the whole only: `Ít nhất 5 ngày làm việc …` counts no doer.
    """
    rules = tuple(rule for rule in RULES if "{bound}" not in rule.pattern) if of_all else RULES
    words = {kind: alternatives(terms_of(QUANTITY_WORDS, kind), any_case=True) for kind in ("bound", "of", "whole")}
    words |= {"comparator": comparators(), "number": "|".join(NUMBER_WORDS)}
    return Grammar((*rules, *BARE) if bare else rules, frame=frame, words=words, flags=flags)
