"""Facts of a folder come from its file, its shards or its graphs: the same from each, in a snapshot too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kg
from kg.export import read_facts
from kg.store import GraphFolder
from kg.store.graphs.snapshot import Snapshots

TEXTS = {
    "a": "KẾ HOẠCH\n1. Giao Sở Y tế tiêm chủng cho trẻ em trước ngày 30/6/2026.\n2. Sở Tài chính bố trí kinh phí.\n",
    "b": "NGHỊ QUYẾT\n1. Xây dựng đường 221A.\n2. Phấn đấu đến năm 2030 đạt 90% hộ dùng nước sạch.\n",
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return a folder of two documents."""
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    kg.build([tmp_path / "a.txt", tmp_path / "b.txt"], out=tmp_path / "out").close()
    return tmp_path / "out"


def facts_of(place: Path) -> list[dict]:
    with GraphFolder(place) as folder:
        return read_facts(folder)


def test_file_shards_and_graphs_give_the_same(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = facts_of(out)
    (out / "facts.jsonl").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(GraphFolder, "triples", lambda *_: pytest.fail("the graphs were read"))
        assert facts_of(out) == written
    shutil.rmtree(out / "shards")
    assert facts_of(out) == written


def test_a_snapshot_without_the_file_has_those_of_the_shards(out: Path) -> None:
    snapshots = Snapshots(out)
    assert not (snapshots.take().path / "shards").exists()
    written = facts_of(out)
    (out / "facts.jsonl").unlink()
    snapshot = snapshots.take()
    assert {path.name for path in (snapshot.path / "shards").iterdir()} == {"a.facts.jsonl.zst", "b.facts.jsonl.zst"}
    shutil.rmtree(out)
    assert facts_of(snapshot.path) == written
    snapshots.close()
