"""Tell a passage that was printed again from the same words that stand under other headings.

A page that a scan holds twice repeats a run of paragraphs with the headings among them. The same duty under the
headings of three departments, or behind three introductions, is said three times.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from kg.iri import fold
from kg.model import Block, OffsetMapping, Repair, Section
from kg.text.bodies import begins_body
from kg.text.sentences import reads_as_title

_LEAST = 60
_PAGE_BLOCKS, _PAGE_CHARACTERS = 3, 600
"""So long a run of the same paragraphs is a page that was printed again, where no heading tells the two apart."""
_TIMES = re.compile(r"\d{4}|(?:quý|tháng|đợt|giai đoạn) (?:\d+|[ivx]+)\b")
_WORD = re.compile(r"\w+")
_PASSED = ("row", "header", "furniture")
_MOST_PRINTINGS = 256
"""So many earlier printings of a paragraph, as other passages, are compared with one more of it."""
_SHORT_RUN, _RUNS_KEPT = 8, 10_000
"""A run of so few blocks is soon found again; of longer ones so many are kept."""
_MOST_ABOVE = 50
"""So many lines at most introduce a block, the last ones: no list is as deep."""


def find_repeats(text: str, blocks: list[Block], sections: list[Section], *, offsets: OffsetMapping) -> list[Repair]:
    """Return the paragraphs of at least 60 characters that were printed before, word for word, as the same passage."""
    printings = _Printings(text, [block for block in blocks if block.kind != "furniture"], sections)
    repairs = []
    for index, block in enumerate(printings.blocks):
        if block.end_char - block.start_char < _LEAST or block.kind in _PASSED:
            continue
        first = printings.first(index)
        if first is not None:
            span = offsets.to_source(block.start_char, block.end_char)
            before = offsets.to_source(printings.blocks[first].start_char, printings.blocks[first].end_char)
            repairs.append(Repair("repeat", *span, "printed before", before))
    return repairs


def introductions(text: str, blocks: list[Block]) -> list[str]:
    """Return for each block the folded words of the lines above, in its section, that introduce it (`Giao Sở X:`).

    A line with the list mark of an earlier one takes its place, with all that stood below that.
    """
    found: list[str] = []
    above: list[tuple[str, str]] = []
    section, led = -1, ""
    for block in blocks:
        if block.section != section:
            above, section, led = [], block.section, ""
        own = (block.kind, block.marker)
        if block.kind != "furniture" and _introduces(text, block):
            marks = [mark for mark, _ in above]
            above = above[: marks.index(own)] if own in marks else above[-_MOST_ABOVE:]
            found.append("\n".join(words for _, words in above))
            above.append((own, fold(text[block.start_char : block.end_char])))
            led = "\n".join(words for _, words in above)
        else:
            found.append(led)
    return found


def _introduces(text: str, block: Block) -> bool:
    """Say whether a block introduces those below it: it ends in a colon, or is a title, or the one cell of a row."""
    words = text[block.start_char : block.end_char].rstrip(" *")
    if block.kind == "row":
        return len({cell for cell in re.split(r"[|\t]", words) if cell.strip(" *")}) == 1
    if block.kind not in ("paragraph", "item"):
        return False
    return words.endswith(":") or reads_as_title(text[block.body_start : block.end_char])


class _Run(NamedTuple):
    """Blocks from `start` to before `end` that have the words of those so many blocks on; `told` are of these what
    opens a section under the same headings."""

    start: int
    end: int
    told: list[int]


class _Printings:
    """The blocks of one text by their words, with the headings and introductions that they stand under."""

    def __init__(self, text: str, blocks: list[Block], sections: list[Section]) -> None:
        self.blocks = blocks
        self.words = [fold(text[block.start_char : block.end_char]) for block in blocks]
        self.starts = {section.start_char for section in sections}
        headings: list[str] = []
        for section in sections:
            above = headings[section.parent] if section.parent >= 0 else ""
            headings.append(f"{above}\n" + fold(f"{section.number} {section.heading}"))
        led = introductions(text, blocks)
        self.under = [
            (headings[block.section] if block.section >= 0 else "", led[index]) for index, block in enumerate(blocks)
        ]
        self.lengths = [0, *accumulate(map(len, self.words))]
        self.seen: dict[str, list[int]] = defaultdict(list)
        self.placed: dict[tuple[str, tuple[str, str]], int] = {}
        self.runs: dict[int, _Run] = {}

    def first(self, index: int) -> int | None:
        """Return the earlier block that a block prints again, None for one that was not printed as this passage."""
        words = self.words[index]
        before = self.seen[words]
        first = next((other for other in before if self._is_same_passage(other, index)), None)
        if first is None:
            first = self.placed.setdefault((words, self.under[index]), index)
            first = None if first == index else first
            if first is None and len(before) < _MOST_PRINTINGS:
                before.append(index)
        return first

    def _is_same_passage(self, first: int, index: int) -> bool:
        """Say whether a block stands where it stood before, or in a run of blocks that was printed again."""
        if self.under[first] == self.under[index]:
            return True
        apart, words = index - first, self.words
        before = first > 0 and words[first - 1] == words[index - 1]
        if not before and (index + 1 == len(words) or words[first + 1] != words[index + 1]):
            return False
        run = self._run(first, apart)
        start, end = max(run.start, first - apart + 1), min(run.end, first + apart)
        at = bisect_left(run.told, start)
        if at < len(run.told) and run.told[at] < end:
            return True
        long = end - start >= _PAGE_BLOCKS and self.lengths[end] - self.lengths[start] >= _PAGE_CHARACTERS
        return long and _named("\n".join(self.under[first])) == _named("\n".join(self.under[index]))

    def _run(self, first: int, apart: int) -> _Run:
        """Return the blocks around one that have the same words as those so many blocks on.

        Where two such runs would run into each other, who asks cuts them off.
        """
        run = self.runs.get(apart)
        if run is None or not run.start <= first < run.end:
            words, start, end = self.words, first, first + 1
            while start and words[start - 1] == words[start - 1 + apart]:
                start -= 1
            while end + apart < len(words) and words[end] == words[end + apart]:
                end += 1
            told = [
                at
                for at in range(start, end)
                if self.blocks[at].start_char in self.starts and self.under[at] == self.under[at + apart]
            ]
            run = _Run(start, end, told)
            if end - start > _SHORT_RUN:
                if len(self.runs) >= _RUNS_KEPT:
                    self.runs.clear()
                self.runs[apart] = run
        return run


@lru_cache(maxsize=1024)
def _named(headings: str) -> frozenset[str]:
    """Return the bodies and times that folded headings name; of a body its words up to the end of the line."""
    bodies = {
        headings[word.start() :].split("\n", 1)[0]
        for word in _WORD.finditer(headings)
        if begins_body(headings, word.start())
    }
    return frozenset(bodies | set(_TIMES.findall(headings)))


__all__ = ["find_repeats", "introductions"]
