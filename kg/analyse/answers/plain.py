"""Turn answers into plain values for JSON: objects as dicts, days as ISO text, offsets named as in docs/facts.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

_NAMES = {"start_char": "start", "end_char": "end"}


def to_plain(value: object) -> Any:
    """Return an answer as dicts, lists, texts and numbers; what is empty or unknown is left out."""
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {_NAMES.get(name, name): to_plain(one) for name, one in pairs if one is not None and one not in ("", ())}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: to_plain(one) for name, one in value._asdict().items() if one != ""}
    if isinstance(value, Mapping):
        return {str(name): to_plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(one) for one in value]
    return value
