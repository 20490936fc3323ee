"""Builds that are ended anywhere, by whatever: one more run gives the bytes of an undisturbed one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path


def test_one_more_run_gives_the_bytes_of_an_undisturbed_one(root: Path) -> None:
    # a process of its own, since it forks: a fork of one that has threads (those of a SHACL engine) may stand for ever
    command = [sys.executable, str(root / "tests" / "interrupted.py"), "12", "5"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=500, cwd=root, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    met = {what: int(times) for times, what in re.findall(r"^ *(\d+)  (.+)$", done.stdout, re.MULTILINE)}
    assert sum(met.values()) == 12
    assert sum(times for what, times in met.items() if "ended early" in what) >= 3
