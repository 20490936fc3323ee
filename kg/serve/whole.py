"""Keep whole answers to saved questions, so that turning a page asks nothing again and the total is that of the rows.

An answer is kept as SPARQL's TSV (SPARQL 1.1 Query Results CSV and TSV Formats, section 4), a line for each row; of
these only those of a page are read.
"""

from __future__ import annotations

import json
from collections import OrderedDict

from starlette.requests import Request

from kg.serve.asking import Paging, Row
from kg.serve.replies import ask, read_bytes

_TSV = "text/tab-separated-values"
_MOST_BYTES = 64 << 20


class Whole:
    """The last answers, 64 MB of them in all and the newest in any case."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    async def read(self, request: Request, sparql: str, *, page: int, size: int) -> tuple[list[Row], Paging]:
        """Return a page of the rows of an answer, and where it stands among all."""
        key = str(request.app.state.site.texts), sparql
        data = self._kept.pop(key, None)
        if data is None:
            data = read_bytes(await ask(request, {"query": sparql, "rows": _TSV, "graph": None}))
        self._kept[key] = data
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > _MOST_BYTES:
            self._kept.popitem(last=False)
        head, *lines = data.removesuffix(b"\n").split(b"\n")
        paging = Paging(page, size, len(lines))
        names = [name.removeprefix("?") for name in head.decode("utf-8").split("\t")]
        return [_row(names, line) for line in lines[paging.offset : paging.offset + size]], paging


def _row(names: list[str], line: bytes) -> Row:
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
