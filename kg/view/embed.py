"""Embed data in a page as JSON that no element can be ended from, gzipped where that makes the page much smaller."""

from __future__ import annotations

import base64
import gzip
import json
from typing import NamedTuple

from markupsafe import Markup

GZIP_ABOVE = 1_500_000
"""Bytes of JSON; below it a page stays readable and does not depend on the version of zlib."""


class Packed(NamedTuple):
    """The type and the content of a script element that holds data."""

    kind: str
    content: Markup


def to_json(value: object) -> str:
    """Return a value as compact JSON; lone surrogates, which UTF-8 cannot hold, become replacement characters."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", errors="replace").decode("utf-8") if _has_surrogates(text) else text


def to_data(value: object) -> Markup:
    """Return a value as JSON that can stand inside a script element: nothing in it can end the element."""
    text = value if isinstance(value, str) else to_json(value)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


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


def _has_surrogates(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
