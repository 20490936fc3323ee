"""Find where an opening adverbial phrase may end (`Trên cơ sở đề xuất của các sở, | Sở Tài chính tổng hợp …`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.clauses.parties import Party
from kg.extract.clauses.plan_rules import THEN
from kg.extract.clauses.reading import Reading, parties_at, subject_at
from kg.extract.grammar.lexicon import KINDS, worded

COMMA = re.compile(r"[,:] ")
CONDITION = re.compile(r"(?:nếu|trường hợp|khi|đối với) ", re.IGNORECASE)
_ON_BASIS = (
    r"(?i:(?:Thực hiện|Triển khai thực hiện|Tiếp thu|Quán triệt|Chấp hành) (?:các |những |sự )?(?:ý kiến|chỉ đạo"
    r"|chủ trương|{basis})(?!\w))"
)
_TOGETHER = re.compile(r"phối hợp(?: \w+){0,2}? (?:với|cùng) ", re.IGNORECASE)
_DURING = re.compile(r"trong (?:suốt )?quá trình [^,;:.]{3,60}? (?=(?:phải|cần|bảo đảm|đảm bảo|lưu ý) )", re.IGNORECASE)
_ABOUT = re.compile(r"(?:,? (?:về|tại|ngày|số|đối với|liên quan|trong|và|ban hành)(?!\w)|$)")
_OWNERS = 200
_CONCERNS = re.compile(r"đối với ", re.IGNORECASE)
_OWNED = " của "
_MANY = re.compile(r"(?:các|những|mọi|từng) ", re.IGNORECASE)
_FURTHEST = 600
CONDITION_ENDS = 500
_MOST_COMMAS = 8


def behind_adjunct(reading: Reading, position: int, end: int) -> Iterator[int]:
    """Yield the places behind the time, the commas, or the `thì`, that may end an opening adverbial phrase."""
    text = reading.text
    timed = reading.times.get(position, 0)
    if timed and text.startswith(" ", timed):
        yield timed + 1
    if not reading.words["adjunct"].match(text, position, end):
        return
    during = _DURING.match(text, position, end)
    if during:
        yield during.end()
    if CONDITION.match(text, position, end):
        yield from (match.end() for match in THEN.finditer(text, position, min(end, position + CONDITION_ENDS)))
    whose = _CONCERNS.match(text, position, end)
    listed = subject_at(reading, whose.end(), end) if whose else position
    for index, match in enumerate(COMMA.finditer(text, position, min(end, position + _FURTHEST))):
        depth = text.count("(", position, match.start()) - text.count(")", position, match.start())
        parted = _parts_partners(reading, position, match.end(), end=end) or parts_owners(reading, match.end(), end=end)
        if depth <= 0 and not parted and match.start() >= listed:
            yield match.end()
        if index > _MOST_COMMAS:
            return


def acts_on_basis(text: str, start: int, end: int) -> bool:
    """Say whether a clause opens with what somebody acts on (`Thực hiện Chỉ thị số 1, Bộ X …`)."""
    return worded(KINDS, _ON_BASIS).match(text, start, end) is not None


def _parts_partners(reading: Reading, start: int, comma: int, *, end: int) -> bool:
    """Say whether a comma parts those to work with (`phối hợp với các cơ quan, đơn vị làm …`)."""
    return any(
        subject_at(reading, joint.end(), end) > comma for joint in _TOGETHER.finditer(reading.text, start, comma)
    )


def parts_owners(reading: Reading, comma: int, *, end: int) -> bool:
    """Say whether a comma parts those whose act is named (`Kết luận của Bộ Chính trị, | Ban Bí thư về …`)."""
    parties = parties_at(reading, comma, end)
    if not parties:
        return False
    owners = reading.text.rfind(_OWNED, max(0, comma - _OWNERS), comma)
    first = owners + len(_OWNED)
    if owners < 0 or subject_at(reading, first, comma) != comma - len(", "):
        return False
    return _ABOUT.match(reading.text, subject_at(reading, comma, end), end) is not None or _goes_on(
        reading.text, first, parties
    )


def _goes_on(text: str, first: int, parties: list[Party]) -> bool:
    """Say whether of the bodies behind a comma only the last acts, and those before it still are owners.

    `… của các bộ, | cơ quan ngang bộ, Bộ Tài chính tổng hợp`, but `… của Bộ X, | các bộ, ngành rà soát`.
    """
    last = parties[-1].start_char
    listed = len(parties) > 1 and text.endswith(", ", 0, last)
    many = [_MANY.match(text, at) is not None for at in (first, parties[0].start_char)]
    return listed and not (many[1] and not many[0]) and not _MANY.match(text, last)
