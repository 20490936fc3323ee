"""Write numbers the way lists count: figures, letters, Roman numerals."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 4000
_MOST_LETTERS = 26 * 10


def roman(number: int) -> str:
    """Return a number in small Roman numerals; in figures where they do not reach."""
    if not 0 < number < _MOST_ROMAN:
        return str(number)
    out = ""
    for worth, numeral in _ROMAN:
        count, number = divmod(number, worth)
        out += numeral * count
    return out


def letter(number: int) -> str:
    """Return a number as Word counts in letters: a to z, then aa, bb."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


NUMERALS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": "{:02d}".format,
    "none": lambda number: "",
}
"""By the names of the standard for DOCX; all others count in figures."""


def numeral(form: str, number: int) -> str:
    """Return a number in one of the forms of lists."""
    return NUMERALS.get(form, str)(number)
