"""Say what a decision is: who decided what about which words, and what may be corrected of a fact of each kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from kg.errors import DecisionError
from kg.iri import fold
from kg.model import (
    ACTIONS,
    COMPARATORS,
    DOCUMENT_LINKS,
    DOCUMENT_TYPES,
    ENTITY_CLASSES,
    MODALITIES,
    PREDICATES,
    ROLES,
    STATUSES,
)

States = dict[str, Any]
"""What a fact states: field -> text, or a list of texts for `sectors`."""
ACCEPT, CORRECT, REJECT = VERBS = ("accept", "correct", "reject")
ADD = "add"
"""What the program missed, and a person puts there."""
CLASSES = tuple(cls for cls in ENTITY_CLASSES if cls != "Time")
LINKING = tuple(name for name in PREDICATES if name not in ("roadNumber", "status", "dueBy"))
"""The relations that lead from a thing to a thing."""
_TIME = r"\d{4}(-\d{2}(-\d{2})?)?"
_DUE = re.compile(rf"({_TIME}(/{_TIME})?)?")
_PERIOD = re.compile(r"(\d{4}/\d{4})?")
_PLACE = re.compile(r"\d{1,11}")
_NUMBER = re.compile(r"(-?\d{1,15}(\.\d{1,9})?)?")
_LONG, _BEGINNING, _ENDING = 200, 110, 60
_CONTEXT = 40
"""So many characters before and behind the words are kept with them."""


@dataclass(frozen=True, slots=True)
class Field:
    """What may be put in a field: one of `values`, or what `pattern` matches; `needed` where it may not be empty."""

    values: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    needed: bool = False
    many: bool = False


_TEXT, _NEEDED, _WHEN, _FIGURE = Field(), Field(needed=True), Field(pattern=_DUE), Field(pattern=_NUMBER)
FIELDS: dict[str, dict[str, Field]] = {
    "document": {
        "title": _NEEDED,
        "type": Field(DOCUMENT_TYPES, needed=True),
        "number": _TEXT,
        "issuer": _TEXT,
        "issued": Field(pattern=re.compile(r"(\d{4}-\d{2}-\d{2})?")),
        "place": _TEXT,
        "period": Field(pattern=_PERIOD),
        "adopted_by": _TEXT,
        "signatory": _TEXT,
        "signed_as": _TEXT,
    },
    "section": {"number": _TEXT, "heading": _TEXT},
    "entity": {"class": Field(CLASSES, needed=True), "label": _NEEDED},
    "measure": {"action": Field(ACTIONS, needed=True), "due": _WHEN, "modality": Field(MODALITIES), "quote": _TEXT},
    "sectors": {"sectors": Field(needed=True, many=True)},
    "responsibility": {
        "role": Field(ROLES, needed=True),
        "agent": _NEEDED,
        **dict.fromkeys(("quote", "before", "behind"), _TEXT),
        "at": Field(pattern=_PLACE),
    },
    "due": {"due": Field(pattern=_DUE, needed=True)},
    "target": {
        "indicator": _NEEDED,
        "comparator": Field(COMPARATORS, needed=True),
        "value": _FIGURE,
        "value_max": _FIGURE,
        "unit": _TEXT,
        "due": _WHEN,
        "baseline": _TEXT,
        "level": _TEXT,
    },
    "relation": {"predicate": Field(PREDICATES, needed=True), "object": _NEEDED},
    "link": {"predicate": Field(DOCUMENT_LINKS, needed=True)},
    "passage": {},
}
"""The kinds of facts that are decided on, and what may be corrected of each.

The quote of a measure is its words. That of a responsibility is the words of another body, the words before and behind
them, and where they stood (`at`), as those of a decision; a due time is only added to a measure.
"""
KINDS = tuple(FIELDS)
_ALLOWED = {"document": (ACCEPT, CORRECT), "sectors": (ACCEPT, CORRECT), "passage": (ACCEPT, REJECT), "due": ()}
ADDED = {
    "measure": ("trigger", "action", "sectors"),
    "responsibility": ("role", "agent", "measure"),
    "due": ("due", "measure"),
    "target": ("indicator", "comparator"),
    "entity": ("class", "label"),
}
"""The kinds of facts that a person can add, and what has to be said of each."""
_KEYS = {
    "section": ("number",),
    "entity": ("class",),
    "responsibility": ("role", "agent", "measure"),
    "due": ("measure",),
    "target": ("indicator", "value", "value_max", "unit", "level"),
    "relation": ("predicate", "subject", "object"),
    "link": ("predicate", "object"),
}
"""By what two facts of a kind on the same words are told apart."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one person on one fact of the document `document` (a slug).

    `exact` are the words, `prefix` and `suffix` those around them (a TextQuoteSelector of the Web Annotation model),
    white space as single spaces. `start` is where they stood, counted in characters (NFC) that are no white space:
    other line breaks leave it as it is. `states` is what the fact stated then, `change` what it states instead.
    `at` is an ISO date-time with its offset from UTC.
    """

    document: str
    fact: str
    verdict: str
    exact: str
    by: str
    at: str
    states: States = field(default_factory=dict)
    change: States = field(default_factory=dict)
    note: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 0

    @property
    def truth(self) -> States:
        """Return what the fact states by this decision."""
        return {name: value for name, value in (self.states | self.change).items() if value not in ("", [])}

    @property
    def elsewhere(self) -> Decision | None:
        """Return the decision as it would be anchored on the words that it puts in the place of its own."""
        if not (quote := self.change.get("quote")):
            return None
        if self.fact == "measure":
            return replace(self, exact=quote)
        around = {"prefix": self.change.get("before", ""), "suffix": self.change.get("behind", "")}
        return replace(self, exact=quote, start=int(self.change.get("at") or 0), **around)

    @property
    def key(self) -> tuple[str, ...]:
        """Return what decisions of two people on the same words share; on what stands twice with all around it too."""
        around = (squeeze(text) for text in (self.exact, self.prefix, self.suffix))
        return (self.document, self.fact, *around, *key_of(self.fact, self.states))

    def check(self) -> None:
        """Raise `DecisionError` for what is none."""
        if self.fact not in FIELDS:
            raise DecisionError(f"no kind of fact is {self.fact!r}", remedy="one of " + ", ".join(KINDS))
        allowed = (*_ALLOWED.get(self.fact, VERBS), *([ADD] if self.fact in ADDED else ()))
        if self.verdict not in allowed:
            raise DecisionError(
                f"{self.verdict!r} is no decision on a {self.fact}", remedy="one of " + ", ".join(allowed)
            )
        for name in ("document", "by"):
            if not getattr(self, name).strip():
                raise DecisionError(f"{name} is empty", remedy=f"say {'who decides' if name == 'by' else 'of which'}")
        if not self.exact and self.fact != "document":
            raise DecisionError("no words are cited", remedy="give the words of the fact as exact")
        check_time(self.at)
        if bool(self.change) != (self.verdict == CORRECT):
            raise DecisionError("a correction changes something, and nothing else does", remedy="see change")
        check_change(self.fact, self.change)
        if self.verdict == ADD:
            check_added(self.fact, self.states)


def check_time(written: str) -> None:
    """Raise `DecisionError` for what is no date and time with an offset from UTC."""
    try:
        if datetime.fromisoformat(written).tzinfo is None:
            raise ValueError
    except ValueError:
        raise DecisionError(f"{written!r} is no time", remedy="such as 2026-05-15T09:30:00+00:00") from None


def check_change(kind: str, change: Mapping[str, Any]) -> None:
    """Raise `DecisionError` for a field that a kind of fact does not have, or a value that does not fit it."""
    from kg.analyse.sectors import read_sector_labels

    for name, value in change.items():
        told = FIELDS[kind].get(name)
        if told is None:
            fields = ", ".join(FIELDS[kind]) or "nothing"
            raise DecisionError(f"{name!r} of a {kind} can't be corrected", remedy=f"what can be is {fields}")
        if told.many:
            known = read_sector_labels()
            if not isinstance(value, list) or not value or not all(one in known for one in value):
                raise DecisionError(f"{value!r} are no sectors", remedy="a list of codes such as health, education")
            continue
        if not isinstance(value, str) or (told.needed and not value.strip()):
            raise DecisionError(f"{name} may not be {value!r}", remedy="give it as text that is not empty")
        if told.values and value not in told.values and (value or told.needed):
            raise DecisionError(f"no {name} is {value!r}", remedy="one of " + ", ".join(told.values))
        if (told.pattern and not told.pattern.fullmatch(value)) or (value and not _is_real(told.pattern, value)):
            raise DecisionError(f"{value!r} is no {name}", remedy="such as 8.5, 2025, 2025-06, 2025-06-30, 2021/2025")


def check_added(kind: str, states: Mapping[str, Any]) -> None:
    """Raise `DecisionError` where too little is said of a fact that is added, or something that does not fit."""
    missing = [name for name in ADDED[kind] if not states.get(name)]
    if missing:
        raise DecisionError(f"of a {kind} that is added {', '.join(missing)} is not said", remedy="say it")
    check_change(kind, {name: value for name, value in states.items() if name in FIELDS[kind]})
    if "sectors" in states:
        check_change("sectors", {"sectors": states["sectors"]})


def _is_real(pattern: re.Pattern[str] | None, value: str) -> bool:
    """Say whether a number or a time that looks like one is one."""
    if pattern is None or pattern is _PLACE:
        return True
    try:
        if pattern is _NUMBER:
            return Decimal(value).is_finite()
        for part in value.split("/"):
            date.fromisoformat(part + "-01-01"[len(part) - 4 :] if len(part) < 10 else part)
    except (ValueError, InvalidOperation):
        return False
    return True


def check_relation(states: States, change: States) -> None:
    """Raise `DecisionError` where a relation is corrected to one that its other end does not fit."""
    before, after = states.get("predicate", ""), change.get("predicate", states.get("predicate", ""))
    if before != after and not {before, after} <= set(LINKING):
        raise DecisionError(f"{before} can't become {after}", remedy="reject it, or choose of " + ", ".join(LINKING))
    if "object" in change and (after != "status" or change["object"] not in STATUSES):
        raise DecisionError("only the state of a work is put in words", remedy="one of " + ", ".join(STATUSES))


def key_of(kind: str, states: States) -> tuple[str, ...]:
    """Return by what a fact is told apart from others of its kind on the same words."""
    return tuple(squeeze(fold(str(states.get(name, "")))) for name in _KEYS.get(kind, ()))


def squeeze(text: str) -> str:
    """Return a text without white space, in NFC: what is left when lines are broken otherwise."""
    return "".join(unicodedata.normalize("NFC", text).split())


def spaced(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the words of a span of a text, and those before and behind it, white space as single spaces."""
    wide = 2 * _CONTEXT
    before = spaced(text[max(0, start - wide) : start])[-_CONTEXT:]
    behind = spaced(text[end : end + wide])[:_CONTEXT]
    return before.lstrip(), spaced(text[start:end]), behind.rstrip()


def shorten(text: str) -> str:
    """Return words by which a measure is known, on one line: of a long one its beginning and its end."""
    words = spaced(text)
    return words if len(words) <= _LONG else f"{words[:_BEGINNING].rstrip()} … {words[-_ENDING:].lstrip()}"


def describe(kind: str, states: Mapping[str, Any]) -> str:
    """Return what a fact states, on one line."""
    return "; ".join([kind, *(f"{name} = {_said(value)}" for name, value in states.items() if value not in ("", []))])


def describe_change(change: Mapping[str, Any]) -> str:
    """Return what a decision changes, on one line."""
    return "; ".join(f"{name} = {_said(value)}" for name, value in change.items())


def _said(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
