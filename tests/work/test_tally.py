"""How far a build is: every document once, sums that agree, failures by reason; the log has it as lines of JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from work.test_crew import SHORT, place, run, write  # noqa: F401 - the fixture is used

import kg
from kg.config import Options
from kg.pipeline import Way, build
from kg.read import read_inputs
from kg.store.graphs.lock import building
from kg.work import bench
from kg.work.crew import Crew


def test_the_log_tells_each_document_with_sums_that_agree(tmp_path: Path, run_kg) -> None:
    folder = write(tmp_path / "in")
    log = tmp_path / "log.jsonl"
    done = run_kg("build", "-q", folder, "-o", tmp_path / "out", "--log", log, "--jobs", "0")
    assert done.returncode == 0, done.stderr
    first, *middle, last = map(json.loads, log.read_text(encoding="utf-8").splitlines())
    size = sum(path.stat().st_size for path in folder.iterdir())
    assert (first["event"], first["documents"], first["bytes"], first["unchanged"]) == ("start", 4, size, 0)
    assert [event["slug"] for event in middle] == [f"plan{n}" for n in range(4)]
    assert [event["done"] for event in middle] == [1, 2, 3, 4]
    assert (middle[-1]["bytes_done"], middle[-1]["seconds_left"]) == (size, 0)
    assert all(event["facts"] > 0 and not event["resumed"] and event["facts_a_second"] > 0 for event in middle)
    assert (last["event"], last["documents"], last["conforms"], last["failures"]) == ("end", 4, True, {})
    with kg.open(tmp_path / "out") as graph:
        counted = sum(number for kind, number in graph.report["counts"].items() if kind != "projects and works")
    assert sum(event["facts"] for event in middle) == counted


def test_failures_are_counted_by_reason(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", one="LỖI", two="LỖI 2")
    events: list[dict] = []
    with building(tmp_path / "out"):
        way = Way(engine=Crew(1, options=SHORT, module="work.faulty"), read=SHORT, log=events.append)
        build(read_inputs([folder], options=SHORT), tmp_path / "out", options=Options(), way=way)
    reason = "its facts can't be found: IndexError: a defect"
    assert events[-1]["failures"] == {reason: 2}
    failed = [event for event in events if event["event"] == "failed"]
    assert sorted(event["name"] for event in failed) == ["one.txt", "two.txt"]
    assert {event["reason"] for event in failed} == {reason}
    assert events[-2]["done"] == events[-2]["documents"] == 6


def test_a_log_that_can_not_be_written_is_an_error_before_any_work(tmp_path: Path, run_kg) -> None:
    folder = write(tmp_path / "in")
    done = run_kg("build", folder, "-o", tmp_path / "out", "--log", tmp_path / "none" / "log")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("jobs", [0, 2])
def test_what_a_build_made_that_ended_early_is_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    folder = write(tmp_path / "in")

    class StoppedError(Exception):
        pass

    def stop(event: dict) -> None:
        if event.get("done") == 2:
            raise StoppedError

    monkeypatch.setattr(bench, "WORTH_KEEPING", 1)  # else four documents are too few
    with pytest.raises(StoppedError):
        kg.build(folder, out=tmp_path / "out", jobs=jobs, log=stop)
    assert (tmp_path / ".out.making").is_dir()
    with kg.build(folder, out=tmp_path / "out", jobs=jobs) as graph:
        assert 2 <= graph.report["resumed"] <= 4
        assert len(graph.documents) == 4
    assert not (tmp_path / ".out.making").exists()
    write(folder, extra="")
    with kg.build(folder, out=tmp_path / "out", jobs=jobs) as graph:
        assert graph.report["resumed"] == 0
        assert len(graph.report["changes"]["unchanged"]) == 4
