"""Say of all text that yielded no measure why: a heading, a legal basis, recipients, a definition, not understood.

Runs last. Blocks that carry no clause by their kind give that kind; a segment in which no clause was read is told apart
by its words and its place (`ontology/lexicons/silent_words.tsv`), and what is left although it holds a verb is
`not understood`: the text that a reader should look at.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotate import Annotations
from kg.extract.grammar.verbs import VERBAL
from kg.iri import fold
from kg.model import NOT_UNDERSTOOD, Block, Findings, PreparedText, Segment, Span
from kg.resources import read_table
from kg.text.lines import HEADER
from kg.text.spans import SpanIndex

NO_VERB = "no verb"
BLOCK_REASONS = {
    "title": "title",
    "header": "letterhead",
    "heading": "heading",
    "basis": "legal basis",
    "recipients": "recipients",
    "signature": "signature",
    "furniture": "page furniture",
}
"""Kind of a block that is cut into no segments -> the reason that it gives."""
_AMOUNT = re.compile(r"\d (?:nghìn |triệu |tỷ )?đồng(?!\w)|lần mức|% mức|(?:tính|hưởng) bằng \d")
_ANNEX = re.compile(r"\(?(?:Ban hành )?[Kk]èm theo ")
_QUOTED = re.compile(r"[“\"]")
_CELL = 45
"""A line up to so long without a closing mark is a cell of a table or a label, where its neighbour is one too."""


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Replace `no verb` in `findings.silent` by a kind of reason, and add the text outside of segments."""
    reasons = _Reasons(prepared, notes)
    spans = [(segment.start_char, segment.end_char) for segment in prepared.segments]
    placed = dict(zip(spans, prepared.segments, strict=True))
    figures = SpanIndex(findings.targets)
    silent = []
    for span, reason in findings.silent:
        segment = placed.get((span.start_char, span.end_char))
        if segment is not None and reason == NO_VERB:
            reason = reasons.of(segment)
        if not figures.beginning_in(*span):
            silent.append((span, reason))
    silent.extend(reasons.outside())
    findings.silent = sorted(silent)


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[re.Pattern[str], dict[str, str]]]:
    """Return place -> the pattern of its terms, and the reason of each folded term."""
    reasons: dict[str, dict[str, str]] = {"heading": {}, "start": {}, "inside": {}}
    for row in read_table("lexicons/silent_words.tsv"):
        reasons[row["where"]].setdefault(fold(row["term"]), row["reason"])
    return {
        where: (re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, terms), key=_longest)) + r")(?!\w)"), terms)
        for where, terms in reasons.items()
    }


def _longest(term: str) -> tuple[int, str]:
    return -len(term), term


def _said(where: str, folded: str) -> str:
    """Return the reason of the first term of a place that folded words hold, or begin with."""
    pattern, reasons = _words()[where]
    match = pattern.search(folded) if where == "inside" else pattern.match(folded)
    return reasons[match.group()] if match else ""


@lru_cache(maxsize=1)
def _title_words() -> tuple[str, ...]:
    return tuple(fold(row["term"]) for row in read_table("lexicons/document_types.tsv"))


class _Reasons:
    """Tells why the parts of one text are silent."""

    def __init__(self, prepared: PreparedText, notes: Annotations) -> None:
        self.text = prepared.text
        self.blocks = prepared.blocks
        self.sections = prepared.sections
        self.notes = notes
        self.by_heading: list[str] = []
        for section in self.sections:
            above = self.by_heading[section.parent] if section.parent >= 0 else ""
            self.by_heading.append(_said("heading", fold(section.heading)) or above)

    def of(self, segment: Segment) -> str:
        """Return the reason for a segment in which no clause was read."""
        block = self.blocks[segment.block]
        words = self.text[segment.start_char : segment.end_char]
        if block.kind == "row" or self._is_cell(segment.block):
            return "table cell or label"
        folded = fold(words.lstrip("“\"'( -"))
        said = _said("start", folded) or _said("inside", folded)
        said = said or ("rate or amount" if _AMOUNT.search(words) else "") or self._by_heading(segment.section)
        if said:
            return said
        if _QUOTED.match(words):
            return "quoted wording"
        hits = self.notes.hits("verb", segment.start_char, end_char=segment.end_char)
        bodies = self.notes.hits("agent", segment.start_char, end_char=segment.end_char)
        named = sum(hit.end_char - hit.start_char for hit in bodies)
        if any(hit.label in VERBAL for hit in hits) and 2 * named < segment.end_char - segment.start_char:
            return NOT_UNDERSTOOD
        return "names only"

    def _by_heading(self, section: int) -> str:
        return self.by_heading[section] if section >= 0 else ""

    def _is_cell(self, index: int) -> bool:
        """Say whether a block is a short line beside another short line."""
        if not self._is_short(index):
            return False
        return any(0 <= other < len(self.blocks) and self._is_short(other) for other in (index - 1, index + 1))

    def _is_short(self, index: int) -> bool:
        block = self.blocks[index]
        return (
            block.kind in ("paragraph", "row", "item")
            and block.end_char - block.start_char <= _CELL
            and self.text[block.end_char - 1] not in ".;:,"
        )

    def outside(self) -> list[tuple[Span, str]]:
        """Return the blocks and headings that are cut into no segments, with the reason of each."""
        silent = [block for block in self.blocks if self._is_silent(block)]
        found = [(Span(block.start_char, block.end_char), self._of_block(block)) for block in silent]
        index = SpanIndex(silent)
        for section in self.sections:
            start, end = section.heading_span
            block = index.last_from(start)
            if end > start and not (block and block.kind == "heading" and end <= block.end_char):
                found.append((Span(start, end), "heading"))
        return sorted(set(found))

    def _of_block(self, block: Block) -> str:
        """Return the reason for a block; behind the signature the letterhead and title of an annex may follow."""
        words = self.text[block.start_char : block.end_char].strip("* ")
        if block.kind not in ("signature", "recipients"):
            return BLOCK_REASONS[block.kind]
        if _ANNEX.match(words):
            return "legal basis"
        if HEADER.fullmatch(words) and any(ch.isalpha() for ch in words):
            return "letterhead"
        titled = words.isupper() and fold(words).startswith(_title_words())
        return "title" if titled else BLOCK_REASONS[block.kind]

    @staticmethod
    def _is_silent(block: Block) -> bool:
        return block.kind in BLOCK_REASONS and block.end_char > block.start_char


__all__ = ["BLOCK_REASONS", "NOT_UNDERSTOOD", "extract"]
