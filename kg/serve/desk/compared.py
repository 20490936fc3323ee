"""Answer what became of the measures and targets of one document in another.

This takes seconds for long documents: it runs in a process that the desk (`kg.serve.desk`) has make a file of its own.
"""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

from kg.analyse.answers import Index
from kg.analyse.answers.records import place_record, sure_record
from kg.analyse.changes import Pair, Place, compare_documents
from kg.analyse.changes.records import show_change

COMPARE_SECONDS = 120
"""After so long the process that compares ends."""


def write_comparison(path: Path, index: Index, *, before: str, after: str) -> bytes:
    """Return as JSON what became of the statements of a document in another (their IRIs): counts, and a row a pair."""
    from kg.export.facts import iter_facts
    from kg.store import GraphFolder

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(COMPARE_SECONDS)
    with GraphFolder(path) as folder:
        facts = list(iter_facts(folder.triples(name) for name in (before, after)))
        texts = {name: folder.text(name) for name in (before, after)}
    found = compare_documents(facts, facts, documents=(before, after), texts=(texts[before], texts[after]))
    made = {
        "before": index.label(before),
        "after": index.label(after),
        "counts": {kind: found.count(kind) for kind in ("measure", "target")},
        "rows": [_put(index, pair) for pair in found.pairs],
    }
    return json.dumps(made, ensure_ascii=False).encode("utf-8")


def _put(index: Index, pair: Pair) -> dict[str, Any]:
    sides = {"before": pair.before, "after": pair.after}
    return {
        "kind": pair.kind,
        "status": pair.status,
        "changes": [show_change(change) for change in pair.changes if change.aspect != "words"],
        "likeness": round(pair.likeness, 4),
        "sureness": round(pair.confidence, 4),
        "note": pair.note,
    } | {name: _cite(index, side) for name, side in sides.items() if side is not None}


def _cite(index: Index, place: Place) -> dict[str, Any]:
    fact = index.tasks.get(place.id) or index.aims[place.id]
    return {"quote": place.quote, **place_record(index, fact.cite), **sure_record(fact.cite)}
