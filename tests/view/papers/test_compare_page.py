"""The page on the documents of a folder: whole, escaped, drawn, usable by everyone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from kg.analyse.across import compare_folder
from kg.view.papers.compare import render_compare, write_markdown

BAD = '</svg><script>alert("1")</script>'


def plan(name: str, issued: str, value: float, year: str) -> list[dict]:
    doc = f"https://example.vn/id/doc/{name}"
    head = {
        "fact": "document",
        "id": doc,
        "doc": doc,
        "title": f"Kế hoạch {BAD}",
        "number": f"{name}/KH",
        "type": "Plan",
    }
    act = "https://example.vn/id/instrument/x"
    links = {"issued": issued, "issuer": f"Bộ {name}", "based_on": [{"id": act, "start": 3, "end": 9}]}
    aim = {"indicator": f"tỷ lệ {BAD}", "comparator": "=", "value": value, "unit": "%", "due": year}
    return [
        head | links,
        {"fact": "entity", "id": act, "doc": doc, "class": "Instrument", "label": f"Luật {BAD}", "mentions": [[3, 9]]},
        {"fact": "target", "id": f"{doc}/t", "doc": doc, "start": 20, "end": 30, "quote": f"đạt {value}% {BAD}"} | aim,
        {"fact": "measure", "id": f"{doc}/m", "doc": doc, "start": 40, "end": 60, "quote": f"Xây cầu Nghìn {BAD}"}
        | {"trigger": [40, 43], "action": "build", "sectors": ["transport"], "due": year},
    ]


@pytest.fixture
def comparison():
    return compare_folder([*plan("a", "2021-01-02", 30, "2025"), *plan("b", "2024-01-02", 40, "2030")], by="year")


def test_the_page_runs_nothing_and_is_the_same_at_every_run(comparison):
    page = render_compare(comparison)
    assert page == render_compare(comparison)
    assert "<script" not in page
    assert page.count("<svg") == page.count("</svg>") == 2
    for series in comparison.series:
        for point in series.points:
            assert f"[{point.place.start}–{point.place.end}]" in page


def test_markdown_has_all_parts(comparison):
    text = write_markdown(comparison, lang="en")
    assert "| 2021 | 2021-01-02 | 2025 | 30 | a/KH |" in text
    assert "<script>" not in text
    assert "based on" in text


@pytest.mark.tool("chromium")
@pytest.mark.parametrize("width", [1280, 375])
def test_the_page_is_for_everyone(visit, comparison, tmp_path, width):
    path = tmp_path / "compare.html"
    path.write_text(render_compare(comparison), encoding="utf-8")
    with visit.open(path, width=width, ready="main") as page:
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
