"""Hold a graph folder as it is: who reads it keeps what was there while builds put others in its place.

A reader holds the folder itself open, not its name, and a shared lock on it; a build that finds the old folder held
leaves it beside as `.OUT.read-…`, and the last reader or a later build removes it. Where the system can't lead from an
open folder to its files (`/proc/self/fd`), what is asked of a folder replaced meanwhile is an error, never a mixture.
"""

from __future__ import annotations

import glob
import os
import shutil
import time
import weakref
from contextlib import suppress
from pathlib import Path

from kg.errors import StoreError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_TRIES, _PAUSE = 200, 0.01


class Pin:
    """A folder held as it was when this was made; `close` lets go of it."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._handle = _hold(self.path)
        self._release = None if self._handle is None else weakref.finalize(self, os.close, self._handle)

    @property
    def place(self) -> Path:
        """Return where the files of the folder are found now; raises `StoreError` where that can't be told."""
        if self._handle is None:
            return self.path
        place = Path(f"/proc/self/fd/{self._handle}")
        if _is_same(self._handle, place):
            return place
        if _is_same(self._handle, self.path):
            return self.path
        raise StoreError("was built again since it was opened", path=self.path, remedy="open it again")

    @property
    def place_for_others(self) -> Path:
        """Return where other processes of the same user find its files; raises `StoreError` as `place` does."""
        if self._handle is not None:
            place = Path(f"/proc/{os.getpid()}/fd/{self._handle}")
            if _is_same(self._handle, place):
                return place
        return self.place

    def close(self) -> None:
        """Let go of the folder, and remove it where a build has replaced it and nobody else reads it."""
        handle, self._handle = self._handle, None
        if handle is None or self._release is None:
            return
        replaced = not _is_same(handle, self.path)
        self._release()
        if replaced:
            sweep_read(Path(os.path.realpath(self.path)))


def _hold(path: Path) -> int | None:
    """Return the folder, open and locked against removal; None where folders can't be opened (Windows).

    Only a folder that still has the name once it is locked will stay.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return None
    for left in reversed(range(_TRIES)):
        try:
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            if not left or not _between_two(path):
                raise
            time.sleep(_PAUSE)
            continue
        if _lock(handle, shared=True) and _is_same(handle, path):
            return handle
        os.close(handle)
        sweep_read(Path(os.path.realpath(path)))
    raise StoreError("is replaced again and again", path=path, remedy="try again when the builds are done")


def _between_two(path: Path) -> bool:
    """Say whether a build that can't exchange folders in one step is just putting a new one in the place of the old."""
    target = Path(os.path.realpath(path))
    return not target.exists() and any(target.parent.glob(f"{glob.escape(f'.{target.name}.old-')}*"))


def _is_same(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except OSError:
        return False


def _lock(handle: int, *, shared: bool) -> bool:
    """Say whether an open folder could be locked; a file system without locks gives every lock."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True


def retire(old: Path, target: Path) -> None:
    """Remove a folder that another has replaced at `target`, or leave it beside for those who read it."""
    if _remove(old):
        return
    number = 0
    while True:
        kept = target.parent / f".{target.name}.read-{os.getpid()}-{number}"
        if not kept.exists():
            with suppress(OSError):
                os.rename(old, kept)
            return
        number += 1


def sweep_read(target: Path) -> None:
    """Remove the folders once at `target` that nobody reads any more."""
    for left in target.parent.glob(f"{glob.escape(f'.{target.name}.read-')}*"):
        _remove(left)


def _remove(folder: Path) -> bool:
    """Remove a folder unless somebody reads it, and say whether it is gone or no matter."""
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        return True
    try:
        if not _lock(handle, shared=False):
            return False
        shutil.rmtree(folder, ignore_errors=True)
        return True
    finally:
        os.close(handle)
