"""Keep what was read beside the graph: the text, its layout, and the file itself where that is asked for.

OUT/texts/SLUG.txt         the source text, its line ends as they are
OUT/texts/SLUG.pages.json  its layout, where the format has one: pages, blocks, printed lines, words of OCR
OUT/repairs/SLUG.json      where the text was repaired: kind, start, end, and the span that a repeat repeats
OUT/silent/SLUG.json       which passages gave nothing: why, start, end, and the page where there are pages
OUT/sources/SLUG.EXT       the bytes that were read
OUT/shards/                what was made of it, see `kg.store.graphs.shards`; OUT/unmerged/ the same before merging
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import StoreError
from kg.graph.places import Places
from kg.model import Document, Repair, Span
from kg.pages import Box, SourceBlock, SourceLayout, SourceLine, SourcePage, SourceWord
from kg.read.registry import READERS
from kg.store.graphs.shards import names_in

TEXTS, REPAIRS, SILENT, SOURCES = "texts", "repairs", "silent", "sources"
_PAGES = ".pages.json"
_OTHER = ".bin"


class Silent(NamedTuple):
    """A passage of a source text that gave no fact, and why (`kg.extract.review.coverage`); `page` 0 for none."""

    reason: str
    start_char: int
    end_char: int
    page: int = 0
    page_label: str = ""


def keep_text(place: Path, document: Document) -> None:
    """Keep the text of a document, and its layout."""
    folder = place / TEXTS
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{document.slug}.txt").write_bytes(document.text.encode("utf-8"))
    if document.layout != SourceLayout():
        (folder / f"{document.slug}{_PAGES}").write_bytes(write_layout(document.layout))


def keep_source(place: Path, document: Document, file: str | Path) -> None:
    """Keep the file that a document was read from."""
    folder = place / SOURCES
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, folder / source_name(document.slug, document.media_type))


def keep_repairs(place: Path, slug: str, repairs: Iterable[Repair]) -> None:
    """Keep where a text was repaired."""
    folder = place / REPAIRS
    folder.mkdir(parents=True, exist_ok=True)
    rows = [[repair.kind, repair.start_char, repair.end_char, repair.other] for repair in repairs]
    (folder / f"{slug}.json").write_text(json.dumps(rows) + "\n", encoding="utf-8")


def read_repairs(place: Path, slug: str) -> list[Repair] | None:
    """Return the repairs that a folder keeps of a text, without their notes; None where it keeps none."""
    path = place / REPAIRS / f"{slug}.json"
    if not path.is_file():
        return None
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [Repair(kind, start, end, other=Span(*other) if other else None) for kind, start, end, other in rows]


def keep_silent(place: Path, document: Document, silent: Iterable[tuple[Span, str]]) -> None:
    """Keep which passages of a document gave nothing, in the order of the text."""
    folder, places = place / SILENT, Places(document.layout)
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for (start, end), reason in silent:
        page = places.page_of(start, end)
        rows.append([reason, start, end, *([page.number, page.label] if page else [])])
    (folder / f"{document.slug}.json").write_text(json.dumps(rows, ensure_ascii=False) + "\n", encoding="utf-8")


def read_silent(place: Path, slug: str) -> list[Silent] | None:
    """Return the passages of a text that gave nothing; None where a folder of an older version does not tell them."""
    path = place / SILENT / f"{slug}.json"
    if not path.is_file():
        return None
    try:
        return [Silent(*row) for row in json.loads(path.read_bytes())]
    except (ValueError, TypeError) as error:
        raise StoreError(
            f"what gave nothing in {slug} can't be read: {error}", path=path, remedy="build the document again"
        ) from error


def source_name(slug: str, media_type: str) -> str:
    """Return the name under which the source of a document is kept; its ending is that of its format."""
    endings = (fmt.endings[0] for fmt in READERS if fmt.media_type == media_type)
    return slug + next(endings, _OTHER)


def copy_kept(source: Path, target: Path, slug: str) -> None:
    """Take over what one folder keeps of a document into another, by links where the file system has them.

    These files are written once and never again.
    """
    for path in _kept(source, slug):
        place = target / path.parent.name
        place.mkdir(exist_ok=True)
        try:
            os.link(path, place / path.name)
        except OSError:
            shutil.copyfile(path, place / path.name)


def _kept(place: Path, slug: str) -> Iterator[Path]:
    names = [f"{TEXTS}/{slug}.txt", f"{TEXTS}/{slug}{_PAGES}", f"{REPAIRS}/{slug}.json"]
    names += [f"{SILENT}/{slug}.json", *names_in(slug)]
    endings = {ending: None for fmt in READERS for ending in (fmt.endings[0], _OTHER)}
    names += [f"{SOURCES}/{slug}{ending}" for ending in endings]
    return (place / name for name in names if (place / name).is_file())


def write_layout(layout: SourceLayout) -> bytes:
    """Return a layout as JSON, a line for each part; offsets count code points, boxes are left, top, right, bottom."""
    parts: dict[str, list[Any]] = {
        "pages": [
            {
                "number": page.number,
                "label": page.label,
                "start": page.start_char,
                "end": page.end_char,
                "width": _short(page.width),
                "height": _short(page.height),
                "rotation": page.rotation,
                "origin": page.origin,
                "quality": _short(page.quality, 4),
            }
            for page in layout.pages
        ],
        "blocks": [
            {"kind": block.kind, "start": block.start_char, "end": block.end_char}
            | ({"page": block.page} if block.page >= 0 else {})
            | ({"level": block.level} if block.level else {})
            | ({"row": block.row} if block.row >= 0 else {})
            | ({"column": block.column} if block.column >= 0 else {})
            | ({"box": _box(block.box)} if block.box else {})
            for block in layout.blocks
        ],
        "lines": [[line.start_char, line.end_char, line.page, _box(line.box)] for line in layout.lines],
        "words": [[word.start_char, word.end_char, _short(word.confidence, 4)] for word in layout.words],
    }
    lists = [f"{json.dumps(name)}: [\n{_rows(some)}]" for name, some in parts.items() if some]
    return ("{\n" + ",\n".join(lists) + "\n}\n").encode("utf-8")


def read_layout(place: Path, slug: str) -> SourceLayout:
    """Return the layout that a folder keeps of a document, an empty one for none.

    Raises `StoreError` for a file that `write_layout` did not write.
    """
    path = place / TEXTS / f"{slug}{_PAGES}"
    if not path.is_file():
        return SourceLayout()
    try:
        parts = json.loads(path.read_bytes())
        return SourceLayout(
            tuple(SourceBlock(**_spanned(part, box=_to_box(part.get("box")))) for part in parts.get("blocks", [])),
            tuple(SourcePage(**_spanned(part)) for part in parts.get("pages", [])),
            tuple(SourceLine(start, end, page, Box(*box)) for start, end, page, box in parts.get("lines", [])),
            tuple(SourceWord(*part) for part in parts.get("words", [])),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(
            f"the layout of {slug} can't be read: {error}", path=path, remedy="build the document again"
        ) from error


def _spanned(part: dict[str, Any], **others: object) -> dict[str, Any]:
    """Return the fields of a part by the names that the model has."""
    return {"start_char": part.pop("start"), "end_char": part.pop("end")} | part | others


def _to_box(edges: list[float] | None) -> Box | None:
    return Box(*edges) if edges else None


def _rows(items: list[Any]) -> str:
    return ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items) + "\n"


def _box(box: Box) -> list[float]:
    return [_short(edge) for edge in box]


def _short(number: float, digits: int = 2) -> float | int:
    """Return a number with few digits, whole ones without a point, so that the same layout is the same bytes."""
    short = round(float(number), digits)
    return int(short) if short == int(short) else short
