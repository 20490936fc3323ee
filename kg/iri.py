"""Mint IRIs from what a thing is, so that any machine mints the same ones in any order.

Folding takes a name to NFC lower case with single spaces and one placement of tone marks
(`hoà` and `hòa` are one); a path segment is its ASCII form with a digest of the accented one,
since Vietnamese names that differ only in their marks are different names.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from kg.errors import OptionError

TONES = "\u0300\u0301\u0303\u0309\u0323"
_OLD_PLACEMENT = re.compile(f"(o)([{TONES}])(a|e)(?![a-z\u0300-\u036f])|(u)([{TONES}])(y)(?![a-z\u0300-\u036f])")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NOT_IN_IRI = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2}).{0,2}", re.S)
_BRACKET = re.compile(r"[\[\]]")
_LONGEST_BASE = 1024


def _new_placement(match: re.Match[str]) -> str:
    first, tone, second = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 6)
    return first + second + tone


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return `name` in lower case NFC, single-spaced, with tone marks in one placement (`hoà` for `hòa`)."""
    lowered = " ".join(unicodedata.normalize("NFC", name).split()).casefold()
    if not _OLD_PAIR.search(lowered):
        return lowered
    decomposed = unicodedata.normalize("NFD", lowered)
    return unicodedata.normalize("NFC", _OLD_PLACEMENT.sub(_new_placement, decomposed))


_OLD_PAIR = re.compile(
    "|".join(
        unicodedata.normalize("NFC", first + tone) + second
        for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
        for tone in TONES
    )
)


@lru_cache(maxsize=65536)
def ascii_slug(name: str) -> str:
    """Return `name` without marks, in lower case ASCII, words joined by hyphens (`cang-diem-dien`)."""
    plain = unicodedata.normalize("NFD", fold(name)).replace("đ", "d")
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return _NOT_SLUG.sub("-", plain).strip("-")


def digest(*parts: str, length: int = 12) -> str:
    """Return the first `length` hex digits of the SHA-256 of the folded parts."""
    joined = "\x1f".join(map(fold, parts))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:length]


def check_base(text: str) -> str:
    """Return the IRI that all IRIs of a graph begin with: NFC, scheme and host in small letters, a `/` at its end.

    RFC 3987, and what data needs: http or https, nothing that a path may not follow. Raises `OptionError` that names
    `--base-iri`.
    """
    try:
        iri = unicodedata.normalize("NFC", text)
        parts = urlsplit(iri)
        wrong = _find_wrong(iri, parts)
    except (TypeError, ValueError) as error:
        wrong = str(error)
    if wrong:
        raise OptionError(
            f"--base-iri {str(text)[:200]!r} is no IRI to begin others with: {wrong}",
            remedy="give one such as https://example.vn/id/",
            base_iri=text,
        )
    path = parts.path if parts.path.endswith("/") else parts.path + "/"
    host = unicodedata.normalize("NFC", parts.netloc.lower()).removesuffix(":")
    return parts._replace(netloc=host, path=path).geturl()


def _find_wrong(iri: str, parts: SplitResult) -> str:
    """Return why `iri` can't be the base of others, empty where it can; a ValueError says so too."""
    alien = _NOT_IN_IRI.search(iri) or next(filter(None, map(_is_alien, iri)), None)
    match alien:
        case re.Match():
            return f"{alien.group()!r} can't stand in an IRI, at character {alien.start()}"
        case str():
            return f"{alien!r} can't stand in an IRI, at character {iri.index(alien)}"
    if parts.scheme not in ("http", "https") or not parts.hostname or (parts.port or 0) < 0:
        return "it does not begin with http:// or https:// and a host"
    for sign, name in (("#", "fragment"), ("?", "query part"), ("@", "login")):
        if sign in (parts.netloc if sign == "@" else iri):
            return f"it has a {name} ({sign})"
    if _BRACKET.search(parts.path) or {".", ".."} & set(parts.path.split("/")):
        return "its path has a bracket or goes by dots"
    return f"it is longer than {_LONGEST_BASE} characters" if len(iri) > _LONGEST_BASE else ""


def _is_alien(ch: str) -> str:
    """Return a character that RFC 3987 keeps out or that nobody sees (a space, a control, a private one), else none."""
    return ch if ch > "~" and unicodedata.category(ch)[0] in "ZC" else ""


def mint_document(base: str, slug: str) -> str:
    """Return the IRI of a document."""
    return f"{base}doc/{slug}"


def mint_part(document: str, kind: str, *parts: str) -> str:
    """Return the IRI of a part of a document (`section`, `measure`, `target`, `statement`)."""
    return f"{document}/{kind}/{digest(*parts)}"


def mint_text(document: str) -> str:
    """Return the IRI of a document's text (its `nif:Context`)."""
    return f"{document}/text"


def mint_span(document: str, start_char: int, end_char: int) -> str:
    """Return the RFC 5147 IRI of a span of the source text."""
    return f"{document}/text#char={start_char},{end_char}"


def mint_entity(base: str, cls: str, *, scope: str, name: str) -> str:
    """Return the IRI of an entity from its class, jurisdiction (a province's slug or `vn`) and canonical name."""
    return f"{base}{_hyphened(cls)}/{ascii_slug(scope) or 'vn'}/{ascii_slug(name)[:80] or 'x'}-{digest(name, length=6)}"


@lru_cache(maxsize=256)
def _hyphened(cls: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"-\1", cls).lower()


def mint_work(base: str, *, scope: str, year: str, number: str) -> str:
    """Return the ELI of a document by its number and year, whoever cites it: `eli/vn/2026/844-qd-ttg`."""
    return f"{base}eli/{ascii_slug(scope) or 'vn'}/{year}/{ascii_slug(number)}"


def mint_expression(work: str) -> str:
    """Return the ELI of the Vietnamese text of a work."""
    return f"{work}/vie"


def mint_time(base: str, normal: str) -> str:
    """Return the IRI of a calendar time from its ISO form (`2025`, `2020/2025`, `2025-12-19`)."""
    return f"{base}time/{normal.replace('/', '_')}"
