"""Export where Vietnam's administrative units are, and the outline of the country, into ontology/gazetteer/.

Runs once, with vietnamadminunits 1.0.4 installed and the npm package world-atlas 2.0.2 unpacked:
`python tools/export_map.py world-atlas/countries-10m.json ontology/gazetteer`.

Points of the communes and provinces of today are those that vietnamadminunits holds for them. Its points of the units
of before July 2025 are left out: they are answers of a geocoder (huyện Hoàng Sa lies in quận Hải Châu there). A unit of
before is where the commune of today lies that is in the middle of those that its communes went to.
"""

from __future__ import annotations

import csv
import json
import math
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from export_gazetteer import BEFORE, PACKAGE, SINCE, VERSION, locate_data

Position = tuple[float, float]
"""Longitude and latitude in degrees (WGS 84)."""
POINT_NOTES = (
    "# Where the administrative units of Vietnam are: a point in each, in degrees of longitude and latitude (WGS 84)",
    f"# source: the data of the Python package {PACKAGE} {VERSION}, exported by tools/export_map.py",
    "# licence: MIT, copyright (c) 2025 Tran Ngoc Minh Hieu; see NOTICE.md beside this file",
    "# era, level, code: the unit as in units.tsv, communes.tsv; communes of before 2025 are where what they became is",
    "# at: empty where the package gives the point; else the commune of today, in the middle of those that the unit's",
    "# communes went to, whose point it is",
    "# left out: communes whose point lies more than 50 km from the rest of their former district (namesakes)",
)
OUTLINE_NOTES = (
    "# The outline of Vietnam and the land around it: rings of longitude and latitude in degrees (WGS 84), simplified",
    "# source: Natural Earth 1:10m (public domain) in the npm package world-atlas 2.0.2, by tools/export_map.py",
    "# licence: public domain; world-atlas: ISC, copyright 2013-2019 Michael Bostock; see NOTICE.md beside this file",
    "# part: land (mainland and coastal islands), hoang-sa, truong-sa (the islands of the two archipelagos), around",
    "# (the land of the neighbours, without borders between them)",
    "# ring: points joined by blanks, the last one being the first",
)
FAR = 50.0
"""A commune that lies more than so many km from the middle of the rest of its former district has no point."""
TOLERANCE = 0.004
NEIGHBOURS = ("Brunei", "Cambodia", "China", "Indonesia", "Laos", "Malaysia", "Myanmar", "Philippines", "Thailand")
FRAME = (101.0, 5.8, 118.4, 24.4)
"""What of the neighbours' land is kept: west, south, east, north."""
ARCHIPELAGOS = {"hoang-sa": (111.0, 15.6, 113.0, 17.3), "truong-sa": (111.2, 6.5, 117.0, 12.0)}
"""The islands of each archipelago lie in this box: west, south, east, north."""


def main() -> None:
    """Write both tables into the folder named on the command line."""
    atlas, folder = Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "ontology/gazetteer")
    with closing(sqlite3.connect(locate_data() / "dataset.db")) as database:
        rows = list(_points(database, folder))
    _write(folder / "points.tsv", POINT_NOTES, ("code", "level", "era", "lon", "lat", "at"), rows)
    outline = [(part, " ".join(f"{lon:.3f},{lat:.3f}" for lon, lat in ring)) for part, ring in _outline(atlas)]
    _write(folder / "outline.tsv", OUTLINE_NOTES, ("part", "ring"), outline)


def _write(path: Path, notes: Sequence[str], columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    lines = [*notes, "\t".join(columns), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


# --- points ----------------------------------------------------------------------------------------


def _points(database: sqlite3.Connection, folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield the rows of points: provinces of today, provinces and districts of before, communes of today."""
    provinces = database.execute("SELECT DISTINCT provinceCode, provinceLon, provinceLat FROM admin_units ORDER BY 1")
    for code, lon, lat in provinces:
        yield code, "province", SINCE, _short(lon), _short(lat), ""
    rows = database.execute("SELECT wardCode, wardLon, wardLat FROM admin_units ORDER BY 1")
    communes = {code: (lon, lat) for code, lon, lat in rows}
    units, parts = _read(folder / "communes.tsv"), defaultdict(Counter)
    for row in units:
        if row["era"] == BEFORE and row["became"]:
            for key in ((row["province"], ""), (row["province"], row["district"])):
                parts[key].update(row["became"].split(","))
    islands = {row["name"]: row["code"] for row in units if row["type"] == "đặc khu"}
    for code in _doubtful(parts, communes, islands.values()):
        del communes[code]
    for row in _read(folder / "units.tsv"):
        if row["era"] == BEFORE:
            key = row["province"], row["full"] if row["level"] == "district" else ""
            found = parts.get(key) or Counter([islands[row["name"]]])  # islands without communes became special zones
            if at := _middle(found, communes):
                yield row["code"], row["level"], BEFORE, *map(_short, communes[at]), at
    for code, place in communes.items():
        yield code, "commune", SINCE, *map(_short, place), ""


def _doubtful(
    parts: Mapping[tuple[str, str], Counter[str]], communes: dict[str, Position], far: Iterable[str]
) -> list[str]:
    """Return the communes of today that lie too far from the rest of their former district to be where they are said.

    Some have the point of a namesake. Islands (`far`) may lie as far as they do.
    """
    homes: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for key, found in parts.items():
        for code, many in found.items() if key[1] else ():
            homes[code][key] += many
    doubtful = []
    for code in sorted(homes.keys() - set(far)):
        district = parts[homes[code].most_common(1)[0][0]]
        rest = _middle(Counter({other: many for other, many in district.items() if other != code}), communes)
        if rest and distance(communes[code], communes[rest]) > FAR:
            doubtful.append(code)
    return doubtful


def _read(path: Path) -> list[dict[str, str]]:
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _middle(parts: Counter[str], communes: Mapping[str, Position]) -> str:
    """Return the commune from which the way to all the others, each as often as it is named, is the shortest."""
    known = sorted(code for code in parts if code in communes)

    def way(code: str) -> float:
        return sum(parts[other] * distance(communes[code], communes[other]) for other in known)

    return min(known, key=way, default="")


def distance(one: Position, other: Position) -> float:
    """Return the way between two places in km, on a sphere."""
    (lon, lat), (other_lon, other_lat) = (tuple(map(math.radians, place)) for place in (one, other))
    half = math.sin((lat - other_lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin((lon - other_lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def _short(degrees: float) -> str:
    return f"{degrees:.4f}".rstrip("0").rstrip(".")


# --- the outline -----------------------------------------------------------------------------------


def _outline(atlas: Path) -> Iterator[tuple[str, list[Position]]]:
    """Yield the rings of the country, largest first, then the two archipelagos, then the land of the neighbours."""
    topology = json.loads(atlas.read_text(encoding="utf-8"))
    countries = {one["properties"]["name"]: one for one in topology["objects"]["countries"]["geometries"]}
    land = [simplify(ring, TOLERANCE) for ring in _rings(countries["Vietnam"], topology)]
    for ring in sorted((ring for ring in land if len(ring) > 3), key=len, reverse=True):
        yield "land", ring
    islands = [ring for one in countries.values() for ring in _rings(one, topology)]
    for part, box in ARCHIPELAGOS.items():
        for ring in islands:
            if _is_in(ring, box):
                yield part, simplify(ring, TOLERANCE / 2)
    for name in NEIGHBOURS:
        for ring in _rings(countries[name], topology):
            clipped = clip(ring, FRAME)
            if len(clipped) > 3 and not any(_is_in(ring, box) for box in ARCHIPELAGOS.values()):
                small = simplify(clipped, 10 * TOLERANCE)
                if len(small) > 4:
                    yield "around", small


def _is_in(ring: Sequence[Position], box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return all(west <= lon <= east and south <= lat <= north for lon, lat in ring)


def clip(ring: Sequence[Position], box: tuple[float, float, float, float]) -> list[Position]:
    """Return what of a ring lies in a box (Sutherland, Hodgman), closed; empty where nothing does."""
    west, south, east, north = box
    for axis, bound, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: list[Position] = []
        for one, other in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            inside, follows = (sign * (place[axis] - bound) >= 0 for place in (one, other))
            if inside:
                kept.append(one)
            if inside != follows:
                share = (bound - one[axis]) / (other[axis] - one[axis])
                kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
        ring = kept
    return [*ring, ring[0]] if ring else []


def _rings(country: dict, topology: dict) -> list[list[Position]]:
    """Return the outer rings of a country (TopoJSON: arcs of whole steps, joined end to end)."""
    polygons = {"Polygon": [country.get("arcs")], "MultiPolygon": country.get("arcs")}.get(country["type"], [])
    return [_ring(polygon[0], topology) for polygon in polygons]


def _ring(arcs: Sequence[int], topology: dict) -> list[Position]:
    (step_x, step_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    ring: list[Position] = []
    for number in arcs:
        x = y = 0
        line: list[Position] = []
        for right, up in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + right, y + up
            line.append((x * step_x + left, y * step_y + bottom))
        line = line if number >= 0 else line[::-1]
        ring += line[1:] if ring else line
    return ring


def simplify(ring: Sequence[Position], tolerance: float) -> list[Position]:
    """Return a ring without the points that lie nearer than `tolerance` to the line without them (Douglas, Peucker)."""
    far = max(range(len(ring)), key=lambda at: math.dist(ring[0], ring[at]))
    return [*_thin(ring[: far + 1], tolerance)[:-1], *_thin(ring[far:], tolerance)]


def _thin(line: Sequence[Position], tolerance: float) -> list[Position]:
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        ways = [(_off(line[at], line[first], line[last]), at) for at in range(first + 1, last)]
        way, at = max(ways, default=(0.0, first))
        if way > tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [line[at] for at in sorted(kept)]


def _off(place: Position, start: Position, end: Position) -> float:
    length = math.dist(start, end)
    if not length:
        return math.dist(place, start)
    (x, y), (left, bottom), (right, top) = place, start, end
    return abs((right - left) * (bottom - y) - (left - x) * (top - bottom)) / length


if __name__ == "__main__":
    main()
