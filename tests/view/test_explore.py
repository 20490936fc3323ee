"""Explore: expand, collapse, hide, pin, focus, undo, filter, find a path, colour communities, start again."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_reader import MIDDLE, act, drawn, panel, said, search, tab, title

pytestmark = pytest.mark.tool("chromium")


def neighbours(page: object) -> set[str]:
    """Return the names that the panel lists under its links."""
    while page.locator("#panel h3:has-text('Liên kết') ~ .items .more").count():
        page.locator("#panel h3:has-text('Liên kết') ~ .items .more").first.click()
    names = page.locator("#panel h3:has-text('Liên kết') ~ .items .item bdi").all_text_contents()
    tied = page.locator("#panel h4:has-text('Gắn với nó') ~ .items .item bdi").count()
    return set(names[: len(names) - tied])


def test_what_was_searched_for_is_drawn_with_all_that_the_panel_lists(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        before = drawn(page)
        search(page, "cang diem dien")
        after = drawn(page)
        listed = neighbours(page)
        assert len(listed) >= 2 and listed <= set(after)
        page.click("#undo")
        assert drawn(page) == before


def test_measures_are_taken_away_on_collapsing_and_drawn_on_expanding(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "cang diem dien")
        before = drawn(page)
        act(page, "collapse")
        collapsed = drawn(page)
        assert set(collapsed) < set(before)
        assert any(name.startswith("Tập trung đầu tư") for name in set(before) - set(collapsed))
        act(page, "expand")
        assert sorted(drawn(page)) == sorted(before)


def test_the_camera_shows_what_expanding_draws(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "cang diem dien")
        act(page, "collapse")
        for _ in range(5):
            page.click("#zoom-in")
        act(page, "expand")
        names = neighbours(page)
        found = page.evaluate(
            """() => new Promise((resolve) => {
              const canvas = document.querySelector("#canvas canvas");
              const said = [];
              const fill = CanvasRenderingContext2D.prototype.fillText;
              CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
                const place = this.getTransform().transformPoint(new DOMPoint(x, y));
                if (place.x > 0 && place.y > 0 && place.x < canvas.width && place.y < canvas.height) said.push(text);
                return fill.apply(this, arguments);
              };
              document.getElementById("theme").click();
              setTimeout(() => resolve(said.join(" ")), 500);
            })"""
        )
        assert names and all(name.split()[0] in found for name in names)


def test_a_filter_is_drawn_in_groups_and_much_of_it_said_to_be_a_list(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html") as page:
        tab(page, "filters")
        page.select_option("#filter-sector", label="doanh nghiệp, đầu tư")
        fitting = int(page.inner_text("#fitting-count").split()[0])
        page.click("#draw-fitting")
        assert f"trong {fitting} " in page.inner_text("#note")
        page.click("#note button")
        assert page.inner_text("#view-overview p.also").startswith(f"{fitting} ")
        page.click("[data-view-tab=drawing]")
        page.click("#reset")
        assert page.locator("#note").is_hidden()


def test_the_legend_tells_lines_sizes_and_communities(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html") as page:
        page.click("#legend summary")
        words = page.inner_text("#legend .signs")
        for said_ in ("nét liền", "nét đứt", "càng to", "viền cam"):
            assert said_ in words
        assert page.locator("#legend .swatch").count() == 0
        page.click("#communities")
        assert page.locator("#legend .swatch").count() >= 2 and "quanh " in page.inner_text("#legend .signs")


def test_hiding_can_be_undone_and_redone(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "cang diem dien")
        act(page, "hide")
        assert "đã ẩn" in said(page)
        assert "cảng Diêm Điền" not in drawn(page)
        page.click("#undo")
        assert "cảng Diêm Điền" in drawn(page) and title(page) == "cảng Diêm Điền"
        page.click("#redo")
        assert "cảng Diêm Điền" not in drawn(page)
        assert page.locator("#redo").is_disabled()


def test_what_is_pinned_stays_when_its_neighbour_is_collapsed(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "cang diem dien")
        page.click("#panel .items .item:has-text('Tập trung đầu tư')")
        measure = title(page)
        act(page, "pin")
        assert page.get_attribute("#pin", "aria-pressed") == "true"
        search(page, "cang diem dien")
        act(page, "collapse")
        assert measure in drawn(page)


def test_focus_shows_what_lies_within_so_many_steps(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "duong 221a")
        page.click("#panel [data-depth='1']")
        one = drawn(page)
        page.click("#panel [data-depth='2']")
        two = drawn(page)
        assert set(one) < set(two)
        assert [name[:9] for name in one] == ["đường 221", "Tập trung"]
        page.click("#reset")
        assert "du lịch" in drawn(page) and page.locator("#panel h2").count() == 0


def test_a_class_is_hidden_by_the_legend(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        page.click("#panel [data-class=Sector]")
        assert page.get_attribute("#panel [data-class=Sector]", "aria-pressed") == "false"
        assert "du lịch" not in drawn(page)
        page.click("#legend summary")
        page.click("#legend [data-class=Sector]")
        assert "du lịch" in drawn(page)


def test_filters_by_sector_body_and_year(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        tab(page, "filters")
        page.select_option("#filter-sector", label="du lịch")
        assert "1 biện pháp" in page.inner_text("#fitting-count")
        assert page.inner_text("#fitting mark") == "Phát triển mạnh du lịch"
        names = drawn(page)
        assert "du lịch" in names and "cảng Diêm Điền" not in names
        page.click("#filtered button")
        page.select_option("#filter-body", label="Sở Giao thông vận tải")
        assert "2 biện pháp" in page.inner_text("#fitting-count")
        page.locator("#filters [data-clear]").click()
        assert "cảng Diêm Điền" in drawn(page) and page.locator("#filtered").is_hidden()


def test_the_slider_chooses_due_years(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html") as page:
        tab(page, "filters")
        page.focus("#filter-to")
        page.keyboard.press("Home")
        assert page.inner_text("#filter-years") == "2021"
        quotes = page.locator("#fitting .card").all_inner_texts()
        assert len(quotes) == int(page.inner_text("#fitting-count").split()[0]) > 0
        assert all("Thời hạn: " in quote for quote in quotes)
        page.focus("#filter-to")
        page.keyboard.press("End")
        assert page.inner_text("#filter-years") == "mọi thời hạn"


def test_what_fits_can_be_drawn(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        tab(page, "filters")
        page.select_option("#filter-priority", label="nhiệm vụ trọng tâm 2")
        page.click("#draw-fitting")
        names = drawn(page)
        assert any(name.startswith("Giao Sở") for name in names) and "đường 221A" not in names


def test_relations_can_be_left_out(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        before = page.locator("#canvas").screenshot()
        tab(page, "filters")
        page.click("#filters summary")
        page.uncheck("#relations input[value=sector]")
        page.uncheck("#relations input[value=inSection]")
        page.wait_for_timeout(100)
        assert page.locator("#canvas").screenshot() != before
        assert "đã ẩn" in said(page)


def test_a_path_leads_through_measures_and_not_through_left_out_classes(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "duong 221a")
        act(page, "pathFrom")
        assert page.evaluate("document.activeElement.id") == "search"
        search(page, "so giao thong")
        assert "4 bước" in said(page)
        steps = [step.strip() for step in page.locator("#panel .steps .item").all_inner_texts()]
        assert steps[0] == "đường 221A" and steps[-1] == "Sở Giao thông vận tải"
        assert sorted(drawn(page)) == sorted(steps)
        page.click("#panel .chips .chip:has-text('Biện pháp')")
        assert "Không có đường nối" in panel(page)
        page.click("#panel .chips .chip:has-text('Biện pháp')")
        assert page.locator("#panel .steps .item").count() == len(steps)


def test_communities_are_coloured_on_request(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html") as page:
        before = page.locator("#canvas").screenshot()
        page.click("#communities")
        found = int(said(page).split()[0])
        assert 2 <= found <= 60
        page.wait_for_timeout(100)
        assert page.locator("#canvas").screenshot() != before
        page.click("#communities")
        assert "Màu theo loại" in said(page)


def middle(page: object) -> tuple[float, float]:
    """Choose a thing from the list to start with, and return where its symbol stands then."""
    page.click("#panel .item:has-text('cảng Diêm Điền')")
    box = page.locator("#canvas canvas").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + MIDDLE


def test_a_double_click_expands_and_can_be_undone(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        count = len(drawn(page))
        page.mouse.dblclick(*middle(page))
        page.wait_for_selector("#panel [data-act=collapse]")
        assert len(drawn(page)) > count
        page.click("#undo")
        assert len(drawn(page)) == count and page.locator("#undo").is_disabled()


def test_a_drag_can_be_undone(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        x, y = middle(page)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y + 40, steps=4)
        page.mouse.up()
        page.wait_for_selector("#undo:not([disabled])")
        page.click("#undo")
        assert page.locator("#undo").is_disabled()
