"""Embed data in a page as JSON that no element can be ended from, gzipped where that makes the page much smaller."""

from __future__ import annotations

import base64
import gzip
from typing import NamedTuple

from markupsafe import Markup

from kg.templates import to_data, to_json

GZIP_ABOVE = 1_500_000
"""Bytes of JSON; below it a page stays readable and does not depend on the version of zlib."""


class Packed(NamedTuple):
    """The type and the content of a script element that holds data."""

    kind: str
    content: Markup


def pack_data(value: object, *, above: int = GZIP_ABOVE) -> Packed:
    """Return a value as JSON, or as base64 of its gzip where it has more than `above` bytes."""
    raw = to_json(value).encode("utf-8")
    if len(raw) <= above:
        return Packed("application/json", to_data(value))
    return squeeze(raw)


def squeeze(raw: bytes) -> Packed:
    """Return base64 of the gzip of some JSON, the same for one version of zlib."""
    squeezed = gzip.compress(raw, compresslevel=6, mtime=0)
    return Packed("application/gzip", Markup(base64.b64encode(squeezed).decode("ascii")))
