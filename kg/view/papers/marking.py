"""Mark in two quotes the words that only one of them has."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Part = tuple[str, bool]
_PIECE = re.compile(r"\s+|\w+(?:[.,/-]\w+)*|[^\w\s]")


def mark_words(before: str, after: str) -> tuple[list[Part], list[Part]]:
    """Return both quotes as runs of text, each with whether the other lacks it; joined they are the quotes."""
    pieces = _PIECE.findall(before), _PIECE.findall(after)
    folded = [[" " if piece.isspace() else piece.casefold() for piece in some] for some in pieces]
    sides: tuple[list[Part], list[Part]] = ([], [])
    for kind, start, end, other_start, other_end in SequenceMatcher(None, *folded, autojunk=False).get_opcodes():
        for side, some, first, last in ((0, pieces[0], start, end), (1, pieces[1], other_start, other_end)):
            if first < last:
                sides[side].append(("".join(some[first:last]), kind != "equal"))
    return sides
