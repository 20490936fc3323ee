"""Read the numbers of a table's rows, and tell by their succession a row's number from a figure in a cell."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<dotted>\d{1,2}(?:\.\d{1,3}){1,3})\.?|(?P<arabic>\d{1,3})(?: ?[.)])?|(?P<roman>[IVX]{1,6})(?: ?[.)])?"
    r"|(?P<alpha>[A-H])(?: ?[.)])?|(?P<letter>[a-zđ]) ?[.)]|(?P<dash>[-–+•*])"
)
_DEPTH = {"alpha": 0, "roman": 1, "arabic": 2, "dotted": 3, "letter": 6, "dash": 7}
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = {"I": 1, "V": 5, "X": 10}
_LEAP = 3
"""So many numbers may be missing where one stands alone on its line."""


class Number(NamedTuple):
    """A row's number as printed, without its closing mark, with its scheme, depth and parts."""

    text: str
    scheme: str
    depth: int
    parts: tuple[int, ...]
    end: int
    """Where the number ends in the words it was read from, its mark included."""


def read_number(words: str) -> Number | None:
    """Return the number that a line or cell begins with, behind which it ends or a space follows."""
    match = _TOKEN.match(words)
    if match is None or words[match.end() : match.end() + 1].strip():
        return None
    scheme = str(match.lastgroup)
    text = match.group(scheme)
    if scheme == "dotted":
        parts = tuple(int(part) for part in text.split("."))
    elif scheme == "arabic":
        parts = (int(text),)
    elif scheme == "roman":
        parts = (_roman(text),)
    elif scheme == "dash":
        parts = (0,)
    else:
        parts = (_LETTERS.find(text.lower()) + 1 if scheme == "letter" else ord(text) - 64,)
    depth = _DEPTH[scheme] + (len(parts) - 2 if scheme == "dotted" else 0)
    return Number(text, scheme, depth, parts, match.end())


def _roman(text: str) -> int:
    digits = [_ROMAN[letter] for letter in text]
    return sum(-d if later > d else d for d, later in zip(digits, [*digits[1:], 0], strict=True))


class Succession:
    """The numbers of a table's rows so far; says of the next one whether it can be a row's."""

    def __init__(self) -> None:
        self.last: dict[str, tuple[int, ...]] = {}
        self.latest: Number | None = None

    def follows(self, number: Number, *, alone: bool) -> bool:
        """Say whether a number continues its scheme or begins it anew below the row before; `alone` on its line."""
        if number.scheme == "dash":
            return alone and self.latest is not None
        before = self.last.get(number.scheme)
        if before is None:
            return number.parts[-1] == 1 or (alone and self.latest is None)
        if number.parts[:-1] == before[:-1] and number.parts[-1] == before[-1] + 1:
            return True
        if number.parts[-1] == 1 and self.latest is not None:
            return self.latest.depth < number.depth or (alone and number.scheme in ("arabic", "letter"))
        leap = number.parts[-1] - before[-1]
        return alone and number.scheme == "arabic" and 1 < leap <= _LEAP

    def add(self, number: Number) -> None:
        """Take a row's number in."""
        self.last[number.scheme] = number.parts
        if number.scheme != "dash":
            self.latest = number
