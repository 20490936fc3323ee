"""Write aside, move into place: the old graph stays whole, and nothing that is not ours is ever lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import GraphFolder, aside
from kg.store.graphs import swap
from kg.store.graphs.swap import DERIVED, WRITTEN, recover

INTERRUPTED = """
import sys, time
from kg.store import aside
with aside(sys.argv[1]) as building:
    (building / "report.json").write_text("half")
    (building / "store").mkdir()
    print("under way", flush=True)
    time.sleep(60)
"""


def fill(path: Path, mark: str) -> None:
    """Make `path` a graph folder that carries a mark."""
    path.mkdir(exist_ok=True)
    with GraphFolder(path, writable=True):
        pass
    (path / "report.json").write_text(f'{{"mark": "{mark}"}}', encoding="utf-8")


def build(out: Path, mark: str) -> None:
    """Build a graph folder at `out` as the pipeline does."""
    with aside(out) as building:
        fill(building, mark)


def mark(out: Path) -> object:
    """Return the mark of the graph folder `out`."""
    with GraphFolder(out) as folder:
        return folder.report["mark"]


def beside(out: Path) -> list[str]:
    """Return what lies beside `out`."""
    return sorted(path.name for path in out.parent.iterdir() if path != out)


def dead_process() -> int:
    """Return the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_new_folder_appears_and_a_second_build_takes_its_place(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    for name in ("one", "two"):
        build(out, name)
        assert mark(out) == name
        assert beside(out) == []


def test_a_build_that_fails_leaves_the_old_graph(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, "one")
    with pytest.raises(KeyError), aside(out) as building:
        fill(building, "two")
        raise KeyError("defect")
    assert mark(out) == "one"
    assert beside(out) == []


def test_a_killed_build_leaves_the_old_graph_and_the_next_one_tidies_up(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    build(out, "one")
    command = [sys.executable, "-c", INTERRUPTED, str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "under way\n"
        process.send_signal(signal.SIGKILL)
    assert mark(out) == "one"
    assert beside(out) == [f".out.building-{process.pid}"]
    build(out, "two")
    assert mark(out) == "two"
    assert beside(out) == []


def test_a_build_that_is_under_way_is_not_tidied_up(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, str(out)], stdout=subprocess.PIPE, text=True, cwd=root
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            build(out, "one")
            assert beside(out) == [f".out.building-{process.pid}"]
        finally:
            process.kill()


def test_a_crash_between_two_renames_is_mended_at_the_next_opening(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, "one")
    os.rename(out, tmp_path / f".out.old-{dead_process()}")
    assert mark(out) == "one"
    assert beside(out) == []


def test_a_swap_by_two_renames_does_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    out = tmp_path / "out"
    for name in ("one", "two"):
        build(out, name)
    assert mark(out) == "two"
    assert beside(out) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="renameat2 is a call of Linux")
def test_folders_are_exchanged_in_one_step_where_the_system_can(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for path in (one, other):
        path.mkdir()
        (path / path.name).touch()
    assert swap._exchange(one, other)
    assert [path.name for path in one.iterdir()] == ["other"]


def test_recovery_leaves_what_is_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, "one")
    stale = tmp_path / f".out.old-{dead_process()}"
    stale.mkdir()
    recover(out)
    assert mark(out) == "one"
    assert stale.exists()


@pytest.mark.parametrize("name", ["report.json", "store", "thesis.docx"])
def test_a_folder_with_other_files_is_refused_and_untouched(name: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / name).write_text("important", encoding="utf-8")
    with pytest.raises(StoreError, match="left as it is"), aside(mine):
        pytest.fail("the block must not run")
    assert (mine / name).read_text(encoding="utf-8") == "important"
    assert beside(mine) == []


def test_a_file_is_refused_and_untouched(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("important", encoding="utf-8")
    with pytest.raises(StoreError, match="is a file"), aside(file):
        pytest.fail("the block must not run")
    assert file.read_text(encoding="utf-8") == "important"


def test_files_that_come_in_while_a_build_runs_are_not_lost(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(StoreError, match="left as it is"), aside(out) as building:
        fill(building, "one")
        out.mkdir()
        (out / "mine.txt").write_text("important", encoding="utf-8")
    assert (out / "mine.txt").read_text(encoding="utf-8") == "important"


def test_what_a_user_keeps_in_a_graph_folder_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, "one")
    (out / "notes").mkdir()
    (out / "notes" / "mine.rq").write_text("ASK {}", encoding="utf-8")
    (out / "page.html").write_text("mine", encoding="utf-8")
    (out / "graph.ttl").write_text("of an older build", encoding="utf-8")
    build(out, "two")
    assert mark(out) == "two"
    assert (out / "notes" / "mine.rq").read_text(encoding="utf-8") == "ASK {}"
    assert (out / "page.html").read_text(encoding="utf-8") == "mine"
    assert not (out / "graph.ttl").exists()


def test_all_that_a_build_writes_is_known(sample_out: Path) -> None:
    assert {path.name for path in sample_out.iterdir()} - DERIVED == WRITTEN - {"sources", "unmerged", "merges.tsv"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    build(tmp_path / "out", "one")
    assert mark(tmp_path / "out") == "one"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    build(tmp_path / "real", "one")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    build(tmp_path / "link", "two")
    assert (tmp_path / "link").is_symlink()
    assert mark(tmp_path / "real") == "two"


@pytest.mark.parametrize("place", [".", ".."])
def test_the_folder_that_one_is_in_is_refused(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "mine")
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path if place == "." else tmp_path / "inner")
    with pytest.raises(StoreError, match="folder of its own"), aside(place):
        pytest.fail("the block must not run")
    assert mark(tmp_path) == "mine"


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in which nothing may be written."""
    path = tmp_path / "locked"
    path.mkdir(mode=0o555)
    yield path
    path.chmod(0o755)


def test_a_place_that_can_not_be_written_is_named(locked: Path, unprivileged: None) -> None:
    with pytest.raises(StoreError, match="choose another place with -o"), aside(locked / "out"):
        pytest.fail("the block must not run")
