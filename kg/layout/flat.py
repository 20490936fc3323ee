"""Find tables whose cells a PDF gave as lines, one below the other, and put their rows together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.iri import fold
from kg.layout.align import Reading, Unit, align, pairs_of
from kg.layout.evidence import is_time, shown_at_start
from kg.layout.flat_head import MOST_HEAD_LINES, LineLike, Piece, head_at, words_of
from kg.layout.numbers import Number, Succession, read_number

_RUNNING = re.compile(r"(?:\d+ )?CÔNG BÁO/Số .{0,80}")
_DIGITS = re.compile(r"\d{1,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_NUMBERS = 4
_END = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHẦN|CHƯƠNG|Chương [IVX\d]|Điều \d+\.|ĐIỀU \d|Mẫu số|MẪU SỐ|Biểu mẫu|Nơi nhận|TM\.|KT\.|TL\."
    r"|Ghi chú|GHI CHÚ|_{4,}|-{4,}|\.{4,}/?\.)"
)
_FOOTNOTE = re.compile(r"\d{1,2} (?=[A-ZĐÂÊÔƠƯ“])")
_NOTE_MARK = re.compile(r"(?<=[^\W\d_])\d{1,2}$")
_NOTE_LENGTH = 75
_SAMPLE = 24
"""So many rows are enough to see how wide the columns are."""
_LEAST_ALIKE = 0.4
"""Such a share of the rows of a table of tasks gives somebody work, or a time for it."""
_LONGEST_CELL_LINE = 80
"""A longer line is none of a table's: no column is so wide beside others."""
_MOST_LINES = 170
"""A row has no more lines: what follows the last number of a table is cut there."""
_FORM = re.compile(r"\.{4,}|…{2,}|_{3,}")


@dataclass(slots=True)
class Row:
    """A row put together again: its number, and for each column the pieces of its cell in reading order."""

    number: Piece | None
    cells: dict[int, list[Piece]] = field(default_factory=dict)

    def pieces(self) -> list[Piece]:
        """Return all pieces of the row."""
        return [piece for cell in self.cells.values() for piece in cell]


@dataclass(slots=True)
class FlatTable:
    """A table found in lines `[first, last)`: its columns, the pieces of its heading, its rows, notes between them."""

    first: int
    last: int
    kinds: tuple[str, ...]
    head: list[list[Piece]]
    rows: list[Row]
    notes: list[Piece]
    furniture: list[Piece]


@dataclass(slots=True)
class _Band:
    """The lines of one row as they stand: its number, its units page by page."""

    number: Number | None
    place: Piece | None
    pages: list[list[Unit]] = field(default_factory=lambda: [[]])


def find_flat_tables(text: str, lines: Sequence[LineLike], *, gaps: Callable[[int], Sequence[int]]) -> list[FlatTable]:
    """Return the task tables that stand in lines; `gaps` tells where a line has wide gaps."""
    tables, at = [], 0
    while at < len(lines):
        found = head_at(text, lines, at)
        if found is None:
            at += 1
            continue
        kinds, head, behind = found
        table = _Body(text, lines, kinds=kinds, head=head, first=at, gaps=gaps).read(behind)
        if table is None:
            at = behind
            continue
        tables.append(table)
        at = max(table.last, behind)
    return tables


class _Body:
    """Reads the lines below a heading into rows."""

    def __init__(
        self,
        text: str,
        lines: Sequence[LineLike],
        *,
        kinds: tuple[str, ...],
        head: list[list[Piece]],
        first: int,
        gaps: Callable[[int], Sequence[int]],
    ) -> None:
        self.text, self.lines, self.kinds, self.head, self.first, self.gaps = text, lines, kinds, head, first, gaps
        self.head_words = fold(" ".join(words_of(text, cell) for cell in head))
        self.notes: list[Piece] = []
        self.furniture: list[Piece] = []
        self.repeats = 0
        self.numbered = "number" in kinds
        self.pairs: frozenset[tuple[str, str]] = frozenset()

    def read(self, at: int) -> FlatTable | None:
        """Return the table whose body begins at a line, None where its rows are those of no task table."""
        bands, last = self._bands(at)
        if not bands:
            return None
        readings = self._settle(bands)
        rows = [row for band, pages in zip(bands, readings, strict=True) for row in self._rows(band, pages)]
        self._leave_note_marks(rows)
        filled = [row for row in rows if sum(1 for column in row.cells if self.kinds[column] != "number") >= 2]
        alike = sum(self._reads_as_task(row) for row in filled)
        if not filled or alike < _LEAST_ALIKE * len(filled):
            return None
        return FlatTable(self.first, last, self.kinds, self.head, rows, self.notes, self.furniture)

    def _reads_as_task(self, row: Row) -> bool:
        """Say whether a row gives somebody work by a time: two of a verb, a body and a time stand in their columns."""
        cells = {self.kinds[column]: words_of(self.text, pieces) for column, pieces in row.cells.items()}
        bodies = [cells[kind] for kind in ("lead", "coordinate") if kind in cells]
        work = bool({"verb", "product"} & set(shown_at_start(cells.get("task", ""))))
        somebody = any("body" in shown_at_start(words) for words in bodies)
        return work + somebody + is_time(cells.get("due", "")) >= 2

    def _line(self, at: int) -> str:
        return self.text[self.lines[at].start : self.lines[at].end]

    def _repeated_head(self, at: int) -> int:
        """Return how many lines repeat the heading, 0 for none."""
        words = ""
        for size in range(1, MOST_HEAD_LINES + 1):
            if at + size > len(self.lines):
                return 0
            words = fold(f"{words} {self._line(at + size - 1)}")
            if words == self.head_words:
                return size
            if not self.head_words.startswith(words):
                return 0
        return 0

    def _page_end(self, at: int) -> int:
        """Return how many lines are the furniture of a page's end: running head and page number, in any order."""
        before = self._digits(at)
        head = at + len(before)
        if len(before) > _MOST_NUMBERS or head >= len(self.lines) or not _RUNNING.fullmatch(self._line(head)):
            return 0
        behind = self._digits(head + 1)[:1]
        own = set(behind) or {words for words in before if not _YEAR.fullmatch(words)}
        return len(before) + 1 + len(behind) if set(before) <= own else 0

    def _bare_number(self, at: int, order: Succession) -> int:
        """Return 1 for a page number without running head: it stands apart and is no row's number, else 0."""
        line = self._line(at)
        if not _DIGITS.fullmatch(line) or _YEAR.fullmatch(line) or not self.lines[at].blank_before:
            return 0
        number = read_number(line)
        apart = at + 1 < len(self.lines) and (self.lines[at + 1].blank_before or self._repeated_head(at + 1) > 0)
        return int(apart and not (number is not None and order.follows(number, alone=True)))

    def _digits(self, at: int) -> list[str]:
        """Return the lines from one on that hold nothing but a number."""
        found = []
        while at < len(self.lines) and _DIGITS.fullmatch(self._line(at)):
            found.append(self._line(at))
            at += 1
        return found

    def _footnotes(self, at: int) -> int:
        """Return how many lines are notes at the foot of a page."""
        line = self._line(at)
        if not _FOOTNOTE.match(line) or len(line) < _NOTE_LENGTH or not self.lines[at].blank_before:
            return 0
        size = 1
        while at + size < len(self.lines) and size < 40 and not self._page_end(at + size):
            size += 1
        return size if size < 40 else 0

    def _bands(self, at: int) -> tuple[list[_Band], int]:
        """Return the rows' lines up to the end of the table, and the line behind it."""
        bands: list[_Band] = []
        order = Succession()
        last = at
        new_page = False
        while at < len(self.lines):
            size = self._page_end(at) or self._bare_number(at, order)
            repeated = self._repeated_head(at + size)
            if size or repeated:
                self.furniture.extend(Piece(line.start, line.end) for line in self.lines[at : at + size + repeated])
                at += size + repeated
                if self.repeats and not repeated:
                    break
                self.repeats += repeated > 0
                new_page = True
                continue
            size = self._footnotes(at)
            if size:
                self.notes.extend(Piece(line.start, line.end) for line in self.lines[at : at + size])
                at += size
                continue
            if self._ends(at) or (self.numbered and bands and sum(map(len, bands[-1].pages)) > _MOST_LINES):
                break
            new_page = self._take(at, bands, order, new_page=new_page)
            at += 1
            last = at
        return bands, last

    def _ends(self, at: int) -> bool:
        line = self._line(at)
        return (
            (not self.numbered and len(line) > _LONGEST_CELL_LINE)
            or _END.match(line) is not None
            or _FORM.search(line) is not None
            or head_at(self.text, self.lines, at) is not None
        )

    def _take(self, at: int, bands: list[_Band], order: Succession, *, new_page: bool) -> bool:
        """Add a line to the row it belongs to, or begin a row with it; say whether the page is still to begin."""
        line = self.lines[at]
        words = self._line(at)
        number = read_number(words)
        if number is not None and order.follows(number, alone=number.end == len(words)):
            order.add(number)
            bands.append(_Band(number, Piece(line.start, line.start + number.end)))
            new_page = False
            rest = words[number.end :]
            if not rest.strip():
                return False
            start = line.start + number.end + len(rest) - len(rest.lstrip())
        else:
            start = line.start
        if not bands:
            bands.append(_Band(None, None))
        pages = bands[-1].pages
        if new_page and pages[-1]:
            pages.append([])
        for number_of, (first, end) in enumerate(self._parts(at, start)):
            blank = line.blank_before and not number_of and start == line.start and bool(pages[-1])
            pages[-1].append(Unit(first, end, self.text[first:end], blank))
        return False

    def _parts(self, at: int, start: int) -> list[tuple[int, int]]:
        """Return the spans of a line's parts: two cells that share a line stand a wide gap apart."""
        end = self.lines[at].end
        cuts = [start, *(gap for gap in self.gaps(at) if start < gap < end), end]
        return [(a + (self.text[a] == " "), b) for a, b in pairwise(cuts)]

    def _settle(self, bands: list[_Band]) -> list[list[Reading]]:
        """Return the readings of all rows, with the widths of the columns that a first reading of some shows."""
        self.pairs = pairs_of(self.text[line.start : line.end] for line in self.lines)
        sample = [self._read_band(band, {}) for band in bands[:_SAMPLE]]
        widths = self._widths(bands[:_SAMPLE], sample)
        return [self._read_band(band, widths) for band in bands]

    def _read_band(self, band: _Band, widths: dict[int, int]) -> list[Reading]:
        """Return the reading of a row on each of its pages."""
        pages: list[Reading] = []
        held: dict[int, str] = {}
        for number, units in enumerate(band.pages):
            goes_on = number + 1 < len(band.pages)
            reading = align(
                units,
                self.kinds,
                widths=widths,
                held=held if number else None,
                pairs=self.pairs,
                goes_on=goes_on,
            )
            pages.append(reading)
            for cell in reading.cells:
                words = " ".join(unit.text for unit in units[cell.first : cell.last])
                held[cell.column] = f"{held.get(cell.column, '')} {words}".strip()
        return pages

    def _widths(self, bands: list[_Band], readings: list[list[Reading]]) -> dict[int, int]:
        """Return how long the lines of each column are: nine in ten are not longer."""
        lengths: dict[int, list[int]] = {}
        for band, pages in zip(bands, readings, strict=True):
            for units, reading in zip(band.pages, pages, strict=True):
                if len({cell.column for cell in reading.cells}) < 2:
                    continue
                for cell in reading.cells:
                    own = lengths.setdefault(cell.column, [])
                    own.extend(unit.end - unit.start for unit in units[cell.first : cell.last])
        return {column: sorted(own)[len(own) * 9 // 10] for column, own in lengths.items() if len(own) >= 8}

    def _rows(self, band: _Band, readings: list[Reading]) -> list[Row]:
        """Return the rows that the lines of a band make; what goes on over a page joins the cell that it belongs to."""
        rows = [Row(band.place)]
        number_column = self.kinds.index("number") if "number" in self.kinds else -1
        if band.place is not None and number_column >= 0:
            rows[0].cells[number_column] = [band.place]
        for page, (units, reading) in enumerate(zip(band.pages, readings, strict=True)):
            base = len(rows) - 1
            for cell in reading.cells:
                while base + cell.line >= len(rows):
                    rows.append(Row(None))
                row = rows[base + cell.line if page == 0 or cell.line else base]
                pieces = row.cells.setdefault(cell.column, [])
                pieces.extend(Piece(unit.start, unit.end) for unit in units[cell.first : cell.last])
        return rows

    def _leave_note_marks(self, rows: list[Row]) -> None:
        """Leave out of the cells the digits that lead to the notes at the foot of the page."""
        marks = {match.group() for start, end in self.notes if (match := _DIGITS.match(self.text, start, end))}
        for row in rows:
            for pieces in row.cells.values():
                for place, (start, end) in enumerate(pieces):
                    mark = _NOTE_MARK.search(self.text, start, end)
                    if mark and mark.group() in marks:
                        pieces[place] = Piece(start, mark.start())


__all__ = ["FlatTable", "LineLike", "Piece", "Row", "find_flat_tables"]
