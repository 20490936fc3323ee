"""Read the answers as a person would: few actions from opening, every number its list, every row its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_reader import sentence, show, title
from pypdfium2 import PdfDocument

import kg
from kg.analyse.answers import build_index, list_assignments, make_matrix, make_overview

pytestmark = pytest.mark.tool("chromium")
ROWS = ".view:not([hidden]) tbody tr"


def open_all(page: object) -> None:
    """Unfold the lists of the view in front."""
    while page.locator(".view:not([hidden]) tbody .more").count():
        page.evaluate("document.querySelector('.view:not([hidden]) tbody .more')?.click()")


def quotes(page: object) -> list[str]:
    """Return the words of every row of the view in front."""
    open_all(page)
    return page.locator(f"{ROWS} .row-quote").all_text_contents()


def check_rows_lead_to_sentences(page: object, text: str, *, most: int = 3) -> None:
    """Open some rows; each is the sentence that is marked and in sight in the text beside it."""
    rows = page.locator(f"{ROWS} .row-quote")
    for number in range(min(most, rows.count())):
        rows.nth(number).click()
        read = sentence(page)
        assert read and read in text
        assert " ".join(read.split())[:60] in " ".join(rows.nth(number).text_content().split())
        assert page.locator("#text-body .now").first.is_visible()


@pytest.fixture
def answered(sample_out: Path):
    """Return the overview and the index of the sample, and its text."""
    with kg.open(sample_out) as graph:
        index = build_index(graph.facts())
        return make_overview(index, graph.report), index, graph.text(graph.documents[0])


def test_the_page_opens_on_the_headline(visit, sample_out: Path, answered) -> None:
    overview, _, _ = answered
    with visit.open(sample_out / "graph.html", view="") as page:
        none = overview.finding("none")
        assert page.inner_text(".headline").startswith(f"{none.number} trên {none.total} ")
        assert [tab.strip() for tab in page.locator("#views button").all_inner_texts()] == [
            "Tổng quan",
            "Ai làm gì",
            "Khi nào",
            "Bản đồ",
            "Câu hỏi",
            "Hình",
        ]


def test_every_number_of_the_overview_opens_its_list(visit, sample_out: Path, answered) -> None:
    overview, index, text = answered
    expected = {f"finding:{one.key}": one.number for one in overview.findings if one.key not in ("none",)}
    expected |= {f"gap:{key}": len(index.tasks) - overview.finding(key).number for key in ("owner", "target")}
    expected["gap:all"] = overview.finding("none").number
    expected |= {f"sector:{row.code}": len(row.main) for row in overview.sectors if not row.parent}
    expected |= {f"year:{row.year}": len(row.ids) for row in overview.targets_by_year}
    with visit.open(sample_out / "graph.html", view="") as page:
        keys = page.locator("#view-overview [data-list]").evaluate_all("all => all.map((one) => one.dataset.list)")
        keys = [key for key in keys if not key.startswith("body:")]
        assert {"gap:all", "gap:owner", "gap:time", "finding:measures", "year:2025"} <= set(keys)
        for key in keys:
            button = page.locator(f"#view-overview [data-list='{key}']")
            if key.startswith("silent:"):
                button.locator("xpath=ancestor::details").locator("summary").click()
            told = button.inner_text()
            button.click()
            found = quotes(page)
            assert str(len(found)) in told.replace(".", ""), key
            if key in expected:
                assert len(found) == expected[key], key
            check_rows_lead_to_sentences(page, text, most=1)
            page.click("#view-overview .back")


def test_what_recurs_has_a_time(visit, plan_path: Path) -> None:
    with visit.open(plan_path, view="") as page:
        for key, number in (("has:time", 3), ("gap:time", 1), ("has:owner", 2), ("gap:owner", 2)):
            button = page.locator(f"[data-list='{key}']")
            assert button.inner_text().split()[0] == str(number)
            button.click()
            assert page.locator(ROWS).count() == number
            page.click("#view-overview .back")


def test_which_tasks_have_no_owner_takes_one_action(visit, sample_out: Path, answered) -> None:
    _, index, text = answered
    with visit.open(sample_out / "graph.html", view="") as page:
        page.click("[data-list='gap:owner']")
        assert page.url.endswith("#overview=gap%3Aowner")
        assert len(quotes(page)) == sum(not task.owners for task in index.tasks.values())
        check_rows_lead_to_sentences(page, text)


def test_what_a_body_must_do_takes_two_actions(visit, sample_out: Path, answered) -> None:
    overview, index, text = answered
    first = overview.bodies[0]
    with visit.open(sample_out / "graph.html", view="") as page:
        show(page, "who")
        page.keyboard.type("ban chap hanh dang bo tinh khoa xx")
        assert page.inner_text("#view-who h2") == first.body.label
        table = page.locator("#view-who table.tasks").first
        assert table.locator("tbody tr").count() == len(index.tasks_of_body[first.body.id])
        check_rows_lead_to_sentences(page, text)


def test_due_before_the_end_of_a_year_takes_two_actions(visit, plan_path: Path) -> None:
    with visit.open(plan_path, view="") as page:
        show(page, "when")
        page.select_option("#when-until", "2026")
        assert quotes(page) == ["“lập dự toán”"] or quotes(page) == ["lập dự toán"]
        page.locator(f"{ROWS} .row-quote").click()
        assert sentence(page) == "lập dự toán"


def test_the_matrix_is_that_of_the_model(visit, sample_out: Path, answered) -> None:
    _, index, _ = answered
    matrix = make_matrix(index, list_assignments(index), by="task")
    with visit.open(sample_out / "graph.html", view="who") as page:
        names = page.locator("#view-who table.matrix tbody td:first-child").all_inner_texts()
        assert {row.body.label for row in matrix.rows} <= set(names)
        levels = page.locator("#view-who table.matrix caption").all_inner_texts()
        assert len(levels) == len(
            {row.level.name for row in matrix.rows} | {body.level.name for body in index.bodies.values()}
        )
        row = matrix.rows[0]
        cells = page.locator(
            f"#view-who table.matrix tr:has(bdi:text-is('{row.body.label}')) .number"
        ).all_inner_texts()
        assert sum(map(int, cells)) == sum(map(len, row.total.roles.values()))
        page.select_option("#who-by", "sector")
        assert page.locator("#view-who table.matrix thead").first.locator("th").count() > 3


def test_a_beneficiary_has_nothing_to_do(visit, plan_path: Path) -> None:
    with visit.open(plan_path, view="who") as page:
        page.fill("#who-filter", "doanh nghiep")
        captions = page.locator("#view-who table.tasks caption").all_inner_texts()
        assert [caption.split(":")[0] for caption in captions] == ["Được làm cho (thụ hưởng)"]
        assert "Không có việc nào phải làm" in page.inner_text("#view-who")


def test_what_is_inherited_is_marked(visit, plan_path: Path) -> None:
    with visit.open(plan_path, view="who=Sở Tài chính") as page:
        rows = page.locator("#view-who table.tasks tbody tr")
        assert "30/6/2026" in rows.nth(0).inner_text() and rows.nth(0).locator(".b-inherited").count() == 0
        assert "hằng năm, ngày 30/11" in rows.nth(1).inner_text()
        assert rows.nth(1).locator(".b-inherited").count() == 1


def test_paper_shows_the_sheet_of_a_body_alone(visit, plan_path: Path) -> None:
    with visit.open(plan_path, view="who=Sở Tài chính") as page:
        page.emulate_media(media="print")
        assert page.locator("#view-who h2").is_visible() and page.locator("#view-who table").first.is_visible()
        for other in ("aside", "#text", ".controls", "#views", "#canvas"):
            assert page.locator(other).first.is_hidden(), other


def test_a_printed_list_is_whole_and_begins_on_the_first_page(visit, sample_out: Path, answered) -> None:
    overview, _, _ = answered
    with visit.open(sample_out / "graph.html", view="overview=gap:all") as page:
        printed = PdfDocument(page.pdf(format="A4"))
        words = [" ".join(one.get_textpage().get_text_bounded().split()) for one in printed]
    none = overview.finding("none")
    assert f"{none.number} dòng" in words[0] and "“" in words[0]
    assert sum(page.count("“") for page in words) >= none.number


def test_a_body_of_the_overview_leads_to_its_sheet(visit, sample_out: Path, answered) -> None:
    overview, _, _ = answered
    with visit.open(sample_out / "graph.html", view="") as page:
        page.locator("[data-list^='body:']").first.click()
        assert page.inner_text("#view-who h2") == overview.bodies[0].body.label
        page.click("#view-who .back")
        assert page.locator("#view-who table.matrix").count() > 1


@pytest.mark.parametrize("view", ["overview", "overview=gap:all", "who", "when", "ask", "drawing"])
def test_the_address_names_the_view(visit, sample_out: Path, view: str) -> None:
    with visit.open(sample_out / "graph.html", view=view) as page:
        assert page.get_attribute("[aria-current=page]", "data-view-tab") == view.split("=")[0]
        assert page.locator(f"#view-{view.split('=')[0]}").is_visible()
        assert (page.locator("#view-overview .back").count() == 1) is ("=" in view)


def test_a_copied_link_restores_a_view_with_its_settings(visit, plan_path: Path) -> None:
    with visit.open(plan_path, view="when=2026-2026@2026-06-01") as page:
        page.click("#take summary")
        page.click("[data-take=link]")
        link = page.input_value("#dialogue textarea")
        page.keyboard.press("Escape")
        page.goto("about:blank")
        page.goto(link)
        page.wait_for_selector("html[data-ready=whole]", state="attached")
        assert page.input_value("#when-today") == "2026-06-01" and page.input_value("#when-until") == "2026"


def test_english_is_whole(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", view="") as page:
        page.click("[data-language=en]")
        assert "172 of 219" in page.inner_text(".headline")
        notes = page.locator("#text-body [data-note]").evaluate_all("all => all.map((one) => one.dataset.note)")
        assert "running title" in notes and "tiêu đề trang" not in notes
        for view, words in (("overview", "By sector"), ("who", "Name of a body"), ("when", "Due from year")):
            show(page, view)
            assert words in page.inner_text(f"#view-{view}")
            controls = page.locator(f"#view-{view} :is(h3, th, label > span, summary, .half)").all_inner_texts()
            assert controls and not any(set(control) & set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ") for control in controls)


def test_the_keyboard_reads_an_answer(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", view="", width=1440) as page:
        press = page.keyboard.press
        page.focus("[data-list='gap:all']")
        press("Enter")
        assert page.evaluate("document.activeElement.id") == "view-overview"
        press("Tab")
        press("Tab")
        press("Enter")
        assert sentence(page)
        press("Tab")
        assert page.evaluate("document.activeElement.closest('#view-overview') !== null")
        page.focus("[data-view-tab=who]")
        press("Enter")
        assert page.evaluate("document.activeElement.id") == "who-filter"
        page.focus("[data-view-tab=when]")
        press("Space")
        page.focus(".hbar")
        press("Enter")
        assert page.get_attribute(".hbar[aria-pressed=true]", "id") == page.evaluate("document.activeElement.id")


def test_a_found_thing_is_read_beside_the_answers(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", view="") as page:
        page.fill("#search", "221a")
        page.press("#search", "Enter")
        assert title(page) == "đường 221A" and page.locator("#panel").is_visible()
        assert page.get_attribute("[aria-current=page]", "data-view-tab") == "overview"
        page.locator("#panel .read").first.click()
        assert "221A" in sentence(page) and page.locator("#text-body .now").first.is_visible()


@pytest.mark.parametrize("width", [1440, 1280, 900, 375])
def test_no_view_is_wider_than_its_pane(visit, sample_out: Path, width: int) -> None:
    with visit.open(sample_out / "graph.html", view="", width=width, height=740) as page:
        for view in ("overview", "who", "when", "map", "ask"):
            show(page, view)
            sizes = page.evaluate("one => [one.scrollWidth, one.clientWidth]", page.query_selector(f"#view-{view}"))
            assert sizes[0] <= sizes[1], view
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate("document.documentElement.scrollHeight") <= 740


def test_a_phone_reads_the_sentence_under_the_row(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", view="", width=375, height=740, has_touch=True, is_mobile=True) as page:
        assert page.locator("#text-body").is_hidden() and page.locator("#panel").is_hidden()
        page.tap("[data-list='gap:owner']")
        page.locator(f"{ROWS} .row-quote").first.tap()
        assert page.locator("#text-body .now").first.is_visible()
        assert page.locator(f"{ROWS} .row-quote[aria-current]").is_visible()
        page.tap("#fold-aside")
        assert page.locator("#text-body").is_hidden()
