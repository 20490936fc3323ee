"""Read the pictures of pages that are pasted into a DOCX file by OCR, where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from kg.config import ReadOptions
from kg.errors import KgError, UnsupportedError
from kg.pages import ReadText, SourceBlock, SourcePage
from kg.read.flow.blocks import Block, Cell, Paragraph, Run, Table
from kg.read.pdf.quality import valid_share, words_of
from kg.read.word.package import Package
from kg.read.word.parts import Parts
from kg.read.word.runs import MARKUP

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SHAPES = "{urn:schemas-microsoft-com:vml}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EMU = 914_400
"""Units of DrawingML to an inch."""
_INCHES = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px)?")
_UNITS = {"pt": 72.0, "in": 1.0, "cm": 2.54, "mm": 25.4, "px": 96.0, None: 72.0}
_LEAST_AREA, _LEAST_SIDE = 15.0, 2.0
"""Square inches and inches that the picture of a page, or of a part of one, has at least; logos and stamps are less."""
_FEWEST_WORDS, _LEAST_VALID = 8, 0.7
"""What is less, or of fewer Vietnamese words, is a photograph or a drawing."""
_DRAWINGS = (".emf", ".wmf", ".emz", ".wmz", ".svg")
_MOST = 100
MOST_BYTES = 64 << 20


class Pictures:
    """Reads the pictures of one file, and counts them: `read` gave text, `unread` might have.

    `placed` are the parts of the package whose pictures are as large as pages, where each stands; `pages` those that
    gave text, `number` being the place among the placed ones, from 1.
    """

    def __init__(self, package: Package, parts: Parts, *, options: ReadOptions) -> None:
        self._package, self._parts, self._options = package, parts, options
        self._known: dict[str, ReadText | None] = {}
        self.placed: list[str] = []
        self.pages: list[SourcePage] = []
        self._reasons: list[str] = []
        self.read = self.unread = 0

    def blocks(self, paragraph: etree._Element) -> list[Block]:
        """Return what the pictures of a paragraph hold that are large enough to be pages."""
        parts = [self._parts.by_id.get(identifier, "") for identifier in _identifiers(paragraph)]
        scans = [part for part in parts if part in self._package and not part.lower().endswith(_DRAWINGS)]
        return [block for part in scans for block in self._blocks(part)]

    def warnings(self) -> list[str]:
        """Return what is to be told of the pictures."""
        told = []
        if self.read:
            told.append(f"read {self.read} picture{'s' * (self.read > 1)} of pages by OCR; compare citations with them")
        if self.unread:
            why = "; ".join(dict.fromkeys(self._reasons))
            told.append(f"holds {self.unread} picture{'s' * (self.unread > 1)} as large as pages, not read: {why}")
        return told

    def _blocks(self, part: str) -> list[Block]:
        self.placed.append(part)
        if part not in self._known:
            self._known[part] = self.recognised(part)
        read = self._known[part]
        if read is None:
            return []
        if len(self.pages) >= _MOST:
            self._left(f"more than {_MOST} are not")
            return []
        self.pages.append(replace(read.layout.pages[0], start_char=0, end_char=0, number=len(self.placed)))
        return list(_to_blocks(read, len(self.pages) - 1))

    def recognised(self, part: str) -> ReadText | None:
        """Return what the picture in a part says, None where that is nothing."""
        from kg.read.image import read_image

        if len(self._known) >= _MOST:
            return self._left(f"more than {_MOST} are not")
        try:
            options = replace(self._options, pages=((1, 1),))  # of a picture of several pages the first is shown
            read = read_image(self._package.bytes(part, most=MOST_BYTES), part, options=options)
        except UnsupportedError as error:
            return self._left(f"{error.reason} ({error.remedy})")
        except KgError as error:
            return None if "no text" in error.reason else self._left(error.reason)
        words = words_of(read.text)
        if len(words) < _FEWEST_WORDS or valid_share(words) < _LEAST_VALID:
            return None
        self.read += 1
        return read

    def _left(self, reason: str) -> None:
        self.unread += 1
        self._reasons.append(reason)


class PlacedPictures(Pictures):
    """Finds the pictures of one file, and reads none."""

    def recognised(self, part: str) -> ReadText | None:
        """Return nothing."""
        return None


def _identifiers(element: etree._Element) -> Iterator[str]:
    """Yield the relations of pictures that are large enough, of the forms of one picture only the first."""
    for child in element:
        if child.tag == MARKUP + "AlternateContent":
            yield from next((found for form in child if (found := list(_identifiers(form)))), [])
        elif child.tag in (_PLACED + "inline", _PLACED + "anchor"):
            extent = child.find(_PLACED + "extent")
            sides = [extent.get(name, "0") for name in ("cx", "cy")] if extent is not None else []
            if _is_large([int(side) / _EMU for side in sides if side.isascii() and side.isdecimal()]):
                yield from (blip.get(_RELATED + "embed", "") for blip in child.iter(_DRAWING + "blip"))
        elif isinstance(child.tag, str) and child.tag.startswith(_SHAPES):
            sides = [float(size) / _UNITS[unit or None] for _, size, unit in _INCHES.findall(child.get("style", ""))]
            if _is_large(sides):
                yield from (data.get(_RELATED + "id", "") for data in child.iter(_SHAPES + "imagedata"))
        elif not (isinstance(child.tag, str) and child.tag.endswith("}txbxContent")):
            yield from _identifiers(child)


def _is_large(sides: list[float]) -> bool:
    return len(sides) == 2 and min(sides) >= _LEAST_SIDE and sides[0] * sides[1] >= _LEAST_AREA


def _to_blocks(read: ReadText, page: int) -> Iterator[Block]:
    """Yield the paragraphs and tables of a picture, each with how sure its words are and where its lines stand."""
    at = 0
    blocks = [block for block in read.layout.blocks if block.kind not in ("row", "cell")]
    for block in [*blocks, SourceBlock("", len(read.text), len(read.text))]:
        if at < block.start_char:
            yield _paragraph(read, at, end=block.start_char, page=page)
        if block.kind == "table":
            yield _table(read, block, page=page)
        elif block.kind:
            yield _paragraph(read, block.start_char, end=block.end_char, page=page, kind=block.kind)
        at = max(at, block.end_char)


def _paragraph(read: ReadText, start: int, *, end: int, page: int, kind: str = "paragraph") -> Paragraph:
    words = tuple(
        (read.text[word.start_char : word.end_char], word.confidence)
        for word in read.layout.words
        if start <= word.start_char < end
    )
    lines = tuple(
        (" ".join(read.text[line.start_char : line.end_char].split()), line.box)
        for line in read.layout.lines
        if start <= line.start_char < end
    )
    return Paragraph([Run(" ".join(read.text[start:end].split()))], kind, words=words, lines=lines, page=page)


def _table(read: ReadText, table: SourceBlock, *, page: int) -> Table:
    inside = [
        block
        for block in read.layout.blocks
        if block.kind == "cell" and table.start_char <= block.start_char < table.end_char
    ]
    columns = max((cell.column for cell in inside), default=0) + 1
    rows: dict[int, list[Cell]] = {}
    for cell in inside:
        row = rows.setdefault(cell.row, [Cell() for _ in range(columns)])
        row[cell.column] = Cell([_paragraph(read, cell.start_char, end=cell.end_char, page=page)])
    return Table(list(rows.values()), bordered=True, page=page)
