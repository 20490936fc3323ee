"""Write a file aside and move it into place: it appears whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import ExportError

_SHOWN = 32
"""So many characters of its name begin the name of the file beside, which may not be longer than its own may be."""


def write_atomically(path: str | Path, data: bytes | str) -> Path:
    """Write `data` (text as UTF-8) to `path` through a file beside it; raises `ExportError` naming the path.

    A link is followed. What is no plain file (a pipe, a device such as /dev/null) is written to, never replaced.
    """
    import tempfile

    raw = data.encode("utf-8") if isinstance(data, str) else data
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # /dev/stdout leads to no name where it is a pipe
            Path(path).write_bytes(raw)
            return Path(path)
        target = Path(os.path.realpath(path))
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:_SHOWN]}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except (OSError, ValueError) as error:
        raise ExportError(
            f"cannot be written: {getattr(error, 'strerror', None) or error}",
            path=path,
            remedy="name a file in a folder that is there and may be written to",
        ) from error
    return Path(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
