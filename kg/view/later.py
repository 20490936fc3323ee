"""Divide a large page's catalogue: what its first frame and a search by name need, and what can be unpacked after it.

A browser unpacks and reads megabytes of text before it can draw anything. So the texts of the documents, and all but
the first span of each thing, stand in an element of their own behind the scripts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.templates import to_json
from kg.view.embed import GZIP_ABOVE, Packed, pack_data, squeeze

Json = dict[str, Any]
_SPAN = 3
_PARTS = frozenset({"Section", "KeyTask", "Breakthrough"})
"""Classes whose every span is wanted at once: which part of a document an offset lies in."""


def pack_catalogue(catalogue: Mapping[str, Any], *, above: int | None = None) -> tuple[Packed, Packed | None]:
    """Return the catalogue as data of one element, or, where it has more than `above` bytes, of two."""
    above = GZIP_ABOVE if above is None else above
    first, later = divide(catalogue)
    parts = [to_json(part).encode("utf-8") for part in (first, later)]
    if sum(map(len, parts)) <= above:
        return pack_data(catalogue, above=above), None
    return squeeze(parts[0]), squeeze(parts[1])


def divide(catalogue: Mapping[str, Any]) -> tuple[Json, Json]:
    """Return the catalogue without texts and further spans, marked `later`, and these; nothing given is changed."""
    whole = {number for number, cls in enumerate(catalogue["classes"]) if cls in _PARTS}
    nodes, numbers, spans = [], [], []
    for number, node in enumerate(catalogue["nodes"]):
        cls, label, flat, *others = node
        if len(flat) > _SPAN and cls not in whole:
            numbers.append(number)
            spans.append(flat[_SPAN:])
            node = [cls, label, flat[:_SPAN], *others]
        nodes.append(node)
    documents = [[node, None, *others] for node, _, *others in catalogue["documents"]]
    first = {**catalogue, "nodes": nodes, "documents": documents, "later": True}
    return first, {"texts": [text for _, text, *_ in catalogue["documents"]], "numbers": numbers, "spans": spans}
