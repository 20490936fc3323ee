"""Several documents: a band for each, what they share in the middle, a filter and a reading pane for each."""

from __future__ import annotations

import json
import math
from pathlib import Path

import networkx as nx
import pytest
from page_reader import drawn, search, tab, title

from kg.analyse import to_network
from kg.view import write_html
from kg.view.bands import INNER, lay_out_bands, measure_bands, owner
from kg.view.skeleton import choose_skeleton


@pytest.fixture
def three(small) -> tuple[nx.MultiDiGraph, dict[str, str]]:
    """Return three documents made of the small one: works and places are the same things, parts are each one's own."""
    ((document, text),) = small.texts.items()
    facts: list[dict[str, object]] = []
    texts = {}
    for number in range(3):
        words = json.dumps(small.facts, ensure_ascii=False).replace("/doc/thu", f"/doc/thu{number}")
        copied = json.loads(words)
        copied[0]["title"] = f"Văn bản {number}"
        if number:
            copied = [fact for fact in copied if "221A" not in str(fact.get("label"))]
        facts += copied
        texts[document.replace("/doc/thu", f"/doc/thu{number}")] = text
    return to_network(facts), texts


def test_each_document_has_a_band_and_what_is_shared_stands_in_the_middle(three) -> None:
    network, texts = three
    shown = choose_skeleton(network)
    bands = measure_bands(network, shown)
    assert [*bands] == [*texts]
    ends = [angle for band in bands.values() for angle in band]
    assert ends[1:-1:2] == ends[2::2] and math.isclose(ends[-1] - ends[0], 2 * math.pi)
    places = lay_out_bands(network, shown, bands=bands)
    assert set(places) == set(shown)
    for node, (x, y) in places.items():
        whose = owner(network, node, [*texts])
        radius, angle = math.hypot(x, y / 0.8), math.atan2(y / 0.8, x)
        if whose is None:
            assert radius <= INNER
            continue
        begin, end = bands[whose]
        assert radius > INNER and begin <= begin + (angle - begin) % (2 * math.pi) <= end
    labels = {network.nodes[node]["label"]: owner(network, node, [*texts]) for node in shown}
    assert labels["cảng Diêm Điền"] is None and labels["đường 221A"] == next(iter(texts))


def test_one_document_has_no_band(small) -> None:
    assert measure_bands(small.network, choose_skeleton(small.network)) == {}


@pytest.mark.tool("chromium")
def test_documents_are_filtered_and_read_one_by_one(visit, three, tmp_path: Path) -> None:
    network, texts = three
    path = write_html(network, tmp_path / "page.html", title="3 văn bản", texts=texts)
    with visit.open(path, width=1440) as page:
        tab(page, "filters")
        page.select_option("#filter-doc", label="Văn bản 1")
        names = drawn(page)
        assert "Văn bản 1" in names and "Văn bản 0" not in names
        page.locator("#filters [data-clear]").click()
        assert "Văn bản 0" in drawn(page)
        page.select_option("#document", label="Văn bản 2")
        assert title(page) == "Văn bản 2"
        search(page, "giao so")
        search(page, "cang diem dien")
        assert page.inner_text("#sentence-at") == "1/6"
        for _ in range(2):
            page.click("#sentence-next")
        assert page.input_value("#document") == "1"
        assert "Văn bản 1" in page.locator("#panel blockquote footer").nth(2).inner_text()
