"""Say what a bare pair of names means from the text around it: the sentence, the introducing line, the headings."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.iri import fold
from kg.model import PreparedText
from kg.resources import read_table
from kg.text.scan import line_start
from kg.text.spans import SpanIndex

_FAR = 400
_BEFORE = 1500


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Return the patterns of the telling and of the weak words, and folded word -> class."""
    rows = read_table("lexicons/route_words.tsv")
    told = {fold(row["term"]): row["class"] for row in rows if row["where"] in ("both", "context")}
    weak = {fold(row["term"]): row["class"] for row in rows if row["where"] == "weak"}

    def compiled(words: dict[str, str]) -> re.Pattern[str]:
        terms = sorted(words, key=lambda term: (-len(term), term))
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, terms)) + r")(?!\w)", re.IGNORECASE)

    return compiled(told), compiled(weak), weak | told


class Contexts:
    """The text before a pair, and the headings and introducing lines above it."""

    def __init__(self, prepared: PreparedText) -> None:
        self.prepared = prepared
        self.blocks = SpanIndex(prepared.blocks)
        self.intros = SpanIndex(s for s in prepared.segments if s.intro)

    def kind(self, position: int) -> str:
        """Return the class that a pair at `position` has, empty where the text does not speak of such lines."""
        text = self.prepared.text
        telling, weak, classes = _words()
        line = line_start(text, position)
        stop = text.rfind(". ", max(line, position - _FAR), position)
        start = max(line, position - _FAR, stop + 1)
        told = _last(telling, text, start, position)
        if told:
            return classes[fold(told)]
        above = self._above(position)
        if above:
            return above
        loose = _last(weak, text, start, position)
        return (self._nearest(line) or classes[fold(loose)]) if loose else ""

    def _nearest(self, line: int) -> str:
        """Return the class of the last line that the text before spoke of, for a list that says none."""
        telling, _, classes = _words()
        told = [classes[fold(m.group())] for m in telling.finditer(self.prepared.text, max(0, line - _BEFORE), line)]
        told = [cls for cls in told if cls != "Place"]
        return told[-1] if told else ""

    def _above(self, position: int) -> str:
        """Return the class told by the line that introduces the list, or by the headings above."""
        text = self.prepared.text
        telling, _, classes = _words()
        block, intro = self.blocks.last_from(position), self.intros.last_from(position)
        section = block.section if block else -1
        if block and block.kind == "item" and intro and intro.section == section:
            told = _last(telling, text, intro.start_char, intro.end_char)
            if told:
                return classes[fold(told)]
        while section >= 0:
            start, end = self.prepared.sections[section].heading_span
            told = _last(telling, text, start, end)
            if told and classes[fold(told)] != "Place":
                return classes[fold(told)]
            section = self.prepared.sections[section].parent
        return ""


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> str:
    """Return the last word of `pattern` in a span."""
    found = ""
    for match in pattern.finditer(text, start, end):
        found = match.group()
    return found
