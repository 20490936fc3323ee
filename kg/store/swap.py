"""Write aside and move into place, so that what was there before stays whole until the new is complete.

A folder is exchanged with `renameat2(RENAME_EXCHANGE)` where the system has it, which leaves no moment without a folder;
elsewhere by two renames, and `recover` puts the old one back after a crash between them.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def _aside_name(out: Path, kind: str) -> Path:
    return out.parent / f".{out.name}.{kind}-{os.getpid()}"


@contextmanager
def aside(out: str | Path) -> Iterator[Path]:
    """Give an empty folder beside `out`; when the block ends well it takes the place of `out`, else it is removed.

    Leftovers of processes that died are removed first. Raises `StoreError` where `out` can't be replaced.
    """
    target = Path(os.path.abspath(out))
    if target == target.parent or target == Path.cwd():
        raise StoreError(
            "a graph folder must be a folder of its own, not the one you are in",
            path=out,
            remedy="name a new folder, such as -o out",
        )
    building = _aside_name(target, "building")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        recover(target)
        _sweep(target)
        building.mkdir()
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror or error}", path=out, remedy="choose another place with -o"
        ) from error
    try:
        yield building
        _move_into_place(building, target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _move_into_place(new: Path, target: Path) -> None:
    if not target.exists():
        os.rename(new, target)
        return
    if _exchange(new, target):
        return
    old = _aside_name(target, "old")
    os.rename(target, old)
    os.rename(new, target)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system can't."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0


def recover(target: Path) -> None:
    """Put the old folder back where a crash between two renames left none."""
    if not target.exists():
        olds = sorted(target.parent.glob(f".{target.name}.old-*"))
        if olds:
            os.rename(olds[-1], target)


def _sweep(target: Path) -> None:
    """Remove what dead processes left beside `target`."""
    for kind in ("building", "old"):
        for left in target.parent.glob(f".{target.name}.{kind}-*"):
            pid = left.name.rsplit("-", 1)[-1]
            if not pid.isdigit() or int(pid) == os.getpid() or not _alive(int(pid)):
                shutil.rmtree(left, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
