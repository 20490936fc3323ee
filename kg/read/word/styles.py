"""Know what the styles of a DOCX file say of runs and paragraphs: font, capitals, level of a heading, numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_LONGEST_CHAIN = 20
_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_DEEPEST = 9
_OFF = frozenset({"0", "false", "off", "none"})


def strict_to_plain(root: etree._Element) -> None:
    """Rename the elements of a file in the strict form of the standard, so that one set of names fits both."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(_STRICT):
            element.tag = WORD + element.tag[len(_STRICT) :]
            for key, value in list(element.attrib.items()):
                if key.startswith(_STRICT):
                    del element.attrib[key]
                    element.set(WORD + key[len(_STRICT) :], value)


def value(element: etree._Element | None, path: str, key: str = "val") -> str:
    """Return an attribute of the element at a path of local names below another one, empty for none."""
    for step in path.split("/") if path else ():
        element = element.find(WORD + step) if element is not None else None
    return element.get(WORD + key, "") if element is not None else ""


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether a property is switched on or off, None where nothing is said of it."""
    found = properties.find(WORD + name) if properties is not None else None
    return None if found is None else found.get(WORD + "val", "1").lower() not in _OFF


def font_of(properties: etree._Element | None) -> str:
    """Return the font that run properties name, empty for none; that of letters beyond ASCII where there are two."""
    fonts = properties.find(WORD + "rFonts") if properties is not None else None
    if fonts is None:
        return ""
    theme = fonts.get(WORD + "hAnsiTheme") or fonts.get(WORD + "asciiTheme")
    return theme or fonts.get(WORD + "hAnsi") or fonts.get(WORD + "ascii") or ""


class Styles:
    """The styles of a file, each with those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        found = root.iter(WORD + "style") if root is not None else ()
        self._styles = {style.get(WORD + "styleId", ""): style for style in found}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(WORD + "type") == "paragraph" and style.get(WORD + "default") in ("1", "true")
            ),
            "",
        )
        defaults = root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr") if root is not None else None
        self._font = font_of(defaults)
        self._fonts: dict[tuple[str, str], str] = {}
        self._capitals: dict[tuple[str, str], bool] = {}

    def chain(self, name: str) -> Iterator[etree._Element]:
        """Yield a style and those it is based on; the default paragraph style for an empty or unknown name."""
        name = name if name in self._styles else self._default
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value(style, "basedOn")

    def font(self, run_style: str, paragraph_style: str) -> str:
        """Return the font of runs of these styles that name none themselves."""
        key = (run_style, paragraph_style)
        if key not in self._fonts:
            fonts = (font_of(style.find(WORD + "rPr")) for style in self._both(*key))
            self._fonts[key] = next(filter(None, fonts), self._font)
        return self._fonts[key]

    def capitals(self, run_style: str, paragraph_style: str) -> bool:
        """Say whether runs of these styles are shown in capitals."""
        key = (run_style, paragraph_style)
        if key not in self._capitals:
            said = (is_on(style.find(WORD + "rPr"), "caps") for style in self._both(*key))
            self._capitals[key] = next((on for on in said if on is not None), False)
        return self._capitals[key]

    def level(self, paragraph: etree._Element | None, style: str) -> int:
        """Return the level of a heading, 0 for a paragraph that is none, by its outline level or its style's name."""
        own = value(paragraph, "outlineLvl")
        if own:
            return _outline(own)
        for step in self.chain(style) if style else ():
            named = _HEADING.match(value(step, "name"))
            if named:
                return int(named.group(1))
            outline = value(step, "pPr/outlineLvl")
            if outline:
                return _outline(outline)
        return 0

    def numbering(self, style: str) -> Iterator[tuple[str, str]]:
        """Yield what the styles of a paragraph say of its numbering: identifier of the list and level."""
        for step in self.chain(style):
            yield value(step, "pPr/numPr/numId"), value(step, "pPr/numPr/ilvl")

    def borders(self, style: str) -> bool:
        """Say whether tables of a style have lines around their cells."""
        return any(
            has_lines(step.find(f"{WORD}tblPr/{WORD}tblBorders")) for step in (self.chain(style) if style else ())
        )

    def _both(self, run_style: str, paragraph_style: str) -> Iterator[etree._Element]:
        if run_style in self._styles:
            yield from self.chain(run_style)
        yield from self.chain(paragraph_style)


def has_lines(borders: etree._Element | None) -> bool:
    """Say whether borders of a table or a cell have a line that shows."""
    if borders is None:
        return False
    return any(line.get(WORD + "val", "nil") not in ("nil", "none") for line in borders if isinstance(line.tag, str))


def _outline(level: str) -> int:
    return int(level) + 1 if level.isdecimal() and int(level) < _DEEPEST else 0
