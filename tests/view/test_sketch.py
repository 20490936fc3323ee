"""The chosen row, drawn beside its table: what is in it, where it stands, that its labels can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.tool("chromium")
ROW = ".view:not([hidden]) .row-quote"


def _cross(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _words(page: object) -> list[str]:
    return page.locator("#sketch .spoke").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")


def _sides(page: object) -> list[float]:
    letters = "all => all.map((one) => one.getBoundingClientRect().left)"
    return page.locator("#sketch .spoke").evaluate_all(letters)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 800)])
def test_a_row_is_drawn_beside_its_table(visit, plan_path: Path, width: int, height: int) -> None:
    with visit.open(plan_path, view="when", width=width, height=height) as page:
        assert page.locator("#sketch").is_hidden()
        page.locator(ROW).first.click()
        page.wait_for_selector("#sketch .spoke")
        table, drawn = page.locator("#view-when").bounding_box(), page.locator("#sketch div > svg").bounding_box()
        assert drawn["x"] >= table["x"] + table["width"] - 1
        assert drawn["x"] + drawn["width"] <= width and drawn["y"] + drawn["height"] <= height
        letters = page.locator("#sketch text")
        sizes = letters.evaluate_all("all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))")
        assert sizes and min(sizes) >= 12
        found = letters.evaluate_all(
            "all => all.map((one) => { const b = one.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
        )
        assert not any(_cross(one, other) for at, one in enumerate(found) for other in found[at + 1 :])
        assert all(drawn["x"] - 1 <= one[0] and one[2] <= drawn["x"] + drawn["width"] + 1 for one in found)
        assert page.locator("#text .now").is_visible()


def test_bodies_stand_on_the_left_time_target_and_sector_on_the_right(visit, plan_path: Path) -> None:
    with visit.open(plan_path, view="overview=has:target") as page:
        page.locator(ROW).first.click()
        page.wait_for_selector("#sketch .spoke")
        cells = page.locator(".view:not([hidden]) tbody tr").first.locator("td").all_inner_texts()
        due, _, who, sector = cells[:4]
        drawn = page.locator("#sketch div > svg").evaluate("one => one.textContent")
        assert due.split("\n")[0].split()[0] in drawn and sector in drawn
        for body in who.split("\n")[:1]:
            assert body.strip()[:12] in drawn
        middle = page.locator("#sketch .middle").bounding_box()["x"]
        sides = dict(zip(_words(page), _sides(page), strict=True))
        doers = [words for words in sides if words.startswith("Cơ quan") and words.count(": ") > 1]
        assert doers and any(words.startswith("Lĩnh vực") for words in sides)
        assert all((at < middle) is (words in doers) for words, at in sides.items())


def test_a_spoke_opens_by_keyboard_and_the_drawing_follows(visit, plan_path: Path) -> None:
    with visit.open(plan_path, view="overview=has:owner") as page:
        page.locator(ROW).first.click()
        page.wait_for_selector("#sketch .spoke")
        name = page.locator("#sketch .spoke").first.get_attribute("aria-label")
        page.locator("#sketch .spoke").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("#sketch .middle").text_content() in name
        page.click("[data-language=en]")
        assert page.locator("#sketch summary").inner_text() == "The chosen row, drawn"
        page.click("[data-view-tab=drawing]")
        assert page.locator("#sketch").is_hidden()


def test_on_a_phone_it_unfolds_below_the_table(visit, plan_path: Path) -> None:
    with visit.open(plan_path, view="overview=has:owner", width=375, height=740) as page:
        page.locator(ROW).first.click()
        assert page.locator("#sketch div > svg").count() == 0
        page.click("#sketch summary")
        page.wait_for_selector("#sketch .spoke")
        table, drawn = page.locator("#view-overview").bounding_box(), page.locator("#sketch div > svg").bounding_box()
        assert drawn["y"] >= table["y"] + table["height"] and drawn["x"] >= 0 and drawn["x"] + drawn["width"] <= 375
        assert page.locator("#text .now").first.is_visible()


def test_the_row_of_a_matrix_is_drawn_when_its_sheet_is_open(visit, plan_path: Path) -> None:
    with visit.open(plan_path, view="who") as page:
        assert page.locator("#sketch").is_hidden()
        name = page.locator(".matrix tbody tr td").first.inner_text()
        page.locator(".matrix tbody tr button").first.click()
        page.wait_for_selector("#sketch .spoke")
        assert " ".join(page.locator("#sketch .middle").text_content().split())[:8] == name[:8]
        tasks = page.locator("#view-who .tasks .row-quote").count()
        assert sum(words.startswith("Biện pháp") for words in _words(page)) == tasks > 0
        page.locator("#view-who .row-quote").first.click()
        page.wait_for_function("document.querySelector('#sketch .middle svg').classList.contains('c-Measure')")
        page.click("#view-who .back")
        assert page.locator("#view-who .matrix").count() > 0
