"""Call things of one name so that they can be told apart: a law with its year or number, a body with whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.analyse.answers.levels import find_province
from kg.iri import fold

_YEAR = re.compile(r" năm (\d{4})$")
_NUMBER = re.compile(r"\d+(?:/\d{4})?/[\w-]+")


class Named(NamedTuple):
    """A thing with its name, the other names that it goes by, and what it is a part of (a name, or empty)."""

    iri: str
    label: str
    aliases: tuple[str, ...] = ()
    parent: str = ""


def tell_apart(things: Iterable[Named]) -> dict[str, str]:
    """Return what to call each thing, by IRI: its name, and where others share it, in brackets what it has of its own.

    That is the year of an act, its number, the province of either, what a body is a part of: of these those that
    differ, until no two of one name are alike, and nothing where none is known.
    """
    groups: dict[str, dict[str, Named]] = {}
    for thing in things:
        groups.setdefault(fold(thing.label), {})[thing.iri] = thing
    names: dict[str, str] = {}
    for group in groups.values():
        names |= _name(group) if len(group) > 1 else {iri: thing.label for iri, thing in group.items()}
    return names


def _name(group: Mapping[str, Named]) -> dict[str, str]:
    """Return the names of things of one name, with what differs among them until none is like another."""
    details = {iri: _details(thing) for iri, thing in group.items()}
    told: dict[str, list[str]] = {iri: [] for iri in group}
    names = {iri: thing.label for iri, thing in group.items()}
    for kind in range(_KINDS):
        if len(set(map(fold, names.values()))) == len(names):
            break
        if len({some[kind] for some in details.values()}) > 1:
            for iri, some in details.items():
                told[iri] += filter(None, [some[kind]])
            names = {iri: _put(group[iri].label, some) for iri, some in told.items()}
    return names


def _put(label: str, details: list[str]) -> str:
    return f"{label} ({', '.join(details)})" if details else label


_KINDS = 4


def _details(thing: Named) -> tuple[str, str, str, str]:
    """Return year, number, province and whole of a thing, empty what is not known or stands in its name."""
    label = fold(thing.label)
    years = (match[1] for name in thing.aliases if fold(name).startswith(label) and (match := _YEAR.search(name)))
    numbers = (match.group() for name in thing.aliases if (match := _NUMBER.search(name)))
    found = (next(years, ""), next(numbers, ""), find_province(thing.iri), thing.parent)
    year, number, province, whole = ("" if fold(one) in label else one for one in found)
    return year, number, province, whole
