"""Prepare a document: working text, blocks, sections, segments, repairs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from kg.layout.rewrite import Part, rewrite_tables
from kg.model import Document, PreparedText, Repair, Span
from kg.text.joins import bold_of, join_lines, seam
from kg.text.lines import Line, iter_lines, read_line
from kg.text.normalise import normalise
from kg.text.offsets import Edit, OffsetMap, apply_edits, apply_parts
from kg.text.printed import Printed
from kg.text.repairs import breaks_and_titles
from kg.text.repeats import find_repeats
from kg.text.segments import cut_blocks
from kg.text.structure import LISTED, Builder
from kg.text.suspects import find_suspects

_HEADS = ("markdown", "heading", "printed")


def prepare(document: Document) -> PreparedText:
    """Return the document cut into blocks, sections and segments; the source text stays as it is."""
    plain, to_plain, bold, odd = normalise(document.text)
    printed = Printed(document.layout)
    plain, to_plain, torn, lines, bold = _with_rows(plain, to_plain, bold, printed=printed)
    lines = [_marked(line, document.text, to_plain) for line in lines]
    if printed.said:
        lines = printed.told(plain, lines, offsets=to_plain)
    groups, breaks = join_lines(plain, lines, bold)
    edits: list[Edit] = [seam(plain, before, after) for group in groups for before, after in pairwise(group)]
    text, to_joined = apply_edits(plain, sorted(edits))
    offsets = to_plain.after(to_joined)
    builder = Builder(text)
    moved = 0
    end = 0
    for group, following in pairwise([*groups, None]):
        first, last = group[0], group[-1]
        shifted = _shift(first, -moved)
        seams = [seam(plain, upper, lower) for upper, lower in pairwise(group)]
        before = moved
        moved += _taken(seams, last.end)
        end = last.end - moved
        if seams and first.bold_end >= 0:
            bold_end = bold_of(group) - before - _taken(seams, bold_of(group))
            joined = read_line(text, shifted.start, end, blank=first.blank_before, bold={shifted.start: bold_end})
            shifted = joined._replace(kind=first.kind, depth=first.depth) if first.kind in _HEADS else joined
        leads = following is not None and (following[0].kind == "item" or following[0].scheme in LISTED)
        builder.add(shifted, end, leads=leads and len(group) == 1)
    builder.close(end)
    own = printed.without_furniture(lines, to_plain) if printed.said else lines
    furniture = [(line.start, line.end) for line in own if line.kind == "furniture"]
    repairs = [
        *breaks_and_titles(plain, breaks, furniture, offsets=to_plain),
        *printed.repairs(document.text),
        *find_repeats(text, builder.blocks, builder.sections, offsets=offsets),
        *torn,
        *odd,
        *find_suspects(text, offsets),
    ]
    repairs.sort(key=lambda repair: (repair.start_char, repair.end_char, repair.kind))
    return PreparedText(
        document,
        text,
        offsets,
        builder.blocks,
        builder.sections,
        cut_blocks(text, builder.blocks),
        repairs,
        builder.rows.tables,
    )


def _with_rows(
    plain: str, to_plain: OffsetMap, bold: Sequence[Span], *, printed: Printed
) -> tuple[str, OffsetMap, list[Repair], list[Line], Sequence[Span]]:
    """Return the text with its broken tables as rows, its map to the source, what was mended, lines and bold runs."""
    lines = iter_lines(plain, bold)
    body = printed.without_furniture(lines, to_plain) if printed.said else lines
    rewritten = rewrite_tables(plain, body, offsets=to_plain)
    if rewritten is None:
        return plain, to_plain, [], lines, bold
    repairs = breaks_and_titles(plain, rewritten.breaks, rewritten.furniture, offsets=to_plain)
    text, moves = apply_parts(plain, rewritten.parts)
    bold = _moved(bold, rewritten.parts)
    return text, to_plain.after(moves), repairs, iter_lines(text, bold), bold


def _moved(spans: Sequence[Span], parts: Sequence[Part]) -> list[Span]:
    """Return spans at their new places, those that lie within one part of the old text."""
    kept, new = [], 0
    for start, end, put in parts:
        if not put:
            kept.append((start, end, new - start))
        new += len(put) or end - start
    kept.sort()
    moved = []
    for span in spans:
        at = bisect_right(kept, span.start_char, key=lambda part: part[0]) - 1
        if at >= 0:
            start, end, by = kept[at]
            if start <= span.start_char and span.end_char <= end:
                moved.append(Span(span.start_char + by, span.end_char + by))
    return sorted(moved)


def _marked(line: Line, source: str, offsets: OffsetMap) -> Line:
    """Return an item with the sign that opens it in print, which tells the levels of a list apart."""
    if line.kind != "item":
        return line
    return line._replace(number=source[offsets.to_source(line.start, line.start + 1).start_char])


def _taken(seams: list[Edit], position: int) -> int:
    """Return how many characters the seams before `position` take away."""
    return sum(until - since - len(between) for since, until, between in seams if until <= position)


def _shift(line: Line, by: int) -> Line:
    """Return a line at its place in the working text."""
    bold = line.bold_end + by if line.bold_end >= 0 else -1
    return line._replace(start=line.start + by, end=line.end + by, body=line.body + by, bold_end=bold)
