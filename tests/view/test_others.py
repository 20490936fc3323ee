"""What others say, and what gave nothing: shown apart from what the documents say, each behind its number."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from page_reader import sentence

import kg
from kg.view.others import pack_others

HEAD = "id\tverdict\tdate\tsource\tquote"
WORDS = "đã <b>đưa vào sử dụng</b>"


def write_verdicts(path: Path, ids: list[str]) -> Path:
    """Write two verdicts of one day on the first commitment, an older and a newer one on the second."""
    rows = [
        (ids[0], "kept", "2024-05-15", "Báo cáo 12/BC-UBND", WORDS),
        (ids[0], "broken", "2024-05-15", "Báo A", "chưa xong"),
        (ids[1], "in work", "2023-01-31", "Báo A", "đang thi công"),
        (ids[1], "kept", "2024-06-30", "=Báo B", "đã xong"),
        (ids[2], "not rated", "2024-06-30", "Báo B", ""),
    ]
    path.write_text("\n".join([HEAD, *("\t".join(row) for row in rows)]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def said(sample_out: Path, tmp_path: Path, run_kg) -> tuple[Path, list[str]]:
    """Return the sample's page with verdicts, as the command writes it, and the facts that they are on."""
    with kg.open(sample_out) as graph:
        some = [one for one in graph.register().commitments if one.kind == "measure"][:3]
    verdicts = write_verdicts(tmp_path / "verdicts.tsv", [one.code for one in some])
    page = tmp_path / "said.html"
    done = run_kg("view", sample_out, "-o", page, "--verdicts", verdicts)
    assert done.returncode == 0, done.stderr
    return page, [one.quote for one in some]


def test_a_register_is_packed_by_latest_verdict(sample_out: Path, tmp_path: Path) -> None:
    with kg.open(sample_out) as graph:
        found = graph.register()
        some = found.commitments[:3]
        path = write_verdicts(tmp_path / "verdicts.tsv", [one.id for one in some])
        register = graph.register(verdicts=path)
    numbers = {some[0].fact: 7, some[1].fact: 9}
    others = pack_others(register, numbers=numbers)["others"]
    assert others["counts"] == [["kept", 1, [9]], ["not rated", 1, []], ["differ", 1, [7]]]
    assert sorted(row[:3] for row in others["said"]) == sorted(
        [
            [7, "kept", "2024-05-15"],
            [7, "broken", "2024-05-15"],
            [9, "in work", "2023-01-31"],
            [9, "kept", "2024-06-30"],
            [-1, "not rated", "2024-06-30"],
        ]
    )
    assert pack_others(found, numbers=numbers) == pack_others(None, numbers=numbers) == {}


def test_a_page_without_verdicts_says_nothing_of_others(sample_out: Path, tmp_path: Path) -> None:
    with kg.open(sample_out) as graph:
        plain, empty = str(graph.view()), str(graph.view(register=graph.register()))
    assert plain == empty == (sample_out / "graph.html").read_text(encoding="utf-8")
    assert '"others":{"counts"' not in plain


def test_a_register_alone_is_refused(sample_out: Path, tmp_path: Path, run_kg) -> None:
    done = run_kg("view", sample_out, "-o", tmp_path / "p.html", "--register", "x.csv")
    assert done.returncode == 2 and "add --verdicts" in done.stderr and not (tmp_path / "p.html").exists()


@pytest.mark.tool("chromium")
def test_verdicts_stand_apart_and_change_no_number(visit, said, sample_out: Path) -> None:
    path, quotes = said
    with visit.open(sample_out / "graph.html", view="overview") as page:
        told = page.locator(".headline, .half, .findings").all_inner_texts()
        assert page.locator(".others").count() == 0
    with visit.open(path, view="overview") as page:
        page.wait_for_selector("#view-overview section.others")
        own = page.locator(":is(.headline, .half, .findings):not(.others *)").all_inner_texts()
        assert own == told
        counts = page.locator("section.others .finding").all_inner_texts()
        assert counts == ["đã giữ: 1", "chưa đánh giá: 1", "mỗi nguồn nói một khác: 1"]
        page.click("[data-list='others:differ']")
        rows = page.locator("#view-overview tbody tr")
        assert rows.count() == 1 and quotes[0][:30] in rows.inner_text()
        assert "mỗi nguồn nói một khác" in rows.locator("td").last.inner_text()
        rows.locator(".row-quote").click()
        assert quotes[0][:30] in sentence(page)
        page.click("[data-tab=panel]")
        box = page.locator("#panel .others")
        assert box.locator("li").count() == 2 and WORDS in box.inner_text()
        assert "Báo cáo 12/BC-UBND" in box.inner_text() and "15/5/2024" in box.inner_text()
        rest = page.locator("#panel > :not(.others)").all_inner_texts()
        assert "Báo" not in " ".join(rest) and page.locator("#text .others").count() == 0
        page.click("[data-language=en]")
        assert "sources differ" in page.locator("#view-overview tbody tr td").last.inner_text()


@pytest.mark.tool("chromium")
def test_the_table_taken_away_has_a_column_of_theirs(visit, said) -> None:
    with visit.open(said[0], view="overview=others:kept") as page:
        with page.expect_download() as saved:
            page.evaluate("document.querySelector('[data-take=csv]').click()")
        written = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(written)))
    assert rows[0][-1] == "Người khác nói gì" and len(rows) == 2
    assert rows[1][-1] == "đã giữ (30/6/2024, =Báo B); đang làm (31/1/2023, Báo A)"


@pytest.mark.tool("chromium")
def test_what_gave_nothing_is_listed_behind_its_number(visit, sample_out: Path) -> None:
    with kg.open(sample_out) as graph:
        silent = graph.silent()
        text = graph.text(graph.documents[0])
    report = json.loads((sample_out / "report.json").read_text(encoding="utf-8"))
    for reason, count in report["documents"][0]["silent_reasons"].items():
        assert len([row for row in silent if row["reason"] == reason]) == count
    wanted = [row for row in silent if row["reason"] == "not understood"]
    with visit.open(sample_out / "graph.html", view="overview") as page:
        page.click("details.fold summary >> text=không cho kết quả")
        page.click("[data-list='silent:not understood']")
        assert page.url.endswith("#overview=silent%3Anot%20understood")
        rows = page.locator(".passages .row-quote")
        assert rows.count() == len(wanted) > 1
        rows.nth(1).click()
        row = wanted[1]
        shown = " ".join(page.locator("#text-body .now").all_inner_texts())
        assert " ".join(shown.split()) == " ".join(text[row["start"] : row["end"]].split())
        assert page.locator("#text-body .now").first.is_visible() and page.locator("#sketch").is_hidden()
        assert rows.nth(1).get_attribute("aria-current") == "true"
