"""Choose the format of an answer by what a client accepts (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from starlette.requests import Request

ROWS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
}
"""The names under which rows and truth values are asked for, the ones to prefer first, and what each means."""

GRAPHS = {
    "text/turtle": "text/turtle",
    "application/x-turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "text/plain": "application/n-triples",
    "application/rdf+xml": "application/rdf+xml",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
    "application/ld+json": "application/ld+json",
    "application/json": "application/ld+json",
}
"""The names under which graphs are asked for, likewise."""

SHORT = {
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "ntriples": "application/n-triples",
    "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "html": "text/html",
}
"""What `?format=` may ask for on the pages of things."""

_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.I)
_MOST = 64


class Choice(NamedTuple):
    """A format: the name that the client knows it by, and what it means."""

    shown: str
    meant: str


def _ranges(accept: str) -> tuple[tuple[str, float], ...]:
    """Return the media ranges of a header with their quality."""
    ranges = []
    for part in accept.split(",")[:_MOST]:
        name, _, _ = part.partition(";")
        quality = _QUALITY.search(part)
        ranges.append((name.strip().lower(), float(quality.group(1)) if quality else 1.0))
    return tuple(ranges)


def accepted(request: Request) -> str | None:
    """Return what a request accepts, None where it does not say: lines of one name are one list (RFC 9110, 5.3)."""
    return ", ".join(request.headers.getlist("accept")) or None


def choose(accept: str | None, offers: Mapping[str, str]) -> Choice | None:
    """Return the offer that a client likes best, the first of equals; None where it accepts none of them.

    A name counts by the most specific range that holds it; without a header all are welcome.
    """
    return _choose((accept or "").strip() or "*/*", tuple(offers.items()))


@lru_cache(maxsize=512)
def _choose(accept: str, offers: tuple[tuple[str, str], ...]) -> Choice | None:
    ranges = dict(_ranges(accept))
    best, most = None, 0.0
    for name, meant in offers:
        quality = ranges.get(name, ranges.get(f"{name.partition('/')[0]}/*", ranges.get("*/*", 0.0)))
        if quality > most:
            best, most = Choice(name, meant), quality
    return best
