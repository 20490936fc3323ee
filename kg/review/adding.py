"""Make of words that a reviewer chose a fact that the program missed, as a decision; propose what can be said of it.

Offsets count code points of the source text, half-open; they come from the page and are trimmed here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from kg.decisions.anchors import overlap
from kg.decisions.claims import Claim
from kg.decisions.match import EXACT
from kg.decisions.model import ADD, ADDED, FIELDS, Decision, States, around, key_of, shorten, spaced
from kg.errors import DecisionError
from kg.extract.grammar.verbs import VERBAL
from kg.iri import fold
from kg.model import Span
from kg.resources import read_table
from kg.review.sheet import Item, Sheet

_LONGEST = 3000
_FALLBACK = "public-administration"
_NEAR = 4000
_MEASURES = 12
_WORD = re.compile(r"\S+")


def trim(text: str, start: int, end: int) -> Span:
    """Return a span without white space at its ends; raises `DecisionError` for what is no run of words."""
    if not 0 <= start < end <= len(text) or end - start > _LONGEST:
        raise DecisionError("no words are chosen", remedy=f"choose some, at most {_LONGEST} characters")
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if start >= end:
        raise DecisionError("no words are chosen", remedy="choose some in the text")
    return Span(start, end)


def propose(sheet: Sheet, span: Span) -> dict[str, Any]:
    """Return what can be said of words: by kind the fields with what is likely, and the measures near by."""
    words = spaced(sheet.text[slice(*span)])
    trigger, action = find_trigger(words)
    likely: dict[str, States] = {
        "measure": {"action": action, "due": "", "modality": "", "sectors": _sectors_near(sheet, span)},
        "responsibility": {"role": "implement"},
        "due": {"due": ""},
        "target": {"indicator": words, "comparator": ">="},
        "entity": {"class": "Agent", "label": words},
    }
    return {
        "start": span.start_char,
        "end": span.end_char,
        "quote": words,
        "kinds": [{"fact": kind, "fields": _fields(kind, likely[kind])} for kind in ADDED],
        "measures": [
            {"key": item.key, "quote": shorten(sheet.text[slice(*item.span)])} for item in _measures(sheet, span)
        ],
        "trigger": trigger,
    }


def _fields(kind: str, likely: States) -> list[dict[str, Any]]:
    """Return the fields of a kind with what is likely; words and names that are chosen in the text are none."""
    names = [name for name in FIELDS[kind] if name not in ("quote", "agent", "before", "behind", "at")]
    names += ["sectors"] if kind == "measure" else []
    fields = []
    for name in names:
        told = FIELDS["sectors"]["sectors"] if name == "sectors" else FIELDS[kind][name]
        field = {"name": name, "value": likely.get(name, ""), "values": list(told.values)}
        fields.append(field | {"needed": told.needed, "many": told.many})
    return fields


def make_added(sheet: Sheet, span: Span, kind: str, told: Mapping[str, Any], *, measure: str = "") -> Decision:
    """Return the decision, without who and when, that adds a fact of a kind on the words at a span.

    `measure` is the key of the measure that a role or a due time belongs to. Raises `DecisionError` for what can't be
    added, is there already, or whose words could not be found again.
    """
    if kind not in ADDED:
        raise DecisionError(f"no {kind!r} can be added", remedy="one of " + ", ".join(ADDED))
    states = {name: value for name, value in told.items() if name in FIELDS[kind] or name in ("sectors", "trigger")}
    states = {name: _plain(name, value) for name, value in states.items() if value not in ("", [])}
    text, words = sheet.text, spaced(sheet.text[slice(*span)])
    if kind == "measure":
        trigger, action = find_trigger(words)
        states = {"trigger": trigger, "action": action, "sectors": _sectors_near(sheet, span)} | states
    if kind in ("responsibility", "due"):
        item = sheet.items.get(measure)
        if item is None or item.claim.fact != "measure":
            raise DecisionError("no measure is chosen", remedy="choose the one that the words belong to")
        states["measure"] = shorten(text[slice(*item.span)])
    if kind == "responsibility":
        states["agent"] = name_of(sheet, "Agent", span)
    if kind == "entity":
        states["label"] = states.get("label") or words
        states["label"] = _label_of(sheet, states.get("class", ""), states["label"])
    prefix, exact, suffix = around(text, *span)
    start = sheet.anchors.count(span.start_char)
    made = Decision(sheet.slug, kind, ADD, exact, "", "", states, prefix=prefix, suffix=suffix, start=start)
    _check_found(sheet, made, span)
    if any(_is_there(item.claim, made, span) for item in sheet.items.values()):
        raise DecisionError("that is there already", remedy="accept or correct it in the list")
    return made


def put_elsewhere(sheet: Sheet, change: States, span: Span) -> States:
    """Return a correction that gives a role to the body that the words at a span name."""
    prefix, exact, suffix = around(sheet.text, *span)
    at = str(sheet.anchors.count(span.start_char))
    made = {"agent": name_of(sheet, "Agent", span), "quote": exact, "before": prefix, "behind": suffix, "at": at}
    blank = Decision(sheet.slug, "responsibility", "", "-", "", "", change=made)
    _check_found(sheet, blank.elsewhere or blank, span)
    return change | made


def _check_found(sheet: Sheet, decision: Decision, span: Span) -> None:
    """Raise `DecisionError` where a decision is not found again on just these words."""
    found = sheet.anchors.find(decision)
    if found is None or found.span != span:
        raise DecisionError("these words can't be told from others in the text", remedy="choose some more around them")


def name_of(sheet: Sheet, cls: str, span: Span) -> str:
    """Return what the thing of a class at these words is called, the words themselves where none is known there."""
    things = (one.claim for one in sheet.items.values() if one.claim.fact == "entity")
    for claim in things:
        if claim.states.get("class") == cls and any(overlap(one, span) >= EXACT for one in claim.spans):
            return claim.states["label"]
    return _label_of(sheet, cls, spaced(sheet.text[slice(*span)]))


def _label_of(sheet: Sheet, cls: str, name: str) -> str:
    """Return the name as a thing of the class that is called so has it."""
    things = (one.claim.states for one in sheet.items.values() if one.claim.fact == "entity")
    wanted = fold(name)
    return next((one["label"] for one in things if one.get("class") == cls and fold(one["label"]) == wanted), name)


def _is_there(claim: Claim, made: Decision, span: Span) -> bool:
    """Say whether a claim of the graph states on these words what is to be added."""
    if claim.fact != made.fact or claim.key != key_of(made.fact, made.states):
        return False
    return any(overlap(one, span) >= EXACT for one in claim.spans)


def _plain(name: str, value: Any) -> Any:
    """Return a figure as the graph writes it, all else as it is given."""
    if name not in ("value", "value_max") or not isinstance(value, str):
        return spaced(value) if isinstance(value, str) else value
    try:
        return f"{Decimal(value).normalize():f}"
    except InvalidOperation:
        return value


def _measures(sheet: Sheet, span: Span) -> list[Item]:
    """Return the measures near some words, those around them first, then the nearest."""

    def far(item: Item) -> tuple[bool, int]:
        inside = item.span.start_char <= span.start_char and span.end_char <= item.span.end_char
        gap = max(item.span.start_char - span.end_char, span.start_char - item.span.end_char, 0)
        return not inside, gap

    near = (one for one in sheet.items.values() if one.claim.fact == "measure" and far(one)[1] <= _NEAR)
    return sorted(near, key=far)[:_MEASURES]


def _sectors_near(sheet: Sheet, span: Span) -> list[str]:
    """Return the sectors of the nearest measure, those of governing where there is none."""
    near = _measures(sheet, span)
    return list(near[0].claim.states["sectors"]) if near else [_FALLBACK]


@lru_cache(maxsize=1)
def _verbs() -> dict[str, str]:
    """Return the folded verbs of the lexicon with the kind of action of each."""
    rows = read_table("lexicons/verbs.tsv")
    return {fold(row["term"]): row["action"] or "other" for row in rows if row["kind"] in VERBAL}


def find_trigger(words: str) -> tuple[str, str]:
    """Return the first verb of a clause as it stands there, and its kind of action; the first word where none is known.

    Of verbs that begin at one word it is the longest.
    """
    pieces = list(_WORD.finditer(words))
    for first, piece in enumerate(pieces):
        for last in range(min(first + 4, len(pieces)) - 1, first - 1, -1):
            said = words[piece.start() : pieces[last].end()].strip(".,;:()“”\"'-+*")
            if fold(said) in _verbs():
                return said, _verbs()[fold(said)]
    return (pieces[0].group().strip(",;:") if pieces else words), "other"


def with_who(made: Decision, *, who: str, at: str, note: str) -> Decision:
    """Return a decision with who decided and when; raises `DecisionError` for what is none."""
    decided = replace(made, by=who, at=at, note=spaced(note))
    decided.check()
    return decided
