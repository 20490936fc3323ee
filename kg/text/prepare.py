"""Prepare a document: working text, blocks, sections, segments, repairs."""

from __future__ import annotations

from itertools import pairwise

from kg.model import Document, PreparedText
from kg.text.joins import bold_of, join_lines, seam
from kg.text.lines import Line, iter_lines, read_line
from kg.text.normalise import normalise
from kg.text.offsets import Edit, OffsetMap, apply_edits
from kg.text.repairs import breaks_and_titles
from kg.text.repeats import find_repeats
from kg.text.segments import cut_blocks
from kg.text.structure import LISTED, Builder
from kg.text.suspects import find_suspects


def prepare(document: Document) -> PreparedText:
    """Return the document cut into blocks, sections and segments; the source text stays as it is."""
    plain, to_plain, bold, odd = normalise(document.text)
    lines = [_marked(line, document.text, to_plain) for line in iter_lines(plain, bold)]
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
            shifted = joined._replace(kind=first.kind) if first.kind == "markdown" else joined
        leads = following is not None and (following[0].kind == "item" or following[0].scheme in LISTED)
        builder.add(shifted, end, leads=leads and len(group) == 1)
    builder.close(end)
    furniture = [(line.start, line.end) for line in lines if line.kind == "furniture"]
    repairs = [
        *breaks_and_titles(plain, breaks, furniture, offsets=to_plain),
        *find_repeats(text, builder.blocks, builder.sections, offsets=offsets),
        *odd,
        *find_suspects(text, offsets),
    ]
    repairs.sort(key=lambda repair: (repair.start_char, repair.end_char, repair.kind))
    return PreparedText(
        document, text, offsets, builder.blocks, builder.sections, cut_blocks(text, builder.blocks), repairs
    )


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
