"""Read the bodies and groups beside the doer of a clause, by the words before them, see GUIDELINES section 5."""

from __future__ import annotations

import re

from kg.extract._clauses import ClauseReader
from kg.extract._names import CAPITALISED
from kg.extract._parties import Party, restricted
from kg.extract._tiers import UNIT
from kg.extract._trigger import VERBAL
from kg.model import NOWHERE, Span

_DECIDES = re.compile(
    r"(?:(?! trước khi)[^.;]){0,40}?(?:xem xét|quyết định|phê duyệt|cho ý kiến|tháo gỡ|chấp thuận|công nhận"
    r"|ban hành|thông qua|chuẩn y)"
)
_DECIDER = re.compile(r" (?:công nhận|phê duyệt|quyết định|xem xét|chấp thuận|chuẩn y)")
_DECIDED = re.compile(r"(?<!\w)(?:đã|vừa|mới|sau khi|khi) được $")
"""What stands before a body whose decision is there already: `kế hoạch đã được Chính phủ phê duyệt`."""
_APART = re.compile(r"(?:(?:,? [^\s,.;:]+){1,5}?) (?:với|cùng) ")
_MOVED = re.compile(r"(?:động viên|khích lệ|cổ vũ)$")
_DOES = re.compile(
    r" (?:trực tiếp )?(?:thực hiện|chủ trì|chịu trách nhiệm|đảm nhận|đảm nhiệm|bảo đảm|tổ chức thực hiện|làm|phụ trách"
    r"|đứng đầu)(?!\w)"
)
_AREA = re.compile(
    rf"(?: \([^()]{{1,80}}\))?(?: trên địa bàn(?: toàn| cả)?(?: {UNIT})?(?: {CAPITALISED})?)?(?: tái(?= đầu tư))?"
)
_ACTING = VERBAL | {"adverb", "modal"}


def cued(start: int, end: int, *, reader: ClauseReader, trigger: Span = NOWHERE) -> list[tuple[Party, str]]:
    """Return the parties in a stretch of text, each with the role that the cue before it gives.

    A cue that is as often a noun (`hợp tác với`) is read in the verb phrase `trigger` only.
    """
    text = reader.text
    found: list[tuple[Party, str]] = []
    for cue in reader.notes.hits("cue", start, end_char=end):
        if cue.label == "-" or text.startswith("không ", max(0, cue.start_char - 6)):
            continue
        named = reader.parties_at(cue.end_char + 1, end)
        apart = _APART.match(text, cue.end_char, end) if not named and cue.label == "coordinate" else None
        if apart:
            named = reader.parties_at(apart.end(), end)
        if not named:
            continue
        role, kinds = cue.label, reader.notes.rows("cue", cue)[0]["of"]
        if kinds == "head" and not trigger.start_char <= cue.start_char <= trigger.end_char + 1:
            continue
        if kinds == "doing" and not _acts(named[-1].end_char, end, reader=reader):
            continue
        if role == "lead" and kinds == "doer" and not _DOES.match(text, named[-1].end_char):
            continue
        if role == "report" and _DECIDES.match(text, named[-1].end_char, end):
            role = "approve"
        if kinds == "guided" and not _acts(named[-1].end_char, end, reader=reader):
            role = "beneficiary"
        if role == "beneficiary" and _MOVED.match(cue.term) and _acts(named[-1].end_char, end, reader=reader):
            role = "implement"
        if role == "beneficiary":
            named[-1] = restricted(text, named[-1], end=end)
        found.extend(
            (party, role)
            for party in named
            if kinds in ("any", "doer", "doing", "guided", "head") or (party.kind == "group") == (kinds == "group")
        )
    for party in reader.parties.between(start, end):
        decides = party.kind == "named" and _DECIDER.match(text, party.end_char)
        if decides and not _DECIDED.search(text, start, party.start_char) and all(party != o for o, _ in found):
            found.append((party, "approve"))
    return found


def _acts(position: int, end: int, *, reader: ClauseReader) -> bool:
    """Say whether a verb, or an adverb of one, stands right behind a party and the area that it is in."""
    area = _AREA.match(reader.text, position, end)
    position = area.end() if area else position
    hits = reader.notes.hits("verb", position, end_char=end)
    return bool(hits) and hits[0].start_char == position + 1 and hits[0].label in _ACTING
