"""Read the names of the sectors, and which is part of which, from the ontology."""

from __future__ import annotations

from functools import lru_cache

from kg.config import SECTOR_NAMESPACE
from kg.names import SKOS
from kg.resources import ontology_path
from kg.store.graphs.serialise import read_turtle
from kg.triples import as_text


@lru_cache(maxsize=1)
def read_sector_labels() -> dict[str, dict[str, str]]:
    """Return the preferred names of every sector's code by language: `{"transport": {"vi": …, "en": …}}`."""
    graph = read_turtle((ontology_path() / "sectors.ttl").read_bytes())
    labels: dict[str, dict[str, str]] = {}
    for iri, name in sorted(graph.pairs(SKOS.prefLabel)):
        if iri.startswith(SECTOR_NAMESPACE) and iri != SECTOR_NAMESPACE:
            labels.setdefault(iri.removeprefix(SECTOR_NAMESPACE), {})[getattr(name, "language", "") or "vi"] = as_text(
                name
            )
    return labels


@lru_cache(maxsize=1)
def read_sector_parents() -> dict[str, str]:
    """Return the code of each finer sector with that of the one it is part of: `{"transport.roads": "transport"}`."""
    graph = read_turtle((ontology_path() / "sectors.ttl").read_bytes())
    return {
        iri.removeprefix(SECTOR_NAMESPACE): as_text(broader).removeprefix(SECTOR_NAMESPACE)
        for iri, broader in sorted(graph.pairs(SKOS.broader))
    }


def find_field(code: str) -> str:
    """Return the sector that a finer one is part of; of a whole one itself."""
    parents = read_sector_parents()
    while code in parents:
        code = parents[code]
    return code
