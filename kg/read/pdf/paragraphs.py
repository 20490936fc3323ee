"""Tell which printed lines make one paragraph: by spacing, indent, how full a line is, and what it begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kg.read.pdf.lines import Line
from kg.read.pdf.order import Column

_APART = 1.4
_OTHER_SIZE = 0.12
_INDENT = 0.7
_ALIGNED = 0.4
_SAME_MIDDLE = 0.6
_SHORT_SHARE = 0.3
"""So much of the width is left free at least where a paragraph ends in the midst of a sentence."""
_NOTE = re.compile(r"[⁰¹²³⁴-⁹]{1,3}\s?\S|\[\d{1,3}\]\s")
_NOTE_SIZE = 0.93
_ITEM = re.compile(
    r"(?:[-–•▪+*]\s|\d{1,3}(?:\.\d{1,3}){0,4}[.)/-]\s|[a-zđ]\d?[.)]\s|\([a-zđ\d]{1,2}\)\s|[IVXLC]{1,6}[.)-]\s"
    r"|(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC)\s[\dIVX]|[A-ZĐ]{1,3}\.\s?[A-ZĐÀ-Ỹ])"
)
_SIGNS = re.compile(r"(?![IVXLC]+\.)(?:[A-ZĐ]{2,3}|Q)\.\s?[A-ZĐÀ-Ỹ]{2}")
"""For whom one signs (`KT. CHỦ TỊCH`): a line of its own."""
_ENDED = re.compile(r"[.;:!?…/\"”)]\s*$")
_LARGER = 1.12
"""Type so many times as high as that of running text is a heading's."""
_LONGEST_HEADING = 300
_NO_HEADING = re.compile(r"[\W_]*$|\(|.*[.;,…]$")
"""What is no heading, however it is set: a drawn line, a remark in brackets, a sentence or a part of one."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one paragraph; `kind` is that of its block, empty for lines of which nothing is known."""

    lines: tuple[Line, ...]
    kind: str = "paragraph"


class Body(NamedTuple):
    """How the running text of a document is set: the height of its characters, and whether bold ones stand out."""

    height: float
    bold_tells: bool = False


def to_paragraphs(column: Column, body: Body) -> list[Paragraph]:
    """Return the paragraphs of a column; lines that stand beside others stay lines."""
    if column.beside:
        return [Paragraph((line,), "") for line in column.lines]
    if not column.lines:
        return []
    margins = _Margins(column.lines)
    runs: list[list[Line]] = [[column.lines[0]]]
    for above, below in pairwise(column.lines):
        if margins.parts(above, below, first=runs[-1][0]):
            runs.append([])
        runs[-1].append(below)
    return _with_headings(_with_notes([Paragraph(tuple(run)) for run in runs], body.height), body)


def _with_headings(paragraphs: list[Paragraph], body: Body) -> list[Paragraph]:
    """Mark the paragraphs that are set as headings, and that no next one goes on with."""
    marked = []
    for paragraph, below in pairwise([*paragraphs, None]):
        goes_on = below is not None and _is_continued(paragraph.lines[-1], below.lines[0])
        is_heading = paragraph.kind == "paragraph" and not goes_on and _is_set_as_heading(paragraph.lines, body)
        marked.append(replace(paragraph, kind="heading") if is_heading else paragraph)
    return marked


def _is_set_as_heading(lines: Sequence[Line], body: Body) -> bool:
    """Say whether lines are bold or larger than running text, all of them; OCR tells neither."""
    if any(line.words for line in lines):
        return False
    is_bold = body.bold_tells and all(line.bold for line in lines)
    if not is_bold and min(line.height for line in lines) < _LARGER * body.height:
        return False
    text = " ".join(line.text for line in lines)
    if len(text) > _LONGEST_HEADING or _NO_HEADING.match(text):
        return False
    return not text[0].islower() or _ITEM.match(text) is not None


def _with_notes(paragraphs: list[Paragraph], body: float) -> list[Paragraph]:
    """Mark the notes at the end of a column: smaller, the first with a raised number or one in brackets."""
    at = len(paragraphs)
    while at and all(line.height <= _NOTE_SIZE * body for line in paragraphs[at - 1].lines):
        at -= 1
    while at < len(paragraphs) and not _NOTE.match(paragraphs[at].lines[0].text):
        at += 1
    return [*paragraphs[:at], *(Paragraph(paragraph.lines, "note") for paragraph in paragraphs[at:])]


class _Margins:
    """The edges, the usual size and the usual step of the lines of a column."""

    def __init__(self, lines: Sequence[Line]) -> None:
        rights, lefts = sorted(line.box.right for line in lines), sorted(line.box.left for line in lines)
        self.height = median(line.height for line in lines)
        self.right = rights[-1 - len(rights) // 20]
        self.left = lefts[len(lefts) // 20]
        steps = [below.base - above.base for above, below in pairwise(lines) if below.base > above.base]
        self.step = median(steps) if steps else self.height

    def parts(self, above: Line, below: Line, *, first: Line) -> bool:
        """Say whether a paragraph ends between two lines; `first` is the first line of the one that `above` is in."""
        if not 0 < below.base - above.base <= max(_APART * self.step, above.height):
            return True
        if abs(above.height - below.height) > _OTHER_SIZE * self.height and below is not above:
            return not _is_continued(above, below)
        if "   " in above.text or "   " in below.text:
            return self._is_free(above, below)
        if abs(above.middle - below.middle) < _SAME_MIDDLE * self.height and _is_continued(above, below):
            return False
        if _SIGNS.match(above.text) or _is_title_over(above, below):
            return True
        if self._centred(above) and self._centred(below):
            return above.text.isupper() != below.text.isupper() or bool(_ITEM.match(below.text))
        if _ITEM.match(below.text) and (_ENDED.search(above.text) or self._indent(below) > _INDENT * self.height):
            return True
        return self._ends_short(above, below) or self._begins(above, below, first)

    def _indent(self, line: Line) -> float:
        return line.box.left - self.left

    def _centred(self, line: Line) -> bool:
        """Say whether a line stands in the middle and begins where no paragraph does."""
        middle = (self.left + self.right) / 2
        free = min(self._indent(line), self.right - line.box.right)
        return abs(line.middle - middle) < _SAME_MIDDLE * self.height and free > _SAME_MIDDLE * self.height

    def _ends_short(self, above: Line, below: Line) -> bool:
        """Say whether the first word of the next line would have found room in this one."""
        words = below.text.split(" ", 2)
        word = len(words[0]) if len(words[0]) > 2 else len(" ".join(words[:2]))  # `30 tháng` may be kept together
        needed = below.width * (word + 1) / max(1, len(below.text)) + _ALIGNED * self.height
        if _is_continued(above, below):
            needed = max(needed, _SHORT_SHARE * (self.right - self.left))
        return self.right - above.box.right > needed

    def _is_free(self, above: Line, below: Line) -> bool:
        """Say whether lines with wide gaps are set apart: they go on where the upper one is full and unfinished."""
        full = (
            self.right - above.box.right <= _INDENT * self.height and abs(self._indent(below)) <= _ALIGNED * self.height
        )
        return not (full and not _ENDED.search(above.text) and not _ITEM.match(below.text))

    def _begins(self, above: Line, below: Line, first: Line) -> bool:
        """Say whether a line is indented as a first line is."""
        more = below.box.left - above.box.left
        if more > _INDENT * self.height:
            return above is not first or self._indent(above) < _ALIGNED * self.height
        alike = abs(more) < _ALIGNED * self.height and self._indent(below) > _INDENT * self.height
        return alike and above is first and bool(_ENDED.search(above.text)) and not below.text[:1].islower()


def _is_title_over(above: Line, below: Line) -> bool:
    """Say whether bold capitals stand above bold text that is set in small letters too."""
    return above.bold and below.bold and above.text.isupper() and below.text != below.text.upper()


def _is_continued(above: Line, below: Line) -> bool:
    """Say whether a line of another size goes on with a sentence, as where a sign made one line higher."""
    return not _ENDED.search(above.text) and below.text[:1].islower()
