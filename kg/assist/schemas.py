"""Write the JSON Schemas of what tools take and give, from short declarations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.serve.rest.fields import Field, describe_field

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
TRUTH: Schema = {"type": "boolean"}
COUNTS: Schema = {"type": "object", "additionalProperties": WHOLE}
NEXT: Schema = {"type": ["integer", "null"]}
TEXTS: Schema = {"type": "array", "items": TEXT}

CITED: dict[str, Schema] = {
    **{name: TEXT for name in ("quote", "document", "slug", "section", "page", "id", "open")},
    "start": WHOLE,
    "end": WHOLE,
    "confidence": NUMBER,
}
"""What a row that cites words has; the server's instructions explain it, since schemas cost tokens."""


def give(**properties: Schema) -> Schema:
    """Return the schema of an object of which all properties must be there and no others may."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def row_of(
    columns: Mapping[str, Schema], *, required: Sequence[str] = ("quote", "document", "slug", "start", "end", "open")
) -> Schema:
    """Return the schema of a row that cites words and has columns, what is empty left out."""
    return {
        "type": "object",
        "properties": {**CITED, **columns},
        "required": list(required),
        "additionalProperties": False,
    }


def stretch_of(row: Schema, **more: Schema) -> Schema:
    """Return the schema of a stretch of rows: how many there are in all, and where the next ones begin."""
    return give(
        total=WHOLE,
        offset=WHOLE,
        next_offset=NEXT,
        **more,
        rows={"type": "array", "items": row},
    )


def write_input(fields: Sequence[Field], *, required: Sequence[str], numbers: Mapping[str, tuple[int, int]]) -> Schema:
    """Return the schema of a tool's arguments; `numbers` has the least and the largest of each whole number."""
    properties = {}
    for field in fields:
        schema = describe_field(field)
        if field.name in numbers:
            low, high = numbers[field.name]
            schema |= {"minimum": low, "maximum": high}
        elif field.kind == "object":
            schema = {"type": "object", "additionalProperties": {"type": ["string", "array"], "items": TEXT}}
        properties[field.name] = schema | {"description": field.about}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
