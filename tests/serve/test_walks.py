"""A person's way through the pages in a browser, by mouse and by keyboard; nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from serve.serving import Server

pytestmark = pytest.mark.tool("chromium")
PHONE = {"width": 375, "height": 740}
PAGES = (
    "/",
    "/documents",
    "/search?q=thai+binh",
    "/questions/responsibilities",
    "/id/doc/thai-binh",
    "/text/thai-binh?start=100&end=160",
    "/overview",
    "/tasks",
    "/tasks?view=sector",
    "/tasks?view=list",
    "/timeline?today=2024-01-01",
    "/audit",
    "/map",
    "/measures?gap=all",
    "/editor",
)


@pytest.fixture
def page(browser: object, server: Server) -> Iterator[object]:
    """Return a page at the server's first one; it may ask nobody else, and say nothing on the console."""
    context = browser.new_context(reduced_motion="reduce", locale="en-GB")
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    noted: list[str] = []
    opened.on("request", lambda one: None if one.url.startswith((server.url, "data:")) else noted.append(one.url))
    opened.on("console", lambda message: noted.append(message.text))
    opened.on("pageerror", lambda error: noted.append(str(error)))
    opened.goto(f"{server.url}/")
    yield opened
    assert noted == []
    context.close()


def cited(page: object, sample: Path) -> str:
    """Return the marked words of the text page; they stand in view, and in the text where the page says."""
    page.wait_for_selector("#cited")
    assert page.evaluate("document.activeElement !== null && document.querySelector(':target').id") == "cited"
    top = page.locator("#cited").bounding_box()["y"]
    assert 0 <= top < page.viewport_size["height"]
    words = page.evaluate("document.querySelector('#cited').textContent")
    start, end = (int(part) for part in page.inner_text(".formats a").rpartition(" ")[2].split("–"))
    assert sample.read_bytes().decode("utf-8")[start:end].replace("\r\n", "\n") == words
    return words


def test_from_a_search_to_the_sentence(page: object, sample: Path) -> None:
    page.fill("#q", "cang diem dien")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hits li")
    assert "cảng Diêm Điền" in page.locator(".hits li").first.inner_text()
    page.locator(".facets a", has_text="Measure").first.click()
    page.wait_for_selector("[aria-current=true]")
    page.locator(".hits .where a").first.click()
    assert "Diêm" in cited(page, sample)


def test_which_tasks_have_no_owner(page: object, sample: Path) -> None:
    page.click("nav a:text-is('What is missing')")
    number = page.locator(".figures li", has_text="No owner").locator("a")
    counted = number.inner_text()
    number.click()
    page.wait_for_url("**gap=owner**")
    assert page.inner_text(".total").endswith(f" of {counted}")
    page.locator("td a.where").first.click()
    assert cited(page, sample)


def test_what_a_body_must_do(page: object, sample: Path) -> None:
    page.click("nav a:text-is('Who does what')")
    page.locator("tbody th a").first.click()
    page.wait_for_selector("h2:has-text('Has to do')")
    assert page.locator("tbody tr").count() > 0
    page.locator("td a.where").first.click()
    assert cited(page, sample)


def test_from_a_point_on_the_map_to_the_sentence(page: object, sample: Path) -> None:
    page.click("nav a:text-is('Map')")
    point = page.locator("svg.map a.marker", has=page.locator("title", has_text="thành phố Thái Bình")).last
    point.focus()
    page.keyboard.press("Enter")
    row = page.locator("tr:target")
    row.wait_for()
    assert row.locator("th a").inner_text() == "thành phố Thái Bình"
    assert 0 <= row.bounding_box()["y"] < page.viewport_size["height"]
    row.locator("a.where").first.click()
    assert "Thái Bình" in cited(page, sample)


def test_what_is_due_when_by_keyboard_alone(page: object, sample: Path) -> None:
    page.goto(page.url + "timeline")
    page.wait_for_selector("#f-today")
    page.locator("#f-today").focus()
    page.keyboard.type("2024-01-01")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=As of")
    assert "2024-01-01" in page.url
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(
            "document.activeElement.className.baseVal === undefined && document.activeElement.matches('td a.where')"
        ):
            break
    page.keyboard.press("Enter")
    assert cited(page, sample)


def test_a_question_by_its_form(page: object) -> None:
    page.locator("#questions ~ dl a", has_text="Who answers for what").click()
    page.select_option("#f-role", "lead")
    page.click("form.ask button")
    page.wait_for_url("**role=lead**")
    assert set(page.locator("td.c-role").all_inner_texts()) == {"lead"}
    with page.expect_download() as waiting:
        page.click("a:text-is('CSV')")
    assert waiting.value.suggested_filename == "responsibilities.csv"


def test_an_old_link_to_a_question_leads_to_the_editor(page: object, server: Server) -> None:
    page.goto(f"{server.url}/?lang=en#query=ASK%20%7B%20%3Fs%20a%20pol%3APort%20%7D")
    page.wait_for_url("**/editor?lang=en#query=**")
    page.locator("#status", has_text="true").wait_for()


def test_the_language_stays(page: object, server: Server) -> None:
    page.goto(f"{server.url}/?lang=vi")
    page.click("nav a:text-is('Còn thiếu gì')")
    assert page.get_attribute("html", "lang") == "vi"
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_all_and_fits_a_phone(browser: object, server: Server, path: str, scheme: str) -> None:
    context = browser.new_context(viewport=PHONE, bypass_csp=True, reduced_motion="reduce", color_scheme=scheme)
    opened = context.new_page()
    opened.goto(server.url + path)
    wide = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    serious = [one for one in Axe().run(opened).response["violations"] if one["impact"] in ("serious", "critical")]
    context.close()
    assert wide <= 0
    assert serious == []
