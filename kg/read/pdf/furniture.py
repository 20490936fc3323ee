"""Find what pages only repeat: running heads, printed page numbers, the gazette's head, stamps of signatures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.pages import Box
from kg.read.pdf.geometry import Frame
from kg.read.pdf.lines import Line, Row
from kg.read.pdf.page import PageContent, View
from kg.resources import read_table

_NUMBER = re.compile(r"[-–—\s]*(?:(?:Trang|Page)\s*)?(\d{1,4})(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_NEAR = 6.0
_FEWEST = 2
_STAMPED = 3
_SHARE = 0.5


class _Place(NamedTuple):
    """A part of a row that may be furniture, with where it stands on the shown page."""

    page: PageContent
    view: View
    row: Row
    part: Line
    box: Box
    zone: str


def take_furniture(pages: Sequence[PageContent]) -> None:
    """Move what is furniture out of the rows of `pages` into their tops and bottoms, and set their labels."""
    places = [place for page in pages for place in _places(page)]
    worded = _worded(places)
    numbers = _page_numbers(places, heads={id(place.row) for place in worded if place.zone})
    taken = {id(place.part) for place in (*numbers, *_repeated(places, len(pages)), *worded)}
    for place in numbers:
        place.page.label = place.page.label or _NUMBER.fullmatch(place.part.text).group(1)
    for place in places:
        if id(place.part) in taken:
            side = place.page.bottom if place.zone == "bottom" else place.page.top
            side.append((place.part, place.view.frame))
    for page in pages:
        for side in (page.top, page.bottom):
            side.sort(key=_place_on)
        for view in page.views:
            view.rows = [row for row in (_left_of(row, taken) for row in view.rows) if row is not None]


def _place_on(item: tuple[Line, Frame]) -> tuple[int, float]:
    """Return how far down and how far right a line of the furniture stands, lines of about one height alike."""
    line, frame = item
    box = line.shown or frame.to_shown(line.box)
    return round((box.top + box.bottom) / 2 / _NEAR), box.left


def _left_of(row: Row, taken: set[int]) -> Row | None:
    parts = tuple(part for part in row.parts if id(part) not in taken)
    return Row(row.base, parts) if parts else None


def _places(page: PageContent) -> list[_Place]:
    return [
        _Place(page, view, row, part, box := view.frame.to_shown(part.box), page.tenth(box))
        for view in page.views
        for row in view.rows
        for part in row.parts
    ]


def _page_numbers(places: Sequence[_Place], heads: set[int]) -> list[_Place]:
    """Return the printed page numbers: in the outer tenths, where they count with the pages, are alone or by a head."""
    found = [
        (place, int(match.group(1)))
        for place in places
        if (place.zone or _is_alone(place)) and (match := _NUMBER.fullmatch(place.part.text))
    ]
    steps = Counter(number - place.page.index for place, number in found if place.zone)
    counting = {step for step, times in steps.items() if times >= _FEWEST}
    numbers = []
    for place, number in found:
        is_placed = place.zone and (_is_alone(place) or id(place.row) in heads)
        if number - place.page.index in counting or is_placed:
            numbers.append(place)
    return numbers


def _is_alone(place: _Place) -> bool:
    """Say whether a row of one part is the first or the last one of its page."""
    rows = place.view.rows
    return len(place.row.parts) == 1 and (place.row is rows[-1] or place.row is rows[0] or _is_second(place))


def _is_second(place: _Place) -> bool:
    """Say whether only a running head in the outer tenth is outside of a row."""
    rows = place.view.rows
    if len(rows) < 2 or not (place.row is rows[1] or place.row is rows[-2]):
        return False
    outside = rows[0] if place.row is rows[1] else rows[-1]
    return bool(place.page.tenth(place.view.frame.to_shown(outside.parts[0].box)))


def _repeated(places: Sequence[_Place], pages: int) -> list[_Place]:
    """Return what stands at the same place, but for its figures, on half of the pages, or anywhere as a stamp does."""
    alike: dict[tuple[str, str, Frame], list[_Place]] = defaultdict(list)
    for place in places:
        text = _DIGITS.sub("#", place.part.text) if place.zone else place.part.text
        alike[text, place.zone, place.view.frame].append(place)
    repeated = []
    for (_, zone, _), group in alike.items():
        least = max(_FEWEST if zone else _STAMPED, pages * _SHARE) if pages < 12 or not zone else _STAMPED + 1
        if len({place.page.index for place in group}) < least:
            continue
        heights = sorted(place.box.top for place in group)
        usual = heights[len(heights) // 2]
        near = [place for place in group if abs(place.box.top - usual) <= _NEAR]
        if len({place.page.index for place in near}) >= least:
            repeated.extend(near)
    return repeated


def _worded(places: Sequence[_Place]) -> list[_Place]:
    """Return what its words show to be furniture, on a document of one page too."""
    anywhere, outer = _words()
    return [
        place
        for place in places
        if (anywhere and anywhere.match(place.part.text)) or (place.zone and outer and outer.match(place.part.text))
    ]


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what furniture begins with: anywhere on a page, and in its outer tenths."""
    rows = read_table("lexicons/page_furniture.tsv")
    anywhere, outer = (
        "|".join(rf"{re.escape(row['term'])}" for row in rows if row["where"] == where) for where in ("page", "edge")
    )
    return re.compile(anywhere), re.compile(rf"(?:\d{{1,4}}\s+)?(?:{outer})")
