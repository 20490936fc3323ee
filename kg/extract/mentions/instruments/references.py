"""Find further mentions of instruments: by abbreviation, by scale, at the head of a line, by the kind alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate import Hit
from kg.iri import fold
from kg.model import Mention
from kg.resources import alternatives
from kg.text.scan import iter_anchored

_PLAN = re.compile("[Qq]uy hoạch")
_SCALE = re.compile(
    r"(?<!\w)[Qq]uy hoạch(?: (?:chi tiết|phân khu|chung))?(?: xây dựng)?(?: tỷ lệ| tỉ lệ)? 1/\d{3,5}(?!\d)"
)
_APPROVES = re.compile(r"(?<!\w)[Pp]hê duyệt (?:điều chỉnh )?$")
_PLAIN = re.compile(
    r"(?<!\w)(?:thực hiện|quản lý|cho|theo|của|triển khai) (?P<plan>quy hoạch)"
    r"(?=[,.;:)]|\n|$| (?:này|được duyệt|theo quy định))"
)
_PLANS = ("quy hoạch ", "đề án ", "chiến lược ")
_LONGEST_NAME = 200
_LEAST_WORDS = 5
_PLENUM = re.compile(
    r"(?:Nghị quyết|Kết luận) (?:của )?(?:Hội nghị )?(?:lần thứ )?(?:Ban Chấp hành )?Trung ương(?: Đảng)?(?: lần thứ)?"
    r"(?: (?P<number>\d{1,2}|\w+(?=,? khóa)))?,? \(?(?:khóa|khoá) (?P<term>[IVX]+)\)?"
    r"|(?:Nghị quyết|Kết luận) (?:của )?Hội nghị (?:lần thứ )?(?P<order>\w+),? (?:của )?"
    r"Ban Chấp hành Trung ương(?: Đảng)?(?:,? \(?(?:khóa|khoá) (?P<of>[IVX]+)\)?)?"
)


def scaled(text: str) -> list[Mention]:
    """Return the detailed plans that go by their scale (`quy hoạch 1/500`)."""
    return [
        Mention("Instrument", *m.span(), key=fold(m.group()), confidence=0.75)
        for m in iter_anchored(_SCALE, _PLAN, text)
    ]


def again(text: str, hits: Sequence[Hit], *, found: list[Mention]) -> list[Mention]:
    """Return the plans that a line begins with and the text names elsewhere, by their whole name or its head."""
    names = sorted(
        {m.key: m for m in reversed(found) if m.key.startswith(_PLANS)}.items(), key=lambda item: -len(item[0])
    )
    taken = {m.start_char for m in found}
    again = []
    for hit in hits:
        if hit.start_char in taken or not text[hit.start_char].isupper() or not opens_sentence(text, hit.start_char):
            continue
        line = fold(text[hit.start_char : hit.start_char + _LONGEST_NAME].split("\n", 1)[0])
        for key, first in names:
            words = key.split(" ")
            same = next((n for n in range(len(words), _LEAST_WORDS - 1, -1) if _starts_with(line, words[:n])), 0)
            if same:
                end = hit.start_char + len(" ".join(words[:same]))
                again.append(Mention("Instrument", hit.start_char, end, key=key, label=first.label, confidence=0.75))
                break
    return again


def _starts_with(line: str, words: list[str]) -> bool:
    name = " ".join(words)
    return line.startswith(name) and not line[len(name) : len(name) + 2].strip(" .,;:(").isalnum()


def approved(text: str, found: list[Mention]) -> list[Mention]:
    """Return the places where `quy hoạch` alone means the one plan that the document approves."""
    plans = [
        m
        for m in found
        if m.key.startswith("quy hoạch ") and _APPROVES.search(text, max(0, m.start_char - 24), m.start_char)
    ]
    if not plans or len({m.key for m in plans}) > 1:
        return []
    taken = {m.start_char for m in found}
    first = min(m.end_char for m in plans)
    return [
        Mention("Instrument", *m.span("plan"), key=plans[0].key, label=plans[0].label, confidence=0.7)
        for m in _PLAIN.finditer(text, first)
        if m.start("plan") not in taken
    ]


def of_plenum(text: str, found: list[Mention]) -> list[Mention]:
    """Return the resolutions of plenums of the Central Committee (`Nghị quyết Trung ương 4 khóa XII`)."""
    taken = {m.start_char for m in found}
    mentions = []
    for match in _PLENUM.finditer(text):
        if match.start() not in taken:
            number, term = match.group("number") or match.group("order"), match.group("term") or match.group("of")
            key = f"nghị quyết trung ương {number or ''} khóa {term or ''}".rstrip()
            mentions.append(Mention("Instrument", *match.span(), key=fold(key), confidence=0.9))
    return mentions


def short_forms(text: str, found: list[Mention]) -> list[Mention]:
    """Return later mentions by the abbreviation that a long name brought in brackets."""
    defined = {m.as_instrument.short: m for m in reversed(found) if m.as_instrument.short}
    if not defined:
        return []
    forms = alternatives(defined)
    pattern = re.compile(rf"(?<!\w)(?:{forms})(?!\w)")
    return [
        Mention("Instrument", match.start(), match.end(), key=defined[match.group()].key, confidence=0.9)
        for match in iter_anchored(pattern, re.compile(forms), text)
        if match.start() > defined[match.group()].end_char
    ]


def opens_sentence(text: str, start: int) -> bool:
    """Say whether a capital stands only for the beginning of a sentence or line; behind `;` a list goes on in small."""
    return not re.search(r"[\w,;:)\"”] $|[\w(\"“]$", text[max(0, start - 2) : start])
