"""The documents of a folder side by side: three small plans of two provinces, built as a user builds them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.analyse.across import GROUPINGS, compare_folder, to_dict
from kg.cli.compare import By

PLANS = {
    "a": ("THÁI BÌNH", "12/KH-UBND", "15 tháng 3 năm 2021", 2, 2025, "", "Sở Xây dựng", 2024),
    "b": ("THÁI BÌNH", "45/KH-UBND", "20 tháng 6 năm 2024", "1,5", 2030, "12/KH-UBND", "Sở Giao thông vận tải", 2026),
    "c": ("NAM ĐỊNH", "77/KH-UBND", "10 tháng 8 năm 2023", "1,8", 2027, "", "Sở Xây dựng", 2028),
}
PLAN = """ỦY BAN NHÂN DÂN TỈNH {province}
Số: {number}
{place}, ngày {date}

KẾ HOẠCH
Thực hiện Nghị quyết số 02-NQ/TU ngày 05 tháng 01 năm 2021 về phát triển hạ tầng
{basis}
1. Mục tiêu
Tỷ lệ hộ nghèo giảm còn {poor}% vào năm {year}.
2. Nhiệm vụ
{body} chủ trì xây dựng cầu Nghìn trước năm {due}.
Khuyến khích trồng rừng ngập mặn ven biển Tiền Hải.
"""


def write(folder: Path) -> None:
    for name, (province, number, date, poor, year, based, body, due) in PLANS.items():
        basis = f"Căn cứ Kế hoạch số {based} ngày 15 tháng 3 năm 2021 của Ủy ban nhân dân tỉnh Thái Bình;\n" * bool(
            based
        )
        text = PLAN.format(
            province=province,
            place=province.title(),
            number=number,
            date=date,
            poor=poor,
            year=year,
            basis=basis,
            body=body,
            due=due,
        )
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def plans(tmp_path_factory) -> Path:
    """Return a folder of the three plans."""
    folder = tmp_path_factory.mktemp("plans")
    write(folder)
    kg.build(folder, out=folder / "out").close()
    return folder / "out"


@pytest.fixture(scope="module")
def facts(plans) -> list[dict]:
    with kg.open(plans) as graph:
        return graph.facts()


@pytest.mark.parametrize(
    "by, names",
    [
        ("year", ["2021", "2023", "2024"]),
        ("province", ["Nam Định", "Thái Bình"]),
        ("issuer", ["Ủy ban nhân dân tỉnh Nam Định", "Ủy ban nhân dân tỉnh Thái Bình"]),
    ],
)
def test_documents_are_grouped(facts, by, names):
    groups = compare_folder(facts, by=by).groups
    assert [group.name.casefold() for group in groups] == [name.casefold() for name in names]
    assert sum(len(group.documents) for group in groups) == 3
    assert sum(group.measures for group in groups) == sum(fact["fact"] == "measure" for fact in facts)
    assert all(group.with_owner < group.measures for group in groups)


def test_one_indicator_is_followed_through_the_documents_in_their_order(facts):
    (series,) = compare_folder(facts, by="year").series
    assert (series.indicator, series.unit) == ("Tỷ lệ hộ nghèo", "%")
    assert [(point.group, point.value, point.due) for point in series.points] == [
        ("2021", "2", "2025"),
        ("2023", "1.8", "2027"),
        ("2024", "1.5", "2030"),
    ]


def test_tasks_of_two_documents_that_concern_the_same_thing(facts):
    found = compare_folder(facts, by="year").alike
    assert all(pair.before.doc != pair.after.doc for pair in found)
    bridges = [pair for pair in found if "cầu Nghìn" in pair.before.quote]
    assert all("cầu Nghìn" in pair.after.quote for pair in bridges)
    told = {change.aspect: (change.before, change.after) for change in bridges[0].changes}
    assert told["due"][0] < told["due"][1]
    forests = [pair for pair in found if "rừng ngập mặn" in pair.before.quote]
    assert len(forests) == 3
    assert {pair.likeness for pair in forests} == {1.0}


def test_offices_of_one_name_in_two_provinces_are_no_change(facts):
    pairs = compare_folder(facts, by="year").alike
    of_one_name = [pair for pair in pairs if "Sở Xây dựng" in pair.before.quote and "Sở Xây dựng" in pair.after.quote]
    assert of_one_name
    assert all(change.aspect != "owner" for pair in of_one_name for change in pair.changes)


def test_what_several_documents_name_is_listed_with_where(facts, plans):
    shared = {one.label: one for one in compare_folder(facts, by="year").shared}
    bridge = shared["cầu Nghìn"]
    assert bridge.cls == "Bridge"
    with kg.open(plans) as graph:
        for use in bridge.uses:
            assert graph.text(use.doc)[use.start : use.end] == "cầu Nghìn"
            assert use.measures == 1


def test_links_lead_to_documents_of_the_folder_and_by_title_to_what_is_carried_out(facts):
    links = compare_folder(facts, by="year").links
    (based,) = [link for link in links if link.relation == "based_on"]
    assert based.inside
    assert (based.doc[-1], based.target[-1]) == ("b", "a")
    carried = [link for link in links if link.relation == "carries_out"]
    assert {link.label.partition(" (")[0] for link in carried} == {"Nghị quyết số 02-NQ/TU"}
    assert len({link.label for link in carried}) == len({link.target for link in carried}) == 2, "of two provinces"
    assert {link.doc[-1] for link in carried} == {"a", "b", "c"}


def test_the_order_of_facts_changes_nothing(facts):
    order = sorted(facts, key=lambda fact: json.dumps(fact, sort_keys=True)[::-1])
    here, there = (compare_folder(some, by="issuer") for some in (facts, order))
    assert to_dict(here)["alike"] == to_dict(there)["alike"]
    assert here.series == there.series


def test_the_command_knows_every_grouping():
    assert {by.value for by in By} == set(GROUPINGS)


def test_the_command_writes_what_it_is_asked_for(run_kg, plans, tmp_path):
    done = run_kg("compare", plans, "--by", "province")
    assert done.returncode == 0, done.stderr
    assert "Nam Định" in done.stdout
    for name, mark in (("c.html", "<!DOCTYPE html>"), ("c.md", "# "), ("c.json", "{")):
        assert run_kg("compare", plans, "-o", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(mark)
    done = run_kg("compare", plans, "--format", "csv")
    assert (done.returncode, "html" in done.stderr) == (2, True)


def test_two_documents_are_compared_by_number_slug_or_iri(run_kg, plans, tmp_path):
    for before, after in (("12/KH-UBND", "45/kh-ubnd"), ("a", "b.txt")):
        done = run_kg("diff", before, after, "--in", plans, "--format", "json")
        assert done.returncode == 0, done.stderr
        record = json.loads(done.stdout)
        assert (record["before"]["number"], record["after"]["number"]) == ("12/KH-UBND", "45/KH-UBND")
    statuses = {pair["before"]["quote"][:20]: pair["status"] for pair in record["pairs"] if "before" in pair}
    assert statuses["Khuyến khích trồng r"] == "kept"
    bridge = next(pair for pair in record["pairs"] if "cầu Nghìn" in pair.get("before", {}).get("quote", ""))
    assert bridge["status"] == "changed"
    assert {change["aspect"] for change in bridge["changes"]} >= {"due", "owner"}


def test_names_that_lead_nowhere_are_errors_that_say_what_there_is(run_kg, plans):
    done = run_kg("diff", "99/KH", "a", "--in", plans)
    assert (done.returncode, "documents: a, b, c" in done.stderr) == (2, True)
    done = run_kg("diff", plans, plans, "--before", "99/KH")
    assert (done.returncode, "documents: a, b, c" in done.stderr) == (2, True)
