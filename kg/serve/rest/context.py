"""Give the vocabulary as a JSON-LD 1.1 context: short names in the place of IRIs (W3C Recommendation, section 3.1)."""

from __future__ import annotations

import json
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from kg.names import OWL, RDF, RDFS
from kg.prefixes import PREFIXES
from kg.resources import ontology_path
from kg.store.graphs.serialise import read_turtle

_XSD = PREFIXES["xsd"]


async def context(request: Request) -> Response:
    """Return the context; other sites may read it too, as processors of JSON-LD have to."""
    headers = {
        "cache-control": "no-cache",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
    }
    return Response(write_context(), media_type="application/ld+json", headers=headers)


@lru_cache(maxsize=1)
def write_context() -> bytes:
    """Return the context: prefixes, classes, and properties with what their values are."""
    graph = read_turtle((ontology_path() / "policy.ttl").read_bytes())
    terms: dict[str, object] = {}
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for iri in sorted(graph.subjects(RDF.type, kind)):
            name = iri.removeprefix(PREFIXES["pol"])
            if name == iri or "/" in name:
                continue
            ranged = str(graph.value(iri, RDFS.range) or "")
            if kind == OWL.ObjectProperty:
                terms[name] = {"@id": f"pol:{name}", "@type": "@id"}
            elif kind == OWL.DatatypeProperty and ranged.startswith(_XSD):
                terms[name] = {"@id": f"pol:{name}", "@type": f"xsd:{ranged[len(_XSD) :]}"}
            else:
                terms[name] = f"pol:{name}"
    held = {"@version": 1.1} | PREFIXES | {"label": "rdfs:label"} | dict(sorted(terms.items()))
    return (json.dumps({"@context": held}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
