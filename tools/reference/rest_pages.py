"""The page of the interface for programs, from the OpenAPI document that `kg serve` gives."""

from __future__ import annotations

import json
from typing import Any

from kg.serve.rest.openapi import write_description

HEAD = """# HTTP interface

Written by `python tools/reference` from the OpenAPI document that `kg serve` gives at `/openapi.json`; do not edit it
by hand. SPARQL, limits, tokens and other sites: [serve.md](serve.md).

    kg serve out
    curl 'http://127.0.0.1:8000/api/overview'
"""


def page() -> str:
    """Return the whole page."""
    described = json.loads(write_description())
    parts = [HEAD, "| path | gives |\n| --- | --- |"]
    parts += [f"| `{path}` | {_cell(way['get'].get('summary', ''))} |" for path, way in described["paths"].items()]
    parts += [_path(path, way["get"]) for path, way in described["paths"].items()]
    parts += [_schema(name, one) for name, one in described["components"]["schemas"].items()]
    return "\n".join(parts) + "\n"


def _path(path: str, operation: dict[str, Any]) -> str:
    lines = [f"\n## GET {path}\n", operation.get("summary", "") + "\n"]
    if operation.get("description"):
        lines.append(operation["description"] + "\n")
    if operation.get("parameters"):
        lines += ["| field | | values |", "| --- | --- | --- |"]
        lines += [_parameter(one) for one in operation["parameters"]]
        lines.append("")
    lines += ["| status | | answer |", "| --- | --- | --- |"]
    for code, one in _responses(operation):
        lines.append(f"| {code} | {_cell(one.get('description', ''))} | {_kinds(one)} |")
    return "\n".join(lines)


def _responses(operation: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    shared = json.loads(write_description())["components"].get("responses", {})
    answers = operation["responses"].items()
    return [(code, shared[one["$ref"].rsplit("/", 1)[-1]] if "$ref" in one else one) for code, one in answers]


def _parameter(one: dict[str, Any]) -> str:
    need = ", required" if one.get("required") else ""
    said, values = _cell(one.get("description", "")), _values(one.get("schema", {}))
    return f"| `{one['name']}` ({one['in']}{need}) | {said} | {values} |"


def _values(schema: dict[str, Any]) -> str:
    inner = schema.get("items", schema)
    if "enum" in inner:
        said = ", ".join(f"`{value}`" for value in inner["enum"])
    else:
        said = " ".join(str(part) for part in (inner.get("type", ""), inner.get("format", "")) if part)
        bounds = [f"{key} {inner[key]}" for key in ("minimum", "maximum", "maxLength") if key in inner]
        said = ", ".join([said, *bounds])
        if "pattern" in inner:
            said += " as `" + inner["pattern"].replace("|", "\\|") + "`"
    if "items" in schema:
        said += ", more than once"
    return said + (f"; without it `{schema['default']}`" if schema.get("default") not in (None, "") else "")


def _kinds(response: dict[str, Any]) -> str:
    return ", ".join(f"`{kind}`" for kind in response.get("content", {}))


def _schema(name: str, schema: dict[str, Any]) -> str:
    lines = [f"\n## Schema {name}\n"]
    if schema.get("description"):
        lines.append(schema["description"] + "\n")
    properties = schema.get("properties", {})
    if properties:
        lines += ["| key | type | |", "| --- | --- | --- |"]
        for key, one in properties.items():
            lines.append(f"| `{key}` | {_type(one)} | {_cell(one.get('description', ''))} |")
    return "\n".join(lines)


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[-1]
    kind = schema.get("type", "")
    said = " or ".join(kind) if isinstance(kind, list) else str(kind)
    return f"{said} of {_type(schema['items'])}" if "items" in schema else said


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
