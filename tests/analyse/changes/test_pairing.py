"""Documents of two folders are paired where that is clear, by number, else by type and title; the others stay alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.analyse.changes import compare_folders, pair_documents

KG = "https://w3id.org/policykg/id/doc/"


def document(slug: str, **more: str) -> dict[str, str]:
    return {"fact": "document", "id": KG + slug, "doc": KG + slug, "type": "Plan"} | more


def pairs(before: list[dict], after: list[dict]) -> list[tuple[str, str, str]]:
    found = pair_documents(before, after)
    return [(one.before.removeprefix(KG), one.after.removeprefix(KG), one.by) for one in found]


def test_one_number_pairs_whatever_the_title_and_file():
    before = [document("a", number="15/KH-UBND", title="Kế hoạch cũ"), document("b", number="7/QĐ-TTg")]
    after = [document("y", number="7/QĐ-TTg"), document("x", number="15 /kh-ubnd", title="Khác hẳn")]
    assert pairs(before, after) == [("b", "y", "number"), ("a", "x", "number")]


def test_one_number_of_two_issuers_or_twice_is_not_clear():
    one = document("a", number="15/KH-UBND", issuer="Ủy ban nhân dân tỉnh Thái Bình", title="Giao thông")
    other = document("x", number="15/KH-UBND", issuer="Ủy ban nhân dân tỉnh Nam Định", title="Giao thông")
    assert pairs([one], [other]) == []
    twice = [document("x", number="1/KH", title="Cầu"), document("y", number="1/KH", title="Cảng biển")]
    assert pairs([document("a", number="1/KH", title="Trường học")], twice) == []


def test_one_type_and_nearly_one_title_pairs_the_nearest():
    before = [
        document("a", title="Kế hoạch phát triển hạ tầng giao thông tỉnh năm 2025"),
        document("b", title="Kế hoạch phát triển du lịch tỉnh năm 2025", type="Decision"),
    ]
    after = [
        document("x", title="Kế hoạch phát triển hạ tầng giao thông tỉnh năm 2026", number="27/KH-UBND"),
        document("y", title="Kế hoạch phát triển du lịch tỉnh năm 2026"),
    ]
    assert pairs(before, after) == [("a", "x", "title")], "another type, another document"
    rival = document("z", title="Kế hoạch phát triển hạ tầng giao thông tỉnh năm 2027")
    assert pairs(before, [*after, rival]) == [], "of two alike neither is clear"


def test_one_file_pairs_unless_its_numbers_are_two_and_copies_are_passed_over():
    assert pairs([document("a")], [document("a", number="3/KH")]) == [("a", "a", "same")]
    assert pairs([document("a", number="2/KH")], [document("a", number="3/KH")]) == []
    copy = document("c", number="3/KH", copy_of=KG + "a")
    assert pairs([document("a", number="3/KH")], [document("a", number="3/KH"), copy]) == [("a", "a", "number")]


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        kg.build(text=text, name=f"{name}.txt", out=folder, jobs=0).close()
    return folder


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    head = "ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH\nSố: {}/KH-UBND\n\nKẾ HOẠCH\n{}\n\n"
    place = tmp_path_factory.mktemp("pairs")
    port = head.format(15, "Phát triển cảng biển") + "1. Sở Xây dựng nâng cấp cảng Diêm Điền trước năm {}.\n"
    roads = head.format(16, "Phát triển giao thông nông thôn") + "1. Sở Xây dựng xây dựng cầu Nghìn.\n"
    schools = head.format(17, "Phát triển trường học") + "1. Sở Giáo dục và Đào tạo xây dựng trường học.\n"
    before = write(place / "before", cang=port.format(2025), duong=roads)
    after = write(place / "after", bien=port.format(2024), truong=schools)
    return before, after


def test_the_command_says_its_pairs_and_what_stayed_alone(folders, run_kg, tmp_path: Path):
    before, after = map(str, folders)
    done = run_kg("diff", before, after, "--lang", "en")
    assert done.returncode == 0
    assert "15/KH-UBND" in done.stdout and "number" in done.stdout
    assert "Only before (1): 16/KH-UBND" in done.stdout and "Only after (1): 17/KH-UBND" in done.stdout
    import json

    told = json.loads(run_kg("diff", before, after, "--format", "json").stdout)
    (pair,) = told["pairs"]
    assert (pair["paired_by"], pair["counts"]["measure"]["stronger"]) == ("number", 1)
    assert [one["number"] for one in told["alone"]["before"]] == ["16/KH-UBND"]
    for name in ("d.html", "d.md", "d.csv"):
        assert run_kg("diff", before, after, "-o", tmp_path / name, "--lang", "en").returncode == 0
        text = (tmp_path / name).read_text(encoding="utf-8-sig")
        assert "Diêm Điền" in text and ("17/KH-UBND" in text or name == "d.csv")


def test_a_number_chooses_a_document_of_either_side(folders, run_kg):
    before, after = map(str, folders)
    one = run_kg("diff", before, after, "--before", "15/KH-UBND", "--lang", "en")
    assert one.returncode == 0 and "Only before" not in one.stdout and "Stronger" in one.stdout
    assert run_kg("diff", before, after, "--after", "15/KH-UBND", "--lang", "en").stdout == one.stdout
    both = run_kg("diff", before, after, "--before", "16/KH-UBND", "--after", "17/KH-UBND", "--format", "json")
    assert '"number": "16/KH-UBND"' in both.stdout and '"number": "17/KH-UBND"' in both.stdout
    alone = run_kg("diff", before, after, "--before", "16/KH-UBND")
    assert alone.returncode == 2 and "no clear pair" in alone.stderr
    assert run_kg("diff", before, after, "--in", before, "--before", "16/KH-UBND").returncode == 2


def test_folders_of_the_same_documents_change_nothing(folders):
    with kg.open(folders[0]) as graph:
        facts = graph.facts()
        texts = {name: graph.text(name) for name in graph.documents}
    found = compare_folders(facts, facts, texts=(texts, texts))
    assert {pair.by for pair, _ in found.pairs} == {"number"} and not found.before and not found.after
    assert all(pair.status == "kept" for _, one in found.pairs for pair in one.pairs)
