"""Write aside and move into place, so that what was there before stays whole until the new is complete.

A folder is exchanged with `renameat2(RENAME_EXCHANGE)` where the system has it, which leaves no moment without a
folder; elsewhere by two renames, and `recover` puts the old one back after a crash between them. Only graph folders
are ever replaced, and what their user keeps in them is taken along. Who reads the old one keeps it (`pin`).
"""

from __future__ import annotations

import glob
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.config import GRAPH_FOLDER_MARKER
from kg.errors import StoreError
from kg.store.graphs.pin import retire, sweep_read

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAMING = threading.Lock()  # between two renames, to this process's other threads it looks like after a crash
WRITTEN = frozenset(
    {GRAPH_FOLDER_MARKER, "store", "shards", "unmerged", "merges.tsv", "texts", "repairs", "silent"}
    | {"sources", "graph.ttl", "facts.jsonl", "graph.html"}
)
"""What a build writes into a graph folder."""
DERIVED = frozenset({"search.sqlite"})
"""What a search makes from a graph folder; all else in one belongs to its user."""


def is_graph_folder(path: Path) -> bool:
    """Say whether a build made the folder `path`: it holds a report and a store of Oxigraph."""
    return (path / GRAPH_FOLDER_MARKER).is_file() and (path / "store" / "CURRENT").is_file()


def require_graph(path: Path) -> None:
    """Raise `StoreError` where `path` is no graph folder; after a crash the old one is put back first."""
    recover(path)
    if not (path / "store").is_dir():
        what = "is no graph folder" if path.exists() else "does not exist"
        raise StoreError(what, path=path, remedy=f"make it with: kg build INPUT -o {path}")


@contextmanager
def aside(out: str | Path) -> Iterator[Path]:
    """Give an empty folder beside `out`; when the block ends well it takes the place of `out`, else it is removed.

    Leftovers of processes that died are removed first. Raises `StoreError` where `out` can't be written, or holds
    something else than a graph folder: nothing of that is touched.
    """
    target = Path(os.path.realpath(out))
    building = aside_name(target, "building")
    try:
        _refuse_foreign(target, out)
        target.parent.mkdir(parents=True, exist_ok=True)
        recover(target)
        sweep(target)
        building.mkdir()
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror or error}", path=out, remedy="choose another place with -o"
        ) from error
    try:
        try:
            yield building
        except OSError as error:
            raise StoreError(
                f"the graph can't be made: {error.strerror or error}",
                path=out,
                remedy="what was there is whole; make room, or choose another place with -o",
            ) from error
        try:
            _refuse_foreign(target, out)
            _take_along(target, building)
            _move_into_place(building, target)
        except OSError as error:
            raise StoreError(
                f"the new graph cannot be moved into place: {error.strerror or error}",
                path=out,
                remedy="the graph that was there is whole; choose another place with -o",
            ) from error
    finally:
        if building.exists():
            retire(building, target)


def recover(target: Path) -> None:
    """Put the old folder back where a crash between two renames left none."""
    if target.exists():
        return
    with _RENAMING:
        olds = [left for left, pid in _leftovers(target, "old") if pid == os.getpid() or not alive(pid)]
        if olds and not target.exists():
            os.rename(max(olds, key=lambda left: left.stat().st_mtime), target)


def aside_name(target: Path, kind: str) -> Path:
    """Return the name of a folder of this process beside `target`."""
    return target.parent / f".{target.name}.{kind}-{os.getpid()}"


def _refuse_foreign(target: Path, out: str | Path) -> None:
    """Raise `StoreError` unless `target` is a graph folder, an empty one, or not there."""
    if target == Path.cwd() or target in Path.cwd().parents:
        raise StoreError(
            "a graph folder must be a folder of its own, not one that you are in",
            path=out,
            remedy="name a new folder, such as -o out",
        )
    if not target.exists() or is_graph_folder(target):
        return
    if not target.is_dir():
        raise StoreError("is a file, not a graph folder", path=out, remedy="name a new folder, such as -o out")
    if any(target.iterdir()):
        raise StoreError(
            "holds other files and is no graph folder; it is left as it is",
            path=out,
            remedy=f"name a new folder, such as -o {Path(out) / 'graph'}",
        )


def _take_along(target: Path, building: Path) -> None:
    """Copy what the user keeps in the old graph folder into the new one."""
    for path in sorted(target.iterdir()) if target.is_dir() else ():
        half_made = path.name.startswith(tuple(f".{name}." for name in DERIVED))
        if half_made or path.name in WRITTEN | DERIVED or (building / path.name).exists():
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, building / path.name, symlinks=True)
        else:
            shutil.copy2(path, building / path.name, follow_symlinks=False)


def _move_into_place(new: Path, target: Path) -> None:
    if not target.exists():
        os.rename(new, target)
        return
    if _exchange(new, target):
        retire(new, target)
        return
    old = aside_name(target, "old")
    with _RENAMING:
        os.rename(target, old)
        os.rename(new, target)
    retire(old, target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system can't."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0


def _leftovers(target: Path, kind: str) -> list[tuple[Path, int]]:
    """Return the folders of a kind that builds of `target` left beside it, each with the process that made it."""
    start = f".{target.name}.{kind}-"
    found = sorted(target.parent.glob(f"{glob.escape(start)}*"))
    return [(left, int(left.name[len(start) :])) for left in found if left.name[len(start) :].isdecimal()]


def sweep(target: Path) -> None:
    """Remove what dead processes left beside `target`: half-built folders, old ones, snapshots that were served."""
    for kind in ("building", "old", "serving"):
        for left, pid in _leftovers(target, kind):
            mine = pid == os.getpid() and kind != "serving"
            if mine or not alive(pid):
                retire(left, target)
    sweep_read(target)


def alive(pid: int) -> bool:
    """Say whether a process of this number runs."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
