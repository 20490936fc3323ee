"""Read the figures of a clause as targets: each with what it measures, where its rise begins, and its deadline."""

from __future__ import annotations

import re

from kg.extract.grammar import numbers
from kg.extract.targets.due import Deadlines
from kg.extract.targets.indicators import Indicator, Reader, pattern, reaching_only
from kg.extract.targets.refusals import Refusals
from kg.model import PreparedText, TargetFinding

SIZE_CONFIDENCE = 0.88
"""How sure the size of a work is; a deadline of the clause is not its own."""
_RISE = re.compile(
    r"(?:[ ,]*(?:vào |của |trong )?(?:cuối |đầu )?(?:năm|giai đoạn)[ \d–-]*)?[ ,]*(?:(?:tăng |giảm |nâng )?(?:lên|xuống"
    r"|đến|thành|tới|còn))(?: mức| tới| đến| còn| xuống)*[ ,]*$"
)
_LEADING = re.compile(r"(?:dẫn đầu|hàng đầu|đứng đầu)")
_IN_GROUP = re.compile(r"(?P<who>[^,;:.]{3,60}?) (?:nằm |đứng |lọt |xếp )?(?:trong|thuộc|vào)(?: nhóm| tốp| top)?:? ")
_LINK = re.compile(r"[ ,;:()–-]*(?:và|trong đó|riêng|đến|phấn đấu|cả)?[ ,:]*")
_NEXT = 4
_RATE = re.compile(
    r"(?<!\w)(?:mỗi|hằng|hàng) (?P<each>năm|quý|tháng|tuần) ?(?P<change>tăng|giảm)?[^,;:.\d]{0,25}$", re.IGNORECASE
)
_WITHIN = re.compile(r" (?!và )[^;:.\d]* (?:có|được|đạt|tổ chức|tham gia) ")
_GROWTH = re.compile(
    r"(?:(?:tốc độ|mức|nhịp độ) )?(?:tăng|tăng trưởng|giảm)(?: trưởng)?(?: (?:trung )?bình quân| trung bình| hằng năm"
    r"| hàng năm| mỗi năm)*",
    re.IGNORECASE,
)
"""Words that only say that something grows: what, the figure before says."""
_GAP = re.compile(r"(?<=\d) (?=\d)")


class FigureReader:
    """Reads the figures of the clauses of one text, in their order."""

    def __init__(
        self, prepared: PreparedText, *, reader: Reader, deadlines: Deadlines, refusals: Refusals, mark: str
    ) -> None:
        self.prepared = prepared
        self.text = prepared.text
        self.mark = mark
        self.reader = reader
        self.deadlines = deadlines
        self.refusals = refusals
        self.carried: tuple[int, Indicator | None] = (-9, None)
        self.ranked = (-9, "")

    def read(self, start: int, end: int, *, sizes: bool, topic: str = "", left: int = 0) -> list[TargetFinding]:
        """Return the targets with a number of one clause; with `sizes` only dimensions of works.

        `topic` is what the heading above measures, for a line that says only by when (`Đến năm 2030: 180.000 người`);
        `left` is where the words behind who is to act begin.
        """
        figures = self._figures(start, end)
        found: list[TargetFinding] = []
        left, baseline = max(start, left), ""
        last = self._carried_over(start)
        if last is None and topic:
            last = Indicator(start, start, topic, reached=True)
        for index, number in enumerate(figures):
            following = figures[index + 1] if index + 1 < len(figures) else None
            if number.word == "từ" and following and not number.value_max and self._rises(number, following):
                baseline = self.text[number.start_char : number.end_char]
                continue
            if pattern("base", r"(?<!\w)(?:{})(?: mức| của)?[ :]*$").search(self.text, left, number.phrase_start):
                if found:
                    found[-1].baseline = self.text[number.start_char : number.end_char]
                continue
            first = figures[index - 1].phrase_start if baseline else number.phrase_start
            right = following.phrase_start if following else end
            right = end if following and _holds_bound(self.text, number, following) else right
            given = self.reader.read(number._replace(phrase_start=first), left=left, right=right)
            indicator = self._inherited(given, last, number, gap=(left, number.phrase_start))
            left_of, left = left, self._next_left(given, number, following)
            left = min(left, following.phrase_start) if following else left
            if indicator is not None and last is not None and _GROWTH.fullmatch(indicator.words):
                indicator = indicator._replace(words=last.words)
            if indicator is None or self.refusals.is_none(indicator, number, left=left_of, sizes=sizes):
                baseline = ""
                continue
            last = indicator
            self.carried = (end, indicator)
            target = _target(self.text, indicator, number, baseline=baseline or self.deadlines.compared(number))
            risen = target.baseline and number.word != "từ" and index
            past = figures[index - 1].end_char if risen else number.phrase_start
            target.due = self.deadlines.of_figure(
                number, figures, start=start, end=end, past=(past, number.phrase_start)
            )
            self._rank(target, number, start=start, end=end)
            baseline = ""
            found.append(target)
        return found

    def _figures(self, start: int, end: int) -> list[numbers.Number]:
        """Return the numbers of a clause that can be aims."""
        with_units = [
            n for n in numbers.find_numbers(self.text, start, end, mark=self.mark) if not self._is_of_two_columns(n)
        ]
        known = {number.start_char for number in with_units}
        indices = [n for n in numbers.find_indices(self.text, start, end, mark=self.mark) if n.start_char not in known]
        return [n for n in sorted([*with_units, *indices]) if not self.refusals.is_other(n)]

    def _is_of_two_columns(self, number: numbers.Number) -> bool:
        """Say whether more than one space, or a tab, stands between the digits of a number as printed."""
        source = self.prepared.document.text
        gaps = [
            source[slice(*self.prepared.to_source(*gap.span()))]
            for gap in _GAP.finditer(self.text, number.start_char, number.noun_start)
        ]
        return any(gap == "\t" or (len(gap) > 1 and "\n" not in gap) for gap in gaps)

    def _carried_over(self, start: int) -> Indicator | None:
        """Return what the clause right before measured, to which a figure without words of its own goes on."""
        carried_to, carried = self.carried
        near = start - carried_to < _NEXT and self.text[carried_to:start].strip() in (";", "")
        return carried if near else None

    def _rank(self, target: TargetFinding, number: numbers.Number, *, start: int, end: int) -> None:
        """Read `70 nước dẫn đầu về X` as a rank, of what the clause, or the one that it goes on from, speaks of."""
        if number.form != "count" or number.value_max or not _LEADING.search(target.indicator):
            return
        before = _IN_GROUP.search(self.text, start, number.phrase_start)
        listed = start - self.ranked[0] < _NEXT and self.text[self.ranked[0] : start].strip() == ";"
        who = before.group("who").strip(" ,:") if before else self.ranked[1] if listed else ""
        if not who:
            return
        self.ranked = (end, who)
        target.level = self.text[number.start_char : target.end_char]
        target.indicator = who
        target.comparator, target.unit = "<=", ""

    def _next_left(self, given: Indicator | None, number: numbers.Number, following: numbers.Number | None) -> int:
        """Return where the words of the next figure may begin: behind what this one counts.

        Where a verb of reaching follows that, the next figure says how much of it: its words stand in the same phrase
        (`60 doanh nghiệp có doanh thu từ nước ngoài | đạt 20 triệu USD`), behind the last `có`.
        """
        if given is None or following is None or given.end_char <= number.after:
            return number.after
        if not reaching_only(self.text, given.end_char, following.phrase_start):
            return given.end_char
        having = self.text.rfind(" có ", number.after, given.end_char)
        return having + len(" có ") if having >= 0 else number.after

    def _rises(self, number: numbers.Number, following: numbers.Number) -> bool:
        """Say whether a figure is where a rise begins (`từ 150 triệu đồng lên 180 triệu đồng`)."""
        between = self.text[number.after : following.phrase_start]
        return following.unit == number.unit and len(between) < 40 and _RISE.fullmatch(between) is not None

    def _inherited(
        self, given: Indicator | None, last: Indicator | None, number: numbers.Number, *, gap: tuple[int, int]
    ) -> Indicator | None:
        """Return what a figure measures: its own words, else those of the figure before in the same clause."""
        if last is not None and last.start_char == last.end_char and given is not None and given.words == number.unit:
            given = given._replace(own=False, reached=True)  # nothing but the unit beside what the heading measures
        if given is None or given.own:
            return given
        if last is None:
            return None
        between = self.text[slice(*gap)]
        for time in self.deadlines.between(*gap):
            between = between.replace(self.text[time.start_char : time.end_char], "", 1)
        if not given.reached and not _LINK.fullmatch(between):
            return None
        return given._replace(words=last.words)


def _holds_bound(text: str, number: numbers.Number, following: numbers.Number) -> bool:
    """Say whether the next figure is a bound inside of what a share is to have (`100% xã có ít nhất 4 tin, bài`)."""
    between = text[number.after : following.phrase_start]
    return (
        number.unit == "%"
        and following.form == "count"
        and following.comparator in (">=", "<=")
        and len(between.split()) > 1
        and _WITHIN.fullmatch(between) is not None
    )


def _unit(text: str, indicator: Indicator, number: numbers.Number) -> str:
    """Return the unit; of `5 triệu lượt khách` it is `triệu lượt` where the visitors are what is counted.

    `mỗi năm có ít nhất 5 bộ dữ liệu` counts by the year.
    """
    counted = indicator.start_char >= number.phrase_start and " lượt " in f" {number.unit}"
    unit = number.unit[: number.unit.index("lượt") + 4] if counted else number.unit
    rate = _RATE.search(text, max(0, number.phrase_start - 40), number.phrase_start)
    if rate is None or "/" in unit or (number.form != "count" and not rate.group("change")):
        return unit
    return f"{unit}/{rate.group('each').lower()}"


def _target(text: str, indicator: Indicator, number: numbers.Number, *, baseline: str) -> TargetFinding:
    """Make the target of a figure."""
    return TargetFinding(
        indicator.start_char,
        max(indicator.end_char, number.after),
        indicator.words,
        comparator=indicator.comparator or ("=" if baseline and number.word == "từ" else number.comparator),
        value=number.value,
        value_max=number.value_max,
        unit=_unit(text, indicator, number),
        baseline=baseline,
        confidence=SIZE_CONFIDENCE
        if indicator.sized
        else 0.9
        if indicator.reached
        else 0.85
        if indicator.own
        else 0.75,
    )
