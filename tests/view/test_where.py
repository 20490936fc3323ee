"""Where: the map of the page shows what is placed as `kg.analyse.geography` has it; a point or row opens its sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from answer_facts import DOC, TEXT, make_facts
from page_reader import sentence, show, title

import kg
from kg.analyse import read_sector_labels, to_network
from kg.analyse.answers import build_index
from kg.analyse.geography import ENDS, PRECISIONS, SPOKEN, UNIT, UNKNOWN, Located, Spot, locate
from kg.view import Extras, write_html
from kg.view.where import ROLES, draw_maps, name_stops, pack_map

SAME = (Spot(106.5, 20.5, "xã Tân Hòa"), Spot(105.5, 10.5, "xã Tân Hòa"))


def located(name: str, cls: str, *spots: Spot, precision: str = UNIT) -> Located:
    """Return a thing without quotes."""
    return Located(name, cls, name, spots, precision, ())


def places_of(folder: Path) -> list[Located]:
    """Return what `kg.analyse.geography` places in a folder."""
    with kg.open(folder) as graph:
        return locate(graph.facts())


def test_rows_are_what_is_located_works_first(sample_out: Path) -> None:
    things = places_of(sample_out)
    numbers = {one.id: number for number, one in enumerate(things)}
    packed = pack_map(things, numbers=numbers)
    found = {}
    for number, precision, flat, level, era, became in packed["rows"]:
        pairs = zip(flat[::2], flat[1::2], strict=True)
        units = [(packed["stops"][stop], ROLES[role]) for stop, role in pairs]
        found[things[number]] = (PRECISIONS[precision], units, level, era, tuple(became))
    assert found == {
        one: (one.precision, [(spot.unit, spot.role) for spot in one.spots], one.level, one.era, one.became)
        for one in things
    }
    assert [one.cls == "Place" for one in found] == sorted(one.cls == "Place" for one in found)


def test_points_of_one_name_are_told_apart() -> None:
    things = [located(f"xã {number}", "Place", spot) for number, spot in enumerate(SAME)]
    packed = pack_map(things, numbers={one.id: number for number, one in enumerate(things)})
    assert packed["stops"] == ["xã Tân Hòa", "xã Tân Hòa (2)"]
    assert [row[2] for row in packed["rows"]] == [[1, 0], [0, 0]]  # from west to east
    (country,) = draw_maps(things)
    assert country.count('href="#map=x%C3%A3%20T%C3%A2n%20H%C3%B2a') == 2
    assert name_stops([]) == []


def test_works_of_no_place_are_listed_beside_those_that_have_one() -> None:
    things = [
        located("port", "Port", precision=UNKNOWN),
        located("road", "Road", Spot(*(106.5, 20.5), "tỉnh A", "of"), precision=SPOKEN),
    ]
    rows = pack_map(things, numbers={"port": 0, "road": 1})["rows"]
    assert rows == [[1, PRECISIONS.index(SPOKEN), [0, 4], "", "", []], [0, PRECISIONS.index(UNKNOWN), [], "", "", []]]
    assert pack_map(things[:1], numbers={"port": 0}) == {} and draw_maps(things[:1]) == []


def write(path: Path, places: tuple[Located, ...]) -> str:
    """Return the page of the made-up plan with some places."""
    facts = make_facts()
    network = to_network(facts, sector_labels=read_sector_labels())
    extras = Extras(index=build_index(facts), places=places)
    return write_html(network, path, title="Kế hoạch", texts={DOC: TEXT}, extras=extras).read_text(encoding="utf-8")


def test_a_page_without_points_has_no_map(tmp_path: Path) -> None:
    page = write(tmp_path / "page.html", (located("port", "Port", precision=UNKNOWN),))
    assert page == write(tmp_path / "other.html", ())
    assert 'data-view-tab="map"' not in page and '<svg class="map"' not in page and "placed-in-unit" not in page
    assert '<svg class="map"' in write(tmp_path / "placed.html", (located("A", "Place", SAME[0]),))


@pytest.mark.tool("chromium")
@pytest.mark.parametrize("width", [1280, 375])
def test_two_actions_lead_to_the_port_and_its_sentence(visit, sample_out: Path, width: int) -> None:
    with visit.open(sample_out / "graph.html", view="", width=width) as page:
        show(page, "map")
        page.click("#map-list [data-row]:has-text('cảng Diêm Điền')")
        assert "cảng Diêm Điền" in sentence(page) and page.locator("#text-body .now").first.is_visible()
        assert title(page) == "cảng Diêm Điền" and page.url.endswith("#map")
        lit = page.locator(".marker[aria-current] title").all_text_contents()
        assert {one.split(" (")[0] for one in lit} == {"tỉnh Thái Bình"}
        row = page.locator("#map-list [aria-current]")
        assert row.inner_text() == "cảng Diêm Điền" and row.is_visible()


@pytest.mark.tool("chromium")
def test_a_point_lists_what_is_there_and_its_address_leads_to_it(visit, sample_out: Path) -> None:
    things = places_of(sample_out)
    there = {one.label for one in things if any(spot.unit == "thành phố Thái Bình" for spot in one.spots)}
    with visit.open(sample_out / "graph.html", view="map") as page:
        names = page.locator("#map-list [data-row]")
        assert sorted(names.all_inner_texts()) == sorted(one.label for one in things)
        page.locator(".marker", has_text="thành phố Thái Bình").last.click()
        assert set(names.all_inner_texts()) == there != set()
        assert title(page) == "thành phố Thái Bình" and "thành phố Thái Bình" in sentence(page)
        address = page.evaluate("location.hash")
        page.click("#map-list .back")
        assert names.count() == len(things) and page.evaluate("location.hash") == "#map"
    with visit.open(sample_out / "graph.html", view=address[1:]) as page:
        assert set(page.locator("#map-list [data-row]").all_inner_texts()) == there
        assert page.locator("#map-list h2").inner_text() == "thành phố Thái Bình"


@pytest.mark.tool("chromium")
def test_the_map_needs_no_mouse_and_speaks_english(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", view="map", width=1280) as page:
        page.focus("#view-map")
        for _ in range(4):  # past the three buttons that zoom
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.marker')")
        page.keyboard.press("Enter")
        assert title(page) == page.inner_text("#map-list h2")
        page.focus("#map-list .back")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "view-map"
        page.focus("#map-list [data-row]")
        page.keyboard.press("Enter")
        assert page.inner_text("#map-list [aria-current]") == title(page)
        page.focus("[data-language=en]")
        page.keyboard.press("Space")
        assert page.locator("#map-list caption").first.inner_text().startswith("Works")
        assert page.locator(".sea-name.en").first.is_visible() and page.locator(".sea-name.vi").first.is_hidden()
        assert page.get_attribute("svg.map >> nth=0", "aria-label") == "Which places the texts speak of"


def test_no_label_hides_the_name_of_the_archipelago() -> None:
    town, far = Spot(108.2, 15.35, "huyện Núi Thành"), Spot(104.0, 10.0, "tỉnh B")
    (country,) = draw_maps([located(spot.unit, "Place", spot) for spot in (town, far)])
    name = re.search(r'class="sea-name vi" x="(\d+)" y="(\d+)"[^>]*>Quần đảo Hoàng Sa', country)
    middle, line = int(name[1]), int(name[2])
    labels = re.findall(r'/><text x="(\d+)" y="(\d+)" text-anchor="(\w+)">(huyện[^<]*)<', country)
    for x, y, anchor, label in labels:
        begin = int(x) - (12 * 0.54 * len(label) if anchor == "end" else 0)
        end = begin + 12 * 0.54 * len(label)
        apart = end < middle - 70 or begin > middle + 70
        assert apart or abs(int(y) - line) > 12, label
    assert [label for *_, label in labels] == ["huyện Núi Thành"]


HUE, HANOI = Spot(107.58, 16.46, "tỉnh Thừa Thiên Huế"), Spot(105.7, 21.0, "thành phố Hà Nội")


def route(name: str, *spots: tuple[Spot, str]) -> Located:
    """Return a road with spots in roles."""
    return located(name, "Road", *(replace(spot, role=role) for spot, role in spots), precision=ENDS)


def test_a_route_is_a_line_where_both_ends_have_points() -> None:
    both = route("cao tốc <A>", (HUE, "routeFrom"), (HANOI, "routeTo"))
    one_end = route("đường B", (HUE, "routeFrom"))
    same = route("đường C", (HUE, "routeFrom"), (HUE, "routeTo"))
    (country,) = draw_maps([both, one_end, same])
    assert re.findall(r'<g class="route"><title>([^<]*)</title>', country) == ["cao tốc &lt;A&gt;"]
    points = dict(re.findall(r"<title>([^<]*) \(\d\)</title><circle (c[^r]*?) r=", country))
    places = [re.findall(r'"([\d.]+)"', points[spot.unit]) for spot in (HUE, HANOI)]
    line = re.findall(r'<line x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"/>', country)
    assert line == [tuple([*places[0], *places[1]])]


def _shown(page: object) -> list[float]:
    return [float(part) for part in page.get_attribute("svg.map >> nth=0", "viewBox").split()]


@pytest.mark.tool("chromium")
def test_the_map_is_zoomed_by_wheel_buttons_and_keys(visit, tmp_path: Path) -> None:
    places = (
        located("H", "Place", HUE),
        located("N", "Place", HANOI),
        route("cao tốc A", (HUE, "routeFrom"), (HANOI, "routeTo")),
    )
    write(tmp_path / "page.html", places)
    with visit.open(tmp_path / "page.html", view="map") as page:
        whole = _shown(page)
        circle = page.locator(".marker circle").first.bounding_box()
        page.click(".map-zoom button >> nth=0")
        assert _shown(page)[2] == pytest.approx(whole[2] / 1.5, abs=0.01)
        larger = page.locator(".marker circle").first.bounding_box()
        assert larger["width"] == pytest.approx(circle["width"], abs=0.5)
        page.click(".map-zoom button >> nth=2")
        assert _shown(page) == whole
        page.mouse.move(circle["x"] + circle["width"] / 2, circle["y"] + circle["height"] / 2)
        page.mouse.wheel(0, -600)
        page.wait_for_function("Number(document.querySelector('svg.map').getAttribute('viewBox').split(' ')[2]) < 200")
        stays = page.locator(".marker circle").first.bounding_box()
        assert stays["x"] == pytest.approx(circle["x"], abs=2) and stays["y"] == pytest.approx(circle["y"], abs=2)
        page.locator(".marker").last.focus()  # brought into sight
        x, y, wide, tall = _shown(page)
        at = [float(page.locator(".marker circle").last.get_attribute(name)) for name in ("cx", "cy")]
        assert x <= at[0] <= x + wide and y <= at[1] <= y + tall
        page.keyboard.press("ArrowLeft")
        assert _shown(page)[0] == pytest.approx(max(0, x - 0.2 * wide), abs=0.01)
        page.keyboard.press("-")
        assert _shown(page)[2] > wide
        page.keyboard.press("0")
        assert _shown(page) == whole
        assert page.locator("#live").inner_text().endswith("×1")


@pytest.mark.tool("chromium")
def test_a_zoomed_map_is_dragged_and_not_clicked(visit, tmp_path: Path) -> None:
    write(tmp_path / "page.html", (located("H", "Place", HUE), located("N", "Place", HANOI)))
    with visit.open(tmp_path / "page.html", view="map") as page:
        page.locator(".marker").first.focus()
        for _ in range(3):
            page.keyboard.press("+")
        before, at = _shown(page), page.locator(".marker circle").first.bounding_box()
        page.mouse.move(at["x"] + 3, at["y"] + 3)
        page.mouse.down()
        page.mouse.move(at["x"] + 53, at["y"] + 33, steps=5)
        page.mouse.up()
        after = _shown(page)
        assert after[0] < before[0] and after[1] < before[1] and after[2] == before[2]
        assert page.url.endswith("#map")


@pytest.mark.tool("chromium")
def test_a_line_opens_its_route_and_lights_up_with_it(visit, tmp_path: Path) -> None:
    text = tmp_path / "a.md"
    text.write_text("# Nghị quyết\n\n1. Đầu tư tuyến đường sắt từ thành phố Hà Nội đến thành phố Hải Phòng.\n", "utf-8")
    kg.build(text, out=tmp_path / "out").close()
    with visit.open(tmp_path / "out" / "graph.html", view="map", height=900) as page:
        page.locator(".atlas >> nth=0").locator(".route .near").dispatch_event("click")
        assert "đường sắt" in title(page) and page.locator(".route[aria-current]").count() >= 1
