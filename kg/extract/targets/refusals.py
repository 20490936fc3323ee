"""Say which figures are no aims: costs, needs, limits, ages, results, parts of a name or of a text."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.grammar.names import FUNCTION_WORDS
from kg.extract.grammar.numbers import Number
from kg.extract.targets.due import Deadlines
from kg.extract.targets.indicators import Indicator, pattern

_COUNTED = re.compile(
    r"(?:đại biểu|đồng chí|chương|điều|khoản|điểm(?! phần trăm)|mục|nhiệm vụ|đột phá|nhóm nhiệm vụ|giải pháp"
    r"|nội dung|ca(?! sinh)|kíp|người họp"
    r"|lần thứ|bước|phần|bộ hồ sơ|bản|trang|khóa (?=[IVX]))(?!\w)"
)
_GROUP = re.compile(r"(?<!\w)(?:top|tốp|nhóm|thứ|hạng) $", re.IGNORECASE)
_CUT_BACK = re.compile(r"(?<!\w)(?:giảm|cắt giảm|tiết kiệm|giảm thiểu)(?: \w+)? *$", re.IGNORECASE)
_CUTS_BACK = re.compile(r"(?<!\w)(?:cắt giảm|tiết kiệm|giảm) (?:\w+ ){0,2}\d[\d,]*% ", re.IGNORECASE)
"""A cut by a share, which goes on to the next thing named (`cắt giảm 30% thời gian, 30% chi phí`)."""
_DONE = re.compile(r"(?<!\w)(?:đã|hiện trạng|hiện có|hiện nay)(?!\w)", re.IGNORECASE)
_REACHED_SHARE = re.compile(r"(?<!\w)(?:đạt|chiếm)(?: \w+){0,2} *$")
_AGE = re.compile(r"tuổi thọ|thọ bình quân|sống khỏe|sống khoẻ|độ tuổi kết hôn", re.IGNORECASE)
_AGED = re.compile(r"tuổi")
_VOLTAGE = "kV"
_NEAR = 30


class Refusals:
    """Says of the figures of one text which are no aims."""

    def __init__(
        self, text: str, *, deadlines: Deadlines, works: list[tuple[int, int]], names: list[tuple[int, int]]
    ) -> None:
        self.text = text
        self.deadlines = deadlines
        self.works = works
        self.names = names

    def is_other(self, number: Number) -> bool:
        """Say whether a number counts parts of a text, belongs to a time, an age, a name or a document."""
        if _COUNTED.match(self.text, number.noun_start) or self.deadlines.holds(number.start_char):
            return True
        if number.form == "count" and (
            self.text.startswith(":", number.after) or self.text[number.noun_start : number.noun_start + 1].isupper()
        ):
            return True
        if _GROUP.search(self.text, max(0, number.phrase_start - 12), number.phrase_start):
            return True
        if number.unit == _VOLTAGE and not self._follows_size(number):
            return True
        if self._is_age(number):
            return True
        listed = bisect_left(self.works, (number.noun_start, 0))
        if number.form == "count" and listed < len(self.works) and self.works[listed][0] <= number.end_char + 1:
            return True
        in_work = inside(number.start_char, self.works) and number.unit != "km"
        return in_work or inside(number.start_char, self.names)

    def is_none(self, indicator: Indicator, number: Number, *, left: int, sizes: bool) -> bool:
        """Say whether a figure is no aim: a cost, a need, a penalty, a result, or no size where one is asked for."""
        text = self.text
        if len(indicator.words) < 2 or FUNCTION_WORDS.issuperset(indicator.words.lower().split()):
            return True
        before = text[max(left, number.phrase_start - 120) : number.phrase_start]
        if self._is_cost(indicator, number, before=before):
            return True
        if pattern("estimate past", r"(?<!\w)(?:{})(?: \w+)? *$").search(before):
            return True
        if _DONE.search(before[before.rfind(",") + 1 :]):
            return True
        if pattern("past", r"(?<!\w)(?:{})(?: (?:đạt|tăng|giảm|có|hoàn thành|chiếm))").search(before):
            return True
        if sizes:
            near = f"{before[-60:]} {indicator.words}"
            return pattern("size", r"(?<!\w)(?:{})(?!\w)").search(near) is None
        return False

    def _is_cost(self, indicator: Indicator, number: Number, *, before: str) -> bool:
        """Say whether a figure is a cost, a need or a fee; a cut of it, or a share that it is to reach, is none."""
        clause = max(self.text.rfind(mark, 0, number.start_char) for mark in (";", ". ", "\n"))
        less = number.unit.startswith("%") and _CUTS_BACK.search(self.text, clause + 1, number.phrase_start) is not None
        if indicator.words.startswith("số") or less or _CUT_BACK.search(before):
            return False
        if pattern("estimate", r"(?<!\w)(?:{})(?!\w)").search(indicator.words.split(",", 1)[0]):
            return True
        if not pattern("spending", r"(?<!\w)(?:{})(?!\w)").search(indicator.words):
            return False
        return not (number.unit.startswith("%") and (indicator.reached or _REACHED_SHARE.search(before)))

    def _follows_size(self, number: Number) -> bool:
        near = max(0, number.phrase_start - _NEAR)
        return pattern("size", r"(?<!\w)(?:{}|điện áp)[ :]*$").search(self.text, near, number.phrase_start) is not None

    def _is_age(self, number: Number) -> bool:
        """Say whether a figure only says how old those are that are spoken of (`trẻ em dưới 5 tuổi`)."""
        aged = number.unit == "tuổi" or (
            number.unit in ("tháng", "năm", "ngày") and _AGED.match(self.text, number.after + 1) is not None
        )
        return aged and not _AGE.search(self.text, max(0, number.phrase_start - 90), number.phrase_start)


def inside(position: int, spans: list[tuple[int, int]]) -> bool:
    """Say whether a position lies in one of some sorted spans."""
    at = bisect_left(spans, (position + 1, 0)) - 1
    return at >= 0 and spans[at][1] > position
