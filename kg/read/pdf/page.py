"""Hold what was found on a page before it becomes text, and find it: rows, tables, the state of its text layer."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kg.errors import ReadError
from kg.pages import Box
from kg.read.pdf.characters import read_glyphs
from kg.read.pdf.geometry import Affine, Frame
from kg.read.pdf.glyphs import Printed
from kg.read.pdf.legacy import to_unicode
from kg.read.pdf.lines import Line, Row, build_rows
from kg.read.pdf.resumed import cut_table, find_resumed
from kg.read.pdf.rules import Rule, in_frame, read_drawing
from kg.read.pdf.stamps import Annotated, take_stamps
from kg.read.pdf.tables import Table, find_tables
from kg.read.pdf.unruled import find_unruled

_FINE = 100
"""pdfium maps places to whole pixels: so many to a point."""
_FAR = 1000.0


@dataclass(slots=True)
class View:
    """What is on a page in one direction of text: rows outside of tables, and tables."""

    frame: Frame
    rows: list[Row]
    tables: list[Table]
    glyphs: int


@dataclass(slots=True)
class PageContent:
    """A page: place in the file from 0, size as shown, turn in degrees, its views, the one with most text first.

    `letters` counts the letters and digits of its text, `image_share` is how much of it images cover, `aslant` text
    such as a watermark. `top` and `bottom` hold what the page repeats of others, once it is found.
    """

    index: int
    width: float
    height: float
    rotation: int
    views: list[View] = field(default_factory=list)
    aslant: str = ""
    image_share: float = 0.0
    origin: str = "layer"
    quality: float = 1.0
    unreadable: int = 0
    letters: int = 0
    label: str = ""
    top: list[tuple[Line, Frame]] = field(default_factory=list)
    bottom: list[tuple[Line, Frame]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return its words in no order that matters."""
        rows = [part.text for view in self.views for row in view.rows for part in row.parts]
        cells = [
            line.line.text
            for view in self.views
            for table in view.tables
            for row in table.rows
            for cell in row
            for line in cell.lines
        ]
        return "\n".join((*rows, *cells))

    def tenth(self, box: Box) -> str:
        """Say whether a place on the shown page is in its `top` or `bottom` tenth, empty for neither."""
        middle = (box.top + box.bottom) / 2
        if middle < self.height / 10:
            return "top"
        return "bottom" if middle > self.height * 9 / 10 else ""


def read_page(
    page: pdfium.PdfPage, index: int, *, name: str, most: int, annotated: Annotated, before: PageContent | None = None
) -> PageContent:
    """Return what is on a page; raises `ReadError` where it holds more than `most` characters.

    `annotated` tells which characters are those of annotations; a table of the page `before` may go on in this one.
    """
    width, height = page.get_size()
    content = PageContent(index, round(width, 1), round(height, 1), page.get_rotation())
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > most:
            raise ReadError(
                f"page {index + 1} holds {count:,} characters, more than the {most:,} that a page may hold",
                path=name,
                remedy="leave the page out with --pages, or give the text itself",
                page=index + 1,
            )
        shown = _shown(page.raw, width, height)
        printed = to_unicode(read_glyphs(textpage.raw, count=count, shown=shown, size=(width, height)), textpage.raw)
        if annotated.runs:
            printed, stamps = take_stamps(printed, annotated, shown, textpage=textpage.raw)
            for line, frame in stamps:
                box = frame.to_shown(line.box)
                (content.top if box.top < height / 2 else content.bottom).append((line, frame))
    finally:
        textpage.close()
    content.unreadable = printed.unreadable
    content.aslant = printed.skew.strip()
    drawn = read_drawing(page.raw, shown)
    content.image_share = (drawn.image_area + annotated.image_area) / max(1.0, width * height)
    content.views = _views(printed, drawn.rules, before)
    return content


def _views(printed: Printed, rules: list[Rule], before: PageContent | None) -> list[View]:
    views = []
    cut = {view.frame: cut_table(view.rows, view.tables) for view in before.views} if before else {}
    for frame, found in sorted(printed.by_frame.items(), key=lambda item: (-item[1].count, item[0])):
        tables, rest = find_tables(in_frame(rules, frame), found)
        rows = build_rows(rest)
        if (open_table := cut.get(frame)) and (resumed := find_resumed(rows, rest, open_table)):
            tables, rest = [*tables, resumed[0]], resumed[1]
            rows = build_rows(rest)
        unruled, left = find_unruled(rows, rest)
        if unruled:
            tables, rows = [*tables, *unruled], build_rows(left)
        tables.sort(key=lambda table: table.box.top)
        views.append(View(frame, rows, tables, found.count))
    return views


def _shown(page: object, width: float, height: float) -> Affine:
    """Return the map from a raw page's own places to points from the upper left corner of the page as shown."""
    x, y = ctypes.c_int(), ctypes.c_int()
    size = (max(1, round(width * _FINE)), max(1, round(height * _FINE)))

    def place(at: tuple[float, float]) -> tuple[float, float]:
        pdfium_c.FPDF_PageToDevice(page, 0, 0, *size, 0, *at, x, y)
        return x.value / _FINE, y.value / _FINE

    (e, f), (to_x, to_y), (up_x, up_y) = place((0, 0)), place((_FAR, 0)), place((0, _FAR))
    return Affine((to_x - e) / _FAR, (to_y - f) / _FAR, (up_x - e) / _FAR, (up_y - f) / _FAR, e, f)
