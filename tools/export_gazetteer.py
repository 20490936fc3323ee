"""Export the gazetteer of Vietnam's administrative units into ontology/gazetteer/*.tsv.

Runs once, on a machine where vietnamadminunits 1.0.4 is installed; nothing else depends on that package:
`python tools/export_gazetteer.py ontology/gazetteer`. Codes are those of the General Statistics Office, unique
within an era and level only (44 was Quảng Bình and is Quảng Trị).
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.metadata import distribution
from pathlib import Path

PACKAGE = "vietnamadminunits"
VERSION = "1.0.4"
BEFORE, SINCE = "pre-2025-07", "since-2025-07"
COLUMNS = ("code", "name", "type", "full", "level", "province", "era", "became")
COMMUNE_COLUMNS = (*COLUMNS, "district")
UNIT_WORDS = ("Đặc khu", "Huyện", "Phường", "Quận", "Thành phố", "Thị trấn", "Thị xã", "Tỉnh", "Xã")
SHARED_NAME = re.compile(rf" \((?:{'|'.join(UNIT_WORDS)})\)$")
Row = dict[str, str]

SOURCE = (
    f"# source: the data of the Python package {PACKAGE} {VERSION}, exported by tools/export_gazetteer.py",
    "# licence: MIT, copyright (c) 2025 Tran Ngoc Minh Hieu; see NOTICE.md beside this file",
    "# code: official code of the General Statistics Office, unique within one era and level only",
    f"# era: {BEFORE} (63 provinces, three levels) or {SINCE} (34 provinces, two levels, no districts)",
)
UNIT_NOTES = (
    "# Provinces and districts of Vietnam, before and since 1 July 2025",
    *SOURCE,
    "# name: bare name; full: with its unit word; province: bare name of its province in its own era",
    "# became: code of the province of today that it is now part of; empty for units of today",
)
COMMUNE_NOTES = (
    "# Communes, wards and towns of Vietnam, before and since 1 July 2025",
    "# Never match a bare commune name alone: too many are shared. Use the full one with its district or province.",
    *SOURCE,
    "# became: codes of the communes of today that its area went to, joined by a comma; empty for units of today",
    "# district: its district with the unit word (some bare names are shared), empty since July 2025",
)


def locate_data() -> Path:
    """Return the package's data folder; ends the program when another version or none is installed."""
    package = distribution(PACKAGE)
    if package.version != VERSION:
        sys.exit(f"{PACKAGE} {VERSION} is needed, {package.version} is installed")
    return Path(str(package.locate_file(PACKAGE))) / "data"


def split_full(printed: str, *, level: str) -> tuple[str, str]:
    """Return (type, full) of a unit printed as `Thành phố Thái Bình`: the unit word goes to lower case.

    The data's own columns of types are not used: some of their cells contradict the printed name.
    """
    word = next(word for word in UNIT_WORDS if printed.casefold().startswith(f"{word} ".casefold())).lower()
    full = word + printed[len(word) :]
    if level == "district" and word == "thành phố":
        return "thành phố thuộc tỉnh", full
    return word, full


def bare_name(short: str) -> str:
    """Return a name without the unit word that the data puts in brackets where neighbours share it."""
    return SHARED_NAME.sub("", short)


def make_row(
    code: str, *, short: str, printed: str, level: str, province: str, era: str, became: Iterable[str] = ()
) -> Row:
    """Return one line of the gazetteer."""
    unit_type, full = split_full(printed, level=level)
    return {
        "code": code,
        "name": bare_name(short),
        "type": unit_type,
        "full": full,
        "level": level,
        "province": province,
        "era": era,
        "became": ",".join(sorted(became)),
    }


def read_successors(data: Path, database: sqlite3.Connection) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return (old province key -> new province code, old commune key -> new commune codes)."""
    mapping = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    provinces = dict(database.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units"))
    wards = {
        (province, ward): code
        for province, ward, code in database.execute("SELECT provinceKey, wardKey, wardCode FROM admin_units")
    }
    of_province = {old: provinces[new] for new, olds in mapping["DICT_PROVINCE"].items() for old in olds}
    of_commune: dict[str, set[str]] = defaultdict(set)
    for province, merged in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in merged.items():
            for old in olds:
                of_commune[old].add(wards[province, ward])
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            of_commune[old].update(wards[province, part["newWardKey"]] for part in parts)
    return of_province, of_commune


def iter_units(database: sqlite3.Connection, of_province: dict[str, str]) -> Iterator[Row]:
    """Yield provinces and districts of before, then the provinces of today."""
    for code, short, printed, key in database.execute(
        "SELECT DISTINCT provinceCode, provinceShort, province, provinceKey FROM admin_units_legacy ORDER BY 1"
    ):
        yield make_row(
            code, short=short, printed=printed, level="province", province=short, era=BEFORE, became=[of_province[key]]
        )
    for code, short, printed, province, key in database.execute(
        "SELECT DISTINCT districtCode, districtShort, district, provinceShort, provinceKey"
        " FROM admin_units_legacy ORDER BY 1"
    ):
        yield make_row(
            code,
            short=short,
            printed=printed,
            level="district",
            province=province,
            era=BEFORE,
            became=[of_province[key]],
        )
    for code, short, printed in database.execute(
        "SELECT DISTINCT provinceCode, provinceShort, province FROM admin_units ORDER BY 1"
    ):
        yield make_row(code, short=short, printed=printed, level="province", province=short, era=SINCE)


def iter_communes(database: sqlite3.Connection, of_commune: dict[str, set[str]]) -> Iterator[Row]:
    """Yield the communes of before, then those of today."""
    for code, short, printed, province, district, key in database.execute(
        "SELECT wardCode, wardShort, ward, provinceShort, district,"
        " provinceKey || '_' || districtKey || '_' || wardKey FROM admin_units_legacy"
        " WHERE wardCode IS NOT NULL ORDER BY 1"
    ):
        row = make_row(
            code,
            short=short,
            printed=printed,
            level="commune",
            province=province,
            era=BEFORE,
            became=of_commune.get(key, ()),
        )
        yield row | {"district": split_full(district, level="district")[1]}
    for code, short, printed, province in database.execute(
        "SELECT wardCode, wardShort, ward, provinceShort FROM admin_units ORDER BY 1"
    ):
        row = make_row(code, short=short, printed=printed, level="commune", province=province, era=SINCE)
        yield row | {"district": ""}


def write_table(path: Path, rows: Iterable[Row], *, columns: tuple[str, ...], notes: tuple[str, ...]) -> None:
    """Write `rows` below the comment lines and the header."""
    lines = [*notes, "\t".join(columns), *("\t".join(row[column] for column in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Write both tables into the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "ontology/gazetteer")
    data = locate_data()
    with closing(sqlite3.connect(data / "dataset.db")) as database:
        of_province, of_commune = read_successors(data, database)
        write_table(folder / "units.tsv", iter_units(database, of_province), columns=COLUMNS, notes=UNIT_NOTES)
        write_table(
            folder / "communes.tsv", iter_communes(database, of_commune), columns=COMMUNE_COLUMNS, notes=COMMUNE_NOTES
        )


if __name__ == "__main__":
    main()
