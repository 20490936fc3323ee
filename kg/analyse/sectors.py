"""Read the names of the sectors from the ontology."""

from __future__ import annotations

from functools import lru_cache

from kg.config import SECTOR_NAMESPACE
from kg.names import SKOS
from kg.resources import ontology_path
from kg.store.serialise import read_turtle
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
