"""Tell on which level a body stands, by the words of its name and by the jurisdiction in its IRI."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.iri import ascii_slug, fold
from kg.resources import alternatives, read_table

LEVELS = ("party", "central", "province", "district", "commune", "enterprise", "other")
"""From the centre down: central bodies of the Party, of the state, three tiers of local government, firms, the rest."""

_QUANTIFIER = re.compile(r"(?:các|những|mọi|mỗi|từng|toàn thể) ")
_CITY = "thành phố"
_SCOPE = re.compile(r"/(?:agent|instrument)/(?P<scope>[^/]+)/")
_FIRM, _TIER, _HEAD = "firm", "tier", "head"


class Level(NamedTuple):
    """The level of a body, one of `LEVELS`, and the words that tell it: of its name, or the province in its IRI."""

    name: str
    evidence: str = ""


@lru_cache(maxsize=1)
def _terms() -> dict[str, tuple[str, str]]:
    """Return folded term -> kind and level."""
    return {fold(row["term"]): (row["kind"], row["level"]) for row in read_table("lexicons/body_levels.tsv")}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(_terms())})(?!\w)")


@lru_cache(maxsize=1)
def _district_cities() -> frozenset[str]:
    """Return the folded names of cities that belong to a province and to no other rank."""
    rows = [row for row in read_table("gazetteer/units.tsv") if row["type"].startswith(_CITY)]
    central = {fold(row["full"]) for row in rows if row["level"] == "province"}
    return frozenset(fold(row["full"]) for row in rows) - central


@lru_cache(maxsize=1)
def _provinces() -> dict[str, str]:
    """Return the slug of each province of both eras, as it stands in IRIs, with its name."""
    rows = read_table("gazetteer/units.tsv")
    return {ascii_slug(row["name"]): row["name"] for row in rows if row["level"] == "province"}


def find_province(iri: str) -> str:
    """Return the province to whose jurisdiction the IRI of a body or an act says it belongs, empty for the nation."""
    scope = _SCOPE.search(iri)
    return _provinces().get(scope["scope"], "") if scope else ""


@lru_cache(maxsize=65536)
def find_level(label: str, iri: str = "") -> Level:
    """Return the level of a body by its label; by the jurisdiction in its IRI where the label tells nothing."""
    name = _QUANTIFIER.sub("", fold(label), count=1)
    found = [(match, *_terms()[match.group()]) for match in _pattern().finditer(name)]
    for match, kind, level in found:
        if kind == _FIRM and match.start() == 0:
            return Level(level, match.group())
    for wanted in (_TIER, _HEAD):
        for match, kind, level in found:
            if kind == wanted:
                return _rank_city(match, level)
    province = find_province(iri)
    return Level("province", province) if province else Level("other")


def is_any(label: str) -> bool:
    """Say whether a name begins with a word for several or any (`các`, `mỗi`)."""
    return _QUANTIFIER.match(fold(label)) is not None


def _rank_city(match: re.Match[str], level: str) -> Level:
    """Return the level that a term tells; a city named by its name stands where the gazetteer has it."""
    if match.group() == _CITY:
        rest = match.string[match.start() :]
        city = next((name for name in _district_cities() if rest == name or rest.startswith(name + " ")), "")
        if city:
            return Level("district", city)
    return Level(level, match.group())
