"""Lay the lines of a table's row out over its columns: the reading that scores best, by a small dynamic programme.

The columns follow the heading's order. A cell is a run of lines; what its words show (`evidence`), where lines may part
and how wide they are speak for and against each reading. Nothing decides alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.layout.evidence import (
    by_length,
    cell_score,
    is_time,
    share_of_bodies,
    shown_at_end,
    shown_at_start,
    weighed,
)
from kg.layout.words import CITED, is_open, is_unclosed

_EMPTY = {"task": -8.0, "lead": -2.5, "coordinate": -1.2, "result": -1.8, "due": -1.8, "approve": -1.0, "note": -0.8}
"""What a column without a cell costs."""
_MOST_LINES = {"task": 60, "result": 45, "lead": 25, "coordinate": 35, "due": 30, "note": 25}
_WRAP = -5.0
"""What it costs that a row without number begins, or that a task has several lines of bodies and times."""
_LEAST_BREADTH = -8.0
_BODIES = frozenset(("lead", "coordinate"))
_WRAP_UNNUMBERED = -0.5
_CELL_MISSING = -2.5
_SAME_BODIES = -4.0
"""What a new band costs that begins with bodies where the one before ends with some: more likely one list goes on."""
_FRESH_TASK = -2.0
"""What a task without number costs where the rows have numbers."""
_PARTS_AFTER = {".": 0.8, "”": 0.8, ";": -1.5}
_PARTS_OPEN, _PARTS_LOWER, _PARTS_BLANK, _PARTS_PAIR = -3.0, -3.5, 1.5, -1.2
_ENDS_OPEN, _ENDS_UNCLOSED = -1.5, -4.0
_JOINS_BLANK, _JOINS_STOP, _TOO_WIDE, _BROKE_EARLY = -1.5, -0.4, -2.5, -0.5
_RESUMES, _RESUMES_OPEN, _RESUMES_CLOSED, _RESUMES_PAIR = 1.0, 1.5, -2.0, 2.0
_LOWER_BEGINS = frozenset(("due", "coordinate", "lead", "result", "note", "other"))
_NO_SCORE = float("-inf")
_GOES_ON = re.compile(r"\([2-9]\) ")
_BEAM = 22.0
"""Readings that fall so far behind the best one up to a line are given up."""
_HEAD, _TAIL = 5, 6
"""So many lines are enough to read how a cell begins, and how it ends."""


class Unit(NamedTuple):
    """A line of a row, or a cell that stands by itself (`whole`); `blank` says that an empty line stands before it."""

    start: int
    end: int
    text: str
    blank: bool = False
    whole: bool = False


class Cell(NamedTuple):
    """The units `first` to `last` (exclusive) of a row that fill the column `column`; `line` counts the row's bands."""

    column: int
    first: int
    last: int
    line: int = 0


class Reading(NamedTuple):
    """How the units of a row lie over the columns, and how well that reads."""

    cells: tuple[Cell, ...]
    score: float


def align(
    units: Sequence[Unit],
    kinds: Sequence[str],
    *,
    widths: Mapping[int, int] | None = None,
    held: Mapping[int, str] | None = None,
    pairs: frozenset[tuple[str, str]] = frozenset(),
    goes_on: bool = False,
) -> Reading:
    """Return the best reading of a row.

    `held` are the cells' words on the page before, where the row goes on; `goes_on` says that it does so behind the
    units, so that any cell may end in the middle of its words; `pairs` are words that the text has side by
    side on one line, which therefore go on with each other over a line's end.
    """
    return _Layout(units, kinds, widths=widths or {}, held=held, pairs=pairs, goes_on=goes_on).best()


class _Layout:
    """The search for one row's best reading."""

    def __init__(
        self,
        units: Sequence[Unit],
        kinds: Sequence[str],
        *,
        widths: Mapping[int, int],
        held: Mapping[int, str] | None,
        pairs: frozenset[tuple[str, str]],
        goes_on: bool,
    ) -> None:
        self.ends_open, self.parts_open = (0.0, _PARTS_OPEN / 6) if goes_on else (_ENDS_OPEN, _PARTS_OPEN)
        self.units, self.kinds, self.held, self.pairs = units, kinds, held or {}, pairs
        self.places = len(kinds)
        self.columns = [place for place, kind in enumerate(kinds) if kind != "number"]
        self.texts = [unit.text for unit in units]
        self.open = [
            is_open(text) or _GOES_ON.match(following) is not None for text, following in pairwise([*self.texts, ""])
        ]
        self.heads = [" ".join(self.texts[at : at + _HEAD]) for at in range(len(units))]
        self.starts = [at for at in range(len(units)) if at == 0 or self._may_part(at)]
        self.inner = self._inner()
        self.breadths = {column: self._breadths(width) for column, width in widths.items()}
        self.cited = [0]
        for one, other in pairwise([*self.texts, ""]):
            self.cited.append(
                self.cited[-1] + (CITED.search(f"{one}{other[:6]}" if one[-1] == "-" else one) is not None)
            )
        self._skips = self._skip_costs()
        self.paired = [at > 0 and pair_of(self.texts[at - 1], self.texts[at]) in pairs for at in range(len(units))]

    def _may_part(self, at: int) -> bool:
        """Say whether a cell can begin at a unit at all: a lower-case line goes on, unless it stands apart."""
        unit, before = self.units[at], self.texts[at - 1]
        if unit.whole or unit.blank or not unit.text[0].islower():
            return True
        return (before[-1] in ".;”)" and not self.open[at - 1]) or "timed" in shown_at_start(self.heads[at])

    def _inner(self) -> dict[str, list[float]]:
        """Return for each kind of column the summed cost, up to each unit, of not parting before it."""
        costs: dict[str, list[float]] = {kind: [0.0] for kind in self.kinds}
        starts = frozenset(self.starts)
        for at, unit in enumerate(self.units):
            shown: tuple[str, ...] = ()
            if at and at in starts and not self.open[at - 1] and not unit.text[0].islower():
                timed = is_time(unit.text) or is_time(" ".join(self.texts[at : at + 2]))
                names = ("time",) if timed else shown_at_start(self.heads[at])
                shown = tuple(f"held-{name}" for name in names)
            blank = _JOINS_BLANK if at and unit.blank else 0.0
            for kind, summed in costs.items():
                summed.append(summed[-1] + blank + weighed(kind, shown))
        return costs

    def _skip_costs(self) -> list[float]:
        """Return the summed cost of leaving empty all columns before each place."""
        costs = [0.0]
        for kind in self.kinds:
            costs.append(costs[-1] + (0.0 if kind == "number" else _EMPTY.get(kind, -1.0)))
        return costs

    def _skipped(self, since: int, until: int, state: int) -> float:
        """Return what leaving columns empty costs: nothing where the row goes on from another page."""
        return 0.0 if self.held and state < self.places else self._skips[until] - self._skips[since]

    def _part(self, at: int, kind: str) -> float:
        """Return what speaks for a cell's beginning at a unit, by how the unit before ends and this one begins."""
        if at == 0 or self.units[at].whole:
            return 0.0
        unit = self.units[at]
        score = self.parts_open if self.open[at - 1] else 0.0
        score += _PARTS_AFTER.get(self.texts[at - 1][-1], 0.0)
        score += _PARTS_BLANK if unit.blank else 0.0
        score += _PARTS_PAIR if self.paired[at] else 0.0
        if unit.text[0].islower():
            score += _PARTS_LOWER / (2 if kind in _LOWER_BEGINS else 1)
        return score

    def _shown(self, first: int, last: int) -> tuple[tuple[str, ...], float]:
        """Return what units show as one cell, and which share of the bodies that they list are bodies."""
        length = self.units[last - 1].end - self.units[first].start
        if last - first <= 6 and is_time(" ".join(self.texts[first:last])):
            return ("time",), 0.0
        start = shown_at_start(" ".join(self.texts[first : min(last, first + _HEAD)]))
        ending = " ".join(self.texts[max(first, last - _TAIL) : last])
        shown = [*start, *shown_at_end(ending), *by_length(length)]
        if self.cited[last] > self.cited[first]:
            shown.append("citation")
        share = share_of_bodies(" ".join(self.texts[first:last])) if "body" in start else 0.0
        return tuple(shown), share

    def _fits(self, first: int, last: int) -> float:
        """Return what speaks against a run of units being one cell of any column."""
        if last == len(self.units):
            return 0.0
        score = self.ends_open if self.open[last - 1] else 0.0
        return score + (_ENDS_UNCLOSED if is_unclosed(" ".join(self.texts[first:last])) else 0.0)

    def _cell(self, first: int, last: int, state: int, shown: tuple[str, ...], share: float) -> float:
        """Return how well units read as the cell of a column."""
        column = state % self.places
        kind = self.kinds[column]
        inner = self.inner[kind][last] - self.inner[kind][first + 1]
        before = self.held.get(column, "") if state < self.places else ""
        if before:
            score = self._resumed(first, last, kind, before)
        else:
            score = weighed(kind, shown) + (share * weighed(kind, ("bodies",)) if share else 0.0)
            score += _PARTS_LOWER if (first == 0 or self.held) and self.texts[first][0].islower() else 0.0
        return score + inner + self._breadth(first, last, column)

    def _resumed(self, first: int, last: int, kind: str, before: str) -> float:
        """Return how well units go on with the cell of the page before."""
        text = " ".join(self.texts[first:last])
        score = cell_score(kind, f"{before} {text}") - cell_score(kind, before)
        score += _RESUMES if text[0].islower() else -_RESUMES
        score += _RESUMES_PAIR if pair_of(before, text) in self.pairs else 0.0
        if is_open(before) or is_unclosed(before):
            return score + _RESUMES_OPEN
        closed = is_time(before) or before[-1] in ".;" or (kind == "note" and CITED.search(before[-18:]))
        return score + (_RESUMES_CLOSED if closed else 0.0)

    def _breadths(self, width: int) -> list[tuple[float, float]]:
        """Return, summed up to each unit, what lines too wide and lines broken early say against a column's width."""
        wide = early = 0.0
        summed = [(0.0, 0.0)]
        for text, following in pairwise([*self.texts, ""]):
            wide += _TOO_WIDE if len(text) > width * 1.15 + 2 else 0.0
            early += _BROKE_EARLY if len(text) + 1 + len(following.split(" ", 1)[0]) < 0.7 * width else 0.0
            summed.append((wide, early))
        return summed

    def _breadth(self, first: int, last: int, column: int) -> float:
        """Return what the widths of the lines say against their standing in a column."""
        summed = self.breadths.get(column)
        if summed is None:
            return 0.0
        return max(_LEAST_BREADTH, summed[last][0] - summed[first][0] + summed[last - 1][1] - summed[first][1])

    def best(self) -> Reading:
        """Return the reading with the highest score."""
        if not self.units:
            return Reading((), 0.0)
        edges = [*self.starts, len(self.units)]
        scores: list[dict[int, float]] = [{} for _ in edges]
        came: list[dict[int, tuple[int, int]]] = [{} for _ in edges]
        for left in range(len(edges) - 1):
            arrivals = self._arrivals(scores[left], edges[left], opening=left == 0)
            if not arrivals:
                continue
            floor = max(score for score, _ in arrivals.values()) - _BEAM
            for right in range(left + 1, len(edges)):
                size = edges[right] - edges[left]
                if size > _MOST_LINES["task"] or (self.units[edges[left]].whole and right - left > 1):
                    break
                shown, share = self._shown(edges[left], edges[right])
                common = self._fits(edges[left], edges[right])
                for state, (score, before) in arrivals.items():
                    if score < floor or size > _MOST_LINES.get(self.kinds[state % self.places], 25):
                        continue
                    total = score + common + self._cell(edges[left], edges[right], state, shown, share)
                    if total > scores[right].get(state, _NO_SCORE):
                        scores[right][state] = total
                        came[right][state] = (left, before)
        return self._trace(edges, scores, came)

    def _arrivals(self, scores: Mapping[int, float], at: int, *, opening: bool) -> dict[int, tuple[float, int]]:
        """Return for each state the best way to begin a cell in it at a unit: its score, and the state before.

        A state is a column, or that column in a further band of the row.
        """
        arrivals: dict[int, tuple[float, int]] = {}
        for column in self.columns:
            part = self._part(at, self.kinds[column])
            if opening:
                arrivals[column] = (self._skipped(0, column, column) + part, -1)
            for before, score in scores.items():
                state, cost = self._step(before, column, at)
                total = score + cost + part
                if total > arrivals.get(state, (_NO_SCORE, 0))[0]:
                    arrivals[state] = (total, before)
        return arrivals

    def _step(self, before: int, column: int, at: int) -> tuple[int, float]:
        """Return the state that going on to a column leads to, and its cost: columns passed over, or a new band."""
        own = before % self.places
        if column > own:
            state = column + before - own
            return state, self._skipped(own + 1, column, state)
        if column == own or self.units[at].whole:
            return column, _NO_SCORE
        left_out = self._skipped(own + 1, self.places, before)
        task = self.kinds.index("task") if "task" in self.kinds else -1
        since = self._skips[column] - self._skips[task + 1] if column > task else 0.0
        fresh = _FRESH_TASK if column == task and "number" in self.kinds else 0.0
        fresh += _SAME_BODIES if {self.kinds[own], self.kinds[column]} <= _BODIES and left_out < _CELL_MISSING else 0.0
        wrap = _WRAP if "number" in self.kinds or column > task else _WRAP_UNNUMBERED
        return column + self.places, wrap + left_out + since + fresh

    def _trace(
        self, edges: list[int], scores: list[dict[int, float]], came: list[dict[int, tuple[int, int]]]
    ) -> Reading:
        """Follow the best reading back from the last unit."""
        last = {
            state: score + self._skipped(state % self.places + 1, self.places, state)
            for state, score in scores[-1].items()
        }
        if not last:
            return Reading((), _NO_SCORE)
        state = max(last, key=lambda place: (last[place], -place))
        total, right, found = last[state], len(edges) - 1, []
        while right > 0:
            left, before = came[right][state]
            found.append((state % self.places, edges[left], edges[right]))
            right, state = left, before
        cells, line, column = [], 0, -1
        for place, first, end in reversed(found):
            line += place <= column
            column = place
            cells.append(Cell(place, first, end, line))
        return Reading(tuple(cells), total)


def pair_of(before: str, after: str) -> tuple[str, str]:
    """Return the words on both sides of a line's end, in lower case."""
    return before.rsplit(" ", 1)[-1].casefold(), after.split(" ", 1)[0].casefold()


def pairs_of(lines: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the words that stand side by side on some line, in lower case."""
    return frozenset(pair for line in lines for pair in pairwise(line.casefold().split()))
