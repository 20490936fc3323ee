"""The editor in a browser: ask, see rows and a network, open a link; nothing is loaded from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from serve.serving import Server

pytestmark = pytest.mark.tool("chromium")


@pytest.fixture
def page(browser: object, server: Server) -> Iterator[object]:
    """Return the editor's page; it may ask nobody but the server, and say nothing on the console."""
    context = browser.new_context(reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    noted: list[str] = []
    allowed = (server.url, "data:", "blob:")
    opened.on("request", lambda request: None if request.url.startswith(allowed) else noted.append(request.url))
    opened.on("console", lambda message: None if "400 (Bad Request)" in message.text else noted.append(message.text))
    opened.on("pageerror", lambda error: noted.append(str(error)))
    opened.goto(f"{server.url}/editor?lang=en")
    yield opened
    assert noted == []
    context.close()


def type_query(page: object, query: str) -> None:
    """Put a query into the editor as one who types."""
    page.click("#editor .cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)


def test_a_query_is_typed_run_and_linked(page: object, browser: object) -> None:
    type_query(page, "SELECT ?port ?name { ?port a pol:Port ; rdfs:label ?name } ORDER BY ?name")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#table tbody tr:nth-child(2)")
    assert page.inner_text("#status") == "2 rows"
    assert page.locator("#table tbody tr").first.inner_text().split("\t")[1] == "cảng Ba Lạt vi"
    page.click("#link")
    page.wait_for_selector("#link:text('Link copied')")
    link = page.evaluate("navigator.clipboard.readText()")
    other = browser.new_page()
    other.goto(link)
    other.wait_for_selector("#table tbody tr:nth-child(2)")
    assert "cảng Diêm Điền" in other.inner_text("#table")
    other.close()


def test_a_thing_of_the_answer_leads_to_its_page(page: object) -> None:
    type_query(page, "SELECT ?port { ?port a pol:Port } ORDER BY ?port")
    page.click("#run")
    page.click("#table tbody tr:nth-child(2) a")
    page.wait_for_selector("article h1")
    assert page.inner_text("h1") == "cảng Diêm Điền"


def test_a_saved_question_is_run(page: object) -> None:
    page.select_option("#saved", "projects")
    page.wait_for_selector("#table tbody tr:nth-child(3)")
    assert page.inner_text("#description")
    assert "SELECT" in page.inner_text("#editor .cm-content")


def test_an_answer_is_drawn(page: object) -> None:
    type_query(
        page,
        "CONSTRUCT { ?m pol:concernsProject ?w . ?w rdfs:label ?n } { ?m pol:concernsProject ?w . ?w rdfs:label ?n }",
    )
    page.click("#run")
    page.wait_for_selector("#table tbody tr:nth-child(3)")
    assert "triples" in page.inner_text("#status")
    page.click("#show-network")
    page.wait_for_selector("#network[data-nodes] canvas")
    assert int(page.get_attribute("#network", "data-nodes")) > 5
    assert page.locator("#table").is_hidden()


def test_a_malformed_query_is_marked(page: object) -> None:
    type_query(page, "SELECT ?x WHERE { ?x a }")
    page.click("#run")
    page.wait_for_selector("#error:not([hidden])")
    assert "line 1, column" in page.inner_text("#error")
    page.wait_for_selector("#editor .cm-lintRange-error, #editor .cm-lintPoint-error", state="attached")


def test_an_answer_is_downloaded(page: object) -> None:
    type_query(page, "SELECT ?port { ?port a pol:Port } ORDER BY ?port")
    with page.expect_download() as waiting:
        page.select_option("#download", "CSV")
    assert waiting.value.suggested_filename == "answer.csv"
    with open(waiting.value.path(), encoding="utf-8") as file:
        assert len(file.read().split()) == 3


def test_truth_nothing_and_hostile_text(page: object, server: Server) -> None:
    page.goto(f"{server.url}/editor?lang=en#query={quote('ASK { ?s a pol:Port }')}")
    page.locator(
        "#status", has_text=re.compile("^true$")
    ).wait_for()  # a function would be eval, which the page forbids
    type_query(page, "SELECT ?x { FILTER(false) }")
    page.click("#run")
    page.wait_for_selector("#table p")
    hostile = "<img src=x onerror=alert(1)>"
    type_query(page, f'SELECT ("{hostile}" AS ?x) (<javascript:alert(1)> AS ?y) {{}}')
    page.click("#run")
    page.wait_for_selector("#table tbody tr")
    assert hostile in page.inner_text("#table")
    assert page.locator("#table a").count() == 0


def test_the_graph_opens(page: object, server: Server) -> None:
    page.goto(f"{server.url}/graph")
    page.wait_for_selector(".headline")
