"""Take away: each format is opened again, the link restores the view, the citation can be pasted."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from page_reader import drawn, said, search, sentence, show, tab, title

from kg.analyse import to_network
from kg.view import write_html

pytestmark = pytest.mark.tool("chromium")


def take(page: object, key: str) -> Path:
    """Press one of the buttons of the menu and return the file that is saved."""
    page.click("#take summary")
    with page.expect_download() as download:
        page.click(f"[data-take={key}]")
    return Path(download.value.path())


def test_a_png_shows_the_whole_drawing_whatever_is_in_sight(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        for _ in range(4):
            page.click("#zoom-in")
        root = ElementTree.fromstring(take(page, "svg").read_bytes())
        raw = take(page, "png").read_bytes()
        assert raw.startswith(b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", raw[16:24])
        assert abs(width / height - float(root.get("width")) / float(root.get("height"))) < 0.01
        assert width >= float(root.get("width")) and len(raw) > 20_000


def test_a_picture_says_what_it_is_and_where_it_is_from(visit, page_path: Path, small) -> None:
    with visit.open(page_path) as page:
        root = ElementTree.fromstring(take(page, "svg").read_bytes())
        words = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text") if one.text]
        assert words[0] == "Nghị quyết"
        assert {"Đường bộ", "Cảng", "Lĩnh vực"} <= set(words)
        assert str(small.facts[0]["title"])[:20] in " ".join(words).split("Nguồn: ")[1]


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
        assert measure["Trích nguyên văn"] == text[int(measure["Từ ký tự"]) : int(measure["Đến ký tự"])]
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


def test_a_link_to_a_file_says_what_to_send_instead(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "cang diem dien")
        page.click("#take summary")
        page.click("[data-take=link]")
        assert page_path.name in page.inner_text("#dialogue ol")
        name = page.input_value("#dialogue .view-name")
        assert name.startswith("#view=")
    with visit.open(page_path, view="") as page:
        page.fill("#search", name)
        page.press("#search", "Enter")
        page.wait_for_selector("#panel h2")
        assert title(page) == "cảng Diêm Điền" and page.input_value("#search") == ""


@pytest.mark.parametrize(
    "fragment", ["#view=", "#view=x", "#view=bnVsbA", "#view=eyJkcmF3biI6W1s5OTk5OTksMCwwLG51bGxdXX0", "#x"]
)
def test_a_broken_link_opens_the_page(visit, page_path: Path, fragment: str) -> None:
    with visit.open(page_path) as page:
        page.goto("about:blank")
        page.goto(page_path.as_uri() + fragment)
        page.wait_for_selector("html[data-ready]", state="attached")
        show(page, "drawing")
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


def test_paper_keeps_the_proportions_of_the_drawing(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        page.evaluate("() => { window.print = () => { window.printed = true; }; }")
        page.click("#take summary")
        page.click("[data-take=print]")
        page.wait_for_function("window.printed")
        page.emulate_media(media="print")
        shape = page.evaluate(
            "(one) => [one.naturalWidth / one.naturalHeight, one.clientWidth / one.clientHeight]",
            page.query_selector("#paper"),
        )
        assert page.locator("#paper").is_visible() and page.locator("#canvas").is_hidden()
        assert abs(shape[0] - shape[1]) < 0.02 * shape[0]


def test_paper_shows_the_drawing_and_the_panel_without_controls(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "cang diem dien")
        page.emulate_media(media="print")
        assert page.locator("#canvas").is_visible() and page.locator("#panel h2").is_visible()
        for control in (".tools.top", ".search", "[role=tablist]", "#panel .actions"):
            assert page.locator(control).first.is_hidden()
