"""Read the runs of a DOCX paragraph: text, tabs, breaks, signs, references to notes; text boxes are set aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kg.read.flow.blocks import MOST_NESTED, Run
from kg.read.fonts import family_of
from kg.read.word.styles import WORD, Styles, font_of, is_on, value

MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WITHIN = frozenset(
    WORD + name
    for name in "ins moveTo hyperlink sdt sdtContent smartTag fldSimple customXml bdo dir ruby rubyBase".split()
)
_SIGNS = {
    WORD + "tab": "\t",
    WORD + "ptab": "\t",
    WORD + "br": "\n",
    WORD + "cr": "\n",
    WORD + "noBreakHyphen": "-",
    WORD + "softHyphen": "\u00ad",
}
_NOTES = {WORD + "footnoteReference": "footnote", WORD + "endnoteReference": "endnote"}
_SIGN_FONTS = ("symbol", "wingdings", "webdings")
_PRIVATE = 0xF000
"""Where word processors keep the signs of such fonts, and `kg.text` looks for them."""


@dataclass(slots=True)
class Line:
    """What the runs of a paragraph gave: the runs, text boxes, and notes as pairs of kind and identifier."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class RunReader:
    """Reads runs by the styles of a file; numbers the notes in the order in which they are met."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.numbers: dict[tuple[str, str], int] = {}

    def read(self, paragraph: etree._Element, style: str) -> Line:
        """Return what stands in a paragraph of a style; what was deleted is left out, what was put in is kept."""
        line = Line()
        self._walk(paragraph, style, line, depth=0)
        return line

    def _walk(self, element: etree._Element, style: str, line: Line, *, depth: int) -> None:
        if depth > MOST_NESTED:
            return
        for child in element:
            if child.tag == WORD + "r":
                self._run(child, style, line)
            elif child.tag in _WITHIN:
                self._walk(child, style, line, depth=depth + 1)
            elif child.tag == MARKUP + "AlternateContent":
                self._walk(chosen(child), style, line, depth=depth + 1)
            elif isinstance(child.tag, str) and child.tag.startswith(_MATH):
                line.runs.append(Run("".join(text.text or "" for text in child.iter(_MATH + "t"))))

    def _run(self, run: etree._Element, style: str, line: Line) -> None:
        properties = run.find(WORD + "rPr")
        if is_on(properties, "vanish"):
            return
        own_style = value(properties, "rStyle")
        font = font_of(properties) or self._styles.font(own_style, style)
        text = "".join(self._pieces(run, font, line))
        capitals = is_on(properties, "caps")
        if self._styles.capitals(own_style, style) if capitals is None else capitals:
            text = text if family_of(font) else text.upper()
        if text:
            line.runs.append(Run(text, font))

    def _pieces(self, run: etree._Element, font: str, line: Line) -> Iterator[str]:
        signs = font.lower().startswith(_SIGN_FONTS)
        for piece in run:
            if piece.tag == WORD + "t":
                text = piece.text or ""
                yield _as_signs(text) if signs else text
            elif piece.tag in _SIGNS:
                yield _SIGNS[piece.tag]
            elif piece.tag == WORD + "sym":
                yield from self._sign(piece, line)
            elif piece.tag in _NOTES:
                key = (_NOTES[piece.tag], piece.get(WORD + "id", ""))
                number = self.numbers.setdefault(key, len(self.numbers) + 1)
                line.notes.append(key)
                yield f"[{number}]"
            elif isinstance(piece.tag, str):
                line.boxes.extend(text_boxes(piece))

    def _sign(self, piece: etree._Element, line: Line) -> Iterator[str]:
        """Yield a sign given by font and code; one of a font of letters becomes a run of its own."""
        try:
            code = int(piece.get(WORD + "char", ""), 16)
        except ValueError:
            return
        font = piece.get(WORD + "font", "")
        if family_of(font):
            line.runs.append(Run(chr(code & 0xFF), font))
        elif 0 < code < 0xD800 or _PRIVATE <= code <= 0xFFFF:
            yield chr(code)


def chosen(alternatives: etree._Element) -> etree._Element:
    """Return the one of several forms of the same content that is read: the first with text in it."""
    for form in alternatives:
        if any(True for _ in form.iter(WORD + "t", WORD + "txbxContent")):
            return form
    return alternatives


def text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes of a drawing, those within another one left to it, each once."""
    waiting = [element]
    while waiting:
        current = waiting.pop()
        if current.tag == WORD + "txbxContent":
            yield current
        elif current.tag == MARKUP + "AlternateContent":
            form = chosen(current)
            waiting.extend(reversed(form) if form is not current else ())
        else:
            waiting.extend(reversed(current))


def _as_signs(text: str) -> str:
    """Return what a font of signs shows, a sign or two at a time; more of them is text that such a font is not on."""
    if len(text) > 2:
        return text
    return "".join(chr(_PRIVATE + ord(char)) if 0x21 <= ord(char) <= 0xFF else char for char in text)
