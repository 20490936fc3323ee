"""Declare the tools: what each takes and gives, and what must be there for it to be offered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

from kg.analyse.changes import STATUSES
from kg.assist import facts, queries, reading
from kg.assist.asked import Asked
from kg.assist.schemas import (
    COUNTS,
    NEXT,
    NUMBER,
    TEXT,
    TEXTS,
    TRUTH,
    WHOLE,
    Schema,
    give,
    row_of,
    stretch_of,
    write_input,
)
from kg.serve.rest.fields import BODY, DOCUMENT, GAPS, LEVEL, REASON, ROLE, SECTOR, STATES, Field
from kg.serve.words import LANGUAGES
from kg.store import list_queries

_MOST = 100
_LONGEST_PIECE = 20_000
_FAR = 10**9
_SLUG = Field("document", "Only this document: its slug, number or IRI.", "slug")
_TODAY = Field(
    "today", "The day (YYYY-MM-DD) on which to say what is overdue or due soon; never taken from a clock.", "day"
)
_DUE = Field("due_before", "Only what is due by the end of this year, month or day.", "time")
_OFFSET = Field("offset", "How many to pass over; take next_offset of the answer before.", "integer")
_LIMIT = Field("limit", f"How many to give, {_MOST} at most.", "integer")


class Tool(NamedTuple):
    """A tool: its name, title in vi and en, what it answers, its fields, what it gives, and who answers.

    It is offered where there are at least `least` rows of what it `needs` (a key of `kg.assist.offers`).
    """

    name: str
    title: str
    about: str
    fields: tuple[Field, ...]
    output: Schema
    answer: Callable[[Asked, dict[str, Any]], Awaitable[dict[str, Any]]]
    required: tuple[str, ...] = ()
    needs: str = ""
    least: int = 1
    limit: int = 10
    most: int = _MOST

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Return the fields with those for a stretch of the rows."""
        limit = _LIMIT._replace(about=f"How many to give: {self.limit} without, {self.most} at most.")
        return (*self.fields, _OFFSET, limit)

    @property
    def numbers(self) -> dict[str, tuple[int, int]]:
        """Return the least and the largest value of each whole number."""
        own = {field.name: (0, _FAR) for field in self.fields if field.kind == "integer"}
        return own | {"offset": (0, _FAR), "limit": (1, self.most)}

    @property
    def input(self) -> Schema:
        """Return the schema of the arguments."""
        return write_input(self.all_fields, required=self.required, numbers=self.numbers)

    def is_offered(self, there: Mapping[str, int]) -> bool:
        """Say whether a graph has what the tool answers from."""
        return not self.needs or there.get(self.needs, 0) >= self.least


_TIME = {"due": TEXT, "due_basis": TEXT, "recurrence": TEXT, "state": TEXT}
_TASK = {"body": TEXT, "level": TEXT, "role": TEXT, "role_inherited": TRUTH, "target": TEXT, "sector": TEXT}
_TASK |= {"role_start": WHOLE, "role_end": WHOLE, "body_id": TEXT} | _TIME
_MEASURE = {"owners": TEXT, "target": TEXT, "sector": TEXT} | _TIME
_MEASURE |= {name: TRUTH for name in ("no_owner", "no_time", "no_target", "none")}
_TARGET = {name: TEXT for name in ("indicator", "comparator", "unit", "level_aimed_at", "baseline", "due", "due_basis")}
_TARGET |= {"value": NUMBER, "value_max": NUMBER}
_SECTION = {"number": TEXT, "heading": TEXT, "depth": WHOLE}
_SECTION_ROW = row_of(_SECTION, required=("document", "slug", "start", "end", "id", "open"))
_SILENT = ("document", "slug", "reason", "start", "end", "open")
_RELATION = {"subject": TEXT, "relation": TEXT, "object": TEXT, "subject_id": TEXT, "object_id": TEXT}
_PART = give(
    part=TEXT,
    total=WHOLE,
    offset=WHOLE,
    next_offset=NEXT,
    rows={
        "type": "array",
        "items": row_of(
            _TASK | _MEASURE | _TARGET | _SECTION | _RELATION, required=("document", "slug", "start", "open")
        ),
    },
)
_NAMED = {"type": "array", "items": give(id=TEXT, label=TEXT, **{"class": TEXT})}
_DESCRIBED = give(
    id=TEXT,
    label=TEXT,
    **{"class": TEXT},
    said={"type": "object", "additionalProperties": {"type": ["string", "integer", "array"]}},
    names=_NAMED,
    open=TEXT,
    parts={"type": "array", "items": _PART},
)
_DESCRIBED["properties"]["cited"] = row_of(_MEASURE | _TARGET | _SECTION)
_CHANGE = {
    "type": "object",
    "properties": {"kind": TEXT, "status": TEXT, "changes": TEXTS, "likeness": NUMBER, "sureness": NUMBER, "note": TEXT}
    | {"before": row_of({}), "after": row_of({})},
    "required": ["kind", "status"],
    "additionalProperties": False,
}
_DOCUMENT = {
    "type": "object",
    "properties": {name: TEXT for name in ("title", "number", "date", "issuer", "type", "slug", "file", "id", "open")}
    | {"counts": {"type": "object"}},
    "required": ["slug", "id", "open", "counts"],
    "additionalProperties": False,
}
_FREE = {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}
_PIECE = give(
    document=TEXT,
    slug=TEXT,
    start=WHOLE,
    end=WHOLE,
    text=TEXT,
    total=WHOLE,
    offset=WHOLE,
    next_offset=NEXT,
    open=TEXT,
)
_PIECE["properties"] |= {"section": TEXT, "page": TEXT}


def _saved() -> Tool:
    """Return the tool for the saved questions, which names them all."""
    known = "; ".join(
        f"{one.name}"
        + (f" ({', '.join(field.name for field in one.parameters if field.name != 'lang')})" if one.parameters else "")
        for one in list_queries()
    )
    return Tool(
        "saved_question",
        "Câu hỏi có sẵn · Saved question",
        f"Answers a saved question, its parameters in brackets: {known}.",
        (
            Field("name", "Which one.", "choice", tuple(one.name for one in list_queries())),
            Field("parameters", "Values by name of parameter; a list means any of them.", "object"),
            Field("lang", "Language of names.", "choice", LANGUAGES),
        ),
        stretch_of(_FREE, title=TEXT),
        queries.saved_question,
        required=("name",),
    )


TOOLS = (
    Tool(
        "search",
        "Tìm · Search",
        "Finds bodies, works, places, instruments, measures, targets, sections and documents by words (accents or not, "
        "abbreviations such as UBND, document numbers). The best first, things before statements.",
        (
            Field("words", "The words; all have to be there."),
            Field(
                "class",
                "Only this class, such as Agent, Port, Project, Place, Instrument, Measure, Target, PolicyDocument.",
            ),
            _SLUG,
        ),
        stretch_of(
            row_of(
                {"label": TEXT, "class": TEXT, "times": WHOLE}, required=("document", "slug", "class", "id", "open")
            ),
            classes=COUNTS,
        ),
        facts.search,
        required=("words",),
    ),
    Tool(
        "documents",
        "Văn bản · Documents",
        "Lists the documents with number, date, issuer and how much was found in each, the newest first.",
        (),
        stretch_of(_DOCUMENT),
        facts.documents,
    ),
    Tool(
        "describe",
        "Nói về · Describe",
        "Tells what the graph says of one thing: a body, work, place, instrument, measure, target, section or "
        "document. In parts (said, roles, measures, targets, sections, links, mentions), each with its total.",
        (
            Field("thing", "Its id from another answer, its IRI, or its name."),
            Field("part", "Only this part, which offset and limit lead on in."),
        ),
        _DESCRIBED,
        facts.describe,
        required=("thing",),
        limit=3,
    ),
    Tool(
        "who_does_what",
        "Ai làm gì · Who does what",
        "Tells who has to do what by when, a row for each role of a body in a measure, due ones first. "
        "Beneficiaries only where role asks for them.",
        (BODY, ROLE, LEVEL, SECTOR, _DUE, _SLUG, _TODAY),
        stretch_of(row_of(_TASK), measures=WHOLE, roles=COUNTS),
        facts.who_does_what,
        needs="tasks",
    ),
    Tool(
        "deadlines",
        "Thời hạn · Deadlines",
        "Tells what is due when (tasks, targets, works), the earliest first, then what recurs. basis tells times "
        "that the sentence states from those it inherits from a heading. undated: how many measures have none.",
        (
            _TODAY,
            Field("state", "Only what is in this state on the day `today`.", "choice", STATES),
            Field(
                "basis", "Only what is stated, inherited or recurring.", "choice", ("stated", "inherited", "recurring")
            ),
            Field("kind", "Only tasks, targets or works.", "choice", ("task", "target", "work")),
            Field("year", "Only what is due in this year.", "year"),
            _SLUG,
        ),
        stretch_of(
            row_of(_TIME | {"kind": TEXT, "label": TEXT, "owners": TEXT}), bases=COUNTS, states=COUNTS, undated=WHOLE
        ),
        facts.deadlines,
        needs="timeline",
    ),
    Tool(
        "targets",
        "Chỉ tiêu · Targets",
        "Lists measurable aims (indicator, comparator, value, unit, due time), the earliest due first.",
        (
            Field("words", "Only those whose sentence or indicator has all these words, accents or not."),
            Field("year", "Only those due in this year; none for those without a time.", "year"),
            _SLUG,
        ),
        stretch_of(row_of(_TARGET)),
        facts.targets,
        needs="targets",
    ),
    Tool(
        "gaps",
        "Chưa rõ trách nhiệm · Gaps",
        "Lists measures that name nobody who answers for them, no time, no target, or none of the three; counts tells "
        "how many of all measures lack each.",
        (Field("gap", "What they lack.", "choice", GAPS), SECTOR, BODY, _SLUG),
        stretch_of(row_of(_MEASURE), counts=COUNTS),
        facts.gaps,
        required=("gap",),
        needs="measures",
    ),
    Tool(
        "silent",
        "Phần không cho kết quả · Text that gave nothing",
        "Lists the passages in which nothing was found, each with its reason; `not understood` is what a person should "
        "read. counts tells how many of each reason; untold documents, built before, give counts only.",
        (REASON, _SLUG),
        stretch_of(row_of({"reason": TEXT}, required=_SILENT), counts=COUNTS, untold=WHOLE),
        facts.silent,
        needs="silent",
        limit=5,
    ),
    Tool(
        "compare",
        "So sánh · Compare",
        "Tells what became of the measures and targets of one document in another: stronger, weaker, changed, new, "
        "dropped, reworded, kept; counts has all of them.",
        (
            Field("before", "The earlier document: slug, number or IRI.", "slug"),
            Field("after", "The later document.", "slug"),
            Field("kind", "Only measures or targets.", "choice", ("measure", "target")),
            Field("status", "Only what became this.", "choice", STATUSES),
        ),
        stretch_of(_CHANGE, before=TEXT, after=TEXT, counts={"type": "object", "additionalProperties": COUNTS}),
        facts.compare,
        required=("before", "after"),
        needs="comparable",
        least=2,
        limit=5,
    ),
    Tool(
        "sections",
        "Mục lục · Sections",
        "Lists the sections of a document, in their order, with number, heading and offsets.",
        (DOCUMENT._replace(about="The document: slug, number or IRI."),),
        stretch_of(_SECTION_ROW),
        facts.sections,
        required=("document",),
        needs="sections",
        limit=20,
    ),
    Tool(
        "read",
        "Đọc · Read",
        "Gives the text of a document, of one of its sections, or between two offsets; offset and limit count "
        "characters.",
        (
            DOCUMENT._replace(about="The document: slug, number or IRI."),
            Field("section", "Only this section: its id, number or heading."),
            Field("start", "Only from this offset of the source text on.", "integer"),
            Field("end", "Only up to this offset.", "integer"),
        ),
        _PIECE,
        reading.read,
        required=("document",),
        needs="texts",
        limit=3000,
        most=_LONGEST_PIECE,
    ),
    _saved(),
    Tool(
        "sparql",
        "SPARQL",
        "Answers a read-only SPARQL 1.1 query within limits of time, memory and rows; SERVICE, updates and foreign "
        "graphs are refused. Read kg://ontology first. Relative IRIs are ids of things. Cells of over 1,000 "
        "characters are cut, and say so.",
        (Field("query", "The query."),),
        stretch_of(
            {"type": "object", "additionalProperties": TEXT},
            kind={"enum": ["rows", "truth", "triples"]},
            columns=TEXTS,
        ),
        queries.sparql,
        required=("query",),
    ),
)
"""All tools; a test compares them with docs/mcp.md."""
