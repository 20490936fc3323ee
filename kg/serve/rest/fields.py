"""Read the fields of a request as they are declared: the pages, the interface for programs and its description share
the declarations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.serve.site.asking import asked_number
from kg.serve.words import LANGUAGES

_LONGEST = 500
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_YEAR = re.compile(r"\d{4}|none")
MOST_ROWS = 1000
PATTERNS = {"day": r"^\d{4}-\d\d-\d\d$", "time": r"^\d{4}(-\d\d(-\d\d)?)?$", "year": r"^(\d{4}|none)$"}


class Field(NamedTuple):
    """A field: its name, what it is, and what may stand in it (`text`, `day`, `time`, `year`, `slug` or a choice)."""

    name: str
    about: str
    kind: str = "text"
    choices: tuple[str, ...] = ()


_FORMS = {"day": (_DAY, "2026-06-30"), "time": (_TIME, "2026, 2026-06 or 2026-06-30"), "year": (_YEAR, "2026 or none")}

ROLES = ("lead", "coordinate", "implement", "supervise", "advise", "report", "approve", "beneficiary")
LEVELS = ("party", "central", "province", "district", "commune", "enterprise", "other")
FINDINGS = ("measures", "owner", "due", "due_stated", "due_inherited", "recurring", "target", "number", "none")
STATES = ("overdue", "soon", "later", "earlier")
GAPS = ("owner", "time", "target", "all")
REASONS = (
    *("not understood", "names only", "statement", "assessment", "introduction", "condition", "definition"),
    *("quoted wording", "too long for a clause", "listed case", "rate or amount", "table cell or label", "form"),
    *("papers of a procedure", "scope and effect", "legal basis", "heading", "title", "letterhead", "preamble"),
    *("recipients", "signature", "page furniture"),
)

DOCUMENT = Field("document", "Only this document, by its slug.", "slug")
BODY = Field("body", "Only this body, by name (accents or not) or IRI.")
ROLE = Field("role", "Only this role.", "choice", ROLES)
LEVEL = Field("level", "Only bodies on this level.", "choice", LEVELS)
SECTOR = Field("sector", "Only this sector and its finer ones, by its code, such as `transport`.")
DUE = Field("due_before", "Only what is due by the end of this year, month or day.", "time")
TODAY = Field("today", "The day on which to say what is overdue or due soon; without it nothing is said.", "day")
REASON = Field("reason", "Only what gave nothing for this reason.", "choice", REASONS)
TASK_FIELDS = (DOCUMENT, BODY, ROLE, LEVEL, SECTOR, DUE)


def read_fields(request: Request, fields: Iterable[Field], *, only: bool = False) -> dict[str, Any]:
    """Return what a request has in the fields declared, those left empty left out; a document by its IRI.

    Raises `HTTPException` for a value that does not fit, and with `only` for any other field.
    """
    declared = {field.name: field for field in fields}
    for name in request.query_params if only else ():
        if name not in declared:
            known = ", ".join(declared) or "none"
            raise HTTPException(400, f"there is no field {name[:40]!r}; there are: {known}")
    read = {}
    for name, field in declared.items():
        value = request.query_params.get(name, "").strip()
        if value:
            check_value(field, value)
            read[name] = _find(request, value) if field.kind == "slug" else value
    return read


def _find(request: Request, slug: str) -> str:
    """Return the IRI of a document; raises `HTTPException` where there is none."""
    listed = request.app.state.site.by_slug.get(slug)
    if listed is None:
        raise HTTPException(404, f"there is no document {slug[:80]!r}; they are listed at /api/documents")
    return listed.iri


def check_value(field: Field, value: str) -> None:
    """See whether a value may stand in a field; raises `HTTPException` where it does not fit."""
    if len(value) > _LONGEST:
        raise HTTPException(400, f"{field.name} has at most {_LONGEST} characters")
    if field.kind == "choice" and value not in field.choices:
        raise HTTPException(400, f"{field.name} is one of {', '.join(field.choices)}, not {value[:40]!r}")
    form, example = _FORMS.get(field.kind, (None, ""))
    if form and not form.fullmatch(value):
        raise HTTPException(400, f"{field.name} is such as {example}, not {value[:40]!r}")


def describe_field(field: Field, *, most: int = 999_999) -> dict[str, Any]:
    """Return the JSON Schema of what may stand in a field; a number is at most `most`."""
    if field.kind == "integer":
        return {"type": "integer", "minimum": 1, "maximum": most}
    pattern = {"pattern": PATTERNS[field.kind]} if field.kind in PATTERNS else {}
    return {"type": "string"} | ({"enum": list(field.choices)} if field.choices else pattern)


def read_size(request: Request, *, default: int) -> int:
    """Return how many rows of a page a request asks for."""
    return asked_number(request, "size", default=default, most=MOST_ROWS)


PAGING = (
    Field("page", "The page, from 1 on.", "integer"),
    Field("size", f"Rows on a page, {MOST_ROWS} at most.", "integer"),
)
LANG = Field("lang", "The language of heads in CSV.", "choice", LANGUAGES)
