"""Hold what readers of word processors' files and web pages find, before it is text: paragraphs and tables of runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.pages import Box

MOST_COLUMNS = 500
"""A row has no more cells; what says otherwise is no document."""
MOST_NESTED = 50
"""Tables in cells and the like are read up to so many levels."""


class Run(NamedTuple):
    """Characters of one paragraph that are set in one font."""

    text: str
    font: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph, its kind one of `kg.pages.BLOCK_KINDS`; `level` is that of a heading, 0 for none.

    Of a paragraph that OCR read, `words` are its words in their order, each with how sure it is, `lines` its printed
    lines with their places on the picture, and `page` the number of that among the pictures read, from 0.
    """

    runs: list[Run] = field(default_factory=list)
    kind: str = "paragraph"
    level: int = 0
    words: tuple[tuple[str, float], ...] = ()
    lines: tuple[tuple[str, Box], ...] = ()
    page: int = -1

    @property
    def is_blank(self) -> bool:
        """Say whether nothing but white space is in it."""
        return not any(run.text.strip() for run in self.runs)


@dataclass(slots=True)
class Cell:
    """A cell of a table with what stands in it; it takes `width` columns, one that is covered holds nothing."""

    blocks: list[Paragraph | Table] = field(default_factory=list)
    width: int = 1


@dataclass(slots=True)
class Table:
    """A table; `bordered` says whether its cells have lines around them, `page` is that of a picture, as above."""

    rows: list[list[Cell]] = field(default_factory=list)
    bordered: bool = False
    page: int = -1


Block = Paragraph | Table


def iter_paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Yield all paragraphs in order, those of cells among them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from iter_paragraphs(cell.blocks)
