"""Make tables of a page from its rules: a grid whose cells are merged where no rule parts them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter, itemgetter

import numpy as np

from kg.pages import Box
from kg.read.pdf.geometry import UPRIGHT, Frame
from kg.read.pdf.glyphs import Glyphs
from kg.read.pdf.lines import Line, build_rows_of
from kg.read.pdf.rules import Rule

_SAME = 2.5
_JOIN = 4.0
_TOUCH = 4.0
_REACH = 4.5
"""A rule that ends this much before the corner of a cell still bounds it."""
_FEWEST = 6
_MOST = 1500
_MOST_FIELDS = 50_000
"""More rules of one direction than this, or fields between them, are a drawing."""
_OVER = 99.0
_NARROW = 10.0
_OPEN = 8.0
_FEWEST_OPEN = 3
_OPEN_SHARE = 0.6
_AT, _START = attrgetter("at"), itemgetter(0)
"""How far beyond the last rule others run on, how many of them at least, and which share, where an edge is open."""


@dataclass(slots=True)
class Cell:
    """A cell: its first row and column, its last ones, its box and its lines."""

    row: int
    column: int
    last_row: int
    last_column: int
    box: Box
    lines: list[CellLine] = field(default_factory=list)


@dataclass(slots=True)
class CellLine:
    """A printed line of a cell, with its page and frame, which differ within a row that a page break cut."""

    line: Line
    page: int = -1
    frame: Frame = UPRIGHT


@dataclass(slots=True)
class Table:
    """A table of a page: its rows of cells (a merged one in its first row only), where it stands, its columns' edges.

    `first_row` counts the rows of the pages before that it continues; `heads` are rows that only repeat its heading;
    `is_open` says that no rule ends its last row, `gaps` where the white is that parts its columns, without rules;
    `resumes` that its first row is the rest of one on the page before.
    """

    box: Box
    edges: tuple[float, ...]
    rows: list[list[Cell]]
    first_row: int = 0
    heads: int = 0
    is_open: bool = False
    gaps: tuple[tuple[float, float], ...] = ()
    resumes: bool = False

    @property
    def columns(self) -> int:
        """Return how many columns it has."""
        return len(self.edges) - 1


def find_tables(rules: Sequence[Rule], glyphs: Glyphs) -> tuple[list[Table], Glyphs]:
    """Return the tables of a frame, top to bottom, and the characters that stand outside of them."""
    tables = []
    for grid in find_grids(rules):
        cells = grid.cells_at((glyphs.left + glyphs.right) / 2, (glyphs.base * 2 + glyphs.top) / 3)
        grid.fill(glyphs.take(cells >= 0), cells[cells >= 0])
        table = grid.to_table()
        if table is not None:
            tables.append(table)
            glyphs = glyphs.take(cells < 0)
    return sorted(tables, key=lambda table: table.box.top), glyphs


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """Return the grids that rules make, the one of fewest rules first."""
    grids = (_grid(level, upright) for level, upright in _meshes(rules))
    return [grid for grid in grids if grid is not None]


def _meshes(rules: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the rules that touch each other, level ones and upright ones, smallest mesh first."""
    level, upright = _merged(rules, level=True), _merged(rules, level=False)
    if len(level) + len(upright) < _FEWEST - 1 or max(len(level), len(upright)) > _MOST:
        return []
    parent = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    order = sorted(range(len(upright)), key=lambda at: upright[at].at)
    places = [upright[at].at for at in order]
    for number, rule in enumerate(level):
        for at in order[bisect_right(places, rule.start - _TOUCH) : bisect_right(places, rule.end + _TOUCH)]:
            if upright[at].start - _TOUCH <= rule.at <= upright[at].end + _TOUCH:
                parent[root(number)] = root(len(level) + at)
    meshes: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate((*level, *upright)):
        meshes.setdefault(root(number), ([], []))[0 if rule.level else 1].append(rule)
    return sorted(meshes.values(), key=lambda mesh: len(mesh[0]) + len(mesh[1]))


def _merged(rules: Iterable[Rule], *, level: bool) -> list[Rule]:
    """Return the rules of one direction, those on one line that meet as one."""
    lines: list[list[Rule]] = []
    for rule in sorted((rule for rule in rules if rule.level == level), key=_AT):
        if lines and rule.at - lines[-1][0].at <= _SAME:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    merged = []
    for line in lines:
        if len(line) == 1:
            merged += line
            continue
        at = sum(map(_AT, line)) / len(line)
        (start, end), *others = sorted([(rule.start, rule.end) for rule in line], key=_START)
        for begin, stop in others:
            if begin <= end + _JOIN:
                end = max(end, stop)
            else:
                merged.append(Rule(level, at, start, end))
                start, end = begin, stop
        merged.append(Rule(level, at, start, end))
    return merged


@dataclass(slots=True)
class Grid:
    """The places of a mesh's rules, and for each field of it, (rows, columns), the number of its cell."""

    xs: list[float]
    ys: list[float]
    owner: np.ndarray
    cells: list[Cell]
    is_open: bool

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Return the cell at a place, None outside."""
        at = int(self.cells_at(np.array([x]), np.array([y]))[0])
        return self.cells[at] if at >= 0 else None

    def cells_at(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Return the numbers of the cells at places, -1 outside, as an array of shape (n,)."""
        rows, columns = self.owner.shape
        row = np.clip(np.searchsorted(self.ys, y, side="right") - 1, 0, rows - 1)
        column = np.clip(np.searchsorted(self.xs, x, side="right") - 1, 0, columns - 1)
        is_inside = (self.xs[0] <= x) & (x <= self.xs[-1]) & (self.ys[0] <= y) & (y <= self.ys[-1])
        return np.where(is_inside, self.owner[row, column], -1)

    def fill(self, glyphs: Glyphs, cells: np.ndarray) -> None:
        """Put characters into the cells of which `cells` has the number of that of each."""
        rows = build_rows_of(glyphs, cells, column=_OVER)
        for number, cell in enumerate(self.cells):
            cell.lines = [CellLine(row.joined()) for row in rows.get(number, ())]

    def to_table(self) -> Table | None:
        """Return the table with what its cells hold; None where all stands in one column, or nothing."""
        filled = [cell for cell in self.cells if cell.lines]
        if len({cell.column for cell in filled}) < 2:
            return None
        return _without_empty(self, filled)


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    """Return the grid of a mesh; None where it is a mere frame, a line or a column."""
    is_open = _close(level, upright)
    _close(upright, level)
    level.sort(key=_AT)
    upright.sort(key=_AT)
    ys, xs = _places(level), _places(upright)
    if len(ys) < 2 or len(xs) < 3 or len(xs) * len(ys) > _MOST_FIELDS:
        return None
    below = [_parting(level, y, steps=xs) for y in ys[1:]]
    right = list(zip(*(_parting(upright, x, steps=ys) for x in xs[1:]), strict=True))
    last_row, last_column = len(ys) - 2, len(xs) - 2
    owner = [[-1] * (last_column + 1) for _ in range(last_row + 1)]
    cells: list[Cell] = []
    for row in range(last_row + 1):
        for column in range(last_column + 1):
            if owner[row][column] >= 0:
                continue
            to_column = column
            while to_column < last_column and not right[row][to_column] and owner[row][to_column + 1] < 0:
                to_column += 1
            to_row = row
            while to_row < last_row and not any(below[to_row][column : to_column + 1]):
                to_row += 1
            box = Box(xs[column], ys[row], xs[to_column + 1], ys[to_row + 1])
            for fields in owner[row : to_row + 1]:
                for at in range(column, to_column + 1):
                    fields[at] = fields[at] if fields[at] >= 0 else len(cells)
            cells.append(Cell(row, column, to_row, to_column, box))
    return Grid(xs, ys, np.array(owner), cells, is_open)


def _close(across: list[Rule], along: list[Rule]) -> bool:
    """Add the outermost rules that are not drawn, where those along run on beyond the last one across at one place.

    A page break leaves the lower edge of a row open, a style of tables both sides. Say whether the last one was added.
    """
    added = False
    if not across or len(along) < _FEWEST_OPEN:
        return added
    edges = min(rule.at for rule in across), max(rule.at for rule in across)
    reach = min(rule.start for rule in along), max(rule.end for rule in along)
    span = min(rule.at for rule in along), max(rule.at for rule in along)
    for is_last, (edge, end) in enumerate(zip(edges, reach, strict=True)):
        there = sum(abs((rule.end if is_last else rule.start) - end) <= _SAME for rule in along)
        if abs(end - edge) > _OPEN and there >= max(_FEWEST_OPEN, len(along) * _OPEN_SHARE):
            across.append(Rule(across[0].level, end, *span))
            added = bool(is_last)
    return added


def _places(rules: list[Rule]) -> list[float]:
    places: list[float] = []
    for place in sorted(rule.at for rule in rules):
        if not places or place - places[-1] > _SAME:
            places.append(place)
    return places


def _parting(rules: list[Rule], at: float, *, steps: list[float]) -> list[bool]:
    """Say for each field between two steps whether a rule at a place parts it, along the whole of it, from the next."""
    near = rules[bisect_left(rules, at - _SAME, key=_AT) : bisect_right(rules, at + _SAME, key=_AT)]
    spans = [(rule.start - _REACH, rule.end + _REACH) for rule in near]
    if any(a <= steps[0] and steps[-1] <= b for a, b in spans):
        return [True] * (len(steps) - 1)
    return [any(a <= start and end <= b for a, b in spans) for start, end in pairwise(steps)]


def _without_empty(grid: Grid, filled: list[Cell]) -> Table:
    """Return the table without the rows in which nothing begins, and without what are columns of two rules only."""
    rows = sorted({cell.row for cell in filled})
    wide = {column for column, (left, right) in enumerate(pairwise(grid.xs)) if right - left >= _NARROW}
    columns = sorted(wide | {cell.column for cell in filled})
    for cell in filled:
        cell.last_row = bisect_right(rows, cell.last_row) - 1
        cell.last_column = bisect_right(columns, cell.last_column) - 1
        cell.row, cell.column = rows.index(cell.row), columns.index(cell.column)
    made: list[list[Cell]] = [[] for _ in rows]
    for cell in filled:
        made[cell.row].append(cell)
    edges = (*(grid.xs[column] for column in columns), grid.xs[-1])
    is_open = grid.is_open and grid.ys[rows[-1] + 1] == grid.ys[-1]
    return Table(Box(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]), edges, made, is_open=is_open)
