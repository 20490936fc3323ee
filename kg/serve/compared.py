"""Answer what became of the measures and targets of one document in another.

This runs at the desk (`kg.serve.desk`); the last comparisons are kept at hand.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Any

from kg.analyse.answers import Index
from kg.analyse.answers.records import place_record, sure_record
from kg.analyse.changes import Difference, Pair, Place, compare_documents
from kg.analyse.changes.records import show_change

Answer = dict[str, Any]
_AT_HAND = 8


class Compared:
    """The comparisons of the documents of a graph folder."""

    def __init__(self, path: Path, index: Index) -> None:
        self._path, self._index = path, index
        self._made: OrderedDict[tuple[str, str], Difference] = OrderedDict()

    def compare(
        self, before: str, after: str, kind: str = "", status: str = "", offset: int = 0, limit: int = 50
    ) -> Answer:
        """Return the pairs of two documents (their IRIs) of a kind and status, with how many there are of each."""
        difference = self._made.pop((before, after), None) or self._compare(before, after)
        self._made[before, after] = difference
        if len(self._made) > _AT_HAND:
            self._made.popitem(last=False)
        chosen = [one for one in difference.pairs if kind in ("", one.kind) and status in ("", one.status)]
        return {
            "before": self._index.label(before),
            "after": self._index.label(after),
            "counts": {one: difference.count(one) for one in ("measure", "target")},
            "rows": [self._put(one) for one in chosen[offset : offset + limit]],
            "total": len(chosen),
        }

    def _compare(self, before: str, after: str) -> Difference:
        from kg.export.facts import iter_facts
        from kg.store import GraphFolder

        with GraphFolder(self._path) as folder:
            facts = list(iter_facts(folder.triples(name) for name in (before, after)))
            texts = {name: folder.text(name) for name in (before, after)}
        return compare_documents(facts, facts, documents=(before, after), texts=(texts[before], texts[after]))

    def _put(self, pair: Pair) -> Answer:
        sides = {"before": pair.before, "after": pair.after}
        return {
            "kind": pair.kind,
            "status": pair.status,
            "changes": [show_change(change) for change in pair.changes if change.aspect != "words"],
            "likeness": round(pair.likeness, 4),
            "sureness": round(pair.confidence, 4),
            "note": pair.note,
        } | {name: self._cite(side) for name, side in sides.items() if side is not None}

    def _cite(self, place: Place) -> Answer:
        fact = self._index.tasks.get(place.id) or self._index.aims[place.id]
        return {"quote": place.quote, **place_record(self._index, fact.cite), **sure_record(fact.cite)}
