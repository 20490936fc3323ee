"""Hold the graph that is served at present, and go over to the next one when a build has put it in place."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg.config import BASE_IRI, ONTOLOGY_IRI, SECTOR_NAMESPACE
from kg.errors import KgError
from kg.serve.metrics import Metrics
from kg.store.kept import SOURCES, TEXTS
from kg.store.pool import Pool
from kg.store.snapshot import Snapshot, Snapshots

log = logging.getLogger("kg.serve")
LOOK_EVERY = 0.5
_DRAWN = frozenset(("application/pdf", "image/png", "image/jpeg", "image/tiff"))
"""Formats whose pages `kg.read.picture` draws."""


class Kept(NamedTuple):
    """A document whose file is kept and whose pages can be drawn; `place` is the folder that keeps it."""

    slug: str
    document: str
    name: str
    sha256: str
    place: Path
    original: str

    @property
    def source(self) -> Path:
        """Return the path of the file."""
        return self.place / SOURCES / self.original

    @property
    def text(self) -> Path:
        """Return the path of its text."""
        return self.place / TEXTS / f"{self.slug}.txt"


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages know of a graph: the base of its IRIs, its documents, its page, the files kept (by slug)."""

    base_iri: str
    documents: tuple[str, ...]
    page: bytes | None
    kept: Mapping[str, Kept] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot) -> Site:
        """Return what a snapshot's report tells."""
        report, page = snapshot.report, snapshot.path / "graph.html"
        return cls(
            base_iri=report.get("base_iri", BASE_IRI),
            documents=tuple(item["id"] for item in report.get("documents", [])),
            page=page.read_bytes() if page.is_file() else None,
            kept={
                entry["slug"]: _kept(entry, snapshot.path) for entry in report.get("documents", []) if _is_drawn(entry)
            },
        )

    def kept_of(self, document: str) -> Kept | None:
        """Return the kept file of a document, by its IRI."""
        kept = self.kept.get(document.rpartition("/")[2])
        return kept if kept and kept.document == document else None

    @property
    def bases(self) -> dict[str, str]:
        """Return the paths that lead to things, each with what their IRIs begin with."""
        return {"/id/": self.base_iri, "/sector/": SECTOR_NAMESPACE}

    def path(self, iri: str) -> str | None:
        """Return the path under which one of our IRIs is found here; None for others."""
        if iri.startswith(ONTOLOGY_IRI):
            return "/ontology" + iri[len(ONTOLOGY_IRI) :]
        for path, base in self.bases.items():
            if iri.startswith(base):
                return path + iri[len(base) :]
        return None


def _is_drawn(entry: dict[str, Any]) -> bool:
    """Say whether the file of a document is kept, and of a format whose pages can be drawn."""
    return bool(entry.get("original")) and entry.get("media_type") in _DRAWN


def _kept(entry: dict[str, Any], place: Path) -> Kept:
    return Kept(entry["slug"], entry["id"], entry["name"], entry["sha256"], place, entry["original"])


class Keeper:
    """Keeps the pool on the newest graph of a folder."""

    def __init__(self, snapshots: Snapshots, pool: Pool) -> None:
        self._snapshots, self._pool = snapshots, pool
        self._snapshot: Snapshot | None = None
        self._refused: tuple[int, ...] = ()
        self.site = Site(BASE_IRI, (), None)

    async def start(self) -> None:
        """Begin with the graph that is there."""
        self._snapshot = self._snapshots.take()
        self.site = Site.of(self._snapshot)
        await self._pool.start(self._snapshot.store)

    async def watch(self, metrics: Metrics) -> None:
        """Look for new graphs for ever; one that can't be served is told of once, and the old one stays."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            assert self._snapshot is not None
            if self._snapshots.is_current(self._snapshot):
                continue
            try:
                await self._change(self._snapshots.take(), metrics)
            except (KgError, OSError, ValueError) as error:
                log.warning("the new graph is not served: %s", error)

    async def _change(self, new: Snapshot, metrics: Metrics) -> None:
        if new.mark == self._refused:
            self._snapshots.drop(new)
            return
        try:
            site = Site.of(new)
            await self._pool.replace(new.store)
        except (KgError, OSError, ValueError):
            self._refused = new.mark
            self._snapshots.drop(new)
            raise
        old, self._snapshot, self.site = self._snapshot, new, site
        metrics.reloads.inc()
        log.info("a new graph is served: %d documents", len(site.documents))
        await self._pool.drained()
        if old is not None:
            self._snapshots.drop(old)

    def close(self) -> None:
        """Remove the snapshots."""
        self._snapshots.close()
