"""Hold what a file says of its text besides the characters: blocks, pages, lines, words read by OCR.

All spans count in the source text, in code points, half-open. Boxes are in points (1/72 inch) from the upper left
corner of the page as it is shown, that is after its rotation.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple

BLOCK_KINDS = ("paragraph", "heading", "table", "row", "cell", "note", "furniture")
PAGE_ORIGINS = ("layer", "ocr", "empty")
DRAWN = frozenset(
    (
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "image/png",
        "image/jpeg",
        "image/tiff",
    )
)
"""Media types of files whose pages can be drawn, where they have some."""


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A run of the source text that the format itself marks; see `BLOCK_KINDS`.

    `page` indexes `SourceLayout.pages`, -1 where the format has no pages. `level` is that of a heading, from 1; 0 for
    none. `row` and `column` count from 0 within their table, -1 outside of one. A table holds its rows and a row its
    cells: their spans nest, and none else do. `furniture` is what a page repeats (running head, page number, stamp).
    """

    kind: str
    start_char: int
    end_char: int
    page: int = -1
    box: Box | None = None
    level: int = 0
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page: its run of text, place in the file from 1, the number printed on it, size in points, turn in degrees.

    In a Word file the pictures of pages are its pages; other text stands on none.

    `origin` is `layer` (the file's own text), `ocr` (read from the image) or `empty`; `quality` the share, between 0
    and 1, of its words that are sure (OCR) or Vietnamese (layer).
    """

    start_char: int
    end_char: int
    number: int
    label: str = ""
    width: float = 0.0
    height: float = 0.0
    rotation: int = 0
    origin: str = "layer"
    quality: float = 1.0


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A printed line (or a cell's part of one) with its place on the page; `page` indexes `SourceLayout.pages`."""

    start_char: int
    end_char: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word that OCR read, with how sure it is, between 0 and 1."""

    start_char: int
    end_char: int
    confidence: float


@dataclass(frozen=True, slots=True)
class SourceLayout:
    """What a reader knows of a text; every list is in the order of the text, an outer block before what it holds."""

    blocks: tuple[SourceBlock, ...] = ()
    pages: tuple[SourcePage, ...] = ()
    lines: tuple[SourceLine, ...] = ()
    words: tuple[SourceWord, ...] = ()
    url: str = ""
    """Where the text was taken from, an absolute IRI, where the file says so."""

    @property
    def is_paged(self) -> bool:
        """Say whether all of the text stands on pages, and not only what pictures in it hold."""
        return bool(self.pages) and all(block.page >= 0 for block in self.blocks)


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a reader gives: the source text, its layout, and warnings in words a person can act on.

    Lines are parted by a line feed, pages likewise (the spans of `SourceLayout.pages` tell where). A paragraph that
    the page's width broke keeps its printed lines, within one block. A row of a table is one line, `| a | b |`, its
    cells' own lines joined by a space.
    """

    text: str
    layout: SourceLayout = field(default_factory=SourceLayout)
    warnings: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Return a digest of all that was read."""
        told = repr((self.text, self.layout, self.warnings))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
