"""Read pages in a browser as a reader would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.analyse import to_network
from kg.view import write_html

pytestmark = pytest.mark.tool("chromium")
MOST_BYTES = 1_500_000


@pytest.fixture
def page_path(small, tmp_path: Path) -> Path:
    """Return the page of the small document."""
    return write_html(small.network, tmp_path / "page.html", title="Nghị quyết", texts=small.texts)


def search(page: object, query: str) -> None:
    """Search and take the first result."""
    page.fill("#search", query)
    page.wait_for_selector("#results li[role=option]")
    page.press("#search", "Enter")


def panel(page: object) -> str:
    """Return the panel's words."""
    return page.inner_text("#panel")


@pytest.mark.parametrize("query", ["cang diem dien", "Cảng Diêm Điền", "DIEM DIEN cang", "cảng biển", "diêm"])
def test_search_finds_the_port_however_typed(visit, page_path: Path, query: str) -> None:
    with visit.open(page_path) as page:
        search(page, query)
        assert page.text_content("#panel h2") == "cảng Diêm Điền"


def test_the_panel_quotes_the_source_at_its_offsets(visit, page_path: Path, small) -> None:
    (text,) = small.texts.values()
    with visit.open(page_path) as page:
        search(page, "tap trung dau tu")
        offsets = page.text_content("#panel .offsets").split()[-1]
        start, end = map(int, offsets.split("–"))
        assert page.text_content("#panel mark") == text[start:end]
        assert page.text_content("#panel mark .trigger") == "Tập trung đầu tư xây dựng"
        assert page.text_content("#panel blockquote").startswith(text[:start].lstrip()[:20])


def test_the_panel_says_what_is_known(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "tap trung dau tu")
        words = panel(page)
        for expected in ("Biện pháp", "Measure", "xây dựng", "nhiệm vụ trọng tâm 1", "2025", "giao thông", "cầu Nghìn"):
            assert expected in words
        search(page, "duong tu thanh pho")
        assert "Tuyến đi từ" in panel(page) and "Tuyến đi đến" in panel(page)
        search(page, "giao so")
        assert "chủ trì" in panel(page) and "công suất: > 3000 tấn" in panel(page)


def test_a_passage_printed_twice_is_cited_twice(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "phat trien manh du lich")
        assert page.locator("#panel mark").all_text_contents() == ["Phát triển mạnh du lịch"] * 2
        assert "in lại" in panel(page)


def test_links_lead_on_and_a_symbol_can_be_clicked(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "duong 221a")
        page.click("#panel .item:has-text('giao thông')")
        assert page.text_content("#panel h2") == "giao thông"
        box = page.locator("#canvas canvas").bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert page.text_content("#panel h2") == "giao thông"
        page.click("#panel .close")
        assert page.locator("#panel h2").count() == 0


def test_measures_are_drawn_on_expanding(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "cang diem dien")
        before = page.locator("#canvas").screenshot()
        page.click("text=Hiện các liên kết")
        page.wait_for_selector("text=Ẩn bớt trên hình")
        page.wait_for_timeout(100)
        expanded = page.locator("#canvas").screenshot()
        page.click("text=Ẩn bớt trên hình")
        page.wait_for_timeout(100)
        assert expanded != before
        assert page.locator("#canvas").screenshot() != expanded


def test_the_language_changes(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "giao thong")
        page.click("[data-language=en]")
        assert page.text_content("#panel h2") == "transport"
        assert "Measures of this sector" in panel(page)
        assert page.get_attribute("html", "lang") == "en"
        page.click("[data-language=vi]")
        assert page.text_content("#panel h2") == "giao thông"


def test_the_keyboard_is_enough_to_search(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        page.keyboard.press("/")
        page.keyboard.type("thai binh")
        page.keyboard.press("ArrowDown")
        chosen = page.text_content("#results [aria-selected=true] bdi")
        page.keyboard.press("Enter")
        assert page.text_content("#panel h2") == chosen
        page.fill("#search", "không có gì như thế")
        assert page.inner_text("#results") == "Không tìm thấy"
        page.keyboard.press("Escape")
        assert page.locator("#results").is_hidden()


def test_a_class_is_hidden_by_the_legend(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        before = page.locator("#canvas").screenshot()
        page.click("#panel [data-class=Sector]")
        page.wait_for_timeout(100)
        assert page.get_attribute("#panel [data-class=Sector]", "aria-pressed") == "false"
        assert page.locator("#canvas").screenshot() != before


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (375, 740)])
def test_nothing_is_wider_than_the_screen(visit, page_path: Path, width: int, height: int) -> None:
    with visit.open(page_path, width=width, height=height) as page:
        search(page, "cang diem dien")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in ("#canvas", "#panel", "#search"):
            box = page.locator(element).bounding_box()
            assert box["width"] > 200 and box["x"] >= 0 and box["x"] + box["width"] <= width
            assert box["y"] + box["height"] <= height + 1


def test_without_texts_the_quotes_are_shown(visit, small, tmp_path: Path) -> None:
    path = write_html(small.network, tmp_path / "page.html", title="t")
    with visit.open(path) as page:
        search(page, "giao so")
        assert page.text_content("#panel mark") == (
            "Giao Sở Giao thông vận tải nâng cấp cảng Diêm Điền, đạt trên 3.000 tấn"
        )
        search(page, "cang diem dien")
        assert page.locator("#panel .offsets").count() == 2


def test_the_real_sample_opens_with_its_sentences(visit, sample_out: Path, sample: Path, tmp_path: Path) -> None:
    lines = (sample_out / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    facts = [json.loads(line) for line in lines]
    text = sample.read_bytes().decode("utf-8")
    path = write_html(to_network(facts), tmp_path / "page.html", title="Thái Bình", texts={facts[0]["id"]: text})
    assert path.stat().st_size < MOST_BYTES
    with visit.open(path) as page:
        search(page, "cang diem dien")
        assert "Diêm Điền" in page.text_content("#panel h2")
        for quote, offsets in zip(
            page.locator("#panel mark").all_text_contents(),
            page.locator("#panel .offsets").all_text_contents(),
            strict=True,
        ):
            start, end = map(int, offsets.split()[-1].split("–"))
            assert quote == text[start:end]


def test_the_page_in_the_graph_folder_opens(visit, sample_out: Path) -> None:
    assert (sample_out / "graph.html").stat().st_size < MOST_BYTES
    with visit.open(sample_out / "graph.html") as page:
        search(page, "duong 221a")
        assert "221A" in page.text_content("#panel h2")
        assert "221A" in page.text_content("#panel mark")
