"""Read the names of the sectors from the ontology."""

from __future__ import annotations

from functools import lru_cache

from rdflib import Graph

from kg.config import SECTOR_NAMESPACE
from kg.resources import ontology_path
from kg.vocab import SKOS


@lru_cache(maxsize=1)
def read_sector_labels() -> dict[str, dict[str, str]]:
    """Return the preferred names of every sector's code by language: `{"transport": {"vi": …, "en": …}}`."""
    graph = Graph().parse(ontology_path() / "sectors.ttl", format="turtle")
    labels: dict[str, dict[str, str]] = {}
    for concept, name in sorted(graph.subject_objects(SKOS.prefLabel)):
        iri = str(concept)
        if iri.startswith(SECTOR_NAMESPACE) and iri != SECTOR_NAMESPACE:
            labels.setdefault(iri.removeprefix(SECTOR_NAMESPACE), {})[name.language or "vi"] = str(name)
    return labels
