"""Tell what a section is by the words of its heading, and which are numbered priorities."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.iri import fold
from kg.model import Section
from kg.resources import read_table

_ORDINAL = re.compile(r"\(?(\d{1,2}|[IVX]{1,5}|[a-zđ])\)?")
_LEAD = (
    "về|những|một số|các|đánh giá|chung|kết quả|tồn tại|ưu điểm|khái quát|tổng quan|phân tích|đặc điểm|nhận xét"
    "|kiểm điểm|bối cảnh|mục đích|yêu cầu"
    "|quan điểm|mục tiêu|chỉ tiêu|phương hướng|tầm nhìn|định hướng|nguyên tắc|chỉ đạo|thành tựu|hạn chế"
    "|nguyên nhân|và|phần thứ \\w+|i+"
)
_PLAIN_LEAD = re.compile(rf"(?:(?:{_LEAD})|[ ,.:;\d-])*")
_ROMAN = {"I": 1, "V": 5, "X": 10}


@lru_cache(maxsize=1)
def _heading_terms() -> list[tuple[str, str]]:
    return [(fold(row["term"]), row["kind"]) for row in read_table("lexicons/section_kinds.tsv")]


@lru_cache(maxsize=4096)
def heading_kind(heading: str) -> str:
    """Return the kind of a heading by the lexicon, or an empty string.

    What says that a part looks back or states aims stands at the head of its heading: `Hạn chế, yếu kém`, but not
    `Khắc phục hạn chế` or `… trong tình hình mới`.
    """
    folded = fold(heading)
    for term, kind in _heading_terms():
        at = folded.find(term)
        if at < 0 or (kind in ("assessment", "aim", "catalogue", "names") and not _PLAIN_LEAD.fullmatch(folded, 0, at)):
            continue
        return kind
    return ""


@lru_cache(maxsize=4096)
def heading_kinds(heading: str, *, anywhere: bool = False) -> tuple[str, ...]:
    """Return all that a heading says of its part: its kind, and tasks or an assessment that it also names.

    An assessment that does not stand at the head is `assessment, in passing`; with `anywhere` it counts there too.
    """
    own = heading_kind(heading)
    folded = fold(heading)
    named = {kind for term, kind in _heading_terms() if kind in ("assessment", "task") and term in folded}
    if "assessment" in named and own != "assessment" and not anywhere:
        named = (named - {"assessment"}) | {"assessment, in passing"}
    if "task" in named and own in ("catalogue", "names"):
        own = "task"  # `Danh mục nhiệm vụ`
    return tuple(sorted(named | ({own} if own else set())))


def section_kinds(sections: list[Section]) -> list[str]:
    """Return for each section whether it holds an assessment, aims or tasks, by its own heading or its parent's."""
    kinds: list[str] = []
    for section in sections:
        own = heading_kind(section.heading) if section.heading else ""
        kinds.append(own or (kinds[section.parent] if section.parent >= 0 else ""))
    return kinds


def section_priorities(sections: list[Section]) -> dict[int, str]:
    """Return section -> `key-task:N` or `breakthrough:N`, for numbered parts under such a heading and all below."""
    priorities: dict[int, str] = {}
    for index, section in enumerate(sections):
        if section.parent < 0:
            continue
        inherited = priorities.get(section.parent, "")
        kind = heading_kind(sections[section.parent].heading)
        number = ordinal(section.number)
        if not inherited and number and kind in ("key-task", "breakthrough"):
            inherited = f"{kind}:{number}"
        if inherited:
            priorities[index] = inherited
    return priorities


def ordinal(number: str) -> int:
    """Return the place in its row that a section's number states (`(2)`, `II`, `b`), 0 for `4.1` and the like."""
    match = _ORDINAL.fullmatch(number.strip(" .)") if number.startswith("(") is False else number)
    if not match:
        return 0
    value = match.group(1)
    if value.isdigit():
        return int(value)
    if value.isupper():
        digits = [_ROMAN[ch] for ch in value]
        return sum(-d if later > d else d for d, later in zip(digits, [*digits[1:], 0], strict=True))
    return "abcdđefghiklmnopqrstuvxy".index(value) + 1 if value in "abcdđefghiklmnopqrstuvxy" else 0
