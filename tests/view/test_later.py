"""Check large pages: names are found at once, texts come after the first frame, and what was asked meanwhile completes."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from page_reader import sentence, title

from kg.view import write_html
from kg.view.later import divide, pack_catalogue
from kg.view.payload import pack

HOLD = """
window.held = [];
window.requestIdleCallback = (work) => { window.held.push(work); };
window.release = () => { for (const work of window.held.splice(0)) work(); };
"""


@pytest.fixture
def large_path(small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the page of the small document, divided as that of a large one is."""
    monkeypatch.setattr("kg.view.later.GZIP_ABOVE", 0)
    return write_html(small.network, tmp_path / "large.html", title="Nghị quyết", texts=small.texts)


def test_nothing_is_lost_by_dividing(small) -> None:
    catalogue = pack(small.network, texts=small.texts).catalogue
    before = copy.deepcopy(catalogue)
    first, later = divide(catalogue)
    assert catalogue == before
    for number, flat in zip(later["numbers"], later["spans"], strict=True):
        first["nodes"][number][2] += flat
    for document, text in zip(first["documents"], later["texts"], strict=True):
        assert document[1] is None
        document[1] = text
    assert first.pop("later") is True
    assert first == catalogue


def test_the_first_part_has_a_span_of_each_thing_and_all_of_each_section(small) -> None:
    catalogue = pack(small.network, texts=small.texts).catalogue
    section = catalogue["classes"].index("Section")
    next(node for node in catalogue["nodes"] if node[0] == section)[2].extend([0, 1, 2])
    first, later = divide(catalogue)
    assert any(len(node[2]) == 6 for node in first["nodes"] if node[0] == section)
    assert {len(node[2]) for node in first["nodes"] if node[0] != section} <= {0, 3}
    assert later["numbers"]


def test_a_small_page_is_not_divided(small) -> None:
    catalogue = pack(small.network, texts=small.texts).catalogue
    whole, later = pack_catalogue(catalogue)
    assert later is None and whole.kind == "application/json"
    first, later = pack_catalogue(catalogue, above=100)
    assert first.kind == later.kind == "application/gzip"
    assert (first, later) == pack_catalogue(catalogue, above=100)


def open_held(browser, path: Path, fragment: str = ""):
    """Return a page that is drawn and has its texts still packed, until `release()` is called in it."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page.set_default_timeout(10_000)
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda message: page.errors.append(message.text))
    page.add_init_script(HOLD)
    page.goto(path.as_uri() + fragment)
    page.wait_for_selector("html[data-ready=yes]", state="attached")
    return page


def release(page) -> None:
    """Let the page unpack its texts, and wait until it has."""
    page.evaluate("release()")
    page.wait_for_selector("html[data-ready=whole]", state="attached")


@pytest.mark.tool("chromium")
def test_names_are_found_at_once_and_sentences_when_the_texts_are_there(browser, large_path: Path) -> None:
    page = open_held(browser, large_path)
    page.click("[data-language=en]")
    assert "being unpacked" in page.inner_text("#text-body")
    page.click("[data-language=vi]")
    assert "Đang mở văn bản" in page.inner_text("#text-body")
    page.fill("#search", "cang diem dien")
    assert "cảng Diêm Điền" in page.inner_text("#results")
    assert "Đang mở văn bản" in page.inner_text("#results")
    page.fill("#search", "di cau nghin va cang diem dien vao nam")
    assert page.locator("#results [role=option][id]").count() == 0
    assert "Không tìm thấy" not in page.inner_text("#results")
    release(page)
    assert page.locator("#results [role=option][id]").count() > 0
    assert "Đang mở văn bản" not in page.inner_text("#results")
    page.press("#search", "Enter")
    assert sentence(page) == page.text_content("#panel blockquote mark")
    assert page.errors == []
    page.close()


@pytest.mark.tool("chromium")
def test_what_was_chosen_early_shows_its_quote_when_the_text_is_there(browser, small, large_path: Path) -> None:
    (text,) = small.texts.values()
    page = open_held(browser, large_path)
    page.fill("#search", "cang diem dien")
    page.press("#search", "Enter")
    assert title(page) == "cảng Diêm Điền"
    assert "Đang mở văn bản" in page.inner_text("#panel blockquote")
    release(page)
    quotes = page.locator("#panel blockquote mark").all_text_contents()
    assert len(quotes) > 1 and all(quote in text for quote in quotes)
    assert "Đang mở" not in page.inner_text("#panel") + page.inner_text("#text-body")
    assert sentence(page) == quotes[0]
    assert page.errors == []
    page.close()


@pytest.mark.tool("chromium")
def test_a_table_taken_early_waits_for_its_quotes(browser, small, large_path: Path, tmp_path: Path) -> None:
    (text,) = small.texts.values()
    page = open_held(browser, large_path)
    page.fill("#search", "cang diem dien")
    page.press("#search", "Enter")
    page.click("#take summary")
    with page.expect_download() as download:
        page.click("[data-take=csv]")
        release(page)
    download.value.save_as(tmp_path / "shown.csv")
    assert "cảng Diêm Điền" in text and "cảng Diêm Điền" in (tmp_path / "shown.csv").read_text(encoding="utf-8-sig")
    assert page.errors == []
    page.close()


@pytest.mark.tool("chromium")
def test_a_link_opens_what_it_names_before_and_after_the_texts(browser, large_path: Path) -> None:
    page = open_held(browser, large_path)
    release(page)
    page.fill("#search", "cang diem dien")
    page.press("#search", "Enter")
    quotes = page.locator("#panel blockquote mark").all_text_contents()
    page.click("#take summary")
    page.click("[data-take=link]")
    fragment = "#" + page.input_value("#dialogue textarea").split("#", 1)[1]
    page.close()

    page = open_held(browser, large_path, fragment)
    assert title(page) == "cảng Diêm Điền"
    release(page)
    assert title(page) == "cảng Diêm Điền"
    assert page.locator("#panel blockquote mark").all_text_contents() == quotes
    assert page.errors == []
    page.close()
