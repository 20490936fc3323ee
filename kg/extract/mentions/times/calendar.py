"""Give calendar expressions their ISO 8601 form: readers for the rules of `rules`."""

from __future__ import annotations

from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

from kg.extract.grammar.rules import Groups
from kg.resources import read_table

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class Yearless(NamedTuple):
    """A deadline that leaves its year to the date of the document: a month, its day, a quarter, or the year itself."""

    month: int | None = None
    day: int = 0
    quarter: int = 0

    def after(self, issued: str) -> str:
        """Return the ISO form of the first such time from the day of issue on, empty for what no calendar has."""
        year, now = int(issued[:4]), int(issued[5:7] or 1)
        if self.quarter:
            return _months(year + (self.quarter * 3 < now), self.quarter, self.quarter)
        if self.month is None:
            return str(year)
        return _date(year + (self.month < now), self.month, self.day)


def read_date(groups: Groups) -> str:
    """Return the ISO form of a day or a month that states its year, empty for what no calendar has."""
    return _date(_number(groups, "year"), _number(groups, "month"), _number(groups, "day"))


def read_year(groups: Groups) -> str:
    """Return a year."""
    return groups["year"] or ""


def read_years(groups: Groups) -> str:
    """Return the interval of two years, empty where the second is not later."""
    first, last = groups["first"] or "", groups["last"] or ""
    return f"{first}/{last}" if first < last else ""


def read_cell_years(groups: Groups) -> str:
    """Return the year or the interval of years that a cell of a table holds, the first where they do not go on."""
    return (read_years(groups) if groups["last"] else "") or groups["first"] or ""


def read_months(groups: Groups) -> str:
    """Return the interval of two months, the first in the year of the second where it has none of its own."""
    last_year = _number(groups, "year")
    first = _date(_number(groups, "first_year") or last_year, _number(groups, "first"), 0)
    last = _date(last_year, _number(groups, "last"), 0)
    return f"{first}/{last}" if first and first < last else ""


def read_quarters(groups: Groups) -> str:
    """Return the months from one quarter to another, or of one."""
    first = groups["first"] or ""
    return _months(_number(groups, "year"), _quarter(first), _quarter(groups["last"] or first))


def read_part(groups: Groups) -> str:
    """Return the first or the last months of a year (`6 tháng đầu năm 2025`)."""
    months = _number(groups, "months")
    first = 1 if (groups["part"] or "").lower() == "đầu" else 13 - months
    return f"{groups['year']}-{first:02}/{groups['year']}-{first + months - 1:02}"


def read_feast(groups: Groups) -> str:
    """Return the day of a feast."""
    return f"{groups['year']}-{normal_of('feast')[(groups['name'] or '').casefold()]}"


def read_century(groups: Groups) -> str:
    """Return the year or years that a part of a century stands for."""
    return normal_of("century")[(groups["name"] or "").casefold()]


def read_lunar_year(groups: Groups) -> str:
    """Return the day of the Tết of a year that goes by its lunar name."""
    return "-".join(lunar_years()[(groups["name"] or "").casefold()])


def read_new_year(groups: Groups) -> str:
    """Return the day of the Tết of a year, empty for a year that the lexicon does not have."""
    return next(("-".join(day) for day in lunar_years().values() if day[0] == groups["year"]), "")


def read_yearless_date(groups: Groups) -> Yearless:
    """Return a day or a month without its year."""
    return Yearless(_number(groups, "month"), day=_number(groups, "day"))


def read_yearless_quarter(groups: Groups) -> Yearless:
    """Return a quarter without its year."""
    return Yearless(quarter=_quarter(groups["quarter"] or ""))


def read_this_year(groups: Groups) -> Yearless:
    """Return the year of the document."""
    return Yearless()


@lru_cache(maxsize=1)
def lunar_years() -> dict[str, tuple[str, str]]:
    """Return the name of a lunar year in lower case -> Gregorian year, and month and day of its Tết."""
    return {row["term"].casefold(): (row["year"], row["normal"]) for row in read_table("lexicons/lunar_years.tsv")}


@lru_cache(maxsize=8)
def normal_of(kind: str) -> dict[str, str]:
    """Return the words of a kind in lower case -> what they stand for."""
    rows = read_table("lexicons/time_words.tsv")
    return {row["term"].casefold(): row["normal"] for row in rows if row["kind"] == kind}


def _number(groups: Groups, name: str) -> int:
    return int(groups.get(name) or 0)


def _quarter(printed: str) -> int:
    return _ROMAN[printed.upper()]


def _months(year: int, first: int, last: int) -> str:
    """Return the months from one quarter to another, empty where the second is earlier."""
    start, end = first * 3 - 2, last * 3
    return f"{year}-{start:02}/{year}-{end:02}" if start < end else ""


def _date(year: int, month: int, day: int) -> str:
    """Return the ISO form of a day or a month (day 0) that the calendar has."""
    if not 1 <= month <= 12 or day > monthrange(year, month)[1]:
        return ""
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
