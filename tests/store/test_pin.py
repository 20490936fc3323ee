"""Who reads a folder keeps it whole while builds put others in its place; nothing of it stays when nobody reads it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.errors import ClosedError, KgError, StoreError
from kg.model import Document
from kg.store import GraphFolder, aside
from kg.store.graphs import pin, swap
from kg.store.graphs.pin import Pin

READ = """
import sys, time
from kg.store.graphs.pin import Pin
held = Pin(sys.argv[1])
print("held", flush=True)
time.sleep(60)
"""


def build(out: Path, mark: str) -> None:
    """Put a graph folder at `out` whose report and text carry a mark."""
    with aside(out) as building:
        with GraphFolder(building, writable=True) as folder:
            folder.add_text(Document("d", "d.txt", mark, ""))
        (building / "report.json").write_text(f'{{"mark": "{mark}"}}', encoding="utf-8")


def read(folder: GraphFolder) -> tuple[object, str]:
    """Return the two marks."""
    return folder.report["mark"], folder.text("https://example.org/doc/d")


def beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir() if path != out)


@pytest.mark.parametrize("in_one_step", [True, False])
def test_what_is_open_stays_whole_and_goes_when_it_is_closed(
    in_one_step: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not in_one_step:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    out = tmp_path / "out"
    build(out, "one")
    first, again = GraphFolder(out), GraphFolder(out)
    build(out, "two")
    second = GraphFolder(out)
    build(out, "three")
    assert [read(folder) for folder in (first, again, second)] == [("one", "one")] * 2 + [("two", "two")]
    with GraphFolder(out) as third:
        assert read(third) == ("three", "three")
    assert len(beside(out)) == 2
    first.close()
    assert len(beside(out)) == 2
    assert read(again) == ("one", "one")
    again.close()
    assert len(beside(out)) == 1
    second.close()
    assert beside(out) == []


def test_a_reader_that_is_killed_leaves_its_folder_to_the_next_build(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    build(out, "one")
    with subprocess.Popen([sys.executable, "-c", READ, str(out)], stdout=subprocess.PIPE, text=True, cwd=root) as other:
        assert other.stdout is not None
        other.stdout.readline()
        build(out, "two")
        build(out, "three")
        assert len(beside(out)) == 1
        other.kill()
    build(out, "four")
    assert beside(out) == []


def test_a_folder_kept_for_readers_never_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, "one")
    held = GraphFolder(out)
    build(out, "two")
    os.rename(out, tmp_path / "away")
    with pytest.raises(StoreError, match="does not exist"):
        GraphFolder(out)
    held.close()


def test_a_closed_folder_says_so(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, "one")
    folder = GraphFolder(out)
    assert folder.documents == ()
    folder.close()
    folder.close()
    for ask in (
        lambda: folder.documents,
        lambda: folder.report,
        lambda: folder.store,
        lambda: folder.place,
        lambda: folder.text("d"),
        lambda: folder.query("ASK {}"),
        lambda: folder.graph(),
        folder.dataset,
    ):
        with pytest.raises(ClosedError, match=r"out: the graph is closed \(open it again"):
            ask()


def test_a_system_that_can_not_follow_a_folder_refuses_to_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Elsewhere(type(Path())):
        """A path in a system without `/proc`."""

        def __new__(cls, *parts: object) -> Path:
            return Path(*(str(part).replace("/proc/", "/nowhere/") for part in parts))

    monkeypatch.setattr(pin, "Path", Elsewhere)
    out = tmp_path / "out"
    build(out, "one")
    with GraphFolder(out) as folder:
        assert read(folder) == ("one", "one")
        build(out, "two")
        with pytest.raises(StoreError, match="built again since it was opened"):
            read(folder)


@pytest.mark.parametrize("in_one_step", [True, False])
def test_readers_meet_only_whole_folders(in_one_step: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not in_one_step:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    out = tmp_path / "out"
    build(out, "0")
    met: list[object] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            try:
                with GraphFolder(out) as folder:
                    met.append(len({*read(folder), *read(folder)}))
            except (KgError, OSError, ValueError) as error:
                met.append(error)

    threads = [threading.Thread(target=look, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for number in range(1, 25):
            build(out, str(number))
    finally:
        done.set()
    for thread in threads:
        thread.join()
    assert len(met) > 10
    assert set(met) == {1}
    Pin(out).close()
    pin.sweep_read(out)
    assert beside(out) == []
