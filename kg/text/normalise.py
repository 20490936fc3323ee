"""Bring a text to plain characters: NFC, plain spaces and line ends, one kind of dash and bullet, no inline markup.

The text changes in steps, each a list of edits; one map leads from the last back to the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.model import Repair, Span
from kg.text import characters
from kg.text.markup import decode_entities, read_marks
from kg.text.offsets import Edit, OffsetMap, apply_edits
from kg.text.raised import read_raised
from kg.text.repairs import Tally, note_normalised

_MARKS = "\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_CLUSTER = re.compile(f"[^{_MARKS}\\s][{_MARKS}]+|[{_MARKS}]{{2,}}")
_BEFORE_SIGN = frozenset("([{<>=≤≥|,;:")
_WIDE_GAP = re.compile("(?<=\\S) {2,4}(?=\\S)")
_LONE_TAB = re.compile(r"^[^\t\n]*(\t)[^\t\n]*$", re.MULTILINE)
"""A tab that parts no columns: a table's line has two or more."""
_SIGN = re.compile(f"[{characters.BULLETS}{characters.LOST_BULLETS}]")
_BULLET = re.compile(
    rf"[{characters.BULLETS}]+(?:(?P<gap>[ \t]+)(?=\S)|[ \t]*\n[ \t]*(?=(?P<line>\w)\w* \w)|(?=[\w(“‘\"']))"
    rf"|[{characters.LOST_BULLETS}](?P<lost>[ \t]+)(?=(?P<word>\w))"
)
"""A bullet before words, in its line or, where it stands alone, in the next; a lost one only behind a gap."""
_LEAD = re.compile(r"(?:^|[\n|])[ \t]*[*_]{0,3}$")
_LONGEST_LEAD = 120
_NOTES = {
    "line end": "{code} is read as a line end",
    "dash": "{code} is read as -",
    "letter": "{code} is read as {plain}",
    "form": "fullwidth and small forms are read as plain characters",
}


class Plain(NamedTuple):
    """A text in plain characters; `bold` are runs in it, the repairs' spans count in the source."""

    text: str
    offsets: OffsetMap
    bold: list[Span]
    repairs: list[Repair]


def normalise(source: str) -> Plain:
    """Return `source` in plain characters, with its map, its bold runs, and what changed in how it is read."""
    working = _Working(source)
    working.change(*decode_entities(working.text))
    working.change(*_to_plain(working.text))
    composed = working.change(_composing(working.text))
    working.change(*_to_dashes(working.text))
    working.change(_closing_gaps(working.text))
    working.change(*read_raised(working.text))
    marks = read_marks(working.text)
    working.change(marks.edits, marks.noted)
    return Plain(working.text, working.offsets, marks.bold, [*note_normalised(composed), *working.tally.repairs()])


class _Working:
    """A text on its way: what it is by now, and the map back to the source."""

    def __init__(self, source: str) -> None:
        self.text, self.offsets, self.tally = source, OffsetMap(), Tally()

    def change(self, edits: Sequence[Edit], noted: Iterable[tuple[int, str]] = ()) -> list[Span]:
        """Make the edits, count what is noted of places in the text before them, return their spans in the source."""
        spans = [self.offsets.to_source(start, end) for start, end, _ in edits]
        for place, note in noted:
            self.tally.add(self.offsets.to_source(place, place + 1), note)
        if edits:
            self.text, later = apply_edits(self.text, edits)
            self.offsets = self.offsets.after(later)
        return spans


def _to_plain(text: str) -> tuple[list[Edit], list[tuple[int, str]]]:
    """Return the edits for characters that are odd wherever they stand, and what changes in how the text is read."""
    edits: list[Edit] = []
    noted: list[tuple[int, str]] = []
    for match in characters.ODD.finditer(text):
        start, char = match.start(), match.group()
        if char == "\r" and text.startswith("\n", start + 1):
            edits.append((start, start + 1, ""))
        elif char != characters.MINUS or not _is_minus(text, start):
            plain, kind = characters.READINGS[char]
            edits.append((start, start + 1, plain))
            if kind in _NOTES and char not in characters.EVERYDAY:
                noted.append((start, _NOTES[kind].format(code=_code(char), plain=plain)))
    return edits, noted


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def _is_minus(text: str, start: int) -> bool:
    """Say whether a minus sign is the sign of a number: it stands right before it and behind no word or figure."""
    before = text[start - 1] if start else "\n"
    return text[start + 1 : start + 2].isdigit() and (before.isspace() or before in _BEFORE_SIGN)


def _composing(text: str) -> list[Edit]:
    """Return the edits that bring the text to NFC."""
    if unicodedata.is_normalized("NFC", text):
        return []
    pairs = ((match, unicodedata.normalize("NFC", match.group())) for match in _CLUSTER.finditer(text))
    return [(match.start(), match.end(), nfc) for match, nfc in pairs if nfc != match.group()]


def _to_dashes(text: str) -> tuple[list[Edit], list[tuple[int, str]]]:
    """Return the edits that make a dash of a bullet where a line or cell begins, and signs of lost fonts elsewhere."""
    edits: list[Edit] = []
    noted: list[tuple[int, str]] = []
    reached = 0
    for match in _SIGN.finditer(text):
        start, char = match.start(), match.group()
        if start < reached:
            continue
        if not _LEAD.search(text, max(0, start - _LONGEST_LEAD), start):
            if char in characters.SIGNS and text[start + 1 : start + 3].lstrip()[:1].isdigit():
                edits.append((start, start + 1, characters.SIGNS[char]))
                noted.append((start, f"{_code(char)} is read as {characters.SIGNS[char]}"))
            continue
        bullet = _BULLET.match(text, start)
        if bullet and (bullet["line"] or bullet["word"] or "A").isupper():
            gap = bullet["gap"] or bullet["lost"]
            reached = bullet.end()
            edits.append((start, reached, f"-{gap or ' '}"))
            noted.append((start, f"{_code(char)} is read as the dash of a list"))
    return edits, noted


def _closing_gaps(text: str) -> list[Edit]:
    """Return the edits that make one space of a few, and of a tab that parts no columns."""
    edits: list[Edit] = []
    if "  " in text:
        edits.extend((match.start(), match.end(), " ") for match in _WIDE_GAP.finditer(text))
    if "\t" in text:
        edits.extend((match.start(1), match.end(1), " ") for match in _LONE_TAB.finditer(text))
    return sorted(edits)
