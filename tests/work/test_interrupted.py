"""Builds that are ended anywhere, by whatever: one more run gives the bytes of an undisturbed one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROUNDS = 12


def test_one_more_run_gives_the_bytes_of_an_undisturbed_one(root: Path) -> None:
    command = [sys.executable, "tests/interrupted.py", str(ROUNDS), "5"]  # apart: it forks, and threads run here
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=580)
    assert done.returncode == 0, done.stderr
    met = {kind: int(times) for times, _, kind in (line.strip().partition("  ") for line in done.stdout.splitlines())}
    assert sum(met.values()) == ROUNDS
    assert sum(times for kind, times in met.items() if "ended early" in kind) >= 2
