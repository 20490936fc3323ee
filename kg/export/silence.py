"""Read which passages of the texts of a folder gave nothing, as flat rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.store import GraphFolder

SilentRow = dict[str, Any]


def read_silent(folder: GraphFolder, documents: Iterable[str] | None = None) -> list[SilentRow]:
    """Return a row for each passage of some documents (IRIs), of all without: `doc`, `start`, `end`, `quote`, `reason`.

    With pages also `page` and, where one is printed, `page_label`. `quote` is `text[start:end]`, empty where the text
    is not kept. Documents that an older version built tell nothing; raises `StoreError` for a damaged file.
    """
    rows = []
    for document in folder.documents if documents is None else documents:
        kept = folder.silent(document)
        text = folder.text(document) if kept else ""
        for one in kept or ():
            row = {"doc": document, "start": one.start_char, "end": one.end_char}
            row |= {"quote": text[one.start_char : one.end_char], "reason": one.reason}
            row |= {"page": one.page} if one.page else {}
            rows.append(row | ({"page_label": one.page_label} if one.page_label else {}))
    return rows
