"""Find land and water put to one use that bear a name (`vùng nuôi tôm Nga Tân`, `bãi nuôi ngao Hải Châu`).

The place of such a zone is no unit: the name behind it is often that of the commune it lies in, or lay in once.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotate import Annotations
from kg.extract.grammar.names import CAPITALISED, UPPER, function_words
from kg.iri import fold
from kg.model import Mention
from kg.readings import PlaceReading
from kg.resources import read_table

_LIST = re.compile(rf"(?:,| và) (?P<name>{CAPITALISED})(?= - |[,.;:)|\n]| và [{UPPER}]| \||$)")
_SEVERAL = re.compile(r"(?:(?<!\w)(?:các|những|hai|ba)|\d) $", re.IGNORECASE)
_CONFIDENCE = 0.85


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    """Return the pattern of what a zone is for and of its name; a noun for another place ends the first."""
    others = {row["term"] for row in read_table("lexicons/place_heads.tsv")} | function_words()
    words = "|".join(sorted({re.escape(term.split(" ")[0]) for term in others}, key=lambda t: (-len(t), t)))
    return re.compile(rf"(?P<use>(?: (?!(?:{words})(?!\w))[a-zà-ỹđ]+){{0,5}}) (?P<name>{CAPITALISED})")


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    """Return the folded names of countries and regions, which name no single zone."""
    return frozenset(fold(row["term"]) for row in read_table("lexicons/regions.tsv"))


def zones(text: str, notes: Annotations) -> list[Mention]:
    """Return the mentions of named zones; several that share the words for their use are told by their bare names."""
    found: list[Mention] = []
    for hit in notes.hits("place_head"):
        match = _named().match(text, hit.end_char) if hit.label == "zone" else None
        if match is None or " " not in match.group("name") or fold(match.group("name")) in _regions():
            continue
        head = text[hit.start_char].lower() + text[hit.start_char + 1 : match.end("use")]
        many = _SEVERAL.search(text, max(0, hit.start_char - 7), hit.start_char) is not None
        start = match.start("name") if many else hit.start_char
        found.append(_zone(text, start, match.end(), head=head))
        end = match.end()
        while following := _LIST.match(text, end):
            found.append(_zone(text, following.start("name"), following.end("name"), head=head))
            end = following.end("name")
    return found


def _zone(text: str, start: int, end: int, *, head: str) -> Mention:
    """Return the mention of one zone, known by its use and its name."""
    bare = re.sub(r"\s+", " ", text[start:end])
    label = bare if fold(bare).startswith(fold(head)) else f"{head} {bare}"
    label = label[0].lower() + label[1:] if label is bare else label
    return Mention(
        "Place", start, end, key=fold(label), label=label, reading=PlaceReading("zone"), confidence=_CONFIDENCE
    )
