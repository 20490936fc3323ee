"""Write a register of commitments: a table, JSON-LD, the list of what changed, a page for all and one for each.

What others say has its own column, its own part of a page, and its own graph; the document's words stand apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from kg.analyse.answers.rows import Aim, Citation
from kg.analyse.answers.times import read_due
from kg.analyse.answers.words import Words
from kg.analyse.commitments import COLUMNS, DIFFER, VERDICTS, Commitment, Register, Verdict
from kg.cells import BOM, csv_row
from kg.export.answers.page import Pick, render
from kg.prefixes import PREFIXES

_STEP_HEADS = ("what", "id", "likeness", "before", "after")
_PREFIXES = ("dcterms", "prov", "pol", "rdf", "schema", "xsd")
_OA = "http://www.w3.org/ns/oa#"
Row = dict[str, Any]


def write_register(register: Register, *, lang: str = "vi") -> Iterator[tuple[str, bytes]]:
    """Yield the name of each file below the register's folder and what is in it."""
    words = Words(lang)
    yield "register.csv", to_register_csv(register)
    yield "changes.csv", _changes(register)
    yield "register.jsonld", to_register_jsonld(register)
    yield "index.html", _index(register, words)
    for at, one in enumerate(register.commitments):
        yield f"c/{one.code}.html", _page(register, at, words)


def to_register_csv(register: Register) -> bytes:
    """Return the register as a table, which the next run reads; the words of the heads are those of programs."""
    rows = ([str(getattr(one, name)) for name in COLUMNS] for one in register.commitments)
    return BOM + "".join(map(csv_row, (COLUMNS, *rows))).encode("utf-8", errors="replace")


def _changes(register: Register) -> bytes:
    rows = ([str(getattr(step, name)) for name in _STEP_HEADS] for step in register.steps)
    return BOM + "".join(map(csv_row, (_STEP_HEADS, *rows))).encode("utf-8", errors="replace")


def to_register_jsonld(register: Register) -> bytes:
    """Return the register as JSON-LD: a named graph of commitments, and one of what others say of them."""
    context = {name: PREFIXES[name] for name in _PREFIXES} | {"oa": _OA}
    graphs = [{"@id": "urn:kg:commitments", "@graph": [_node(one) for one in register.commitments]}]
    if register.verdicts:
        graphs.append({"@id": "urn:kg:verdicts-of-others", "@graph": list(map(_said, register.verdicts))})
    data = {"@context": context, "@graph": graphs}
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", errors="replace")


def _node(one: Commitment) -> Row:
    """Return a commitment; the fact that a build read is a version of it."""
    node: Row = {
        "@id": one.id,
        "@type": "prov:Entity",
        "dcterms:identifier": one.code,
        "dcterms:type": one.kind,
        "dcterms:isPartOf": {"@id": one.document},
        "schema:text": {"@value": one.quote, "@language": "vi"},
        "schema:creativeWorkStatus": one.state,
    }
    if one.section:
        node["schema:position"] = one.section
    if one.fact:
        node["dcterms:hasVersion"] = {"@id": one.fact}
    if one.state in ("read", "text"):
        node["prov:wasQuotedFrom"] = {"@id": f"{one.document}/text#char={one.start},{one.end}"}
    if one.measure:
        node["dcterms:relation"] = {"@id": one.measure}
    return node


def _said(one: Verdict) -> Row:
    """Return a verdict as a Web Annotation: whose body assesses a commitment, with the words that it rests on."""
    told = {"oa:assessing": one.verdict, "oa:describing": one.quote}
    bodies = [
        {"@type": "oa:TextualBody", "rdf:value": words, "oa:hasPurpose": {"@id": purpose}}
        for purpose, words in told.items()
        if words
    ]
    return {
        "@type": "oa:Annotation",
        "oa:motivatedBy": {"@id": "oa:assessing"},
        "oa:hasTarget": {"@id": one.id},
        "oa:hasBody": bodies,
        "dcterms:created": {"@type": "xsd:date", "@value": one.date},
        "dcterms:source": one.source,
    }


def count_rows(register: Register, words: Words) -> list[Row]:
    """Return how many commitments have each verdict of others, and how many none; each with its mark."""
    found = register.count_verdicts()
    rows = [
        {"name": words.name("verdicts", kind), "mark": mark_of(kind), "ids": found[kind], "number": len(found[kind])}
        for kind in (*VERDICTS, DIFFER)
        if kind != DIFFER or found[kind]
    ]
    said = {one.id for one in register.verdicts}
    left = tuple(one.id for one in register.commitments if one.id not in said)
    return [*rows, {"name": words.say("without_verdict"), "mark": mark_of(""), "ids": left, "number": len(left)}]


def mark_of(verdict: str) -> str:
    """Return the class by which rows of a verdict are chosen."""
    return "v-" + (verdict.replace(" ", "-") or "none")


def verdict_rows(said: tuple[Verdict, ...], words: Words) -> list[Row]:
    """Return verdicts in words."""
    return [
        {
            "verdict": words.name("verdicts", one.verdict),
            "day": words.day(date.fromisoformat(one.date)),
            "source": one.source,
            "link": one.source if one.source.startswith(("https://", "http://")) else "",
            "quote": one.quote,
        }
        for one in said
    ]


def _row(register: Register, one: Commitment, words: Words) -> Row:
    """Return a commitment in words."""
    due = read_due(one.due, inherited=bool(one.due_inherited)) if one.due else None
    latest = register.latest(one.id)
    place = Citation(one.id, one.document, one.start, one.end, one.quote, 0, one.page, one.section, one.heading)
    where = words.place(place) if one.state in ("read", "text") else words.say("section", section=one.section or "–")
    if one.page:
        where = f"{words.say('page', page=one.page)}, {where}"
    return {
        "one": one,
        "kind": words.name("kinds", "task" if one.kind == "measure" else "target"),
        "state": words.name("commitment_states", one.state),
        "place": where,
        "due": words.due(due) if due else one.due,
        "inherited": bool(one.due_inherited),
        "aim": _aim(one, words),
        "sector": words.sector(one.sector) if one.sector else "",
        "said": verdict_rows(register.said_of(one.id), words),
        "latest": words.name("verdicts", latest) if latest else "",
        "marks": f"k-{one.state} {mark_of(latest)}",
    }


def _aim(one: Commitment, words: Words) -> str:
    """Return what a target aims at."""
    if one.kind != "target":
        return ""
    value, most = (float(number) if number else None for number in (one.value, one.value_max))
    whole = [int(number) if number is not None and number == int(number) else number for number in (value, most)]
    cite = Citation(one.id, one.document, one.start, one.end, one.quote)
    aim = Aim(cite, one.indicator, one.comparator, *whole, one.unit, one.level, "", None, "")
    return ": ".join(filter(None, (one.indicator, words.aim(aim))))


def _index(register: Register, words: Words) -> bytes:
    parts: list[Row] = []
    for one in register.commitments:
        name = " · ".join(filter(None, (one.number or one.title, f"{one.section} {one.heading}".strip())))
        if not parts or parts[-1]["name"] != name:
            parts.append({"name": name, "rows": []})
        parts[-1]["rows"].append(_row(register, one, words))
    states = [
        {"name": words.name("commitment_states", state), "mark": f"k-{state}", "number": number}
        for state, number in register.count_states().items()
        if number
    ]
    verdicts = count_rows(register, words) if register.verdicts else []
    steps = {words.name("steps", what): number for what, number in register.count_steps().items()}
    titles = dict.fromkeys(one.number or one.title for one in register.commitments)
    return render(
        "register.html",
        words,
        title=next(iter(titles)) if len(titles) == 1 else words.say("document_count", number=len(titles)),
        answer="register",
        picks=[Pick(one["mark"], one["name"], one["number"]) for one in (*states, *verdicts) if one["number"]],
        states=states,
        verdicts=verdicts,
        steps=steps,
        parts=parts,
        total=len(register.commitments),
    )


def _page(register: Register, at: int, words: Words) -> bytes:
    one = register.commitments[at]
    near = {
        "before": register.commitments[at - 1].code if at else "",
        "after": register.commitments[at + 1].code if at + 1 < len(register.commitments) else "",
    }
    return render(
        "commitment.html",
        words,
        title=one.code,
        answer="register",
        row=_row(register, one, words),
        one=one,
        near=near,
        whole=register.by_id.get(one.measure),
        targets=register.targets_of.get(one.id, ()),
        steps=[(words.name("steps", step.what), step) for step in register.steps_of.get(one.id, ())],
    )
