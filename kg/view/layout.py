"""Lay the skeleton out by meaning: documents in the middle, sections around them, sectors as regions around those,
and each thing beyond the sector that it shares most measures with.

No force simulation and no chance: the same nodes get the same whole-numbered places on any machine, and a page
stands still from its first frame.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

import networkx as nx

from kg.view.skeleton import Bundle

SECTION_RING, SECTOR_RING, THING_RINGS = (210.0, 230.0), (370.0, 420.0), ((480.0, 560.0), (570.0, 660.0))
_DOCUMENT_STEP = 60.0
_PASSES = 200
_GAP = 5.0
Point = tuple[float, float]


@dataclass(slots=True)
class Box:
    """The room that a symbol and the label below it take: half the width, what is above and below the centre."""

    x: float
    y: float
    half_width: float
    above: float
    below: float


def lay_out(network: nx.MultiDiGraph, drawn: list[str], *, bundles: list[Bundle]) -> dict[str, Point]:
    """Return the place of each drawn node."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for node in drawn:
        kinds[str(network.nodes[node]["kind"])].append(node)
    sections = sorted(
        kinds["section"], key=lambda node: (network.nodes[node]["doc"], network.nodes[node]["start_char"])
    )
    angles = {node: _to_angle(number / len(sections)) for number, node in enumerate(sections)}
    homes = _find_homes(network, kinds["entity"], bundles=bundles)
    sectors = _order_sectors(kinds["sector"], angles, bundles=bundles)
    slices = _slice(sectors, homes)
    shift = _level(slices)
    places = _line_up(kinds["document"])
    places |= {node: _on(SECTION_RING, angle + shift) for node, angle in angles.items()}
    return places | _fan_out(slices, homes, shift=shift)


def _line_up(documents: list[str]) -> dict[str, Point]:
    middle = (len(documents) - 1) / 2
    return {node: (0.0, (number - middle) * _DOCUMENT_STEP) for number, node in enumerate(documents)}


def _to_angle(share: float) -> float:
    """Return the angle of a share of a ring that begins at the top and goes round clockwise."""
    return 2 * math.pi * share - math.pi / 2


def _on(ring: Point, angle: float) -> Point:
    return ring[0] * math.cos(angle), ring[1] * math.sin(angle)


def _find_homes(network: nx.MultiDiGraph, things: list[str], *, bundles: list[Bundle]) -> dict[str | None, list[str]]:
    """Group things by the sector they share most measures with, else by that of a thing they are linked to."""
    home = {bundle.part: bundle.sector for bundle in reversed(bundles)}
    grouped: dict[str | None, list[str]] = defaultdict(list)
    for thing in things:
        linked = [*network.succ[thing], *network.pred[thing]]
        grouped[home.get(thing) or next((home[other] for other in linked if other in home), None)].append(thing)
    return grouped


def _order_sectors(sectors: list[str], angles: Mapping[str, float], *, bundles: list[Bundle]) -> list[str]:
    """Order the sectors round the ring by where the sections that speak of them are."""
    pulls: dict[str, Point] = {}
    for bundle in bundles:
        if bundle.part in angles:
            x, y = pulls.get(bundle.sector, (0.0, 0.0))
            angle = angles[bundle.part]
            pulls[bundle.sector] = x + bundle.measures * math.cos(angle), y + bundle.measures * math.sin(angle)

    def clockwise(sector: str) -> tuple[float, int]:
        x, y = pulls.get(sector, (0.0, -1.0))
        return round((math.atan2(y, x) + math.pi / 2) % (2 * math.pi), 6), sectors.index(sector)

    return sorted(sectors, key=clockwise)


def _slice(sectors: list[str], homes: Mapping[str | None, list[str]]) -> dict[str | None, Point]:
    """Give each sector a slice of the ring, from share to share, as wide as what it holds."""
    owners: list[str | None] = [*sectors, *([None] if homes.get(None) else [])]
    widths = [1.0 + 0.55 * len(homes.get(owner, ())) for owner in owners]
    ends = [0.0, *accumulate(widths)]
    return {owner: (ends[number] / ends[-1], ends[number + 1] / ends[-1]) for number, owner in enumerate(owners)}


def _level(slices: Mapping[str | None, Point]) -> float:
    """Return how far to turn everything so that the widest slice lies to the side, since screens are wide."""
    if not slices:
        return 0.0
    begin, end = max(slices.values(), key=lambda slice_: round(slice_[1] - slice_[0], 9))
    middle = _to_angle((begin + end) / 2)
    return -middle if math.cos(middle) >= 0 else math.pi - middle


def _fan_out(
    slices: Mapping[str | None, Point], homes: Mapping[str | None, list[str]], *, shift: float
) -> dict[str, Point]:
    """Put each sector in the middle of its slice, and its things in two rows beyond it."""
    places: dict[str, Point] = {}
    for sector, (begin, end) in slices.items():
        if sector is not None:
            places[sector] = _on(SECTOR_RING, _to_angle((begin + end) / 2) + shift)
        things = homes.get(sector, [])
        for number, thing in enumerate(things):
            share = begin + (end - begin) * (number + 0.5) / len(things)
            places[thing] = _on(THING_RINGS[number % 2], _to_angle(share) + shift)
    return places


def spread(boxes: Iterable[Box]) -> None:
    """Push boxes apart, in place, until none overlaps another or `_PASSES` are done."""
    ordered = list(boxes)
    for _ in range(_PASSES):
        moved = False
        for number, one in enumerate(ordered):
            for other in ordered[number + 1 :]:
                if one.half_width + other.half_width + _GAP > abs(other.x - one.x):
                    moved |= _push_apart(one, other)
        if not moved:
            return


def _push_apart(one: Box, other: Box) -> bool:
    """Push two boxes apart that are in one column, and say whether they were in one row too."""
    across = one.half_width + other.half_width + _GAP - abs(other.x - one.x)
    if other.y >= one.y:
        along = one.below + other.above + _GAP - (other.y - one.y)
    else:
        along = other.below + one.above + _GAP - (one.y - other.y)
    if along <= 0:
        return False
    if across < along:
        step = across / 2 if other.x >= one.x else -across / 2
        one.x -= step
        other.x += step
    else:
        step = along / 2 if other.y >= one.y else -along / 2
        one.y -= step
        other.y += step
    return True
