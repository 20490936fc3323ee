"""Read what a document says of itself: type, number, issuer, date and place, title, period, signatory.

The front gives number, date, issuer, type and title; the end gives the signatory, and for laws and consolidated texts
(văn bản hợp nhất), which print them there, date and number too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from kg.annotate import Annotations
from kg.extract.document.letterhead import Front, document_types, issuer_of_number, known_body, provinces, read_front
from kg.extract.document.signature import End, read_end
from kg.iri import fold
from kg.model import Findings, Header, PreparedText
from kg.resources import read_table
from kg.text.letters import UPPER

_PERIOD = re.compile(
    r"(?:nhiệm kỳ|giai đoạn|thời kỳ|kỳ|năm|từ năm)\s+(\d{4})\s*(?:[-–]|đến(?: năm)?)\s*(\d{4})", re.IGNORECASE
)
_OF_CONGRESS = re.compile(
    r"(?:Nghị quyết|Báo cáo(?: chính trị)?)(?: của)? (Đại hội(?: đại biểu)? .+? lần thứ [IVXLC]+)", re.IGNORECASE
)
"""A text that a congress adopted; what only carries its resolution out names the congress further on."""
_KEPT = re.compile(rf"\d[\w/.]*-[{UPPER}][\w&/.-]*|(?<!\w)[IVXLC]+(?!\w)")
_OF_NAME = re.compile(r"kết luận(?:$| )")


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Fill `findings.header` from the letterhead, the title lines and the signature block."""
    header, front, end = findings.header, read_front(prepared.text), read_end(prepared.text)
    header.type = front.type or "Other"
    header.number = end.number or front.number
    header.title = _title(front)
    header.place, header.issued = _origin(front, end)
    header.issuer = issuer_of_number(end.number) or front.issuer
    header.adopted_by = end.adopted_by
    header.signatory, header.signed_as = end.signatory, end.office
    _refine(header, front)
    if not header.title:
        header.title = " ".join(filter(None, (_vietnamese_type(header.type), header.number))) or prepared.document.name


def _origin(front: Front, end: End) -> tuple[str, str]:
    """Return place and date: of a consolidated text those of its authentication, of a law the day of its adoption."""
    if end.number and end.issued:
        return end.place, end.issued
    if front.issued:
        return front.place, front.issued
    return end.place, end.adopted or end.issued


def _title(front: Front) -> str:
    """Return type word and title in the case of running text."""
    return " ".join(filter(None, (_vietnamese_type(front.type, front.heading), *_running(front.title))))


def _running(title: str) -> Iterator[str]:
    """Yield the lines of a title in the case of running text, those of capitals that follow each other as one."""
    for capitals, lines in groupby(title.split("\n"), key=str.isupper):
        words = " ".join(lines)
        yield sentence_case(words) if capitals else _named(words) if words.islower() else words


def _refine(header: Header, front: Front) -> None:
    """Add what the title says: its period, a congress as the body that adopted it, a notice that is a conclusion."""
    period = _PERIOD.search(header.title)
    if period:
        header.period = (period.group(1), period.group(2))
    congress = _OF_CONGRESS.match(header.title)
    if congress and not header.number:
        header.adopted_by = header.issuer = congress.group(1)
    if header.type == "Notice" and _OF_NAME.match(fold(front.title)):
        header.type = "Conclusion"


def _vietnamese_type(name: str, printed: str = "") -> str:
    """Return the type word as it is printed, else the word of a type; empty for other documents."""
    if printed:
        return printed[0].upper() + printed[1:].lower()
    return next((term.capitalize() for term, _, kind in document_types() if kind == name and name != "Other"), "")


def sentence_case(title: str) -> str:
    """Return a title of capitals in the case of running text, with the capitals of numbers and of known names."""
    if not title.isupper():
        return title
    lowered = title.lower()
    for match in _KEPT.finditer(title):
        lowered = lowered[: match.start()] + match.group() + lowered[match.end() :]
    return _named(lowered)


def _named(words: str) -> str:
    """Return words in lower case with the capitals of known names."""
    return _names().sub(lambda match: _printed()[fold(match.group())], words)


@lru_cache(maxsize=1)
def _printed() -> dict[str, str]:
    """Return folded name -> printed name of bodies, persons in office and provinces that titles name."""
    bodies = {fold(row["term"]): row["term"] for row in read_table("lexicons/agents.tsv") if row["kind"] == "named"}
    return {name: body for name, body in bodies.items() if " " in name} | provinces()


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    names = sorted((term.lower() for term in _printed().values()), key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


__all__ = ["extract", "known_body", "sentence_case"]
