"""Decisions made in a browser, by keyboard, hold after the text's lines, the words and the weights have changed."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from review.reviewing import reviewing

import kg
from kg.decisions import read_decisions
from kg.extract.grammar.evidence import BIAS, load_weights, weights_instead
from kg.resources import leaving_out

pytestmark = pytest.mark.tool("chromium")
FIRST = "Hợp hơc nhân thiện hế số để nâng"


class Page:
    """The page of a reviewer in a browser, used by keys."""

    def __init__(self, browser, url: str, *, errors: list[str]) -> None:
        self.page = browser.new_page(viewport={"width": 1300, "height": 900}, locale="vi-VN")
        self.page.on("pageerror", lambda error: errors.append(str(error)))
        self.page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        self.page.goto(url)
        self.page.wait_for_selector("#card h2")

    def choose(self, name: str, value: str) -> None:
        with self.page.expect_response(lambda response: "/api/items?" in response.url):
            self.page.select_option(f"select[name={name}]", value)
        self.page.wait_for_selector("#rows button[aria-current]")
        self.page.locator("body").click(position={"x": 2, "y": 2})

    def press(self, key: str, told: str = "") -> None:
        before = self.quote
        self.page.keyboard.press(key)
        if told:
            self.page.wait_for_selector(f"#told:has-text('{told}')")
        if key in "arjk":
            self.page.wait_for_selector(f"#card .context mark:not(:text-is({before!r}))")

    @property
    def quote(self) -> str:
        return self.page.inner_text("#card .context mark")

    @property
    def badges(self) -> list[str]:
        return self.page.locator("#rows .badge").all_inner_texts()


@pytest.fixture
def source(tmp_path: Path, sample: Path) -> Path:
    path = tmp_path / "in" / "nghi-quyet.txt"
    path.parent.mkdir()
    path.write_bytes(sample.read_bytes())
    kg.build(path, out=tmp_path / "out").close()
    return path


def wrapped(text: str) -> str:
    """Return a text with its lines broken at 72 characters, as another file of it has them."""
    lines = [
        textwrap.wrap(line, 72, break_long_words=False, break_on_hyphens=False) or [""] for line in text.split("\n")
    ]
    return "\n".join(part for line in lines for part in line)


def measures(graph: kg.Graph) -> dict[str, dict]:
    return {" ".join(one["quote"].split()): one for one in graph.facts() if one["fact"] == "measure"}


def decide_by_keys(page: Page) -> tuple[str, str, str, str]:
    """Accept the first measure, reject the second, correct the third, and take back what was said of the fourth."""
    page.choose("fact", "measure")
    page.choose("order", "text")
    first = page.quote
    page.press("a", "đúng")
    second = page.quote
    page.press("r", "sai")
    third = page.quote
    page.press("c")
    page.page.wait_for_selector("#mend")
    page.page.fill("#mend input[name=due]", "2024")
    page.page.press("#mend input[name=due]", "Enter")
    page.page.wait_for_selector("#told:has-text('đã sửa')")
    page.page.wait_for_selector(f"#card .context mark:not(:text-is({third!r}))")
    fourth = page.quote
    page.press("r", "sai")
    page.press("k")
    assert page.quote == fourth
    assert page.badges == ["đúng", "sai", "đã sửa", "sai"]
    page.press("u", "Đã hoàn tác")
    assert page.badges == ["đúng", "sai", "đã sửa"]
    return first, second, third, fourth


def check_held(graph: kg.Graph, first: str, second: str, third: str, fourth: str) -> None:
    found = measures(graph)
    assert found[first]["review"] == "accepted"
    assert second not in found
    assert (found[third]["review"], found[third]["due"]) == ("corrected", "2024")
    assert "review" not in found.get(fourth, {})
    assert graph.validate().conforms


def test_decisions_by_keyboard_hold_on_later_builds(browser, source: Path, tmp_path: Path):
    errors: list[str] = []
    with reviewing(tmp_path / "out", "--as", "Lan") as server:
        page = Page(browser, server.url, errors=errors)
        assert page.page.inner_text("h1") == "Rà soát dữ kiện"
        quotes = decide_by_keys(page)
        page.page.close()
    assert errors == []
    assert quotes[0].startswith(FIRST)
    file = source.with_name("decisions.tsv")
    assert [(one.verdict, one.by) for one in read_decisions(file).all] == [
        ("accept", "Lan"),
        ("reject", "Lan"),
        ("correct", "Lan"),
    ]

    with kg.build(source, out=tmp_path / "out") as graph:
        check_held(graph, *quotes)
        assert quotes[3] in measures(graph)
    source.write_text(wrapped(source.read_text(encoding="utf-8")), encoding="utf-8")
    with kg.build(source, out=tmp_path / "out") as graph:
        check_held(graph, *quotes)
        told = graph.report["decisions"]
        assert (told["held"], told["decisions"], told["lost"]) == (3, 3, 0)
    # Without the verbs of these measures, and with other weights: the program would read none of them.
    weights = dict(load_weights("measure")) | {BIAS: -9.0}
    with leaving_out([("lexicons/verbs.tsv", "tuyên truyền")]), weights_instead({"measure": weights}):
        with kg.build(source, out=tmp_path / "later", jobs=0, decisions=False) as graph:
            assert not measures(graph).keys() & set(quotes)
        with kg.build(source, out=tmp_path / "other", jobs=0, decisions=file) as graph:
            check_held(graph, *quotes)
            assert graph.report["decisions"]["restored"] == 2


MISSED = "các di tích lịch sử văn hóa và các thiết chế văn hóa gắn với phát triển du lịch"


def choose_words(page, words: str) -> None:
    """Choose words by the arrow keys: to the first of them, then on with Shift until they are chosen."""
    page.keyboard.press("t")
    page.wait_for_selector("#choosing")
    said = lambda: page.inner_text("#words-chosen").strip("“”")  # noqa: E731
    page.keyboard.press("Home")
    for _ in range(400):
        if said() == words.split(" ")[0] and starts(page, words):
            break
        page.keyboard.press("ArrowRight")
    for _ in range(100):
        if said() == words:
            return
        page.keyboard.press("Shift+ArrowRight")
    raise AssertionError(f"{said()!r} was chosen, not {words!r}")


def starts(page, words: str) -> bool:
    """Say whether the words chosen are the first of these in the text."""
    return page.evaluate(
        """words => { const pick = document.querySelector('.context .pick'); const range = document.createRange();
        range.setStartBefore(pick); range.setEndAfter(document.querySelector('.context').lastChild);
        return range.toString().replace(/\\s+/g, ' ').startsWith(words); }""",
        words,
    )


def save_added(page, fact: str, words: str, **fields: str) -> None:
    """Fill in the form of what is added by keys alone, and save it."""
    page.wait_for_selector("#adding")
    assert page.evaluate("document.activeElement.name") == "fact"
    select_by_keys(page, "fact", fact)
    for name, value in fields.items():
        for _ in range(12):
            if page.evaluate("document.activeElement.name") == name:
                break
            page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SELECT":
            select_by_keys(page, name, value)
        else:
            page.keyboard.press("Control+a")
            page.keyboard.type(value)
    for _ in range(12):
        if page.evaluate("document.activeElement.type") == "submit":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#told:has-text('đã thêm')")
    page.wait_for_selector(f"#card .context mark:text-is({words!r})")
    assert page.locator("#decisions .badge.add").count() == 1


def select_by_keys(page, name: str, value: str) -> None:
    page.keyboard.press("Home")
    for _ in range(40):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no {name} is {value}")


def test_what_the_program_missed_is_added_by_keys_alone(browser, source: Path, tmp_path: Path):
    errors: list[str] = []
    text = source.read_text(encoding="utf-8")
    with reviewing(tmp_path / "out", "--as", "Lan") as server:
        own = Page(browser, server.url, errors=errors)
        page = own.page
        own.choose("fact", "passage")
        own.choose("order", "text")
        while MISSED not in " ".join(own.quote.split()):
            own.press("j")
        choose_words(page, MISSED)
        page.keyboard.press("Enter")
        save_added(page, "measure", MISSED, action="protect", due="2025")
        page.evaluate("document.activeElement.blur()")
        choose_words(page, "du lịch")
        page.keyboard.press("Enter")
        save_added(page, "responsibility", "du lịch", role="beneficiary")
        choose_words(page, "văn hóa")
        page.keyboard.press("Escape")
        assert not page.locator("#choosing").count()
        page.close()
    assert errors == []
    file = source.with_name("decisions.tsv")
    assert [(one.fact, one.verdict, one.by) for one in read_decisions(file).all] == [
        ("measure", "add", "Lan"),
        ("responsibility", "add", "Lan"),
    ]
    with kg.build(source, out=tmp_path / "out") as graph:
        measure = measures(graph)[MISSED]
        assert text[measure["start"] : measure["end"]] == MISSED == measure["quote"]
        assert (measure["review"], measure["due"], measure["action"]) == ("added", "2025", "protect")
        (agent,) = measure["agents"]
        assert (text[agent["start"] : agent["end"]], agent["role"], agent["review"]) == (
            "du lịch",
            "beneficiary",
            "added",
        )
        assert graph.validate().conforms
    with reviewing(tmp_path / "out", "--as", "Lan") as server:
        own = Page(browser, server.url, errors=errors)
        own.choose("fact", "measure")
        own.choose("state", "decided")
        assert own.quote == MISSED
        own.press("u", "Đã hoàn tác")
        own.page.close()
    with kg.build(source, out=tmp_path / "out") as graph:
        assert MISSED not in measures(graph)


def test_words_are_chosen_by_mouse_and_another_body_has_the_role(browser, source: Path, tmp_path: Path):
    errors: list[str] = []
    with kg.open(tmp_path / "out") as graph:
        first = next(one for one in measures(graph).values() if one.get("agents"))
        text = graph.text(first["doc"])
    with reviewing(tmp_path / "out", "--as", "Lan") as server:
        own = Page(browser, server.url, errors=errors)
        page = own.page
        own.choose("fact", "responsibility")
        own.choose("order", "text")
        before = own.quote
        own.press("c")
        page.click("[data-do=body]")
        page.wait_for_selector("#choosing")
        mark = page.locator("#card .context .around, #card .context [data-start]").last
        box = mark.bounding_box()
        page.mouse.move(box["x"] + 4, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(box["x"] + 120, box["y"] + 10)
        page.mouse.up()
        chosen = page.inner_text("#words-chosen").strip("“”")
        assert chosen and chosen != before
        page.click("[data-do=chosen]")
        page.wait_for_selector("#mend")
        assert page.inner_text("#body") == chosen
        page.click("#mend button[type=submit]")
        page.wait_for_selector("#told:has-text('đã sửa')")
        page.close()
    assert errors == []
    (decision,) = read_decisions(source.with_name("decisions.tsv")).all
    assert decision.change["quote"] == chosen
    with kg.build(source, out=tmp_path / "out") as graph:
        duties = [one for fact in measures(graph).values() for one in fact.get("agents", ())]
        (duty,) = (one for one in duties if one.get("review") == "corrected")
        assert " ".join(text[duty["start"] : duty["end"]].split()) == chosen
        assert graph.validate().conforms


def test_two_people_see_how_far_they_agree(browser, source: Path, tmp_path: Path):
    def work(name: str, keys: str, check: Callable[[Page], None] = lambda page: None) -> None:
        errors: list[str] = []
        with reviewing(tmp_path / "out", "--as", name) as server:
            page = Page(browser, server.url + "/?lang=en", errors=errors)
            page.choose("fact", "measure")
            page.choose("order", "text")
            check(page)
            for key in keys:
                page.press(key, {"a": "right", "r": "wrong"}[key])
            if name == "Minh":
                page.page.click("#agreement summary")
                page.page.wait_for_selector("#pairs tbody tr")
                rows = [row.split("\t") for row in page.page.inner_text("#pairs tbody").split("\n")]
                # Both decided on five, alike on four: pe = (3*4 + 2*1) / 25 = 0.56, kappa = 0.24 / 0.44.
                assert rows[0] == ["Lan – Minh", "all together", "5", "0.800 (4)", "0.545"]
                assert "Decided otherwise" in page.page.inner_text("#pairs")
            page.page.close()
        assert errors == []

    def hidden(page: Page) -> None:
        assert "Decided by 1 others" in page.page.inner_text("#decisions")
        assert "Lan" not in page.page.inner_text("#decisions")

    work("Lan", "aarra" + "a")
    work("Minh", "aaraa", hidden)


def test_the_page_has_no_faults_of_access(browser, source: Path, tmp_path: Path):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    with reviewing(tmp_path / "out", "--as", "Lan") as server:
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        for fact in ("", "responsibility", "target", "passage"):
            page.goto(server.url)
            page.wait_for_selector("#card h2")
            if fact:
                page.select_option("select[name=fact]", fact)
                page.wait_for_selector("#rows button[aria-current]")
            results = axe.Axe().run(page)
            assert results.violations_count == 0, results.generate_report()
        page.goto(server.url)
        page.wait_for_selector("#card h2")
        page.keyboard.press("t")
        page.wait_for_selector("#choosing")
        results = axe.Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        context.close()
