"""The gazetteer holds all provinces and districts of before July 2025, the provinces since, and what became of each."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.resources import ontology_path, read_table

BEFORE, SINCE = "pre-2025-07", "since-2025-07"
TABLES = ("units", "communes", "former")


@lru_cache(maxsize=3)
def table(name: str) -> list[dict[str, str]]:
    return read_table(f"gazetteer/{name}.tsv")


def units(level: str, era: str) -> list[dict[str, str]]:
    return [row for row in table("units") if (row["level"], row["era"]) == (level, era)]


def test_counts_are_the_official_ones() -> None:
    assert Counter((row["level"], row["era"]) for row in table("units")) == {
        ("province", BEFORE): 63,
        ("district", BEFORE): 696,
        ("province", SINCE): 34,
    }
    assert Counter(row["era"] for row in table("communes")) == {BEFORE: 10035, SINCE: 3321}


def test_six_cities_are_run_from_the_centre() -> None:
    cities = {row["name"] for row in units("province", SINCE) if row["type"] == "thành phố"}
    assert cities == {"Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"}
    kinds = Counter(row["type"] for row in units("district", BEFORE))
    assert kinds == {"huyện": 508, "thành phố thuộc tỉnh": 87, "thị xã": 52, "quận": 49}


@pytest.mark.parametrize(
    ("before", "since"),
    [
        ("Thái Bình", "Hưng Yên"),
        ("Hưng Yên", "Hưng Yên"),
        ("Hà Nội", "Hà Nội"),
        ("Hà Nam", "Ninh Bình"),
        ("Bình Dương", "Hồ Chí Minh"),
        ("Quảng Nam", "Đà Nẵng"),
        ("Bắc Giang", "Bắc Ninh"),
        ("Yên Bái", "Lào Cai"),
        ("Kon Tum", "Quảng Ngãi"),
        ("Bạc Liêu", "Cà Mau"),
        ("Quảng Bình", "Quảng Trị"),
        ("Hải Dương", "Hải Phòng"),
    ],
)
def test_what_became_of_provinces(before: str, since: str) -> None:
    today = {row["code"]: row["name"] for row in units("province", SINCE)}
    (row,) = [row for row in units("province", BEFORE) if row["name"] == before]
    assert today[row["became"]] == since


def test_eleven_provinces_stayed_as_they_were_and_every_one_of_today_has_a_past() -> None:
    parts = defaultdict(list)
    for row in units("province", BEFORE):
        parts[row["became"]].append(row["name"])
    assert set(parts) == {row["code"] for row in units("province", SINCE)}
    assert sum(len(names) == 1 for names in parts.values()) == 11


def test_a_district_lies_in_the_province_that_its_own_became_part_of() -> None:
    became = {row["name"]: row["became"] for row in units("province", BEFORE)}
    districts = units("district", BEFORE)
    assert {row["province"] for row in districts} == set(became)
    assert all(row["became"] == became[row["province"]] for row in districts)
    of_thai_binh = {row["full"] for row in districts if row["province"] == "Thái Bình"}
    assert of_thai_binh == {
        "thành phố Thái Bình",
        "huyện Đông Hưng",
        "huyện Hưng Hà",
        "huyện Kiến Xương",
        "huyện Quỳnh Phụ",
        "huyện Thái Thụy",
        "huyện Tiền Hải",
        "huyện Vũ Thư",
    }


def test_communes_lead_to_communes_of_the_right_province() -> None:
    provinces = {row["name"]: row["became"] for row in units("province", BEFORE)}
    names = {row["name"]: row["code"] for row in units("province", SINCE)}
    today = {row["code"]: names[row["province"]] for row in table("communes") if row["era"] == SINCE}
    for row in table("communes"):
        if row["era"] == BEFORE:
            assert row["became"], row
            assert {today[code] for code in row["became"].split(",")} == {provinces[row["province"]]}, row


def test_bare_commune_names_are_ambiguous() -> None:
    homes = defaultdict(set)
    for row in table("communes"):
        if row["era"] == BEFORE:
            homes[row["name"]].add((row["province"], row["district"]))
    assert sum(len(places) > 1 for places in homes.values()) > 1000


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_clean(name: str) -> None:
    rows = table(name)
    keys = Counter((row["level"], row["era"], row["code"]) for row in rows if row["code"])
    assert max(keys.values()) == 1
    for row in rows:
        text = "\t".join(row.values())
        assert text == unicodedata.normalize("NFC", text), row
        assert "  " not in text
        word = row["type"].removesuffix(" thuộc tỉnh")
        assert row["full"] in {f"{word} {row['name']}", row["name"].replace("Quận", "quận").replace("Phường", "phường")}
        assert row["name"] and row["province"]


def test_former_provinces_lead_to_provinces_of_today() -> None:
    codes = {row["code"] for row in units("province", SINCE)}
    names = {row["name"] for row in units("province", BEFORE)}
    for row in table("former"):
        assert row["name"] not in names
        assert set(row["became"].split(",")) <= codes, row
        start, end = map(int, row["era"].split("-"))
        assert 1954 < start < end < 2025


@pytest.mark.parametrize("name", TABLES)
def test_each_file_says_what_it_is_and_under_which_licence(name: str) -> None:
    head = (ontology_path() / "gazetteer" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[:8]
    assert any(line.startswith("# source:") for line in head)
    assert any(line.startswith("# licence:") for line in head)


def test_the_notice_carries_the_licence() -> None:
    notice = (ontology_path() / "gazetteer" / "NOTICE.md").read_text(encoding="utf-8")
    assert "vietnamadminunits 1.0.4" in notice.replace("**", "")
    assert "Permission is hereby granted, free of charge" in notice


def test_communes_stay_small(root: Path) -> None:
    assert (root / "ontology" / "gazetteer" / "communes.tsv").stat().st_size < 1_500_000


@pytest.mark.skipif(find_spec("vietnamadminunits") is None, reason="needs vietnamadminunits, which is not here")
def test_the_export_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    subprocess.run([sys.executable, root / "tools" / "export_gazetteer.py", tmp_path], check=True)
    for name in ("units.tsv", "communes.tsv"):
        assert (tmp_path / name).read_bytes() == (root / "ontology" / "gazetteer" / name).read_bytes()


def points() -> dict[tuple[str, str, str], tuple[float, float]]:
    rows = read_table("gazetteer/points.tsv")
    found = {(row["level"], row["era"], row["code"]): (float(row["lon"]), float(row["lat"])) for row in rows}
    assert len(found) == len(rows)
    return found


def test_nearly_every_unit_has_a_point_in_the_country() -> None:
    known = {(row["level"], row["era"], row["code"]) for row in (*table("units"), *table("communes"))}
    found = points()
    assert set(found) <= known
    of_today = {key for key in known if key[1] == SINCE}
    assert len(of_today - set(found)) == 10
    assert {key[0] for key in of_today - set(found)} == {"commune"}
    assert len([key for key in known if key[0] != "commune" and key not in found]) == 1
    assert all(102.0 < lon < 115.0 and 8.0 < lat < 23.5 for lon, lat in found.values())


def test_the_point_of_a_former_unit_is_that_of_a_commune_of_today_that_it_went_to() -> None:
    communes = {row["code"]: row for row in table("communes") if row["era"] == SINCE}
    went = defaultdict(set)
    for row in table("communes"):
        if row["era"] == BEFORE:
            went[row["province"], ""].update(row["became"].split(","))
            went[row["province"], row["district"]].update(row["became"].split(","))
    places, names = points(), {(row["level"], row["code"]): row for row in table("units") if row["era"] == BEFORE}
    for row in read_table("gazetteer/points.tsv"):
        if row["at"]:
            unit = names[row["level"], row["code"]]
            parts = went[unit["province"], unit["full"] if row["level"] == "district" else ""]
            assert row["at"] in parts or communes[row["at"]]["name"] == unit["name"], unit
            assert places[row["level"], BEFORE, row["code"]] == places["commune", SINCE, row["at"]]


@pytest.mark.parametrize(
    ("level", "era", "code", "lon", "lat"),
    [
        ("province", SINCE, "01", 105.85, 21.03),
        ("province", SINCE, "79", 106.70, 10.78),
        ("district", BEFORE, "498", 112.3, 16.5),
        ("district", BEFORE, "576", 114.3, 9.5),
        ("district", BEFORE, "755", 106.6, 8.7),
        ("province", BEFORE, "34", 106.34, 20.45),
        ("district", BEFORE, "336", 106.34, 20.45),
    ],
)
def test_points_known_to_everyone(level: str, era: str, code: str, lon: float, lat: float) -> None:
    """Hà Nội, Hồ Chí Minh City, Hoàng Sa, Trường Sa, Côn Đảo, Thái Bình: within half a degree."""
    found = points()[level, era, code]
    assert abs(found[0] - lon) < 0.5 and abs(found[1] - lat) < 0.5


def test_the_outline_has_the_mainland_and_both_archipelagos_in_closed_rings() -> None:
    rows = read_table("gazetteer/outline.tsv")
    assert Counter(row["part"] for row in rows).keys() == {"land", "hoang-sa", "truong-sa", "around"}
    for row in rows:
        ring = row["ring"].split()
        assert ring[0] == ring[-1] and len(ring) >= 3
    assert sum(row["part"] == "truong-sa" for row in rows) >= 10
