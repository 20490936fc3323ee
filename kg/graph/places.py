"""State on which page a citation stands, and in which boxes of it, where the document has pages."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from kg.names import NIF, POL, RDF, XSD
from kg.pages import Box, SourceLayout, SourceLine, SourcePage
from kg.triples import Literal, Triple, as_text


class Places:
    """Finds the pages and printed lines of spans of a source text."""

    def __init__(self, layout: SourceLayout) -> None:
        self.pages, self.lines, self.is_paged = layout.pages, layout.lines, layout.is_paged
        self._page_starts = [page.start_char for page in layout.pages]
        self._line_ends = [line.end_char for line in layout.lines]

    def lines_of(self, start_char: int, end_char: int) -> list[SourceLine]:
        """Return the printed lines in which a span stands, in the order of the text."""
        found = []
        for at in range(bisect_right(self._line_ends, start_char), len(self.lines)):
            if self.lines[at].start_char >= end_char:
                break
            found.append(self.lines[at])
        return found

    def page_of(self, start_char: int, end_char: int) -> SourcePage | None:
        """Return the page on which a span begins, None for text that stands on none."""
        lines = self.lines_of(start_char, end_char)
        if lines:
            return self.pages[lines[0].page]
        at = bisect_left(self._page_starts, start_char + 1) - 1
        page = self.pages[max(at, 0)] if self.pages else None
        is_on = page is not None and (self.is_paged or page.start_char <= start_char < page.end_char)
        return page if is_on else None

    def regions_of(self, start_char: int, end_char: int) -> list[str]:
        """Return the boxes of a span's lines as fragments of its file, in whole points."""
        return [
            region(self.pages[line.page].number, line.box)
            for line in self.lines_of(start_char, end_char)
            if line.box.right > line.box.left
        ]


def region(page: int, box: Box) -> str:
    """Return a box as a fragment: the page as in RFC 8118, the box as in Media Fragments 1.0, in whole points."""
    left, top = max(0, math.floor(box.left)), max(0, math.floor(box.top))
    width, height = math.ceil(box.right) - left, math.ceil(box.bottom) - top
    return f"page={page}&xywh={left},{top},{width},{height}"


def with_places(triples: Iterable[Triple], layout: SourceLayout) -> Iterator[Triple]:
    """Yield triples, and behind them the places of the citations among them; nothing for a document without pages."""
    if not layout.pages:
        yield from triples
        return
    cited: dict[str, None] = {}
    bounds: dict[str, dict[str, int]] = {}
    for triple in triples:
        yield triple
        node, term, value = triple
        if term in (NIF.beginIndex, NIF.endIndex):
            bounds.setdefault(node, {})[term] = int(as_text(value))
        elif term == RDF.type and value == NIF.RFC5147String:
            cited[node] = None
    places = Places(layout)
    for node in cited:
        yield from _place(node, places, bounds[node][NIF.beginIndex], bounds[node][NIF.endIndex])


def _place(node: str, places: Places, start: int, end: int) -> Iterator[Triple]:
    page = places.page_of(start, end)
    if page is None:
        return
    yield node, POL.page, Literal(str(page.number), datatype=XSD.integer)
    if page.label:
        yield node, POL.pageLabel, Literal(page.label)
    for fragment in places.regions_of(start, end):
        yield node, POL.region, Literal(fragment)
