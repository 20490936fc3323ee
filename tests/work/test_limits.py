"""What finds the facts of a document may take so much memory: one that takes more is named, and the others are built."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from work.test_crew import PLAN, run, write

import kg
from kg.config import BYTES_A_CHARACTER, LONG_TEXT_CHARACTERS, Options
from kg.errors import ExtractionError
from kg.read.spool import Kept, Pending
from kg.work.crew import Crew
from kg.work.engines import choose_engine
from kg.work.task import Here, Task

MB = 1 << 20
FEW = kg.ReadOptions(memory_bytes=300 * MB, wall_seconds=60)
limited = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of a process are Linux's")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TEST_PLACE", str(tmp_path))


def task(characters: int) -> Task:
    kept = Kept("nowhere", characters=characters, digest="", size=characters)
    return Task(Pending("a", "a.txt", "", "text/plain", kept), Options(), "stamp", "nowhere")


def dense(length: int) -> str:
    """Return a text of some length in which every line gives facts, each its own."""
    lines, number = [], 0
    while length > 0:
        lines.append(
            f"- Sở Y tế mở rộng cảng Tân {number} đạt {number + 3} ha trước ngày 30 tháng 6 năm {2026 + number % 9}."
        )
        length -= len(lines[-1]) + 1
        number += 1
    return PLAN.format(n=7) + "\n".join(lines)


def test_a_long_text_gets_a_worker_also_where_it_is_alone() -> None:
    options = kg.ReadOptions()
    alone = choose_engine([task(LONG_TEXT_CHARACTERS)], jobs=None, options=options)
    assert isinstance(alone, Crew) and alone.jobs == 1
    assert isinstance(choose_engine([task(LONG_TEXT_CHARACTERS - 1)], jobs=None, options=options), Here)
    assert isinstance(choose_engine([task(LONG_TEXT_CHARACTERS)], jobs=0, options=options), Here)


def test_a_text_that_is_much_too_long_is_refused_at_once(tmp_path: Path, run_kg) -> None:
    most = 64 * MB // BYTES_A_CHARACTER
    (tmp_path / "long.txt").write_text("Một dòng.\n" * (most // 10 + 1), encoding="utf-8")
    done = run_kg("build", tmp_path / "long.txt", "-o", tmp_path / "out", "--memory", "64")
    assert (done.returncode, done.stdout) == (2, "")
    told = f"kg: error: long.txt: has {(most // 10 + 1) * 10:,} characters: to find its facts takes more than the 64 MB"
    assert done.stderr.startswith(told)
    assert "(split it into documents, or give it more: --memory 200)" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["long.txt"]
    done = run_kg("inspect", tmp_path / "long.txt", "--memory", "64")
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.startswith(told)


@limited
def test_a_text_that_takes_more_than_it_may_leaves_the_others_be(tmp_path: Path) -> None:
    folder = write(tmp_path / "in")
    (folder / "long.txt").write_text(dense(320_000), encoding="utf-8")
    options = kg.ReadOptions(memory_bytes=64 * MB)
    with kg.build(folder, out=tmp_path / "out", read=options) as graph:
        (unread,) = graph.report["unread"]
        assert unread["name"] == "long.txt"
        assert unread["reason"].startswith("to find its facts takes more than the 64 MB of memory that it may take")
        assert unread["remedy"] == "split it into documents, or give it more with --memory"
        assert [item["slug"] for item in graph.report["documents"]] == [f"plan{n}" for n in range(4)]


@limited
def test_where_it_is_the_only_one_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "full.txt").write_text("ĐẦY", encoding="utf-8")
    with pytest.raises(ExtractionError, match=r"full\.txt: to find its facts takes more than the 300 MB"):
        run(tmp_path / "in", tmp_path / "out", read=FEW)
    assert not (tmp_path / "out").exists() and not list(tmp_path.glob(".out.making*"))


@limited
def test_what_fills_or_breaks_a_worker_is_named_and_is_not_tried_again(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", full="ĐẦY", broken="HỎNG")
    report = run(folder, tmp_path / "out", jobs=1, read=FEW)
    reasons = {one["name"]: one["reason"] for one in report["unread"]}
    assert reasons == {
        "full.txt": "to find its facts takes more than the 300 MB of memory that it may take",
        "broken.txt": "to find its facts takes more than the 300 MB of memory that it may take, or crashes (SIGABRT)",
    }
    assert len(report["documents"]) == 4
    tried = (tmp_path / "tried").read_text(encoding="utf-8").split()
    assert (tried.count("broken.txt"), tried.count("full.txt")) == (1, 1)


@limited
def test_a_text_for_which_others_left_no_memory_is_worked_on_in_a_new_worker(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", zlast="ĐẦY MỘT LẦN")
    report = run(folder, tmp_path / "out", jobs=1, read=FEW)
    assert report["unread"] == [] and len(report["documents"]) == 5
    assert (tmp_path / "tried").read_text(encoding="utf-8").split() == ["zlast.txt", "zlast.txt"]
