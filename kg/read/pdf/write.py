"""Write the text of pages with its layout: blocks, pages, lines, words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from math import inf
from statistics import median

from kg.pages import Box, ReadText, SourceBlock, SourceLayout, SourceLine, SourcePage, SourceWord
from kg.read.pdf.geometry import Frame, around
from kg.read.pdf.lines import Line, Row
from kg.read.pdf.order import Column, arrange
from kg.read.pdf.page import PageContent, View
from kg.read.pdf.paragraphs import Body, to_paragraphs
from kg.read.pdf.tables import Cell, Table

_HYPHENS = ("-", "/")
_MOSTLY_BOLD = 0.4
"""Where so much of the text is bold, bold sets no heading apart."""
_SAME_SIZE = 0.93
"""Headings as high as this share of others are of one level with them."""


def write_text(pages: Sequence[PageContent], warnings: Sequence[str]) -> ReadText:
    """Return the text of pages in their order."""
    writer = _Writer({page.index: position for position, page in enumerate(pages)}, body=_body(pages))
    for position, page in enumerate(pages):
        writer.write_page(page, position)
    blocks = _with_levels(writer.blocks, writer.sizes)
    layout = SourceLayout(tuple(blocks), tuple(writer.pages), tuple(writer.lines), tuple(writer.words))
    return ReadText("".join(writer.text), layout, tuple(warnings))


class _Writer:
    """Text that grows line by line, and what is known of it; pages are told by their place among those written."""

    def __init__(self, position: dict[int, int], *, body: Body) -> None:
        self.text: list[str] = []
        self.at = 0
        self.blocks: list[SourceBlock] = []
        self.pages: list[SourcePage] = []
        self.lines: list[SourceLine] = []
        self.words: list[SourceWord] = []
        self.position = position
        self.body = body
        self.sizes: dict[int, float] = {}
        """How high the characters of a heading are, by the place where it begins."""

    def write_page(self, page: PageContent, position: int) -> None:
        """Write a page: what stands at its top, its text by direction, what stands at its bottom."""
        if position:
            self._add("\n")
        start = self.at
        for line, frame in page.top:
            self._write_run([line], "furniture", position=position, frame=frame)
        for view in page.views:
            for item in _items(view, page):
                if isinstance(item, Table):
                    self._write_table(item, position, view.frame)
                else:
                    for paragraph in to_paragraphs(item, self.body):
                        if paragraph.kind == "heading":
                            self._begin_line()
                            self.sizes[self.at] = max(line.height for line in paragraph.lines)
                        self._write_run(paragraph.lines, paragraph.kind, position=position, frame=view.frame)
        for line, frame in page.bottom:
            self._write_run([line], "furniture", position=position, frame=frame)
        if page.aslant:
            self._begin_line()
            self.blocks.append(SourceBlock("furniture", self.at, self.at + len(page.aslant), page=position))
            self._add(page.aslant)
        self.pages.append(
            SourcePage(
                start,
                self.at,
                page.index + 1,
                label=page.label,
                width=page.width,
                height=page.height,
                rotation=page.rotation,
                origin=page.origin if self.at > start else "empty",
                quality=round(page.quality, 4),
            )
        )

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.at += len(text)

    def _begin_line(self) -> None:
        if self.text and self.text[-1] != "\n":
            self._add("\n")

    def _write_run(self, lines: Sequence[Line], kind: str, *, position: int, frame: Frame) -> None:
        """Write lines one below the other, as a block where it has a kind."""
        self._begin_line()
        start = self.at
        boxes = []
        for number, line in enumerate(lines):
            if number:
                self._add("\n")
            boxes.append(self._write_text(line.text, line, position, frame))
        if kind:
            self.blocks.append(SourceBlock(kind, start, self.at, page=position, box=around(boxes)))

    def _write_table(self, table: Table, position: int, frame: Frame) -> None:
        """Write a table one row a line; rows that only repeat its heading are furniture before it."""
        for row in table.rows[: table.heads]:
            self._begin_line()
            start = self.at
            self._write_cells(row, table.columns, number=-1, position=position)
            box = frame.to_shown(around([cell.box for cell in row]))
            self.blocks.append(SourceBlock("furniture", start, self.at, page=position, box=box))
        rows = table.rows[table.heads :]
        if not rows:
            return
        self._begin_line()
        start, place, boxes = self.at, len(self.blocks), []
        for number, row in enumerate(rows, table.first_row):
            self._begin_line()
            row_start, row_place = self.at, len(self.blocks)
            cells = self._write_cells(row, table.columns, number=number, position=position, frame=frame)
            boxes.append(frame.to_shown(around([cell.box for cell in row])))
            block = SourceBlock("row", row_start, self.at, page=position, box=boxes[-1], row=number)
            self.blocks[row_place:] = [block, *cells]
        self.blocks.insert(place, SourceBlock("table", start, self.at, page=position, box=around(boxes)))

    def _write_cells(
        self, row: Sequence[Cell], columns: int, *, number: int, position: int, frame: Frame | None = None
    ) -> list[SourceBlock]:
        """Write the cells of a row between bars, none for a field that a merged cell covers; return their blocks."""
        blocks = []
        by_column = {cell.column: cell for cell in row}
        self._add("|")
        for column in range(columns):
            cell = by_column.get(column)
            if cell is None:
                self._add("  |")
                continue
            self._add(" ")
            start = self.at
            self._write_cell(cell)
            box = frame.to_shown(cell.box) if frame else None
            blocks.append(SourceBlock("cell", start, self.at, page=position, box=box, row=number, column=column))
            self._add(" |")
        return blocks

    def _write_cell(self, cell: Cell) -> None:
        """Write a cell's lines with a space between, but none behind a hyphen or slash that a line ends with."""
        before = ""
        for held in cell.lines:
            line = held.line
            text = line.text.replace("|", "¦")
            if before and not (before[-1] in _HYPHENS and before[-2:-1].isalnum() and text[:1].isalnum()):
                self._add(" ")
            page = self.position[held.page]  # not the page being written, where a row was joined over a break
            self._write_text(text, line, page, held.frame)
            before = text

    def _write_text(self, text: str, line: Line, position: int, frame: Frame) -> Box:
        """Write what stands for a line; return its place on the page."""
        box = line.shown or frame.to_shown(line.box)
        start, end = self.at, self.at + len(text)
        self.lines.append(SourceLine(start, end, position, box))
        if line.words:
            self.words.extend(SourceWord(start + first, start + last, sure) for first, last, sure in line.words)
        self.text.append(text)
        self.at = end
        return box


def _body(pages: Sequence[PageContent]) -> Body:
    """Return how the running text of a document is set."""
    views = [view for page in pages for view in page.views]
    lines = [part for view in views for row in view.rows for part in row.parts]
    cells = (cell for view in views for table in view.tables for row in table.rows for cell in row)
    heights = [line.height for line in (*lines, *(held.line for cell in cells for held in cell.lines))]
    bold = sum(len(line.text) for line in lines if line.bold)
    return Body(median(heights or [0.0]), bold <= _MOSTLY_BOLD * sum(len(line.text) for line in lines))


def _with_levels(blocks: Sequence[SourceBlock], sizes: dict[int, float]) -> list[SourceBlock]:
    """Give each heading the level that its size has among those of a document, the largest one first."""
    levels: dict[float, int] = {}
    largest, level = inf, 0
    for size in sorted(set(sizes.values()), reverse=True):
        if size < _SAME_SIZE * largest:
            largest, level = size, level + 1
        levels[size] = level
    return [
        replace(block, level=levels[sizes[block.start_char]]) if block.kind == "heading" else block for block in blocks
    ]


def _items(view: View, page: PageContent) -> Iterator[Column | Table]:
    """Yield columns of lines and tables of a view from top to bottom; OCR has put its lines in order already."""
    rows = view.rows
    for table in view.tables:
        above = _above(rows, table, page)
        yield from _columns(above, page)
        yield table
        rows = rows[len(above) :]
    yield from _columns(rows, page)


def _above(rows: Sequence[Row], table: Table, page: PageContent) -> list[Row]:
    """Return the rows that are read before a table."""
    if page.origin == "ocr":
        return list(takewhile(lambda row: row.base < table.box.bottom, rows))
    return [row for row in rows if row.base < table.box.top]


def _columns(rows: Sequence[Row], page: PageContent) -> list[Column]:
    if page.origin == "ocr":
        return [Column(tuple(row.joined() for row in rows))]
    return arrange(rows)
