"""Read the text beside the drawing: sentences marked and scrolled to, marks that choose, repairs shown as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_reader import is_in_view, search, sentence, tab, title

from kg.model import Repair, Span
from kg.view import Extras, write_html

pytestmark = pytest.mark.tool("chromium")


def test_the_text_is_shown_as_read(visit, page_path: Path, small) -> None:
    (text,) = small.texts.values()
    with visit.open(page_path) as page:
        assert page.text_content("#text-body") == text


def test_a_chosen_measure_is_scrolled_to_and_its_words_are_the_quote(visit, page_path: Path) -> None:
    with visit.open(page_path, height=500) as page:
        search(page, "giao so")
        quote = page.text_content("#panel blockquote mark")
        assert sentence(page) == quote == "Giao Sở Giao thông vận tải nâng cấp cảng Diêm Điền, đạt trên 3.000 tấn"
        assert is_in_view(page, "#text-body .now", inside="#text-body")


def test_the_sentences_of_a_thing_are_marked_one_after_another(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "cang diem dien")
        quotes = page.locator("#panel blockquote mark").all_text_contents()
        assert page.inner_text("#sentence-at") == "1/2" and sentence(page) == quotes[0]
        page.click("#sentence-next")
        assert page.inner_text("#sentence-at") == "2/2" and sentence(page) == quotes[1]
        assert page.locator("#text-body .hit").all_text_contents() == ["cảng Diêm Điền"] * 2
        page.locator("#panel .read").first.click()
        assert sentence(page) == quotes[0]


def test_a_marked_span_chooses_its_thing(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        page.click("#text-body mark.e:has-text('221A')")
        assert title(page) == "đường 221A"
        page.click("#text-body mark.s:has-text('Tập trung')")
        assert title(page).startswith("Tập trung đầu tư xây dựng")
        second = page.locator("#text-body mark.e:has-text('Diêm Điền')").nth(1)
        second.click()
        assert page.inner_text("#sentence-at") == "2/2"


def test_marks_have_the_colour_of_their_class(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        road = page.locator("#text-body mark.c-Road").first
        assert road.evaluate("one => getComputedStyle(one).borderBottomColor") == "rgb(51, 34, 136)"


def test_the_outline_leads_to_a_section(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        page.click("#outline summary")
        rows = page.locator("#outline li").all_inner_texts()
        assert [row.split()[0] for row in rows] == ["4", "(1)", "(2)"]
        page.locator("#outline .item").first.click()
        assert title(page) == "4 Những nhiệm vụ trọng tâm"
        assert sentence(page) == "4. Những nhiệm vụ trọng tâm"


def test_repairs_are_shown_for_what_they_are(visit, small, tmp_path: Path) -> None:
    ((document, text),) = small.texts.items()
    again = text.rindex("Phát triển mạnh du lịch")
    first = text.index("Phát triển mạnh du lịch")
    break_at = text.index("\n\nPhát triển")
    repairs = [
        Repair("suspect", 0, 4),
        Repair("page-break", break_at, break_at + 2, "x"),
        Repair("repeat", again, again + 23, "printed before", Span(first, first + 23)),
    ]
    extras = Extras(repairs={document: repairs})
    path = write_html(small.network, tmp_path / "page.html", title="t", texts=small.texts, extras=extras)
    with visit.open(path) as page:
        assert page.text_content("#text-body") == text
        assert page.locator("#text-body .r-repeat").first.text_content() == "Phát triển mạnh du lịch"
        assert page.locator("#text-body .r-repeat").first.get_attribute("data-note") == "in lại"
        assert "nghi" in page.locator("#text-body .r-suspect").first.get_attribute("title")
        assert page.locator("#text-body .r-page-break").count() >= 1
        page.click("#repairs summary")
        assert page.locator("#repairs li").count() == 3
        page.click("#repairs .item:has-text('in lại')")
        assert sentence(page) == "Phát triển mạnh du lịch"


def test_the_sample_shows_its_joins_repeats_and_doubtful_words(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html") as page:
        kinds = page.locator("#text-body .repair").evaluate_all(
            "all => [...new Set(all.map((one) => one.className))].join(' ')"
        )
        for kind in ("r-page-break", "r-repeat", "r-running-title", "r-suspect"):
            assert kind in kinds


def test_between_1200_and_700_pixels_the_text_has_a_tab(visit, page_path: Path) -> None:
    with visit.open(page_path, width=1024) as page:
        search(page, "duong 221a")
        assert page.locator("#text").is_hidden()
        page.locator("#panel .read").first.click()
        assert page.locator("#text-body").is_visible() and page.locator("#panel").is_hidden()
        assert page.locator("#text-body .hit").first.text_content() == "đường 221A"
        tab(page, "panel")
        assert page.locator("#panel").is_visible()


def test_a_long_document_is_squeezed_and_reads_the_same(visit, small, tmp_path: Path) -> None:
    line = "Hoàn thành năm 2025. " * 30 + "\n"
    texts = {document: text + line * 3000 for document, text in small.texts.items()}
    path = write_html(small.network, tmp_path / "page.html", title="t", texts=texts)
    assert path.stat().st_size < 1_500_000 < len(*texts.values())
    with visit.open(path) as page:
        search(page, "giao so")
        assert sentence(page) == page.text_content("#panel blockquote mark")
        page.wait_for_selector("#text-body .line:nth-child(3000)", state="attached")
