"""Say which figures can be no aims: ages, voltages, parts of a name, of a time or of a text."""

from __future__ import annotations

import re

from kg.extract.grammar.numbers import Number
from kg.extract.mentions.agents.tiers import UNIT
from kg.extract.targets.due import Deadlines
from kg.extract.targets.words import pattern, shaped
from kg.model import Mention
from kg.text.spans import SpanIndex

_COUNTED = r"(?:{counted}|điểm(?! phần trăm)|ca(?! sinh)|khóa (?=[IVX]))(?!\w)"
_GROUP = re.compile(r"(?<!\w)(?:top|tốp|nhóm|thứ|hạng) $", re.IGNORECASE)
_NAMED_PLACES = re.compile(rf"(?:tỉnh, thành phố|{UNIT})(?: là| gồm|:)? [A-ZĐ]")
_AGE = "(?i:{age})"
_AGED = re.compile(r"tuổi")
_VOLTAGE = "kV"
_LEFT = re.compile(r"(?<!\w)chỉ còn(?: lại)? $", re.IGNORECASE)
"""What stands before the time that is left (`đến hết năm chỉ còn gần 2 tháng`)."""
_NEAR = 30


class Refusals:
    """Says of the figures of one text which are no aims."""

    def __init__(
        self, text: str, *, deadlines: Deadlines, works: SpanIndex[Mention], names: SpanIndex[Mention]
    ) -> None:
        self.text = text
        self.deadlines = deadlines
        self.works = works
        self.names = names

    def is_other(self, number: Number) -> bool:
        """Say whether a number counts parts of a text, belongs to a time, an age, a name or a document."""
        if shaped(_COUNTED).match(self.text, number.noun_start) or self.deadlines.holds(number.start_char):
            return True
        if number.form == "count" and (
            self.text.startswith(":", number.after) or self.text[number.noun_start : number.noun_start + 1].isupper()
        ):
            return True
        if _NAMED_PLACES.match(self.text, number.noun_start):
            return True
        if _GROUP.search(self.text, max(0, number.phrase_start - 12), number.phrase_start):
            return True
        if number.unit == _VOLTAGE and not self._follows_size(number):
            return True
        if self._is_age(number) or (number.unit in ("tháng", "ngày", "năm") and self._is_left(number)):
            return True
        listed = self.works.next_from(number.noun_start)
        if number.form == "count" and listed is not None and listed.start_char <= number.end_char + 1:
            return True
        in_work = self.works.holding(number.start_char) is not None and number.unit != "km"
        return in_work or self.names.holding(number.start_char) is not None

    def _follows_size(self, number: Number) -> bool:
        near = max(0, number.phrase_start - _NEAR)
        return pattern("size", r"(?<!\w)(?:{}|điện áp)[ :]*$").search(self.text, near, number.phrase_start) is not None

    def _is_left(self, number: Number) -> bool:
        """Say whether a figure only says how much time is left."""
        return _LEFT.search(self.text, max(0, number.phrase_start - _NEAR), number.phrase_start) is not None

    def _is_age(self, number: Number) -> bool:
        """Say whether a figure only says how old those are that are spoken of (`trẻ em dưới 5 tuổi`)."""
        aged = number.unit == "tuổi" or (
            number.unit in ("tháng", "năm", "ngày") and _AGED.match(self.text, number.after + 1) is not None
        )
        return aged and not shaped(_AGE).search(self.text, max(0, number.phrase_start - 90), number.phrase_start)
