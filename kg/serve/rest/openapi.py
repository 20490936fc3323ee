"""Describe the interface for programs (OpenAPI 3.1.1), from the same declarations that it is read by."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.config import VERSION
from kg.serve.rest.answers import ENDPOINTS, FILES, Endpoint
from kg.serve.rest.fields import MOST_ROWS, Field, describe_field

_PROBLEM = {
    "400": "A field has a value that does not fit.",
    "401": "A token is needed, and was not brought.",
    "404": "There is no such document.",
    "429": "Too many wait already.",
    "503": "The documents are still being read; ask again later.",
}
_TEXT = {"type": "string"}
_CITED = {
    "quote": _TEXT | {"description": "The words, exactly as `text[start:end]` of the document."},
    "start": {"type": "integer", "description": "Where they begin, in Unicode code points of the source text."},
    "end": {"type": "integer", "description": "Where they end, exclusive."},
    "document": _TEXT | {"description": "What the document is called."},
    "document_id": _TEXT | {"format": "iri"},
    "id": _TEXT | {"format": "iri"},
    "links": {
        "type": "object",
        "description": "Paths on this server: to the thing, its document, the cited place.",
        "additionalProperties": _TEXT,
    },
}
_FEATURES = {
    "type": "object",
    "description": "GeoJSON (RFC 7946), WGS 84; what is not placed has the geometry null.",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": _TEXT | {"format": "iri"},
                    "geometry": {"type": ["object", "null"]},
                    "properties": {"type": "object", "required": ["class", "name", "placed", "citations"]},
                },
            },
        },
    },
}


async def description(request: Request) -> Response:
    """Return the description."""
    return Response(write_description(), media_type="application/json", headers={"cache-control": "no-cache"})


@lru_cache(maxsize=1)
def write_description() -> bytes:
    """Return the description as JSON."""
    made = {
        "openapi": "3.1.1",
        "info": {
            "title": "policy-kg",
            "version": VERSION,
            "description": "What Vietnamese policy documents say, each answer with the words it rests on. Read-only.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": {f"/api/{one.name}": {"get": _operation(one)} for one in ENDPOINTS},
        "components": {"schemas": _schemas(), "responses": _responses(), "securitySchemes": _security()},
        "security": [{}, {"token": []}],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    ref = {"$ref": f"#/components/schemas/{'Rows' if endpoint.paged else 'Answer'}"}
    content: dict[str, Any] = {"application/json": {"schema": ref}}
    if endpoint.file:
        content = {FILES[endpoint.file]: {"schema": {"$ref": "#/components/schemas/FeatureCollection"}}}
    if endpoint.csv:
        content["text/csv"] = {"schema": _TEXT}
    return {
        "operationId": endpoint.name,
        "summary": endpoint.about,
        "parameters": [_parameter(field, endpoint) for field in endpoint.all_fields],
        "responses": {"200": {"description": "The answer.", "content": content}}
        | {status: {"$ref": f"#/components/responses/{status}"} for status in _PROBLEM},
    }


def _parameter(field: Field, endpoint: Endpoint) -> dict[str, Any]:
    schema = describe_field(field, most=MOST_ROWS if field.name == "size" else 999_999)
    required = endpoint.name == "search" and field.name == "q"
    return {"name": field.name, "in": "query", "description": field.about, "required": required, "schema": schema}


def _schemas() -> dict[str, Any]:
    number = {"type": "integer", "minimum": 0}
    return {
        "Row": {"type": "object", "properties": _CITED, "required": ["links"], "additionalProperties": True},
        "Rows": {
            "type": "object",
            "required": ["total", "page", "size", "pages", "next", "previous", "rows"],
            "properties": {
                "total": number | {"description": "How many rows there are in all."},
                "page": number,
                "size": number,
                "pages": number,
                "next": {"type": ["string", "null"]},
                "previous": {"type": ["string", "null"]},
                "rows": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}},
            },
            "additionalProperties": True,
        },
        "Answer": {"type": "object", "additionalProperties": True},
        "FeatureCollection": _FEATURES,
        "Problem": {"type": "object", "required": ["error"], "properties": {"error": _TEXT}},
    }


def _responses() -> dict[str, Any]:
    said = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    plain = {"text/plain": {"schema": _TEXT}}
    return {
        status: {"description": about, "content": plain if status == "401" else said}
        for status, about in _PROBLEM.items()
    }


def _security() -> dict[str, Any]:
    return {"token": {"type": "http", "scheme": "bearer", "description": "Where the server was given a token."}}
