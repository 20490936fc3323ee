"""Cut blocks into sentences and into segments at `;`, outside quotes and brackets."""

from __future__ import annotations

import re

from kg.model import Block, Segment

_SCAN = re.compile(r"\"[^\"\n]{0,300}\"|“[^”\n]{0,300}”|\([^()\n]{0,300}\)|\.{2,}|…|[.;!?]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:TP|Tp|Q|P|TX|H|X|TT|ThS|TS|PGS|GS|BS|KS|CN|St|Mr|No|v\.v|vv|tr|đ|QL|ĐT|CT|TL|HL)|\b[A-ZĐ])$"
)
_END = re.compile(r"(?:[ \t;:,*]|(?<!\.)\.(?!\.)|[,;] ?(?:\.{2,}|…))+$|(?<=,)\.+$")
_OPENING = " \t*;,:.-–"
_SILENT = frozenset(("title", "header", "heading", "basis", "recipients", "signature", "furniture"))


def cut_blocks(text: str, blocks: list[Block]) -> list[Segment]:
    """Return the segments of all blocks that can carry a measure, in order."""
    segments: list[Segment] = []
    sentence = 0
    for index, block in enumerate(blocks):
        if block.kind in _SILENT:
            continue
        if block.kind == "row":
            sentence = _cut_row(text, block, index, segments=segments, sentence=sentence)
            continue
        for start, end, mark in _pieces(text, block.body_start, block.end_char):
            _append(text, start, end, block=block, index=index, segments=segments, sentence=sentence)
            sentence += mark != ";"
        sentence += 1
    return segments


def _append(
    text: str, start: int, end: int, *, block: Block, index: int, segments: list[Segment], sentence: int
) -> None:
    """Append the trimmed segment unless nothing is left of it."""
    intro = text[start:end].rstrip(" *").endswith(":")
    while start < end and text[start] in _OPENING:
        start += 1
    closing = _END.search(text, start, end)
    end = closing.start() if closing else end
    if end - start >= 2:
        segments.append(Segment(start, end, block.section, index, sentence, intro))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return `(start, end, closing mark)` of the pieces of one block."""
    pieces = []
    at = start
    for match in _SCAN.finditer(text, start, end):
        mark = match.group()
        if len(mark) > 3 and mark[0] in '"“(':
            continue
        if (
            mark == ";"
            or (mark in ".!?" and _ends_sentence(text, match.start(), end=end, start=at))
            or (mark[0] in ".…" and len(mark) != 1 and text[match.end() : match.end() + 2].strip()[:1].isupper())
        ):
            pieces.append((at, match.start() if mark == ";" else match.end(), mark))
            at = match.end()
    if at < end:
        pieces.append((at, end, ""))
    return pieces


def _ends_sentence(text: str, position: int, *, end: int, start: int) -> bool:
    """Say whether the mark at `position` closes a sentence."""
    after = position + 1
    if after >= end:
        return True
    if text[after] in '"”»)*':
        after += 1
    if after < end and text[after] not in " \n":
        return False
    rest = text[after : after + 4].lstrip(' *"“(-\n')
    if not rest or not (rest[0].isupper() or rest[0].isdigit()):
        return False
    return not (text[position] == "." and _ABBREVIATION.search(text, max(start, position - 5), position))


def _cut_row(text: str, block: Block, index: int, *, segments: list[Segment], sentence: int) -> int:
    """Append a segment for every cell of a table line that is long enough to say something."""
    for cell in re.finditer(r"[^|\t]+", text[block.start_char : block.end_char]):
        if len(cell.group().strip()) > 20:
            _append(
                text,
                block.start_char + cell.start(),
                block.start_char + cell.end(),
                block=block,
                index=index,
                segments=segments,
                sentence=sentence,
            )
            sentence += 1
    return sentence
