"""Follow one indicator through several documents: targets of one unit whose indicators are called alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.analyse.across.groups import Fact
from kg.analyse.across.model import Point, Series
from kg.analyse.changes.judging import show_value
from kg.analyse.changes.statements import Side, make_statement, split_words

_ALIKE = 0.75
"""Two indicators are one where so large a share of their words is the same (Dice)."""


def find_series(targets: Iterable[Fact], sides: Mapping[str, Side], groups: Mapping[str, str]) -> tuple[Series, ...]:
    """Return the indicators that two documents at least state, those that most documents state first."""
    known = list(targets)
    keys = {id(fact): (str(fact.get("unit", "")), _words(fact)) for fact in known}
    names = _merge(sorted(set(keys.values())))
    found: dict[tuple[str, tuple[str, ...]], list[Fact]] = defaultdict(list)
    for fact in known:
        unit, words = keys[id(fact)]
        if words:
            found[unit, names[unit, words]].append(fact)
    series = [
        Series(
            str(facts[0]["indicator"]), unit, tuple(sorted((_point(fact, sides, groups) for fact in facts), key=_when))
        )
        for (unit, _), facts in found.items()
        if len({fact["doc"] for fact in facts}) > 1
    ]
    return tuple(
        sorted(series, key=lambda one: (-len({point.place.doc for point in one.points}), one.indicator, one.unit))
    )


def _words(fact: Fact) -> tuple[str, ...]:
    """Return the words of an indicator without those that begin with a digit."""
    return tuple(word for word in split_words(str(fact.get("indicator", ""))) if not word[0].isdigit())


def _merge(keys: list[tuple[str, tuple[str, ...]]]) -> dict[tuple[str, tuple[str, ...]], tuple[str, ...]]:
    """Return for each unit and name the name that it goes by: the first of those that are called alike."""
    first: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
    index: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for unit, words in keys:
        rivals = dict.fromkeys(other for word in words for other in index[unit, word])
        near = [(_dice(words, other), other) for other in rivals]
        best = max(near, key=lambda item: item[0], default=(0.0, words))
        first[unit, words] = best[1] if best[0] >= _ALIKE else words
        if best[0] < _ALIKE:
            for word in words:
                index[unit, word].append(words)
    return first


def _dice(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    left, right = set(one), set(other)
    return 2 * len(left & right) / (len(left) + len(right))


def _point(fact: Fact, sides: Mapping[str, Side], groups: Mapping[str, str]) -> Point:
    side = sides[fact["doc"]]
    value = show_value(fact) or str(fact.get("level", ""))
    place = side.place(make_statement(fact))
    return Point(
        groups[fact["doc"]], side.head.issued, str(fact.get("due", "")), value, str(fact.get("baseline", "")), place
    )


def _when(point: Point) -> tuple[str, str, str, int]:
    return point.issued, point.place.doc, point.due, point.place.start
