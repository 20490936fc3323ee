"""Places and works on a map: as precisely as the text says, and no more; what is not known has no point."""

from __future__ import annotations

import json

import pytest

from kg.analyse.geography import PRECISIONS, find_routes, locate
from kg.coordinates import find_former_points, find_point
from kg.export.geojson import write_geojson
from kg.resources import read_table
from kg.view.map import Marker, box_around, draw_map
from kg.view.papers.map import render_map

DOC = "https://example.vn/id/doc/a"
ID = "https://example.vn/id"


def entity(path: str, cls: str, label: str, at: int, **more: object) -> dict:
    span = [[at, at + len(label)]]
    return {"fact": "entity", "id": f"{ID}/{path}", "doc": DOC, "class": cls, "label": label, "mentions": span} | more


def relation(subject: str, predicate: str, obj: str, at: int) -> dict:
    quote = f"{subject} {predicate} {obj}"
    ends = {"subject": f"{ID}/{subject}", "predicate": predicate, "object": f"{ID}/{obj}"}
    return {
        "fact": "relation",
        "id": f"{DOC}/r/{at}",
        "doc": DOC,
        "start": at,
        "end": at + len(quote),
        "quote": quote,
    } | ends


@pytest.fixture
def facts() -> list[dict]:
    return [
        {"fact": "document", "id": DOC, "doc": DOC, "title": "Nghị quyết <b>", "number": "1/NQ", "type": "Resolution"},
        entity("place/vn/thai-binh", "Place", "tỉnh Thái Bình", 0, code="34"),
        entity("place/vn/hung-yen", "Place", "tỉnh Hưng Yên", 20, code="33"),
        entity("place/vn/song-hong", "Place", "sông Hồng", 40),
        entity("economiczone/vn/kkt", "EconomicZone", "Khu kinh tế Thái Bình", 60),
        entity("port/vn/diem-dien", "Port", "cảng Diêm Điền", 100),
        entity("road/vn/cao-toc", "Road", "cao tốc <i>", 120),
        entity("bridge/thai-binh/nghin", "Bridge", "cầu Nghìn", 140),
        entity("bridge/vn/la", "Bridge", "cầu lạ", 160),
        relation("economiczone/vn/kkt", "locatedIn", "place/vn/thai-binh", 200),
        relation("port/vn/diem-dien", "partOf", "economiczone/vn/kkt", 300),
        relation("road/vn/cao-toc", "routeFrom", "place/vn/thai-binh", 400),
        relation("road/vn/cao-toc", "routeTo", "place/vn/hung-yen", 450),
        relation("bridge/vn/la", "partOf", "bridge/vn/la", 500),
    ]


def test_each_thing_is_placed_as_the_text_places_it(facts):
    found = {one.label: one for one in locate(facts)}
    placed = {label: (one.precision, [(spot.unit, spot.role) for spot in one.spots]) for label, one in found.items()}
    assert placed == {
        "tỉnh Thái Bình": ("unit-middle", [("tỉnh Thái Bình", "")]),
        "tỉnh Hưng Yên": ("unit", [("tỉnh Hưng Yên", "")]),
        "Khu kinh tế Thái Bình": ("in-unit", [("tỉnh Thái Bình", "in")]),
        "cảng Diêm Điền": ("in-unit", [("tỉnh Thái Bình", "in")]),
        "cao tốc <i>": ("route-ends", [("tỉnh Thái Bình", "routeFrom"), ("tỉnh Hưng Yên", "routeTo")]),
        "cầu Nghìn": ("document-province", [("tỉnh Thái Bình", "of")]),
        "cầu lạ": ("unknown", []),
    }
    assert {one.precision for one in found.values()} == set(PRECISIONS) - {"former-unit"}
    assert found["tỉnh Thái Bình"].became == ("tỉnh Hưng Yên",)


def test_what_is_said_of_a_thing_is_cited_and_a_mention_inside_it_is_not_told_twice(facts):
    inside = {
        "fact": "measure",
        "id": f"{DOC}/m",
        "doc": DOC,
        "start": 90,
        "end": 116,
        "quote": "Nâng cấp cảng Diêm Điền",
    }
    found = {one.label: one for one in locate([*facts, inside | {"entities": [f"{ID}/port/vn/diem-dien"]}])}
    assert [(said.start, bool(said.quote)) for said in found["cảng Diêm Điền"].citations] == [(90, True), (300, True)]
    assert [(said.start, said.quote) for said in found["cầu Nghìn"].citations] == [(140, "")]


def test_geojson_has_codes_quotes_and_no_line_that_nobody_stated(facts):
    data = json.loads(write_geojson(facts))
    assert data["type"] == "FeatureCollection"
    features = {feature["properties"]["name"]: feature for feature in data["features"]}
    province = features["tỉnh Thái Bình"]["properties"]
    assert (province["gso_code"], province["level"], province["became"]) == ("34", "province", ["tỉnh Hưng Yên"])
    assert features["cao tốc <i>"]["geometry"]["type"] == "MultiPoint"
    assert features["cầu lạ"]["geometry"] is None
    lon, lat = features["cảng Diêm Điền"]["geometry"]["coordinates"]
    assert 106 < lon < 107 and 20 < lat < 21
    for feature in features.values():
        assert all({"doc", "start", "end"} <= set(said) for said in feature["properties"]["citations"])
    assert write_geojson(reversed(facts)).count(b'"Feature"') == 7


def test_a_map_draws_the_country_with_both_archipelagos_within_sixty_kilobytes():
    drawn = draw_map([])
    assert len(drawn.encode()) <= 60_000
    assert "Quần đảo Hoàng Sa (Việt Nam)" in drawn and "Quần đảo Trường Sa (Việt Nam)" in drawn
    assert draw_map([], lang="en").count("sea-name en") == 3
    assert drawn == draw_map([])


def test_markers_have_titles_links_and_labels_that_do_not_cross():
    some = [Marker(106.3 + at / 1000, 20.4, f"<xã {at}>", 1, f"#p{at}") for at in range(5)]
    drawn = draw_map(some)
    assert drawn.count('<a class="marker"') == 5
    assert drawn.count("<title>&lt;xã") == 5
    assert drawn.count(">&lt;xã") - drawn.count("<title>&lt;xã") <= 2
    assert "<xã" not in drawn
    assert draw_map(reversed(some)) == drawn
    assert '<g class="marker">' in draw_map([Marker(106.3, 20.4, "x")])
    beside = Marker(108.2, 15.3, "beside the archipelago")
    assert f'"end">{beside.label}</text>' in draw_map([beside], lang="vi")
    assert f'"start">{beside.label}</text>' in draw_map([Marker(108.2, 17.3, beside.label)], lang="vi")
    assert draw_map([Marker(0, 0, "far")]).count("marker") == 0


def test_near_points_get_a_map_of_their_own():
    near = [Marker(106.3, 20.4, "a"), Marker(106.5, 20.6, "b")]
    west, south, east, north = box_around(near)
    assert west < 106.3 < 106.5 < east and south < 20.4 < 20.6 < north
    assert box_around([*near, Marker(106.7, 10.8, "c")]) is None
    assert box_around([]) is None


def test_the_page_leads_from_each_point_to_what_is_said_and_runs_nothing(facts):
    page = render_map(facts)
    assert page == render_map(facts)
    assert "<script" not in page and "<b>" not in page and "<i>" not in page
    for number in (1, 2):
        assert f'href="#p{number}"' in page and f'id="p{number}"' in page
    assert "[300–" in page


def test_a_province_of_an_earlier_time_is_where_its_area_lies_today():
    facts = [
        entity("place/vn/hue", "Place", "tỉnh Thừa Thiên Huế", 0),
        entity("place/vn/hue-2", "Place", "Thừa Thiên Huế", 30),
        entity("place/vn/ha-tay", "Place", "tỉnh Hà Tây", 60),
        entity("place/vn/hai-hung", "Place", "tỉnh Hải Hưng", 80),
        entity("place/vn/cuu-long", "Place", "Cửu Long", 100),
        entity("port/vn/chan-may", "Port", "cảng Chân Mây", 120),
        entity("road/vn/a", "Road", "đường A", 140),
        entity("bridge/thua-thien-hue/b", "Bridge", "cầu B", 160),
        relation("port/vn/chan-may", "locatedIn", "place/vn/hue", 200),
        relation("road/vn/a", "routeFrom", "place/vn/hue", 300),
        relation("road/vn/a", "routeTo", "place/vn/ha-tay", 400),
    ]
    found = {one.label: one for one in locate(facts)}
    told = {name: (one.precision, [(spot.unit, spot.role) for spot in one.spots]) for name, one in found.items()}
    hue = "tỉnh Thừa Thiên Huế"
    assert told == {
        hue: ("unit-middle", [(hue, "")]),
        "Thừa Thiên Huế": ("unit-middle", [(hue, "")]),
        "tỉnh Hà Tây": ("former-unit", [("thành phố Hà Nội", "in")]),
        "tỉnh Hải Hưng": ("former-unit", [("thành phố Hải Phòng", "in"), ("tỉnh Hưng Yên", "in")]),
        "cảng Chân Mây": ("in-unit", [(hue, "in")]),
        "đường A": ("route-ends", [(hue, "routeFrom"), ("thành phố Hà Nội", "routeTo")]),
        "cầu B": ("document-province", [(hue, "of")]),
    }
    assert (found[hue].code, found[hue].era, found[hue].became) == ("46", "former", ("thành phố Huế",))
    assert find_routes(found.values()) == [(found["đường A"], *found["đường A"].spots)]
    assert {point.unit for point in found["tỉnh Hải Hưng"].spots} <= set(found["tỉnh Hải Hưng"].became)


def test_every_province_of_any_time_has_a_point():
    rows = [*read_table("gazetteer/units.tsv"), *read_table("gazetteer/former.tsv")]
    provinces = [row for row in rows if row["level"] == "province"]
    assert len({row["full"] for row in provinces}) > 80
    for row in provinces:
        point = find_point(row["code"], row["full"]) if row["code"] else None
        places = [point] if point else [one for _, one in find_former_points(row["full"])]
        assert places and all(102 < lon < 110 and 8 < lat < 24 for lon, lat, _ in places), row["full"]
