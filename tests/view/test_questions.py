"""Saved questions as cards: their answers are those of the store, and lead to the sentences and to what is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_reader import drawn, sentence, show, title

import kg
from kg.store.questions.queries import list_queries, load_query
from kg.store.questions.results import QueryResult
from kg.view import Extras, write_html
from kg.view.assets import read_words
from kg.view.catalogue import PLACE_COLUMNS
from kg.view.extras import Answer

pytestmark = pytest.mark.tool("chromium")


def ask(folder: Path, name: str) -> QueryResult:
    """Return the store's answer to a saved question."""
    with kg.open(folder) as graph:
        return graph.query(load_query(name).sparql)


def test_there_is_a_card_for_each_question(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", view="ask") as page:
        titles = page.locator("#view-ask .question strong").all_text_contents()
        assert titles == [query.titles["vi"] for query in list_queries()]
        page.click("[data-language=en]")
        titles = page.locator("#view-ask .question strong").all_text_contents()
        assert titles == [query.titles["en"] for query in list_queries()]


@pytest.mark.parametrize("width", [1440, 1280, 1024, 375])
def test_no_answer_is_wider_than_its_pane(visit, sample_out: Path, width: int) -> None:
    with visit.open(sample_out / "graph.html", view="ask", width=width) as page:
        for number, query in enumerate(list_queries()):
            page.locator("#view-ask .question").nth(number).click()
            pane = page.evaluate("one => [one.scrollWidth, one.clientWidth]", page.query_selector("#view-ask"))
            assert pane[0] <= pane[1], query.name
            page.click("#view-ask > .more")


def test_every_column_of_a_question_has_a_name_in_words() -> None:
    named = read_words()["columns"]
    shown = {column for query in list_queries() for column in select(query.sparql)} - set(PLACE_COLUMNS)
    assert shown and shown <= set(named)


def select(sparql: str) -> list[str]:
    """Return the names of the variables of a query's head."""
    head = re.search(r"SELECT (?:DISTINCT )?((?:\?\w+\s+)+)WHERE", sparql)
    return re.findall(r"\?(\w+)", head[1]) if head else []


def test_projects_and_their_due_times(visit, sample_out: Path) -> None:
    answer = ask(sample_out, "projects")
    with visit.open(sample_out / "graph.html", view="ask") as page:
        page.click(f"#view-ask strong:text-is('{load_query('projects').titles['vi']}')")
        assert page.url.endswith("#ask=projects")
        names = page.locator("#view-ask tbody td:first-child").all_text_contents()
        assert names == [row[answer.columns.index("project")] for row in answer]
        page.click("#view-ask .row-quote:has-text('221A')")
        assert title(page) == "đường 221A" and "đường 221A" in sentence(page)
        assert page.locator("#text-body .now").first.is_visible()
        page.click("#view-ask [data-draw]")
        assert set(names) <= set(drawn(page))
        show(page, "ask")
        page.click("#view-ask > .more")
        assert page.locator("#view-ask .question").count() == len(list_queries())


def test_who_answers_for_what_and_for_whom_stand_apart(visit, sample_out: Path) -> None:
    answer = ask(sample_out, "responsibilities")
    agent, role, quote = map(answer.columns.index, ("agent", "role", "quote"))
    with visit.open(sample_out / "graph.html", view="ask") as page:
        page.click(f"#view-ask strong:text-is('{load_query('responsibilities').titles['vi']}')")
        while page.locator("#view-ask tbody .more").count():
            page.evaluate("document.querySelector('#view-ask tbody .more')?.click()")
        doers, others = (
            [row for row in answer if row[role] != "beneficiary"],
            [row for row in answer if row[role] == "beneficiary"],
        )
        assert doers and others
        tables = page.locator("#view-ask table")
        for table, rows in zip((tables.nth(0), tables.nth(1)), (doers, others), strict=True):
            assert table.locator("tbody td:first-child").all_text_contents() == [row[agent] for row in rows]
        page.locator("#view-ask .row-quote").first.click()
        assert doers[0][quote] in page.text_content("#panel")
        assert doers[0][quote] == sentence(page)


def test_an_answer_that_is_cut_says_so(visit, small, tmp_path: Path) -> None:
    query = load_query("responsibilities")
    columns = ["agent", "role", "inherited", "quote", "start", "end", "document"]
    rows = [("Sở Y tế", "lead", None, None, None, None, None)] * 3
    extras = Extras(answers=(Answer(query, columns, rows, 2265),))
    path = write_html(small.network, tmp_path / "page.html", title="t", texts=small.texts, extras=extras)
    with visit.open(path, view="ask") as page:
        page.click(".question")
        assert "3 dòng đầu trong 2265" in page.inner_text("#view-ask .warn")


def test_a_drawn_answer_can_be_undone(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html") as page:
        before = drawn(page)
        show(page, "ask")
        page.locator(".question").first.click()
        page.click("[data-draw]")
        assert drawn(page) != before
        page.click("#undo")
        assert drawn(page) == before
