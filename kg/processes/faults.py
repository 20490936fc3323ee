"""Tell an error of ours to another process as a message, and raise it there as it was."""

from __future__ import annotations

from typing import Any

from kg import errors
from kg.errors import KgError


def tell(error: KgError) -> dict[str, Any]:
    """Return an error as a message; facts that are no figures or words stay behind."""
    message = str(error)
    if error.path:
        message = message.removeprefix(f"{error.path}: ")
    if error.remedy:
        message = message.removesuffix(f" ({error.remedy})")
    facts = {name: fact for name, fact in error.facts.items() if isinstance(fact, str | int | float)}
    kind = type(error).__name__
    return {"error": kind, "message": message, "remedy": error.remedy, "path": error.path, "facts": facts}


def to_error(message: dict[str, Any], default: type[KgError]) -> KgError:
    """Return the error that `tell` told of; of the class `default` where it names none of ours."""
    kind = getattr(errors, message["error"], default)
    return kind(message["message"], path=message["path"], remedy=message["remedy"], **message["facts"])
