"""The pages of answers in a browser: rows behind a number without a script, readable by everyone, on a phone, on paper."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe

from kg.analyse.answers import list_assignments, make_sheets, make_timeline
from kg.analyse.commitments import attach_verdicts
from kg.export.answers import write_audit, write_tasks, write_timeline
from kg.export.answers.register import write_register

pytestmark = pytest.mark.tool("chromium")
NAMES = ("audit", "tasks", "timeline", "register", "commitment")


@pytest.fixture(scope="module")
def pages(many, opened, tmp_path_factory) -> dict[str, Path]:
    """Return the page of each answer on the folder."""
    place = tmp_path_factory.mktemp("pages")
    made = {
        "audit": write_audit(many, opened.report, format="html", silent=opened.silent()),
        "tasks": write_tasks(many, list_assignments(many), format="html"),
        "timeline": write_timeline(many, make_timeline(many, today=date(2026, 6, 1)), format="html"),
    }
    register = opened.register()
    first, *_ = register.commitments
    said = f"id\tverdict\tdate\tsource\tquote\n{first.id}\tkept\t2025-01-01\thttps://example.vn/bao-cao\tđã xong\n"
    files = dict(write_register(attach_verdicts(register, said.encode(), path="v.tsv")))
    made |= {"register": files["index.html"], "commitment": files[f"c/{first.code}.html"]}
    for name, data in made.items():
        (place / f"{name}.html").write_bytes(data)
    return {name: place / f"{name}.html" for name in made}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (375, "light")])
def test_a_page_is_for_everyone_and_fits(browser, pages, name, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    noted: list[str] = []
    page.on("console", lambda message: noted.append(message.text))
    page.on("request", lambda request: noted.append(request.url))
    page.goto(pages[name].as_uri())
    assert [one for one in noted if not one.startswith(("data:", pages[name].as_uri()))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in serious] == []
    page.close()


def test_a_number_of_passages_that_gave_nothing_shows_them(browser, pages, opened):
    page = browser.new_page()
    page.goto(pages["audit"].as_uri())
    rows = page.locator("tr.row[class*=q-]:visible")
    silent = opened.silent()
    assert rows.count() == len(silent)
    page.locator("a[href='#p-q-not-understood']").click()
    wanted = sorted(" ".join(one["quote"].split()) for one in silent if one["reason"] == "not understood")
    shown = page.locator("tr.row[class*=q-]:visible .quote")
    quotes = [" ".join(text.rpartition("ký tự")[0].split()) for text in shown.all_inner_texts()]
    assert len(wanted) == len(quotes) > 0
    assert all(quote.startswith(f"“{words}”") for words, quote in zip(wanted, sorted(quotes), strict=True))
    page.locator(".pick:visible a").click()
    assert rows.count() == len(silent)
    page.close()


def test_a_number_shows_its_rows_and_all_come_back(browser, pages, many):
    page = browser.new_page()
    page.goto(pages["audit"].as_uri())
    rows = page.locator("#every ~ .list tr.row:visible")
    assert rows.count() == len(many.tasks)
    number = page.locator(".facts a").nth(3)
    wanted = int(number.inner_text())
    number.click()
    assert rows.count() == wanted < len(many.tasks)
    page.locator(".pick:visible a").click()
    assert rows.count() == len(many.tasks)
    page.close()


def test_each_body_begins_a_sheet_of_paper(browser, pages, many):
    page = browser.new_page()
    page.goto(pages["tasks"].as_uri())
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    page.close()
    texts = [one.get_textpage().get_text_bounded() for one in document]
    sheets = make_sheets(list_assignments(many))
    assert len(texts) > len(sheets)
    for sheet in sheets:
        assert any(text.lstrip().startswith(many.label(sheet.body.id)[:20]) for text in texts), sheet.body.label
