"""Search: abbreviations, words of one meaning, names of classes in both languages, numbers of documents, counts by class."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_reader import title

from kg.analyse import to_network
from kg.view import write_html
from kg.view.assets import read_same_words

DOC = "urn:d"


def thing(number: int, cls: str, label: str) -> dict[str, object]:
    """Return an entity."""
    return {"fact": "entity", "id": f"urn:e{number}", "doc": DOC, "class": cls, "label": label, "mentions": []}


@pytest.fixture
def named_path(tmp_path: Path) -> Path:
    """Return a page with things whose names are written out, and a document with a number."""
    facts = [
        {
            "fact": "document",
            "id": DOC,
            "doc": DOC,
            "title": "Quyết định phê duyệt",
            "type": "Decision",
            "number": "844/QĐ-TTg",
        },
        thing(1, "Agent", "Ủy ban nhân dân tỉnh Thái Bình"),
        thing(2, "Port", "cảng Diêm Điền"),
        thing(3, "Instrument", "Chương trình công nghệ thông tin"),
        thing(4, "Road", "đường 221A"),
        thing(5, "Agent", "Thủ tướng Chính phủ"),
        thing(6, "Road", "đường 223"),
    ]
    return write_html(to_network(facts), tmp_path / "page.html", title="t")


def results(page: object, query: str) -> list[str]:
    """Return the names of what is found."""
    page.fill("#search", query)
    page.wait_for_selector("#results [role=option]")
    return page.locator("#results [role=option] bdi").all_text_contents()


@pytest.mark.tool("chromium")
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("CNTT", "Chương trình công nghệ thông tin"),
        ("UBND tinh Thai Binh", "Ủy ban nhân dân tỉnh Thái Bình"),
        ("ủy ban nhân dân", "Ủy ban nhân dân tỉnh Thái Bình"),
        ("hải cảng", "cảng Diêm Điền"),
        ("port", "cảng Diêm Điền"),
        ("844/QĐ-TTg", "Quyết định phê duyệt"),
        ("844 qd", "Quyết định phê duyệt"),
    ],
)
def test_what_people_type_finds_what_documents_write(visit, named_path: Path, query: str, name: str) -> None:
    with visit.open(named_path) as page:
        assert name in results(page, query)


@pytest.mark.tool("chromium")
def test_what_is_called_so_comes_before_what_is_meant(visit, named_path: Path) -> None:
    with visit.open(named_path) as page:
        assert results(page, "duong")[:2] == ["đường 221A", "đường 223"]
        assert results(page, "ttg") == ["Thủ tướng Chính phủ", "Quyết định phê duyệt"]


@pytest.mark.tool("chromium")
def test_counts_by_class_lead_to_their_own(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", view="") as page:
        results(page, "giao thong")
        chips = page.locator("#facets .chip")
        counts = [int(chip.split()[-1]) for chip in chips.all_inner_texts()]
        assert counts[0] == sum(counts[1:]) and len(counts) >= 3
        chips.nth(1).click()
        groups = page.locator("#results [role=group]")
        assert groups.count() == 1 and groups.locator("[role=option]").count() == min(counts[1], 30)
        assert page.evaluate("document.activeElement.id") == "search"
        page.press("#search", "Enter")
        assert title(page) and page.locator("#popup").is_hidden()


@pytest.mark.tool("chromium")
def test_the_counts_are_reached_by_keyboard(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", view="") as page:
        results(page, "giao thong")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.locator("#facets .chip").nth(1).get_attribute("aria-pressed") == "true"
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")


def test_no_word_stands_for_itself_or_twice() -> None:
    pairs = [tuple(pair) for pair in read_same_words()]
    assert len(set(pairs)) == len(pairs) > 60
    assert all(one.lower() != other.lower() and (other, one) not in set(pairs) for one, other in pairs)
