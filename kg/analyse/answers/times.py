"""Read due times of facts as days, and say on a given day which of them have passed; no clock is asked."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from kg.errors import OptionError

PRECISIONS = ("day", "month", "year", "interval")
OVERDUE, SOON, LATER, EARLIER = "overdue", "soon", "later", "earlier"
SOON_DAYS = 90
"""Within so many days from the day that is asked about, the end of a due time counts as soon."""

_TIME = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_PERIOD = re.compile(r"P(?P<number>\d+)(?P<unit>[YMD])")
_DAY = re.compile(r"--(?:(?P<month>\d{2})|-)-?(?P<day>\d{2})")


@dataclass(frozen=True, slots=True)
class Due:
    """A due time: `written` as the facts have it (`2025`, `2025-06`, `2025-06-30`, `2020/2025`), and its days.

    `last` is the last day on which it is in time, `first` the first day of the year, month or term that it names;
    `precision` is one of `PRECISIONS`. With `inherited` a heading, an introduction or a term around the clause states
    it, not the clause.
    """

    written: str
    first: date
    last: date
    precision: str
    inherited: bool = False

    def state(self, today: date | None, *, soon_days: int = SOON_DAYS, issued: str = "") -> str:
        """Return `overdue`, `soon` or `later` on a day, empty without one.

        Overdue says that the time has passed, not that the work is not done: no document says that. A time that was
        over on the day that its document was `issued` (ISO) is `earlier`: mostly one that a condition names.
        """
        if today is None:
            return ""
        if issued and self.last < date.fromisoformat(issued):
            return EARLIER
        if self.last < today:
            return OVERDUE
        return SOON if self.last <= today + timedelta(days=soon_days) else LATER


@dataclass(frozen=True, slots=True)
class Recurrence:
    """What comes back: `period` as an ISO 8601 duration (`P3M`), and by which day of it, empty where not said.

    `day` is `--11-30` of every year or `---15` of a month (of the last one of the period, where it has several).
    """

    period: str
    day: str = ""

    def next_day(self, today: date) -> date | None:
        """Return the first day from `today` on by which it is due again; None where the text says no day.

        For a day of a month in a longer period, that of the last month of a calendar quarter, half-year or year.
        """
        found = _DAY.fullmatch(self.day)
        span = self.months
        if found is None or span is None:
            return None
        month = int(found["month"] or 0)
        for ahead in range(25):
            year, index = divmod(today.year * 12 + today.month - 1 + ahead, 12)
            if (month and index + 1 != month) or (not month and (index + 1) % span):
                continue
            day = date(year, index + 1, min(int(found["day"]), monthrange(year, index + 1)[1]))
            if day >= today:
                return day
        return None

    @property
    def months(self) -> int | None:
        """Return the length of the period in months, None for one counted in days or one that fits no year."""
        found = _PERIOD.fullmatch(self.period)
        if found is None or found["unit"] == "D":
            return None
        months = int(found["number"]) * (12 if found["unit"] == "Y" else 1)
        return months if months <= 12 and 12 % months == 0 else None


def read_due(written: str, *, inherited: bool = False) -> Due | None:
    """Return the due time that a fact has; None for words that are none."""
    ends = [_read_point(part) for part in written.split("/")]
    if not 1 <= len(ends) <= 2 or None in ends:
        return None
    (first, _, precision), (_, last, _) = ends[0], ends[-1]
    if len(ends) == 2:
        precision = "interval"
    return Due(written, first, last, precision, inherited)


def read_day(written: str) -> date:
    """Return the day that `YYYY-MM-DD` names; raises `OptionError` for anything else."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise OptionError(f"{written!r} is no day", remedy="write it as 2026-12-31") from error


def read_until(written: str) -> date:
    """Return the last day of a year, month or day (`2026`, `2026-06`); raises `OptionError` for anything else."""
    due = read_due(written)
    if due is None or "/" in written:
        raise OptionError(f"{written!r} is no time", remedy="write it as 2026, 2026-06 or 2026-06-30")
    return due.last


def read_recurrences(periods: list[str], days: list[str]) -> tuple[Recurrence, ...]:
    """Return what comes back, each period with the day that fits it: `--MM-DD` a year, `---DD` a shorter one."""
    left = list(days)
    found = []
    for period in periods:
        yearly = period == "P1Y"
        day = next((day for day in left if day.startswith("---") != yearly), "")
        if day:
            left.remove(day)
        found.append(Recurrence(period, day))
    return tuple(found)


def _read_point(written: str) -> tuple[date, date, str] | None:
    """Return first and last day of a year, month or day, and which of them it is."""
    found = _TIME.fullmatch(written)
    if found is None:
        return None
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    try:
        if day:
            return date(year, month, day), date(year, month, day), "day"
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"
        return date(year, 1, 1), date(year, 12, 31), "year"
    except ValueError:
        return None
