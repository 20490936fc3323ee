"""Read the words by which a table's cells are told apart: verbs, bodies, products, times."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.iri import fold
from kg.resources import read_table

_COMMITS = ("verb", "nominal", "noun", "closed", "light", "modal", "adverb", "call")
_YEAR = r"(?:(?:19|20)\d\d)"
_MONTH = r"(?:\d{1,2})"
_POINT = (
    rf"(?:(?:ngày )?{_MONTH}[/.-]{_MONTH}[/.-]{_YEAR}|(?:ngày {_MONTH} )?(?:tháng )?{_MONTH} ?(?:[/.-] ?| năm ){_YEAR}"
    rf"|quý (?:iv|i{{1,3}}|[1-4])(?: ?[/.,-] ?| năm | ){_YEAR}|(?:năm )?{_YEAR}|quý (?:iv|i{{1,3}}|[1-4])"
    rf"|tháng {_MONTH}|ngày {_MONTH}/{_MONTH})"
)
_LEAD = (
    r"(?:(?:trước|đến|trong|hết|từ|cuối|đầu|giữa|giai đoạn|thời kỳ|các năm|chậm nhất|hoàn thành|xong|thực hiện|năm"
    r"|dự kiến|khoảng|quý|tháng|ngày|là|kỳ) )*"
)
_TAIL = r"(?: (?:và (?:các |những )?năm (?:tiếp theo|sau)|và (?:hằng|hàng) năm|trở đi|(?:hằng|hàng) năm))?"
_TIME = re.compile(rf"{_LEAD}{_POINT}(?:(?: ?[-–,;] ?| và | đến | hoặc ){_LEAD}{_POINT})*{_TAIL}")
CITED = re.compile(r"\d[/-] ?(?:[A-ZĐ]{2}|QH)")
_MARK = re.compile(r"(?:\(\d\)|[-–+•]|\d[.)]) ?")
_LAST_ITEM = re.compile(r"[,;:]| và (?=các |[Bb]ộ |[Ss]ở |[Uu]ỷ |[Ủủ]y |cơ )")
_LONGEST_TIME, _LONGEST_NAME = 70, 90
_CODE = frozenset("ABCDEGHIKLMNOPQRSTUVXYĐ0123456789")
"""What stands before the dash or stroke of a document's number."""


class _Terms(NamedTuple):
    """Folded terms, how many words the longest has, and the words that they begin with."""

    all: frozenset[str]
    most: int
    firsts: frozenset[str]

    @staticmethod
    def of(terms: set[str]) -> _Terms:
        """Return the terms of a list."""
        most = max(term.count(" ") for term in terms) + 1
        return _Terms(frozenset(terms), most, frozenset(term.split(" ", 1)[0] for term in terms))


@lru_cache(maxsize=1)
def _verbs() -> _Terms:
    terms = {fold(row["term"]) for row in read_table("lexicons/verbs.tsv") if row["kind"] in _COMMITS}
    return _Terms.of(terms)


@lru_cache(maxsize=1)
def _bodies() -> _Terms:
    terms = {fold(row["term"]) for row in read_table("lexicons/agents.tsv") if row["kind"] != "group"}
    return _Terms.of(terms)


@lru_cache(maxsize=8)
def _kind(kind: str) -> _Terms:
    terms = {row["term"] for row in read_table("lexicons/table_words.tsv") if row["kind"] == kind}
    return _Terms.of(terms)


@lru_cache(maxsize=1)
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the folded names of bodies, and all beginnings of names that are no names themselves."""
    names = {fold(row["term"]) for row in read_table("lexicons/agents.tsv") if row["kind"] != "head"}
    begun = {name[:at] for name in names for at in range(len(name)) if name[at] == " "}
    return frozenset(names), frozenset(begun - names)


def _first(folded: str, terms: _Terms) -> int:
    """Return how many words of the longest term folded words begin with, 0 for none."""
    words = folded.split(" ", terms.most)[: terms.most]
    if words[0].rstrip(",.;:)") not in terms.firsts:
        return 0
    for size in range(len(words), 0, -1):
        words[size - 1] = words[size - 1].rstrip(",.;:)")
        if " ".join(words[:size]) in terms.all:
            return size
    return 0


def commits(folded: str) -> int:
    """Return how many words of a committing verb, adverb or modal word folded words begin with."""
    return _first(folded, _verbs())


def begins(kind: str, folded: str) -> int:
    """Return how many words of a term of a kind of `table_words.tsv` folded words begin with."""
    return _first(folded, _kind(kind))


def is_time(folded: str) -> bool:
    """Say whether folded words are a time and nothing else, one that recurs among them."""
    if len(folded) > _LONGEST_TIME:
        return False
    bare = folded.strip(" .;,()")
    return bare in _kind("time").all or _TIME.fullmatch(bare) is not None


def is_reached(folded: str) -> bool:
    """Say whether folded words end by saying that something was brought about (`… được ban hành`)."""
    bare = folded.rstrip(" .;,")
    terms, most, _ = _kind("reached")
    words = bare.split(" ")[-most:]
    return any(" ".join(words[at:]) in terms for at in range(len(words)))


def is_open(text: str) -> bool:
    """Say whether a text ends where no cell does: at a comma, a dash or a function word."""
    if text[-1] in ",(–/-":
        return True
    terms, most, _ = _kind("open")
    words = text.lower().split(" ")[-most:]
    return any(" ".join(words[at:]) in terms for at in range(len(words)))


def is_unclosed(text: str) -> bool:
    """Say whether a text ends inside a bracket or a quotation."""
    return text.count("(") > text.count(")") or text.count("“") > text.count("”")


def joint(text: str, end: int) -> str:
    """Return what stands between the line that ends at `end` and the next: nothing behind `NQ-` of `NQ-CP`."""
    return "" if end > 1 and text[end - 1] in "-/" and text[end - 2] in _CODE else " "


def names_body(text: str) -> int:
    """Return how many words of a body or office a text begins with, an item's mark left out."""
    mark = _MARK.match(text)
    start = mark.end() if mark else 0
    return _first(fold(text[start : start + _LONGEST_NAME]), _bodies())


def ends_in_name(text: str) -> str:
    """Say whether the last of the listed bodies is a `whole` name, one `broken` off, or neither."""
    last = _LAST_ITEM.split(text.strip(" .;,"))[-1].strip()
    mark = _MARK.match(last)
    last = last[mark.end() :] if mark else last
    names, begun = _names()
    if fold(last) in names:
        return "whole"
    return "broken" if last[:1].isupper() and fold(last) in begun else ""
