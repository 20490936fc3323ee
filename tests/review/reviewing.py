"""Start `kg review` as its user does, in a process of its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conftest import kg_environment
from serve.serving import Server


@contextmanager
def reviewing(folder: Path, *options: str | Path) -> Iterator[Server]:
    """Have a folder reviewed on a free port; when the block ends the server must end well."""
    command = [sys.executable, "-X", "utf8", "-m", "kg", "review", str(folder), "--port", "0", *map(str, options)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=kg_environment()) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            match = re.search(r"http://[^\s,]+", line)
            assert match, f"{line} {process.stdout.read()}"
            yield Server(process, match.group())
            assert process.poll() is None, "the server has ended by itself"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    assert process.returncode == 0
