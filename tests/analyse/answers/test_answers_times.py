"""Due times as days, and what comes back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.answers import Recurrence, read_day, read_due, read_until
from kg.analyse.answers.times import read_recurrences
from kg.errors import OptionError

CASES = {
    "2025": (date(2025, 1, 1), date(2025, 12, 31), "year"),
    "2024-02": (date(2024, 2, 1), date(2024, 2, 29), "month"),
    "2026-06-30": (date(2026, 6, 30), date(2026, 6, 30), "day"),
    "2020/2025": (date(2020, 1, 1), date(2025, 12, 31), "interval"),
    "2025-03/2025-06": (date(2025, 3, 1), date(2025, 6, 30), "interval"),
}


@pytest.mark.parametrize("written", CASES)
def test_a_due_time_has_its_first_and_last_day(written):
    due = read_due(written)
    assert (due.first, due.last, due.precision) == CASES[written]


@pytest.mark.parametrize("written", ["", "soon", "2025-13", "2025-02-30", "2020/2025/2030", "25"])
def test_what_is_no_time_is_none(written):
    assert read_due(written) is None


def test_a_year_is_overdue_only_when_it_is_over():
    due = read_due("2025")
    assert due.state(date(2025, 12, 31)) == "soon"
    assert due.state(date(2026, 1, 1)) == "overdue"
    assert due.state(date(2025, 1, 1)) == "later"
    assert due.state(date(2025, 12, 1), soon_days=5) == "later"
    assert due.state(None) == ""
    assert due.state(date(2026, 1, 1), issued="2026-01-01") == "earlier"
    assert due.state(date(2026, 1, 1), issued="2025-12-31") == "overdue"


@pytest.mark.parametrize(
    ("recurrence", "today", "day"),
    [
        (Recurrence("P1Y", "--11-30"), date(2026, 6, 1), date(2026, 11, 30)),
        (Recurrence("P1Y", "--11-30"), date(2026, 12, 1), date(2027, 11, 30)),
        (Recurrence("P1M", "---31"), date(2026, 2, 3), date(2026, 2, 28)),
        (Recurrence("P3M", "---15"), date(2026, 3, 16), date(2026, 6, 15)),
        (Recurrence("P6M", "---15"), date(2026, 3, 16), date(2026, 6, 15)),
        (Recurrence("P1Y", "--02-29"), date(2026, 3, 1), date(2027, 2, 28)),
        (Recurrence("P1Y"), date(2026, 3, 1), None),
        (Recurrence("P7D", "---15"), date(2026, 3, 1), None),
    ],
)
def test_what_comes_back_has_its_next_day(recurrence, today, day):
    assert recurrence.next_day(today) == day


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["P1M", "P3M", "P6M"]), st.integers(1, 28))
def test_the_next_day_is_within_its_period(today, period, day):
    found = Recurrence(period, f"---{day:02}").next_day(today)
    assert today <= found <= today + timedelta(days=31 * int(period[1]) + 1) and found.day == day


def test_each_period_gets_the_day_that_fits_it():
    found = read_recurrences(["P1M", "P1Y"], ["---18", "--11-30"])
    assert found == (Recurrence("P1M", "---18"), Recurrence("P1Y", "--11-30"))


def test_a_time_that_is_asked_for_must_be_one():
    assert read_until("2026-06") == date(2026, 6, 30)
    assert read_day("2026-06-01") == date(2026, 6, 1)
    for wrong in ("2026/2027", "soon"):
        with pytest.raises(OptionError):
            read_until(wrong)
    with pytest.raises(OptionError, match="2026-12-31"):
        read_day("2026")
