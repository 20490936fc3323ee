"""Find the Markdown marks of a text, so that a reader sees headings and bold words and not their signs."""

from __future__ import annotations

import re

from kg.text.markup import read_marks

_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_MARK = re.compile(r"[ ]*(?P<sign>\*{1,3}|_{1,2}|~~)[ ]*")
_STRONG = ("**", "__")

Run = tuple[int, int]


def find_marks(text: str) -> tuple[list[Run], list[Run]]:
    """Return the spans of marks that are not to be shown, and the runs between strong ones; both count in `text`."""
    if not any(sign in text for sign in "*_~#"):
        return [], []
    hidden = [match.span() for match in _HEADING.finditer(text)]
    bold: list[Run] = []
    opened: list[tuple[str, int]] = []
    for start, end, new in read_marks(text).edits:
        found = _MARK.fullmatch(text, start, end)
        if new or not found:
            continue
        hidden.append((start, end))
        sign = found["sign"]
        if opened and opened[-1][0] == sign:
            _, begin = opened.pop()
            if sign.startswith(_STRONG):
                bold.append((begin, start))
        else:
            opened.append((sign, end))
    return sorted(hidden), sorted(bold)
