"""Builds that are ended anywhere, by whatever: one more run gives the bytes of an undisturbed one."""

from __future__ import annotations

from interrupted import run


def test_one_more_run_gives_the_bytes_of_an_undisturbed_one() -> None:
    met = run(12, seed=5)
    assert sum(met.values()) == 12
    assert sum(times for kind, times in met.items() if "ended early" in kind) >= 3
