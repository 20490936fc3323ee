"""Saved questions as cards: their answers are those of the store, and lead to the sentences and to what is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_reader import drawn, panel, sentence, tab, title

import kg
from kg.store.queries import list_queries, load_query
from kg.store.results import QueryResult

pytestmark = pytest.mark.tool("chromium")


def ask(folder: Path, name: str) -> QueryResult:
    """Return the store's answer to a saved question."""
    with kg.open(folder) as graph:
        return graph.query(load_query(name).sparql)


def test_there_is_a_card_for_each_question(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html") as page:
        tab(page, "questions")
        titles = page.locator("#questions .question strong").all_text_contents()
        assert titles == [query.titles["vi"] for query in list_queries()]
        page.click("[data-language=en]")
        titles = page.locator("#questions .question strong").all_text_contents()
        assert titles == [query.titles["en"] for query in list_queries()]


def test_projects_and_their_due_times(visit, sample_out: Path) -> None:
    answer = ask(sample_out, "projects")
    with visit.open(sample_out / "graph.html") as page:
        tab(page, "questions")
        page.click(f"#questions strong:text-is('{load_query('projects').titles['vi']}')")
        names = page.locator("#questions tbody tr:not(.quote) td:first-child").all_text_contents()
        assert names == [row[answer.columns.index("project")] for row in answer]
        assert set(names) <= set(drawn(page))
        page.click("#questions tr.quote .item:has-text('221A')")
        assert title(page) == "đường 221A" and "đường 221A" in sentence(page)
        tab(page, "questions")
        page.click("#questions .more")
        assert page.locator("#questions .question").count() == len(list_queries())


def test_who_answers_for_what(visit, sample_out: Path) -> None:
    answer = ask(sample_out, "responsibilities")
    with visit.open(sample_out / "graph.html") as page:
        tab(page, "questions")
        page.click(f"#questions strong:text-is('{load_query('responsibilities').titles['vi']}')")
        while page.locator("#questions > .more:visible").count() > 1:
            page.locator("#questions > .more:visible").last.click()
        rows = page.locator("#questions tbody tr:not(.quote)")
        assert rows.count() == len(answer)
        assert rows.nth(0).locator("td").first.text_content() == answer[0][answer.columns.index("agent")]
        page.locator("#questions tr.quote .item").first.click()
        assert answer[0][answer.columns.index("quote")] in panel(page)


def test_an_answer_can_be_undone(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html") as page:
        before = drawn(page)
        tab(page, "questions")
        page.locator(".question").first.click()
        assert drawn(page) != before
        page.click("#undo")
        assert drawn(page) == before
