"""Read the figures of a clause as targets: each with what it measures, where its rise begins, and its deadline."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extract.grammar import numbers
from kg.extract.grammar.names import function_words
from kg.extract.grammar.quantities import comparator_of, comparators
from kg.extract.targets.due import Deadlines
from kg.extract.targets.indicators import Reader
from kg.extract.targets.refusals import Refusals
from kg.extract.targets.weighing import of_figure
from kg.extract.targets.words import Indicator, pattern, reaching_only
from kg.model import PreparedText, TargetFinding

_RISE = re.compile(
    r"(?:[ ,]*(?:vào |của |trong )?(?:cuối |đầu )?(?:năm|giai đoạn)[ \d–-]*)?[ ,]*(?:(?:tăng |giảm |nâng )?(?:lên|xuống"
    r"|đến|thành|tới|còn))(?: mức| tới| đến| còn| xuống)*[ ,]*$"
)
_LEADING = re.compile(r"(?:dẫn đầu|hàng đầu|đứng đầu)")
_IN_GROUP = re.compile(r"(?P<who>[^,;:.]{3,60}?) (?:nằm |đứng |lọt |xếp )?(?:trong|thuộc|vào)(?: nhóm| tốp| top)?:? ")
_LINK = re.compile(r"[ ,;:()–-]*(?:và|trong đó|riêng|đến|phấn đấu|cả)?[ ,:]*")
_SPELT_OUT = re.compile(r"(?<!\w)(?:gồm|bao gồm|như sau|sau đây|cụ thể)$|^có thể |(?<!\w)(?:hiện trạng|hiện có)(?!\w)")
"""What is counted and then spelt out, may be so, or is so today, is no aim."""
_NEXT = 4
_LEAST = 2
_RATE = re.compile(
    r"(?<!\w)(?:mỗi|hằng|hàng) (?P<each>năm|quý|tháng|tuần) ?(?P<change>tăng|giảm)?[^,;:.\d]{0,25}$", re.IGNORECASE
)
_BASE = re.compile(r" (?!và |đến |vào |trong |so )[^,;:.()\d]{2,60}, ")
"""What a share is of, up to the comma behind which the next figure has its words."""
_LISTED_ON = re.compile(r"[^;:.,\d]{3,120}(?:,| và) (?:có )?")
_WITHIN = re.compile(r" (?!và )[^;:.\d]* (?:có|được|đạt|tổ chức|tham gia) ")
_GROWTH = re.compile(
    r"(?:(?:tốc độ|mức|nhịp độ) )?(?:tăng|tăng trưởng|giảm)(?: trưởng)?(?: (?:trung )?bình quân| trung bình| hằng năm"
    r"| hàng năm| mỗi năm)*",
    re.IGNORECASE,
)
"""Words that only say that something grows: what, the figure before says."""
_WAS = re.compile(
    r"\((?:cuối |đầu |hết )?(?:năm|tháng|quý|giai đoạn) [\d/ –-]+(?:,? (?:là|đạt|có|chỉ đạt|mới đạt))?:? ?$"
)
"""Opens a bracket behind a figure that says what it was (`đạt trên 85% (năm 2025 là 70%)`)."""
_GAP = re.compile(r"(?<=\d) (?=\d)")


class Figure(NamedTuple):
    """A figure read as a target, with what speaks for and against its being one; `sized` for a dimension of a work."""

    target: TargetFinding
    number: numbers.Number
    evidence: dict[str, float]
    sized: bool


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

    def read(self, start: int, end: int, *, topic: str = "", left: int = 0) -> list[Figure]:
        """Return the figures of one clause as targets, each with what speaks for and against its being one.

        `topic` is what the heading above measures, for a line that says only by when (`Đến năm 2030: 180.000 người`);
        `left` is where the words behind who is to act begin.
        """
        figures = self._figures(start, end)
        found: list[Figure] = []
        left, baseline = max(start, left), ""
        last = self._carried_over(start)
        if last is None and topic:
            last = Indicator(start, start, topic, reached=True)
        for index, number in enumerate(figures):
            following = figures[index + 1] if index + 1 < len(figures) else None
            if number.word == "từ" and following and not number.value_max and self._rises(number, following):
                baseline = self.text[number.start_char : number.end_char]
                continue
            if _is_base(self.text, left, number.phrase_start):
                if found:
                    found[-1].target.baseline = self.text[number.start_char : number.end_char]
                continue
            first = figures[index - 1].phrase_start if baseline else number.phrase_start
            right = following.phrase_start if following else end
            right = end if following and _holds_bound(self.text, number, following) else right
            given = self.reader.read(number._replace(phrase_start=first), left=left, right=right)
            indicator = self._inherited(given, last, number, gap=(left, number.phrase_start))
            left_of, left = left, self._next_left(given, number, following)
            left = min(left, following.phrase_start) if following else left
            if indicator is not None:
                indicator = self._compared(indicator, number, figures[index - 1] if found and index else None)
            if indicator is not None and last is not None and _GROWTH.fullmatch(indicator.words):
                indicator = indicator._replace(words=last.words)
            if indicator is None or _says_nothing(indicator):
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
            evidence = of_figure(self.text, indicator, number, left=left_of, clause=(start, end))
            found.append(Figure(target, number, evidence, indicator.sized))
        return found

    def _compared(self, indicator: Indicator, number: numbers.Number, before: numbers.Number | None) -> Indicator:
        """Return an indicator with the bound that its last words state, or the figure before it in a list.

        `Tỷ lệ … ít nhất vào năm 2025 đạt 40%`; `ít nhất 100 doanh nghiệp khởi nghiệp, 50 doanh nghiệp công nghệ`.
        """
        bound = _bound_last().search(indicator.words)
        if bound and number.comparator == "=":
            words = indicator.words[: bound.start()]
            return indicator._replace(words=words, comparator=comparator_of(bound.group("word")))
        listed = before is not None and before.comparator in (">=", "<=") and not number.word
        if not listed or indicator.comparator or number.value_max or before.unit != number.unit:
            return indicator
        counted = indicator.start_char >= number.phrase_start and indicator.own
        goes_on = _LISTED_ON.fullmatch(self.text, before.after, number.phrase_start) is not None
        return indicator._replace(comparator=before.comparator) if counted and goes_on else indicator

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
        if given is None or following is None or not given.own or given.end_char <= number.after:
            base = _BASE.match(self.text, number.after, following.phrase_start) if following else None
            return (
                base.end()
                if base and (given is None or given.reached or not given.own) and number.unit.startswith("%")
                else number.after
            )
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
        counted = number.unit.partition("/")[0]
        if number.form == "count" and counted != number.unit and (last is None or counted not in last.words.lower()):
            return given._replace(words=counted, own=True)
        if last is None:
            return None
        between = self.text[slice(*gap)]
        for time in self.deadlines.between(*gap):
            between = between.replace(self.text[time.start_char : time.end_char], "", 1)
        if not given.reached and not _LINK.fullmatch(between):
            return None
        return given._replace(words=last.words)


@lru_cache(maxsize=1)
def _bound_last() -> re.Pattern[str]:
    """Return the pattern of a comparator that ends the words of an indicator (`Tỷ lệ … ít nhất là`)."""
    return re.compile(rf" (?P<word>{comparators()})(?: (?:là|có|đạt))?$")


def _is_base(text: str, start: int, end: int) -> bool:
    """Say whether the words before a figure make it what was so before (`so với mức 70%`, `(năm 2025 là 70%)`)."""
    said = pattern("base", r"(?<!\w)(?:{})(?: mức| của)?[ :]*$").search(text, start, end)
    return said is not None or _WAS.search(text, max(start, end - 40), end) is not None


def _says_nothing(indicator: Indicator) -> bool:
    """Say whether the words that are to name what is measured name nothing."""
    if _SPELT_OUT.search(indicator.words):
        return True
    return len(indicator.words) < _LEAST or function_words().issuperset(indicator.words.lower().split())


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
    )
