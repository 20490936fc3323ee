"""Find the documents of a folder that say the same: one resolution from two sources, read from two files.

Pairs come from their sketches (`kg.sketch`) or from one number; what they bear on their head decides. Two texts of
one form are up to nine tenths alike, so texts with different numbers, dates or issuers are never one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from kg.iri import ascii_slug, fold
from kg.sketch import PLACES, Sketch, contained, share

BANDS = 64
"""Sketches that agree in a whole band of places are compared; 64 of four places find pairs from two fifths alike on."""
NUMBERED, UNNUMBERED, FIGURES = 0.6, 0.6, 0.85
"""How much of the smaller text stands in the other where both bear one number; else how much they have in common, and
how much of their figures."""
_DIGITS = re.compile(r"\d+")
_ISSUER = 85.0
_MARKS = 80.0
_DAYS = 1
_FIRSTS = 8
_FEWEST = 30
"""A text of fewer shingles is not enough to tell that another says the same."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document by which copies are found; `facts` is how many measures and targets it has."""

    id: str
    number: str
    issuer: str
    issued: str
    facts: int
    sketch: Sketch | None


class Copy(NamedTuple):
    """A document that says what another says, which counts; `likeness` is from 0 to 1, 1 where a person said so."""

    id: str
    of: str
    likeness: float


class Pair(NamedTuple):
    """Two documents by IRI in order, how alike they are from 0 to 1, and whether they are held for copies of one."""

    a: str
    b: str
    likeness: float
    is_copy: bool


def find_copies(
    documents: Iterable[Known], *, same: Sequence[tuple[str, str]] = (), different: Sequence[tuple[str, str]] = ()
) -> list[Copy]:
    """Return which documents are copies of others, sorted; the same whatever the order of documents.

    Pairs of IRIs in `same` are copies, the first one counts; those in `different` are none, nor are their copies. Of
    others the one counts in which most was found.
    """
    known = {one.id: one for one in documents}
    told = {(a, b) for a, b in same if a in known and b in known}
    pairs = sorted((pair for pair in compare(known.values()) if pair.is_copy), key=lambda pair: (-pair.likeness, pair))
    groups = {name: {name} for name in known}
    apart = {frozenset(pair) for pair in different}
    for a, b in (*sorted(told), *((pair.a, pair.b) for pair in pairs)):
        ours, theirs = groups[a], groups[b]
        if ours is theirs or (apart and any(frozenset((x, y)) in apart for x in ours for y in theirs)):
            continue
        if len(ours) < len(theirs):
            ours, theirs = theirs, ours
        ours |= theirs
        groups.update(dict.fromkeys(theirs, ours))
    seconds = {b for _, b in told}
    likeness = {(pair.a, pair.b): pair.likeness for pair in pairs}
    copies = []
    for group in {id(group): group for group in groups.values() if len(group) > 1}.values():
        lead = min(group, key=lambda name: (name in seconds, -known[name].facts, name))
        for name in group - {lead}:
            sure = (lead, name) in told or (name, lead) in told
            near = likeness.get((min(lead, name), max(lead, name)), _likeness(known[lead], known[name]))
            copies.append(Copy(name, lead, 1.0 if sure else near))
    return sorted(copies)


def compare(documents: Iterable[Known]) -> Iterator[Pair]:
    """Yield the pairs of documents that are worth a look, in order, each judged."""
    known = sorted((one for one in documents if one.sketch is not None), key=lambda one: one.id)
    for a, b in sorted(_near(known) | _numbered(known)):
        one, other = known[a], known[b]
        yield Pair(one.id, other.id, _likeness(one, other), _is_copy(one, other))


def _near(known: Sequence[Known]) -> set[tuple[int, int]]:
    """Return the pairs, by place, whose sketches agree in a whole band."""
    if not known:
        return set()
    words = numpy.stack([one.sketch.words for one in known if one.sketch is not None])
    width = PLACES // BANDS
    found: set[tuple[int, int]] = set()
    for at in range(0, PLACES, width):
        rows = numpy.ascontiguousarray(words[:, at : at + width]).view("<u8").ravel()
        order = numpy.argsort(rows, kind="stable")
        ends = numpy.flatnonzero(numpy.diff(rows[order])) + 1
        for some in numpy.split(order, ends):
            if len(some) > 1:
                found |= _among([int(place) for place in some], known)
    return found


def _among(places: Sequence[int], known: Sequence[Known]) -> set[tuple[int, int]]:
    """Return pairs out of documents that are alike, so many as there are documents and not as there are pairs.

    Those of one number are compared with the first and the next of them, and those without a number with the first of
    each number as well: copies of one document hang together by these. Those of different numbers are none.
    """
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for place in places:
        groups[_figures(known[place].number)].append(place)
    found = {
        pair
        for some in groups.values()
        for at, place in enumerate(some[1:])
        for pair in ((some[at], place), (some[0], place))
    }
    firsts = [some[0] for key, some in groups.items() if key][:_FIRSTS]
    found.update((min(a, b), max(a, b)) for a in groups.get((), ()) for b in firsts)
    return found


def _numbered(known: Sequence[Known]) -> set[tuple[int, int]]:
    """Return pairs, by place, that bear one number; of many the first and the next."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(known):
        if one.number:
            places[f"{ascii_slug(one.number)} {one.issued[:4]}"].append(at)
    return {pair for some in places.values() for pair in _among(some, known)}


def _figures(number: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in _DIGITS.findall(ascii_slug(number)))


def _likeness(one: Known, other: Known) -> float:
    if one.sketch is None or other.sketch is None:
        return 0.0
    return round(share(one.sketch.words, other.sketch.words), 3)


def _is_copy(one: Known, other: Known) -> bool:
    """Say whether two documents are held for copies of one."""
    assert one.sketch is not None
    assert other.sketch is not None
    if _contradict(one, other) or min(one.sketch.size, other.sketch.size) < _FEWEST:
        return False
    if one.number and other.number:
        return contained(one.sketch, other.sketch) >= NUMBERED
    alike = share(one.sketch.words, other.sketch.words) >= UNNUMBERED
    return alike and share(one.sketch.figures, other.sketch.figures) >= FIGURES


def _contradict(one: Known, other: Known) -> bool:
    """Say whether number, issuer or date of two documents can't be those of one, a misread letter allowed for."""
    if one.number and other.number and not _one_number(one.number, other.number):
        return True
    if one.issuer and other.issuer and ratio(fold(one.issuer), fold(other.issuer)) < _ISSUER:
        return True
    if not (one.issued and other.issued) or one.issued == other.issued:
        return False
    numbered = bool(one.number and other.number)
    return not (numbered and _one_day(one.issued, other.issued))


def _one_number(one: str, other: str) -> bool:
    """Say whether two numbers have the same figures, and letters that misreading may have made of one another."""
    return _figures(one) == _figures(other) and ratio(ascii_slug(one), ascii_slug(other)) >= _MARKS


def _one_day(one: str, other: str) -> bool:
    """Say whether two ISO dates differ by one figure, as misread ones do, or by a day."""
    if Levenshtein.distance(one, other) <= 1:
        return True
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= _DAYS
    except ValueError:
        return False


def known_of(entry: Mapping[str, object], sketch: Sketch | None) -> Known:
    """Return what the entry of a document in the report tells of it."""
    number, issuer, issued = entry.get("bears") or ("", "", "")  # type: ignore[misc]
    counts = entry.get("counts", {})
    facts = sum(counts.get(kind, 0) for kind in ("measures", "targets"))  # type: ignore[union-attr]
    return Known(str(entry["id"]), str(number), str(issuer), str(issued), facts, sketch)
