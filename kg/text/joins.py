"""Find lines that belong to one paragraph: hard-wrapped ones, and sentences cut by a page or column break."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from kg.layout.words import joint as joint_behind
from kg.model import Span
from kg.resources import read_table
from kg.syllables import is_syllable
from kg.text.cut_names import cuts_name
from kg.text.lines import BASIS, ENACTS, FLOWS, HEADER, PARTED, RECIPIENTS, SAME, SIGNATURE, Line

_FULL = 0.86
"""Share of a full line from which on a line was broken for want of room: the next word no longer fits."""
_MANY, _NEARLY_ALL = 5, 0.95
_SHORT = 25
_OPEN = frozenset('.;:!?…"”»|')
_LONGEST_END, _SHORTEST = 20, 8
_CITED = frozenset(("dieu", "muc", "chuong", "phan", "phuluc"))
_QUOTES = frozenset("(“‘\"'")
_NUMBER_AHEAD = re.compile(
    r"(?<!\w)(?:số|(?:nghị )?định|(?:nghị )?quyết|(?:thông )?tư|luật|chỉ thị|kết luận)$", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,5}(?:\.\d{1,3})?(?:/\d{4})?[/-][A-ZĐ]{2}")
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


def join_lines(
    text: str, lines: list[Line], bold: Sequence[Span] = ()
) -> tuple[list[list[Line]], list[tuple[int, int]]]:
    """Return groups of lines that make one paragraph, and the spans of the page breaks inside them.

    Page furniture inside a broken sentence is in no group: it lies within a break. `bold` are the text's bold runs.
    """
    wrapped = is_wrapped(lines)
    spaced = wrapped and is_spaced(text, lines)
    widest = _width(lines)
    groups: list[list[Line]] = []
    breaks: list[tuple[int, int]] = []
    skipped: list[Line] = []
    for line in lines:
        if line.kind == "furniture":
            skipped.append(line)
            continue
        last = groups[-1][-1] if groups else None
        apart = bool(skipped) or line.blank_before
        if last is not None and line.scheme in _CITED and _is_cited(text, last, line, apart=apart):
            line = line._replace(scheme="")
        if (
            last is not None
            and line.said != PARTED
            and (
                (not apart and (_in_one_bold_run(bold, last, line) or _goes_on_as_heading(text, last, line)))
                or _is_said_to_go_on(text, last, line)
                or _continues(text, last, line, wrapped=wrapped, widest=0 if spaced else widest, apart=bool(skipped))
            )
        ):
            if line.blank_before or skipped:
                breaks.append((last.end, line.start))
            groups[-1].append(line)
        else:
            groups.extend([item] for item in skipped)
            groups.append([line])
        skipped = []
    groups.extend([item] for item in skipped)
    return groups, breaks


def _is_said_to_go_on(text: str, last: Line, line: Line) -> bool:
    """Say whether the format puts `line` into the paragraph of `last`, and its words don't open another part."""
    if line.said not in (SAME, FLOWS) or line.kind != "text" or line.scheme:
        return False
    if last.kind not in ("text", "item", "heading", "printed") or (line.said == FLOWS and text[last.end - 1] in _OPEN):
        return False
    return _may_follow(text, last, line, apart=line.said == FLOWS)


def _in_one_bold_run(bold: Sequence[Span], last: Line, line: Line) -> bool:
    """Say whether a bold run that begins a line goes on in the next one."""
    if not bold or last.bold_end < last.end or line.kind != "text" or line.bold_end < 0:
        return False
    run = bold[bisect_right(bold, line.start, key=lambda span: span.start_char) - 1]
    return run.start_char < last.end and line.start < run.end_char


def _goes_on_as_heading(text: str, last: Line, line: Line) -> bool:
    """Say whether `line` is the rest of a numbered heading in capitals, or of one that is bold as a whole."""
    if line.kind != "text" or line.scheme or last.scheme not in _HEADED or text[last.end - 1] in _OPEN:
        return False
    if is_bold(last) or is_bold(line):
        return is_bold(last) and is_bold(line)
    return last.body < last.end and text[last.body : last.end].isupper() and text[line.start : line.end].isupper()


def is_bold(line: Line) -> bool:
    """Say whether a line is bold from its first to its last character."""
    return line.bold_end >= line.end


def joint(text: str, last: Line) -> str:
    """Return what stands between a line and the next of its paragraph: nothing behind `NQ-` of `NQ-CP`."""
    return joint_behind(text, last.end)


def seam(text: str, before: Line, after: Line) -> tuple[int, int, str]:
    """Return the edit that joins two lines."""
    return before.end, after.start, joint(text, before)


def bold_of(group: list[Line]) -> int:
    """Return where the bold run that a paragraph begins with ends, one that its next lines go on with included."""
    end = group[0].bold_end
    for before, after in pairwise(group):
        if not is_bold(before) or after.bold_end < 0:
            break
        end = after.bold_end
    return end


@lru_cache(maxsize=1)
def _open_ends() -> re.Pattern[str]:
    """Return the pattern of what no sentence ends with: a preposition or conjunction, a comma, an open bracket."""
    words = []
    for row in read_table("lexicons/line_ends.tsv"):
        behind = [] if row["not_behind"] == "-" else row["not_behind"].split(", ")
        words.append("".join(f"(?<!{word} )" for word in behind) + re.escape(row["term"]))
    return re.compile(rf"(?:(?<!\w)(?:{'|'.join(words)})|[,(\[]|[^\W\d] -)$")


def _is_open(text: str, last: Line) -> bool:
    return _open_ends().search(text[max(last.start, last.end - _LONGEST_END) : last.end].lower()) is not None


def _is_cited(text: str, last: Line, line: Line, *, apart: bool) -> bool:
    """Say whether an open line goes on with an article, chapter or annex that it cites, and no heading begins there.

    A heading has a stop behind its number, or nothing; behind a preposition and no break that is a citation's end.
    """
    if not _is_open(text, last):
        return False
    named = text[line.start : line.end].removeprefix(line.number)
    if not named or line.scheme == "dieu":
        return named[:1] not in ("", ".", ":")
    return not apart and text[last.end - 1].isalpha()


def _may_follow(text: str, last: Line, line: Line, *, apart: bool) -> bool:
    """Say whether `line` can be the rest of the sentence that `last` leaves open: it is no other part of a document.

    Across a break, where notes below the text and other columns of a table may stand, both must look like prose.
    """
    before, words = text[last.start : last.end], text[line.start : line.end]
    if any(pattern.match(words) for pattern in (BASIS, RECIPIENTS, SIGNATURE, ENACTS)) or HEADER.fullmatch(words):
        return False
    if (is_bold(line) and not is_bold(last)) or (before[-1] == "," and BASIS.match(before)):
        return False
    same_case = before.isupper() == words.isupper()
    if apart:
        least = _SHORT if before[-1] == "," else _SHORTEST
        return same_case and len(before) >= least and (words[0].isalpha() or words[0] in _QUOTES)
    return (words[0].isalnum() or words[0] in _QUOTES) and (
        same_case or not any(map(is_syllable, words.lower().split()))
    )


def _is_number_of_act(text: str, last: Line, line: Line) -> bool:
    """Say whether a line begins with the number of an act that the line before names (`Luật số | 26/2026/QH15`)."""
    return (
        _NUMBER.match(text, line.start, line.end) is not None
        and _NUMBER_AHEAD.search(text[max(last.start, last.end - _LONGEST_END) : last.end]) is not None
    )


def _continues(text: str, last: Line, line: Line, *, wrapped: bool, widest: int, apart: bool) -> bool:
    """Say whether `line` goes on with the sentence of `last`; a `widest` of 0 says that blank lines part paragraphs."""
    if line.kind != "text" or last.kind not in ("text", "item") or text[last.end - 1] in _OPEN:
        return False
    if line.scheme:
        return line.scheme == "dotted" and _is_number_of_act(text, last, line)
    first = text[line.start]
    if first.isdigit() and _is_number_of_act(text, last, line):
        return True
    if joint(text, last) == "" and first.isupper() and not line.blank_before:
        return True
    closed = text[last.end - 1] == "," or not is_bold(last)
    if first.islower() and closed and not text[last.start : last.end].isupper():
        return True
    if cuts_name(text, last, line):
        return True
    if _is_open(text, last) and _may_follow(text, last, line, apart=apart or line.blank_before):
        return True
    if line.blank_before or apart or line.bold_end >= 0:
        return False
    if not wrapped:
        return False
    both_capitals = text[last.start : last.end].isupper() == text[line.start : line.end].isupper()
    first_word = text[line.start : line.end].split(" ", 1)[0]
    length = last.end - last.start
    if not widest:
        opens = bool(last.scheme) or last.kind == "item"
        return both_capitals and (opens or length >= _SHORT) and not text[last.start : last.end].isupper()
    return both_capitals and length + 1 + len(first_word) >= widest * _FULL
