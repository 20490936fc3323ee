"""Take away: each format is opened again, the link restores the view, the citation can be pasted."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from page_reader import act, drawn, said, search, sentence, tab, title

from kg.analyse import to_network
from kg.view import write_html

pytestmark = pytest.mark.tool("chromium")


def take(page: object, key: str) -> Path:
    """Press one of the buttons of the menu and return the file that is saved."""
    page.click("#take summary")
    with page.expect_download() as download:
        page.click(f"[data-take={key}]")
    return Path(download.value.path())


def test_a_png_has_the_size_of_the_drawing(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        raw = take(page, "png").read_bytes()
        assert raw.startswith(b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", raw[16:24])
        box = page.locator("#canvas canvas").bounding_box()
        assert abs(width - box["width"]) <= 1 and abs(height - box["height"]) <= 1
        assert len(raw) > 5000


def test_an_svg_names_all_that_is_drawn(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        names = drawn(page)
        root = ElementTree.fromstring(take(page, "svg").read_bytes())
        titles = [one.text for one in root.iter("{http://www.w3.org/2000/svg}title")]
        for name in names:
            assert any(title_ and name[:40] in title_ for title_ in titles), name
        assert len([*root.iter("{http://www.w3.org/2000/svg}line")]) > 10


def test_a_csv_has_a_row_for_all_that_is_drawn(visit, page_path: Path, small) -> None:
    (text,) = small.texts.values()
    with visit.open(page_path) as page:
        search(page, "giao so")
        names = drawn(page)
        raw = take(page, "csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = [*csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))]
        assert [row["Tên"] for row in rows] == names
        measure = next(row for row in rows if row["Tên"].startswith("Giao Sở"))
        assert measure["Trích nguyên văn"] == text[int(measure["start"]) : int(measure["end"])]
        assert "Sở Giao thông vận tải (chủ trì" in measure["Cơ quan"]
        assert measure["IRI"] in small.network


def test_a_csv_holds_no_formula(visit, tmp_path: Path) -> None:
    facts = [
        {"fact": "document", "id": "urn:d", "doc": "urn:d", "title": "d"},
        {"fact": "entity", "id": "urn:r", "doc": "urn:d", "class": "Road", "label": '=HYPERLINK("x")', "mentions": []},
    ]
    path = write_html(to_network(facts), tmp_path / "page.html", title="=1+1")
    with visit.open(path) as page:
        rows = [*csv.reader(io.StringIO(take(page, "csv").read_bytes().decode("utf-8-sig"), newline=""))]
        assert rows[2][0] == '\'=HYPERLINK("x")'


def test_a_link_restores_the_view(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        page.click("[data-language=en]")
        page.click("#theme")
        search(page, "cang diem dien")
        act(page, "expand")
        tab(page, "filters")
        page.select_option("#filter-sector", label="transport")
        names = drawn(page)
        page.click("#take summary")
        page.click("[data-take=link]")
        link = page.input_value("#dialogue textarea")
        assert link.startswith(page_path.as_uri() + "#view=")
        page.keyboard.press("Escape")
        page.goto("about:blank")
        page.goto(link)
        page.wait_for_selector("html[data-ready]", state="attached")
        assert page.get_attribute("html", "lang") == "en" and page.get_attribute("html", "data-theme") == "dark"
        assert title(page) == "cảng Diêm Điền"
        assert drawn(page) == names
        assert page.locator("#filtered").is_visible()
        assert "Diêm Điền" in sentence(page)


@pytest.mark.parametrize(
    "fragment", ["#view=", "#view=x", "#view=bnVsbA", "#view=eyJkcmF3biI6W1s5OTk5OTksMCwwLG51bGxdXX0", "#x"]
)
def test_a_broken_link_opens_the_page(visit, page_path: Path, fragment: str) -> None:
    with visit.open(page_path) as page:
        page.goto("about:blank")
        page.goto(page_path.as_uri() + fragment)
        page.wait_for_selector("html[data-ready]", state="attached")
        assert "du lịch" in drawn(page)


def test_a_link_to_another_edition_still_finds_the_chosen_thing(visit, small, page_path: Path, tmp_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "cang diem dien")
        page.click("#take summary")
        page.click("[data-take=link]")
        link = page.input_value("#dialogue textarea")
        other = [fact for fact in small.facts if "221A" not in str(fact.get("label"))]
        newer = write_html(to_network(other), tmp_path / "newer.html", title="t")
        page.goto(link.replace(page_path.as_uri(), newer.as_uri()))
        page.wait_for_selector("html[data-ready]", state="attached")
        assert title(page) == "cảng Diêm Điền"
        assert "bản khác" in said(page)


def test_a_citation_names_quote_document_section_and_characters(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "giao so")
        page.locator("#panel .cite").first.click()
        words = page.input_value("#dialogue textarea")
        assert words.startswith("“Giao Sở Giao thông vận tải nâng cấp cảng Diêm Điền, đạt trên 3.000 tấn” (")
        assert "Đã chép" in said(page)
        page.keyboard.press("Escape")
        page.fill("#search", "")
        page.keyboard.press("Control+v")
        assert page.input_value("#search") == words
        assert "NGHỊ QUYẾT THỬ" in words and "mục (2)" in words and "ký tự " in words and "tr. " not in words


def test_a_citation_names_the_page_where_the_text_keeps_form_feeds(visit, small, tmp_path: Path) -> None:
    texts = {
        document: text.replace("\n\n(1)", "\n\f(1)").replace("\n\n(2)", "\n\f(2)")
        for document, text in small.texts.items()
    }
    path = write_html(small.network, tmp_path / "page.html", title="t", texts=texts)
    with visit.open(path) as page:
        search(page, "giao so")
        assert "tr. 3" in page.inner_text("#panel blockquote footer")


def test_paper_shows_the_drawing_and_the_panel_without_controls(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "cang diem dien")
        page.emulate_media(media="print")
        assert page.locator("#canvas").is_visible() and page.locator("#panel h2").is_visible()
        for control in (".tools.top", ".search", "[role=tablist]", "#panel .actions"):
            assert page.locator(control).first.is_hidden()
