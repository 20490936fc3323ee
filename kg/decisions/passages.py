"""Cut a text into passages, of each of which a person can say that nothing is missing in what was read of it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Span

_ENDS = ".;:!?…”\"')*|"
_LONGEST = 1500


def iter_passages(text: str) -> Iterator[Span]:
    """Yield the passages of a text, trimmed: lines up to one that ends a sentence, or to an empty one."""
    start, at = -1, 0
    end = 0
    for line in text.split("\n"):
        words = line.strip()
        if start >= 0 and (not words or text[end - 1] in _ENDS or at + len(line) - start > _LONGEST):
            yield Span(start, end)
            start = -1
        if words:
            first = at + line.index(words[0])
            start, end = (first if start < 0 else start), first + len(words)
        at += len(line) + 1
    if start >= 0:
        yield Span(start, end)
