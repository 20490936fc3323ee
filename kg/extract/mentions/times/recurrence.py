"""Say what comes back, as ISO 8601 durations and days without a year: a report every quarter, by 30 November.

`P1Y`, `P6M`, `P3M`, `P1M`, `P7D`, `P1D`; the day as XML Schema has it: `--11-30` of every year, `---20` of every month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache, partial
from typing import NamedTuple

from kg.extract.grammar.lexicon import worded
from kg.extract.grammar.rules import Grammar, Groups, Rule
from kg.extract.mentions.times.calendar import normal_of
from kg.model import Findings, Span
from kg.resources import alternatives, terms_of
from kg.text.scan import lines_with
from kg.text.spans import SpanIndex

_TABLE = "time_words"
_LEAP_YEAR, _LONGEST_MONTH = 2024, 31
_BY = "(?:trước|chậm nhất|vào|đến)(?: (?:là|vào|trước))?"
_DAY = r"(?:ngày )?(?P<day>[0-3]?\d)"
_DATE = rf"{_DAY}(?:/| ?tháng )(?P<month>1[0-2]|0?[1-9])(?![\d/])"


class Recurrence(NamedTuple):
    """How often something is to be done, and by which day of the period; empty where that is not said."""

    period: str
    day: str = ""


def _period(groups: Groups) -> Recurrence:
    return Recurrence(normal_of("span")[(groups["period"] or "").lower()])


def _count(groups: Groups) -> Recurrence:
    one = normal_of("span")[(groups["unit"] or "").lower()]
    return Recurrence(f"P{int(groups['number'] or 1) * int(one[1:-1])}{one[-1]}")


def _yearly(groups: Groups) -> Recurrence:
    day, month = int(groups["day"] or 0), int(groups["month"] or 0)
    return Recurrence("P1Y", f"--{month:02}-{day:02}" if 1 <= day <= monthrange(_LEAP_YEAR, month)[1] else "")


def _in_month(period: str, groups: Groups) -> Recurrence:
    day = int(groups["day"] or groups["of"] or 0)
    return Recurrence(period, f"---{day:02}" if 1 <= day <= _LONGEST_MONTH else "")


RULES = (
    Rule(
        "day of every year",
        rf"{_BY} {_DATE}(?: của)? {{every}} năm",
        _yearly,
        {"báo cáo trước ngày 30/11 hằng năm": Recurrence("P1Y", "--11-30")},
        ("báo cáo trước ngày 30/11/2026", "trước ngày 30/11"),
    ),
    Rule(
        "every year by a day",
        rf"{{every}} năm,? \(?{_BY} {_DATE}",
        _yearly,
        {"Hằng năm, trước ngày 15 tháng 12, gửi báo cáo": Recurrence("P1Y", "--12-15")},
        ("Hằng năm, trước ngày khai giảng",),
    ),
    Rule(
        "day of every quarter",
        rf"{_BY} {_DAY}(?: của)? tháng (?:cuối|đầu)(?: tiên| cùng)?(?: của)?(?: {{every}})? quý"
        rf"|{{every}} quý,? \(?{_BY} (?:ngày )?(?P<of>[0-3]?\d)(?: của)? tháng (?:cuối|đầu)(?: của)?(?: quý)?",
        partial(_in_month, "P3M"),
        {
            "hằng quý (trước ngày 15 của tháng cuối quý)": Recurrence("P3M", "---15"),
            "trước ngày 10 tháng cuối quý": Recurrence("P3M", "---10"),
        },
        ("trước ngày 15 tháng 3",),
    ),
    Rule(
        "day of every month",
        rf"{_BY} {_DAY}(?: của)? {{every}} tháng"
        rf"|{{every}} tháng,? \(?{_BY} (?:ngày )?(?P<of>[0-3]?\d)(?![\d/])(?! tháng)",
        partial(_in_month, "P1M"),
        {
            "trước ngày 25 hằng tháng": Recurrence("P1M", "---25"),
            "hàng tháng (trước ngày 20)": Recurrence("P1M", "---20"),
        },
        ("trước ngày 25/6/2026",),
    ),
    Rule(
        "at fixed times",
        r"định kỳ (?:vào |trong )?(?:{every} )?(?P<number>0?[1-9]|1[0-2]) (?P<unit>tháng|năm|tuần|ngày)(?!\w)",
        _count,
        {"định kỳ 6 tháng báo cáo": Recurrence("P6M"), "Định kỳ 2 tuần": Recurrence("P14D")},
        ("trong 6 tháng", "định kỳ 2 lần/năm"),
    ),
    Rule(
        "every period",
        r"(?:định kỳ )?(?:(?:vào )?{every} |(?<=định kỳ ))(?P<period>{span})(?!\w)",
        _period,
        {
            "báo cáo hằng quý": Recurrence("P3M"),
            "Định kỳ hằng tuần": Recurrence("P7D"),
            "định kỳ tháng": Recurrence("P1M"),
        },
        ("trong quý I", "cả năm"),
    ),
)
_FIXED = "every period"
_AT_ONCE = 3
_OF_REPORTING = "(?:{report habit span}|,)(?: kết quả| tiến độ)? $"
_REPORTED = r"(?<!\w){report}(?!\w)(?:(?! theo | của )[^,;.]){0,110}$"
_OVER = re.compile(r"[,;.)]|$| (?:để|gửi|theo)(?!\w)")
_AS_A_NOUN = r"{budget} [^,;.]{0,24}$|trung hạn(?:,| và) $"


@lru_cache(maxsize=1)
def recurring() -> Grammar:
    """Return the grammar of what comes back."""
    words = {kind: alternatives(terms_of(f"lexicons/{_TABLE}.tsv", kind), any_case=True) for kind in ("every", "span")}
    return Grammar(RULES, frame=r"(?<!\w){rules}", words=words, flags=re.IGNORECASE)


@lru_cache(maxsize=1)
def _often() -> re.Pattern[str]:
    """Return the pattern of the words one of which stands in whatever the rules find; none goes on over a line end."""
    words = terms_of(f"lexicons/{_TABLE}.tsv", "every", "often")
    return re.compile(alternatives(form for word in words for form in (word, word.capitalize(), word.upper())))


def assign_recurrence(text: str, findings: Findings) -> None:
    """Fill `recurrence` of every measure whose own words say that it comes back."""
    readings = SpanIndex(reading for line in lines_with(_often(), text) for reading in recurring().find(text, *line))
    for measure in findings.measures:
        own = readings.beginning_in(measure.start_char, measure.end_char)
        found: dict[str, Recurrence] = {}
        for reading in own:
            span = Span(measure.start_char, reading.start_char)
            said = text[reading.start_char : reading.end_char]
            if reading.rule != _FIXED or _is_when(
                text, span, said=said, rest=text[reading.end_char : measure.end_char]
            ):
                value: Recurrence = reading.value
                if value.day or value.period not in found:
                    found[value.period] = value
        measure.recurrence = [tuple(value) for value in found.values()]


def of_cell(text: str, cell: Span) -> list[Recurrence]:
    """Return what a cell of times says to come back (`Hằng quý`)."""
    found = {reading.value.period: reading.value for reading in recurring().find(text, *cell)}
    return list(found.values())


def _shaped(shape: str) -> re.Pattern[str]:
    return worded(_TABLE, shape, re.IGNORECASE)


def _is_when(text: str, before: Span, *, said: str, rest: str) -> bool:
    """Say whether a bare `hằng năm` says when the clause is done, and belongs to no noun (`dự toán hằng năm`).

    Behind a verb of reporting it does at the end of what is reported (`báo cáo Bộ X kết quả thực hiện | hằng quý`).
    """
    words = text[slice(*before)]
    if len(words) <= _AT_ONCE or said.lower().startswith("định kỳ"):
        return True
    reported = _shaped(_REPORTED).search(words) is not None and _OVER.match(rest) is not None
    return (reported or _shaped(_OF_REPORTING).search(words) is not None) and _shaped(_AS_A_NOUN).search(words) is None
