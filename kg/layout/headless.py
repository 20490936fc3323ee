"""Tell what the columns of a table without heading hold, by the contents of its rows."""

from __future__ import annotations

from collections.abc import Sequence

from kg.layout.columns import OTHER
from kg.layout.evidence import cell_score
from kg.layout.numbers import read_number

_LEAST_ROWS, _LEAST_COLUMNS, _MOST_ROWS = 3, 4, 30
_MOSTLY = 0.6
_KINDS = ("task", "due", "lead", "coordinate", "result")
_LEAST_SCORE = {"task": 2.0, "due": 2.0, "lead": 2.0, "coordinate": 2.0, "result": 0.8}


def infer_columns(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the kind of each column, nothing where the rows give nobody work."""
    sizes = [len(row) for row in rows[:_MOST_ROWS]]
    width = max(set(sizes), key=sizes.count, default=0)
    alike = [row for row in rows[:_MOST_ROWS] if len(row) == width]
    if width < _LEAST_COLUMNS or len(alike) < _LEAST_ROWS:
        return ()
    kinds = [OTHER] * width
    numbered = [_share_of_numbers([row[place] for row in alike]) for place in range(width)]
    if numbered[0] >= _MOSTLY:
        kinds[0] = "number"
    for kind in _KINDS:
        free = [place for place in range(width) if kinds[place] == OTHER]
        scored = [(_mean_score(kind, [row[place] for row in alike]), -place) for place in free]
        if scored and max(scored)[0] >= _LEAST_SCORE[kind]:
            kinds[-max(scored)[1]] = kind
    if "lead" in kinds and "coordinate" in kinds and kinds.index("coordinate") < kinds.index("lead"):
        first, second = kinds.index("coordinate"), kinds.index("lead")
        kinds[first], kinds[second] = "lead", "coordinate"
    given = {"task", "lead"} <= set(kinds) and ("due" in kinds or "coordinate" in kinds)
    return tuple(kinds) if given else ()


def refined(columns: tuple[str, ...], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the columns, those whose heading is not known named by what they hold where that kind is missing."""
    kinds = list(columns)
    for place, own in enumerate(columns):
        cells = [row[place] for row in rows if place < len(row)]
        if own != OTHER or not any(cells):
            continue
        scored = [(_mean_score(kind, cells), kind) for kind in ("due", "lead", "coordinate") if kind not in kinds]
        if scored and max(scored)[0] >= _LEAST_SCORE["due"]:
            kinds[place] = max(scored)[1]
    return tuple(kinds)


def _share_of_numbers(cells: Sequence[str]) -> float:
    numbers = [read_number(cell) for cell in cells]
    return sum(n is not None and n.end == len(cell) for n, cell in zip(numbers, cells, strict=True)) / len(cells)


def _mean_score(kind: str, cells: Sequence[str]) -> float:
    """Return how well the cells read as a kind of column, empty ones left out where most are filled."""
    filled = [cell for cell in cells if cell]
    if len(filled) < _MOSTLY * len(cells):
        return 0.0
    return sum(cell_score(kind, cell) for cell in filled) / len(filled)
