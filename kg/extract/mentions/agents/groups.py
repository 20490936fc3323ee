"""Find where the name of a body or group by its kind ends: the quantifier before it, what restricts it."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotate import Annotations
from kg.extract.grammar.names import CAPITALISED
from kg.extract.grammar.verbs import VERBAL
from kg.resources import alternatives, terms_of

_BEFORE = re.compile(r"(?:[Tt]ất cả )?(?:[Cc]ác|[Nn]hững|[Mm]ọi|[Mm]ỗi|[Tt]ừng|[Tt]oàn thể|[Mm]ột số) $")
_NAME_AFTER = re.compile(rf" {CAPITALISED}")
_ENDS = re.compile(r"$|[,;.:)]| (?:và|có|phải|cần|tại|trên|trong|của|các cấp|nhà nước|từ)(?!\w)")
_JOINT = re.compile(r", | và ")
_MOST_GOVERNED = 6
_MOST_MODIFIERS = 4
_MEMBERS = re.compile(rf" \((?:{CAPITALISED}(?:, | và )?)+\)")
_AGED = re.compile(
    r" (?:từ |trong độ tuổi từ )?(?:đủ )?(?:dưới |trên )?\d{1,2}(?: ?(?:đến|-|–) ?(?:dưới )?\d{1,2})? tuổi(?: trở lên)?"
)


def governed(text: str, end: int, *, notes: Annotations) -> int:
    """Return where the bodies end that an office heads (`Thủ trưởng các ngành, đơn vị liên quan`), 0 for none."""
    at, reached = end + 1, 0
    for _ in range(_MOST_GOVERNED):
        start = at + 4 if text.startswith("các ", at) else at
        bodies = [
            hit
            for hit in notes.hits("agent", at, end_char=at + 80)
            if any(row["kind"] == "body" for row in notes.rows("agent", hit))
        ]
        if not bodies or bodies[0].start_char not in (at, start) or not text[at].islower():
            break
        reached = widen(text, bodies[0].start_char, end=bodies[0].end_char, notes=notes)[1]
        joint = _JOINT.match(text, reached)
        if joint is None or text.startswith("các ", joint.end()):
            break
        at = joint.end()
    return reached


_IN_CHARGE = " chủ trì"
_CHARGED = re.compile(r"(?:cơ quan|đơn vị|tổ chức|bộ|ngành|địa phương|cấp)$", re.IGNORECASE)
"""Bodies of which one is told apart as the one in charge (`cơ quan chủ trì`); behind others it is what they do."""


@lru_cache(maxsize=2)
def modifiers(form: str) -> re.Pattern[str]:
    """Return the pattern of the words that restrict a party."""
    terms = terms_of("lexicons/party_modifiers.tsv", form, column="form")
    return re.compile(r" (?:" + alternatives(terms) + r")(?!\w)")


def widen(text: str, start: int, *, end: int, notes: Annotations) -> tuple[int, int]:
    """Return the span of a generic body with the quantifier before it and the restriction behind it."""
    before = _BEFORE.search(text, max(0, start - 18), start)
    for _ in range(_MOST_MODIFIERS):
        further = _modifier_end(text, start, end, notes=notes)
        if further == end:
            break
        named, end = text[end + 1].isupper(), further
        if named:
            break  # what follows a proper name is a predicate (`Bệnh viện Chợ Rẫy | chủ trì`)
    members = _MEMBERS.match(text, end)
    return before.start() if before else start, members.end() if members else end


def _modifier_end(text: str, start: int, end: int, *, notes: Annotations) -> int:
    """Return where the attribute behind `end` ends: a word of the lexicon, a field of policy, a name; else `end`."""
    aged = _AGED.match(text, end)
    if aged:
        return aged.end()
    word = modifiers("word").match(text, end)
    if word and word.group().startswith(_IN_CHARGE) and not _CHARGED.search(text, start, end):
        return end
    if word and not _is_predicate(text, end + 1, word.end(), notes=notes):
        return word.end()
    window = text.find(" ", end + 1)
    reach = min(len(text), end + 60)
    if window > 0:
        verbs = notes.hits("verb", end + 1, end_char=reach)
        verbal = bool(verbs) and verbs[0].start_char == end + 1 and text[end + 1].islower()
        for field in notes.hits("sector", start, end_char=reach):
            if not verbal and field.start_char <= end + 1 < field.end_char and text[end] == " ":
                return field.end_char
    name = _NAME_AFTER.match(text, end)
    if name and " " in name.group().strip():
        verbs = notes.hits("verb", end + 2, end_char=name.end())
        return next(
            (hit.start_char - 1 for hit in verbs if " " in hit.term and text[hit.start_char].islower()), name.end()
        )
    return end


def _is_predicate(text: str, start: int, end: int, *, notes: Annotations) -> bool:
    """Say whether a modifier that is as well a verb (`quản lý`) has an object behind it, and so is a verb here."""
    hits = notes.hits("verb", start, end_char=end)
    if not hits or hits[0].start_char != start or hits[0].end_char != end:
        return False
    following = notes.hits("verb", end, end_char=end + 40)
    acts = hits[0].label in VERBAL and hits[0].label != "state"
    if acts and following and text[end : following[0].start_char] == ", " and following[0].label in VERBAL:
        return True  # `các đoàn thể Trung ương lãnh đạo, chỉ đạo`
    verbal = bool(following) and following[0].start_char == end + 1 and following[0].label != "adverb"
    return not (verbal or _ENDS.match(text, end))
