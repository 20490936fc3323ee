"""Make patterns whose words stand in a table of `ontology/lexicons/`: the shape is code, the words are data."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resources import alternatives, read_table

KINDS = "instrument_heads"
"""The table of the kinds of acts and plans (`{Document Law Scheme}`)."""
_SLOT = re.compile(r"\{(?:(?P<table>[a-z_]+): )?(?P<kinds>[A-Za-z]+(?: [A-Za-z]+)*)\}")


@lru_cache(maxsize=512)
def worded(table: str, shape: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of a shape in which kinds in braces stand for their words (`{tell report}`).

    A kind with a capital (`{Plan}`) stands for its words printed with one; a kind of another table has its name before
    it (`{instrument_heads: Document}`). A row is of the kind in its column `kind`, and of those in `use`, joined by
    `+`, where its table has that column.
    """
    return re.compile(filled(table, shape, any_case=bool(flags & re.IGNORECASE)), flags)


def filled(table: str, shape: str, *, any_case: bool = False) -> str:
    """Return a shape with words of a table for the kinds in braces, as a pattern yet to be compiled."""

    def words(slot: re.Match[str]) -> str:
        return f"(?:{_words(slot.group('table') or table, slot.group('kinds').split(), any_case=any_case)})"

    return _SLOT.sub(words, shape)


def _words(table: str, kinds: list[str], *, any_case: bool) -> str:
    """Return the alternatives of the words of some kinds; a kind without words is an error of the code."""
    found: list[str] = []
    for kind in kinds:
        terms = _by_kind(table)[kind.lower()]
        found.extend(term[:1].upper() + term[1:] if kind[0].isupper() else term for term in terms)
    return alternatives(found, any_case=any_case)


@lru_cache(maxsize=64)
def _by_kind(table: str) -> dict[str, list[str]]:
    """Return the words of each kind of a table."""
    kinds: dict[str, list[str]] = {}
    for row in read_table(f"lexicons/{table}.tsv"):
        for kind in {row["kind"], *row.get("use", row["kind"]).split("+")}:
            kinds.setdefault(kind, []).append(row["term"])
    return kinds
