"""Workers: the same bytes for any number, one that dies is replaced, a document that ends or holds them is left out."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

import kg
from kg.config import Options
from kg.errors import ExtractionError, ReadError
from kg.pipeline import Way, build
from kg.read import read_inputs
from kg.store.graphs.lock import building
from kg.work.bench import Bench
from kg.work.crew import Crew
from kg.work.task import Task, try_task

PLAN = "KẾ HOẠCH\nI. MỤC TIÊU\n- Phấn đấu {n}% hộ dân dùng nước sạch vào năm 2025.\nII. NHIỆM VỤ\nSở Y tế mở rộng cảng Tân {n}.\n"
SHORT = kg.ReadOptions(wall_seconds=20)


def write(folder: Path, **extra: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(4):
        (folder / f"plan{number}.txt").write_text(PLAN.format(n=number + 10), encoding="utf-8")
    for name, text in extra.items():
        (folder / f"{name}.txt").write_text(PLAN.format(n=7) + text, encoding="utf-8")
    return folder


def digests(out: Path) -> dict[str, str]:
    """Return what must be the same bytes at every build: files for people, shards, texts."""
    files = [out / name for name in ("graph.ttl", "facts.jsonl", "graph.html")]
    files += [path for name in ("shards", "texts", "repairs", "silent") for path in sorted((out / name).iterdir())]
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def told(out: Path) -> dict:
    """Return the report without what differs from run to run."""
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return {name: value for name, value in report.items() if name not in ("durations", "resumed")}


def run(folder: Path, out: Path, *, jobs: int = 2, read: kg.ReadOptions = SHORT) -> dict:
    """Build by workers that misbehave where a text says so."""
    with building(out):
        way = Way(engine=Crew(jobs, options=read, module="work.faulty"), read=read)
        return build(read_inputs([folder], options=read), out, options=Options(), way=way)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TEST_PLACE", str(tmp_path))


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = write(tmp_path / "in")
    for jobs in (0, 1, 3):
        kg.build(folder, out=tmp_path / f"out{jobs}", jobs=jobs).close()
    assert digests(tmp_path / "out0") == digests(tmp_path / "out1") == digests(tmp_path / "out3")
    assert told(tmp_path / "out0") == told(tmp_path / "out1") == told(tmp_path / "out3")
    assert len(digests(tmp_path / "out0")) == 3 + 4 * 6
    assert not list(tmp_path.glob(".*"))


def test_a_document_that_ends_or_holds_workers_is_named_and_the_others_are_built(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", crash="SẬP", endless="TREO", defect="LỖI")
    report = run(folder, tmp_path / "out")
    assert [item["slug"] for item in report["documents"]] == ["plan0", "plan1", "plan2", "plan3"]
    unread = {one["name"]: one["reason"] for one in report["unread"]}
    assert list(unread) == ["crash.txt", "defect.txt", "endless.txt"]
    assert unread["crash.txt"] == "ended the process that looked for its facts, 2 times (SIGSEGV)"
    assert unread["defect.txt"] == "its facts can't be found: IndexError: a defect"
    assert unread["endless.txt"] == "its facts took longer to find than the 20 seconds that they may"
    assert all(one["remedy"] for one in report["unread"])
    kg.build(write(tmp_path / "good"), out=tmp_path / "undisturbed").close()
    assert digests(tmp_path / "out") == digests(tmp_path / "undisturbed")


def test_a_worker_that_is_killed_once_is_replaced(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", once="MỘT LẦN")
    report = run(folder, tmp_path / "out", jobs=1)
    assert (tmp_path / "ended-once").exists()
    assert report["unread"] == []
    kg.build(folder, out=tmp_path / "undisturbed", jobs=0).close()
    assert digests(tmp_path / "out") == digests(tmp_path / "undisturbed")


def test_a_shard_that_a_lost_worker_made_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = write(tmp_path / "in")
    with Bench(tmp_path / "out") as bench:
        (document, *_) = read_inputs([folder], spool=bench.spool).documents
        task = Task(document, Options(), "stamp", str(bench.shards))
        assert try_task(task) is None
        before = {path: path.stat().st_ino for path in task.made.rglob("*")}
        assert try_task(Task.from_message(json.loads(json.dumps(task.to_message())))) is None
        assert {path: path.stat().st_ino for path in task.made.rglob("*")} == before
        assert [path.name for path in bench.shards.iterdir()] == ["stamp"]


def test_a_document_that_was_there_stays_as_it_was_where_its_new_text_can_not_be_built(tmp_path: Path) -> None:
    folder = write(tmp_path / "in")
    kg.build(folder, out=tmp_path / "out").close()
    before = digests(tmp_path / "out")
    write(folder, plan1="SẬP")
    report = run(folder, tmp_path / "out")
    assert [one["name"] for one in report["unread"]] == ["plan1.txt"]
    assert digests(tmp_path / "out") == before
    assert [item["sources"] for item in report["documents"]] == [[f"file:../in/plan{n}.txt"] for n in range(4)]


def test_strict_and_nothing_built_are_errors_and_leave_nothing(tmp_path: Path) -> None:
    strict = kg.ReadOptions(wall_seconds=60, strict=True)
    with pytest.raises(ExtractionError, match=r"bad\.txt: its facts can't be found"):
        run(write(tmp_path / "in", bad="LỖI"), tmp_path / "out", read=strict)
    (tmp_path / "bad").mkdir()
    for name in ("a", "b"):
        (tmp_path / "bad" / f"{name}.txt").write_text(f"LỖI {name}", encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        run(tmp_path / "bad", tmp_path / "out2")
    assert len(caught.value.facts["errors"]) == 2
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".out2*"))
