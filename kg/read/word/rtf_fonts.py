"""Know the fonts and the headings of an RTF file, and how the bytes of each font are read."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field

from kg.read.fonts import family_of
from kg.read.legacy import as_latin

_PAGES = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Code pages by the number of a font's character set."""
_OF_SIGNS = 2
_PRIVATE = 0xF000
_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)


@dataclass(slots=True)
class Fonts:
    """The table of fonts: name and character set by number; `page` is the code page of the file."""

    page: str = "cp1252"
    default: int = 0
    names: dict[int, str] = field(default_factory=dict)
    charsets: dict[int, int] = field(default_factory=dict)

    def set_page(self, number: int) -> None:
        """Take the code page that the file names."""
        try:
            self.page = codecs.lookup(f"cp{number}").name
        except LookupError:
            self.page = "cp1252"

    def decode(self, data: bytes, font: int) -> str:
        """Return bytes set in a font as text; those of a font before Unicode as the Latin letters it takes them for."""
        if family_of(self.names.get(font, "")):
            return as_latin(data)
        charset = self.charsets.get(font, 1)
        if charset == _OF_SIGNS:
            return "".join(chr(_PRIVATE + code) if code >= 0x21 else " " for code in data)
        page = _PAGES.get(charset, self.page)
        return as_latin(data) if page == "cp1252" else unicodedata.normalize("NFC", data.decode(page, "replace"))


@dataclass(slots=True)
class Headings:
    """The styles that are headings, by their numbers."""

    levels: dict[int, int] = field(default_factory=dict)

    def add(self, number: int, name: str) -> None:
        """Note the level of a style called `heading 1` or alike."""
        found = _HEADING.match(name.strip().rstrip(";").strip())
        if found:
            self.levels[number] = int(found.group(1))
