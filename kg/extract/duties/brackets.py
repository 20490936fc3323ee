"""Read a bracket behind a task or heading that says who does it (`… (Sở A chủ trì; Sở B, Sở C phối hợp)`)."""

from __future__ import annotations

import re

from kg.extract.clauses.parties import Party
from kg.extract.clauses.reading import Reading
from kg.extract.duties.slots import in_lists
from kg.extract.duties.words import pattern
from kg.model import Span
from kg.text.scan import line_start

_PARTNERS_BEFORE = re.compile(r"phối hợp(?: chặt chẽ)?(?: với| cùng)?:? $", re.IGNORECASE)
_PARTNERS = re.compile(r"(?: cùng)? phối hợp(?: thực hiện| triển khai| tham gia)?(?=[;,.]|$)")
_LEADS = ("lead carry", r"(?: là (?:cơ quan|đơn vị))?,? (?:{}|chủ động)(?!\w)")
_BRACKET = re.compile(r"\(([^()]+)\)")
_GIVEN = re.compile(r"(?:(?:^|[;,.] ?)(?:(?:giao|do|phân công) )?|(?:chủ trì|thực hiện): )$", re.IGNORECASE)


def read_bracket(start: int, end: int, *, reading: Reading, alone: bool = True) -> list[tuple[Party, str]]:
    """Return those named between two brackets, each with the role that the words around its list give.

    With `alone` bodies that are all that the bracket holds have the work before it. Empty where it says something else.
    """
    text = reading.text
    groups = in_lists(reading.parties.between(start, end), text=text)
    found: list[tuple[Party, str]] = []
    at = start
    for group in groups:
        before, behind = text[at : group[0].start_char], group[-1].end_char
        partners = _PARTNERS.match(text, behind, end)
        leads = pattern(*_LEADS).match(text, behind, end)
        if partners or _PARTNERS_BEFORE.search(before):
            role = "coordinate"
        elif not _GIVEN.search(before) or not (leads or (alone and _is_all(group, start, end=end, reading=reading))):
            return []
        else:
            role = "lead"
        found.extend((party, role) for party in group)
        marker = partners or leads
        at = marker.end() if marker else behind
    return found


def _is_all(group: list[Party], start: int, *, end: int, reading: Reading) -> bool:
    """Say whether named bodies are all that a bracket holds, and no body or group stands before it that they are."""
    if group[0].start_char != start or group[-1].end_char != end or any(party.kind != "named" for party in group):
        return False
    line = line_start(reading.text, start)
    return not any(party.end_char == start - 2 for party in reading.parties.between(line, start))


def brackets_in(start: int, end: int, *, reading: Reading) -> list[Span]:
    """Return what each bracket of a stretch of text holds."""
    return [Span(*match.span(1)) for match in _BRACKET.finditer(reading.text, start, end)]
