"""Make Unicode of text in the letters of Vietnamese before Unicode, by the name of its font or by what it spells.

A font of TCVN3 (`.VnTime`, capitals in `.VnTimeH`), VNI, VPS or VISCII shows Latin letters as Vietnamese ones. Files
mix such fonts with others, and programs leave the font's name on text that became Unicode long ago: a letter that
Latin-1 lacks says so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.read.legacy import find_legacy, is_plain, is_unicode, spell

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_NAMES = (
    ("TCVN3", re.compile(r"\.[Vv][Nn]|Vn[A-Z]")),
    ("VNI", re.compile(r"VNI(?=[- A-Z])|Vni(?=[- A-Z])|vni-")),
    ("VPS", re.compile(r"VPS[- ]|VPS[A-Z][a-z]")),
    ("VISCII", re.compile(r"VI (?=[A-Z][a-z])|VISCII")),
)
"""How the names of fonts begin; other makers' fonts (`VNtimes`) have other letters."""
_CAPITALS = re.compile(r"^[^,]*?H(?:$|[,-]|(?: ?(?:Bold|Italic))+$)|^VI .* Hoa\b")
_DOUBTED = frozenset({"VPS", "VISCII"})
"""Encodings whose fonts' names say little: what they spell must be syllables."""
_FEWEST_CAPITALS = 2
_FEWEST_IN_LINE = 4
_WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f\s][^\s\d!-/:-@\[-`{-~]*|[A-Za-z][^\s\d!-/:-@\[-`{-~]*")
_ASCII_LETTER = re.compile(r"[A-Za-z]")


class Family(NamedTuple):
    """What the name of a font says of its letters: their encoding, and whether all of them are capitals."""

    encoding: str
    capitals: bool = False


@lru_cache(maxsize=1024)
def family_of(font_name: str) -> Family | None:
    """Return the family of a font by its name (of a PDF's subset too, `ABCDEF+.VnTime`), None for a Unicode font."""
    name = _SUBSET.sub("", font_name.strip(" '\"/"))
    for encoding, pattern in _NAMES:
        if pattern.match(name):
            return Family(encoding, encoding in ("TCVN3", "VISCII") and _CAPITALS.search(name) is not None)
    return None


def to_unicode(text: str, font_name: str = "") -> str:
    """Return what text set in a font shows; text of a font of no such name is judged by what it spells.

    Text that holds a Vietnamese letter beyond Latin-1 is Unicode already, whatever its font is called.
    """
    if is_unicode(text):
        return text
    family = family_of(font_name) if font_name else None
    if family is None:
        return by_content(text)[0]
    if family.encoding in _DOUBTED:
        found = find_legacy(text)
        if found is None or found.encoding != family.encoding:
            return text
    return by_family(text, family)


def by_family(text: str, family: Family) -> str:
    """Return what text set in a font of a family shows."""
    shown = spell(text, family.encoding)
    return shown.upper() if family.capitals else shown


def by_content(text: str) -> tuple[str, str]:
    """Return what text of Latin letters spells, and the encoding that it is in; the text itself and nothing for none.

    Lines of Unicode among the others stay as they are.
    """
    found = find_legacy(text)
    if found is None:
        return text, ""
    return by_encoding(text, found.encoding, mixed=is_unicode(text)), found.encoding


def by_encoding(text: str, encoding: str, *, mixed: bool) -> str:
    """Return what text of Latin letters spells in an encoding; with `mixed`, lines that are Unicode stay."""
    lines = text.split("\n")
    spelt = [line if mixed and is_plain(line) else spell(line, encoding) for line in lines]
    if encoding == "TCVN3":
        spelt = [_with_capitals(before, after) for before, after in zip(lines, spelt, strict=True)]
    return "\n".join(spelt)


def _with_capitals(shown: str, spelt: str) -> str:
    """Return a line of TCVN3 with the capitals that its plain letters tell of: `CéNG` was set in a font of capitals."""
    plain = _ASCII_LETTER.findall(shown)
    if len(plain) >= _FEWEST_IN_LINE and all(map(str.isupper, plain)):
        return spelt.upper()
    out, at = [], 0
    for match in _WORD.finditer(shown):
        plain = _ASCII_LETTER.findall(match.group())
        if len(plain) >= _FEWEST_CAPITALS and all(map(str.isupper, plain)):
            out += [spelt[at : match.start()], spelt[match.start() : match.end()].upper()]
            at = match.end()
    return "".join([*out, spelt[at:]])
