"""Say in JSON what the page shows of an item: its words in their context, what is stated, what may be corrected."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from kg.decisions.model import FIELDS, LINKING, Decision, States, spaced
from kg.graph.places import Places
from kg.model import STATUSES, Span
from kg.pages import SourceLayout
from kg.review.desk import Desk, Listed
from kg.review.sheet import Item
from kg.serve.site.site import Kept

Json = dict[str, Any]
_QUOTE = 160
_AROUND = 450
_FAR = 4000
_MENTIONS = 12
_NAME_CONTEXT = 60


def to_row(listed: Listed) -> Json:
    """Return what the list shows of an item."""
    item, claim = listed.item, listed.item.claim
    words = spaced(item.blank.exact) or claim.states.get("title", "")
    return {
        "key": item.key,
        "document": item.document,
        "fact": claim.fact,
        "quote": words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…",
        "confidence": claim.confidence,
        "rule": claim.rule,
        "mine": listed.mine.verdict if listed.mine else "",
        "many": len({one.by for one in listed.others}),
    }


def to_card(desk: Desk, listed: Listed, *, layout: SourceLayout, kept: Kept | None) -> Json:
    """Return all that the page shows of an item; what others decided only where the reviewer has decided too."""
    item, claim = listed.item, listed.item.claim
    text = desk.sheet(item.document).text
    span = item.span
    card = to_row(listed) | {
        "title": desk.title(item.document),
        "states": claim.states,
        "fields": _fields(claim.fact, claim.states),
        "start": span.start_char,
        "end": span.end_char,
        "parts": _parts(text, span, claim.context)
        if span.end_char
        else [{"text": text[: 2 * _AROUND], "mark": "", "start": 0}],
        "lost": bool(item.blank.exact) and not span.end_char,
        "also": _also(text, claim.spans),
        "within": _within(desk, item) if claim.fact == "passage" else [],
        "change": listed.mine.change if listed.mine else {},
        "note": listed.mine.note if listed.mine else "",
        "at": listed.mine.at if listed.mine else "",
        "others": [_other(one) for one in listed.others] if listed.mine else [],
    }
    return card | _page(item.document, span, layout, kept)


def _other(decision: Decision) -> Json:
    return {
        "by": decision.by,
        "at": decision.at,
        "verdict": decision.verdict,
        "change": decision.change,
        "note": decision.note,
    }


def _fields(kind: str, states: States) -> list[Json]:
    """Return what can be corrected: names, values as they are, what can be chosen."""
    fields = []
    for name, told in FIELDS[kind].items():
        if (kind == "responsibility" and name != "role") or kind == "due":
            continue  # another body is chosen by its words, a due time is only added
        if (name == "object" and states.get("predicate") != "status") or (kind == "document" and name == "quote"):
            continue
        values: Sequence[str] = told.values
        if kind == "relation":
            linking = states.get("predicate") in LINKING
            values = STATUSES if name == "object" else LINKING if linking else (states.get("predicate", ""),)
        field = {"name": name, "value": states.get(name, ""), "values": list(values)}
        fields.append(field | {"needed": told.needed, "many": told.many})
    return fields


def _parts(text: str, span: Span, context: Span | None) -> list[Json]:
    """Return the text around a span in pieces with their `start`, -1 for what is no text.

    `quote` is the span, `around` what it belongs to.

    Where these stand far apart there are two stretches with a `gap` between them.
    """
    belongs = context or span
    low, high = min(span.start_char, belongs.start_char), max(span.end_char, belongs.end_char)
    stretches = [(low, high)] if high - low < _FAR else sorted([tuple(span), tuple(belongs)])
    parts: list[Json] = []
    for start, end in stretches:
        first, last = _line_start(text, max(0, start - _AROUND)), min(len(text), end + _AROUND)
        places = {first, last, *(at for at in (*span, *belongs) if first < at < last)}
        parts += [{"text": "", "mark": "gap", "start": first}] if parts else []
        for at, until in pairwise(sorted(places)):
            inside = span.start_char <= at < span.end_char
            around = context is not None and belongs.start_char <= at < belongs.end_char
            mark = "quote" if inside else "around" if around else ""
            parts.append({"text": text[at:until], "mark": mark, "start": at})
        if last < len(text) and not parts[-1]["mark"]:
            parts[-1]["text"] = parts[-1]["text"].rpartition(" ")[0]
            parts.append({"text": " …", "mark": "", "start": -1})
    if parts and not parts[0]["mark"]:
        whole = parts[0]["text"]
        parts[0] |= {"text": whole.lstrip(), "start": parts[0]["start"] + len(whole) - len(whole.lstrip())}
    return parts


def _within(desk: Desk, item: Item) -> list[Json]:
    """Return what was read from a passage, as short as it tells one thing from another."""
    start, end = item.span
    inside = [one for one in desk.sheet(item.document).items.values() if _begins_in(one, start, end)]
    return [
        {"fact": one.claim.fact, "quote": to_row(Listed(one, None, []))["quote"], "states": _brief(one.claim.states)}
        for one in inside
    ]


def _begins_in(item: Item, start: int, end: int) -> bool:
    return item.claim.fact not in ("passage", "document") and any(start <= at < end for at, _ in item.claim.spans)


def _brief(states: States) -> States:
    return {name: value for name, value in states.items() if name not in ("trigger", "measure", "label", "agent", "id")}


def _line_start(text: str, at: int) -> int:
    """Return where the line begins in which a place is, if that is near, else where its word begins."""
    line = text.rfind("\n", 0, at) + 1
    if at - line <= _AROUND:
        return line
    return text.rfind(" ", 0, at) + 1


def _also(text: str, spans: Sequence[Span]) -> list[Json]:
    """Return the other places of a fact, each with some words around."""
    found = []
    for start, end in spans[1 : _MENTIONS + 1]:
        before = spaced(text[max(0, start - _NAME_CONTEXT) : start])
        behind = spaced(text[end : end + _NAME_CONTEXT])
        found.append({"start": start, "before": before, "quote": spaced(text[start:end]), "behind": behind})
    if len(spans) > _MENTIONS + 1:
        found.append({"start": -1, "more": len(spans) - _MENTIONS - 1})
    return found


def _page(slug: str, span: Span, layout: SourceLayout, kept: Kept | None) -> Json:
    """Return the page on which a span stands, its size, the boxes of its lines, and its picture where it can be had.

    `picture` is empty where the file has pages and was not kept, and where its format's pages can't be drawn.
    """
    places = Places(layout)
    page = places.page_of(*span) if span.end_char else None
    if page is None:
        return {"page": None}
    at = layout.pages.index(page)
    boxes = [line.box for line in places.lines_of(*span) if line.page == at]
    return {
        "page": {
            "number": page.number,
            "label": page.label,
            "width": page.width,
            "height": page.height,
            "boxes": [[box.left, box.top, box.right - box.left, box.bottom - box.top] for box in boxes],
            "picture": f"/pages/{slug}/{page.number}.png" if kept else "",
        }
    }
