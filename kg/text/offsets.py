"""Lead from a changed text back to the text it was made from.

A change is a list of edits (a span of the old text and its replacement); between edits the texts run in step. A map
answers with the smallest old span that gave rise to a new one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from kg.model import Span

Edit = tuple[int, int, str]
"""`(start, end, replacement)`: old characters `[start, end)` become `replacement`."""


class OffsetMap:
    """Maps spans of the new text to spans of the old one; offsets count in Unicode code points."""

    def __init__(self, runs: Sequence[tuple[int, int, int, bool]] = ((0, 0, 0, True),)) -> None:
        self._new = [run[0] for run in runs]
        self._runs = runs
        self._in_order = all(_end_of(one, other) <= other[1] for one, other in pairwise(runs))

    def to_source(self, start_char: int, end_char: int) -> Span:
        """Return the old span of a new one; an empty span maps to an empty one."""
        place = bisect_right(self._new, start_char) - 1
        new, old, old_end, in_step = self._runs[place]
        start = old + start_char - new if in_step else old
        if end_char <= start_char:
            return Span(start, start)
        if place + 1 < len(self._new) and self._new[place + 1] < end_char:
            last = bisect_right(self._new, end_char - 1) - 1
            if not self._in_order:
                return self._hull(start, self._runs[place : last + 1], end_char)
            new, old, old_end, in_step = self._runs[last]
        return Span(start, max(start, old + end_char - new if in_step else old_end))

    @staticmethod
    def _hull(start: int, runs: Sequence[tuple[int, int, int, bool]], end_char: int) -> Span:
        """Return the smallest old span around runs that need not follow each other in the old text."""
        begins = [start, *(old for new, old, old_end, in_step in runs[1:] if in_step or old_end > old)]
        ends = [_end_of(run, following) for run, following in pairwise(runs)]
        new, old, old_end, in_step = runs[-1]
        ends.append(old + end_char - new if in_step else old_end)
        return Span(min(begins), max(start, *ends))

    def after(self, later: OffsetMap) -> OffsetMap:
        """Return the map through both changes, this one and a later one, to the first text."""
        runs: list[tuple[int, int, int, bool]] = []
        for place, (new, old, old_end, in_step) in enumerate(later._runs):
            if not in_step:
                last = self.to_source(old_end - 1, old_end).end_char if old_end else 0
                runs.append((new, self.to_source(old, old).start_char, last, False))
                continue
            length = later._new[place + 1] - new if place + 1 < len(later._new) else None
            first = bisect_right(self._new, old) - 1
            for own in range(first, len(self._runs)):
                begin, source, source_end, plain = self._runs[own]
                at = max(old, begin)
                if length is not None and at >= old + length:
                    break
                runs.append((new + at - old, source + at - begin if plain else source, source_end, plain))
        return OffsetMap(runs)


def _end_of(run: tuple[int, int, int, bool], following: tuple[int, int, int, bool]) -> int:
    """Return where a run ends in the old text, as far as it reaches before the one behind it in the new text."""
    new, old, old_end, in_step = run
    return old + following[0] - new if in_step else old_end


def apply_edits(text: str, edits: Sequence[Edit]) -> tuple[str, OffsetMap]:
    """Return the edited text and its map; edits are sorted and do not overlap."""
    if not edits:
        return text, OffsetMap()
    pieces: list[str] = []
    runs: list[tuple[int, int, int, bool]] = []
    old = new = 0
    for start, end, replacement in edits:
        if start > old:
            runs.append((new, old, start, True))
            pieces.append(text[old:start])
            new += start - old
        if replacement:
            runs.append((new, start, end, False))
            pieces.append(replacement)
            new += len(replacement)
        old = end
    runs.append((new, old, len(text), True))
    pieces.append(text[old:])
    return "".join(pieces), OffsetMap(runs)


def apply_parts(text: str, parts: Sequence[tuple[int, int, str]]) -> tuple[str, OffsetMap]:
    """Return a text put together of parts in any order, and its map: old characters, or words put at a place."""
    pieces: list[str] = []
    runs: list[tuple[int, int, int, bool]] = []
    new = 0
    for start, end, put in parts:
        piece = put or text[start:end]
        if piece:
            runs.append((new, start, end, not put))
            pieces.append(piece)
            new += len(piece)
    runs.append((new, len(text), len(text), True))
    return "".join(pieces), OffsetMap(runs)
