"""Make texts with a layout by hand, as the readers of formats with paragraphs and pages give them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image

from kg.model import Document
from kg.pages import Box, ReadText, SourceBlock, SourceLayout, SourceLine, SourcePage

LEFT, RIGHT, INDENT, FULL = 80.0, 520.0, 36.0, 60
"""The edges of the text and the indent of a first line, in points; so many characters fill a line."""

Piece = tuple[str, str] | tuple[str, str, int]
"""Kind of a block (empty for none), its text with printed lines, and the level of a heading."""


def of_pages(*pages: Sequence[Piece], labels: Sequence[str] = ()) -> ReadText:
    """Return pages of blocks, as a reader of PDF gives them; a first line that begins with a tab is indented."""
    text, blocks, lines, spans = "", [], [], []
    for number, page in enumerate(pages):
        begin, top = len(text), 80.0
        for kind, content, *level in page:
            start = len(text)
            for line in content.split("\n"):
                left = LEFT + INDENT * line.startswith("\t")
                words = line.strip("\t")
                right = min(RIGHT, left + (RIGHT - LEFT) * len(words) / FULL)
                lines.append(SourceLine(len(text), len(text) + len(words), number, Box(left, top, right, top + 12)))
                text += words + "\n"
                top += 18
            if kind:
                blocks.append(SourceBlock(kind, start, len(text) - 1, page=number, level=level[0] if level else 0))
        label = labels[number] if labels else ""
        spans.append(SourcePage(begin, max(begin, len(text) - 1), number + 1, label=label, width=595, height=842))
    return ReadText(text.rstrip("\n"), SourceLayout(tuple(blocks), tuple(spans), tuple(lines)))


def of_paragraphs(*pieces: Piece) -> ReadText:
    """Return blocks without pages, as a reader of word processors' files gives them."""
    text, blocks = "", []
    for kind, content, *level in pieces:
        blocks.append(SourceBlock(kind, len(text), len(text) + len(content), level=level[0] if level else 0))
        text += content + "\n"
    return ReadText(text.rstrip("\n"), SourceLayout(tuple(blocks)))


def document(read: ReadText, name: str = "x.pdf") -> Document:
    """Return what was read as a document."""
    return Document(name.partition(".")[0], name, read.text, "0" * 64, "application/pdf", read.layout, read.warnings)


def picture_file(kind: str, *colours: str) -> bytes:
    """Return a file of a format of Pillow's with an A4 page of each colour; of PNG it has the first only."""
    first, *others = (Image.new("RGB", (595, 842), colour) for colour in colours)
    buffer = io.BytesIO()
    several = {"save_all": True, "append_images": others} if kind in ("PDF", "TIFF") else {}
    first.save(buffer, kind, **several)
    return buffer.getvalue()
