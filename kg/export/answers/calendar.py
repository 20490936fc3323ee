"""Write a timeline as an iCalendar file (RFC 5545): a day event for each due time, a rule for what recurs on a day.

The same facts give the same bytes: UID from the fact's IRI, DTSTAMP from the document's date, no clock. What recurs
without a stated day is no event, for the calendar would claim a day that the text does not; how many those are stands
in the calendar's description.
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from kg.analyse.answers.index import Index
from kg.analyse.answers.records import name_bodies
from kg.analyse.answers.timeline import Entry, Timeline
from kg.analyse.answers.times import Recurrence
from kg.analyse.answers.words import Words

_LINE = 75
"""RFC 5545, 3.1: a line has at most so many octets, its end not counted."""
_UNDATED = "19700101T000000Z"
_SUMMARY = 90
_COMMON_YEAR, _SHORTEST = 2025, 28
"""A year without a 29 February, and how many days its shortest month has."""
_ESCAPES = {ord("\\"): "\\\\", ord(";"): "\\;", ord(","): "\\,", ord("\n"): "\\n", ord("\r"): None}


def write_calendar(index: Index, timeline: Timeline, words: Words) -> bytes:
    """Return the calendar of a timeline, lines ended by CRLF."""
    events = [(entry, _first_day(index, timeline, entry)) for entry in timeline.entries]
    left_out = count_left_out(index, timeline)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//policy-kg//kg timeline//" + words.lang.upper(),
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escape(words.say('timeline'))}",
        *([f"X-WR-CALDESC:{_escape(words.say('left_out', number=left_out))}"] if left_out else []),
        *(line for entry, day in events if day for line in _event(index, entry, day, words)),
        "END:VCALENDAR",
    ]
    return "".join(fold_line(line) for line in lines).encode("utf-8")


def fold_line(line: str) -> str:
    """Return a content line broken after at most 75 octets, never within a character, ended by CRLF."""
    parts, room, part = [], _LINE, ""
    for ch in line:
        size = len(ch.encode("utf-8", errors="replace"))
        if size > room:
            parts.append(part)
            part, room = "", _LINE - 1
        part += ch
        room -= size
    return "\r\n ".join([*parts, part]) + "\r\n"


def to_rule(recurrence: Recurrence) -> str:
    """Return the RRULE of what recurs on a stated day, empty where no rule says it.

    A day that not every month has is the last one there is (`---31`: the last day of each month).
    """
    months = recurrence.months
    if not recurrence.day or months is None:
        return ""
    day = int(recurrence.day[-2:])
    month = 0 if recurrence.day.startswith("---") else int(recurrence.day[2:4])
    by_day = f"BYMONTHDAY={day}"
    if day > (monthrange(_COMMON_YEAR, month)[1] if month else _SHORTEST):
        by_day = "BYMONTHDAY=" + ",".join(map(str, range(_SHORTEST, day + 1))) + ";BYSETPOS=-1"
    return f"FREQ=YEARLY;BYMONTH={month};{by_day}" if month else f"FREQ=MONTHLY;INTERVAL={months};{by_day}"


def _first_day(index: Index, timeline: Timeline, entry: Entry) -> date | None:
    """Return the day of an event: the last day of a due time, or the first on which it recurs."""
    if entry.due:
        return entry.due.last
    if entry.recurrence is None or not to_rule(entry.recurrence):
        return None
    issued = index.documents[entry.cite.document].issued
    anchor = timeline.today or (date.fromisoformat(issued) if issued else None)
    return entry.recurrence.next_day(anchor) if anchor else None


def _event(index: Index, entry: Entry, day: date, words: Words) -> Iterator[str]:
    document = index.documents[entry.cite.document]
    parts = (entry.id, entry.basis, entry.recurrence.period if entry.recurrence else "", str(entry.cite.start_char))
    who = name_bodies(index, entry.bodies)
    when = words.due(entry.due) if entry.due else words.recurrence(entry.recurrence) if entry.recurrence else ""
    about = [
        entry.cite.quote,
        *([f"{words.name('columns', 'owners')}: {who}"] if who else []),
        f"{words.name('columns', 'due')}: {when} ({words.name('bases', entry.basis)})",
        f"{document.name}, {words.place(entry.cite)}",
    ]
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(chr(31).join(parts).encode('utf-8')).hexdigest()[:32]}@policy-kg"
    yield f"DTSTAMP:{document.issued.replace('-', '')}T000000Z" if document.issued else f"DTSTAMP:{_UNDATED}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    if entry.recurrence:
        yield f"RRULE:{to_rule(entry.recurrence)}"
    yield f"SUMMARY:{_escape(_summary(entry, who))}"
    yield f"DESCRIPTION:{_escape(chr(10).join(about))}"
    yield f"CATEGORIES:{_escape(words.name('kinds', entry.kind))},{_escape(words.name('bases', entry.basis))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _summary(entry: Entry, who: str) -> str:
    """Return who and the first words of what; the whole quote stands in the description."""
    text = " ".join(f"{who}: {entry.label}".split() if who else entry.label.split())
    return text if len(text) <= _SUMMARY else text[:_SUMMARY].rsplit(" ", 1)[0] + " …"


def _escape(text: str) -> str:
    """Return a text as RFC 5545, 3.3.11 has it, without control characters that it forbids."""
    kept = "".join(ch for ch in text if ch in "\n\t" or not (ch < " " or ch == "\x7f"))
    return kept.translate(_ESCAPES)


def count_left_out(index: Index, timeline: Timeline) -> int:
    """Return how many entries are no event: what recurs without a day, or from no known day on."""
    return sum(_first_day(index, timeline, entry) is None for entry in timeline.entries)
