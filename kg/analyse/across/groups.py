"""Group the documents of a folder by the province that they speak for, by who issued them, or by their year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.analyse.across.model import Group
from kg.model import Header
from kg.resolve.scope import NATIONAL, document_scope

Fact = Mapping[str, Any]
GROUPINGS = ("year", "issuer", "province")
UNKNOWN = "?"
"""The group of documents that don't say what they are grouped by."""
_SECTORS = 4


def group_of(document: Fact, by: str) -> str:
    """Return the group of a document: a year, a body, a province or `vn` for a national one; `?` where it is unknown.

    A document without a date is of the first year of its period.
    """
    issuer = str(document.get("issuer") or document.get("adopted_by") or "")
    if by == "year":
        return str(document.get("issued", ""))[:4] or (document.get("period") or [UNKNOWN])[0]
    if by == "issuer":
        return issuer or UNKNOWN
    header = Header(issuer=issuer, adopted_by=str(document.get("adopted_by", "")), title=str(document.get("title", "")))
    return document_scope(header)


def count_groups(facts: Sequence[Fact], groups: Mapping[str, str]) -> tuple[Group, ...]:
    """Return what the documents of each group state; `groups` gives the group of each document."""
    members: dict[str, list[str]] = defaultdict(list)
    for document, name in groups.items():
        members[name].append(document)
    measures: dict[str, list[Fact]] = defaultdict(list)
    targets: Counter[str] = Counter()
    numbered = {fact["measure"] for fact in facts if fact["fact"] == "target" and "measure" in fact}
    for fact in facts:
        if fact["fact"] == "measure":
            measures[groups[fact["doc"]]].append(fact)
        elif fact["fact"] == "target":
            targets[groups[fact["doc"]]] += 1
    return tuple(
        Group(
            name,
            tuple(sorted(members[name])),
            len(measures[name]),
            _count(has_owner(fact) for fact in measures[name]),
            _count("due" in fact for fact in measures[name]),
            _count(fact["id"] in numbered for fact in measures[name]),
            targets[name],
            _sectors(measures[name]),
        )
        for name in sorted(members, key=lambda name: (name in (UNKNOWN, NATIONAL), name))
    )


def has_owner(measure: Fact) -> bool:
    """Say whether a body other than one who only receives answers for a measure."""
    return any(agent["role"] != "beneficiary" for agent in measure.get("agents", ()))


def _count(truths: Iterable[bool]) -> int:
    return sum(truths)


def _sectors(measures: Sequence[Fact]) -> tuple[tuple[str, int], ...]:
    found = Counter(str(fact["sectors"][0]) for fact in measures if fact.get("sectors"))
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_SECTORS])
