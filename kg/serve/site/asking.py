"""Ask the pool for the pages: rows, how many there would be, and a stretch of them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.serve.http.replies import JSON, ask, read_rows

Row = dict[str, str]
_AT_ONCE = 3
_LONGEST = 6


class Paging(NamedTuple):
    """A stretch of many rows: the number of its page from 1 on, how many a page has, how many there are in all."""

    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """Return how many rows stand before the page."""
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        """Return the number of the first row on the page, 0 for none."""
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        """Return the number of the last row on the page."""
        return min(self.offset + self.size, self.total)

    @property
    def before(self) -> int | None:
        """Return the number of the page before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def behind(self) -> int | None:
        """Return the number of the page behind."""
        return self.number + 1 if self.number < self.pages else None


def asked_number(request: Request, name: str, *, default: int, most: int) -> int:
    """Return a whole number from 1 to `most` that a request has in a field; raises `HTTPException` for another."""
    words = request.query_params.get(name, "")
    if not words:
        return default
    if not (words.isascii() and words.isdigit() and len(words) <= _LONGEST and 1 <= int(words) <= most):
        raise HTTPException(400, f"{name} is a number from 1 to {most}, not {words[:40]!r}")
    return int(words)


def asked_page(request: Request) -> int:
    """Return the number of the page that a request asks for."""
    return asked_number(request, "page", default=1, most=10**_LONGEST - 1)


async def read(request: Request, query: str) -> list[Row]:
    """Return the rows of an answer, each variable that is bound with its value."""
    return read_rows(await ask(request, {"query": query, "rows": JSON, "graph": None}))


async def count(request: Request, query: str) -> int:
    """Return how many rows a query without prologue has."""
    (row,) = await read(request, f"SELECT (COUNT(*) AS ?n) WHERE {{ {{\n{query}\n}} }}")
    return int(row["n"])


async def read_stretch(
    request: Request, query: str, *, page: int, size: int, counted: str = ""
) -> tuple[list[Row], Paging]:
    """Return a page of the rows of a query that has no LIMIT of its own, and where it stands among all.

    `counted` is a query with as many rows that is answered sooner, where there is one.
    """
    bounded = f"{query}\nLIMIT {size} OFFSET {(page - 1) * size}"
    total, rows = await asyncio.gather(count(request, counted or query), read(request, bounded))
    return rows, Paging(page, size, total)


async def read_all(request: Request, queries: Sequence[str]) -> list[list[Row]]:
    """Return the rows of several queries, a few asked at once."""
    turns = asyncio.Semaphore(_AT_ONCE)

    async def one(query: str) -> list[Row]:
        async with turns:
            return await read(request, query)

    return list(await asyncio.gather(*map(one, queries)))
