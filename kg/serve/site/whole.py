"""Keep whole answers to saved questions, so that turning a page asks nothing again and the total is that of the rows.

An answer is kept as SPARQL's TSV (SPARQL 1.1 Query Results CSV and TSV Formats, section 4), a line for each row; of
these only those of a page are read.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from starlette.requests import Request

from kg.serve.http.replies import ask, read_bytes
from kg.serve.site.asking import Paging, Row
from kg.store.processes.pool import Reply

TSV = "text/tab-separated-values"
_MOST_BYTES = 64 << 20
Ask = Callable[[dict[str, Any]], Awaitable[Reply]]


class Whole:
    """The last answers, 64 MB of them in all and the newest in any case."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], tuple[str, bytes]] = OrderedDict()

    async def read(self, request: Request, sparql: str, *, page: int, size: int) -> tuple[list[Row], Paging]:
        """Return a page of the rows of an answer, and where it stands among all."""
        place = str(request.app.state.site.texts)
        rows, total = await self.stretch(place, sparql, partial(ask, request), offset=(page - 1) * size, limit=size)
        return rows, Paging(page, size, total)

    async def stretch(self, place: str, sparql: str, ask: Ask, *, offset: int, limit: int) -> tuple[list[Row], int]:
        """Return the rows of an answer from `offset` on, and how many there are; `place` tells graphs apart."""
        _, data = await self.fetch(place, {"query": sparql, "rows": TSV, "graph": None}, ask)
        names, lines = split_rows(data)
        return [read_row(names, line) for line in lines[offset : offset + limit]], len(lines)

    async def fetch(self, place: str, question: dict[str, Any], ask: Ask) -> tuple[str, bytes]:
        """Return the media type and the bytes of the answer to a question, kept or asked."""
        key = place, json.dumps(question, sort_keys=True)
        answer = self._kept.pop(key, None)
        if answer is None:
            reply = await ask(question)
            answer = reply.type, read_bytes(reply)
        self._kept[key] = answer
        while len(self._kept) > 1 and sum(len(data) for _, data in self._kept.values()) > _MOST_BYTES:
            self._kept.popitem(last=False)
        return answer


def split_rows(data: bytes) -> tuple[list[str], list[bytes]]:
    """Return the names of the columns of an answer in TSV, and its lines."""
    head, *lines = data.removesuffix(b"\n").split(b"\n")
    return [name.removeprefix("?") for name in head.decode("utf-8").split("\t")], lines


def read_row(names: list[str], line: bytes) -> Row:
    """Return a line as a row, each variable that is bound with its value."""
    cells = line.decode("utf-8").split("\t")
    return {name: read_value(cell) for name, cell in zip(names, cells, strict=True) if cell}


def read_value(term: str) -> str:
    """Return the value of a term in Turtle: the words of a literal, an IRI without its brackets."""
    if term.startswith("<"):
        return term[1:-1]
    if term.startswith('"'):
        return json.loads(term[: term.rindex('"') + 1], strict=False)
    return term
