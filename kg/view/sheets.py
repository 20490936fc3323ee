"""Draw the pages that facts cite, for a page that shows them: small, grey, one for each document and page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any

from kg.errors import ExportError
from kg.pages import DRAWN, SourceLayout
from kg.read.picture import draw_alone
from kg.store import GraphFolder
from kg.store.graphs.kept import SOURCES

Sheet = tuple[int, float, float, str, list[list[float]]]
"""Number of the page, its width and height in points, its picture; its lines: start, end, left, top, right, bottom."""


def draw_sheets(folder: GraphFolder, facts: Iterable[Mapping[str, Any]]) -> dict[str, list[Sheet]]:
    """Return by document the pages on which quotes stand, where the file was kept.

    Raises `ExportError` for a folder that keeps no files, and `kg.errors.ReadError` for a page that can't be drawn.
    """
    items = [item for item in folder.report.get("documents", []) if item.get("original")]
    kept = {item["id"]: item["original"] for item in items}
    if not kept:
        remedy = "build the documents again with --keep-source"
        raise ExportError("keeps no files whose pages could be shown", path=folder.path, remedy=remedy)
    drawn = {item["id"] for item in items if item.get("media_type") in DRAWN}
    spans: dict[str, list[tuple[int, int]]] = {}
    for fact in facts:
        if fact["doc"] in drawn and "page" in fact:
            spans.setdefault(fact["doc"], []).append((fact["start"], fact["end"]))
    return {
        name: _draw(folder, name, original=kept[name], spans=spans[name]) for name in folder.documents if name in spans
    }


def _draw(folder: GraphFolder, document: str, *, original: str, spans: list[tuple[int, int]]) -> list[Sheet]:
    layout = folder.layout(document)
    data = (folder.place / SOURCES / original).read_bytes()
    sheets = []
    for index in sorted(_cited(layout, spans)):
        page = layout.pages[index]
        picture = draw_alone(data, original, page=page.number, small=True)
        lines = [[line.start_char, line.end_char, *line.box] for line in layout.lines if line.page == index]
        address = "data:image/jpeg;base64," + b64encode(picture).decode("ascii")
        sheets.append((page.number, page.width, page.height, address, lines))
    return sheets


def _cited(layout: SourceLayout, spans: list[tuple[int, int]]) -> set[int]:
    """Return the pages on which lines of the spans stand."""
    covered = bytearray(max((line.end_char for line in layout.lines), default=0))
    for start, end in spans:
        covered[start:end] = b"\1" * (min(end, len(covered)) - start)
    return {line.page for line in layout.lines if any(covered[line.start_char : line.end_char])}
