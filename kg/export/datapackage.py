"""Write the facts as a data package of Frictionless: a table for each kind, described field by field, in one zip file.

The tables hold values as they are: programs read them. What people open in a spreadsheet is the format `csv`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from typing import Any

from kg.config import VERSION
from kg.export.facts import Fact
from kg.export.fields import FIELDS, NUMBER, TEXT, TRUTH, WHOLE, Field
from kg.files import pack

_TYPES = {TEXT: "string", WHOLE: "integer", NUMBER: "number", TRUTH: "boolean"}
_TABLES = {
    "document": "documents",
    "section": "sections",
    "entity": "entities",
    "measure": "measures",
    "target": "targets",
    "relation": "relations",
}


def write_datapackage(facts: Iterable[Fact]) -> bytes:
    """Return the zip file: `datapackage.json` and a CSV file for each kind of fact; lists stand in cells as JSON."""
    rows: dict[str, list[Fact]] = {kind: [] for kind in FIELDS}
    for fact in facts:
        rows[fact["fact"]].append(fact)
    tables = {f"{_TABLES[kind]}.csv": _table(FIELDS[kind], some) for kind, some in rows.items()}
    package = {
        "profile": "tabular-data-package",
        "name": "policy-kg-facts",
        "title": "Facts of policy documents",
        "description": "What documents commit to, each fact with the characters that it was read from.",
        "version": VERSION,
        "resources": [_resource(kind, tables[f"{_TABLES[kind]}.csv"]) for kind in FIELDS],
    }
    described = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    return pack([("datapackage.json", described.encode("utf-8")), *tables.items()])


def _table(fields: dict[str, Field], facts: list[Fact]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(fields)
    writer.writerows([_cell(fact.get(name)) for name in fields] for fact in facts)
    return buffer.getvalue().encode("utf-8", errors="replace")


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _resource(kind: str, data: bytes) -> dict[str, Any]:
    return {
        "name": _TABLES[kind],
        "path": f"{_TABLES[kind]}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "schema": _schema(kind),
    }


def _schema(kind: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(name, field) for name, field in FIELDS[kind].items()],
        "missingValues": [""],
        "primaryKey": ["id", "doc"] if kind == "entity" else ["id"],
    }
    if kind != "document":
        schema["foreignKeys"] = [{"fields": ["doc"], "reference": {"resource": "documents", "fields": ["id"]}}]
    return schema


def _field(name: str, field: Field) -> dict[str, Any]:
    constraints = ({"required": True} if field.required else {}) | ({"enum": [*field.words]} if field.words else {})
    told = {"name": name, "type": _TYPES.get(field.type, "array"), "description": field.meaning}
    return told | ({"constraints": constraints} if constraints else {})
