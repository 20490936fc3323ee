"""Check the page of a graph folder: what it gathers, and that a notebook cell shows it in a frame of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from laid_out import document, of_pages, of_paragraphs, picture_file
from page_reader import search

from kg.config import Options
from kg.errors import ExportError
from kg.pages import Box, SourceLayout, SourceLine, SourcePage
from kg.pipeline import build
from kg.read import Reading, Source
from kg.store import GraphFolder
from kg.store.questions.queries import list_queries
from kg.view import render_folder
from kg.view.extras import MOST_ROWS, list_repairs, read_extras


def test_extras_hold_confidences_repairs_and_answers(sample_out: Path) -> None:
    with GraphFolder(sample_out) as folder:
        (document,) = folder.documents
        extras = read_extras(folder, texts={document: folder.text(document)})
    assert all(0 < sure <= 1 for sure in extras.confidences.values()) and len(extras.confidences) > 250
    assert {repair.kind for repair in extras.repairs[document]} == {"page-break", "repeat", "running-title", "suspect"}
    assert [answer.query.name for answer in extras.answers] == [query.name for query in list_queries()]
    assert all(len(answer.rows) == min(answer.total, MOST_ROWS) for answer in extras.answers)


def test_repairs_of_plain_text_are_none() -> None:
    assert list_repairs("Một câu bình thường.\n") == []


def test_a_folder_keeps_the_repairs_that_its_text_would_give_again(sample_out: Path) -> None:
    with GraphFolder(sample_out) as folder:
        (document,) = folder.documents
        kept, again = folder.repairs(document), list_repairs(folder.text(document))
        assert kept and folder.repairs("https://example.org/doc/none") is None
    assert kept == [replace(repair, note="") for repair in again]


def test_the_page_of_a_folder_is_the_same_every_time(sample_out: Path) -> None:
    with GraphFolder(sample_out) as folder:
        page = str(render_folder(folder))
    assert page == (sample_out / "graph.html").read_text(encoding="utf-8")


@pytest.mark.tool("chromium")
def test_a_notebook_cell_shows_the_page_in_a_frame_that_reaches_nothing(
    browser, sample_out: Path, tmp_path: Path
) -> None:
    with GraphFolder(sample_out) as folder:
        cell = render_folder(folder, title="</iframe><script>")._repr_html_()
    assert re.match(r'<iframe sandbox="allow-scripts allow-downloads" ', cell)
    assert "allow-same-origin" not in cell
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>n</title>{cell}", encoding="utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 800})
    noted: list[str] = []
    page.on("console", lambda message: noted.append(message.text))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(state="attached")
    frame.locator("#search").fill("221a")
    frame.locator("#search").press("Enter")
    assert frame.locator("#panel h2").text_content() == "đường 221A"
    frame.locator("#take summary").click()
    frame.locator("[data-take=link]").click()
    assert "#view=" in frame.locator("#dialogue textarea").input_value()
    assert noted == []
    page.close()


def test_pictures_of_files_that_are_not_kept_are_an_error(sample_out: Path) -> None:
    with GraphFolder(sample_out) as folder, pytest.raises(ExportError, match="--keep-source"):
        render_folder(folder, title="t", page_images=True)


@pytest.mark.tool("chromium")
def test_the_pages_of_a_document_are_on_its_page(tmp_path: Path, visit) -> None:
    one = document(
        of_pages(
            [("paragraph", "KẾ HOẠCH"), ("paragraph", "Xây dựng cầu Nghìn trước năm 2030.")],
            [("furniture", "CÔNG BÁO/Số 5"), ("paragraph", "Nâng cấp cảng Diêm Điền.")],
            labels=("1", "85"),
        )
    )
    reading = Reading([one], {one.sha256: [Source("text", one.name)]})
    build(reading, tmp_path / "out", options=Options())
    with GraphFolder(tmp_path / "out") as folder:
        (name,) = folder.documents
        extras = read_extras(folder, texts={name: folder.text(name)})
    assert [page.label for page in extras.pages[name]] == ["1", "85"]
    assert [repair.kind for repair in extras.repairs[name]] == ["running-title"]
    with visit.open(tmp_path / "out" / "graph.html") as page:
        for words, place in (("cau nghin", "tr. 1 ·"), ("cang diem dien", "tr. 85 (2) ·")):
            search(page, words)
            assert place in page.inner_text("#panel blockquote footer")


@pytest.mark.tool("chromium")
def test_only_quotes_from_pictures_in_a_text_have_a_page(tmp_path: Path, visit) -> None:
    above, below = "Xây dựng cầu Nghìn trước năm 2030.", "Cải tạo đường 221A."
    typed = of_paragraphs(*(("paragraph", words) for words in ("KẾ HOẠCH", above, "Nâng cấp cảng Diêm Điền.", below)))
    blocks = list(typed.layout.blocks)
    blocks[2] = replace(blocks[2], page=0)
    start, end = blocks[2].start_char, blocks[2].end_char
    page = SourcePage(start, end, 1, width=595, height=842, origin="ocr")
    lines = (SourceLine(start, end, 0, Box(80, 80, 520, 92)),)
    one = document(replace(typed, layout=SourceLayout(tuple(blocks), (page,), lines)), name="x.docx")
    build(Reading([one], {one.sha256: [Source("text", one.name)]}), tmp_path / "out", options=Options())
    with visit.open(tmp_path / "out" / "graph.html") as shown:
        for words, is_paged in (("cau nghin", False), ("cang diem dien", True), ("221a", False)):
            search(shown, words)
            assert ("tr. 1" in shown.inner_text("#panel blockquote footer")) is is_paged


@pytest.mark.tool("chromium")
def test_a_quote_shows_its_page_where_pictures_are_asked_for(tmp_path: Path, visit) -> None:
    one = document(of_pages([("paragraph", "KẾ HOẠCH")], [("paragraph", "Nâng cấp cảng Diêm Điền.")]))
    reading = Reading([one], {one.sha256: [Source("text", one.name)]})
    reading.originals = {one.sha256: picture_file("PDF", "red", "blue")}
    build(reading, tmp_path / "out", options=Options(keep_source=True))
    with GraphFolder(tmp_path / "out") as folder:
        plain = render_folder(folder, title="t")
        page = render_folder(folder, title="t", page_images=True).save(tmp_path / "page.html")
    assert 'id="sheets"' not in str(plain) and "data:image/jpeg" not in str(plain)
    assert page.read_text(encoding="utf-8").count("data:image/jpeg") == 1
    with visit.open(page) as shown:
        search(shown, "cang diem dien")
        shown.locator("#panel .show-sheet").first.click()
        assert shown.locator("#panel svg.sheet rect").count() == 1
        assert shown.locator("#panel svg.sheet").get_attribute("aria-label") == "tr. 2"
        shown.locator("#panel .show-sheet").first.click()
        assert shown.locator("#panel svg.sheet").count() == 0
