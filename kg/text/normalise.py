"""Bring a text to NFC and to plain spaces and line ends, with the map back."""

from __future__ import annotations

import re
import unicodedata

from kg.text.offsets import Edit, OffsetMap, apply_edits

_MARKS = "\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_CLUSTER = re.compile(f"[^{_MARKS}][{_MARKS}]+")
_ODD = re.compile(
    "\r\n?|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
    "|[\u00a0\u2000-\u200a\u202f\u205f\u3000\x01-\x08\x0b\x0e-\x1f\x7f]|[\x00\x0c\u2028\u2029\x85]"
)
"""What is not plain; a NUL is a sign that was lost, such as a box to tick, and parts what stands around it."""
_ODD_RUN = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]+")
"""One set holds all that can begin what is odd: it is passed over text much faster than the alternatives."""
_WIDE_GAP = re.compile("(?<=\\S) {2,4}(?=\\S)")
_LONE_TAB = re.compile(r"^[^\t\n]*(\t)[^\t\n]*$", re.MULTILINE)
"""A tab that parts no columns: a table's line has two or more."""


def normalise(text: str) -> tuple[str, OffsetMap, list[tuple[int, int]]]:
    """Return NFC text with `\\n` line ends and plain spaces, its map to `text`, and the spans brought to NFC."""
    runs = [run.span() for run in _ODD_RUN.finditer(text)]
    edits: list[Edit] = [
        (m.start(), m.end(), _plain(m.group())) for a, b in runs for m in _ODD.finditer(text, a, b + 1)
    ]
    if "  " in text:
        edits.extend((m.start(), m.end(), " ") for m in _WIDE_GAP.finditer(text))
        edits.sort()
    if "\t" in text:
        edits.extend((m.start(1), m.end(1), " ") for m in _LONE_TAB.finditer(text))
        edits.sort()
    composed: list[tuple[int, int]] = []
    if not unicodedata.is_normalized("NFC", text):
        for match in _CLUSTER.finditer(text):
            cluster = match.group()
            nfc = unicodedata.normalize("NFC", cluster)
            if nfc != cluster and not _ODD.match(cluster):
                edits.append((match.start(), match.end(), nfc))
                composed.append(match.span())
        edits.sort()
    plain, offsets = apply_edits(text, edits)
    return plain, offsets, composed


def _plain(odd: str) -> str:
    if odd[0] == "\0":
        return "\n\n"
    if odd[0] in "\r\x0c\u2028\u2029\x85":
        return "\n"
    return (
        ""
        if odd[0] in "\u00ad\ufeff"
        or odd[0] in "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
        else " "
    )
