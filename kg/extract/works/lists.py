"""Read lists of works that share one head noun: `quốc lộ 4B, 4C`, `các khu công nghiệp Nam Sách, Đại An`."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotate import Annotations, Hit
from kg.extract.grammar.names import CAPITALISED, is_acronym
from kg.extract.works.keys import key_of
from kg.iri import fold
from kg.model import Mention
from kg.readings import WorkReading
from kg.resources import read_table

NUMBER = (
    r"\d{1,4}[A-ZĐ]?(?:\.\d+)?(?:[-/][A-Z\d]+)?(?![\w%]|[.,]\d|/| ?(?:km|ha|m|tỷ|triệu|nghìn|dự án|tuyến|công trình|làn"
    r"|chiều|tầng|cầu|trạm|xã|huyện|tỉnh|đoạn dài|người|năm|tháng|ngày)\b)"
)
"""The number of a road, followed by no unit or counted noun."""

NAME = (
    rf"{CAPITALISED}(?: [-–] {CAPITALISED})?(?: \d{{1,2}}\b(?![/%]|[.,]\d| ?(?:km|ha|m|tỷ"
    rf"|triệu)\b))?(?: mở rộng\b)?(?![/\w])"
)
_MORE_NUMBERS = re.compile(
    rf"(?:, | và |; ?)(?P<number>{NUMBER})(?=[,;.:()\n]|$| (?:và|đoạn|qua|trên|tại|thuộc|theo|đến|nối|kết nối"
    rf"|với|để|nhằm"
    r"|bảo đảm|đáp ứng|từ|của|trong|được|đi|giai đoạn)\b)"
)
_FIRST_NAME = re.compile(rf"(?P<mark>(?: [a-zà-ỹđ]+){{0,5}}(?::| gồm:?| như:?)| ) ?(?P<name>{NAME})")
_MORE_NAMES = re.compile(rf"(?: \([^()\n]{{1,40}}\))?(?:, | và |, và |; ?)(?P<name>{NAME})")
_FIRST_NUMBER = re.compile(rf":? (?:số )?(?P<number>{NUMBER})")
_AREA = re.compile(rf" khu vực {NAME}")
_LEAST = 2


@lru_cache(maxsize=1)
def _wide_names() -> frozenset[str]:
    """Return the folded names that no single work bears: countries, regions, directions."""
    return frozenset(fold(row["term"]) for row in read_table("lexicons/regions.tsv"))


def more_numbers(text: str, mention: Mention, *, head: str) -> list[Mention]:
    """Return the works whose numbers follow that of `mention` (`quốc lộ 4B, 4C`); `head` is the noun they share."""
    return list(_numbers(text, mention.end_char, cls=mention.cls, head=head))


def listed(text: str, hit: Hit, *, form: str, notes: Annotations) -> list[Mention]:
    """Return the works that a plural head lists by number or name, none for a mere plural."""
    if "number" in form:
        first = _FIRST_NUMBER.match(text, hit.end_char)
        if first:
            mention = _numbered(first, cls=hit.label, head=hit.term)
            more = list(_numbers(text, mention.end_char, cls=hit.label, head=hit.term))
            return [mention, *more]
    if "name" in form:
        return _names(text, hit, notes=notes)
    return []


def _numbers(text: str, end: int, *, cls: str, head: str) -> list[Mention]:
    found = []
    while following := _MORE_NUMBERS.match(text, end):
        found.append(_numbered(following, cls=cls, head=head))
        end = following.end()
    return found


def _numbered(match: re.Match[str], *, cls: str, head: str) -> Mention:
    number = match.group("number")
    key = key_of(f"{head} {number}")
    short = len(head) < 3
    told = "" if "vành đai" in head else f"{head.upper()}.{number}" if short else number
    reading = WorkReading(number=told)
    return Mention(cls, *match.span("number"), key=key, label=f"{head} {number}", confidence=0.88, reading=reading)


def _names(text: str, hit: Hit, *, notes: Annotations) -> list[Mention]:
    """Return the works of a list of names: two or more, or one and more behind a colon."""
    first = _FIRST_NAME.match(text, hit.end_char)
    if first is None:
        return []
    mark = first.group("mark")
    if mark != " " and ":" not in mark and not mark.endswith((" như", " gồm")):
        return []
    matches = [first]
    while following := _MORE_NAMES.match(text, matches[-1].end()):
        if other_head(following.start("name"), notes=notes):
            break
        matches.append(following)
    if len(matches) < _LEAST or other_head(first.start("name"), notes=notes):
        return []
    return [_named(match, hit=hit) for match in matches if is_name(match.group("name"))]


_NEXT_IN_BRACKETS = re.compile(
    rf" \((?:[Tt]ỉnh |[Tt]hành phố )?{CAPITALISED}\)(?:, | và |, và )(?P<name>{NAME})(?= \()"
)


def next_with_place(text: str, mention: Mention, *, hit: Hit, notes: Annotations) -> list[Mention]:
    """Return the works that share a singular head, each with its place in brackets (`Cảng cạn A (X), B (Y)`)."""
    found = []
    end = mention.end_char
    while following := _NEXT_IN_BRACKETS.match(text, end):
        if other_head(following.start("name"), notes=notes):
            break
        found.append(_named(following, hit=hit))
        end = following.end()
    return found


def area(text: str, hit: Hit, *, start: int) -> list[Mention]:
    """Return the works of one area that a plural means as a whole (`các cảng khu vực Lạch Huyện`)."""
    match = _AREA.match(text, hit.end_char)
    if match is None:
        return []
    key = key_of(text[hit.start_char : match.end()])
    return [Mention(hit.label, start, match.end(), key=key, confidence=0.8)]


def _named(match: re.Match[str], *, hit: Hit) -> Mention:
    name = match.group("name")
    key = key_of(f"{hit.term} {name}")
    return Mention(hit.label, *match.span("name"), key=key, label=f"{hit.term} {name}", confidence=0.85)


def other_head(
    position: int, *, notes: Annotations, groups: tuple[str, ...] = ("work", "agent", "instrument", "region")
) -> bool:
    """Say whether something of another kind begins at `position`: a work, a body, a document, a region."""
    return any(
        hits and hits[0].start_char == position
        for hits in (notes.hits(group, position, end_char=position + 40) for group in groups)
    )


def is_name(name: str) -> bool:
    """Say whether a run of capitals can be the name of one work."""
    short = is_acronym(name) and (len(name) < 3 or set(name) <= set("IVX"))
    return fold(name) not in _wide_names() and not short
