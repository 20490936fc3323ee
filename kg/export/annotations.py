"""Say where citations stand in the terms of the W3C Web Annotation Vocabulary too, in exports as JSON-LD.

Only citations with a place on a page get it, and only in the export: the store keeps each place once (`pol:region`).
"""

from __future__ import annotations

from typing import Any

PREFIX = {"oa": "http://www.w3.org/ns/oa#"}
_CONFORMS = {"dcterms:conformsTo": {"@id": "http://www.w3.org/TR/media-frags/"}}
Node = dict[str, Any]


def add_selectors(nodes: list[Node]) -> bool:
    """Add to citations with regions their selectors, in the text and on the page; say whether there were any."""
    placed = [node for node in nodes if "pol:region" in node and "nif:beginIndex" in node]
    for node in placed:
        regions = node["pol:region"] if isinstance(node["pol:region"], list) else [node["pol:region"]]
        kind = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        node["@type"] = [*kind, "oa:SpecificResource"]
        node["oa:hasSource"] = node["nif:referenceContext"]
        node["oa:hasSelector"] = [
            {
                "@type": "oa:TextPositionSelector",
                "oa:start": node["nif:beginIndex"],
                "oa:end": node["nif:endIndex"],
            },
            *({"@type": "oa:FragmentSelector", "rdf:value": one, **_CONFORMS} for one in sorted(regions)),
        ]
    return bool(placed)
