"""Weigh what a cell's words show: for each kind of column how likely they stand in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg.iri import fold
from kg.layout import words
from kg.resources import read_table

_LONG, _LONGER, _SHORT = 60, 160, 12
_ITEM = re.compile(r"[,;] ?| và (?=[A-ZĐ])")
_LISTED = re.compile(r"(?:Các )?[Tt]ổ chức(?:,|$)")
"""A noun and verb: a body where a list goes on behind it, and where it stands alone."""
_LONGEST_LIST = 200
_NOTHING: Mapping[str, float] = {}


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    """Return column -> evidence -> weight."""
    table: dict[str, dict[str, float]] = {}
    for row in read_table("lexicons/table_evidence.tsv"):
        table.setdefault(row["column"], {})[row["evidence"]] = float(row["weight"])
    return table


@lru_cache(maxsize=8192)
def shown_at_start(text: str) -> tuple[str, ...]:
    """Return what the first words of a cell show."""
    folded = fold(text)
    sizes = {"verb": words.commits(folded), "product": words.begins("result", folded)}
    sizes["timed"] = words.begins("times", folded)
    if words.names_body(text) > max(sizes.values()) or _LISTED.match(text):
        return ("body",)
    return tuple(name for name, size in sizes.items() if size)


@lru_cache(maxsize=8192)
def shown_at_end(text: str) -> tuple[str, ...]:
    """Return what the last words of a cell show."""
    folded = fold(text)
    named = words.ends_in_name(text)
    reached = ("reached",) if words.is_reached(folded) else ()
    return (named, *reached) if named else reached


@lru_cache(maxsize=8192)
def is_time(text: str) -> bool:
    """Say whether a cell is a time and nothing else."""
    return words.is_time(fold(text))


@lru_cache(maxsize=8192)
def share_of_bodies(text: str) -> float:
    """Return which share of the listed items are bodies."""
    items = [item for item in _ITEM.split(text[:_LONGEST_LIST]) if item.strip()]
    return sum(words.names_body(item) > 0 for item in items) / len(items) if items else 0.0


def by_length(length: int) -> tuple[str, ...]:
    """Return what the length of a cell's words shows."""
    if length > _LONGER:
        return ("long", "longer")
    return ("long",) if length > _LONG else ("short",) if length < _SHORT else ()


@lru_cache(maxsize=8192)
def weighed(kind: str, shown: tuple[str, ...]) -> float:
    """Return how much evidence speaks for a kind of column, in log-odds."""
    table = _weights()
    own, general = table.get(kind, _NOTHING), table["any"]
    return sum(own.get(name, 0.0) + general.get(name, 0.0) for name in shown)


@lru_cache(maxsize=8192)
def cell_score(kind: str, text: str) -> float:
    """Return how much the words of a whole cell speak for a kind of column, in log-odds."""
    if is_time(text):
        return weighed(kind, ("time",))
    start = shown_at_start(text)
    shown = [*start, *shown_at_end(text), *by_length(len(text))]
    if words.CITED.search(text):
        shown.append("citation")
    if len(text) < 3 and not text.isdigit():
        shown.append("narrow")
    share = share_of_bodies(text) * weighed(kind, ("bodies",)) if "body" in start else 0.0
    return weighed(kind, tuple(shown)) + share
