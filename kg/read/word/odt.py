"""Read OpenDocument texts (ODT): paragraphs with the numbers of their lists, tables, notes, boxes, running heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.pages import ReadText
from kg.read.flow.blocks import MOST_COLUMNS, MOST_NESTED, Block, Cell, Paragraph, Run, Table, iter_paragraphs
from kg.read.flow.compose import compose
from kg.read.word.odt_styles import DRAW, OFFICE, STYLE, TABLE, TEXT, OdtLists, OdtStyles
from kg.read.word.package import Package

_WITHIN = frozenset(TEXT + name for name in "section span a meta ruby ruby-base bookmark-ref index-body".split())
_INDEXES = frozenset(
    TEXT + name for name in "table-of-content illustration-index alphabetical-index user-index bibliography".split()
)
_SKIPPED = frozenset(
    {TEXT + "tracked-changes", OFFICE + "annotation", OFFICE + "forms", TEXT + "sequence-decls", TEXT + "ruby-text"}
)
_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1000
_MOST_ROWS = 1000
"""An empty row that is said to be repeated to the end of a sheet is none."""
_REMEDY = "open it in LibreOffice and save it again"


def read_odt(data: bytes, name: str, *, options: ReadOptions) -> ReadText:
    """Return the text of an ODT file and its layout; raise `ReadError` for one that is damaged or refused."""
    package = Package(data, name, options=options)
    content, styles = package.xml("content.xml"), package.xml("styles.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise ReadError("is no OpenDocument text: its package has no document", path=name, remedy=_REMEDY)
    reader = _Reader(OdtStyles([content, *([styles] if styles is not None else [])]), name)
    blocks = list(reader.blocks(body))
    notes = list(reader.notes)
    return compose(
        blocks,
        before=reader.furniture(styles, ("header", "header-first", "header-left")),
        notes=notes,
        after=reader.furniture(styles, ("footer", "footer-first", "footer-left")),
    )


class _Reader:
    """Walks the elements of one file in the order of its text."""

    def __init__(self, styles: OdtStyles, name: str) -> None:
        self._styles, self._name = styles, name
        self._lists = OdtLists(styles)
        self._boxes: list[etree._Element] = []
        self.notes: list[Block] = []
        self._marks = 0

    def blocks(self, parent: Iterable[etree._Element], *, depth: int = 0) -> Iterator[Block]:
        if depth > MOST_NESTED:
            raise ReadError(f"refused: nested more than {MOST_NESTED} deep", path=self._name, remedy=_REMEDY)
        for child in parent:
            if child.tag in (TEXT + "p", TEXT + "h"):
                yield from self._paragraph(child, depth=depth)
            elif child.tag == TEXT + "list":
                yield from self._list(child, depth=depth)
            elif child.tag == TABLE + "table":
                yield self._table(child, depth=depth + 1)
            elif child.tag in _WITHIN or child.tag in _INDEXES or child.tag == TEXT + "numbered-paragraph":
                yield from self.blocks(child, depth=depth + 1)
            elif isinstance(child.tag, str) and child.tag.startswith(DRAW):
                yield from self._boxes_of([child], depth=depth)

    def _list(self, element: etree._Element, *, depth: int) -> Iterator[Block]:
        self._lists.start(element)
        for item in element:
            if item.tag in (TEXT + "list-item", TEXT + "list-header"):
                self._lists.item(item, counted=item.tag == TEXT + "list-item")
                yield from self.blocks(item, depth=depth + 1)
        self._lists.end()

    def _paragraph(self, element: etree._Element, *, depth: int) -> Iterator[Block]:
        style = element.get(TEXT + "style-name", "")
        paragraph = Paragraph()
        if element.tag == TEXT + "h":
            level = element.get(TEXT + "outline-level", "1")
            paragraph.kind, paragraph.level = "heading", int(level) if level.isdecimal() and len(level) < 3 else 1
        label = self._lists.label()
        paragraph.runs = [Run(label)] if label else []
        outer, self._boxes = self._boxes, []
        self._inline(element, self._styles.font(style), paragraph.runs, depth=0)
        boxes, self._boxes = self._boxes, outer
        yield paragraph
        yield from self._boxes_of(boxes, depth=depth)

    def _boxes_of(self, drawings: list[etree._Element], *, depth: int) -> Iterator[Block]:
        for drawing in drawings:
            waiting = [drawing]
            while waiting:
                current = waiting.pop()
                if current.tag == DRAW + "text-box":
                    yield from self.blocks(current, depth=depth + 1)
                elif current.tag in (TEXT + "p", TEXT + "list"):
                    yield from self.blocks([current], depth=depth + 1)
                elif isinstance(current.tag, str):
                    waiting.extend(reversed(current))

    def _inline(self, element: etree._Element, font: str, runs: list[Run], *, depth: int) -> None:
        if depth > 4 * MOST_NESTED:
            raise ReadError("refused: nested too deeply", path=self._name, remedy=_REMEDY)
        _put(runs, element.text, font)
        for child in element:
            tag = child.tag
            if tag == TEXT + "s":
                count = child.get(TEXT + "c", "1")
                spaces = int(count) if count.isdecimal() and len(count) < 6 else 1
                runs.append(Run(" " * min(spaces, _MOST_SPACES), font))
            elif tag in (TEXT + "tab", TEXT + "line-break"):
                runs.append(Run("\t" if tag == TEXT + "tab" else "\n", font))
            elif tag == TEXT + "note":
                runs.append(Run(self._note(child), font))
            elif isinstance(tag, str) and tag.startswith(DRAW):
                self._boxes.append(child)
            elif isinstance(tag, str) and tag not in _SKIPPED:
                own = self._styles.font(child.get(TEXT + "style-name", "")) if tag == TEXT + "span" else ""
                self._inline(child, own or font, runs, depth=depth + 1)
            _put(runs, child.tail, font)

    def _note(self, element: etree._Element) -> str:
        """Put a note aside, and return the mark that stands for it in the text."""
        self._marks += 1
        mark = f"[{self._marks}]"
        body = element.find(TEXT + "note-body")
        paragraphs = list(iter_paragraphs(list(self.blocks(body, depth=1)))) if body is not None else []
        for index, paragraph in enumerate(item for item in paragraphs if not item.is_blank):
            label = [Run(f"{mark} ")] if index == 0 else []
            self.notes.append(Paragraph([*label, *paragraph.runs], "note"))
        return mark

    def _table(self, element: etree._Element, *, depth: int) -> Table:
        rows = []
        for row in element.iter(TABLE + "table-row"):
            if next(row.iterancestors(TABLE + "table"), None) is element:
                rows.append(self._row(row, depth=depth))
                if len(rows) > _MOST_ROWS * MOST_COLUMNS:
                    break
        names = {cell.get(TABLE + "style-name", "") for cell in element.iter(TABLE + "table-cell")}
        return Table(rows, any(map(self._styles.has_border, names)))

    def _row(self, element: etree._Element, *, depth: int) -> list[Cell]:
        cells: list[Cell] = []
        for child in element:
            if child.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                continue
            repeated = child.get(TABLE + "number-columns-repeated", "1")
            times = int(repeated) if repeated.isdecimal() and len(repeated) < 6 else 1
            covered = child.tag == TABLE + "covered-table-cell"
            blocks = [] if covered else list(self.blocks(child, depth=depth))
            cells += [Cell(list(blocks)) for _ in range(min(times, MOST_COLUMNS - len(cells)))]
            if len(cells) >= MOST_COLUMNS:
                break
        return cells

    def furniture(self, styles: etree._Element | None, kinds: tuple[str, ...]) -> list[Block]:
        """Return the words of the running heads or feet, each once."""
        found: dict[str, Block] = {}
        for element in styles.iter(*(STYLE + kind for kind in kinds)) if styles is not None else ():
            for paragraph in iter_paragraphs(list(self.blocks(element))):
                words = "".join(run.text for run in paragraph.runs).strip()
                if any(map(str.isalpha, words)):
                    found.setdefault(words, Paragraph(paragraph.runs, "furniture"))
        return list(found.values())


def _put(runs: list[Run], text: str | None, font: str) -> None:
    """Add text, its white space collapsed as the format has it."""
    if text:
        runs.append(Run(_SPACES.sub(" ", text), font))
