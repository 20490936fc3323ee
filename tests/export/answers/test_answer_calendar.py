"""The calendar as other programs read it."""

from datetime import date, datetime, time, timedelta

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.answers import Recurrence, make_timeline
from kg.analyse.answers.words import Words
from kg.export.answers import write_timeline
from kg.export.answers.calendar import count_left_out, fold_line, to_rule


def read(index, today=None):
    timeline = make_timeline(index, today=today)
    data = write_timeline(index, timeline, format="ics")
    return data, timeline, icalendar.Calendar.from_ical(data)


def test_each_due_time_is_an_event_of_its_last_day(many, texts):
    data, timeline, calendar = read(many, date(2026, 6, 1))
    events = calendar.walk("VEVENT")
    left = count_left_out(many, timeline)
    assert left == 1 and len(events) == len(timeline.entries) - left
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert "1 việc định kỳ không nêu ngày" in str(calendar["X-WR-CALDESC"])
    kept = [entry for entry in timeline.entries if entry.due or entry.next_day]
    for event, entry in zip(events, kept, strict=True):
        quote = entry.cite.quote.replace("\r", "")
        assert str(event["DESCRIPTION"]).startswith(quote)
        text = texts[many.label(entry.cite.document)]
        assert text[entry.cite.start_char : entry.cite.end_char].replace("\r", "") == quote
        assert event["DTSTART"].dt == (entry.due.last if entry.due else entry.next_day)
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.endswith(b"END:VCALENDAR\r\n") and b"\n" not in data.replace(b"\r\n", b"")


def test_the_stamp_is_the_date_of_the_document(many):
    _, _, calendar = read(many)
    stamps = {event["DTSTAMP"].dt.date() for event in calendar.walk("VEVENT")}
    assert stamps == {date(2026, 1, 5), date(1970, 1, 1)}


def test_without_a_day_to_begin_from_nothing_recurs(many):
    data, timeline, _ = read(many)
    assert b"RRULE" not in data and count_left_out(many, timeline) == 2


@pytest.mark.parametrize(
    ("recurrence", "rule"),
    [
        (Recurrence("P1Y", "--11-30"), "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"),
        (Recurrence("P1Y", "--02-29"), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"),
        (Recurrence("P3M", "---15"), "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"),
        (Recurrence("P1M", "---31"), "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
        (Recurrence("P1M"), ""),
        (Recurrence("P7D", "---15"), ""),
    ],
)
def test_what_recurs_on_a_day_has_a_rule(recurrence, rule):
    assert to_rule(recurrence) == rule


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.sampled_from(["P1M", "P3M", "P6M", "P1Y"]),
    st.integers(1, 12),
    st.integers(1, 28) | st.sampled_from([29, 30, 31]),
)
def test_the_rule_says_the_days_that_the_timeline_says(today, period, month, day):
    last = min(day, 28 if month == 2 else 30)
    recurrence = Recurrence(period, f"--{month:02}-{last:02}" if period == "P1Y" else f"---{day:02}")
    expected, start = [], today
    for _ in range(5):
        expected.append(recurrence.next_day(start))
        start = expected[-1] + timedelta(days=1)
    rule = rrulestr(to_rule(recurrence), dtstart=datetime.combine(expected[0], time()))
    assert [found.date() for found, _ in zip(rule, range(5), strict=False)] == expected


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_a_folded_line_is_the_line(line):
    folded = fold_line(line)
    assert folded.endswith("\r\n") and folded[:-2].replace("\r\n ", "") == line
    assert all(len(part.encode("utf-8")) <= 75 for part in folded[:-2].split("\r\n"))


def test_times_are_said_in_both_languages():
    assert Words("vi").recurrence(Recurrence("P1Y", "--11-30")) == "hằng năm, ngày 30/11"
    assert Words("en").recurrence(Recurrence("P6M", "---15")) == "every 6 months, on day 15"
    assert Words("vi").recurrence(Recurrence("P7D")) == "hằng tuần"
