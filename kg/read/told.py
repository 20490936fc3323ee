"""Tell how far the reading of a file has come: its readers say when a page is done, and whoever asked hears of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PageTold = Callable[[int, int], None]
"""Is called with how many pages are done, and of how many."""
_SELDOM = 0.5
"""Seconds that lie between two calls at least."""
_listener: ContextVar[PageTold | None] = ContextVar("listener", default=None)


@contextmanager
def telling(listener: PageTold | None) -> Iterator[None]:
    """Have `listener` told of the pages that are read in a block, not more often than it can be seen."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def told_pages(pages: Iterable[int], total: int) -> Iterator[int]:
    """Yield pages, and tell between them how many are done of `total`."""
    listener, last = _listener.get(), time.monotonic()
    for done, page in enumerate(pages):
        if listener and done and time.monotonic() - last >= _SELDOM:
            last = time.monotonic()
            listener(done, total)
        yield page
