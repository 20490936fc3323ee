"""Say where an administrative unit is: a point in it, in degrees (WGS 84), from the gazetteer.

A code of the General Statistics Office has two digits for a province, three for a district, five for a commune; it is
unique with the name, since a province kept its code or left it to another one in July 2025.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kg.iri import fold
from kg.resources import read_table

BEFORE, SINCE, FORMER = "pre-2025-07", "since-2025-07", "former"
"""The eras of units: the last one is of provinces whose names went out of use before 2025."""
LEVELS = {2: "province", 3: "district", 5: "commune"}
"""Digits of a code -> level of the unit."""


class Point(NamedTuple):
    """A place in degrees; `stated` where the gazetteer gives it for the unit, else that of a commune of today in it."""

    lon: float
    lat: float
    stated: bool


class Unit(NamedTuple):
    """An administrative unit; `became` are the full names of what holds its area today, empty for a unit of today."""

    code: str
    name: str
    level: str
    era: str
    became: tuple[str, ...]


def find_unit(code: str, name: str) -> Unit | None:
    """Return the unit of this code and full name (`tỉnh Thái Bình`), the one of today where it still is one."""
    level = LEVELS.get(len(code), "")
    if not level:
        return None
    for era in (SINCE, BEFORE):
        row = _rows(level).get((code, fold(name), era))
        if row is not None:
            names = _names("commune" if level == "commune" else "province")
            became = (names.get(one, "") for one in row["became"].split(",") if era == BEFORE)
            return Unit(code, row["full"], level, era, tuple(filter(None, became)))
    return None


@lru_cache(maxsize=4096)
def find_point(code: str, name: str) -> Point | None:
    """Return where the unit of this code and full name is; None where the gazetteer doesn't know."""
    unit = find_unit(code, name)
    if unit is None:
        return None
    if unit.level == "commune" and unit.era == BEFORE:
        row = _rows("commune")[code, fold(name), BEFORE]
        found = (_points().get((one, "commune", SINCE)) for one in row["became"].split(","))
        point = next(filter(None, found), None)
        return point._replace(stated=False) if point else None
    return _points().get((code, unit.level, unit.era))


def find_former(name: str) -> Unit | None:
    """Return the province whose name went out of use before 2025: `tỉnh Hà Tây`, or `Hà Tây` where it had a code."""
    row = _former().get(fold(name))
    if row is None:
        return None
    names = _names("province")
    return Unit(row["code"], row["full"], "province", FORMER, tuple(names[one] for one in row["became"].split(",")))


def find_former_points(name: str) -> tuple[tuple[str, Point], ...]:
    """Return where a province of `find_former` was: its own point, where that of before July 2025 had its code and area
    (`tỉnh Thừa Thiên Huế`), else the provinces of today that its area lies in; each with the name of what is there."""
    row = _former().get(fold(name))
    if row is None:
        return ()
    own = _points().get((row["code"], "province", BEFORE)) if row["code"] == row["became"] else None
    if own:
        return ((row["full"], own),)
    names, points = _names("province"), _points()
    found = ((names[one], points[one, "province", SINCE]) for one in row["became"].split(","))
    return tuple((full, point._replace(stated=False)) for full, point in found)


@lru_cache(maxsize=1)
def _former() -> dict[str, dict[str, str]]:
    """Return former provinces by their folded names; the bare name of one without a code may be a river or a region."""
    rows = read_table("gazetteer/former.tsv")
    return {fold(row[key]): row for row in rows for key in ("full", "name") if key == "full" or row["code"]}


@lru_cache(maxsize=1)
def _points() -> dict[tuple[str, str, str], Point]:
    return {
        (row["code"], row["level"], row["era"]): Point(float(row["lon"]), float(row["lat"]), not row["at"])
        for row in read_table("gazetteer/points.tsv")
    }


@lru_cache(maxsize=3)
def _rows(level: str) -> dict[tuple[str, str, str], dict[str, str]]:
    table = "communes" if level == "commune" else "units"
    rows = read_table(f"gazetteer/{table}.tsv")
    return {(row["code"], fold(row["full"]), row["era"]): row for row in rows if row["level"] == level}


@lru_cache(maxsize=2)
def _names(level: str) -> dict[str, str]:
    """Return code -> full name of the units of today."""
    return {code: row["full"] for (code, _, era), row in _rows(level).items() if era == SINCE}


@lru_cache(maxsize=1)
def read_outline() -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
    """Return the rings of the outline: `land`, `hoang-sa` or `truong-sa`, and its points as longitude, latitude."""
    return tuple(
        (row["part"], tuple((float(lon), float(lat)) for lon, lat in (at.split(",") for at in row["ring"].split())))
        for row in read_table("gazetteer/outline.tsv")
    )
