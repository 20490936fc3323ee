"""Prepare a document: working text, blocks, sections, segments, repairs."""

from __future__ import annotations

from itertools import pairwise

from kg.layout.rewrite import rewrite_tables
from kg.model import Document, PreparedText, Repair
from kg.text.joins import is_bold, join_lines, seam
from kg.text.lines import Line, iter_lines, read_line
from kg.text.normalise import normalise
from kg.text.offsets import Edit, OffsetMap, apply_edits, apply_parts
from kg.text.repairs import breaks_and_titles, find_repeats, note_normalised
from kg.text.segments import cut_blocks
from kg.text.structure import LISTED, Builder
from kg.text.suspects import find_suspects


def prepare(document: Document) -> PreparedText:
    """Return the document cut into blocks, sections and segments; the source text stays as it is."""
    plain, to_plain, composed = normalise(document.text)
    plain, to_plain, torn, lines = _with_rows(plain, to_plain)
    groups, breaks = join_lines(plain, lines)
    edits: list[Edit] = [seam(plain, before, after) for group in groups for before, after in pairwise(group)]
    text, to_joined = apply_edits(plain, sorted(edits))
    offsets = to_plain.after(to_joined)
    builder = Builder(text)
    moved = 0
    end = 0
    for group, following in pairwise([*groups, None]):
        first, last = group[0], group[-1]
        shifted = _shift(first, -moved)
        seams = [seam(plain, before, after) for before, after in pairwise(group)]
        moved += sum(until - since - len(between) for since, until, between in seams)
        end = last.end - moved
        if seams and plain.startswith("**", first.start - 2 if is_bold(first) else first.start):
            shifted = read_line(text, shifted.start - 2 * is_bold(first), end, blank=first.blank_before)
        leads = following is not None and (following[0].kind == "item" or following[0].scheme in LISTED)
        builder.add(shifted, end, leads=leads and len(group) == 1)
    builder.close(end)
    furniture = [(line.start, line.end) for line in lines if line.kind == "furniture"]
    repairs = [
        *breaks_and_titles(plain, breaks, furniture, offsets=to_plain),
        *find_repeats(text, builder.blocks, offsets),
        *torn,
        *note_normalised(composed),
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


def _with_rows(plain: str, to_plain: OffsetMap) -> tuple[str, OffsetMap, list[Repair], list[Line]]:
    """Return the text with its broken tables as rows, its map to the source, what was mended, and its lines."""
    lines = iter_lines(plain)
    rewritten = rewrite_tables(plain, lines, offsets=to_plain)
    if rewritten is None:
        return plain, to_plain, [], lines
    repairs = breaks_and_titles(plain, rewritten.breaks, rewritten.furniture, offsets=to_plain)
    text, moves = apply_parts(plain, rewritten.parts)
    return text, to_plain.after(moves), repairs, iter_lines(text)


def _shift(line: Line, by: int) -> Line:
    """Return a line at its place in the working text."""
    bold = line.bold_end + by if line.bold_end >= 0 else -1
    return line._replace(start=line.start + by, end=line.end + by, body=line.body + by, bold_end=bold)
