"""Keep others from building into a graph folder while one builds: a lock of the system that ends with its process.

The lock is on a file beside the folder, `.OUT.lock`, which says who builds and goes when the build is done. What a
killed process leaves of it is free at once. Readers take no part in it. Where the system has no such locks (Windows)
nothing is locked.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from kg.errors import BusyError, StoreError, UnsupportedError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PAUSE = 0.05


@contextmanager
def building(out: str | Path, *, wait: float = 0) -> Iterator[None]:
    """Hold the right to build into `out` during the block, after waiting for it `wait` seconds at most.

    Raises `BusyError` where another has it still then. Folders above `out` are made, and removed if nothing gets there.
    """
    target = Path(os.path.realpath(out))
    made: list[Path] = []
    file = target.parent / f".{target.name}.lock"
    handle = None
    try:
        try:
            made += [parent for parent in target.parents if not parent.exists()]
            target.parent.mkdir(parents=True, exist_ok=True)
            handle = _acquire(file, out, wait=wait) if fcntl else None
        except OSError as error:
            raise StoreError(
                f"cannot be written: {error.strerror or error}", path=out, remedy="choose another place with -o"
            ) from error
        yield
    finally:
        if handle is not None:
            with suppress(OSError):
                file.unlink()
            os.close(handle)
        with suppress(OSError):
            for parent in made:
                parent.rmdir()


def _acquire(file: Path, out: str | Path, *, wait: float) -> int:
    end = time.monotonic() + wait
    while (handle := _try(file, out)) is None:
        if time.monotonic() >= end:
            raise _busy(file, out, wait=wait)
        time.sleep(_PAUSE)
    os.ftruncate(handle, 0)
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    os.write(handle, f"process {os.getpid()} on {socket.gethostname()} since {since}\n".encode())
    return handle


def _try(file: Path, out: str | Path) -> int | None:
    """Return the lock file, locked; None where another process has it, or has just taken it away."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(handle), os.stat(file)):
            return handle
    except (BlockingIOError, FileNotFoundError):
        pass
    except OSError as error:
        os.close(handle)
        with suppress(OSError):
            file.unlink()
        raise UnsupportedError(
            f"the file system can't lock: {error.strerror}", path=out, remedy="choose a place on another disk with -o"
        ) from error
    os.close(handle)
    return None


def _busy(file: Path, out: str | Path, *, wait: float) -> BusyError:
    try:
        who = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        who = ""
    waited = f", also after {wait:g} seconds" if wait else ""
    return BusyError(
        f"is being built by {who or 'another process'}{waited}",
        path=out,
        remedy="wait for its end with --wait, or build into another folder with -o",
    )
