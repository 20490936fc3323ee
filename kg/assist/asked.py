"""Ask the graph that is served at present, for the tools: its desks, its store, its texts, its documents.

What asks is what `kg serve` asks by, within the same limits; a failure is an `HTTPException` or a `KgError` that says
what to do about it.
"""

from __future__ import annotations

import asyncio
import json
import re
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from kg.errors import OptionError
from kg.serve.desk.compared import COMPARE_SECONDS
from kg.serve.http.replies import ask_pool
from kg.serve.site.listed import Listed
from kg.serve.site.site import Site
from kg.serve.site.whole import TSV
from kg.store.processes.pool import Reply

_CLIENT = "assistant"
_SHOWN = 8
_IRI = re.compile(r"\w+://\S+|/?[a-z][a-z-]*/\S+")
_TRIPLES = "application/n-triples"
Row = dict[str, Any]


class Asked:
    """What one call asks: `state` is the application's, `base_url` the address of the pages, without a slash.

    `site` is the graph that is served as the call begins, to its end.
    """

    def __init__(self, state: Any, *, base_url: str) -> None:
        self._state, self.base_url = state, base_url.rstrip("/")
        self.site: Site = state.site

    @property
    def query_bytes(self) -> int:
        """Return how many bytes a query may have."""
        return self._state.settings.query_bytes

    # --- asking ----------------------------------------------------------------------------------

    async def compute(self, name: str, **given: Any) -> Any:
        """Return what the model of the answers says."""
        return await self.site.clerks["answers"].ask(name, **given)

    async def search(self, **given: Any) -> dict[str, Any]:
        """Return what the index of words finds."""
        return await self.site.clerks["search"].ask("search", **given)

    async def select(self, sparql: str, *, offset: int = 0, limit: int = 1000) -> tuple[list[Row], int]:
        """Return the rows of a query of ours from `offset` on, and how many there are."""
        ask = partial(ask_pool, self._state.pool, client=_CLIENT)
        return await self._state.whole.stretch(str(self.site.texts), sparql, ask, offset=offset, limit=limit)

    async def query(self, sparql: str) -> tuple[bool, bytes]:
        """Return whether the answer to anybody's query is a graph, and its bytes: N-Triples, else rows as TSV."""
        site, ask = self.site, partial(ask_pool, self._state.pool, client=_CLIENT)
        question = {"query": sparql, "base": site.base_iri, "rows": TSV, "graph": _TRIPLES}
        kind, data = await self._state.whole.fetch(str(site.texts), question, ask)
        return kind == _TRIPLES, data

    async def comparison(self, before: str, after: str) -> dict[str, Any]:
        """Return what became of the statements of a document in another; raises `HTTPException` as a query does."""

        async def ask(question: dict[str, Any]) -> Reply:
            try:
                async with asyncio.timeout(COMPARE_SECONDS):
                    return Reply("application/json", await self.site.clerks["answers"].make(**question))
            except TimeoutError as error:
                late = f"the comparison took longer than {COMPARE_SECONDS} seconds (compare shorter documents)"
                raise HTTPException(408, late) from error

        question = {"what": "comparison", "format": "json", "before": before, "after": after}
        _, data = await self._state.whole.fetch(str(self.site.texts), question, ask)
        return json.loads(data)

    async def text(self, listed: Listed) -> str:
        """Return the source text of a document; raises `OptionError` where it is not kept."""
        try:
            data = await run_in_threadpool((self.site.texts / f"{listed.slug}.txt").read_bytes)
        except OSError as error:
            raise OptionError(
                f"the text of {listed.short!r} is not kept", remedy="build it again without --no-text"
            ) from error
        return data.decode("utf-8")

    # --- names -----------------------------------------------------------------------------------

    def document(self, name: str) -> Listed:
        """Return the document of a slug, number or IRI; raises `OptionError` for none or several."""
        site, found = self.site, self.documents_called(name)
        if len(found) == 1:
            return found[0]
        slugs = ", ".join(one.slug for one in (found or site.listed)[:_SHOWN])
        if found:
            raise OptionError(f"{name[:80]!r} is {len(found)} documents", remedy=f"name one by its slug: {slugs}")
        many = f", of {len(site.listed)}" if len(site.listed) > _SHOWN else ""
        raise OptionError(f"there is no document {name[:80]!r}", remedy=f"slugs: {slugs}{many}; documents lists them")

    def documents_called(self, name: str) -> list[Listed]:
        """Return the documents of a slug, number or IRI."""
        site, wanted = self.site, name.strip().casefold()
        one = site.by_slug.get(name.strip()) or site.by_iri.get(self.iri(name))
        if one is not None:
            return [one]
        return [one for one in site.listed if wanted and wanted in (one.number.casefold(), one.slug.casefold())]

    def iri(self, thing: str) -> str:
        """Return the IRI of a thing that is named by it, by its end behind the base, or by its address here."""
        thing = thing.strip().removeprefix(self.base_url).partition("?")[0].partition("#")[0] or thing
        for path, base in self.site.bases.items():
            if thing.startswith(path):
                return base + thing.removeprefix(path)
        return thing if "://" in thing else self.site.base_iri + thing

    def short(self, iri: str) -> str:
        """Return an IRI without the base of the graph."""
        return iri.removeprefix(self.site.base_iri)

    def address(self, iri: str) -> str:
        """Return where the page of a thing is; the IRI itself for one that has none."""
        path = self.site.path(iri)
        return self.base_url + path if path else iri

    def is_thing(self, name: str) -> bool:
        """Say whether a name is meant as an IRI, whole or its end; a number such as `15/KH-UBND` is none."""
        return bool(_IRI.fullmatch(name.strip()))


def explain(error: Exception) -> str:
    """Return what an error says."""
    return error.detail if isinstance(error, HTTPException) else str(error)
