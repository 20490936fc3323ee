"""Start `kg review` as its user does, in a process of its own."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from serve.serving import Server, serving


def reviewing(folder: Path, *options: str | Path) -> AbstractContextManager[Server]:
    """Have a folder reviewed on a free port; when the block ends the server must end well."""
    return serving(folder, *options, command="review")
