"""Hold the graph that is served at present, and go over to the next one when a build has put it in place."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool

from kg.config import BASE_IRI, ONTOLOGY_IRI, SECTOR_NAMESPACE
from kg.errors import KgError
from kg.pages import DRAWN
from kg.serve import words
from kg.serve.http.metrics import Metrics
from kg.serve.site.clerk import Clerk
from kg.serve.site.listed import Listed, list_documents
from kg.store.graphs.kept import SOURCES, TEXTS
from kg.store.graphs.snapshot import Snapshot, Snapshots
from kg.store.processes.pool import Pool

log = logging.getLogger("kg.serve")
LOOK_EVERY = 0.5


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
    """What the pages know of a graph: the base of its IRIs, its documents, its page, the files kept (by slug), where
    its texts lie, and the clerks who search it and answer from it."""

    base_iri: str
    documents: tuple[str, ...]
    page: bytes | None
    kept: Mapping[str, Kept] = field(default_factory=dict)
    texts: Path | None = None
    listed: tuple[Listed, ...] = ()
    by_iri: Mapping[str, Listed] = field(default_factory=dict)
    by_slug: Mapping[str, Listed] = field(default_factory=dict)
    clerks: Mapping[str, Clerk] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot) -> Site:
        """Return what a snapshot's report tells."""
        report, page = snapshot.report, snapshot.path / "graph.html"
        return cls(
            base_iri=report.get("base_iri", BASE_IRI),
            documents=tuple(item["id"] for item in report.get("documents", [])),
            page=page.read_bytes() if page.is_file() else None,
            kept=kept_files(report, snapshot.path),
            texts=snapshot.path / TEXTS,
        )

    def with_documents(self, listed: tuple[Listed, ...], clerks: Mapping[str, Clerk]) -> Site:
        """Return the site with its documents listed, and its clerks."""
        by_iri, by_slug = {one.iri: one for one in listed}, {one.slug: one for one in listed}
        return replace(self, listed=listed, by_iri=by_iri, by_slug=by_slug, clerks=clerks)

    def text_path(self, document: str, start: int | str, end: int | str) -> str | None:
        """Return the path that leads to a span in the text of a document; None where the text is not kept."""
        listed = self.by_iri.get(document)
        return f"/text/{quote(listed.slug)}?start={start}&end={end}#cited" if listed and listed.text else None

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


def kept_files(report: Mapping[str, Any], place: Path) -> dict[str, Kept]:
    """Return by slug the files that a folder at `place` keeps and whose pages can be drawn."""
    return {entry["slug"]: _kept(entry, place) for entry in report.get("documents", []) if _is_drawn(entry)}


def _is_drawn(entry: dict[str, Any]) -> bool:
    """Say whether the file of a document is kept, and of a format whose pages can be drawn."""
    return bool(entry.get("original")) and entry.get("media_type") in DRAWN


def _kept(entry: dict[str, Any], place: Path) -> Kept:
    return Kept(entry["slug"], entry["id"], entry["name"], entry["sha256"], place, entry["original"])


class Keeper:
    """Keeps the pool on the newest graph of a folder."""

    def __init__(self, snapshots: Snapshots, pool: Pool, *, others: Mapping[str, str] | None = None) -> None:
        self._snapshots, self._pool, self._others = snapshots, pool, dict(others or {})
        self._snapshot: Snapshot | None = None
        self._refused: tuple[int, ...] = ()
        self._leaving: dict[asyncio.Future[None], Site] = {}
        self.site = Site(BASE_IRI, (), None)

    async def start(self) -> None:
        """Begin with the graph that is there."""
        self._snapshot = self._snapshots.take()
        site = Site.of(self._snapshot)
        await self._pool.start(self._snapshot.store)
        self.site = await self._furnish(site, self._snapshot)
        await run_in_threadpool(words.load)

    async def _furnish(self, site: Site, snapshot: Snapshot) -> Site:
        """Return a site with what only its graph tells; the pool answers over that already."""
        listed = await list_documents(self._pool, snapshot.report.get("documents", []))
        path = str(snapshot.path)
        clerks = {work: Clerk(path, work, others=self._others) for work in ("search", "answers")}
        for clerk in clerks.values():
            clerk.start()
        return site.with_documents(listed, clerks)

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
        old, before = self._snapshot, self.site
        self._snapshot, self.site = new, await self._furnish(site, new)
        metrics.reloads.inc()
        log.info("a new graph is served: %d documents", len(site.documents))
        await self._pool.drained()
        leaving = asyncio.ensure_future(self._leave(before, old))
        self._leaving[leaving] = before
        leaving.add_done_callback(self._leaving.pop)

    async def _leave(self, site: Site, snapshot: Snapshot | None) -> None:
        """Let the clerks of a graph of before end what they were asked, and drop it."""
        for clerk in site.clerks.values():
            await clerk.retire()
        if snapshot is not None:
            self._snapshots.drop(snapshot)

    def close(self) -> None:
        """End the clerks and remove the snapshots."""
        for leaving in self._leaving:
            leaving.cancel()
        for site in (self.site, *self._leaving.values()):
            for clerk in site.clerks.values():
                clerk.stop()
        self._snapshots.close()
