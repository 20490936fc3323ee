"""Write what is due when: a page, CSV, JSON, and a calendar (RFC 5545)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from kg.analyse.answers.index import Index
from kg.analyse.answers.records import Record, entry_records, name_bodies
from kg.analyse.answers.rows import Citation
from kg.analyse.answers.timeline import RECURRING, Entry, Timeline
from kg.analyse.answers.words import Words
from kg.export.answers.calendar import write_calendar
from kg.export.answers.page import render
from kg.export.answers.table import Table, make_table, place_of, title_of, to_csv


class TimelineSource:
    """What every form is made from: the index, the timeline and words."""

    def __init__(self, index: Index, timeline: Timeline, *, lang: str = "vi") -> None:
        self.index, self.timeline, self.words = index, timeline, Words(lang)

    def place(self, cite: Citation) -> str:
        """Return where a quote stands; in which document only where there are several."""
        return place_of(self.index, cite, self.words)

    def records(self) -> list[Record]:
        """Return a record for each entry."""
        return entry_records(self.index, self.timeline.entries)

    def table(self) -> Table:
        """Return the entries as a table."""
        return make_table(self.records(), self.words)


def write_timeline(index: Index, timeline: Timeline, *, format: str = "csv", lang: str = "vi") -> bytes:
    """Return a timeline in one of `TIMELINE_FORMATS`."""
    return TIMELINE_FORMATS[format](TimelineSource(index, timeline, lang=lang))


def _to_json(source: TimelineSource) -> bytes:
    timeline = source.timeline
    value = {
        "today": timeline.today.isoformat() if timeline.today else None,
        "entries": source.records(),
        "years": [
            {"year": bar.year, "stated": list(bar.stated), "inherited": list(bar.inherited)} for bar in timeline.years
        ],
        "undated": list(timeline.undated),
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="replace")


def _to_html(source: TimelineSource) -> bytes:
    words, timeline = source.words, source.timeline
    years: dict[int, list[dict[str, Any]]] = {}
    for entry in timeline.entries:
        if entry.due:
            years.setdefault(entry.due.last.year, []).append(_line(source, entry))
    bars = [
        (str(bar.year), [("", len(bar.stated)), ("half", len(bar.inherited))], f"#y{bar.year}")
        for bar in timeline.years
    ]
    states = [
        (words.name("states", state), len(timeline.of_state(state)))
        for state in ("overdue", "soon", "later", "earlier")
    ]
    return render(
        "timeline.html",
        words,
        title=title_of(source.index, words),
        answer="timeline",
        today=words.day(timeline.today) if timeline.today else "",
        states=states if timeline.today else [],
        bars=bars,
        years=years,
        recurring=[_line(source, entry) for entry in timeline.of_basis(RECURRING)],
        undated=words.say("undated", number=len(timeline.undated)),
    )


def _line(source: TimelineSource, entry: Entry) -> dict[str, Any]:
    words = source.words
    when = words.due(entry.due) if entry.due else words.recurrence(entry.recurrence) if entry.recurrence else ""
    return {
        "when": when,
        "next": words.day(entry.next_day) if entry.next_day else "",
        "basis": words.name("bases", entry.basis),
        "kind": words.name("kinds", entry.kind),
        "state": words.name("states", entry.state) if entry.state else "",
        "overdue": entry.state == "overdue",
        "label": "" if entry.label == entry.cite.quote else entry.label,
        "quote": entry.cite.quote,
        "who": name_bodies(source.index, entry.bodies),
        "place": source.place(entry.cite),
    }


TIMELINE_FORMATS: dict[str, Callable[[TimelineSource], bytes]] = {
    "csv": lambda source: to_csv(source.table()),
    "json": _to_json,
    "ics": lambda source: write_calendar(source.index, source.timeline, source.words),
    "html": _to_html,
}
"""The forms of a timeline."""
