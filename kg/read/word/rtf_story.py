"""Collect the paragraphs and tables of one story of an RTF file: the text, its notes, a text box."""

from __future__ import annotations

from kg.read.flow.blocks import MOST_COLUMNS, MOST_NESTED, Block, Cell, Paragraph, Run, Table
from kg.read.word.rtf_fonts import Headings

_BORDERS = frozenset({b"clbrdrt", b"clbrdrl", b"clbrdrb", b"clbrdrr", b"trbrdrt", b"trbrdrh", b"trbrdrv"})
_NO_BORDERS = frozenset({b"brdrnone", b"brdrnil", b"brdrtbl"})
_ENDS = frozenset({b"par", b"sect", b"page", b"column"})
_DEEPEST_OUTLINE = 9


class Story:
    """Blocks as they are closed; `runs` are those of the paragraph under way."""

    def __init__(self, kind: str = "paragraph") -> None:
        self.blocks: list[Block] = []
        self.boxes: list[Block] = []
        self.runs: list[Run] = []
        self._kind = kind
        self._level = 0
        self._depth = 0
        self._cells: dict[int, list[Cell]] = {}
        self._content: dict[int, list[Block]] = {}
        self._rows: dict[int, Table] = {}
        self._covered: list[bool] = []
        self._covers = self._bordered = self._border = False
        self._marks = 0
        self._mark: Run | None = None

    def mark(self) -> str:
        """Count a note, and return the mark that stands for it in the text."""
        self._marks += 1
        self._mark = Run(f"[{self._marks}] ")
        return f"[{self._marks}]"

    def control(self, name: bytes, number: int | None, headings: Headings) -> None:
        """Take a word on paragraphs and tables."""
        if name in _ENDS:
            self._end_paragraph()
        elif name == b"pard":
            self._level, self._depth = 0, 0
        elif name == b"intbl":
            self._depth = max(self._depth, 1)
        elif name == b"itap":
            self._depth = min(max(number or 0, 0), MOST_NESTED)
        elif name in (b"cell", b"nestcell"):
            self._end_cell(1 if name == b"cell" else max(self._depth, 2))
        elif name in (b"row", b"nestrow"):
            self._end_row(1 if name == b"row" else max(self._depth, 2))
        elif name == b"outlinelevel":
            self._level = (number or 0) + 1 if (number or 0) < _DEEPEST_OUTLINE else 0
        elif name == b"s":
            self._level = headings.levels.get(number or 0, 0)
        else:
            self._cell_property(name)

    def _cell_property(self, name: bytes) -> None:
        """Take what is said of the cells of a row before or behind them: merged ones, and lines around them."""
        if name == b"trowd":
            self._covered, self._covers, self._bordered = [], False, False
        elif name in (b"clmrg", b"clvmrg"):
            self._covers = True
        elif name == b"cellx":
            if len(self._covered) < MOST_COLUMNS:
                self._covered.append(self._covers)
            self._covers = False
        elif name in _BORDERS:
            self._border = True
        elif name.startswith(b"brdr") and self._border:
            self._bordered |= name not in _NO_BORDERS
            self._border = False

    def end_all(self) -> None:
        """Close what is under way."""
        if self.runs or self.boxes:
            self._end_paragraph()
        for depth in range(max((0, *self._content, *self._cells, *self._rows)), 0, -1):
            self._end_tables(depth)
            if self._content.get(depth):
                self._end_cell(depth)
            if self._cells.get(depth):
                self._end_row(depth)
        self._end_tables(0)

    def _end_paragraph(self) -> None:
        self._end_tables(self._depth)
        runs, self.runs = self.runs, []
        if self._mark:
            runs.insert(0, self._mark)
            self._mark = None
        kind = "heading" if self._level and self._kind == "paragraph" else self._kind
        self._put([Paragraph(runs, kind, self._level if kind == "heading" else 0), *self.boxes], self._depth)
        self.boxes = []

    def _put(self, blocks: list[Block], depth: int) -> None:
        (self._content.setdefault(depth, []) if depth else self.blocks).extend(blocks)

    def _end_cell(self, depth: int) -> None:
        self._depth = depth
        self._end_paragraph()
        self._end_tables(depth)
        cells = self._cells.setdefault(depth, [])
        if len(cells) < MOST_COLUMNS:
            cells.append(Cell(self._content.pop(depth, [])))
        self._content.pop(depth, None)

    def _end_row(self, depth: int) -> None:
        cells = self._cells.pop(depth, [])
        if depth == 1:
            for cell, covered in zip(cells, self._covered, strict=False):
                cell.blocks = [] if covered else cell.blocks
        if cells:
            table = self._rows.setdefault(depth, Table())
            table.rows.append(cells)
            table.bordered |= self._bordered
        self.runs = []

    def _end_tables(self, depth: int) -> None:
        """Put down the tables that are deeper than `depth`, since text of that depth goes on."""
        for inner in sorted((found for found in self._rows if found > depth), reverse=True):
            self._put([self._rows.pop(inner)], inner - 1)
