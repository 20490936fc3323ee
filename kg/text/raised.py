"""Find the numbers of footnotes that stand on the words before them, their raised print lost (`Bộ Tài chính110`).

They are told by what they are together: they count up through the text, one by one. Figures on other words do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.syllables import is_syllable
from kg.text.offsets import Edit

_RAISED = re.compile(r"(?<![\w/.-])(?P<word>[^\W\d_]{2,7})(?P<number>\d{1,3})(?=[\s,;.:)”\"’]|$)")
_DIGIT = re.compile(r"\d(?<=[^\W\d_]\d)")
_LONGEST_WORD = 7
_FIRST, _STEP = 3, 4
"""The first one has at most this number; so far apart are two of them at most, those between them printed right."""
_LEAST = 5
"""Fewer in a row may be chance."""
_NOTE = "numbers of footnotes on words are passed over"


def read_raised(text: str) -> tuple[list[Edit], list[tuple[int, str]]]:
    """Return the edits that take such numbers out of a text, and a note on each."""
    edits: list[Edit] = []
    last = 0
    for match in _on_words(text):
        number = int(match["number"])
        near = number <= _FIRST if not last else 0 < number - last <= _STEP
        if near and is_syllable(match["word"].lower()):
            edits.append((match.start("number"), match.end("number"), ""))
            last = number
    return (edits, [(start, _NOTE) for start, _, _ in edits]) if len(edits) >= _LEAST else ([], [])


def _on_words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words with a number on them; letters with a digit behind are rare, so that is looked for first."""
    for digit in _DIGIT.finditer(text):
        for start in range(max(0, digit.start() - _LONGEST_WORD), digit.start() - 1):
            match = _RAISED.match(text, start)
            if match and match.start("number") == digit.start():
                yield match
