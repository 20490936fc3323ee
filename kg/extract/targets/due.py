"""Say by when a figure or a level is to be reached: by a time beside it in its clause."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.extract.grammar.numbers import Number
from kg.extract.mentions.times.deadlines import is_deadline
from kg.model import Mention, TargetFinding
from kg.text.spans import SpanIndex

_AGAINST = re.compile(r"(?: so với| mức| của)* ")
_COMPARED = re.compile(r"(?:so với|dự toán)[^,;]{0,15}$")
_NO_BREAK = re.compile(r"[^,;]*")
_NEXT_OPENS = re.compile(r",? (?:đạt|là|có|tăng|còn|giảm|lên|phấn đấu|sẽ|từ|khoảng|trên|:)")
_AT_HEAD = 4
_NEAR = 24


_WAS = re.compile(r",? (?:là|đạt|có|chỉ đạt|mới đạt|ước đạt) |: ?\d")
"""Behind a time right behind a bracket: what was so then (`trên 85% (năm 2025 là 70%)`)."""


class Deadlines:
    """The times of one text, and which of them a figure has as its deadline."""

    def __init__(self, text: str, *, times: SpanIndex[Mention], names: SpanIndex[Mention]) -> None:
        self.text = text
        self.times = times
        self.names = names

    def between(self, start: int, end: int) -> list[Mention]:
        """Return the times that begin in a span."""
        return self.times.beginning_in(start, end)

    def holds(self, position: int) -> bool:
        """Say whether a position lies inside a time."""
        return self.times.holding(position) is not None

    def opens(self, start: int, *, end: int) -> str:
        """Return the deadline that stands at the head of a span, or in the words before a colon at its head."""
        for time in self.between(start, end)[:1]:
            before = self.text[start : time.start_char]
            follows = self.text[time.end_char : time.end_char + 2]
            at_head = len(before.strip(" *,")) < _AT_HEAD and follows[:1] in (",", " ", ":")
            titled = follows[:1] == ":" and not re.search(r"[,;:.]", before)
            if (at_head or titled) and (self.is_deadline(time) or self._is_bare_year(time)):
                return time.key
        return ""

    def is_deadline(self, time: Mention) -> bool:
        """Say whether a time is one to be done by."""
        return is_deadline(self.text, time, names=self.names)

    def compared(self, number: Number) -> str:
        """Return the year that a multiple or a change is measured against (`gấp đôi năm 1990`, `so với năm 2005`)."""
        time = self.times.next_from(number.end_char)
        if time is None or not _AGAINST.fullmatch(self.text[number.after : time.start_char]):
            return ""
        against = "so với" in self.text[number.after : time.start_char] or number.unit == "lần"
        return time.key if against else ""

    def of_level(self, target: TargetFinding, start: int, *, end: int) -> str:
        """Return the deadline of a level: the last time before it in the clause, or one right behind it."""
        times = self.between(start, target.end_char)
        stated = [m.key for m in times if self.is_deadline(m) or m.start_char - start < _AT_HEAD]
        behind = self.times.next_from(target.end_char)
        if not stated and behind is not None and behind.start_char < end:
            between = self.text[target.end_char : behind.start_char]
            close = between == " " or self.is_deadline(behind)
            return behind.key if close and _NO_BREAK.fullmatch(between) else ""
        return stated[-1] if stated else ""

    def of_figure(self, number: Number, figures: list[Number], *, start: int, end: int, past: tuple[int, int]) -> str:
        """Return the deadline of a figure: a time right behind it, else the last before it that is no other figure's.

        Times inside `past`, between where a rise begins and where it ends, are those of its beginning.
        """
        against = [(key, figure.after) for figure in figures if (key := self.compared(figure))]
        stated = [
            m
            for m in self.between(start, end)
            if self._is_stated(m, number)
            and not past[0] <= m.start_char < past[1]
            and not _COMPARED.search(self.text, max(0, m.start_char - 26), m.start_char)
            and not any(m.key == key and m.start_char - after < 20 for key, after in against)
        ]
        edges = [figure.phrase_start for figure in figures]
        mine = self._behind(stated, number, edges=edges, end=end)
        if mine:
            return mine.key
        taken = [self._behind(stated, f, edges=edges, end=end) for f in figures if f.start_char < number.start_char]
        before = [m for m in stated if m.start_char < number.start_char and m not in taken]
        if before:
            return before[-1].key
        behind = [m for m in stated if m.start_char >= number.end_char]
        claimed = bisect_right(edges, number.phrase_start)
        limit = edges[claimed] if claimed < len(edges) else end
        return behind[0].key if behind and (behind[0].start_char < limit or len(figures) == 1) else ""

    def _is_bare_year(self, time: Mention) -> bool:
        return self.text[time.start_char : time.end_char].lower().startswith("năm ")

    def _is_stated(self, time: Mention, number: Number) -> bool:
        """Say whether a time is a deadline that a figure may have."""
        if self.text.startswith("(", time.start_char - 1) and _WAS.match(self.text, time.end_char):
            return False
        if not self._is_bare_year(time) and self.is_deadline(time):
            return True
        return self._stands_for_deadline(time, number)

    def _stands_for_deadline(self, time: Mention, number: Number) -> bool:
        """Say whether a bare year beside a figure is one to reach it in (`đạt 95% năm 2025`, `năm 2030 đạt 98%`)."""
        if number.end_char <= time.start_char:
            between = self.text[number.end_char : time.start_char]
            return number.unit != "lần" and "so với" not in between and len(between) < _AT_HEAD
        if not self._is_bare_year(time) and "/" not in time.key:
            return False
        between = self.text[time.end_char : number.phrase_start]
        opens = (
            time.start_char == 0 or self.text[time.start_char - 1] in "\n" or self.text[time.start_char - 2] in ".;,(-:"
        )
        return not re.search(r"[.;]", between) and (opens or len(between) < _NEAR) and not re.search("dự toán", between)

    def _behind(self, times: list[Mention], number: Number, *, edges: list[int], end: int) -> Mention | None:
        """Return the time that stands behind a figure in its own part of the clause."""
        at = bisect_right(edges, number.phrase_start)
        limit = edges[at] if at < len(edges) else end
        for time in times:
            if number.end_char <= time.start_char < limit:
                between = self.text[number.end_char : time.start_char]
                after = self.text[time.end_char : limit]
                opens = at < len(edges) and (not after.strip() or _NEXT_OPENS.match(after) is not None)
                return time if _NO_BREAK.fullmatch(between) and not opens else None
        return None
