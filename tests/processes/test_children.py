"""Processes that are asked: what whoever waits learns when one has ended."""

from __future__ import annotations

import time

from kg.processes.children import Child


def test_who_asks_again_after_the_end_learns_of_it_at_once():
    child = Child("kg.read.worker")
    child.kill()
    start = time.monotonic()
    for _ in range(3):
        assert child.hear(60.0) is None
        assert child.ended
    assert time.monotonic() - start < 30.0
