"""Pair the documents of two folders that are two states of one, where that is clear; say by what, and what is alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.analyse.changes.compare import compare_documents
from kg.analyse.changes.model import Difference, Head
from kg.analyse.changes.statements import WORD, Fact, head_of
from kg.iri import fold

NEAR = 0.8
"""Two titles are nearly the same that share so much of their words (Dice), numbers aside."""
AHEAD = 0.05
"""So much nearer than every other title the one meant must be."""


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """Two documents that are states of one, by IRI; `by` is `same` (one IRI), `number`, `title`, or `named`."""

    before: str
    after: str
    by: str


@dataclass(frozen=True, slots=True)
class FolderChanges:
    """What became of the documents of one folder in another: each pair compared, and those that stayed alone."""

    pairs: tuple[tuple[DocumentPair, Difference], ...]
    before: tuple[Head, ...]
    after: tuple[Head, ...]


def pair_documents(before: Iterable[Fact], after: Iterable[Fact]) -> list[DocumentPair]:
    """Return the documents of two folders that are states of one, in the order of the later folder's facts.

    Those of one official number, where each side has it once and the issuers are not others; then those of one IRI
    without two numbers; of the rest those of one type and nearly one title, each the nearest of the other. Copies are
    passed over.
    """
    sides = [_documents(side) for side in (before, after)]
    found: list[DocumentPair] = []
    for by, key in (("number", _number), ("same", _iri)):
        found += _by_key(sides, key, by=by)
    found += _by_title(sides)
    order = {str(fact["id"]): at for at, fact in enumerate(_documents(after))}
    return sorted(found, key=lambda pair: order[pair.after])


def compare_folders(
    before: Iterable[Fact],
    after: Iterable[Fact],
    *,
    pairs: Sequence[DocumentPair] | None = None,
    texts: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
) -> FolderChanges:
    """Return what changed in the documents of two folders, paired as `pair_documents` does or as `pairs` says.

    With `pairs` only those are compared and nothing is said of the others; `texts` are source texts by IRI.
    """
    sides = list(before), list(after)
    chosen = pair_documents(*sides) if pairs is None else list(pairs)
    by_document: tuple[dict[str, list[Fact]], dict[str, list[Fact]]] = ({}, {})
    for side, found in zip(sides, by_document, strict=True):
        for fact in side:
            found.setdefault(str(fact["doc"]), []).append(fact)
    compared = [
        compare_documents(
            by_document[0][pair.before],
            by_document[1][pair.after],
            documents=(pair.before, pair.after),
            texts=(texts[0].get(pair.before, ""), texts[1].get(pair.after, "")),
        )
        for pair in chosen
    ]
    taken = {pair.before for pair in chosen}, {pair.after for pair in chosen}
    alone = [
        tuple(head_of(side, str(one["id"])) for one in _documents(side) if pairs is None and one["id"] not in used)
        for side, used in zip(sides, taken, strict=True)
    ]
    return FolderChanges(tuple(zip(chosen, compared, strict=True)), alone[0], alone[1])


def _documents(facts: Iterable[Fact]) -> list[Fact]:
    """Return the documents of a folder, of those that say the same the one that counts."""
    some = [fact for fact in facts if fact["fact"] == "document"]
    known = {fact["id"] for fact in some}
    return [fact for fact in some if fact.get("copy_of") not in known]


def _iri(fact: Fact) -> str:
    return str(fact["id"])


def _number(fact: Fact) -> str:
    return fold("".join(str(fact.get("number", "")).split()))


def _by_key(sides: list[list[Fact]], key: Callable[[Fact], str], *, by: str) -> list[DocumentPair]:
    """Take out of both sides the documents that alone have a key, and return them in pairs."""
    groups: list[dict[str, list[Fact]]] = [{}, {}]
    for side, group in zip(sides, groups, strict=True):
        for fact in side:
            group.setdefault(key(fact), []).append(fact)
    pairs = []
    for name, some in groups[0].items():
        others = groups[1].get(name, [])
        if name and len(some) == len(others) == 1 and _may_be_one(some[0], others[0], key is _iri):
            pairs.append(_take(sides, some[0], others[0], by=by))
    return pairs


def _by_title(sides: list[list[Fact]]) -> list[DocumentPair]:
    """Take out of both sides the documents of one type whose titles are nearest to each other's."""
    words = [[_words(fact) for fact in side] for side in sides]
    rivals: dict[tuple[int, int], list[float]] = {}
    likeness: dict[tuple[int, int], float] = {}
    for at, one in enumerate(sides[0]):
        for other, fact in enumerate(sides[1]):
            if one.get("type") == fact.get("type") and _may_be_one(one, fact):
                like = likeness[at, other] = _alike(words[0][at], words[1][other])
                for place in ((0, at), (1, other)):
                    rivals.setdefault(place, []).append(like)
    clear = [
        (sides[0][at], sides[1][other])
        for (at, other), like in likeness.items()
        if like >= NEAR and all(_is_ahead(like, rivals[place]) for place in ((0, at), (1, other)))
    ]
    return [_take(sides, one, other, by="title") for one, other in clear]


def _is_ahead(like: float, all_of_it: list[float]) -> bool:
    """Say whether a likeness, one of those of a document, is well above all the others."""
    return sum(other > like - AHEAD for other in all_of_it) == 1


def _take(sides: list[list[Fact]], one: Fact, other: Fact, *, by: str) -> DocumentPair:
    sides[0].remove(one)
    sides[1].remove(other)
    return DocumentPair(str(one["id"]), str(other["id"]), by)


def _may_be_one(one: Fact, other: Fact, by_iri: bool = False) -> bool:
    """Say whether nothing tells two documents apart by who issued them, those of one IRI by their numbers."""
    if by_iri and _number(one) and _number(other) and _number(one) != _number(other):
        return False
    names = [fold(str(fact.get("issuer") or "")) for fact in (one, other)]
    return "" in names or names[0] == names[1]


def _words(fact: Fact) -> Counter[str]:
    """Return the words of a title, folded; numbers, such as years, are no words."""
    return Counter(word for word in WORD.findall(fold(str(fact.get("title") or ""))) if not word.isdigit())


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Return how much two titles share of their words, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
