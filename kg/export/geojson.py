"""Write where places and works are as GeoJSON (RFC 7946), with official codes and every quote."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from kg.analyse.geography import Fact, Located, locate


def write_geojson(facts: Iterable[Fact]) -> bytes:
    """Return a FeatureCollection; a work whose place is not known has no geometry, and says so in `placed`."""
    return write_located(locate(facts))


def write_located(things: Iterable[Located]) -> bytes:
    """Return the same of things that are located already."""
    features = [_feature(one) for one in things]
    data = {"type": "FeatureCollection", "features": features}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _feature(one: Located) -> dict[str, Any]:
    properties = {
        "class": one.cls,
        "name": one.label,
        "gso_code": one.code,
        "level": one.level,
        "era": one.era,
        "became": list(one.became),
        "placed": one.precision,
        "units": [{"name": spot.unit, "role": spot.role} for spot in one.spots if spot.role],
        "documents": sorted({citation.doc for citation in one.citations}),
        "citations": [
            {"doc": said.doc, "start": said.start, "end": said.end} | ({"quote": said.quote} if said.quote else {})
            for said in one.citations
        ],
    }
    shown = {key: value for key, value in properties.items() if value not in ("", [])}
    return {"type": "Feature", "id": one.id, "geometry": _geometry(one), "properties": shown}


def _geometry(one: Located) -> dict[str, Any] | None:
    """Return the points of a thing; no line is drawn between the ends of a route, since its way is not known."""
    points = [list(place) for place in dict.fromkeys((spot.lon, spot.lat) for spot in one.spots)]
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}
