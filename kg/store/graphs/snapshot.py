"""Take snapshots of a graph folder: what is served stays whole while a build puts another graph in its place.

The store's tables never change once written: a snapshot has them by hard links where the file system allows, and takes
no room. Snapshots lie beside the folder as `.OUT.serving-PID`, or in the place for temporary files where that may not
be written; what a server that was killed left there goes at the next start or build.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.config import GRAPH_FOLDER_MARKER
from kg.errors import StoreError
from kg.store.graphs.kept import SILENT, SOURCES, TEXTS
from kg.store.graphs.reports import read_report
from kg.store.graphs.shards import FACTS, SHARDS
from kg.store.graphs.swap import aside_name, is_graph_folder, recover, sweep

_UNCHANGING = ".sst"
_LEFT_OUT = ("LOG", "LOCK")
_BESIDE = (GRAPH_FOLDER_MARKER, "graph.html")
_FACTS_OF_ALL = "facts.jsonl"
_WHOLE = ("search.sqlite", _FACTS_OF_ALL)
"""Files that are put in place whole and never changed; what reads them checks that they are of this graph."""
_TRIES = 5
Mark = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A graph as `folder` had it: `path` holds its store, report, page, texts, facts, index and kept files.

    `mark` tells it from others.
    """

    path: Path
    mark: Mark
    handle: int
    folder: Path

    @property
    def store(self) -> str:
        """Return the path of its store."""
        return str(self.path / "store")

    @property
    def report(self) -> dict[str, Any]:
        """Return the report of the build that made it."""
        return read_report(self.path, of=self.folder)


class Snapshots:
    """The snapshots of one graph folder that this process has taken."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(os.path.realpath(folder))
        self._count = 0
        recover(self.folder)
        if not is_graph_folder(self.folder):
            what = "is no graph folder" if self.folder.exists() else "does not exist"
            raise StoreError(what, path=folder, remedy=f"make it with: kg build INPUT -o {folder}")
        self._place = self._make_place()

    def _make_place(self) -> Path:
        place = aside_name(self.folder, "serving")
        try:
            sweep(self.folder)
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            return place
        except OSError:
            return Path(tempfile.mkdtemp(prefix="kg-serving-"))

    def take(self) -> Snapshot:
        """Return a snapshot of the folder as it is; raises `StoreError` where there is no graph folder."""
        for left in reversed(range(_TRIES)):
            self._count += 1
            path = self._place / str(self._count)
            handle = -1
            try:
                handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
                mark = _mark(handle)
                _copy(handle, path)
                if _mark(handle) == mark:
                    return Snapshot(path, mark, handle, self.folder)
            except OSError as error:
                if not left:
                    raise StoreError(
                        f"no snapshot can be taken: {error}", path=self.folder, remedy="make room, or build it again"
                    ) from error
            if handle >= 0:
                os.close(handle)
            shutil.rmtree(path, ignore_errors=True)
        raise StoreError("is replaced again and again", path=self.folder, remedy="try again when the builds are done")

    def is_current(self, snapshot: Snapshot) -> bool:
        """Say whether the folder still is what the snapshot was taken of, or is no graph folder at present."""
        try:
            handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            return True
        try:
            return _mark(handle) == snapshot.mark
        except OSError:
            return True
        finally:
            os.close(handle)

    def drop(self, snapshot: Snapshot) -> None:
        """Remove a snapshot that nobody reads any more."""
        os.close(snapshot.handle)  # held open until now, so that no later folder has the same number
        shutil.rmtree(snapshot.path, ignore_errors=True)

    def close(self) -> None:
        """Remove all snapshots."""
        shutil.rmtree(self._place, ignore_errors=True)


def _mark(folder: int) -> Mark:
    """Return what tells the state of an open graph folder from others."""
    own, report = os.fstat(folder), os.stat(GRAPH_FOLDER_MARKER, dir_fd=folder)
    store = os.stat("store/CURRENT", dir_fd=folder)
    return own.st_dev, own.st_ino, report.st_ino, report.st_mtime_ns, store.st_ino, store.st_mtime_ns


def _copy(folder: int, path: Path) -> None:
    """Link or copy to `path` what a snapshot has of an open graph folder: store, report, page, texts, facts, index."""
    (path / "store").mkdir(parents=True)
    store = os.open("store", os.O_RDONLY | os.O_DIRECTORY, dir_fd=folder)
    try:
        for name in os.listdir(store):
            if not name.startswith(_LEFT_OUT):
                _take(name, store, path / "store" / name, link=name.endswith(_UNCHANGING))
    finally:
        os.close(store)
    there = os.listdir(folder)
    for name in (TEXTS, SILENT, SOURCES):
        if name in there:
            _copy_files(name, folder, path / name)
    whole = [name for name in _WHOLE if name in there]
    for name in whole:
        _take(name, folder, path / name, link=True)
    if SHARDS in there and _FACTS_OF_ALL not in whole:
        _copy_files(SHARDS, folder, path / SHARDS, ending=FACTS)
    for name in _BESIDE:
        if name == GRAPH_FOLDER_MARKER or name in there:
            _take(name, folder, path / name, link=False)


def _copy_files(name: str, folder: int, path: Path, *, ending: str = "") -> None:
    """Link or copy what a folder keeps of documents; a build writes these files once and never again."""
    path.mkdir()
    kept = os.open(name, os.O_RDONLY | os.O_DIRECTORY, dir_fd=folder)
    try:
        for one in os.listdir(kept):
            if one.endswith(ending):
                _take(one, kept, path / one, link=True)
    finally:
        os.close(kept)


def _take(name: str, folder: int, target: Path, *, link: bool) -> None:
    if link:
        try:
            os.link(name, target, src_dir_fd=folder, follow_symlinks=False)
            return
        except OSError:
            pass  # another file system, or one without links: copy
    source = os.open(name, os.O_RDONLY, dir_fd=folder)
    with os.fdopen(source, "rb") as read, open(target, "wb") as write:
        shutil.copyfileobj(read, write)
