"""Make the source text and its layout of paragraphs and tables: one line a paragraph, one line a row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.iri import fold
from kg.pages import ReadText, SourceBlock, SourceLayout, SourceLine, SourcePage, SourceWord
from kg.read.flow.blocks import MOST_COLUMNS, Block, Cell, Paragraph, Table, iter_paragraphs
from kg.read.flow.letters import Letters
from kg.resources import read_table

_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\ufffc\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_LAID_OUT_ROWS, _LAID_OUT_COLUMNS = 4, 3
"""A table of no more rows and columns and without lines around its cells only puts words beside each other."""
_MOTTO_ROWS = 6
_SHORTEST_MOTTO = 10
_LONGEST_FRONT = 2000
_Text = tuple[str, tuple[Paragraph, ...]]
"""The text of a cell, and the paragraphs in it, some of which OCR may have read."""
_NOTHING: _Text = ("", ())


def compose(
    blocks: Sequence[Block],
    *,
    before: Sequence[Block] = (),
    notes: Sequence[Block] = (),
    after: Sequence[Block] = (),
    warnings: Sequence[str] = (),
    pages: Sequence[SourcePage] = (),
) -> ReadText:
    """Return the text of `before` (furniture), `blocks`, `notes` and `after` (furniture), in this order.

    `pages` are the pictures that paragraphs were read from.
    """
    everything = [*before, *blocks, *notes, *after]
    letters = Letters(list(iter_paragraphs(everything)))
    composer = _Composer(letters, pages)
    for part in (before, blocks, notes, after):
        composer.add(part)
        composer.blank()
    return ReadText(
        "".join(composer.parts).rstrip("\n"),
        SourceLayout(tuple(composer.layout), tuple(composer.pages), tuple(composer.lines), tuple(composer.words)),
        (*warnings, *letters.warnings()),
    )


def is_laid_out(table: Table, words: str) -> bool:
    """Say whether a table of such words only puts them beside each other, as letterheads and signatures are set."""
    columns = max((sum(cell.width for cell in row) for row in table.rows), default=0)
    if columns <= 1:
        return True
    if columns > _LAID_OUT_COLUMNS or len(table.rows) > _MOTTO_ROWS:
        return False
    if not table.bordered and len(table.rows) <= _LAID_OUT_ROWS:
        return True
    mottoes, recipients = _words()
    folded = fold(words[:_LONGEST_FRONT]).strip()
    return folded.startswith(recipients) or any(motto in folded for motto in mottoes)


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what letterheads say, and what lists of recipients begin with."""
    rows = read_table("lexicons/letterhead_words.tsv")
    mottoes = (fold(row["term"]) for row in rows if row["kind"] == "motto")
    recipients = (row for row in read_table("lexicons/silent_words.tsv") if row["reason"] == "recipients")
    starts = tuple(fold(row["term"]) for row in recipients if row["where"] == "start")
    return tuple(motto for motto in mottoes if len(motto) >= _SHORTEST_MOTTO), starts


class _Composer:
    """Collects the pieces of the text and the blocks over them."""

    def __init__(self, letters: Letters, pages: Sequence[SourcePage]) -> None:
        self.parts: list[str] = []
        self.pages = list(pages)
        self.lines: list[SourceLine] = []
        self.layout: list[SourceBlock] = []
        self.words: list[SourceWord] = []
        self._letters = letters
        self._at = 0
        self._blank = True

    def add(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            elif is_laid_out(block, self._front(block)):
                for row in block.rows:
                    for cell in row:
                        self.add(cell.blocks)
                self.blank()
            else:
                self._table(block)

    def blank(self) -> None:
        """Part what comes from what was, by one empty line at most."""
        if not self._blank:
            self._put("\n")
            self._blank = True

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self._at += len(text)

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = _clean(self._letters.text(paragraph)).strip()
        if not text:
            self.blank()
            return
        start = self._at
        self._put(text)
        self._mark(text, [paragraph], start)
        block = SourceBlock(paragraph.kind, start, self._at, page=paragraph.page, level=paragraph.level)
        self.layout.append(block)
        self._put("\n")
        self._blank = False

    def _mark(self, text: str, paragraphs: Sequence[Paragraph], start: int) -> None:
        """Note where words and printed lines of paragraphs stand whose text begins at `start`, and on which page."""
        words = line = 0
        for paragraph in paragraphs:
            for word, confidence in paragraph.words:
                place = text.find(word, words)
                if place >= 0:
                    words = place + len(word)
                    self.words.append(SourceWord(start + place, start + words, confidence))
            for printed, box in paragraph.lines:
                place = text.find(printed, line)
                if place >= 0:
                    line = place + len(printed)
                    self._put_on_page(SourceLine(start + place, start + line, paragraph.page, box))

    def _put_on_page(self, line: SourceLine) -> None:
        page = self.pages[line.page]
        start = page.start_char if page.start_char < page.end_char else line.start_char
        self.pages[line.page] = replace(page, start_char=start, end_char=line.end_char)
        self.lines.append(line)

    def _table(self, table: Table) -> None:
        rows = [self._cells(row) for row in table.rows]
        rows = [row for row in rows if any(text for text, _ in row)]
        width = max(map(len, rows), default=0)
        if not rows:
            return
        self.layout.append(SourceBlock("table", self._at, self._at + _length(rows, width), page=table.page))
        for number, row in enumerate(rows):
            self._row(row + [_NOTHING] * (width - len(row)), number, page=table.page)
        self._blank = False
        self.blank()

    def _row(self, cells: list[_Text], number: int, *, page: int) -> None:
        length = sum(len(text) for text, _ in cells) + 3 * len(cells) + 1
        self.layout.append(SourceBlock("row", self._at, self._at + length, page=page, row=number))
        self._put("|")
        for column, (text, paragraphs) in enumerate(cells):
            self._put(" ")
            start = self._at
            self._put(text)
            self._mark(text, paragraphs, start)
            self.layout.append(SourceBlock("cell", start, self._at, page=page, row=number, column=column))
            self._put(" |")
        self._put("\n")

    def _cells(self, row: list[Cell]) -> list[_Text]:
        cells: list[_Text] = []
        for cell in row[:MOST_COLUMNS]:
            text = " ".join(self._texts(cell.blocks)).replace("|", "¦")
            cells.append((" ".join(text.split()), tuple(iter_paragraphs(cell.blocks))))
            cells += [_NOTHING] * (min(cell.width, MOST_COLUMNS) - 1)
        return cells[:MOST_COLUMNS]

    def _front(self, table: Table) -> str:
        """Return the words of the first rows of a table."""
        paragraphs = iter_paragraphs([Table(table.rows[:_MOTTO_ROWS])])
        return " ".join(self._letters.text(paragraph, counted=False) for paragraph in paragraphs)

    def _texts(self, blocks: Sequence[Block]) -> Iterator[str]:
        for paragraph in iter_paragraphs(blocks):
            yield _clean(self._letters.text(paragraph))


def _length(rows: list[list[_Text]], width: int) -> int:
    """Return how many characters rows of so many columns take, without the last line's end."""
    return sum(sum(len(text) for text, _ in row) + 3 * width + 2 for row in rows) - 1


def _clean(text: str) -> str:
    text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    return "\n".join(line.rstrip() for line in text.split("\n")) if "\n" in text else text
