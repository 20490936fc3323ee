"""Find inline Markdown, character entities and stray HTML tags, so that the words can be read without them.

Markdown's marks are read as CommonMark 0.31 does (https://spec.commonmark.org/0.31.2/, section 6), more warily where
plain text has use for the same signs: `*` and `_` inside a word, footnote marks and multiplication stay.
Marks of blocks (`#`, `-`, `|`) are left to the lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from kg.model import Span
from kg.text.offsets import Edit
from kg.text.scan import iter_anchored, line_start

_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_FIRST = re.compile(r"[\\<!\[\]`*_~]|://|www\.")
_TOKEN = re.compile(
    r"""\\(?P<escape>[!-/:-@\[-`{-~]|(?=\n))
    |(?P<comment><!--(?:[^-]|-(?!->)){0,4000}-->)
    |(?P<image>!\[[^\[\]\n]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))
    |(?P<tail>\]\((?:<[^<>\n]*>|(?=[^()\s]*[/.\#:@]|\))[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)
       (?:[ ]+"[^"\n]*")?[ ]*\))
    |(?P<note>\[\^[\w-]{1,20}\](?!:))
    |(?P<box>\[[ xX]\](?=[ ]))
    |(?P<open>\[)
    |(?P<url>(?:://|www\.)[^\s<>()\[\]"“”|]+)|(?P<auto><(?:https?|mailto|ftp):[^\s<>]+>)
    |(?P<raised><sup\b[^<>]*>[^<>\n]{0,20}</sup\s*>)
    |(?P<break><br\s*/?>)
    |(?P<tag></?(?:b|i|u|em|strong|s|strike|del|ins|sub|sup|span|font|small|big|mark|code|a|p|div|center)
       (?:\s[^<>\n]*)?/?>)
    |(?P<code>`+)
    |(?P<mark>\*+|_+|~~+)""",
    re.VERBOSE | re.IGNORECASE,
)
_BLOCK = re.compile(r"\n[ \t]*(?:\n|[-+*|#>](?=[ \t])|\||\d{1,3}[.)] )")
"""Where another paragraph, list item or table row begins: no mark is closed beyond it."""
_AREA = re.compile(r"(?<=[mM])<sup\b[^<>]*>([23])</sup\s*>")
_OPENING, _CLOSING = frozenset("([{“‘«"), frozenset(")]}.,;:!?%”’»")
_WORDS = {
    "escape": "a Markdown escape is read as the character behind it",
    "comment": "comments are passed over",
    "image": "images are passed over",
    "tail": "links are read as their words",
    "note": "marks of notes are passed over",
    "box": "boxes to tick are passed over",
    "raised": "marks of notes are passed over",
    "break": "HTML tags are passed over",
    "tag": "HTML tags are passed over",
    "code": "Markdown marks are passed over",
    "mark": "Markdown marks are passed over",
}
_ENTITIES = "character entities are read as what they stand for"


class Marks(NamedTuple):
    """Edits that take the marks out, what is noted of places before them, and the bold runs in the text behind them."""

    edits: list[Edit]
    noted: list[tuple[int, str]]
    bold: list[Span]


def decode_entities(text: str) -> tuple[list[Edit], list[tuple[int, str]]]:
    """Return the edits that put characters in place of entities (`&#273;`, `&amp;nbsp;`), and a note on each."""
    if "&" not in text:
        return [], []
    edits = [
        (match.start(), match.end(), html.unescape(f"&{match.group(1)};"))
        for match in _ENTITY.finditer(text)
        if match.group(1).startswith("#") or f"{match.group(1)};" in html5
    ]
    return edits, [(start, _ENTITIES) for start, _, _ in edits]


def read_marks(text: str) -> Marks:
    """Return what is to be done about the inline marks of a text in plain characters."""
    reader = _Reader(text)
    for token in iter_anchored(_TOKEN, _FIRST, text):
        reader.read(str(token.lastgroup), *token.span())
    reader.edits.sort()
    return Marks(reader.edits, sorted(reader.noted), list(_moved(reader.bold, reader.edits)))


def _moved(runs: list[Span], edits: list[Edit]) -> Iterator[Span]:
    """Yield runs of the old text where they stand in the new one."""
    at = moved = 0
    places = {}
    for place in sorted({place for run in runs for place in run}):
        while at < len(edits) and edits[at][1] <= place:
            start, end, new = edits[at]
            moved += len(new) - (end - start)
            at += 1
        places[place] = place + moved
    for start, end in sorted(runs):
        yield Span(places[start], places[end])


class _Reader:
    """Reads the tokens of a text in order: a closing mark finds the last one of its kind that is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[Edit] = []
        self.noted: list[tuple[int, str]] = []
        self.bold: list[Span] = []
        self.opened: dict[str, int] = {}
        """Mark -> the end of the place where it was opened last."""

    def read(self, kind: str, start: int, end: int) -> None:
        """Take one token in."""
        if kind in ("mark", "code"):
            self._mark(start, end, kind=kind)
        elif kind == "open":
            self.opened["["] = end
        elif kind == "tail":
            if self._is_open("[", start):
                opened = self.opened.pop("[")
                self._drop(opened - 1, opened, kind)
                self._drop(start, end, "")
        elif kind in ("url", "auto"):
            return
        elif kind == "escape":
            self._drop(start, start + 1, kind)
        elif kind == "break":
            row = self.text[line_start(self.text, start) : start].lstrip().startswith("|")
            self._drop(start, end, kind, " " if row else "\n")
        elif kind == "raised":
            area = _AREA.match(self.text, start, end)
            self._drop(start, end, kind, area.group(1) if area else "")
        elif kind == "box":
            if self.text[line_start(self.text, start) : start].strip(" \t-+*") == "":
                self._drop(start, end + 1, kind)
        else:
            self._drop(start, self._over_space(start, end) if kind != "tag" else end, kind)

    def _over_space(self, start: int, end: int) -> int:
        """Return `end`, or the place behind a space where one stands before `start` too."""
        text = self.text
        return end + 1 if text[end : end + 1] == " " and (start == 0 or text[start - 1] in " \n") else end

    def _drop(self, start: int, end: int, kind: str, new: str = "") -> None:
        self.edits.append((start, end, new))
        if kind:
            self.noted.append((start, _WORDS[kind]))

    def _is_open(self, mark: str, start: int) -> bool:
        """Say whether `mark` was opened before `start` in the same paragraph."""
        opened = self.opened.get(mark)
        if opened is None or opened >= start:
            return False
        if _BLOCK.search(self.text, opened, start):
            del self.opened[mark]
            return False
        return True

    def _mark(self, start: int, end: int, *, kind: str) -> None:
        """Close what this mark closes, or open it."""
        mark = self.text[start:end]
        if len(mark) > (2 if mark[0] in "_~" else 3):
            return
        if self._may_close(start, end) and self._is_open(mark, start):
            self._close(mark, start, kind=kind)
        elif self._may_open(start, end):
            self.opened[mark] = end

    def _close(self, mark: str, start: int, *, kind: str) -> None:
        """Take out a pair of marks, and the spaces right inside them; strong emphasis is a bold run."""
        opened = self.opened.pop(mark)
        first = opened - len(mark)
        inner = Span(self._inward(opened), self._outward(start))
        if inner.start_char >= inner.end_char:
            return
        self.opened = {other: place for other, place in self.opened.items() if place <= first}
        strong = mark.startswith(("**", "__"))
        self._drop(first, inner.start_char, "" if strong and self._heads_line(first) else kind)
        self._drop(inner.end_char, start + len(mark), "")
        if strong:
            self.bold.append(inner)

    def _inward(self, opened: int) -> int:
        while self.text[opened : opened + 1] == " ":
            opened += 1
        return opened

    def _outward(self, closed: int) -> int:
        while self.text[closed - 1] == " ":
            closed -= 1
        return closed

    def _heads_line(self, start: int) -> bool:
        """Say whether a line, or its words behind the marks of a heading, begins at `start`."""
        return self.text[line_start(self.text, start) : start].strip("# \t") == ""

    def _may_open(self, start: int, end: int) -> bool:
        before, behind = self._around(start, end)
        if behind == "\n":
            return False
        if self.text.startswith("**", start):
            if behind == " ":
                return self._heads_line(start)
            return behind not in _CLOSING and not (before.isdigit() and behind.isdigit())
        return not (before.isalnum() or before in "_)]" or behind == " " or behind in _CLOSING)

    def _may_close(self, start: int, end: int) -> bool:
        before, behind = self._around(start, end)
        if before in _OPENING or before == "\n":
            return False
        if self.text.startswith("**", start):
            return before != " " or behind in " \n" or behind in _CLOSING
        return before != " " and not (behind.isalnum() or behind == "_")

    def _around(self, start: int, end: int) -> tuple[str, str]:
        """Return the characters before and behind a mark, a line end where the text begins and ends."""
        before = self.text[start - 1] if start else "\n"
        behind = self.text[end : end + 1] or "\n"
        return "\n" if before.isspace() and before != " " else before, " " if behind in "\t" else behind
