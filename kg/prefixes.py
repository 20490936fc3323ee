"""Name the namespaces as plain strings, for what must start quickly; `kg.vocab` has them as closed namespaces."""

from __future__ import annotations

from kg.config import FUNCTION_NAMESPACE, POLICY_NAMESPACE, SECTOR_NAMESPACE

PREFIXES: dict[str, str] = {
    "pol": POLICY_NAMESPACE,
    "sec": SECTOR_NAMESPACE,
    "action": POLICY_NAMESPACE + "action/",
    "role": POLICY_NAMESPACE + "role/",
    "modality": POLICY_NAMESPACE + "modality/",
    "status": POLICY_NAMESPACE + "status/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix to namespace, as written in Turtle."""

QUERY_PREFIXES: dict[str, str] = PREFIXES | {"pfn": FUNCTION_NAMESPACE}
"""The prefixes that every query knows: those of Turtle, and `pfn:` for those of `kg.store.questions.functions`."""
