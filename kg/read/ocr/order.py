"""Put the lines of a page into the order in which they are read: rows from top to bottom, columns one after the other.

Cells of a table stand beside each other too, but short; columns of running text fill their width.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from kg.pages import Box
from kg.read.ocr.words import OcrLine, around

_LEAST_LINES = 8
"""So many lines a column has at least."""
_LEAST_WIDTH = 0.3
"""A column's least share of the width of the two together."""
_FILLED = 0.75
"""So much of their column the lines of running text fill, by their median."""


def in_order(lines: Sequence[OcrLine]) -> list[OcrLine]:
    """Return the lines in reading order, by their places on the upright image."""
    rows = _rows(lines)
    ordered: list[OcrLine] = []
    at = 0
    while at < len(rows):
        end, edge = _columns(rows, at)
        if edge is None:
            ordered.extend(rows[at])
        else:
            both = [line for row in rows[at:end] for line in row]
            ordered.extend(line for line in both if line.upright.right <= edge)
            ordered.extend(line for line in both if line.upright.left >= edge)
        at = end
    return ordered


def _rows(lines: Sequence[OcrLine]) -> list[list[OcrLine]]:
    """Return the lines by rows from top to bottom, those of a row from left to right."""
    rows: list[list[OcrLine]] = []
    for line in sorted(lines, key=lambda line: (_middle(line.upright), line.upright.left)):
        last = rows[-1][-1].upright if rows else None
        height = line.upright.bottom - line.upright.top
        if last and _middle(line.upright) - _middle(last) < min(height, last.bottom - last.top) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.upright.left) for row in rows]


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _columns(rows: Sequence[Sequence[OcrLine]], start: int) -> tuple[int, float | None]:
    """Return where the run of rows from `start` ends that stand in two columns, and a place between these.

    Without columns it is the next row and no place.
    """
    best: tuple[int, float | None] = (start + 1, None)
    if len(rows[start]) < 2:
        return best
    low, high = rows[start][0].upright.right, rows[start][1].upright.left
    for end in range(start, len(rows)):
        row = [line.upright for line in rows[end]]
        if len(row) > 2:
            break
        low = max([low, *(box.right for box in row if box.left < low)])
        high = min([high, *(box.left for box in row if box.right > high)])
        if low >= high:
            break
        edge = (low + high) / 2
        sides = [
            [line for r in rows[start : end + 1] for line in r if (line.upright.right <= edge) is left]
            for left in (True, False)
        ]
        if all(map(_is_text, sides)) and _are_wide(sides):
            best = end + 1, edge
    return best


def _is_text(side: Sequence[OcrLine]) -> bool:
    if len(side) < _LEAST_LINES:
        return False
    column = around(line.upright for line in side)
    return median(line.upright.right - line.upright.left for line in side) >= _FILLED * (column.right - column.left)


def _are_wide(sides: Sequence[Sequence[OcrLine]]) -> bool:
    widths = [box.right - box.left for box in (around(line.upright for line in side) for side in sides)]
    return min(widths) >= _LEAST_WIDTH * sum(widths)
