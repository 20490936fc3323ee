"""Hold what reading the clauses of a text needs to know of it; read the lists of parties that its clauses name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.annotate import Annotations
from kg.extract.clauses.parties import Parties, Party
from kg.extract.grammar.names import UPPER
from kg.model import Span
from kg.resources import alternatives, read_table

_PERSON = re.compile(rf"(?: [{UPPER}]\w+){{2,4}}")
_BRACKETS = re.compile(r" ?\([^()]{0,300}\)")
_CONNECT = re.compile(r"[,;]? và |[,;] |/|,? cùng | (?=các tỉnh )| - (?=(?:Chủ nhiệm|Bộ trưởng|Chủ tịch|Trưởng) )")
_OWNED = re.compile(r" (?:trực thuộc|thuộc|của) ")
_LOCATED = re.compile(r" (?:đóng quân )?(?:trên|tại) (?:cùng )?địa bàn(?: tỉnh| thành phố| huyện| xã)?(?=, | và )")
_WHERE = re.compile(
    r" (?:(?:đang |sinh )?(?:sống|học tập|làm việc|công tác|đóng quân|hoạt động|cư trú) )?"
    r"(?:trên|tại|ở|trong|thuộc) (?!đó|khi|việc)[^,;.:()]{2,60}(?=, )"
)
"""Where those of a list are, who are told apart by it (`công nhân trong các khu công nghiệp, học sinh …`)."""


@lru_cache(maxsize=1)
def clause_words() -> dict[str, re.Pattern[str]]:
    """Return a pattern for each kind of clause word."""
    terms: dict[str, list[str]] = {}
    for row in read_table("lexicons/clause_words.tsv"):
        terms.setdefault(row["kind"], []).append(row["term"])
    words = {kind: alternatives(names) for kind, names in terms.items()}
    return {
        "opener": re.compile(rf"(?:{words['opener']}|{words['marker']})(?:[,:]? +)", re.IGNORECASE),
        "adjunct": re.compile(rf"(?:{words['adjunct']}) ", re.IGNORECASE),
        "title": re.compile(rf"(?:cho )?(?:{words['title']}) ", re.IGNORECASE),
        "joint": re.compile(rf",? ?(?:{words['joint']}) ", re.IGNORECASE),
        "being": re.compile(
            rf"[^,:] là (?:một (?:trong những )?)?(?:{words['being']}|trung tâm(?=[,;.]|$))(?!\w)"
            r"|[^,:] có ý nghĩa (?:rất )?(?:quan trọng|to lớn|quyết định|sâu sắc)"
        ),
        "money": re.compile(rf"(?:{words['money']})(?!\w)", re.IGNORECASE),
        "marker": re.compile(rf" (?:{words['marker']})[,:]? "),
    }


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with what was found in it before its clauses are read; offsets count in the text.

    `words` are patterns by kind of clause word, `places` where places begin, `times` where times begin and end.
    """

    text: str
    notes: Annotations
    parties: Parties
    words: Mapping[str, re.Pattern[str]]
    places: frozenset[int]
    times: Mapping[int, int]


def make_reading(text: str, *, notes: Annotations, parties: Parties) -> Reading:
    """Return what reading the clauses of a text needs, of the mentions that its parties come from."""
    mentions = parties.findings.mentions
    places = frozenset(m.start_char for m in mentions if m.cls == "Place")
    times = {m.start_char: m.end_char for m in mentions if m.cls == "Time"}
    return Reading(text, notes, parties, clause_words(), places, times)


def parties_at(reading: Reading, position: int, end: int, *, placed: bool = False) -> list[Party]:
    """Return the coordinated parties whose list starts at `position`; `placed` where it may say where they are."""
    found: list[Party] = []
    reached = position
    while reached < end:
        at = reached
        for kind in ("joint", "title"):
            match = reading.words[kind].match(reading.text, at)
            at = match.end() if match else at
        party = reading.parties.at(at)
        if party is None or party.end_char > end:
            break
        found.append(party)
        behind = _behind_party(reading, party, end)
        behind = _behind_where(reading, party, behind, end=end) if placed else behind
        connection = _CONNECT.match(reading.text, behind)
        joint = reading.words["joint"].match(reading.text, party.end_char)
        if not connection and not joint:
            break
        reached = connection.end() if connection else party.end_char
    return found


def _behind_party(reading: Reading, party: Party, end: int) -> int:
    """Return where a party with the person's name and the bracket behind it ends."""
    reached = party.end_char
    owner = _OWNED.match(reading.text, reached)
    above = reading.parties.at(owner.end()) if owner else None
    if above and above.end_char <= end and _CONNECT.match(reading.text, above.end_char):
        reached = above.end_char
    for pattern in (_PERSON, _BRACKETS, _LOCATED):
        match = pattern.match(reading.text, reached)
        reached = match.end() if match and match.end() <= end else reached
    return reached


def _behind_where(reading: Reading, party: Party, reached: int, *, end: int) -> int:
    """Return where the phrase of place behind a group ends that another group follows, else `reached`."""
    where = _WHERE.match(reading.text, reached, end) if party.kind == "group" else None
    further = reading.parties.at(where.end() + 2) if where else None
    if where is None or further is None or further.kind != "group" or reading.parties.between(reached, where.end()):
        return reached
    return where.end()


def subject_at(reading: Reading, position: int, end: int) -> int:
    """Return where the list of parties that starts at `position` ends; `position` when none does."""
    found = parties_at(reading, position, end)
    return _behind_party(reading, found[-1], end) if found else position


def subject_before(reading: Reading, position: int, *, start: int) -> Span:
    """Return the span of the parties that end right before `position`."""
    before = reading.parties.between(start, position)
    if not before or position - before[-1].end_char > 2:
        return Span(start, start)
    first = before[-1]
    for party in reversed(before[:-1]):
        if not _CONNECT.fullmatch(reading.text, party.end_char, first.start_char):
            break
        first = party
    return Span(first.start_char, before[-1].end_char)
