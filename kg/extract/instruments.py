"""Find instruments (công cụ chính sách): named programmes, plans, laws, resolutions, standards, indices, funds.

A long name ends where a predicate, a purpose, a place or a mark begins; its abbreviation in brackets belongs to it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.annotate import Annotations, Hit
from kg.extract._names import CAPITALISED, FUNCTION_WORDS, UPPER, is_acronym
from kg.iri import fold
from kg.model import Findings, Mention, PreparedText

_NUMBER = re.compile(r"(?: số)?:? (?P<number>\d{1,5}(?:/\d{4})?(?:[-/][A-ZĐa-z\d]+)+)")
_OF_BODY = re.compile(
    r" của (?:Chính phủ|Quốc hội|Thủ tướng Chính phủ|Bộ Chính trị|Ban Bí thư"
    r"|Ban Chấp hành Trung ương(?: Đảng)?)(?: khóa [IVX]+)?"
)
_QUOTE = re.compile(r" (?P<quote>[\"“][^\"”\n]{3,150}[\"”])")
_BRACKET = re.compile(rf" \((?P<short>[{UPPER}][{UPPER}\d &-]+)\)")
_STOP = re.compile(
    r"[,;:.()\n\"“]|(?<!\w)(?:giai đoạn|thời kỳ|nhiệm kỳ|đến năm|năm \d|tầm nhìn|của|trong|theo|nhằm|để|bảo đảm"
    r"|đảm bảo|phù hợp|được|là|cần|phải|đã|đang"
    r"|có hiệu quả|gắn với|trên địa bàn|ban hành|do|vào|về việc|này|trên|nêu|tại|với|từ|ngày|và các|và kế"
    r"|và chương)(?!\w)|và (?:Nghị quyết|Kết luận|Quyết định|Chỉ thị|Luật|Nghị định|Kế hoạch|Chương trình"
    r"|Chiến lược|Đề án|Quy hoạch|Phụ lục)\b"
)
_CONGRESS = re.compile(
    r" Đại hội(?: đại biểu)?(?: (?:toàn quốc|Đảng bộ (?:tỉnh|thành phố|huyện|các cấp)?(?: ["
    + UPPER
    + r"]\w*)*|Đảng))?(?: (?:lần thứ )?[IVX]+)?(?: của Đảng)?(?: lần thứ [IVX]+)?"
)
_SELF = re.compile(r" này\b")
_PERIOD = re.compile(r",? (?:giai đoạn|thời kỳ|đến năm) ?\d{4}")
_PLAN_WITH_PERIOD = re.compile(
    r"(?P<name>(?: [a-zà-ỹđ]+){2,9}),? (?:giai đoạn|thời kỳ) (?:20|19)\d\d ?[-–] ?(?:20|19)\d\d"
)
_SHORTEST = 3


class Verbs(NamedTuple):
    """Where the verbs of a text begin and end."""

    starts: frozenset[int]
    ends: frozenset[int]


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the mentions of instruments to `findings.mentions`."""
    text = prepared.text
    found: list[Mention] = []
    reached = 0
    hits = [hit for hit in notes.hits("verb") if hit.label in ("verb", "nominal", "noun")]
    verbs = Verbs(frozenset(hit.start_char for hit in hits), frozenset(hit.end_char for hit in hits))
    for hit in notes.hits("instrument"):
        if hit.start_char < reached:
            continue
        row = notes.rows("instrument", hit)[0]
        end = _end(text, hit, kind=row["kind"], needs=row["needs"], verbs=verbs)
        if end:
            mention = _mention(text, hit.start_char, end)
            reached = mention.end_char
            found.append(mention)
    for hit in notes.hits("named_instrument"):
        printed = text[hit.start_char : hit.end_char]
        term = notes.rows("named_instrument", hit)[0]
        if not is_acronym(term["term"]) or printed == term["term"]:
            found.append(
                Mention(
                    "Instrument",
                    hit.start_char,
                    hit.end_char,
                    confidence=0.95,
                    key=fold(term["key"] if term["key"] != "-" else term["term"]),
                )
            )
    found.extend(_short_forms(text, found))
    findings.mentions.extend(found)


def _end(text: str, hit: Hit, *, kind: str, needs: str, verbs: Verbs) -> int:
    """Return where the instrument that the head `hit` begins ends, 0 for a generic noun."""
    start, end = hit.start_char, hit.end_char
    if _SELF.match(text, end):
        return 0
    capital = text[start].isupper()
    if "number" in needs:
        number = _NUMBER.match(text, end)
        if number:
            return number.end()
    if "quote" in needs:
        quote = _QUOTE.match(text, end)
        if quote:
            return quote.end()
    if "bare" in needs:
        return _name_end(text, end, verbs=verbs, most=2) if capital else 0
    if "name" not in needs:
        return 0
    congress = _CONGRESS.match(text, end) if hit.term == "nghị quyết" and capital else None
    if congress:
        return congress.end()
    if kind == "document":
        return 0
    if kind == "law":
        return _law_end(text, end, verbs=verbs) if capital else 0
    if not capital:
        period = _PLAN_WITH_PERIOD.match(text, end) if kind == "plan" else None
        many = re.search(r"(?:các|những|mọi) $", text[max(0, start - 8) : start])
        return period.end("name") if period and not many else 0
    if _opens_sentence(text, start):
        return 0
    if hit.term == "chương trình hành động" and text.startswith(" thực hiện Nghị quyết", end):
        inner = end + len(" thực hiện Nghị quyết")
        congress, number = _CONGRESS.match(text, inner), _NUMBER.match(text, inner)
        return congress.end() if congress else number.end() if number else inner
    finish = _name_end(text, end, verbs=verbs)
    return finish if finish - end >= _SHORTEST else 0


def _opens_sentence(text: str, start: int) -> bool:
    """Say whether a capital stands only for the beginning of a sentence or line."""
    return not re.search(r"[\w,:)\"”] $|[\w(\"“]$", text[max(0, start - 2) : start])


def _law_end(text: str, end: int, *, verbs: Verbs) -> int:
    """Return where the name of a law ends: `Luật Giáo dục`, `Luật Ngân sách nhà nước`."""
    name = re.compile(rf" [{UPPER}]\w*").match(text, end)
    return _name_end(text, end, verbs=verbs) if name else 0


def _name_end(text: str, end: int, *, verbs: Verbs, most: int = 26) -> int:
    """Return where a name that runs on from `end` stops, at most `most` syllables on; commas inside a title go on."""
    position, syllables = end, 0
    token = re.compile(r"(,? |- | - )(\w+(?:[-&]\w+)*)")
    while syllables < most and (match := token.match(text, position)):
        joint, word = match.groups()
        stop = _STOP.match(text, match.start(2))
        spatial = text.startswith("không gian", match.start(2))
        if stop or (word in FUNCTION_WORDS and word not in ("và", "các", "một", "những", "cho") and not spatial):
            break
        if joint == ", " and not (_list_goes_on(text, match.end(), word=word) or _verbs_joined(match.start(), verbs)):
            break
        position, syllables = match.end(), syllables + 1
    return _without_tail(text, end, position)


def _verbs_joined(comma: int, verbs: Verbs) -> bool:
    """Say whether a comma stands between two verbs of a title (`Đề án xây dựng, phát triển …`)."""
    return comma in verbs.ends and comma + 2 in verbs.starts


def _list_goes_on(text: str, end: int, *, word: str) -> bool:
    """Say whether a comma is one inside a title (`khai thác, sử dụng tài nguyên`): `và` closes the list."""
    ahead = text[end : end + 60]
    stop = re.search(r"[;.:\n]", ahead)
    ahead = ahead[: stop.start()] if stop else ahead
    return word[0].islower() and bool(re.search(r" và ", ahead)) and not re.search(r",", ahead.split(" và ")[0][30:])


def _without_tail(text: str, start: int, end: int) -> int:
    """Return `end` without a conjunction or quantifier that nothing follows."""
    while end > start:
        last = text[start:end].rsplit(" ", 1)[-1]
        if last not in ("và", "các", "một", "những", "cho", "-"):
            break
        end -= len(last)
        end = start + len(text[start:end].rstrip(" ,-"))
    return end


def _mention(text: str, start: int, end: int) -> Mention:
    """Make the mention of a long name with the abbreviation in brackets behind it."""
    attrs: dict[str, str] = {}
    bracket = _BRACKET.match(text, end)
    if bracket:
        attrs["short"] = bracket.group("short")
        end = bracket.end()
    number = _NUMBER.search(text, start, end)
    key = fold(text[start:end])
    if number:
        key = re.sub(r" số ", " ", key)
    return Mention("Instrument", start, end, key=key, confidence=0.93 if number or bracket else 0.85, attrs=attrs)


def _short_forms(text: str, found: list[Mention]) -> list[Mention]:
    """Return later mentions by the abbreviation that a long name brought in brackets."""
    defined = {m.attrs["short"]: m for m in reversed(found) if m.attrs.get("short")}
    if not defined:
        return []
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(s) for s in sorted(defined, key=lambda s: (-len(s), s))) + r")(?!\w)"
    )
    return [
        Mention("Instrument", match.start(), match.end(), key=defined[match.group()].key, confidence=0.9)
        for match in pattern.finditer(text)
        if match.start() > defined[match.group()].end_char
    ]


__all__ = ["CAPITALISED", "extract"]
