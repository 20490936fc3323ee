"""Record what was mended or noticed: breaks inside a sentence, page furniture, odd characters."""

from __future__ import annotations

import re
from collections import Counter

from kg.model import OffsetMapping, Repair, Span

PASSED_OVER = "no part of the text"


def breaks_and_titles(
    text: str, breaks: list[tuple[int, int]], furniture: list[tuple[int, int]], *, offsets: OffsetMapping
) -> list[Repair]:
    """Return the repairs for sentences cut by a break and for page furniture passed over."""
    repairs = []
    for start, end in breaks:
        left, right = offsets.to_source(start - 1, start).end_char, offsets.to_source(end, end + 1).start_char
        repairs.append(Repair("page-break", left, right, "a sentence goes on behind the break"))
    for start, end in furniture:
        span = offsets.to_source(start, end)
        if re.search(r"\w", text[start:end]):
            repairs.append(Repair("running-title", span.start_char, span.end_char, PASSED_OVER))
    return repairs


def note_normalised(composed: list[tuple[int, int]], *, most: int = 500) -> list[Repair]:
    """Return one repair for each run of characters brought to NFC, runs less than 40 characters apart as one."""
    runs: list[list[int]] = []
    for start, end in composed:
        if runs and start - runs[-1][1] < 40:
            runs[-1][1] = end
        else:
            runs.append([start, end])
    return [Repair("normalised", start, end, "brought to NFC") for start, end in runs[:most]]


class Tally:
    """Counts what is read otherwise than printed: one repair for each note, at the first place it is true of."""

    def __init__(self) -> None:
        self.first: dict[str, Span] = {}
        self.times: Counter[str] = Counter()

    def add(self, span: Span, note: str) -> None:
        """Count a place in the source that `note` is true of."""
        self.first.setdefault(note, span)
        self.times[note] += 1

    def repairs(self) -> list[Repair]:
        """Return what was counted."""
        return [
            Repair("character", *span, note if self.times[note] == 1 else f"{note} ({self.times[note]} times)")
            for note, span in self.first.items()
        ]


__all__ = ["PASSED_OVER", "Span", "Tally", "breaks_and_titles", "note_normalised"]
