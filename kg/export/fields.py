"""The fields of the flat facts by kind, with type and meaning: one table for JSON Schema, Parquet and data packages."""

from __future__ import annotations

from dataclasses import dataclass

TEXT, WHOLE, NUMBER, TRUTH = "text", "whole", "number", "truth"
TEXTS, WHOLES, SPAN, SPANS = "texts", "wholes", "span", "spans"
AGENTS, LINKS = "agents", "links"


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a fact: what its value is, what it means, whether it is always there, which words it may be."""

    type: str
    meaning: str
    required: bool = False
    words: tuple[str, ...] = ()


_HEAD = {
    "fact": Field(TEXT, "The kind of fact.", required=True),
    "id": Field(TEXT, "The IRI of the node in the graph.", required=True),
    "doc": Field(TEXT, "The IRI of the document.", required=True),
}
_START = Field(WHOLE, "Offset of the first character in the source text, in Unicode code points.", required=True)
_END = Field(WHOLE, "Offset behind the last character in the source text, in Unicode code points.", required=True)
_QUOTED = {
    "start": _START,
    "end": _END,
    "quote": Field(TEXT, "The characters of the source text from start to end.", required=True),
    "page": Field(WHOLE, "The page of the file on which the quote begins, from 1."),
    "page_label": Field(TEXT, "The number printed on that page."),
    "also": Field(SPANS, "Where the source prints the same again: [start, end] each."),
}
_SURE = {
    "confidence": Field(NUMBER, "Share of facts found in this way that were right on annotated texts."),
    "rule": Field(TEXT, "The rule that found the fact."),
    "suspects": Field(SPANS, "Words in the quote that were probably misread: [start, end] each."),
}
VERDICTS = ("accepted", "corrected", "added", "disputed")
_REVIEW = {"review": Field(TEXT, "What people decided on it, where they did.", words=VERDICTS)}
_SECTION = {"section": Field(TEXT, "The IRI of the section.")}
_DUE = {
    "due": Field(TEXT, "The latest time: an ISO year, month, date or interval."),
    "due_inherited": Field(TRUTH, "True where a heading, an introduction or a term around it states that time."),
}
ROLES = ("lead", "coordinate", "implement", "supervise", "advise", "report", "approve", "beneficiary")
FIELDS: dict[str, dict[str, Field]] = {
    "document": _HEAD
    | {
        "title": Field(TEXT, "The title as printed."),
        "type": Field(TEXT, "The type of document, such as Resolution or Plan."),
        "number": Field(TEXT, "The official number."),
        "work": Field(TEXT, "The ELI of the work."),
        "issuer": Field(TEXT, "Who issued it."),
        "issued": Field(TEXT, "The day of issue, an ISO date."),
        "place": Field(TEXT, "Where it was issued."),
        "period": Field(TEXTS, "The first and the last year of its term."),
        "adopted_by": Field(TEXT, "Who adopted it."),
        "signatory": Field(TEXT, "Who signed it."),
        "signed_as": Field(TEXT, "In which office."),
        "based_on": Field(LINKS, "The instruments that it rests on."),
        "amends": Field(LINKS, "The instruments that it amends."),
        "repeals": Field(LINKS, "The instruments that it repeals."),
        "consolidates": Field(LINKS, "The instruments that it consolidates."),
        "copy_of": Field(TEXT, "The IRI of the document that says the same and is counted in its place."),
        "likeness": Field(NUMBER, "How much of their words the two share, from 0 to 1."),
        **_REVIEW,
    },
    "section": _HEAD
    | {
        "number": Field(TEXT, "The number as printed."),
        "heading": Field(TEXT, "The heading."),
        "parent": Field(TEXT, "The IRI of the section around it."),
        "level": Field(WHOLE, "How deep it stands, from 1.", required=True),
        "start": _START,
        "end": _END,
        **_REVIEW,
    },
    "entity": _HEAD
    | {
        "class": Field(TEXT, "What it is, such as Road, Place, Agent or Time.", required=True),
        "label": Field(TEXT, "Its name."),
        "aliases": Field(TEXTS, "Other names of it in this document."),
        "same_as": Field(TEXTS, "IRIs of the same thing elsewhere."),
        "code": Field(TEXT, "The official code of an administrative unit."),
        "mentions": Field(SPANS, "Where the document names it: [start, end] each.", required=True),
        "pages": Field(WHOLES, "The page of each mention."),
        "normal": Field(TEXT, "The ISO 8601 form of a time."),
        **_REVIEW,
    },
    "measure": _HEAD
    | {
        "trigger": Field(SPAN, "Where its verb stands.", required=True),
        "action": Field(TEXT, "The class of what is to be done, such as build or support.", required=True),
        **_QUOTED,
        **_SECTION,
        "sectors": Field(TEXTS, "Codes of fields of policy, the main one first."),
        "due_review": Field(TEXT, "What people said of its due time, where they added one.", words=VERDICTS),
        "sectors_review": Field(TEXT, "What people decided on its fields of policy.", words=VERDICTS),
        "entities": Field(TEXTS, "The IRIs of what it names."),
        "agents": Field(AGENTS, "Who has which role in it, and where that is said."),
        "priority": Field(TEXT, "The key task or breakthrough under which it stands."),
        **_DUE,
        "recurrence": Field(TEXTS, "How often it comes back, ISO 8601 durations."),
        "recurrence_day": Field(TEXTS, "By which day it does, as ISO 8601 writes it."),
        "modality": Field(TEXT, "How binding it is.", words=("must", "should", "encouraged", "prohibited")),
        **_SURE,
        **_REVIEW,
    },
    "target": _HEAD
    | {
        "indicator": Field(TEXT, "What is measured."),
        "comparator": Field(TEXT, "How value and aim compare.", words=("=", ">=", ">", "<=", "<", "~", "range")),
        "value": Field(NUMBER, "The number aimed at."),
        "value_max": Field(NUMBER, "The upper end of a range."),
        "unit": Field(TEXT, "The unit of the number."),
        **_DUE,
        "baseline": Field(TEXT, "Where it stands today, in the words of the text."),
        "level": Field(TEXT, "The state aimed at, where it is no number."),
        "measure": Field(TEXT, "The IRI of the measure that holds it."),
        **_SECTION,
        **_QUOTED,
        **_SURE,
        **_REVIEW,
    },
    "relation": _HEAD
    | {
        "subject": Field(TEXT, "The IRI of what something is said of.", required=True),
        "predicate": Field(TEXT, "What is said, such as locatedIn or status.", required=True),
        "object": Field(TEXT, "The IRI or the value that is said of it.", required=True),
        **_QUOTED,
        **_SURE,
        **_REVIEW,
    },
}
"""Kind of fact -> its keys in the order of the lines."""


def columns() -> dict[str, Field]:
    """Return the keys of all kinds in one row, each once; a text where the kinds have it of several types (`level`)."""
    found: dict[str, Field] = {}
    for fields in FIELDS.values():
        for name, field in fields.items():
            known = found.setdefault(name, field)
            if known.type != field.type:
                found[name] = Field(TEXT, f"{known.meaning} Or: {field.meaning}")
    return found
