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

import networkx as nx

from kg.view.skeleton import Bundle

SECTION_RING, SECTOR_RING, THING_RINGS = (250.0, 190.0), (430.0, 340.0), ((560.0, 460.0), (670.0, 560.0))
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
    places = _line_up(kinds["document"])
    sections = sorted(kinds["section"], key=lambda node: (network.nodes[node]["doc"], network.nodes[node]["start"]))
    angles = {node: _turn(number, len(sections)) for number, node in enumerate(sections)}
    places |= {node: _on(SECTION_RING, angle) for node, angle in angles.items()}
    homes = _find_homes(network, kinds["entity"], bundles=bundles)
    sectors = _order_sectors(kinds["sector"], angles, bundles=bundles)
    return places | _fan_out(sectors, homes)


def _line_up(documents: list[str]) -> dict[str, Point]:
    middle = (len(documents) - 1) / 2
    return {node: (0.0, (number - middle) * _DOCUMENT_STEP) for number, node in enumerate(documents)}


def _turn(number: float, count: int) -> float:
    """Return the angle of a place on a ring that begins at the top and goes round clockwise."""
    return 2 * math.pi * number / max(count, 1) - math.pi / 2


def _on(ring: Point, angle: float) -> Point:
    return ring[0] * math.cos(angle), ring[1] * math.sin(angle)


def _find_homes(
    network: nx.MultiDiGraph, things: list[str], *, bundles: list[Bundle]
) -> dict[str | None, list[str]]:
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


def _fan_out(sectors: list[str], homes: Mapping[str | None, list[str]]) -> dict[str, Point]:
    """Give each sector a slice as wide as what it holds, and lay its things in two rows beyond it."""
    slices: list[str | None] = [*sectors, *([None] if homes.get(None) else [])]
    widths = [1.0 + 0.55 * len(homes.get(sector, ())) for sector in slices]
    places: dict[str, Point] = {}
    turned, whole = 0.0, sum(widths)
    for sector, width in zip(slices, widths, strict=True):
        if sector is not None:
            places[sector] = _on(SECTOR_RING, 2 * math.pi * (turned + width / 2) / whole - math.pi / 2)
        things = homes.get(sector, [])
        for number, thing in enumerate(things):
            share = turned + width * (number + 0.5) / len(things)
            places[thing] = _on(THING_RINGS[number % 2], 2 * math.pi * share / whole - math.pi / 2)
        turned += width
    return places


def spread(boxes: Iterable[Box]) -> None:
    """Push boxes apart, in place, until none overlaps another or `_PASSES` are done."""
    ordered = list(boxes)
    for _ in range(_PASSES):
        moved = False
        for number, one in enumerate(ordered):
            for other in ordered[number + 1:]:
                moved |= _push_apart(one, other)
        if not moved:
            return


def _push_apart(one: Box, other: Box) -> bool:
    across = one.half_width + other.half_width + _GAP - abs(other.x - one.x)
    if across <= 0:
        return False
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
