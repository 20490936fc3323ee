"""Find things on pages in a browser, and read what the panel says of them, as a reader would."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_reader import MIDDLE, drawn, panel, search, sentence, title

from kg.view import write_html

pytestmark = pytest.mark.tool("chromium")
MOST_BYTES = 1_500_000
QUERIES = ("cang diem dien", "Cảng Diêm Điền", "DIEM DIEN cang", "cảng biển", "diêm", "Diem  dien,")


def test_search_finds_the_port_however_typed(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        for query in QUERIES:
            search(page, query)
            assert title(page) == "cảng Diêm Điền", query


def test_results_are_grouped_by_class(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        page.fill("#search", "thai binh")
        page.wait_for_selector("#results [role=option]")
        groups = page.locator("#results [role=group]").evaluate_all("all => all.map((one) => one.ariaLabel)")
        assert len(groups) == len(set(groups)) >= 2
        assert {"Đường bộ", "Địa danh"} <= set(groups)


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
        assert page.inner_text("#panel .words").startswith("Từ thành phố Thái Bình đến cầu Nghìn")
        search(page, "giao so")
        assert "chủ trì" in panel(page) and "công suất: > 3000 tấn" in panel(page)


def test_the_measures_of_a_thing_say_who_when_and_how_much(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "cang diem dien")
        cards = page.locator("#panel .card").all_inner_texts()
        assert len(cards) == 2
        assert "Thời hạn: 2025" in cards[0] and "giao thông" in cards[0]
        assert "Sở Giao thông vận tải" in cards[1] and "chủ trì" in cards[1] and "> 3000 tấn" in cards[1]
        assert page.locator("#panel .card .trigger").all_text_contents() == ["Tập trung đầu tư xây dựng", "nâng cấp"]
        assert page.locator("#panel .card .hit").all_text_contents() == ["cảng Diêm Điền"] * 2
        assert "Hoàn thành vào 2025" in page.inner_text("#panel .words")


def test_a_passage_printed_twice_is_cited_twice(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "phat trien manh du lich")
        assert page.locator("#panel mark").all_text_contents() == ["Phát triển mạnh du lịch"] * 2
        assert "in lại" in panel(page)


def test_links_lead_on_and_a_symbol_can_be_clicked(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "duong 221a")
        page.click("#panel .item:has-text('giao thông')")
        assert title(page) == "giao thông"
        box = page.locator("#canvas canvas").bounding_box()
        page.click("#panel .close")
        assert page.locator("#panel h2").count() == 0
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + MIDDLE)
        assert title(page) == "giao thông"


def test_an_edge_says_what_it_is(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "duong tu thanh pho")
        page.click("#panel [data-depth='1']")
        names = set(drawn(page))
        assert {"cầu Nghìn", "thành phố Thái Bình"} <= names and "cảng Diêm Điền" not in names


def test_the_language_changes(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "giao thong")
        page.click("[data-language=en]")
        assert title(page) == "transport"
        assert "Measures of this sector" in panel(page)
        assert page.get_attribute("html", "lang") == "en"
        assert page.inner_text("#take summary") == "Take away"
        page.click("[data-language=vi]")
        assert title(page) == "giao thông"


def test_without_texts_the_quotes_are_shown(visit, small, tmp_path: Path) -> None:
    path = write_html(small.network, tmp_path / "page.html", title="t")
    with visit.open(path) as page:
        search(page, "giao so")
        assert page.text_content("#panel mark") == (
            "Giao Sở Giao thông vận tải nâng cấp cảng Diêm Điền, đạt trên 3.000 tấn"
        )
        search(page, "cang diem dien")
        assert page.locator("#panel .offsets").count() == 2
        assert "không kèm văn bản" in page.inner_text("#text-body")


def test_a_newcomer_finds_what_is_said_of_the_221a_road_in_three_actions(visit, sample_out: Path) -> None:
    """Type into the box that says search, press Enter: the sentence stands in the panel and, marked, in the text."""
    actions = 0
    with visit.open(sample_out / "graph.html", width=1440, height=900) as page:
        page.fill(f"input[placeholder={page.get_attribute('#search', 'placeholder')!r}]", "221A")
        actions += 1
        page.keyboard.press("Enter")
        actions += 1
        quote = page.text_content("#panel blockquote mark")
        assert "đường 221A" in quote and quote.startswith("Đẩy nhanh tiến độ")
        assert sentence(page) == quote
    assert actions <= 3


def test_the_real_sample_opens_with_its_sentences(visit, sample_out: Path, sample: Path) -> None:
    text = sample.read_bytes().decode("utf-8")
    assert (sample_out / "graph.html").stat().st_size < MOST_BYTES
    with visit.open(sample_out / "graph.html") as page:
        for query in ("cang diem dien", "khu kinh te thai binh", "tin dung", "mat tran to quoc"):
            search(page, query)
            quotes = page.locator("#panel blockquote mark").all_text_contents()
            places = page.locator("#panel .offsets").all_text_contents()
            assert quotes
            for quote, offsets in zip(quotes, places, strict=True):
                start, end = map(int, offsets.split()[-1].split("–"))
                assert quote == text[start:end]
        assert len(drawn(page)) <= 130
