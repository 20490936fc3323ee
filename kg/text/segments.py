"""Cut blocks into sentences and into segments at `;`, outside quotes and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.model import Block, Segment
from kg.resources import alternatives, read_table
from kg.text.bodies import begins_body
from kg.text.letters import UPPER

_SCAN = re.compile(r"\"[^\"\n]{0,300}\"|“[^”\n]{0,300}”|\([^()\n]{0,300}\)|\.{2,}|…|[.;!?]")
_ABBREVIATION = re.compile(
    rf"(?:\b(?:TP|Tp|Q|P|TX|H|X|TT|ThS|TS|PGS|GS|BS|KS|CN|St|Mr|No|v\.v|vv|tr|đ|QL|ĐT|CT|TL|HL)|\b[{UPPER}])$"
)
_END = re.compile(r"(?:[ \t;:,*]|(?<!\.)\.(?!\.)|[,;] ?(?:\.{2,}|…))+$|(?<=,)\.+$")
_TOGETHER = re.compile(r"phối hợp(?: chặt chẽ)?(?: với| cùng)? (?!.*phối hợp)")
_LONGEST_LIST = 260
_LONGEST_PIECE = 10_000
"""What runs on for longer without an end is no sentence; it is cut at a comma or a space."""
_SHORTEST_CELL = 12
_OPENING = " \t*;,:.-"
_CLOSING = " \t*;,:.…"
_FIRST_OF_LIST = re.compile(
    r": (?=\((?:i\) [^;\n]{0,4000}+;.{0,4000}?\(ii|1\) [^;\n]{0,4000}+;.{0,4000}?\(2"
    r"|a\) [^;\n]{0,4000}+;.{0,4000}?\(b)\) )"
)
"""Parts what introduces a list inside of a paragraph from its first item (`Giao Bộ X: | (i) …; (ii) …`)."""
_ITEM_MARK = re.compile(r"\((?:[ivx]{1,4}|\d{1,2}|[a-zđ])\) ")
_HEADS = re.compile(r"\W*(?:S?TT|Số (?:TT|thứ tự))[^\w|\t]*[|\t]", re.IGNORECASE)
_FINAL = "./"
"""Closes a document's last sentence, with a full stop behind it (`./.`)."""
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
        for start, end, mark in _cut_off(text, _pieces(text, block.body_start, block.end_char)):
            _append(text, start, end, block=block, index=index, segments=segments, sentence=sentence)
            sentence += mark != ";"
        sentence += 1
    return segments


def _cut_off(text: str, pieces: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield pieces, those that are too long for a sentence in several."""
    for start, end, mark in pieces:
        while end - start > _LONGEST_PIECE:
            middle, last = start + _LONGEST_PIECE // 2, start + _LONGEST_PIECE
            cut = max(text.rfind(", ", middle, last), 0) or max(text.rfind(" ", middle, last), 0) or last - 1
            yield start, cut + 1, ","
            start = cut + 1
        yield start, end, mark


def _append(
    text: str, start: int, end: int, *, block: Block, index: int, segments: list[Segment], sentence: int
) -> None:
    """Append the trimmed segment unless nothing is left of it."""
    intro = text[start:end].rstrip(" *").endswith(":")
    while start < end and text[start] in _OPENING:
        start += 1
    mark = _ITEM_MARK.match(text, start, end)
    start = mark.end() if mark else start
    near = end
    while near > start and text[near - 1] in _CLOSING:
        near -= 1
    closing = _END.search(text, near, end) if near < end else None
    end = closing.start() if closing else end
    if text.endswith(_FINAL, start, end):
        end = len(text[:end].removesuffix(_FINAL).rstrip())
    if end - start >= 2:
        segments.append(Segment(start, end, block.section, index, sentence, intro))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return `(start, end, closing mark)` of the pieces of one block."""
    pieces: list[tuple[int, int, str]] = []
    while listed := _FIRST_OF_LIST.search(text, start, end):
        *before, (last, stop, _) = _sentences(text, start, listed.end())
        pieces += [*before, (last, stop, ";")]
        start = listed.end()
    return pieces + _sentences(text, start, end)


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return `(start, end, closing mark)` of the sentences and parts of a piece of a block."""
    pieces = []
    at = start
    for match in _SCAN.finditer(text, at, end):
        mark = match.group()
        if len(mark) > 3 and mark[0] in '"“(':
            continue
        if (
            (mark == ";" and not _lists_bodies(text, at, match.start(), end=end))
            or (mark in ".!?" and _ends_sentence(text, match.start(), end=end, start=at))
            or ((mark == "…" or mark.startswith("..")) and text[match.end() : match.end() + 2].strip()[:1].isupper())
        ):
            pieces.append((at, match.start() if mark == ";" else match.end(), mark))
            at = match.end()
    if at < end:
        pieces.append((at, end, ""))
    return pieces


@lru_cache(maxsize=1)
def _acts() -> re.Pattern[str]:
    """Return the pattern of a verb that ends a list of bodies; `tổ chức`, a body as well, is none."""
    bodies = {row["term"] for row in read_table("lexicons/agents.tsv")}
    kinds = ("verb", "nominal", "light", "modal", "closed")
    rows = read_table("lexicons/verbs.tsv")
    terms = {row["term"] for row in rows if row["kind"] in kinds and row["term"] not in bodies}
    return re.compile(r" (?:" + alternatives(terms) + r")(?!\w)")


def _lists_bodies(text: str, start: int, position: int, *, end: int) -> bool:
    """Say whether the `;` at `position` parts the bodies of a list: those to work with, or at the head of a clause."""
    before = _TOGETHER.search(text, start, position)
    head = before.end() if before else start
    while head < position and text[head] in _OPENING:
        head += 1
    if position - head > _LONGEST_LIST or not begins_body(text, head) or _acts().search(text, head, position):
        return False
    behind = position + 1
    while behind < end and text[behind] == " ":
        behind += 1
    return begins_body(text, behind)


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
    """Append a segment for every cell of a table line that is long enough to say something; the heads say nothing."""
    if _HEADS.match(text, block.body_start, block.end_char):
        return sentence
    for cell in re.finditer(r"[^|\t]+", text[block.body_start : block.end_char]):
        if len(cell.group().strip()) <= _SHORTEST_CELL:
            continue
        cut = _pieces(text, block.body_start + cell.start(), block.body_start + cell.end())
        for start, end, mark in _cut_off(text, cut):
            _append(text, start, end, block=block, index=index, segments=segments, sentence=sentence)
            sentence += mark != ";"
        sentence += 1
    return sentence
