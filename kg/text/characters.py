"""List the characters that word processors, fonts and the web put in place of plain ones: one table for the package.

A class is written as in the square brackets of a regular expression, `a-z` for a range.
"""

from __future__ import annotations

import re
import unicodedata

LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
SPACES = "\x01-\x08\x0e-\x1f\x7f\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164"
"""Spaces of any width, blank letters, and control characters."""
INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
"""Hints on breaking, direction and shape, which print nothing."""
DASHES = (
    "\x96\x97\u058a\u05be\u1400\u1806\u2010-\u2015\u2212\u2500\u2501\u2504\u2505\u2508\u2509\u254c\u254d\u2e17\u2e1a"
    "\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010ead"
)
"""Unicode's Pd and the minus sign, lines drawn of dashes, and the dashes of Windows-1252 read as Latin-1."""
MINUS = "\u2212"
EVERYDAY = frozenset("\r\u2013\u2014")
"""What people type every day, and nothing need be said of."""
FORMS = "\u2160-\u217f\ufb00-\ufb06\ufe50-\ufe57\ufe59-\ufe62\ufe64-\ufe6b\uff01-\uff0c\uff0e-\uff5e"
"""Fullwidth and small forms, ligatures and Roman numerals in one character, each standing for plain letters."""
LETTERS = {
    "\u00d0": "Đ",
    "\u0189": "Đ",
    "\u00f0": "đ",
    "\u0256": "đ",
    "\x91": "‘",
    "\x92": "’",
    "\x93": "“",
    "\x94": "”",
}
"""Letters of other alphabets printed like Vietnamese ones, and the quotes of Windows-1252 read as Latin-1."""
BULLETS = (
    "\x95\u00b7\u2022\u2023\u203b\u2043\u204c\u204d\u2190-\u21ff\u2219\u22c4\u22c5\u22c6\u23e9-\u23fa\u2460-\u2473"
    "\u25a0-\u275a\u2761-\u2767\u2776-\u27be\u27f0-\u27ff\u2900-\u297f\u2981\u29bf\u29eb\u2b00-\u2bff\u30fb\ua78f"
    "\ue000-\uf8ff\uff65\U0001f300-\U0001faff"
)
"""Signs that open an item of a list; all of the private use, where the symbol fonts of word processors lie."""
LOST_BULLETS = "§Øü\ufffd"
"""What is left of a bullet of the font Wingdings in a text that lost its fonts; it stands before a capital."""
SIGNS = {"\uf0a3": "≤", "\uf0b1": "±", "\uf0b3": "≥", "\uf0b4": "×"}
"""Signs of the font Symbol that stand before a number."""
NUL = "\0"
"""A sign that was lost, such as a box to tick; it parts what stands around it."""

_RANGE = re.compile("(.)-(.)|(.)", re.DOTALL)


def spread(ranges: str) -> list[str]:
    """Return the characters of a class."""
    return [
        chr(code)
        for first, last, single in _RANGE.findall(ranges)
        for code in range(ord(single or first), ord(single or last) + 1)
    ]


def _readings() -> dict[str, tuple[str, str]]:
    """Return what each odd character is read as, and the class that says so."""
    classes = (
        ("line end", LINE_ENDS, "\n"),
        ("space", SPACES, " "),
        ("invisible", INVISIBLE, ""),
        ("dash", DASHES, "-"),
    )
    readings = {char: (plain, kind) for kind, ranges, plain in classes for char in spread(ranges)}
    readings |= {char: (unicodedata.normalize("NFKC", char), "form") for char in spread(FORMS)}
    readings |= {char: (plain, "letter") for char, plain in LETTERS.items()}
    return readings | {NUL: ("\n\n", "line end")}


READINGS = _readings()
ODD = re.compile(f"[{NUL}{LINE_ENDS}{SPACES}{INVISIBLE}{DASHES}{FORMS}{''.join(LETTERS)}]")
"""What is not plain wherever it stands; a bullet counts only where a line begins."""
