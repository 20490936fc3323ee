"""A text and a revision of it of which it is known what was changed: the benchmark's count, on one seed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import kg

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benchmarks"))
from bench_diff import score
from revise import ADDITIONS, revise

COUNTS = {"dropped": 8, "added": 8, "changed": 5, "reworded": 5}


@pytest.fixture(scope="module")
def facts(sample_out: Path) -> list[dict]:
    return [json.loads(line) for line in (sample_out / "facts.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_revision_is_made_again_by_its_seed(facts):
    text = kg.sample("thai-binh").read_text(encoding="utf-8")
    measures = sorted((fact for fact in facts if fact["fact"] == "measure"), key=lambda fact: fact["start"])
    revised, edits = revise(text, measures, seed=7, counts=COUNTS)
    assert (revised, edits) == revise(text, measures, seed=7, counts=COUNTS)
    assert revised != revise(text, measures, seed=8, counts=COUNTS)[0]
    assert len(edits) == sum(COUNTS.values())
    for edit in edits:
        assert edit.kind == "dropped" or revised[edit.new_start : edit.new_end] == edit.words


@pytest.mark.parametrize("seed", [101, 102])
def test_nearly_all_changes_are_found_and_nothing_else(facts, seed):
    text = kg.sample("thai-binh").read_text(encoding="utf-8")
    found = score(text, facts, seed=seed, counts=COUNTS, further=ADDITIONS, synonyms=2)
    assert sum(found.found.values()) >= sum(COUNTS.values()) - 2, found.missed
    assert len(found.false) <= 1, found.false
