"""Find lines that belong to one paragraph: hard-wrapped ones, and sentences cut by a page or column break."""

from __future__ import annotations

from itertools import takewhile

from kg.layout.words import joint as joint_behind
from kg.text.lines import BASIS, RECIPIENTS, Line

_FULL = 0.86
"""Share of a full line from which on a line was broken for want of room: the next word no longer fits."""
_MANY, _NEARLY_ALL = 5, 0.95
_SHORT = 25
_OPEN = frozenset('.;:!?…"”»|')
_BOLD = "**"
_HEADED = frozenset(("roman", "alpha", "arabic", "dotted", "dieu"))


def is_wrapped(lines: list[Line]) -> bool:
    """Say whether the text is broken into lines of a page's width."""
    lengths = sorted(line.end - line.start for line in lines if line.kind != "row" and line.end - line.start > 25)
    if len(lengths) < 12:
        return False
    return lengths[len(lengths) * 95 // 100] <= 130 and lengths[len(lengths) // 2] >= 40


def is_spaced(text: str, lines: list[Line]) -> bool:
    """Say whether a blank line stands before every paragraph, so that lines right below each other are one.

    The list of recipients at the end, which is set tight in any text, does not count.
    """
    body = takewhile(lambda line: RECIPIENTS.match(text, line.start, line.end) is None, lines)
    opening = [line.blank_before for line in body if line.scheme or line.kind == "item"]
    return len(opening) >= _MANY and sum(opening) >= _NEARLY_ALL * len(opening)


def _width(lines: list[Line]) -> int:
    """Return how long a full line of the text is: nine in ten are not longer."""
    lengths = sorted(line.end - line.start for line in lines if line.kind not in ("row", "furniture"))
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def join_lines(text: str, lines: list[Line]) -> tuple[list[list[Line]], list[tuple[int, int]]]:
    """Return groups of lines that make one paragraph, and the spans of the page breaks inside them.

    Page furniture inside a broken sentence is in no group: it lies within a break.
    """
    wrapped = is_wrapped(lines)
    spaced = wrapped and is_spaced(text, lines)
    widest = _width(lines)
    groups: list[list[Line]] = []
    breaks: list[tuple[int, int]] = []
    skipped: list[Line] = []
    bold_open = False
    for line in lines:
        if line.kind == "furniture":
            skipped.append(line)
            continue
        last = groups[-1][-1] if groups else None
        apart = bool(skipped) or line.blank_before
        if last is not None and (
            (bold_open and not apart and _closes_bold(text, line))
            or (not apart and _goes_on_as_heading(text, last, line))
            or _continues(text, last, line, wrapped=wrapped, widest=0 if spaced else widest, apart=bool(skipped))
        ):
            if line.blank_before or skipped:
                breaks.append((last.end, line.start))
            groups[-1].append(line)
        else:
            groups.extend([item] for item in skipped)
            groups.append([line])
        bold_open = _leaves_bold_open(text, groups[-1])
        skipped = []
    groups.extend([item] for item in skipped)
    return groups, breaks


def _leaves_bold_open(text: str, group: list[Line]) -> bool:
    """Say whether a paragraph begins with a bold run that its lines have not closed yet."""
    return text.startswith(_BOLD, group[0].start) and sum(text.count(_BOLD, *line[:2]) for line in group) % 2 == 1


def _closes_bold(text: str, line: Line) -> bool:
    return line.kind == "text" and text.count(_BOLD, line.start, line.end) % 2 == 1


def _goes_on_as_heading(text: str, last: Line, line: Line) -> bool:
    """Say whether `line` is the rest of a numbered heading in capitals, or of one that is bold as a whole."""
    if line.kind != "text" or line.scheme or last.scheme not in _HEADED or text[last.end - 1] in _OPEN:
        return False
    if is_bold(last) or is_bold(line):
        return is_bold(last) and is_bold(line) and text[last.bold_end - 1] not in _OPEN
    return last.body < last.end and text[last.body : last.end].isupper() and text[line.start : line.end].isupper()


def is_bold(line: Line) -> bool:
    """Say whether a line is bold from its first to its last character."""
    return line.bold_end >= 0 and line.bold_end + len(_BOLD) >= line.end


def joint(text: str, last: Line) -> str:
    """Return what stands between a line and the next of its paragraph: nothing behind `NQ-` of `NQ-CP`."""
    return joint_behind(text, last.end)


def seam(text: str, before: Line, after: Line) -> tuple[int, int, str]:
    """Return the edit that joins two lines; between two bold lines of one heading it takes the marks away."""
    both = is_bold(before) and is_bold(after)
    return before.bold_end if both else before.end, after.start, joint(text, before)


def _continues(text: str, last: Line, line: Line, *, wrapped: bool, widest: int, apart: bool) -> bool:
    """Say whether `line` goes on with the sentence of `last`; a `widest` of 0 says that blank lines part paragraphs."""
    if line.kind != "text" or line.scheme or last.kind not in ("text", "item") or text[last.end - 1] in _OPEN:
        return False
    first = text[line.start]
    if joint(text, last) == "" and first.isupper() and not line.blank_before:
        return True
    closed = text[last.end - 1] == "," or not (last.bold_end >= 0 and last.bold_end + 2 >= last.end)
    if first.islower() and closed and not text[last.start : last.end].isupper():
        return True
    if line.blank_before or apart or line.bold_end >= 0:
        return False
    if text[last.end - 1] == "," and last.kind == "item" and not BASIS.match(text, line.start):
        return True
    if not wrapped:
        return False
    both_capitals = text[last.start : last.end].isupper() == text[line.start : line.end].isupper()
    first_word = text[line.start : line.end].split(" ", 1)[0]
    length = last.end - last.start
    if not widest:
        opens = bool(last.scheme) or last.kind == "item"
        return both_capitals and (opens or length >= _SHORT) and not text[last.start : last.end].isupper()
    return both_capitals and length + 1 + len(first_word) >= widest * _FULL
