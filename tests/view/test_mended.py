"""Small things that a reader stumbled over: focus after a search, sectors that hold finer ones, sliders that do nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_reader import search, tab

from kg.analyse import read_sector_labels, to_network
from kg.view import Extras, write_html
from kg.view.markup import find_marks
from kg.view.page import choose_starts

CROPS, FISH = "Phát triển trồng trọt", "Bảo vệ bờ biển"
TEXT = f"{CROPS}. {FISH}."
DOC = "urn:d"


def farm_facts() -> list[dict[str, object]]:
    """Return two measures: one on agriculture and one on crops, which is finer."""
    document = {"fact": "document", "id": DOC, "doc": DOC, "title": "Nghị quyết"}
    measures = [
        {
            "fact": "measure",
            "id": f"urn:m{number}",
            "doc": DOC,
            "action": "promote",
            "sectors": [sector],
            "start": TEXT.index(quote),
            "end": TEXT.index(quote) + len(quote),
            "quote": quote,
        }
        for number, (quote, sector) in enumerate(((CROPS, "agriculture.crops"), (FISH, "agriculture")))
    ]
    return [document, *measures]


def farm_page(folder: Path, **extras: object) -> Path:
    """Write the page of the two measures."""
    network = to_network(farm_facts(), sector_labels=read_sector_labels())
    return write_html(network, folder / "page.html", title="t", texts={DOC: TEXT}, extras=Extras(**extras))


@pytest.mark.tool("chromium")
def test_a_sector_holds_its_finer_sectors(visit, tmp_path: Path) -> None:
    with visit.open(farm_page(tmp_path)) as page:
        tab(page, "filters")
        page.select_option("#filter-sector", label="nông nghiệp")
        assert page.locator("#fitting article").count() == 2
        page.select_option("#filter-sector", label="trồng trọt")
        assert page.locator("#fitting article").count() == 1


@pytest.mark.tool("chromium")
@pytest.mark.parametrize(("sures", "shown"), [((0.98, 0.98), False), ((0.71, 0.98), True)])
def test_the_slider_of_confidence_is_there_where_it_does_something(visit, tmp_path: Path, sures, shown: bool) -> None:
    path = farm_page(tmp_path, confidences={"urn:m0": sures[0], "urn:m1": sures[1]})
    with visit.open(path) as page:
        tab(page, "filters")
        assert page.locator("#filter-sure").is_visible() is shown
        if shown:
            page.focus("#filter-sure")
            page.keyboard.press("End")
            assert page.locator("#fitting article").count() == 1
            page.keyboard.press("Home")
            assert page.locator("#filtered").is_hidden()


@pytest.mark.tool("chromium")
def test_keys_after_a_search_act_on_what_was_found(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        search(page, "cang diem dien")
        page.keyboard.press("h")
        assert page.input_value("#search") == "cang diem dien"
        assert "đã ẩn" in page.text_content("#live")


@pytest.mark.tool("chromium")
def test_the_first_tab_leads_to_the_drawing(visit, page_path: Path) -> None:
    with visit.open(page_path) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "canvas"


@pytest.mark.tool("chromium")
def test_the_text_shows_headings_and_bold_words_without_their_signs(visit, tmp_path: Path) -> None:
    text = f"# Mục lớn\n\n**Đậm** và thường. {CROPS}. {FISH}."
    facts = farm_facts()
    for fact in facts[1:]:
        fact["start"] = text.index(str(fact["quote"]))
        fact["end"] = fact["start"] + len(str(fact["quote"]))
    path = write_html(to_network(facts), tmp_path / "page.html", title="t", texts={DOC: text})
    with visit.open(path, width=1440) as page:
        assert page.text_content("#text-body") == text
        widths = page.locator("#text-body .sign").evaluate_all("all => all.map((one) => one.offsetWidth)")
        assert widths == [0, 0, 0]
        assert "Đậm" in page.locator("#text-body .head").all_text_contents()


@pytest.mark.tool("chromium")
def test_a_phone_sees_the_whole_drawing_with_labels(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", width=375, height=740, has_touch=True, is_mobile=True) as page:
        found = page.evaluate(
            """() => new Promise((resolve) => {
              const canvas = document.querySelector("#canvas canvas");
              const context = canvas.getContext("2d");
              const said = [];
              const proto = CanvasRenderingContext2D.prototype;
              const fill = proto.fillText;
              proto.fillText = function (text, x, y) {
                const place = this.getTransform().transformPoint(new DOMPoint(x, y));
                said.push([text, parseFloat(this.font.match(/([\\d.]+)px/)[1]) * this.getTransform().a, place.x, place.y]);
                return fill.apply(this, arguments);
              };
              document.getElementById("fit").click();
              document.getElementById("theme").click();
              setTimeout(() => resolve([said, canvas.width, canvas.height]), 500);
            })"""
        )
        said, width, height = found
        assert len({text for text, *_ in said}) >= 4
        assert all(size >= 6.5 and 0 <= x <= width and 0 <= y <= height for _, size, x, y in said)


def test_marks_that_are_no_markdown_are_shown() -> None:
    assert find_marks("5 * 3 = 15, số_liệu, A# và #1") == ([], [])
    assert find_marks("## Mục\n**đậm** *nghiêng*") == ([(0, 3), (7, 9), (12, 14), (15, 16), (23, 24)], [(9, 12)])


def test_a_reader_starts_with_works_that_have_a_name_of_their_own() -> None:
    def work(number: int, cls: str, label: str) -> dict[str, object]:
        return {"fact": "entity", "id": f"urn:w{number}", "doc": DOC, "class": cls, "label": label, "mentions": []}

    facts = [
        farm_facts()[0],
        work(1, "Road", "đường từ thành phố Thái Bình đi cầu Nghìn"),
        work(2, "Port", "cảng biển"),
        work(3, "Port", "cảng Diêm Điền"),
        work(4, "Road", "đường 221A"),
        {"fact": "entity", "id": "urn:p", "doc": DOC, "class": "Place", "label": "Thái Bình", "mentions": []},
        {
            "fact": "relation",
            "id": "urn:r",
            "doc": DOC,
            "subject": "urn:w1",
            "predicate": "routeFrom",
            "object": "urn:p",
        },
    ]
    network = to_network(facts)
    assert {network.nodes[node]["label"] for node in choose_starts(network)} == {"cảng Diêm Điền", "đường 221A"}
