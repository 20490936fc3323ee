"""Read a page on 100 documents as a reader would: it opens search-first, and leads to sentences in any of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_reader import act, drawn, panel, said, search, sentence, show, tab, title

from kg.config import Options
from kg.graph import iter_triples
from kg.pipeline import to_facts
from kg.read import read_inputs
from kg.store import GraphFolder
from kg.view import render_folder

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.tool("shared")]
DOCUMENTS = 100


@pytest.fixture(scope="module")
def corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """Return the page of the graph of the 100 smallest shared documents, and their texts."""
    folder = tmp_path_factory.mktemp("corpus")
    paths = sorted((shared / "corpus").glob("*.txt"), key=lambda path: (path.stat().st_size, path.name))[:DOCUMENTS]
    with GraphFolder(folder / "out", writable=True) as graph:
        graph.add_ontology()
        for document in read_inputs(paths).documents:
            facts = to_facts(document, options=Options())
            graph.add_graph(facts.id, iter_triples(facts, options=Options()))
            graph.add_text(document)
        graph.flush()
    with GraphFolder(folder / "out") as graph:
        texts = {document: graph.text(document) for document in graph.documents}
        yield render_folder(graph, title=f"{len(texts)} văn bản").save(folder / "page.html"), texts


def test_a_reader_works_through_a_hundred_documents(visit, corpus) -> None:
    path, texts = corpus
    assert len(texts) >= 95
    with visit.open(path, width=1440, height=900) as page:
        assert "application/gzip" in path.read_text(encoding="utf-8")
        names = drawn(page)
        assert 40 <= len(names) <= 100

        search(page, "chinh phu")
        assert title(page).casefold() == "chính phủ"
        count = int(page.inner_text("#sentence-at").split("/")[1])
        assert count > 20
        for _ in range(3):
            quote = sentence(page)
            assert quote and sum(quote in text for text in texts.values()) >= 1
            page.click("#sentence-next")
        assert sentence(page) != quote

        quotes = page.locator("#panel blockquote mark").all_text_contents()
        page.locator("#panel .read").nth(1).click()
        assert sentence(page) == quotes[1]

        act(page, "expand")
        assert "hiện thêm" in said(page) and len(drawn(page)) > len(names)
        act(page, "hide")
        assert "chính phủ" not in [name.casefold() for name in drawn(page)]
        page.click("#undo")
        page.click("#undo")

        tab(page, "filters")
        page.select_option("#filter-sector", label="tài chính")
        fitting = int(page.inner_text("#fitting-count").split()[0])
        page.focus("#filter-from")
        page.keyboard.press("End")
        fewer = int(page.inner_text("#fitting-count").split()[0])
        assert 0 <= fewer < fitting
        page.locator("#filters [data-clear]").click()

        search(page, "bo tai chinh")
        start = title(page)
        act(page, "pathFrom")
        search(page, "chinh phu")
        assert "bước" in said(page)
        steps = [step.strip() for step in page.locator("#panel .steps .item").all_inner_texts()]
        assert steps[0] == start and len(steps) >= 3
        page.click("#take summary")
        page.click("[data-take=link]")
        link = page.input_value("#dialogue textarea")
        page.goto("about:blank")
        page.goto(link)
        page.wait_for_selector("html[data-ready]", state="attached")
        assert [step.strip() for step in page.locator("#panel .steps .item").all_inner_texts()] == steps
        assert sorted(drawn(page)) == sorted(steps)


def test_words_inside_measures_are_found_and_documents_filtered(visit, corpus) -> None:
    path, texts = corpus
    with visit.open(path, width=1440, height=900) as page:
        search(page, "chiu trach nhiem to chuc thuc hien")
        quote = page.text_content("#panel blockquote mark")
        assert sentence(page) == quote and sum(quote in text for text in texts.values()) >= 1
        tab(page, "filters")
        options = page.locator("#filter-doc option")
        assert options.count() == len(texts) + 1
        page.select_option("#filter-doc", index=5)
        shown = page.locator("#fitting .card").all_inner_texts()
        assert said(page).split()[0].isdigit() and len(shown) <= 20
        page.locator("#filters [data-clear]").click()
        show(page, "ask")
        page.locator(".question").nth(2).click()
        assert page.locator("#view-ask tbody tr").count() > 0
        page.locator("#view-ask .row-quote").first.click()
        assert panel(page)
