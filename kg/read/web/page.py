"""Collect the blocks of a web page from the tags and texts that a parser reports, in one pass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.read.flow.blocks import MOST_NESTED, Block, Paragraph, Run
from kg.read.web.lists import ListLabels
from kg.read.web.tables import TableBuilder

_HIDDEN = frozenset(
    "head script style template noscript nav svg math select option button iframe object embed audio video canvas"
    " textarea datalist rp map".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre search section summary table"
    " tbody tfoot thead tr td th ul".split()
)
_FURNITURE = frozenset({"footer", "aside"})
_HEADING = re.compile(r"h([1-6])$")
_FONT = re.compile(r"font-family\s*:\s*[\"']?\s*([^;,\"']{1,60})", re.IGNORECASE)
_UNSEEN = re.compile(r"(?:display|mso-hide)\s*:\s*(?:none|all)\b", re.IGNORECASE)
_NOTE = re.compile(r"mso-element\s*:\s*(?:foot|end)note\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_MARKED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ][.)]|[IVX]{1,6}[.)]|[-–+•*])\s", re.IGNORECASE)
"""Items that carry their own number or dash, before which the list's is not written again."""


class _Element(NamedTuple):
    tag: str
    font: str
    kind: str
    hidden: bool
    pre: bool


@dataclass(slots=True)
class Page:
    """A target of the parser: what it collects is in `blocks`, `notes` and `furniture` (foot and side of the page)."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    furniture: list[Block] = field(default_factory=list)
    _open: list[_Element] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _tables: list[TableBuilder] = field(default_factory=list)
    _too_deep: int = 0
    _lists: ListLabels = field(default_factory=ListLabels)
    _label: str = ""
    _level: int = 0
    _space: bool = True

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        tag = tag.lower()
        above = self._open[-1] if self._open else _Element("", "", "paragraph", False, False)
        style = attributes.get("style") or ""
        hidden = above.hidden or tag in _HIDDEN or "hidden" in attributes or _UNSEEN.search(style) is not None
        kind = "note" if _NOTE.search(style) else "furniture" if tag in _FURNITURE else above.kind
        if tag in _BLOCKS and not hidden:
            self._end_paragraph()
        font = _FONT.search(style)
        named = font.group(1) if font else attributes.get("face") if tag == "font" else None
        self._open.append(_Element(tag, (named or above.font).strip(), kind, hidden, above.pre or tag == "pre"))
        if hidden:
            return
        heading = _HEADING.match(tag)
        if heading:
            self._level = int(heading.group(1))
        elif tag == "br":
            self._break()
        elif tag in ("ul", "ol", "li", "menu", "dir"):
            self._label = self._lists.start(tag, attributes) or self._label
        elif tag in ("table", "tr", "td", "th"):
            self._start_table(tag, attributes)

    def end(self, tag: str) -> None:
        """Take the end of an element, and of those in it that were left open."""
        tag = tag.lower()
        while self._open:
            element = self._open[-1]
            if not element.hidden and element.tag in _BLOCKS:
                self._end_paragraph()
            self._open.pop()
            if not element.hidden:
                self._leave(element.tag)
            if element.tag == tag:
                return

    def data(self, text: str) -> None:
        """Take text."""
        above = self._open[-1] if self._open else None
        if above is not None and above.hidden:
            return
        if above is None or not above.pre:
            text = _SPACES.sub(" ", text)
            if self._space:
                text = text.removeprefix(" ")
        if text:
            self._space = text[-1] in " \n"
            self._runs.append(Run(text, above.font if above else ""))

    def close(self) -> Page:
        """Return itself, as the parser asks for."""
        return self

    def finish(self) -> None:
        """Close what is open at the end of the page."""
        self._end_paragraph()
        while self._tables:
            self._end_table()

    def _start_table(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table":
            if len(self._tables) >= MOST_NESTED:
                self._too_deep += 1
            else:
                self._tables.append(TableBuilder(attributes))
        elif self._tables and not self._too_deep:
            if tag == "tr":
                self._tables[-1].start_row()
            else:
                self._tables[-1].start_cell(tag, attributes)

    def _leave(self, tag: str) -> None:
        if _HEADING.match(tag):
            self._level = 0
        elif tag in ("ul", "ol", "menu", "dir"):
            self._lists.end()
        elif tag == "li":
            self._label = ""
        elif tag == "table":
            if self._too_deep:
                self._too_deep -= 1
            elif self._tables:
                self._end_table()
        elif self._tables and not self._too_deep and tag in ("td", "th", "tr"):
            self._tables[-1].end(tag)

    def _end_table(self) -> None:
        table = self._tables.pop().finish()
        if table.rows:
            self._put(table, "paragraph")

    def _break(self) -> None:
        """Take a line's end; a second one ends the paragraph."""
        if self._runs and self._runs[-1].text.endswith("\n"):
            self._end_paragraph()
            self._put(Paragraph(), "paragraph")
        elif self._runs:
            self._runs.append(Run("\n"))
        self._space = True

    def _end_paragraph(self) -> None:
        runs, self._runs, self._space = self._runs, [], True
        kind = self._open[-1].kind if self._open else "paragraph"
        paragraph = Paragraph(runs)
        if paragraph.is_blank:
            return
        if self._label and not _MARKED.match("".join(run.text for run in runs[:8]).lstrip()):
            runs.insert(0, Run(self._label))
        self._label = ""
        if self._level and kind == "paragraph":
            paragraph.kind, paragraph.level = "heading", self._level
        else:
            paragraph.kind = kind
        self._put(paragraph, kind)

    def _put(self, block: Block, kind: str) -> None:
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.blocks.append(block)
        elif kind == "note":
            self.notes.append(block)
        elif kind == "furniture":
            self.furniture.append(block)
        else:
            self.blocks.append(block)
