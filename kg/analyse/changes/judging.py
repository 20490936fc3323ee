"""Say in what two statements that are one differ, and whether the later one asks for more or for less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kg.analyse.changes.model import Change
from kg.analyse.changes.statements import Fact, Owner, Statement, split_words
from kg.resources import read_table

STRONGER, WEAKER = "stronger", "weaker"
_FIRMNESS = {"encouraged": 0, "should": 1, "": 2, "must": 3}
"""A bare verb binds more than `should` and less than `must`; what is prohibited is another thing, not more of it."""
_UP, _DOWN = (">=", ">"), ("<=", "<")


def judge(before: Statement, after: Statement, *, labels: Mapping[str, str]) -> tuple[Change, ...]:
    """Return in what two statements differ, the words last; `labels` name the bodies."""
    one, other = before.fact, after.fact
    found = [
        _modality(str(one.get("modality", "")), str(other.get("modality", ""))),
        _due(one, other),
        _plain("recurrence", ", ".join(one.get("recurrence", ())), ", ".join(other.get("recurrence", ()))),
        _owners(before, after, labels),
        _inherited_owners(before, after, labels),
    ]
    if before.kind == "target":
        found += [
            _value(one, other),
            _plain("unit", str(one.get("unit", "")), str(other.get("unit", ""))),
            _plain("level", str(one.get("level", "")), str(other.get("level", ""))),
        ]
    changes = [change for change in found if change is not None]
    number = _numbers(before, after, changes)
    if number is not None:
        changes.append(number)
    if before.words != after.words and _without_numbers(before) != _without_numbers(after):
        changes.append(Change("words", str(one["quote"]), str(other["quote"])))
    return tuple(changes)


def status_of(changes: tuple[Change, ...]) -> str:
    """Return the status that changes come to: of another kind than words, and all one way or not."""
    weighty = [change for change in changes if change.aspect != "words" and not change.inherited]
    ways = {change.direction for change in weighty}
    if not weighty:
        return "reworded" if any(change.aspect == "words" for change in changes) else "kept"
    if ways in ({STRONGER}, {WEAKER}):
        return ways.pop()
    return "changed"


def _plain(aspect: str, before: str, after: str) -> Change | None:
    """Return a change of which neither more nor less can be said."""
    if " ".join(split_words(before)) == " ".join(split_words(after)):
        return None
    return Change(aspect, before, after)


def _modality(before: str, after: str) -> Change | None:
    if before == after:
        return None
    ranks = [_FIRMNESS.get(name) for name in (before, after)]
    if None in ranks:
        return Change("modality", before, after)
    return Change("modality", before, after, STRONGER if ranks[1] > ranks[0] else WEAKER)


def _due(one: Fact, other: Fact) -> Change | None:
    """Return the change of the due time; inherited where neither statement has one in its own words."""
    before, after = str(one.get("due", "")), str(other.get("due", ""))
    if before == after:
        return None
    inherited = all(not fact.get("due") or bool(fact.get("due_inherited")) for fact in (one, other))
    if not before or not after:
        return Change("due", before, after, STRONGER if after else WEAKER, inherited)
    ends = latest_day(before), latest_day(after)
    way = "" if ends[0] == ends[1] else STRONGER if ends[1] < ends[0] else WEAKER
    return Change("due", before, after, way, inherited)


def latest_day(due: str) -> str:
    """Return the last day of a time in ISO 8601 (`2025`, `2025-06`, `2020/2025`) in a form that sorts by time."""
    end = due.rsplit("/", 1)[-1]
    return {4: f"{end}-12-31", 7: f"{end}-31"}.get(len(end), end)


def _owners(before: Statement, after: Statement, labels: Mapping[str, str]) -> Change | None:
    """Return what changed in whom the words name to do it, but for a body that a heading names in the other text."""
    gone = before.owners - after.owners - after.inherited
    come = after.owners - before.owners - before.inherited
    return _change_of_owners(gone, come, labels)


def _inherited_owners(before: Statement, after: Statement, labels: Mapping[str, str]) -> Change | None:
    """Return what changed in whom a heading or an introduction names."""
    gone = before.inherited - after.inherited - after.owners
    come = after.inherited - before.inherited - before.owners
    change = _change_of_owners(gone, come, labels)
    return replace(change, inherited=True) if change else None


def _change_of_owners(gone: frozenset[Owner], come: frozenset[Owner], labels: Mapping[str, str]) -> Change | None:
    """Return the change: a body more is stronger, one less weaker, another one is neither; names decide, not IRIs."""
    before, after = _name_owners(gone, labels), _name_owners(come, labels)
    if before == after:
        return None
    return Change("owner", before, after, "" if before and after else WEAKER if before else STRONGER)


def _name_owners(owners: frozenset[Owner], labels: Mapping[str, str]) -> str:
    return "; ".join(sorted(f"{labels.get(agent) or agent.rsplit('/', 1)[-1]} ({role})" for role, agent in owners))


def _value(before: Fact, after: Fact) -> Change | None:
    """Return the change of a target's number, and which way it points where its words say it."""
    shown = show_value(before), show_value(after)
    if shown[0] == shown[1]:
        return None
    values = [_number(fact) for fact in (before, after)]
    if None in values or before.get("unit") != after.get("unit") or values[0] == values[1]:
        return Change("value", *shown)
    more = more_is(after)
    if not more or more != more_is(before):
        return Change("value", *shown)
    return Change("value", *shown, STRONGER if (values[1] > values[0]) == (more == "up") else WEAKER)


def _number(fact: Fact) -> Decimal | None:
    value = fact.get("value")
    return None if value is None else Decimal(str(value))


def show_value(fact: Fact) -> str:
    """Return the aimed-at number as it is compared: comparator, value, further value; empty without one."""
    if fact.get("value") is None:
        return ""
    sign = "" if fact.get("comparator") in ("=", "range") else f"{fact.get('comparator', '')} "
    return sign + "–".join(f"{float(fact[key]):g}" for key in ("value", "value_max") if fact.get(key) is not None)


def more_is(fact: Fact) -> str:
    """Return `up` or `down`, which way a target's aim points, empty where neither comparator nor words say it."""
    if fact.get("comparator") in _UP:
        return "up"
    if fact.get("comparator") in _DOWN:
        return "down"
    words = split_words(str(fact["quote"]))
    number = next((at for at, word in enumerate(words) if word[0].isdigit()), len(words))
    for end in range(number, 0, -1):
        for start in range(max(0, end - _longest()), end):
            if more := _directions().get(tuple(words[start:end])):
                return more
    return ""


@lru_cache(maxsize=1)
def _directions() -> dict[tuple[str, ...], str]:
    return {tuple(split_words(row["term"])): row["more"] for row in read_table("lexicons/aim_directions.tsv")}


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _directions()))


def _numbers(before: Statement, after: Statement, found: list[Change]) -> Change | None:
    """Return the numbers of the words that became others, but for those that a change found already tells of."""
    told = {word for change in found for side in (change.before, change.after) for word in _digits(side)}
    gone = Counter(before.numbers) - Counter(after.numbers)
    come = Counter(after.numbers) - Counter(before.numbers)
    if all(told & _digits(word) for word in (*gone, *come)):
        return None
    return Change("number", ", ".join(gone), ", ".join(come))


def _digits(text: str) -> set[str]:
    """Return the runs of digits of a text, without zeros before them; a Roman numeral is itself."""
    runs = "".join(ch if ch.isdigit() else " " for ch in text).split()
    return {run.lstrip("0") or "0" for run in runs} or ({text} if text else set())


def _without_numbers(one: Statement) -> tuple[str, ...]:
    numbers = set(one.numbers)
    return tuple("#" if word in numbers else word for word in one.words)
