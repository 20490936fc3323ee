"""Put answers into Vietnamese and English words: names of roles, levels and sectors, times, numbers and sentences.

Terms of the vocabulary are called as the ontology labels them; what it has no term for is in `words.json`.
"""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.analyse.answers.overview import Copies, Finding
from kg.analyse.answers.rows import Aim, Citation
from kg.analyse.answers.times import Due, Recurrence
from kg.analyse.sectors import read_sector_labels
from kg.config import POLICY_NAMESPACE
from kg.names import RDFS, SKOS
from kg.resources import ontology_path
from kg.store.graphs.serialise import read_turtle
from kg.triples import as_text

LANGUAGES = ("vi", "en")
_COMPARED = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ "}
_TYPES = {"Plan": "PlanDocument", "Programme": "ProgrammeDocument", "Other": "PolicyDocument"}
_UNITS = {
    "vi": {"P1Y": "hằng năm", "P3M": "hằng quý", "P1M": "hằng tháng", "P7D": "hằng tuần", "P1D": "hằng ngày"},
    "en": {"P1Y": "every year", "P3M": "every quarter", "P1M": "every month", "P7D": "every week", "P1D": "every day"},
}
_MANY = {
    "vi": {"Y": "{n} năm một lần", "M": "{n} tháng một lần", "D": "{n} ngày một lần"},
    "en": {"Y": "every {n} years", "M": "every {n} months", "D": "every {n} days"},
}
_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # as English has them, whatever the locale


@lru_cache(maxsize=1)
def read_words() -> dict[str, Any]:
    """Return the words that are no terms of the ontology."""
    return json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def read_term_labels() -> dict[str, dict[str, str]]:
    """Return the labels of the ontology's terms by language: `{"role/lead": {"vi": "chủ trì", "en": "lead"}, …}`."""
    graph = read_turtle((ontology_path() / "policy.ttl").read_bytes())
    labels: dict[str, dict[str, str]] = {}
    for predicate in (RDFS.label, SKOS.prefLabel):
        for iri, name in graph.pairs(predicate):
            if iri.startswith(POLICY_NAMESPACE):
                labels.setdefault(iri.removeprefix(POLICY_NAMESPACE), {})[getattr(name, "language", "")] = as_text(name)
    return labels


class Words:
    """What everything is called in one language (`vi` or `en`)."""

    def __init__(self, lang: str = "vi") -> None:
        self.lang = lang

    def say(self, key: str, *, number: int | None = None, **values: object) -> str:
        """Return a text of the group `ui`, filled; `number` chooses between one and several."""
        return self._fill(read_words()["ui"][key], number=number, **values)

    def name(self, group: str, key: str) -> str:
        """Return what a key of a group of `words.json` (`levels`, `columns`, …) is called; itself where unknown."""
        found = read_words()[group].get(key)
        return found[self.lang] if found else key

    def term(self, term: str) -> str:
        """Return what a term of the ontology (`role/lead`) is called at the head of a line; itself where unknown."""
        label = read_term_labels().get(term, {}).get(self.lang) or term.rsplit("/", 1)[-1]
        return label[:1].upper() + label[1:]

    def document_type(self, kind: str) -> str:
        """Return what a type of documents is called."""
        return self.term(_TYPES.get(kind, kind)) if kind else ""

    def sector(self, code: str) -> str:
        """Return the name of a sector."""
        label = read_sector_labels().get(code, {}).get(self.lang, code) if code else self.say("no_sector")
        return label[:1].upper() + label[1:]

    def unknown(self, answer: str) -> list[str]:
        """Return what an answer (`audit`, `tasks`, `timeline`) can't know, a sentence each."""
        return [one[self.lang] for one in read_words()["unknown"][answer]]

    def finding(self, finding: Finding) -> str:
        """Return a finding as a sentence."""
        words = read_words()["findings"][finding.key]
        return self._fill(words, number=finding.number, total=finding.total, share=self.share(finding.share))

    def copies(self, copies: Copies) -> str:
        """Return a sentence on documents of which one is counted, by number and slug."""
        names = [
            f"{row.name} [{row.id.rpartition('/')[2]}]" if row.name else row.id.rpartition("/")[2]
            for row in (copies.counted, *copies.others)
        ]
        return self.say("copies", number=len(names), counted=names[0], others="; ".join(names[1:]))

    def _fill(self, words: dict[str, str], *, number: int | None = None, **values: object) -> str:
        text = words.get("one", words[self.lang]) if self.lang == "en" and number == 1 else words[self.lang]
        filled = {key: self.number(value) if isinstance(value, int) else value for key, value in values.items()}
        return text.format(number="" if number is None else self.number(number), **filled)

    def number(self, value: float) -> str:
        """Return a number as the language writes it: `7.071` and `2,5` in Vietnamese, `7,071` and `2.5` in English."""
        written = f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"
        return written.translate({ord(","): ".", ord("."): ","}) if self.lang == "vi" else written

    def share(self, value: float) -> str:
        """Return a part of one in per cent, with one decimal."""
        percent = f"{value * 100:.1f}"
        return percent.replace(".", ",") + "%" if self.lang == "vi" else percent + "%"

    def day(self, day: date) -> str:
        """Return a day: `30/6/2026`, `30 June 2026`."""
        if self.lang == "vi":
            return f"{day.day}/{day.month}/{day.year}"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def due(self, due: Due) -> str:
        """Return a due time as precise as it is."""
        if due.precision == "interval":
            return f"{due.first.year}–{due.last.year}" if due.first.year != due.last.year else self._month_span(due)
        if due.precision == "day":
            return self.day(due.last)
        if due.precision == "year":
            return str(due.last.year)
        return self._month(due.last)

    def _month_span(self, due: Due) -> str:
        return f"{self._month(due.first)}–{self._month(due.last)}"

    def _month(self, day: date) -> str:
        return f"{day.month}/{day.year}" if self.lang == "vi" else f"{_MONTHS[day.month - 1]} {day.year}"

    def recurrence(self, recurrence: Recurrence) -> str:
        """Return what comes back when: `hằng năm, ngày 30/11`."""
        period = recurrence.period
        named = _UNITS[self.lang].get(period) or _MANY[self.lang][period[-1]].format(n=period[1:-1])
        if not recurrence.day:
            return named
        if recurrence.day.startswith("---"):
            day = int(recurrence.day[3:])
            return f"{named}, ngày {day}" if self.lang == "vi" else f"{named}, on day {day}"
        month, day = int(recurrence.day[2:4]), int(recurrence.day[5:])
        return f"{named}, ngày {day}/{month}" if self.lang == "vi" else f"{named}, on {day} {_MONTHS[month - 1]}"

    def aim(self, aim: Aim) -> str:
        """Return what a target aims at: comparator, number and unit, or the level."""
        if aim.value is None:
            return aim.level
        number = "–".join(self.number(value) for value in (aim.value, aim.value_max) if value is not None)
        return f"{_COMPARED.get(aim.comparator, '')}{number} {aim.unit}".strip()

    def place(self, cite: Citation) -> str:
        """Return where a quote stands within its document: section, page, characters."""
        parts = []
        if cite.section or cite.heading:
            parts.append(self.say("section", section=(cite.section or cite.heading).strip()))
        if cite.page:
            parts.append(self.say("page", page=cite.page_label or str(cite.page)))
        parts.append(self.say("characters", start=str(cite.start_char), end=str(cite.end_char)))
        return ", ".join(parts)
