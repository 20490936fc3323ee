"""Know what the styles of an ODT file say: fonts, lines around cells, how lists count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from kg.read.flow.numerals import numeral

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, OFFICE = _NAMESPACE % "text", _NAMESPACE % "table", _NAMESPACE % "office"
STYLE, DRAW = _NAMESPACE % "style", _NAMESPACE % "drawing"
_FO = _NAMESPACE % "xsl-fo-compatible"
_SVG = _NAMESPACE % "svg-compatible"
_LONGEST_CHAIN = 20
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal", "": "none"}
_DEEPEST = 10


class _Level(NamedTuple):
    bullet: bool
    form: str
    prefix: str
    suffix: str
    start: int
    shown: int


class OdtStyles:
    """The styles of a file by name, those of its content before those of the whole."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self._faces: dict[str, str] = {}
        self._fonts: dict[str, str] = {}
        for root in roots:
            for style in root.iter(STYLE + "style"):
                self._styles.setdefault(style.get(STYLE + "name", ""), style)
            for style in root.iter(TEXT + "list-style", TEXT + "outline-style"):
                name = style.get(STYLE + "name", "")
                if name not in self._lists:
                    self._lists[name] = {number: level for child in style for number, level in _levels(child)}
            for face in root.iter(STYLE + "font-face"):
                family = face.get(_SVG + "font-family") or face.get(STYLE + "name", "")
                self._faces.setdefault(face.get(STYLE + "name", ""), family)

    def font(self, name: str) -> str:
        """Return the font of a style, or of one that it is made from; empty where none says."""
        if name not in self._fonts:
            self._fonts[name] = self._font(name)
        return self._fonts[name]

    def _font(self, name: str) -> str:
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return ""
            properties = style.find(STYLE + "text-properties")
            if properties is not None:
                face = properties.get(STYLE + "font-name", "")
                font = self._faces.get(face, face) or properties.get(_FO + "font-family", "")
                if font:
                    return font
            name = style.get(STYLE + "parent-style-name", "")
        return ""

    def has_border(self, name: str) -> bool:
        """Say whether a style of cells has a line around them."""
        style = self._styles.get(name)
        properties = style.find(STYLE + "table-cell-properties") if style is not None else None
        if properties is None:
            return False
        sides = ("border", "border-top", "border-bottom", "border-left", "border-right")
        return any(properties.get(_FO + side, "none") not in ("none", "hidden", "") for side in sides)

    def level(self, name: str, depth: int) -> _Level | None:
        """Return how a list of a style counts at a depth from 1, None for one that is not known."""
        return self._lists.get(name, {}).get(depth)


@dataclass(slots=True)
class _Open:
    style: str
    count: int
    fresh: bool = False
    counted: bool = False


@dataclass(slots=True)
class OdtLists:
    """The lists that are open, and how far those have counted that later ones go on with."""

    styles: OdtStyles
    _open: list[_Open] = field(default_factory=list)
    _ended: dict[tuple[str, int], int] = field(default_factory=dict)

    def start(self, element: etree._Element) -> None:
        """Take the beginning of a list; one within another has its style."""
        style = element.get(TEXT + "style-name", "") or (self._open[-1].style if self._open else "")
        level = self.styles.level(style, len(self._open) + 1)
        count = (level.start if level else 1) - 1
        goes_on = element.get(TEXT + "continue-numbering") == "true" or element.get(TEXT + "continue-list") is not None
        if goes_on:
            count = self._ended.get((style, len(self._open)), count)
        self._open.append(_Open(style, count))

    def item(self, element: etree._Element, *, counted: bool) -> None:
        """Take the beginning of an item; a heading of a list is not counted."""
        current = self._open[-1]
        current.fresh = counted
        if counted:
            start = element.get(TEXT + "start-value", "")
            current.count = int(start) if start.isdecimal() and len(start) < _DEEPEST else current.count + 1

    def label(self) -> str:
        """Return the label of a paragraph: that of the item it begins, empty for one that begins none."""
        if not self._open or not self._open[-1].fresh:
            return ""
        self._open[-1].fresh = False
        depth = len(self._open)
        level = self.styles.level(self._open[-1].style, depth)
        if level is None or level.bullet:
            return "- "
        parts = []
        for index in range(max(depth - level.shown, 0), depth):
            above = self.styles.level(self._open[index].style, index + 1)
            parts.append(numeral(above.form if above else "decimal", self._open[index].count))
        number = ".".join(filter(None, parts))
        return f"{level.prefix}{number}{level.suffix} " if number or level.prefix.strip() else ""

    def end(self) -> None:
        """Take the end of a list."""
        ended = self._open.pop()
        self._ended[ended.style, len(self._open)] = ended.count


def _levels(element: etree._Element) -> list[tuple[int, _Level]]:
    """Return the level that an element of a list's style describes, if any."""
    kinds = {TEXT + "list-level-style-number": False, TEXT + "list-level-style-bullet": True}
    kinds |= {TEXT + "list-level-style-image": True, TEXT + "outline-level-style": False}
    if element.tag not in kinds:
        return []
    level = _Level(
        kinds[element.tag],
        _FORMS.get(element.get(STYLE + "num-format", ""), "decimal"),
        element.get(STYLE + "num-prefix", ""),
        element.get(STYLE + "num-suffix", ""),
        _number(element.get(TEXT + "start-value", ""), 1),
        _number(element.get(TEXT + "display-levels", ""), 1),
    )
    return [(_number(element.get(TEXT + "level", ""), 1), level)]


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _DEEPEST else default
