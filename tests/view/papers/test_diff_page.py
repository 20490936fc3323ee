"""The page on what a document changes: whole, escaped, without script, in both languages, usable by everyone."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from kg.analyse.changes import compare_documents
from kg.view.papers.diff import render_diff, write_markdown
from kg.view.papers.frame import read_paper_words
from kg.view.papers.marking import mark_words

A, B = "https://example.vn/id/doc/a", "https://example.vn/id/doc/b"
BAD = "</style><script>alert(1)</script> | `x` **y**"


def facts(doc: str, quotes: list[str], **more: object) -> list[dict]:
    head = {"fact": "document", "id": doc, "doc": doc, "title": f"Nghị quyết {doc[-1]} {BAD}", "type": "Resolution"}
    body = [
        {"fact": "measure", "id": f"{doc}/m/{at}", "doc": doc, "start": 100 * at, "end": 100 * at + len(quote)}
        | {"quote": quote, "trigger": [100 * at, 100 * at + 4], "action": "build", "sectors": []}
        | more
        for at, quote in enumerate(quotes)
    ]
    return [head, *body]


@pytest.fixture
def difference():
    before = facts(A, ["Xây cầu Nghìn dài 300 m qua sông Hóa", "Trồng rừng ven biển", f"Giữ lời {BAD}"], due="2025")
    after = facts(B, ["Xây cầu Nghìn dài 350 m qua sông Hóa", f"Giữ lời {BAD}", "Mở chợ đêm"], due="2026")
    return compare_documents(before, after, documents=(A, B))


def test_the_page_holds_every_quote_and_runs_nothing(difference):
    page = render_diff(difference)
    assert page == render_diff(difference)
    assert "<script" not in page
    assert "alert(1)" in page
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page
    for pair in difference.pairs:
        for place in filter(None, (pair.before, pair.after)):
            assert f"[{place.start}–{place.end}]" in page


def test_the_page_is_well_formed(difference):
    class Checker(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag, attrs):
            if tag not in {"meta", "link", "input"}:
                self.open.append(tag)

        def handle_endtag(self, tag):
            assert self.open.pop() == tag

    checker = Checker()
    checker.feed(render_diff(difference))
    assert checker.open == []


def test_every_word_is_there_in_both_languages():
    used = set()
    assets = Path(__file__).resolve().parents[3] / "kg" / "view" / "papers" / "assets"
    for path in assets.glob("*.html"):
        used |= set(re.findall(r'say\("([\w-]+)"\)', path.read_text(encoding="utf-8")))
    words = read_paper_words()
    assert used and used <= set(words), used - set(words)
    assert all(names["vi"] and names["en"] for names in words.values())


def test_markdown_shows_the_marks_of_a_document_as_letters(difference):
    text = write_markdown(difference, lang="en")
    assert r"\</style\>\<script\>" in text
    assert r"\| \`x\` \*\*y\*\*" in text
    assert "Number in the sentence: 300 → 350" in text
    assert "Dropped (1)" in text


def test_words_of_one_side_are_marked_and_nothing_is_lost():
    before, after = mark_words("xây 300 m cầu,\n ở Hóa", "xây 350 m cầu ở sông Hóa")
    assert "".join(text for text, _ in before) == "xây 300 m cầu,\n ở Hóa"
    assert [text for text, changed in before if changed] == ["300", ","]
    assert [text.strip() for text, changed in after if changed] == ["350", "sông"]


@pytest.mark.tool("chromium")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_the_page_is_for_everyone(visit, difference, tmp_path, scheme, width):
    path = tmp_path / "diff.html"
    path.write_text(render_diff(difference), encoding="utf-8")
    with visit.open(path, width=width, ready="main", color_scheme=scheme) as page:
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
        assert page.locator("h1 .vi").is_visible() and not page.locator("h1 .en").is_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        assert page.locator("h1 .en").is_visible() and not page.locator("h1 .vi").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
