"""Tell each line what the format says of it: furniture, heading, note or row; with which lines it is one paragraph.

Text without blocks gets nothing said, and is judged by its words alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from kg.model import OffsetMapping, Repair
from kg.pages import Box, SourceBlock, SourceLayout, SourceLine
from kg.resources import alternatives, terms_of
from kg.text.lines import BASIS, ENACTS, FLOWS, HEADER, LETTERHEAD, PARTED, RECIPIENTS, SAME, SIGNATURE, Line
from kg.text.repairs import PASSED_OVER
from kg.text.sentences import is_said_of_body

_OUTER = ("table", "cell")
_LONGEST_HEADING = 230
_DEEPEST = 4
"""Headings of lower levels are taken for ones of this level."""
_NO_HEADING_ENDS = frozenset(".;,:…")
_LEAST_WIDTH = 0.5
"""Lines of a page that take a smaller share of it show nothing of where a full line ends."""
_EDGE = 0.03
"""Lines end or begin at one edge within this share of the text's width."""


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """Return the pattern of what is set as headings are and names no part of a text."""
    return re.compile(rf"(?:{alternatives(terms_of('lexicons/page_furniture.tsv', 'label', column='where'))})(?!\w)")


class Printed:
    """What the format says of the lines of a text; `said` is False where it says nothing."""

    def __init__(self, layout: SourceLayout) -> None:
        self.blocks = [block for block in layout.blocks if block.kind not in _OUTER]
        self.starts = [block.start_char for block in self.blocks]
        self.printed = layout.lines
        self.printed_starts = [line.start_char for line in layout.lines]
        self.has_pages = layout.is_paged
        self.widths = [page.width for page in layout.pages]
        self.said = bool(self.blocks)
        self.margins = _margins(layout.lines)

    def block_at(self, position: int) -> int:
        """Return the number of the block that holds a place of the source, -1 for none."""
        at = bisect_right(self.starts, position) - 1
        return at if at >= 0 and position < self.blocks[at].end_char else -1

    def without_furniture(self, lines: Sequence[Line], offsets: OffsetMapping) -> list[Line]:
        """Return the lines that are no furniture of a page."""
        return [line for line in lines if not self._is(line, "furniture", offsets=offsets)]

    def _is(self, line: Line, kind: str, *, offsets: OffsetMapping) -> bool:
        at = self.block_at(offsets.to_source(line.start, line.start + 1).start_char)
        return at >= 0 and self.blocks[at].kind == kind

    def repairs(self, source: str) -> list[Repair]:
        """Return what is passed over as furniture of a page."""
        spans = ((block.start_char, block.end_char) for block in self.blocks if block.kind == "furniture")
        return [
            Repair("running-title", start + len(words) - len(words.lstrip()), start + len(words.rstrip()), PASSED_OVER)
            for start, end in spans
            if (words := source[start:end]).strip()
        ]

    def told(self, text: str, lines: Sequence[Line], *, offsets: OffsetMapping) -> list[Line]:
        """Return the lines of `text` with what the format says of each; spans in it lead to the source."""
        told: list[Line] = []
        before, end = -1, 0
        for line in lines:
            source = offsets.to_source(line.start, line.end)
            at = self.block_at(source.start_char)
            kind = self.blocks[at].kind if at >= 0 else ""
            if kind == "furniture":
                told.append(line._replace(kind="furniture", scheme="", number="", body=line.start, bold_end=-1))
                continue
            told.append(self._told(text, line, at, before=before, last_end=end))
            before, end = at, source.end_char
        return self._with_headings(text, told, offsets=offsets) if self.has_pages else told

    def _with_headings(self, text: str, lines: list[Line], *, offsets: OffsetMapping) -> list[Line]:
        """Make headings of lines that a page sets as such (bold, larger), where their words may be one.

        A page says no more than that: which heading stands above which is told by their sizes and by what numbers say.
        Capitals are known as headings without it.
        """
        body = [at for at, line in enumerate(lines) if line.kind != "furniture"]
        firsts = [place for place, at in enumerate(body) if lines[at].said != SAME]
        for first, end in pairwise([*firsts, len(body)]):
            line = lines[body[first]]
            block = self.block_at(offsets.to_source(line.start, line.start + 1).start_char)
            if block < 0 or self.blocks[block].kind != "heading" or self.blocks[block].page < 0:
                continue
            words = " ".join(text[lines[at].start : lines[at].end] for at in body[first:end])
            below = text[lines[body[end]].start] if end < len(body) else ""
            if words.isupper() or below.islower() or _words().match(words) or is_said_of_body(words):
                continue
            if _may_head(line, words):
                depth = max(0, min(self.blocks[block].level, _DEEPEST) - 1)
                lines[body[first]] = line._replace(kind="printed", depth=depth)
        return lines

    def _told(self, text: str, line: Line, at: int, *, before: int, last_end: int) -> Line:
        """Return a line of block `at`, which follows one of block `before` that ends at `last_end` in the source."""
        if at >= 0 and at == before:
            return line._replace(said=SAME) if self.has_pages else line  # else the author broke the line
        kind, level = (self.blocks[at].kind, self.blocks[at].level) if at >= 0 else ("", 0)
        if kind == "note":
            line = line._replace(kind="text", scheme="", number="", body=line.start)
        elif kind == "row":
            line = line._replace(kind="row", scheme="", number="", body=line.start, bold_end=-1)
        elif kind == "heading" and self.blocks[at].page < 0 and _may_head(line, text[line.start : line.end]):
            line = line._replace(kind="heading", depth=max(0, min(level, _DEEPEST) - 1))
        return line._replace(said=self._between(before, at, last_end), blank_before=True)

    def _between(self, before: int, at: int, last_end: int) -> str:
        """Return what the format says of lines of two blocks, the one of which ends at `last_end` in the source."""
        if at < 0 or before < 0:
            return ""
        last, block = self.blocks[before], self.blocks[at]
        if not self.has_pages or "note" in (last.kind, block.kind):
            return PARTED
        return FLOWS if self._flows(last, block, last_end) else ""

    def _flows(self, last: SourceBlock, block: SourceBlock, last_end: int) -> bool:
        """Say whether a paragraph ends in a full line of its page, and the first line of the next is not indented."""
        if not last.kind == block.kind == "paragraph" or last.page == block.page:
            return False
        end, begin = self._box(last_end - 1), self._box(block.start_char)
        if end is None or begin is None:
            return False
        (left, right), (next_left, _) = self.margins[last.page], self.margins[block.page]
        if right - left < _LEAST_WIDTH * self.widths[last.page]:
            return False
        slack = _EDGE * (right - left)
        return end.right >= right - slack and begin.left <= next_left + slack

    def _box(self, position: int) -> Box | None:
        at = bisect_right(self.printed_starts, position) - 1
        return self.printed[at].box if at >= 0 and position < self.printed[at].end_char else None


def _may_head(line: Line, words: str) -> bool:
    """Say whether what begins with a line and is styled as a heading may be one: some texts style their clauses so."""
    if line.kind != "text" or line.scheme or len(words) > _LONGEST_HEADING or words[-1] in _NO_HEADING_ENDS:
        return False
    other = (BASIS, ENACTS, RECIPIENTS, SIGNATURE, LETTERHEAD)
    return not HEADER.fullmatch(words) and not any(pattern.match(words) for pattern in other)


def _margins(lines: Sequence[SourceLine]) -> dict[int, tuple[float, float]]:
    """Return for each page the usual left and right edges of its lines."""
    pages: dict[int, list[SourceLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    margins = {}
    for page, some in pages.items():
        lefts, rights = sorted(line.box.left for line in some), sorted(line.box.right for line in some)
        margins[page] = lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
    return margins
