"""Everyone can use a page: axe-core finds nothing serious, the keyboard is enough, it fits a phone, themes have contrast."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from page_reader import act, drawn, panel, said, search, sentence, show, tab, title

pytestmark = pytest.mark.tool("chromium")


def findings(page: object) -> list[str]:
    """Return what axe-core calls serious or critical."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 375])
def test_axe_finds_nothing_serious(visit, sample_out: Path, scheme: str, width: int) -> None:
    with visit.open(sample_out / "graph.html", width=width, color_scheme=scheme) as page:
        assert page.get_attribute("html", "data-theme") == scheme
        assert findings(page) == []
        page.fill("#search", "khu kinh te")
        page.wait_for_selector("#results [role=option]")
        assert findings(page) == []
        page.press("#search", "Enter")
        assert findings(page) == []
        tab(page, "filters")
        assert findings(page) == []
        page.click("#as-table")
        assert findings(page) == []
        for view in ("overview", "who", "when", "map", "ask"):
            show(page, view)
            assert findings(page) == [], view
        show(page, "overview")
        page.click("[data-list='gap:time']")
        assert findings(page) == []
        show(page, "who")
        page.fill("#who-filter", "ban chap hanh dang bo tinh khoa xx")
        assert findings(page) == []
        show(page, "when")
        page.fill("#when-today", "2025-06-30")
        page.click("#when-year-2025")
        assert findings(page) == []
        show(page, "map")
        page.locator("#view-map .marker").first.click()
        assert findings(page) == []
        show(page, "ask")
        page.locator(".question").nth(8).click()
        assert findings(page) == []
        page.locator("#view-ask .row-quote").first.click()
        if page.locator("#sketch").get_attribute("open") is None:
            page.click("#sketch summary")
        page.wait_for_selector("#sketch .spoke")
        assert findings(page) == []


def test_the_keyboard_is_enough(visit, page_path: Path) -> None:
    """Search, read, expand, hide, undo, find a path, filter, look at the table, change theme and language: no mouse."""
    with visit.open(page_path, width=1440) as page:
        press = page.keyboard.press
        press("/")
        page.keyboard.type("cang diem")
        press("ArrowDown")
        press("ArrowUp")
        press("Enter")
        assert title(page) == "cảng Diêm Điền" and "Diêm Điền" in sentence(page)
        page.focus("#canvas")
        names = drawn_by_key(page)
        press("e")
        assert "hiện thêm" in said(page)
        press("u")
        assert drawn_by_key(page) == names
        press("h")
        assert "đã ẩn" in said(page)
        press("Control+z")
        press("p")
        assert "đã ghim" in said(page)
        press("w")
        page.keyboard.type("221a")
        press("Enter")
        assert "bước" in said(page) and page.locator("#panel .steps .item").count() >= 3
        page.focus("#canvas")
        press("Escape")
        assert page.locator("#panel h2").count() == 0
        page.focus("#tab-panel")
        press("ArrowRight")
        assert page.get_attribute("#tab-filters", "aria-selected") == "true"
        press("Tab")
        press("Tab")
        assert page.evaluate("document.activeElement.id") == "filter-sector"
        page.focus("#theme")
        press("Enter")
        assert page.get_attribute("html", "data-theme") == "dark"
        page.focus("[data-language=en]")
        press("Space")
        assert page.get_attribute("html", "lang") == "en"
        press("?")
        assert page.locator("#dialogue").is_visible()
        press("Escape")
        assert page.locator("#dialogue").is_hidden()


def drawn_by_key(page: object) -> list[str]:
    """Return the names of what is drawn, from the table that the key t shows."""
    page.keyboard.press("t")
    names = page.locator("#table tbody th bdi").all_text_contents()
    page.click("#as-table")
    page.focus("#canvas")
    return names


def test_arrows_walk_over_the_drawing(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "giao thong")
        page.focus("#canvas")
        seen = {title(page)}
        for key in ("ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"):
            page.keyboard.press(key)
            seen.add(title(page))
        assert len(seen) >= 3


def test_arrows_walk_over_the_marks_of_the_text(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        page.focus("#text-body")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        mark = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        assert mark in title(page) or mark in panel(page)


def test_what_happens_is_announced(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        assert page.get_attribute("#live", "aria-live") == "polite"
        page.fill("#search", "cang")
        assert "kết quả" in said(page)
        page.press("#search", "Enter")
        act(page, "collapse")
        assert said(page).split()[0].isdigit()
        page.click("#as-table")
        assert "bảng" in said(page)
        assert page.locator("#table caption").inner_text().split()[0] == str(page.locator("#table tbody tr").count())


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 800), (1024, 768), (375, 740), (320, 640)])
def test_nothing_is_wider_than_the_screen(visit, page_path: Path, width: int, height: int) -> None:
    with visit.open(page_path, width=width, height=height) as page:
        search(page, "cang diem dien")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in ("#canvas", "#panel", "#search"):
            box = page.locator(element).bounding_box()
            assert box["width"] > 200 and box["x"] >= 0 and box["x"] + box["width"] <= width + 1
            assert box["y"] + box["height"] <= height + 1


def test_a_phone_is_enough(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", width=375, height=740, has_touch=True, is_mobile=True) as page:
        page.tap("#search")
        page.keyboard.type("221a")
        page.tap("#results [role=option]")
        quote = page.text_content("#panel blockquote mark")
        assert "đường 221A" in quote
        page.locator("#panel .read").first.tap()
        assert page.locator("#text-body").is_visible() and sentence(page) == quote
        page.tap("[data-tab=panel]")
        page.locator("#panel .chips .chip").first.tap()
        assert title(page) != "đường 221A"
        page.tap("#undo") if page.locator("#undo").is_enabled() else None
        buttons = page.locator(".tools button:visible, #panel .item:visible").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect().height)"
        )
        assert buttons and min(buttons) >= 30


def test_the_theme_can_be_chosen(visit, page_path: Path) -> None:
    with visit.open(page_path, color_scheme="dark") as page:
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.click("#theme")
        assert page.get_attribute("html", "data-theme") == "light"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
        assert drawn(page)
