"""Tell where the name of an instrument ends: a predicate, a purpose, a place or a mark ends it, a list goes on."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.annotate import Annotations, Hit
from kg.extract.grammar.lexicon import KINDS, worded
from kg.extract.grammar.names import UPPER, function_words
from kg.model import Span

NUMBER = re.compile(
    r"(?: số)?:? (?P<number>\d{1,5}(?:\.\d{1,3}(?=/))?(?:/\d{4})?(?:[-/][A-ZĐa-z\d]+)+"
    r"(?:(?<=/(?:QĐ|NQ|CT|KH|TB|NĐ|TT|KL)) ?[-–] ?(?:TTg|[A-ZĐ]{2,})(?!\w))?|\d{1,5}- (?:NQ|CT|KH|TB|KL|QĐ)/TW)"
)
NUMBERED = re.compile(
    rf"(?: (?!này|tại|theo|và|của|về|thực|triển)[a-zà-ỹđ]+){{1,5}}(?={NUMBER.pattern.replace('(?: số)?', ' số', 1)})"
)
"""What stands between a kind and its number (`Kế hoạch | hành động | số 469-KH/TU`)."""
REVISED = re.compile(r" \((?:sửa đổi|thay thế|sửa đổi, bổ sung)\)")
LAW_NUMBER = re.compile(r",? số \d{1,3}/\d{4}/(?:QH|UBTVQH)\d{1,2}(?!\w)|,? số \d{1,3}-L/CTN(?!\w)")
QUOTE = re.compile(r" (?P<quote>[\"“][^\"”\n]{3,150}[\"”])")
_STOP = (
    r"[,;:.()\n\"“]|(?<!\w)(?:giai đoạn|thời kỳ|nhiệm kỳ|đến năm|năm \d+|tầm nhìn|của|trong|theo|nhằm|để|bảo đảm"
    r"|đảm bảo|phù hợp|được|là|cần|phải|đã|đang|bao gồm|kèm|bị"
    r"|có hiệu quả|gắn với|trên địa bàn|ban hành|do|vào|về việc|này|trên|nêu|tại|với|từ|ngày|và các|và kế"
    r"|và chương)(?!\w)|và (?:{Joined Scheme}|Phụ lục)\b"
)
_GOES_ON = re.compile(r"(?:tự do|tham gia vào|cần thiết|ứng phó với|thích ứng với|dựa trên)(?!\w)")
_YEARS = re.compile(r"\d{1,2} năm(?!\w)")
_IN_NAMES = frozenset(("và", "các", "một", "những", "cho"))
"""Function words that a name of an instrument may hold."""
_TOKEN = re.compile(r"(,? |- | - )(\d+(?:[.,]\d+)+(?!\w)|\w+(?:[-&]\w+)*)")
_SYLLABLE = re.compile(r"\w+")
_SHARED = 3


class Verbs(NamedTuple):
    """Where the verbs of a text begin and end, the syllables of longer words that are also words, and its groups."""

    starts: frozenset[int]
    ends: frozenset[int]
    adverbs: frozenset[int]
    within: frozenset[int] = frozenset()
    groups: tuple[dict[int, int], frozenset[int]] = ({}, frozenset())
    """Of the groups of people that the text names: where each begins with its end, and where they end."""


def read_verbs(text: str, notes: Annotations) -> Verbs:
    """Return what the end of a name is told by."""
    hits = [
        hit
        for hit in notes.hits("verb")
        if hit.label in ("verb", "nominal", "noun", "closed", "light", "adverb", "modal")
    ]
    groups = [hit for hit in notes.hits("agent") if hit.label == "group"]
    return Verbs(
        frozenset(hit.start_char for hit in hits),
        frozenset(hit.end_char for hit in hits),
        frozenset(hit.start_char for hit in hits if hit.label == "adverb"),
        _syllables(text, notes),
        ({hit.start_char: hit.end_char for hit in groups}, frozenset(hit.end_char for hit in groups)),
    )


def _syllables(text: str, notes: Annotations) -> frozenset[int]:
    """Return where a syllable of a longer word begins that by itself would end a name (`giao` of `giao thông`)."""
    longer: list[Hit] = [*notes.hits("sector"), *(hit for hit in notes.hits("verb") if " " in hit.term)]
    found, loose = set(), function_words("loose")
    for hit in longer:
        if loose.intersection(hit.term.split(" ")):
            found.update(
                match.start()
                for match in _SYLLABLE.finditer(text, hit.start_char, hit.end_char)
                if match.group() in loose and (hit.label == "none" or match.start() > hit.start_char)
            )
    return frozenset(found)


def name_end(text: str, end: int, *, verbs: Verbs, most: int = 34) -> int:
    """Return where a name that runs on from `end` stops, at most `most` syllables on; commas inside a title go on."""
    position, syllables, stop = end, 0, worded(KINDS, _STOP)
    while syllables < most and (match := _TOKEN.match(text, position)):
        joint, word = match.groups()
        first = match.start(2)
        if syllables == 0 and (joint == ", " or word == "và"):
            break
        if word == "số" and (number := NUMBER.match(text, match.start())):
            return number.end()
        if years := _YEARS.match(text, first):
            position, syllables = years.end(), syllables + 2
            continue
        on = next((m for m in _GOES_ON.finditer(text, max(end, first - 9), first + 9) if m.end() > first), None)
        if not (on and on.start() <= first) and (
            stop.match(text, first) or (_ends_name(word) and first not in verbs.within)
        ):
            break
        if joint == ", " and not _comma_goes_on(text, Span(end, match.start()), first, verbs=verbs):
            break
        position, syllables = match.end(), syllables + 1
    return without_tail(text, end, position)


def _ends_name(word: str) -> bool:
    return word in function_words() and word not in _IN_NAMES


def _comma_goes_on(text: str, name: Span, first: int, *, verbs: Verbs) -> bool:
    """Say whether a comma stands inside a title whose name so far is `name` and which goes on at `first`."""
    if first in verbs.adverbs:
        return False
    comma = name.end_char
    people = verbs.groups
    return (
        _list_goes_on(text, first)
        or (comma in verbs.ends and first in verbs.starts)
        or (comma in people[1] and first in people[0])
        or (first not in verbs.starts and _shares_a_word(text, name, first))
    )


def _list_goes_on(text: str, first: int) -> bool:
    """Say whether a comma is one inside a title (`khai thác, sử dụng tài nguyên`): `và` closes the list."""
    start = first + len(_SYLLABLE.match(text, first).group())  # type: ignore[union-attr]
    ahead = text[start : start + 60]
    stop = re.search(r"[;.:\n]", ahead)
    ahead = ahead[: stop.start()] if stop else ahead
    return text[first].islower() and " và " in ahead and "," not in ahead.split(" và ")[0][30:]


def _shares_a_word(text: str, name: Span, first: int) -> bool:
    """Say whether what a comma parts is alike: it begins or ends with one word (`kinh tế số, xã hội số`)."""
    before = text[slice(*name)].replace(",", " ").split()
    behind = re.compile(r"[a-zà-ỹđ]+(?: [a-zà-ỹđ]+){1,3}").match(text, first)
    if behind is None or len(before) < _SHARED:
        return False
    words = behind.group().split()
    if _ends_name(words[0]):
        return False
    return words[0] in before[-5:] or before[-1] in words[1:_SHARED]


def without_tail(text: str, start: int, end: int) -> int:
    """Return `end` without a conjunction or quantifier that nothing follows."""
    while end > start:
        last = text[start:end].rsplit(" ", 1)[-1]
        if last not in ("và", "các", "một", "những", "cho", "-"):
            break
        end -= len(last)
        end = start + len(text[start:end].rstrip(" ,-"))
    return end


def law_end(text: str, end: int, *, verbs: Verbs) -> int:
    """Return where the name of a law ends: `Luật Giáo dục`, `Luật Ngân sách nhà nước`."""
    return name_end(text, end, verbs=verbs) if re.compile(rf" [{UPPER}]\w*").match(text, end) else 0
