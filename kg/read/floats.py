"""Move what interrupts a sentence behind its paragraph: running heads, page numbers, notes at the foot of a page.

A citation is a run of the source text, so a quote over a page break would hold the head of the next page. In print
these things stand outside of the text; here they come after the paragraph that they cut. Nothing is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from kg.pages import ReadText, SourceBlock, SourceLayout, SourceLine, SourcePage, SourceWord

_FLOATS = frozenset(("furniture", "note"))
_ENDS = frozenset('.;:!?…”»"|')
"""What no unfinished line ends with; moving behind a paragraph that was none of an open sentence does no harm."""
_MOST_HOPS = 4
"""A float moves behind so many blocks at most that seem to go on: parts of a paragraph, or lines without a block."""
_Part = TypeVar("_Part", SourceBlock, SourceLine, SourceWord)


def settle_floats(read: ReadText) -> ReadText:
    """Return what was read with its floats at the ends of paragraphs; spans follow their characters."""
    floats = [block for block in read.layout.blocks if block.kind in _FLOATS]
    if not floats:
        return read
    lines = read.text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    order = _order(lines, _owners(read.layout, starts))
    if order == list(range(len(lines))):
        return read
    moves = _Moves(lines, starts, order)
    return replace(read, text="\n".join(lines[index] for index in order), layout=moves.layout(read.layout))


def _owners(layout: SourceLayout, starts: Sequence[int]) -> list[tuple[str, int]]:
    """Return for each line the kind of its block and the block's number, an empty kind and -1 for none."""
    owners = [("", -1)] * len(starts)
    for number, block in enumerate(layout.blocks):
        if block.kind not in ("table", "cell") and block.start_char < block.end_char:
            first = bisect_right(starts, block.start_char) - 1
            last = bisect_right(starts, block.end_char - 1) - 1
            owners[first : last + 1] = [(block.kind, number)] * (last + 1 - first)
    return owners


def _order(lines: Sequence[str], owners: Sequence[tuple[str, int]]) -> list[int]:
    """Return the lines' numbers in their new order."""
    order: list[int] = []
    waiting: list[int] = []
    last, hops = -1, 0
    for index, line in enumerate(lines):
        if owners[index][0] in _FLOATS:
            waiting.append(index)
            hops = 0
        elif not line.strip():
            (waiting or order).append(index)
        else:
            same = last >= 0 and owners[index][1] >= 0 and owners[index] == owners[last]
            hops += not same
            if waiting and not same and (hops > _MOST_HOPS or not _may_go_on(lines, owners, last, index)):
                order += waiting
                waiting = []
            order.append(index)
            last = index
    return order + waiting


def _may_go_on(lines: Sequence[str], owners: Sequence[tuple[str, int]], last: int, index: int) -> bool:
    """Say whether the paragraph that ends with the line `last` may still be open at a line."""
    if last < 0 or "row" in (owners[last][0], owners[index][0]):
        return False
    return lines[last].rstrip()[-1] not in _ENDS


class _Moves:
    """Leads from places in the text as it was to places in the text with its lines in a new order."""

    def __init__(self, lines: Sequence[str], starts: Sequence[int], order: Sequence[int]) -> None:
        self.starts = starts
        self.by = [0] * len(lines)
        self.stays = [False] * len(lines)
        place = reached = 0
        for index in order:
            self.by[index] = place - starts[index]
            place += len(lines[index]) + 1
        for index in order:  # a line that comes behind a later one has moved
            self.stays[index] = index >= reached
            reached = max(reached, index)

    def _line(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def _span(self, start: int, end: int) -> tuple[int, int]:
        first, last = self._line(start), self._line(max(start, end - 1))
        return start + self.by[first], end + self.by[last]

    def layout(self, old: SourceLayout) -> SourceLayout:
        """Return a layout with all spans moved, in the order of the new text."""
        return SourceLayout(
            tuple(sorted(map(self._moved, old.blocks), key=lambda block: (block.start_char, -block.end_char))),
            self._pages(old.pages),
            tuple(sorted(map(self._moved, old.lines), key=lambda line: line.start_char)),
            tuple(sorted(map(self._moved, old.words), key=lambda word: word.start_char)),
        )

    def _moved(self, part: _Part) -> _Part:
        start, end = self._span(part.start_char, part.end_char)
        return replace(part, start_char=start, end_char=end)

    def _pages(self, pages: Sequence[SourcePage]) -> tuple[SourcePage, ...]:
        """Return the pages with the runs of what stayed on them; one whose lines all moved is empty."""
        moved: list[SourcePage] = []
        for page in pages:
            first, last = self._line(page.start_char), self._line(max(page.start_char, page.end_char - 1))
            kept = [index for index in range(first, last + 1) if self.stays[index]]
            start = end = moved[-1].end_char if moved else 0
            if kept and page.start_char < page.end_char:
                start = max(page.start_char, self.starts[kept[0]]) + self.by[kept[0]]
                end = min(page.end_char, self._end(kept[-1])) + self.by[kept[-1]]
            moved.append(replace(page, start_char=start, end_char=end))
        return tuple(moved)

    def _end(self, index: int) -> int:
        return self.starts[index + 1] - 1 if index + 1 < len(self.starts) else 1 << 62
