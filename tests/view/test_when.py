"""When: bars and lists are those of the model; a day that is asked about tells what is over and what is near."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from answer_facts import make_facts
from page_reader import show

import kg
from kg.analyse import read_sector_labels, to_network
from kg.analyse.answers import Recurrence, build_index, make_timeline
from kg.view import Extras, write_html

pytestmark = pytest.mark.tool("chromium")


def test_a_bar_for_each_year_tells_stated_and_inherited(visit, sample_out: Path) -> None:
    with kg.open(sample_out) as graph:
        timeline = make_timeline(build_index(graph.facts()))
    with visit.open(sample_out / "graph.html", view="when") as page:
        labels = page.locator(".histogram .hbar").evaluate_all("all => all.map((one) => one.ariaLabel)")
        words = [
            (label.split(":")[0], *(int(part.split()[0]) for part in label.split(": ")[1].split(", ")))
            for label in labels
        ]
        assert words == [(str(bar.year), len(bar.stated), len(bar.inherited)) for bar in timeline.years]
        assert page.locator("#when-count").inner_text().split()[0] == str(len(timeline.entries))


def test_a_bar_chooses_a_year_and_shift_several(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", view="when") as page:
        page.click("#when-year-2021")
        assert page.locator("#view-when caption").all_inner_texts() == ["2021 (1)"]
        assert page.locator(".months").count() == 1
        page.click("#when-year-2025", modifiers=["Shift"])
        assert [one.split()[0] for one in page.locator("#view-when caption").all_inner_texts()] == ["2021", "2025"]
        assert page.url.endswith("#when=2021-2025")
        page.click("#when-year-2025")
        page.click("#when-year-2025")
        assert page.input_value("#when-from") == "" and page.url.endswith("#when")


def test_dragging_over_the_bars_chooses_years(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", view="when") as page:
        first, last = page.locator("#when-year-2021").bounding_box(), page.locator("#when-year-2025").bounding_box()
        page.mouse.move(last["x"] + 10, last["y"] + last["height"] - 8)
        page.mouse.down()
        page.mouse.move(first["x"] + 10, first["y"] + first["height"] - 8, steps=4)
        page.mouse.up()
        assert (page.input_value("#when-from"), page.input_value("#when-until")) == ("2021", "2025")


def test_what_is_inherited_can_be_left_out(visit, sample_out: Path) -> None:
    with visit.open(sample_out / "graph.html", view="when") as page:
        page.uncheck("#when-inherited")
        assert page.locator("#view-when .b-inherited").count() == 1  # the name of the box itself
        assert page.evaluate("document.activeElement.id") == "when-inherited"


@pytest.mark.parametrize("day", ["2026-05-01", "2026-06-30", "2026-07-01", "2031-01-01"])
def test_a_day_tells_what_is_over_and_what_is_near(visit, plan_path: Path, day: str) -> None:
    timeline = make_timeline(build_index(make_facts()), today=date.fromisoformat(day))
    with visit.open(plan_path, view="when") as page:
        assert page.locator(".b-overdue, .b-soon").count() == 0
        page.fill("#when-today", day)
        for state in ("overdue", "soon", "earlier"):
            found = len(timeline.of_state(state))
            chip = page.locator(f"#when-{state}")
            if state == "earlier" and not found:
                assert chip.count() == 0
                continue
            assert chip.inner_text().endswith(f": {found}")
            chip.click()
            assert page.locator("#view-when tbody tr").count() == found
            page.click(f"#when-{state}")


@pytest.mark.parametrize(
    "recurrence",
    [
        ("P1Y", "--11-30"),
        ("P3M", "---15"),
        ("P1M", "---31"),
        ("P6M", "---20"),
        ("P1Y", ""),
        ("P7D", ""),
        ("P5M", "---01"),
    ],
)
@pytest.mark.parametrize("day", ["2026-02-28", "2026-11-30", "2026-12-01", "2028-02-29"])
def test_the_next_day_is_that_of_the_model(visit, tmp_path: Path, recurrence: tuple[str, str], day: str) -> None:
    facts = make_facts()
    task = next(fact for fact in facts if "recurrence" in fact)
    task["recurrence"], task["recurrence_day"] = [recurrence[0]], [recurrence[1]] if recurrence[1] else []
    extras = Extras(index=build_index(facts))
    path = write_html(
        to_network(facts, sector_labels=read_sector_labels()), tmp_path / "p.html", title="t", extras=extras
    )
    expected = Recurrence(*recurrence).next_day(date.fromisoformat(day))
    with visit.open(path, view=f"when=@{day}") as page:
        row = page.locator("#view-when tr:has(.b-recurring)").last.locator("td").first.inner_text()
        assert ("lần tới" in row) is (expected is not None)
        if expected:
            assert row.endswith(f"lần tới {expected.day}/{expected.month}/{expected.year}")


def test_a_time_that_was_over_when_the_document_was_issued_is_told_apart(visit, tmp_path: Path) -> None:
    facts = make_facts()
    facts[0]["issued"] = "2026-08-01"
    extras = Extras(index=build_index(facts))
    path = write_html(
        to_network(facts, sector_labels=read_sector_labels()), tmp_path / "p.html", title="t", extras=extras
    )
    with visit.open(path, view="when=@2026-09-01") as page:
        assert page.locator("#when-earlier").inner_text().endswith(": 1")
        assert page.locator("#when-overdue").inner_text().endswith(": 0")


def test_a_work_has_its_due_time(visit, plan_path: Path) -> None:
    with visit.open(plan_path, view="when=2030") as page:
        rows = page.locator("#view-when tbody .row-quote").all_inner_texts()
        assert len(rows) == 3 and any("05 cầu" in row for row in rows)
        show(page, "overview")
        assert "05 cầu" in page.inner_text("#view-overview table")


def test_a_year_opens_its_months_and_a_month_its_days(visit, plan_path: Path) -> None:
    with visit.open(plan_path, view="when") as page:
        page.click("#when-year-2026")
        assert page.locator("#when-part-06").get_attribute("aria-label").startswith("6/2026: 1 ")
        assert page.locator(".days").count() == 0
        page.focus("#when-part-06")
        page.keyboard.press("Enter")
        assert page.url.endswith("#when=2026-06")
        assert page.locator(".days .hname").all_inner_texts() == ["30/6"]
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "when-part-06-30"
        page.keyboard.press("Enter")
        assert page.url.endswith("#when=2026-06-30")
        assert page.locator("#view-when caption").all_inner_texts() == ["30/6/2026 (1)"]
        page.click("#when-part-06-30")
        page.click("#when-part-06")
        assert page.url.endswith("#when=2026")
        page.select_option("#when-until", "2030")
        assert page.url.endswith("#when=2026-2030") and page.locator(".months").count() == 0


def test_months_and_days_are_those_that_the_times_state(visit, tmp_path: Path) -> None:
    facts = make_facts()
    stated = ["2026-06-30", "2026-06", "2026", "2026-06-01"]
    for fact, due in zip([one for one in facts if one["fact"] == "measure"], stated, strict=False):
        fact["due"], fact["due_inherited"] = due, False
        fact.pop("recurrence", None)
    network = to_network(facts, sector_labels=read_sector_labels())
    path = write_html(network, tmp_path / "p.html", title="t", extras=Extras(index=build_index(facts)))
    with visit.open(path, view="when=2026-06") as page:
        assert page.locator("#view-when caption").all_inner_texts() == ["1/6/2026 (1)", "6/2026 (1)", "30/6/2026 (1)"]
        names = page.locator(".days .hname").all_inner_texts()
        assert names == ["1/6", "30/6", "cả tháng"]
    with visit.open(path, view="when=2026-00") as page:
        assert [one.split()[0] for one in page.locator("#view-when caption").all_inner_texts()] == ["2026"]
    with visit.open(path, view="when=2026-06-30@2026-07-01") as page:
        assert page.locator("#view-when tbody tr").count() == 1
        assert page.locator("#view-when tbody .b-overdue").count() == 1
