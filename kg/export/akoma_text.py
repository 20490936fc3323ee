"""Lay a source text out as the body of an Akoma Ntoso document: sections, paragraphs, marked spans.

Every character of the text but white space and marks of layout stands in the body once, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from kg.export.formats import xml_text

_BLANK = re.compile(r"[^\S\n]*\n\s*")
_WORD = re.compile(r"\w+")
_HEAD = 600
"""So many characters behind its beginning the heading of a section is looked for."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the source text and the element that it stands in."""

    start: int
    end: int
    element: str
    attributes: str


@dataclass(slots=True)
class Section:
    """A section, with what it is called in the file, and the sections in it."""

    id: str
    name: str
    number: str
    heading: str
    parent: str
    start: int
    end: int
    inner: list[Section] = field(default_factory=list)


def write_body(text: str, sections: Sequence[Section], marks: Sequence[Mark], *, prefix: str) -> str:
    """Return the elements of `mainBody`."""
    return _Body(text, marks, prefix).write(nest(sections))


def nest(sections: Sequence[Section]) -> list[Section]:
    """Return the outermost sections with those within them, by what encloses what; none overlaps another."""
    outer: list[Section] = []
    open_: list[Section] = []
    for one in sorted(sections, key=lambda section: (section.start, -section.end)):
        while open_ and open_[-1].end <= one.start:
            open_.pop()
        if open_ and one.end > open_[-1].end:
            one.end = open_[-1].end
        (open_[-1].inner if open_ else outer).append(one)
        open_.append(one)
    return outer


class _Body:
    """Writes the text of a document."""

    def __init__(self, text: str, marks: Sequence[Mark], prefix: str) -> None:
        self.text, self.prefix = text, prefix
        self.marks = sorted(set(marks), key=lambda mark: (mark.start, -mark.end, mark.attributes))
        self.parts = 0

    def write(self, sections: Sequence[Section]) -> str:
        """Return the text with its sections."""
        return "".join(self._run(0, len(self.text), sections)) or "<p/>\n"

    def _run(self, start: int, end: int, sections: Sequence[Section]) -> Iterator[str]:
        """Yield the paragraphs between sections, and the sections; paragraphs beside sections in containers."""
        at = start
        for one in sections:
            yield self._loose(at, one.start)
            yield self._section(one)
            at = one.end
        yield self._loose(at, end)

    def _loose(self, start: int, end: int) -> str:
        """Return text that stands beside sections, in a container without number."""
        inner = self._paragraphs(start, end)
        if not inner:
            return ""
        self.parts += 1
        name = f"{self.prefix}text_{self.parts}"
        return f'<hcontainer name="text" eId="{name}"><content>\n{inner}</content></hcontainer>\n'

    def _section(self, one: Section) -> str:
        behind, number, heading = self._head(one)
        name = f"<num>{number}</num>" if number else ""
        name += f"<heading>{heading}</heading>" if heading else ""
        if one.inner:
            inner = "".join(self._run(behind, one.end, one.inner))
        else:
            inner = f"<content>\n{self._paragraphs(behind, one.end) or '<p/>'}</content>"
        return f'<hcontainer name="section" eId="{escape(one.name)}">{name}\n{inner}</hcontainer>\n'

    def _head(self, one: Section) -> tuple[int, str, str]:
        """Return where the text behind number and heading begins, and both as printed, empty where not found."""
        first = one.inner[0].start if one.inner else one.end
        until = min(one.start + _HEAD, first)
        at, number, heading = one.start, "", ""
        found = self._find(one.number, at, until)
        if found:
            number, at = self._plain(one.start, found), found
        found = self._find(one.heading, at, until)
        if found:
            heading, at = self._plain(at, found), found
        if any(mark.start < at < mark.end for mark in self.marks):  # a fact goes on behind the heading
            return one.start, "", ""
        return at, number, heading

    def _find(self, words: str, start: int, end: int) -> int:
        """Return where these words end that stand at a place, marks of layout before them aside; 0 where they don't."""
        pattern = r"[\W_]+".join(map(re.escape, _WORD.findall(words)))
        if not pattern:
            return 0
        found = re.compile(rf"[\W_]*?{pattern}(?!\w)[.):/]?").match(self.text, start, end)
        return found.end() if found else 0

    def _plain(self, start: int, end: int) -> str:
        return escape(xml_text(" ".join(self.text[start:end].split())))

    def _paragraphs(self, start: int, end: int) -> str:
        """Return the paragraphs of a span: they end where a line does that no marked span goes over."""
        marks = [mark for mark in self.marks if start <= mark.start and mark.end <= end]
        breaks = [
            match.span()
            for match in _BLANK.finditer(self.text, start, end)
            if not any(mark.start < match.start() and match.end() < mark.end for mark in marks)
        ]
        found, at = [], start
        for stop, go in [*breaks, (end, end)]:
            if self.text[at:stop].strip():
                inside = [mark for mark in marks if at <= mark.start and mark.end <= stop]
                found.append(f"<p>{self._inline(at, stop, inside)}</p>\n")
            at = go
        return "".join(found)

    def _inline(self, start: int, end: int, marks: Sequence[Mark]) -> str:
        """Return the text of a paragraph with its spans marked, but those that cross one that began before."""
        out: list[str] = []
        open_: list[Mark] = []
        at = start
        for mark in marks:
            while open_ and open_[-1].end <= mark.start:
                at = self._close(out, open_.pop(), at)
            if open_ and mark.end > open_[-1].end:
                continue
            out += [self._raw(at, mark.start), f"<{mark.element} {mark.attributes}>"]
            at = mark.start
            open_.append(mark)
        while open_:
            at = self._close(out, open_.pop(), at)
        return "".join([*out, self._raw(at, end)])

    def _close(self, out: list[str], mark: Mark, at: int) -> int:
        out += [self._raw(at, mark.end), f"</{mark.element}>"]
        return mark.end

    def _raw(self, start: int, end: int) -> str:
        return escape(xml_text(self.text[start:end]))
