"""The map in a browser: a point chosen by mouse or by keys shows its quotes; print shows all; nothing leaves."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from kg.view.papers.map import render_map

pytestmark = pytest.mark.tool("chromium")


@pytest.fixture
def path(sample_out, tmp_path):
    lines = (sample_out / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "map.html"
    path.write_text(render_map([json.loads(line) for line in lines]), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_serious(visit, path, width, scheme):
    with visit.open(path, width=width, ready="main", color_scheme=scheme) as page:
        for _ in range(2):
            found = Axe().run(page).response["violations"]
            assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
            page.locator("svg a").first.click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_point_opens_its_quotes_by_mouse_and_by_keys(visit, path):
    with visit.open(path, width=1280, ready="main") as page:
        assert page.locator(".entry:visible").count() == 0
        page.locator("svg a", has_text="tỉnh Thái Bình").first.click()
        shown = page.locator(".entry:visible")
        assert shown.count() == 1
        assert "cảng Diêm Điền" in shown.inner_text()
        page.locator("svg a", has_text="thành phố Thái Bình").first.focus()
        page.keyboard.press("Enter")
        assert page.locator(".entry:visible h2").inner_text() == "thành phố Thái Bình"


def test_print_shows_every_entry(visit, path):
    with visit.open(path, width=1280, ready="main") as page:
        page.emulate_media(media="print")
        assert page.locator(".entry:visible").count() == page.locator(".entry").count() > 1
