"""The map of a server: points lead to rows, rows to their words; the same as GeoJSON, as `kg export` writes it."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import kg_environment
from serve.serving import Server, serving

import kg
from kg.resources import read_table

HTML = "text/html"
ROWS = 50
PROVINCES = sorted({row["full"] for row in read_table("gazetteer/units.tsv") if row["level"] == "province"})
TEXTS = (
    "KẾ HOẠCH\nVề phát triển vùng\n"
    + "".join(f"{number}. Phát triển du lịch tại {name}.\n" for number, name in enumerate(PROVINCES, 1)),
    "KẾ HOẠCH\nVề giao thông\n1. Nâng cấp cảng Diêm Điền tại tỉnh Thái Bình.\n2. Xây dựng cầu Nghìn.\n",
)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server over a plan that names every province, and one of a port and a bridge."""
    out = tmp_path_factory.mktemp("country") / "out"
    for number, text in enumerate(TEXTS):
        kg.build(text=text, name=f"plan{number}.txt", out=out).close()
    with serving(out) as running:
        yield running


def page_of(server: Server, path: str) -> str:
    got = server.get(path, accept=HTML)
    assert (got.status, got.type) == (200, HTML), got.text
    return got.text


def rows_of(page: str) -> dict[str, str]:
    """Return the rows of the table by their anchors."""
    return dict(re.findall(r'<tr id="(r\d+)">(.*?)</tr>', page, re.DOTALL))


def test_each_point_leads_to_the_row_of_its_unit(country: Server) -> None:
    first = page_of(country, "/map?lang=vi")
    points = re.findall(r'<a class="marker" href="([^"]+)"><title>(.*?) \(\d+\)</title>', first)
    assert len({label for _, label in points}) > ROWS
    pages: dict[str, dict[str, str]] = {}
    for link, label in points:
        path, _, anchor = html.unescape(link).partition("#")
        if path not in pages:
            pages[path] = rows_of(page_of(country, path))
        assert f">{label}</a>" in pages[path][anchor].partition("</th>")[0]
    assert len(pages) > 1
    held = [anchor for rows in pages.values() for anchor in rows]
    assert len(held) == len(set(held))


def test_a_row_leads_to_its_words_and_its_thing(country: Server) -> None:
    page = page_of(country, "/map?document=plan1&lang=en")
    row = next(one for one in rows_of(page).values() if ">cảng Diêm Điền</a>" in one)
    thing, *links = (html.unescape(link) for link in re.findall(r'href="([^"]+)"', row))
    assert country.get(thing, accept=HTML).status == 200
    cited = next(link for link in links if link.startswith("/text/"))
    marked = re.search(r"<mark[^>]*>(.*?)</mark>", page_of(country, cited), re.DOTALL).group(1)
    assert "cảng Diêm Điền" in marked
    assert f"<li>{marked}" in row


def test_a_map_of_one_document_shows_what_it_speaks_of(country: Server) -> None:
    features = country.get("/api/map?document=plan1").json()["features"]
    first = rows_of(page_of(country, "/map?document=plan1"))["r1"]
    assert ">tỉnh Thái Bình</a>" in first.partition("</th>")[0]
    assert {one["properties"]["name"] for one in features} >= {"cảng Diêm Điền", "cầu Nghìn", "tỉnh Thái Bình"}
    assert not {one["properties"]["name"] for one in features} & {"tỉnh Cà Mau", "thành phố Hà Nội"}
    for one in features:
        assert {said["doc"].rpartition("/")[2] for said in one["properties"]["citations"]} == {"plan1"}
    assert len(rows_of(page_of(country, "/map?document=plan1"))) == len(features)
    assert len(country.get("/api/map").json()["features"]) > len(PROVINCES) > len(features)


def test_geojson_is_that_of_the_export_and_valid(server: Server, sample_out: Path, tmp_path: Path) -> None:
    got = server.get("/api/map")
    assert (got.status, got.type) == (200, "application/geo+json")
    command = [
        sys.executable,
        "-m",
        "kg",
        "export",
        str(sample_out),
        "--format",
        "geojson",
        "-o",
        str(tmp_path / "places.geojson"),
    ]
    subprocess.run(command, check=True, env=kg_environment(), capture_output=True)
    assert got.body == (tmp_path / "places.geojson").read_bytes()
    data = got.json()
    assert data["type"] == "FeatureCollection"
    assert data["features"]
    for one in data["features"]:
        assert one["type"] == "Feature"
        geometry = one["geometry"]
        if geometry is None:
            assert one["properties"]["placed"] == "unknown"
            continue
        points = {"Point": [geometry["coordinates"]], "MultiPoint": geometry["coordinates"]}[geometry["type"]]
        assert all(101 < lon < 118 and 6 < lat < 24 for lon, lat in points)
    described = server.get("/openapi.json").json()["paths"]["/api/map"]["get"]
    assert list(described["responses"]["200"]["content"]) == [got.type]


@pytest.mark.parametrize(("lang", "name"), [("vi", "Bản đồ"), ("en", "Map")])
def test_it_is_found_from_home_and_loads_nothing(server: Server, lang: str, name: str) -> None:
    for path in ("/", "/overview", "/audit"):
        assert f'href="/map?lang={lang}">{name}</a>' in page_of(server, f"{path}?lang={lang}")
    got = server.get(f"/map?lang={lang}", accept=HTML)
    assert "default-src 'none'" in got.headers["content-security-policy"]
    assert not re.search(r"<script|<style| style=|<img|\son\w+=", got.text)
    assert '<svg class="map"' in got.text
    assert got.text.count("sea-name") == got.text.count(f"sea-name {lang}") > 0


def test_what_does_not_fit_is_refused(server: Server) -> None:
    assert server.get("/map?document=none", accept=HTML).status == 404
    assert server.get("/map", accept="application/json").status == 406
    assert server.get("/api/map?year=2026").status == 400
