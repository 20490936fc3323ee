"""Carry decisions and copies into the shards of a folder: only those that they change are written, and can be undone.

What a shard was before stands in `unmerged/`; so a line that is taken out brings the old bytes back, and a line that is
added is carried out from what was read, never from what another line made of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.merges.copies import Copy, Known, find_copies, known_of
from kg.merges.rewrite import make_plan, rewrite
from kg.merges.settle import Settled, Thing, expand, settle
from kg.merges.table import RENAME, Table
from kg.sketch import Sketch
from kg.store.graphs.shards import SHARDS, UNMERGED, Shard
from kg.work.task import write_shard

Entry = dict[str, Any]
PLAN = "merged"
"""What an entry of the report has the digest of its document's plan under."""


@dataclass(slots=True)
class Merged:
    """The entries of a folder after merging, the IRIs of the documents whose shards were written, and the copies."""

    entries: list[Entry] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    copies: list[Copy] = field(default_factory=list)
    unused: list[int] = field(default_factory=list)

    def to_report(self, table: Table) -> dict[str, Any]:
        """Return what the report tells of it."""
        touched = sum(1 for entry in self.entries if entry.get(PLAN))
        told = {
            "decisions": len(table.decisions),
            "digest": table.digest,
            "documents": touched,
            "written": len(self.changed),
            "unused_lines": self.unused,
        }
        return {"merges": told}


def merge_shards(place: Path, entries: Sequence[Entry], table: Table, *, base: str) -> Merged:
    """Bring the shards of a folder to what a table says; raises `MergeError` where it does not fit the folder."""
    settled, named = Settled(), {}
    if table.decisions:
        things, named = read_things(place, entries, wanted=wanted(table, base), base=base)
        settled = settle(table, things, (entry["id"] for entry in entries), base=base)
    copies = _copies(place, entries, settled)
    of = {one.id: one for one in copies}
    merged = Merged(copies=copies, unused=sorted(one.line for one in settled.unused))
    for entry in entries:
        plan = make_plan(entry["id"], named.get(entry["id"], ()), settled, copy=of.get(entry["id"]))
        if plan.digest == entry.get(PLAN, ""):
            merged.entries.append(entry)
            continue
        shard = Shard(place, entry["id"])
        entry = restore(shard, entry)
        if plan:
            before = shard.move(UNMERGED)
            told = before.told()
            graph = rewrite(before.triples(), plan, document=entry["id"], base=base)
            after = _recount(entry, before, graph) | {PLAN: plan.digest}
            written = write_shard(shard, graph, entry=after | {"sources": []}, sketch=told.get("sketch"))
            entry = written["entry"] | {"sources": entry["sources"]}
        merged.changed.add(entry["id"])
        merged.entries.append(entry)
    with suppress(OSError):
        (place / UNMERGED).rmdir()
    return merged


def restore(shard: Shard, entry: Entry) -> Entry:
    """Bring a shard back to what it was before merging; return its entry without what that made of it."""
    if not entry.get(PLAN):
        return entry
    before = Shard(shard.place, shard.name, UNMERGED)
    shard.unlink()
    back = before.move(SHARDS)
    return back.told()["entry"] | {"sources": entry["sources"]}


def plain_shard(place: Path, entry: Entry) -> Shard:
    """Return the shard of a document as it was before merging."""
    return Shard(place, entry["id"], UNMERGED if entry.get(PLAN) else SHARDS)


def _recount(entry: Entry, before: Shard, graph: Any) -> Entry:
    """Return the entry with the numbers of entities that the rewritten graph has."""
    from kg.export.facts import iter_facts
    from kg.model import WORK_CLASSES

    def classes(facts: Iterable[dict[str, Any]]) -> dict[str, int]:
        found: dict[str, int] = {}
        for fact in facts:
            if fact["fact"] == "entity":
                found[fact["class"]] = found.get(fact["class"], 0) + 1
        return found

    now = list(iter_facts([graph]))
    counted = classes(now)
    counts = dict(entry["counts"])
    for cls in classes(map(json.loads, before.fact_lines())):
        counts[cls] = counted.get(cls, 0)
    counts["projects and works"] = sum(counted.get(cls, 0) for cls in WORK_CLASSES)
    counts["relations"] = sum(fact["fact"] == "relation" for fact in now)
    return entry | {"counts": counts}


def _copies(place: Path, entries: Sequence[Entry], settled: Settled) -> list[Copy]:
    known = known_documents(place, entries) if len(entries) > 1 else ()
    return find_copies(known, same=settled.copies, different=settled.no_copies)


def known_documents(place: Path, entries: Iterable[Entry]) -> Iterator[Known]:
    """Yield what is known of the documents of a folder by which copies are found."""
    for entry in entries:
        sketch = plain_shard(place, entry).told().get("sketch")
        yield known_of(entry, Sketch.from_json(sketch) if sketch else None)


def wanted(table: Table, base: str) -> set[str]:
    """Return the IRIs of the things that the decisions of a table are on."""
    names = (name for one in table.decisions for name in ((one.a,) if one.kind == RENAME else (one.a, one.b)))
    return {expand(name, base=base) for name in names}


def read_things(
    place: Path, entries: Iterable[Entry], *, wanted: set[str], base: str
) -> tuple[dict[str, Thing], dict[str, list[str]]]:
    """Return the wanted things that documents name, and by document those of which its graph says something."""
    pattern = re.compile(b"<(" + re.escape(base.encode("utf-8")) + rb"(?!doc/)[^>]*)>")
    sought = {name.encode("utf-8") for name in wanted}
    things: dict[str, Thing] = {}
    named: dict[str, list[str]] = {}
    for entry in entries:
        shard = plain_shard(place, entry)
        here = sought & set(pattern.findall(shard.quads()))
        if not here:
            continue
        named[entry["id"]] = sorted(name.decode("utf-8") for name in here)
        for line in shard.fact_lines():
            fact = json.loads(line) if line.startswith('{"fact": "entity"') else {}
            if fact.get("id") in wanted and fact["class"] != "Time":
                thing = things.setdefault(fact["id"], Thing(fact["id"]))
                thing.labels[fact["label"]] += 1
                thing.documents.add(entry["id"])
                thing.codes.update([fact["code"]] if "code" in fact else [])
    return things, named
