"""What people decided becomes gold: in ranges that they read to the end, for the kinds that they decided on whole."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from decided import Person

import kg
from kg.decisions.gold import join
from kg.decisions.passages import iter_passages
from kg.errors import DecisionError
from kg.model import Span

PLAN = """# KẾ HOẠCH

## 1. Nhiệm vụ

Sở Xây dựng chủ trì xây dựng cầu Nghìn trước năm 2025. Nâng cấp cảng Diêm Điền.

Phấn đấu đến năm 2025 tỷ lệ đô thị hóa đạt 35%.

## 2. Tổ chức

Giao Sở Y tế phối hợp với Sở Tài chính xây dựng kế hoạch. Tổ chức hội nghị.
"""


@pytest.fixture
def lan(tmp_path: Path) -> Iterator[Person]:
    source = tmp_path / "in" / "plan.txt"
    source.parent.mkdir()
    source.write_text(PLAN, encoding="utf-8")
    kg.build(source, out=tmp_path / "out").close()
    person = Person(tmp_path / "out", tmp_path / "in" / "decisions.tsv")
    yield person
    person.close()


def read_to_the_end(person: Person, until: int, *, but: tuple[str, ...] = (), reject: str = "cảng Diêm Điền") -> None:
    """Decide on all before a place: passages are whole, facts are right, but for a measure that holds `reject`."""
    for one in person.desk.listed([person.slug]):
        claim = one.item.claim
        if claim.fact in ("document", *but) or not claim.spans or claim.spans[0].start_char >= until:
            continue
        wrong = claim.fact == "measure" and reject in one.item.blank.exact
        person.desk.decide(person.slug, one.item.key, "reject" if wrong else "accept", change={})


def make(tmp_path: Path, run_kg) -> dict[str, dict]:
    assert run_kg("build", tmp_path / "in" / "plan.txt", "-o", tmp_path / "out").returncode == 0
    done = run_kg("gold", tmp_path / "out", "-o", tmp_path / "gold", "--json")
    assert done.returncode == 0, done.stderr
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "gold" / "gold").glob("*.json")
    }


def test_passages_are_the_text_without_white_space():
    text = "Một\nhai.\nBa;\n\n bốn \nnăm"
    assert [text[slice(*span)] for span in iter_passages(text)] == ["Một\nhai.", "Ba;", "bốn \nnăm"]
    assert join([Span(0, 8), Span(9, 12)], text) == [Span(0, 12)]
    assert join([Span(0, 8), Span(15, 22)], text) == [Span(0, 8), Span(15, 22)]


def test_a_range_holds_what_was_decided_in_it(lan: Person, tmp_path: Path, run_kg):
    until = PLAN.index("## 2")
    read_to_the_end(lan, until)
    lan.decide("reject", "measure", "Tổ chức hội nghị")
    gold = make(tmp_path, run_kg)["plan"]
    assert gold["range"] == [0, PLAN[:until].rstrip().__len__()]
    assert set(gold["kinds"]) == {
        "sections",
        "entities",
        "measures",
        "sectors",
        "responsibilities",
        "targets",
        "relations",
    }
    quotes = [PLAN[one["start"] : one["end"]] for one in gold["measures"]]
    assert any("cầu Nghìn" in quote for quote in quotes)
    assert not any("Diêm Điền" in quote for quote in quotes)
    assert [one["value"] for one in gold["targets"]] == [35]
    assert (tmp_path / "gold" / "texts" / "plan.txt").read_text(encoding="utf-8") == PLAN
    judged = (tmp_path / "gold" / "judged" / "measure.tsv").read_text(encoding="utf-8").splitlines()
    start = PLAN.index("Tổ chức hội nghị")
    assert judged[-1] == f"texts/plan.txt\t{start}\t{start + len('Tổ chức hội nghị')}\t0"
    assert len(judged) == 3


def test_a_kind_that_was_not_decided_whole_is_not_claimed(lan: Person, tmp_path: Path, run_kg):
    read_to_the_end(lan, PLAN.index("## 2"), but=("target", "sectors"))
    gold = make(tmp_path, run_kg)["plan"]
    assert set(gold["kinds"]) == {"sections", "entities", "measures", "responsibilities", "relations"}


def test_without_a_passage_read_whole_there_is_no_range(lan: Person, tmp_path: Path, run_kg):
    read_to_the_end(lan, len(PLAN), but=("passage",))
    assert make(tmp_path, run_kg) == {}
    assert (tmp_path / "gold" / "judged" / "measure.tsv").read_text(encoding="utf-8").count("texts/plan.txt") > 2


def test_a_passage_in_which_somebody_misses_something_parts_ranges(lan: Person, tmp_path: Path, run_kg):
    read_to_the_end(lan, len(PLAN))
    lan.decide("reject", "passage", "đô thị hóa")
    gold = make(tmp_path, run_kg)
    assert sorted(gold) == ["plan-a", "plan-b"]
    assert all(PLAN.index("Phấn đấu") not in range(*one["range"]) for one in gold.values())


def test_gold_is_made_of_the_decisions_that_the_folder_was_built_by(lan: Person, tmp_path: Path, run_kg):
    lan.decide("accept", "measure", "cầu Nghìn")
    done = run_kg("gold", tmp_path / "out", "-o", tmp_path / "gold")
    assert done.returncode == 2
    assert "build the document again with --decisions" in done.stderr
    assert not (tmp_path / "gold").exists()
    assert DecisionError.__name__ not in done.stderr


def load(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.tool("shared")
def test_the_scorer_reads_it(lan: Person, tmp_path: Path, run_kg, root: Path, shared: Path):
    read_to_the_end(lan, PLAN.index("## 2"), but=("target",))
    make(tmp_path, run_kg)
    quality = load(root / "benchmarks" / "quality.py")
    scorer = quality.load_scorer(shared / "eval")
    (gold,) = quality.gold_files(shared / "eval", decided=tmp_path / "gold")
    result = quality.score_one(gold, scorer, errors="")
    measures = result["rows"]["measures"]
    assert (measures["tp"], measures["gold"], measures["found"] - measures["gold"]) == (
        measures["gold"],
        measures["tp"],
        1,
    )
    assert result["rows"]["targets"]["f1"] is None
    assert result["faithful"] == 1.0


def test_the_trainer_reads_it(lan: Person, tmp_path: Path, run_kg, root: Path):
    pytest.importorskip("sklearn")
    read_to_the_end(lan, PLAN.index("## 2"), but=("target",))
    lan.decide("reject", "measure", "Tổ chức hội nghị")
    make(tmp_path, run_kg)
    train = load(root / "tools" / "train.py")
    found = train.observe(tmp_path / "gold" / "gold" / "plan.json", ["measure", "target"])
    assert found["target"] == []
    assert {example.right for example in found["measure"]} == {True, False}
    assert {example.document for example in found["measure"]} == {"plan"}
    judged = train.observe_judged(tmp_path / "gold", "measure", tables=tmp_path / "gold" / "judged")
    assert [(example.document, example.right) for example in judged] == [("plan", False)]
