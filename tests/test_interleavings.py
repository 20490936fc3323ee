"""Two builders, a remover and a reader at one folder: no document lost, none stale, nothing but whole states seen."""

from __future__ import annotations

from interleavings import run


def test_whoever_comes_in_whatever_order_finds_the_folder_whole() -> None:
    met = run(6, seed=3)
    assert met["two done"] + met["two busy"] == 6
    assert met["remover done"] >= 3
    assert sum(times for what, times in met.items() if what.startswith("looked")) == 6
