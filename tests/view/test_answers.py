"""Check the answers that a page is given: each list and number is that of `kg.analyse.answers`, by numbers of nodes."""

from __future__ import annotations

from pathlib import Path

import pytest
from answer_facts import TEXT, iri, make_facts

import kg
from kg.analyse import read_sector_labels, to_network
from kg.analyse.answers import LEVELS, Index, build_index, make_overview, make_timeline
from kg.view.answers import FLAGS, pack_answers


def pack(facts: list[dict[str, object]], report: dict[str, object] | None = None) -> tuple[dict, dict[str, int], Index]:
    """Return the packed answers of some facts, the number of each node, and the index."""
    network = to_network(facts, sector_labels=read_sector_labels())
    numbers = {node: number for number, node in enumerate(network)}
    documents = [node for node, kind in network.nodes(data="kind") if kind == "document"]
    index = build_index(facts)
    places = {node: number for number, node in enumerate(documents)}
    return pack_answers(index, report=report or {}, numbers=numbers, documents=places), numbers, index


def test_flags_are_the_findings(sample_out: Path) -> None:
    with kg.open(sample_out) as graph:
        packed, numbers, index = pack([*graph.facts()], graph.report)
        overview = make_overview(index, graph.report)
    tasks = packed["tasks"]
    for bit, key in enumerate(FLAGS):
        found = [number for number, flags in zip(tasks["numbers"], tasks["flags"], strict=True) if flags >> bit & 1]
        assert found == [numbers[task] for task in overview.finding(key).ids], key
    assert [row[2:5] for row in packed["bodies"]] == [
        [len(row.owned), len(row.partner), len(row.benefits)] for row in overview.bodies
    ]
    assert packed["cards"][0]["silent"] == [
        [one.reason, one.passages, one.share] for one in overview.documents[0].silent
    ]


def test_due_times_and_recurrences_are_rows_of_tables() -> None:
    packed, numbers, index = pack(make_facts())
    tasks, dues = packed["tasks"], packed["dues"]
    budget, report, bridges, campaign = (
        tasks["numbers"].index(numbers[iri(name)]) for name in ("budget", "report", "bridges", "campaign")
    )
    assert dues[tasks["due"][budget]] == ("2026-06-30", "2026-06-30", "2026-06-30", "day")
    assert dues[tasks["due"][bridges]] == ("2026/2030", "2026-01-01", "2030-12-31", "interval")
    assert tasks["due"][campaign] == tasks["due"][report] == -1
    ((period, day, names),) = [packed["recurrences"][row] for row in tasks["again"][str(report)]]
    assert (period, day, names["vi"]) == ("P1Y", "--11-30", "hằng năm, ngày 30/11")
    ((work, due, document, start, end),) = packed["works"]
    assert (work, dues[due][0], document, TEXT[start:end]) == (numbers[iri("bridge")], "2030", 0, "05 cầu đến năm 2030")
    entries = make_timeline(index).entries
    dated = sum(due >= 0 for due in (*tasks["due"], *packed["aims"]["due"])) + len(packed["works"])
    assert dated + len(tasks["again"]) == len(entries)


def test_bodies_have_their_level_and_sectors_their_whole() -> None:
    packed, numbers, _ = pack(make_facts())
    levels = {number: LEVELS[level] for number, level, *_ in packed["bodies"]}
    assert levels[numbers[iri("finance")]] == "province" and levels[numbers[iri("firms")]] == "enterprise"
    codes = [code for code, *_ in packed["sectors"]]
    roads = packed["sectors"][codes.index("transport.roads")]
    assert codes[roads[3]] == "transport"
    assert packed["sectors"][codes.index("transport")][2] == {"vi": "giao thông", "en": "transport"}


def test_quotes_are_not_packed_again(sample_out: Path) -> None:
    with kg.open(sample_out) as graph:
        facts = [*graph.facts()]
        packed, _, index = pack(facts, graph.report)
    words = repr(packed)
    assert len(words) < 12_000
    assert not any(task.cite.quote in words for task in index.tasks.values() if len(task.cite.quote) > 30)


@pytest.mark.parametrize("missing", ["finance", "bridge", "budget", "target"])
def test_what_the_network_lacks_is_left_out(missing: str) -> None:
    facts = make_facts()
    network = to_network([fact for fact in facts if fact["id"] != iri(missing)])
    numbers = {node: number for number, node in enumerate(network)}
    packed = pack_answers(build_index(facts), report={}, numbers=numbers, documents={facts[0]["id"]: 0})
    known = set(numbers.values())
    rows = [*packed["tasks"]["numbers"], *packed["aims"]["numbers"], *packed["projects"]]
    rows += [row[0] for row in (*packed["bodies"], *packed["works"])]
    assert rows and set(rows) <= known
