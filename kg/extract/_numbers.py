"""Read numbers as Vietnamese policy documents write them: `8.300-8.500 USD`, `7,5%`, `trên 3.000 km`, `gấp 2 lần`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.resources import read_table

_COMPARATORS = (
    ("khoảng trên", "~"),
    ("khoảng", "~"),
    ("xấp xỉ", "~"),
    ("gần", "~"),
    ("ước", "~"),
    ("trên", ">"),
    ("hơn", ">"),
    ("vượt", ">"),
    ("tối thiểu", ">="),
    ("ít nhất", ">="),
    ("không dưới", ">="),
    ("từ", ">="),
    ("dưới", "<"),
    ("không quá", "<="),
    ("tối đa", "<="),
    ("không vượt quá", "<="),
    ("nhiều nhất", "<="),
)
_DIGIT = re.compile(r"\d")
_PER_YEAR = re.compile(
    r"(?:tăng|tăng trưởng|giảm) (?:bình quân|trung bình)(?: (?:hằng|hàng|mỗi) năm)?(?: (?:đạt|khoảng|trên|từ"
    r"|tối thiểu))* ?$"
    r"|(?:bình quân|trung bình) (?:hằng|hàng|mỗi) năm(?: \w+){0,3} ?$",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A number with its unit: decimal strings with a point; its span, and where the phrase around begins."""

    start_char: int
    end_char: int
    phrase_start: int
    value: str
    value_max: str
    unit: str
    form: str
    comparator: str


@lru_cache(maxsize=1)
def _tables() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Return the pattern of a number with its unit, and unit word -> (unit kept, form)."""
    units = {row["term"]: (row["unit"], row["form"]) for row in read_table("lexicons/target_units.tsv")}
    names = "|".join(sorted(map(re.escape, units), key=lambda term: (-len(term), term)))
    words = "|".join(sorted((re.escape(word) for word, _ in _COMPARATORS), key=lambda term: (-len(term), term)))
    figure = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
    names = rf"(?:{names})(?:/(?:năm|người|tháng|ngày|ha|vạn dân|nghìn dân|1\.000 dân|hộ|lao động))*|(?:{names})"
    return re.compile(
        rf"(?:(?P<cmp>{words}) )?(?P<times>gấp (?:(?:hơn"
        rf"|khoảng) )?)?(?<![\d.,/\w-])(?P<low>{figure})(?:(?: ?%)?(?: ?[-–] ?| đến )(?P<high>{figure}))?"
        rf" ?(?P<unit>{names})(?![\w/]|[-.]\d| chí\b)(?P<more> trở lên)?",
        re.IGNORECASE,
    ), units


def find_numbers(text: str, start: int, end: int) -> list[Number]:
    """Return the numbers with a unit inside `[start, end)`."""
    if not _DIGIT.search(text, start, end):
        return []
    pattern, units = _tables()
    found = []
    for match in pattern.finditer(text, start, end):
        low, high = decimal(match.group("low")), decimal(match.group("high") or "")
        printed = match.group("unit")
        base, per, rest = printed.partition("/") if printed not in units else (printed, "", "")
        unit, form = units.get(base) or units.get(base.lower()) or (base, "count")
        unit += per + rest
        if unit in ("năm", "ngày", "giờ", "tuổi", "m", "lần") and not (match.group("cmp") or match.group("times")):
            continue
        if form == "count" and len(match.group("low")) < 2 and not match.group("cmp"):
            continue
        if unit == "%" and _PER_YEAR.search(text, max(start, match.start() - 40), match.start()):
            unit = "%/năm"
        found.append(
            Number(
                match.start("low"), match.end("unit"), match.start(), low, high, unit, form, _comparator(match, high)
            )
        )
    return found


def _comparator(match: re.Match[str], high: str) -> str:
    """Return the comparator that the words around a number state; a bare number is to be equalled."""
    if match.group("more"):
        return ">="
    if high:
        return "range"
    return dict(_COMPARATORS).get((match.group("cmp") or "").lower(), "=")


def decimal(figure: str) -> str:
    """Return a Vietnamese figure with a point as decimal mark (`8.300,5` gives `8300.5`)."""
    return figure.replace(".", "").replace(",", ".")
