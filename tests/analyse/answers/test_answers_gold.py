"""The audit of the sample against what a person annotated in the same text."""

import json

import pytest

import kg
from kg.analyse.answers import OWNERS


@pytest.mark.tool("shared")
def test_the_sample_lacks_what_the_gold_file_lacks(shared, sample_out):
    gold = json.loads((shared / "eval" / "gold" / "thai-binh-2020-2025.json").read_text(encoding="utf-8"))
    measures, targets = gold["measures"], gold["targets"]
    owner = [m for m in measures if not any(agent["role"] in OWNERS for agent in m.get("agents", ()))]
    time = [m for m in measures if not m.get("due")]
    target = [m for m in measures if not any(m["start"] <= t["start"] and t["end"] <= m["end"] for t in targets)]
    every = [m for m in owner if m in time and m in target]
    with kg.open(sample_out) as graph:
        found = graph.audit().total
    pairs = [
        (len(found.ids), len(measures)),
        (len(found.owner), len(owner)),
        (len(found.time), len(time)),
        (len(found.target), len(target)),
        (len(found.all), len(every)),
    ]
    assert [wanted for _, wanted in pairs] == [219, 210, 188, 213, 174]
    for number, wanted in pairs:
        assert abs(number - wanted) <= 0.05 * wanted
