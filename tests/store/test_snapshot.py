"""A snapshot stays whole whatever happens to the folder; a folder that changed is noticed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import StoreError
from kg.store import aside
from kg.store.graphs.snapshot import Snapshots


@pytest.fixture
def out(two: Path, tmp_path: Path) -> Path:
    """Return a graph folder of the test's own."""
    return Path(shutil.copytree(two, tmp_path / "out"))


def rebuild(out: Path, two: Path) -> None:
    """Put another graph in the place of the one at `out`."""
    with aside(out) as building:
        shutil.copytree(two, building, dirs_exist_ok=True)


def test_a_snapshot_outlives_its_folder(out: Path, two: Path) -> None:
    snapshots = Snapshots(out)
    snapshot = snapshots.take()
    assert snapshots.is_current(snapshot)
    assert os.stat(next((snapshot.path / "store").glob("*.sst"))).st_nlink > 1
    rebuild(out, two)
    assert not snapshots.is_current(snapshot)
    assert len(Store.read_only(snapshot.store)) > 100
    assert snapshot.report == {"documents": []}
    later = snapshots.take()
    assert snapshots.is_current(later)
    snapshots.drop(snapshot)
    assert len(Store.read_only(later.store)) > 100
    shutil.rmtree(out)
    assert snapshots.is_current(later)
    snapshots.drop(later)
    snapshots.close()
    assert os.listdir(out.parent) == []


def test_two_builds_between_two_looks_are_noticed(out: Path, two: Path) -> None:
    snapshots = Snapshots(out)
    for _ in range(5):
        snapshot = snapshots.take()
        rebuild(out, two)
        rebuild(out, two)
        assert not snapshots.is_current(snapshot)
        snapshots.drop(snapshot)
    snapshots.close()


def test_what_a_killed_server_left_goes_at_the_next_start_and_build(out: Path, two: Path) -> None:
    dead = os.fork()
    if dead == 0:
        os._exit(0)
    os.waitpid(dead, 0)
    left = out.parent / f".out.serving-{dead}"
    (left / "1").mkdir(parents=True)
    Snapshots(out).close()
    assert not left.exists()
    left.mkdir()
    rebuild(out, two)
    assert not left.exists()


def test_a_folder_beside_which_nothing_can_be_made_is_served(out: Path) -> None:
    (out.parent / f".out.serving-{os.getpid()}").write_text("in the way", encoding="utf-8")
    snapshots = Snapshots(out)
    snapshot = snapshots.take()
    assert snapshot.path.parent.parent != out.parent
    assert len(Store.read_only(snapshot.store)) > 100
    snapshots.drop(snapshot)
    snapshots.close()
    assert not snapshot.path.parent.exists()


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_what_is_no_graph_folder_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError, match="kg build"):
        Snapshots(tmp_path / name)


def test_texts_and_index_are_taken_along_without_room(out: Path) -> None:
    from kg.store.search.index import INDEX, open_index, search

    (out / "texts").mkdir(exist_ok=True)
    (out / "texts" / "one.txt").write_text("Xây dựng cảng.", encoding="utf-8")
    assert search(out, "cau")
    snapshots = Snapshots(out)
    snapshot = snapshots.take()
    assert (snapshot.path / "texts" / "one.txt").read_text(encoding="utf-8") == "Xây dựng cảng."
    kept = (snapshot.path / INDEX).stat()
    assert kept.st_nlink > 1
    open_index(snapshot.path).close()
    assert (snapshot.path / INDEX).stat() == kept, "the index of the folder is that of the snapshot"
    (out / INDEX).unlink()
    (out / INDEX).write_bytes(b"of another graph")
    later = snapshots.take()
    open_index(later.path).close()
    assert (later.path / INDEX).read_bytes() != (out / INDEX).read_bytes() == b"of another graph"
    snapshots.close()
