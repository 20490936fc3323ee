"""Choose the pages of a file that are read."""

from __future__ import annotations

from kg.config import ReadOptions
from kg.errors import ReadError


def chosen_pages(count: int, name: str, *, options: ReadOptions) -> list[int]:
    """Return the indices of the pages to read; raises `ReadError` where there are none of them, or too many."""
    chosen = range(count)
    if options.pages:
        ranges = [range(max(first, 1) - 1, min(last, count)) for first, last in options.pages]
        chosen = sorted({index for one in ranges for index in one[: options.page_count + 1]})
    if not chosen:
        asked = ", ".join(f"{first}-{last}" for first, last in options.pages)
        raise ReadError(f"has {count} pages, none of {asked}", path=name, remedy=f"choose from 1-{count}")
    if len(chosen) > options.page_count:
        most = options.page_count
        remedy = f"read parts of it: --pages 1-{most}"
        raise ReadError(f"has {len(chosen):,} pages, more than {most:,}", path=name, remedy=remedy)
    return list(chosen)
