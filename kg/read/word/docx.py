"""Read DOCX: paragraphs with the numbers of their lists, tables, text boxes, notes, running heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.pages import ReadText
from kg.read.flow.blocks import MOST_COLUMNS, MOST_NESTED, Block, Cell, Paragraph, Run, Table, iter_paragraphs
from kg.read.flow.compose import compose
from kg.read.word.numbering import Numbering
from kg.read.word.package import Package
from kg.read.word.parts import Parts
from kg.read.word.pictures import MOST_BYTES, Pictures, PlacedPictures
from kg.read.word.runs import MARKUP, RunReader, chosen
from kg.read.word.styles import WORD, Styles, has_lines, strict_to_plain, value

_WITHIN = frozenset(WORD + name for name in "sdt sdtContent ins moveTo customXml smartTag".split())
_REMEDY = "open it in Word or LibreOffice and save it again as DOCX"


def read_docx(data: bytes, name: str, *, options: ReadOptions) -> ReadText:
    """Return the text of a DOCX file and its layout; raise `ReadError` for one that is damaged or refused."""
    package = Package(data, name, options=options)
    parts = Parts(package)
    body = _body(package, parts)
    pictures = Pictures(package, parts, options=options)
    reader = _Reader(package, parts)
    reader.pictures = pictures
    blocks = list(reader.blocks(body))
    reader.pictures = None  # heads and notes have relations of their own
    read = compose(
        blocks,
        before=reader.furniture("header"),
        notes=reader.notes(),
        after=reader.furniture("footer"),
        warnings=[*reader.warnings, *pictures.warnings()],
        pages=pictures.pages,
    )
    _refuse_pictures(read, package)
    embedded = sum(1 for part in package.names() if part.startswith("word/embeddings/"))
    if embedded:
        warning = f"holds {embedded} embedded files, such as sheets, which are not read"
        read = replace(read, warnings=(*read.warnings, warning))
    return read


def read_picture(data: bytes, name: str, *, number: int) -> bytes:
    """Return the file of a picture that is as large as a page, counted from 1; raise `ReadError` where it is none."""
    package = Package(data, name, options=ReadOptions())
    parts = Parts(package)
    body = _body(package, parts)
    reader = _Reader(package, parts)
    reader.pictures = pictures = PlacedPictures(package, parts, options=ReadOptions())
    list(reader.blocks(body))
    if not 1 <= number <= len(pictures.placed):
        raise ReadError(f"has no picture of a page {number}", path=name, remedy="choose another", page=number)
    return package.bytes(pictures.placed[number - 1], most=MOST_BYTES)


def _body(package: Package, parts: Parts) -> etree._Element:
    root = _part(package, parts.document)
    body = root.find(WORD + "body") if root is not None else None
    if body is None:
        raise ReadError("is no Word file: its package has no document", path=package.name, remedy=_REMEDY)
    return body


def _refuse_pictures(read: ReadText, package: Package) -> None:
    """Refuse a file of pictures without a word, such as scanned pages."""
    pictures = sum(1 for part in package.names() if part.startswith("word/media/"))
    if pictures and not any(map(str.isalpha, read.text)):
        raise ReadError(
            f"holds {pictures} pictures and no text",
            path=package.name,
            remedy="save it as PDF: pages that are pictures are read by OCR there",
        )


def _part(package: Package, part: str) -> etree._Element | None:
    root = package.xml(part)
    if root is not None:
        strict_to_plain(root)
    return root


class _Reader:
    """Walks the elements of one file in the order of its text."""

    def __init__(self, package: Package, parts: Parts) -> None:
        self._package, self._parts = package, parts
        self._styles = Styles(_part(package, parts.one("styles")))
        self._numbering = Numbering(_part(package, parts.one("numbering")), self._styles)
        self._runs = RunReader(self._styles)
        self.pictures: Pictures | None = None
        self.warnings: list[str] = []

    def blocks(self, parent: etree._Element, *, depth: int = 0) -> Iterator[Block]:
        if depth > MOST_NESTED:
            raise ReadError(
                f"refused: its tables and boxes are nested more than {MOST_NESTED} deep",
                path=self._package.name,
                remedy=_REMEDY,
            )
        for child in parent:
            if child.tag == WORD + "p":
                yield from self._paragraph(child, depth=depth)
            elif child.tag == WORD + "tbl":
                yield self._table(child, depth=depth + 1)
            elif child.tag in _WITHIN:
                yield from self.blocks(child, depth=depth + 1)
            elif child.tag == MARKUP + "AlternateContent":
                yield from self.blocks(chosen(child), depth=depth + 1)
            elif child.tag == WORD + "altChunk":
                self.warnings.append("leaves out a part in another format that the file holds")

    def _paragraph(self, element: etree._Element, *, depth: int) -> Iterator[Block]:
        properties = element.find(WORD + "pPr")
        style = value(properties, "pStyle")
        line = self._runs.read(element, style)
        level = self._styles.level(properties, style)
        paragraph = Paragraph(line.runs, "heading" if level else "paragraph", level)
        if paragraph.is_blank and not line.boxes and _is_deleted(properties):
            return
        label = self._numbering.label(properties, style)
        if label and not (paragraph.is_blank and label.text.isspace()):
            paragraph.runs.insert(0, label)
        yield paragraph
        if self.pictures:
            yield from self.pictures.blocks(element)
        for box in line.boxes:
            yield from self.blocks(box, depth=depth + 1)

    def _table(self, element: etree._Element, *, depth: int) -> Table:
        properties = element.find(WORD + "tblPr")
        borders = properties.find(WORD + "tblBorders") if properties is not None else None
        rows = list(_children(element, "tr"))
        bordered = (
            has_lines(borders)
            or (borders is None and self._styles.borders(value(properties, "tblStyle")))
            or any(has_lines(cell) for row in rows for cell in row.iterfind(f"{WORD}tc/{WORD}tcPr/{WORD}tcBorders"))
        )
        return Table([self._row(row, depth=depth) for row in rows if _is_kept(row)], bordered)

    def _row(self, element: etree._Element, *, depth: int) -> list[Cell]:
        before = _width(value(element.find(WORD + "trPr"), "gridBefore") or "0")
        cells = [Cell() for _ in range(before)]
        for cell in _children(element, "tc"):
            properties = cell.find(WORD + "tcPr")
            width = _width(value(properties, "gridSpan") or "1")
            if any(_is_covered(properties, name) for name in ("vMerge", "hMerge")):
                cells.append(Cell(width=width))
            else:
                cells.append(Cell(list(self.blocks(cell, depth=depth)), width))
            if len(cells) > MOST_COLUMNS:
                break
        return cells

    def notes(self) -> list[Block]:
        """Return the notes that the text refers to, by their numbers."""
        found: dict[tuple[str, str], etree._Element] = {}
        for kind in ("footnote", "endnote"):
            root = _part(self._package, self._parts.one(f"{kind}s")) if self._runs.numbers else None
            for note in root.iter(WORD + kind) if root is not None else ():
                found[kind, note.get(WORD + "id", "")] = note
        blocks: list[Block] = []
        for key, number in list(self._runs.numbers.items()):
            if key in found:
                paragraphs = [item for item in iter_paragraphs(list(self.blocks(found[key]))) if not item.is_blank]
                for index, paragraph in enumerate(paragraphs):
                    mark = [Run(f"[{number}] ")] if index == 0 else []
                    blocks.append(Paragraph([*mark, *paragraph.runs], "note"))
        return blocks

    def furniture(self, kind: str) -> list[Block]:
        """Return the words of the running heads or feet, each once."""
        blocks: dict[str, Block] = {}
        for part in self._parts.all(kind):
            root = _part(self._package, part)
            for paragraph in iter_paragraphs(list(self.blocks(root))) if root is not None else ():
                words = "".join(run.text for run in paragraph.runs).strip()
                if any(map(str.isalpha, words)):
                    blocks.setdefault(words, Paragraph(paragraph.runs, "furniture"))
        return list(blocks.values())


def _children(parent: etree._Element, name: str, *, depth: int = 0) -> Iterator[etree._Element]:
    """Yield rows of a table or cells of a row, those in content controls too."""
    for child in parent:
        if child.tag == WORD + name:
            yield child
        elif child.tag in _WITHIN and depth < MOST_NESTED:
            yield from _children(child, name, depth=depth + 1)


def _is_deleted(properties: etree._Element | None) -> bool:
    """Say whether the end of a paragraph was deleted; where its words were too, it is gone, its number as well."""
    return properties is not None and properties.find(f"{WORD}rPr/{WORD}del") is not None


def _is_kept(row: etree._Element) -> bool:
    """Say whether a row of a table was not deleted."""
    properties = row.find(WORD + "trPr")
    return properties is None or properties.find(WORD + "del") is None


def _is_covered(properties: etree._Element | None, name: str) -> bool:
    """Say whether a cell goes on with the one above or before it."""
    merge = properties.find(WORD + name) if properties is not None else None
    return merge is not None and merge.get(WORD + "val", "continue") == "continue"


def _width(text: str) -> int:
    return min(int(text), MOST_COLUMNS) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
