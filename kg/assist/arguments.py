"""Read the arguments of a tool as they are declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.assist.asked import Asked
from kg.assist.tools import Tool
from kg.errors import OptionError
from kg.serve.rest.fields import SECTOR, Field, check_value
from kg.serve.words import load

_LONG = frozenset(("query",))
"""Fields that may be longer than others; who answers bounds them."""
_MOST_VALUES = 50


def read_arguments(asked: Asked, tool: Tool, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a call, those left empty left out, documents by IRI, numbers as numbers.

    Raises `OptionError`, or `HTTPException` for a value that does not fit.
    """
    fields = {field.name: field for field in tool.all_fields}
    for name in given:
        if name not in fields:
            raise OptionError(f"{tool.name} has no argument {name[:40]!r}", remedy=f"arguments: {', '.join(fields)}")
    read: dict[str, Any] = {"offset": 0, "limit": tool.limit}
    for name, field in fields.items():
        value = given.get(name)
        if value is None or value == "":
            continue
        read[name] = _read(asked, tool, field, value)
    for name in tool.required:
        if name not in read:
            raise OptionError(f"{tool.name} needs the argument {name}", remedy=fields[name].about)
    return read


def _read(asked: Asked, tool: Tool, field: Field, value: Any) -> Any:
    if field.kind == "integer":
        return _read_number(field, value, *tool.numbers[field.name])
    if field.kind == "object":
        return _read_values(field, value)
    if isinstance(value, int) and not isinstance(value, bool) and field.kind in ("year", "time"):
        value = str(value)
    if not isinstance(value, str):
        raise OptionError(f"{field.name} is a text, not {type(value).__name__}", remedy=field.about)
    value = value.strip() if field.name in _LONG else " ".join(value.split())
    if not value:
        raise OptionError(f"{field.name} has no letters", remedy=field.about)
    _check_letters(field, value)
    if field.name not in _LONG:
        check_value(field, value)
    if field is SECTOR and value not in load()["sectors"]:
        known = ", ".join(code for code in sorted(load()["sectors"]) if "." not in code)
        raise OptionError(f"there is no sector {value[:40]!r}", remedy=f"{known}; finer ones such as transport.roads")
    return asked.document(value).iri if field.kind == "slug" else value


def _check_letters(field: Field, value: str) -> None:
    """Raise `OptionError` for half of a pair of surrogates or a null, which no text has."""
    if any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value):
        raise OptionError(f"{field.name} is no text in Unicode", remedy="send UTF-8")


def _read_number(field: Field, value: Any, low: int, high: int) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) < 12:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise OptionError(
            f"{field.name} is a whole number from {low} to {high}, not {str(value)[:40]!r}", remedy=field.about
        )
    return value


def _read_values(field: Field, value: Any) -> dict[str, str | list[str]]:
    """Return values by name, each a text or a list of texts; raises `OptionError` for anything else."""
    wrong = OptionError(f"{field.name} has values by name, texts or lists of texts", remedy=field.about)
    if not isinstance(value, Mapping):
        raise wrong
    read: dict[str, str | list[str]] = {}
    for name, one in value.items():
        some = one if isinstance(one, list) else [one]
        some = [str(each) if isinstance(each, int | float) and not isinstance(each, bool) else each for each in some]
        if not some or len(some) > _MOST_VALUES or not all(isinstance(each, str) and each.strip() for each in some):
            raise wrong
        for each in (name, *some):
            _check_letters(field, each)
            check_value(Field(field.name, field.about), each)
        read[name] = some
    return read
