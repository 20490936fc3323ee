"""Leave out of facts the documents that say what another of them says, so that what they state counts once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Fact = Mapping[str, Any]


def count_once(facts: Iterable[Fact]) -> tuple[list[Fact], tuple[str, ...]]:
    """Return facts without those of copies, and the IRIs of these; a copy of what is not there counts."""
    known = list(facts)
    of = {str(fact["id"]): fact.get("copy_of") for fact in known if fact["fact"] == "document"}
    copies = tuple(document for document, other in of.items() if other in of)
    return [fact for fact in known if fact["doc"] not in copies] if copies else known, copies
