"""Write the JSON Schema (draft 2020-12) of a line of facts."""

from __future__ import annotations

import json
from typing import Any

from kg.config import POLICY_NAMESPACE
from kg.export.fields import (
    AGENTS,
    FIELDS,
    LINKS,
    NUMBER,
    ROLES,
    SPAN,
    SPANS,
    TEXT,
    TEXTS,
    TRUTH,
    VERDICTS,
    WHOLE,
    WHOLES,
    Field,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
_OFFSET: Schema = {"type": "integer", "minimum": 0}
_SPAN: Schema = {"type": "array", "prefixItems": [_OFFSET, _OFFSET], "items": False, "minItems": 2}
_TEXT: Schema = {"type": "string"}
_CITED = {"id": _TEXT, "start": _OFFSET, "end": _OFFSET}
_TYPES: dict[str, Schema] = {
    TEXT: _TEXT,
    WHOLE: _OFFSET,
    NUMBER: {"type": "number"},
    TRUTH: {"const": True},
    TEXTS: {"type": "array", "items": _TEXT, "minItems": 1},
    WHOLES: {"type": "array", "items": _OFFSET, "minItems": 1},
    SPAN: _SPAN,
    SPANS: {"type": "array", "items": _SPAN, "minItems": 1},
    LINKS: {
        "type": "array",
        "minItems": 1,
        "items": {"type": "object", "properties": _CITED, "required": [*_CITED], "additionalProperties": False},
    },
    AGENTS: {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "properties": _CITED
            | {"role": {"enum": [*ROLES]}, "inherited": {"const": True}, "review": {"enum": [*VERDICTS]}},
            "required": [*_CITED, "role"],
            "additionalProperties": False,
        },
    },
}


def make_schema() -> Schema:
    """Return the schema of one fact: of each kind its keys and nothing else."""
    return {
        "$schema": DRAFT,
        "$id": POLICY_NAMESPACE.rsplit("/", 1)[0] + "/facts.schema.json",
        "title": "A fact of policy-kg",
        "description": "One line of facts.jsonl; absent values are left out.",
        "type": "object",
        "required": ["fact", "id", "doc"],
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in FIELDS],
        "$defs": {kind: _kind(kind, fields) for kind, fields in FIELDS.items()},
    }


def _kind(kind: str, fields: dict[str, Field]) -> Schema:
    return {
        "type": "object",
        "properties": {name: _property(field) for name, field in fields.items()} | {"fact": {"const": kind}},
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _property(field: Field) -> Schema:
    words = {"enum": [*field.words]} if field.words else {}
    return {"description": field.meaning} | _TYPES[field.type] | words


def write_schema() -> bytes:
    """Return the schema as JSON."""
    return (json.dumps(make_schema(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
