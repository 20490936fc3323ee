"""Find lines that belong to one paragraph: hard-wrapped ones, and sentences cut by a page or column break."""

from __future__ import annotations

from kg.text.lines import Line

_FULL = 0.86
"""Share of a full line from which on a line was broken for want of room: the next word no longer fits."""
_OPEN = frozenset('.;:!?…"”»|')


def is_wrapped(lines: list[Line]) -> bool:
    """Say whether the text is broken into lines of a page's width."""
    lengths = sorted(line.end - line.start for line in lines if line.kind != "row" and line.end - line.start > 25)
    if len(lengths) < 12:
        return False
    return lengths[len(lengths) * 95 // 100] <= 130 and lengths[len(lengths) // 2] >= 40


def _width(lines: list[Line]) -> int:
    """Return how long a full line of the text is: nine in ten are not longer."""
    lengths = sorted(line.end - line.start for line in lines if line.kind not in ("row", "furniture"))
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def join_lines(text: str, lines: list[Line]) -> tuple[list[list[Line]], list[tuple[int, int]]]:
    """Return groups of lines that make one paragraph, and the spans of the page breaks inside them.

    Page furniture inside a broken sentence is in no group: it lies within a break.
    """
    wrapped = is_wrapped(lines)
    widest = _width(lines)
    groups: list[list[Line]] = []
    breaks: list[tuple[int, int]] = []
    skipped: list[Line] = []
    for line in lines:
        if line.kind == "furniture":
            skipped.append(line)
            continue
        last = groups[-1][-1] if groups else None
        if last is not None and _continues(text, last, line, wrapped=wrapped, widest=widest, apart=bool(skipped)):
            if line.blank_before or skipped:
                breaks.append((last.end, line.start))
            groups[-1].append(line)
        else:
            groups.extend([item] for item in skipped)
            groups.append([line])
        skipped = []
    groups.extend([item] for item in skipped)
    return groups, breaks


_CODE = frozenset("ABCDEGHIKLMNOPQRSTUVXYĐ0123456789")


def joint(text: str, last: Line) -> str:
    """Return what stands between a line and the next of its paragraph: nothing behind `NQ-` of `NQ-CP`."""
    return "" if last.end > 1 and text[last.end - 1] == "-" and text[last.end - 2] in _CODE else " "


def _continues(text: str, last: Line, line: Line, *, wrapped: bool, widest: int, apart: bool) -> bool:
    """Say whether `line` goes on with the sentence of `last`."""
    if line.kind != "text" or line.scheme or last.kind not in ("text", "item") or text[last.end - 1] in _OPEN:
        return False
    first = text[line.start]
    if joint(text, last) == "" and first.isupper() and not line.blank_before:
        return True
    closed = text[last.end - 1] == "," or not (last.bold_end >= 0 and last.bold_end + 2 >= last.end)
    if first.islower() and closed and not text[last.start : last.end].isupper():
        return True
    if line.blank_before or apart or not wrapped or line.bold_end >= 0:
        return False
    both_capitals = text[last.start : last.end].isupper() == text[line.start : line.end].isupper()
    first_word = text[line.start : line.end].split(" ", 1)[0]
    full = last.end - last.start + 1 + len(first_word) >= widest * _FULL
    return both_capitals and full
