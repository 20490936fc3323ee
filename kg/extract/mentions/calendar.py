"""Give calendar expressions their ISO 8601 form, from what the patterns of `kg.extract.mentions.times` caught."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from kg.resources import read_table

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_CENTURIES = {
    "giữa thế kỷ xxi": "2050",
    "giữa thế kỷ xx": "1950",
    "nửa đầu thế kỷ xxi": "2001/2050",
    "cuối thế kỷ xx": "1999",
    "cuối thế kỷ xxi": "2099",
}


@lru_cache(maxsize=1)
def lunar_years() -> dict[str, tuple[str, str]]:
    """Return the name of a lunar year in lower case -> Gregorian year, and month and day of its Tết."""
    return {row["term"].casefold(): (row["year"], row["normal"]) for row in read_table("lexicons/lunar_years.tsv")}


def iso(match: re.Match[str]) -> str:
    """Return the ISO 8601 form of an expression (`2025`, `2025-06`, `2025-12-19`, `2020/2025`), empty for no date."""
    found = {name: value for name, value in match.groupdict().items() if value}
    for first, last in (("y5", "y6"), ("y11", "y12"), ("y13", "y14")):
        if first in found:
            return f"{found[first]}/{found[last]}" if found[first] < found[last] else ""
    if "m13" in found:
        first = _date(int(found.get("y16", found["y17"])), int(found["m13"]), 0)
        last = _date(int(found["y17"]), int(found["m14"]), 0)
        return f"{first}/{last}" if first and first < last else ""
    if "y8" in found or "y10" in found:
        return found.get("y8") or found["y10"]
    if "q" in found:
        return _quarters(found["y4"], found["q"], found.get("q2") or found["q"])
    if "half" in found:
        months = int(found["half"])
        first_month = 1 if found["part"].lower() == "đầu" else 13 - months
        return f"{found['y7']}-{first_month:02}/{found['y7']}-{first_month + months - 1:02}"
    if "feast" in found:
        return f"{found['y9']}-{_feasts()[found['feast'].casefold()]}"
    if "lunar" in found:
        return "-".join(lunar_years()[found["lunar"].casefold()])
    if "y15" in found:
        return next(("-".join(day) for day in lunar_years().values() if day[0] == found["y15"]), "")
    if "century" in found:
        return _CENTURIES.get(found["century"].lower(), "")
    return _date(int(found.get("y1") or found["y3"]), int(found.get("m1") or found["m3"]), int(found.get("d1") or 0))


def relative(match: re.Match[str], *, issued: str) -> str:
    """Return the ISO form of a deadline without a year: the first such date from the day of issue on."""
    year, month = int(issued[:4]), int(issued[5:7] or 1)
    if match.group("this"):
        return str(year)
    if match.group("q"):
        quarter = _ROMAN[match.group("q").upper()]
        return _quarters(str(year + (quarter * 3 < month)), match.group("q"), match.group("q"))
    stated = int(match.group("m") or match.group("m2"))
    return _date(year + (stated < month), stated, int(match.group("d") or 0))


def end_of(match: re.Match[str]) -> int:
    """Return where an expression ends, a bracket that it opened included (`nhiệm kỳ (2020 - 2025)`)."""
    opened = "(" in match.group() and ")" not in match.group()
    return match.end() + (opened and match.string.startswith(")", match.end()))


def _quarters(year: str, first: str, last: str) -> str:
    """Return the months from one quarter to another."""
    start, end = _ROMAN[first.upper()] * 3 - 2, _ROMAN[last.upper()] * 3
    return f"{year}-{start:02}/{year}-{end:02}" if start < end else ""


@lru_cache(maxsize=1)
def _feasts() -> dict[str, str]:
    rows = read_table("lexicons/time_words.tsv")
    return {row["term"].casefold(): row["normal"] for row in rows if row["kind"] == "feast"}


def _date(year: int, month: int, day: int) -> str:
    """Return the ISO form of a day or a month (day 0) that the calendar has."""
    if not 1 <= month <= 12 or day > monthrange(year, month)[1]:
        return ""
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
