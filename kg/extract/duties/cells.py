"""Find who stands in a cell for those who lead or take part: known bodies, and what else the cell lists beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.clauses.parties import Parties, Party
from kg.iri import fold
from kg.layout.words import commits, is_time
from kg.model import Span

_PART = re.compile(r"[^,;()\n|]+")
_MARK = re.compile(r"[ .:/]*(?:\(\d\)|\d[.)]|[-–+•*] )?[ .:/]*(?:(?:và|cùng|phối hợp với|với) )?", re.IGNORECASE)
_NO_BODY = re.compile(
    r"(?:theo|để|đối với|trong|trên|tại|khi|nếu|từ|đến|là đầu mối|chủ trì|phối hợp|cùng|với|và|hoặc|như|gồm|được"
    r"|của)(?!\w)"
)
_ASIDE = re.compile(r"\((?:đối với|theo|trừ|về|liên quan|nội dung|phần|trong)(?!\w)[^()]*\)")
"""What a body is named for, in brackets behind it: who stands there does nothing."""
_GLUED = re.compile(r"[&/\w-]+")
_LONGEST_NAME, _LONGEST_TAIL = 14, 9
_SHORTEST = 3


def parties_in(cell: Span, *, parties: Parties) -> list[Party]:
    """Return the bodies of a cell in order, none inside another."""
    known: list[Party] = []
    asides = [match.span() for match in _ASIDE.finditer(parties.text, *cell)]
    for party in parties.between(*cell):
        aside = any(start < party.start_char < end for start, end in asides)
        if not aside and (not known or party.start_char >= known[-1].end_char):
            known.append(party)
    found: list[Party] = []
    at = cell.start_char
    for party, following in zip([*known, None], [*known[1:], None, None], strict=False):
        gap_end = party.start_char if party else cell.end_char
        found.extend(_between(at, gap_end, parties=parties))
        if party is None:
            break
        last = following.start_char if following else cell.end_char
        whole = _with_tail(_with_head(party, found, text=parties.text), last, text=parties.text)
        if whole.mention != party.mention:
            parties.findings.covered.add(party.mention)
        found.append(whole)
        at = whole.end_char
    return found


def _between(start: int, end: int, *, parties: Parties) -> Iterator[Party]:
    """Yield what a stretch without known bodies lists."""
    text = parties.text
    for part in _PART.finditer(text, start, end):
        mark = _MARK.match(text, part.start(), part.end())
        first = mark.end() if mark else part.start()
        last = part.start() + len(part.group().rstrip(" .:"))
        if text[first - 1 : first] != "(" and _names(text[first:last]):
            yield Party(first, last, -1, "body")


def _names(words: str) -> bool:
    """Say whether the words of a list in a cell of bodies name somebody: no clause, condition, figure or time."""
    folded = fold(words)
    return (
        len(words) >= _SHORTEST
        and words.count(" ") < _LONGEST_NAME
        and not words[0].isdigit()
        and not _NO_BODY.match(folded)
        and not is_time(folded)
        and not commits(folded)
    )


def _with_head(party: Party, found: list[Party], *, text: str) -> Party:
    """Return a body with the words right before it, taken for a body by themselves (`Liên hiệp | các Hội`)."""
    if found and found[-1].mention < 0 and text[found[-1].end_char : party.start_char] == " ":
        head = found.pop()
        return Party(head.start_char, party.end_char, -1, "body")
    return party


def _with_tail(party: Party, end: int, *, text: str) -> Party:
    """Return a body with the words right behind it that restrict or complete its name (`sở, ngành | có liên quan`)."""
    glued = _GLUED.match(text, party.end_char, end)
    if glued:
        return Party(party.start_char, glued.end(), -1, "body")
    part = _PART.match(text, party.end_char, end)
    if part is None or not part.group().startswith(" "):
        return party
    tail = part.group().strip(" .:")
    capital = tail[:1].isupper()
    if not tail or tail.count(" ") >= _LONGEST_TAIL or (party.kind == "named") != capital:
        return party
    if _NO_BODY.match(fold(tail)) or (not capital and commits(fold(tail))):
        return party
    if len(tail) >= _SHORTEST and not _names(tail):
        return party
    last = part.start() + 1 + part.group()[1:].find(tail) + len(tail)
    return Party(party.start_char, last, -1, "body" if capital else party.kind)
