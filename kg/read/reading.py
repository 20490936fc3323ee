"""Hold what reading the inputs of a run gave: documents with slugs, their sources, copies, inputs that failed."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from os import fsencode
from pathlib import Path
from typing import NamedTuple

from kg.errors import KgError
from kg.iri import ascii_slug, digest
from kg.model import Document
from kg.pages import ReadText
from kg.read.spool import Kept, Pending, Unfetched
from kg.remote_files import RemoteFile

_DIGEST_LENGTHS = (0, 8, 64)
BETWEEN = "!/"
"""Stands between the path of an archive and the name of a document in it."""
SLUG_LENGTH = 120
"""A longer slug is cut, so that the files named after it fit every file system (255 bytes, some 143)."""
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
"""What Windows takes for a device, whatever stands behind a dot: no file can be called so there."""


Mark = dict[str, str]
"""Of a file at an address: its `state`, `how` it was read, and what came of that: `sha256`, `media_type`, `digest`."""


class Source(NamedTuple):
    """Where a document comes from: the path of a `file`, a `url`, or the name of a `text` in hand, empty for none."""

    kind: str
    where: str

    @classmethod
    def of_file(cls, path: Path | RemoteFile) -> Source:
        """Return the source that a file is, links of its folders followed."""
        if isinstance(path, RemoteFile):
            return cls("url", path.address)
        return cls("file", os.path.join(os.path.realpath(path.parent), path.name))

    def member(self, name: str) -> Source:
        """Return the source that a document in this archive is."""
        return Source(self.kind, f"{self.where}{BETWEEN}{name}" if self.where else name)


class Duplicate(NamedTuple):
    """An input left out since its bytes are those of another one."""

    name: str
    same_as: str


class Unread(NamedTuple):
    """An input that could not be read: its name as shown, why, and what to do about it."""

    name: str
    reason: str
    remedy: str
    source: Source

    @classmethod
    def of(cls, error: KgError, source: Source) -> Unread:
        """Return what an error says of the input from `source`."""
        return cls(printable_name(error.path or ""), error.reason, error.remedy, source)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}" + (f" ({self.remedy})" if self.remedy else "")


@dataclass(slots=True)
class Reading:
    """What reading gave: documents sorted by slug, inputs left out as copies, files passed over in folders.

    Documents whose texts lie on disk are `Pending`. `sources` are by the documents' digests, those of copies among
    them, and so are `originals`: the bytes read, kept only where they are asked for. `unread` inputs are in the order
    in which they came. `marks` tell of files at addresses, by these, in which state they were and what was read.
    """

    documents: list[Document | Pending | Unfetched] = field(default_factory=list)
    sources: dict[str, list[Source]] = field(default_factory=dict)
    duplicates: list[Duplicate] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    originals: dict[str, bytes] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)


class Raw(NamedTuple):
    """A decoded input that has no slug yet; the name of one whose source has none says nothing of it."""

    name: str
    read: ReadText | Kept | Unfetched
    sha256: str
    media_type: str
    source: Source

    @classmethod
    def of(cls, data: bytes, read: ReadText | Kept, *, name: str, media_type: str, source: Source) -> Raw:
        """Return what was read of `data`; the last part of `name` is the document's name."""
        return cls(Path(name).name, read, hashlib.sha256(data).hexdigest(), media_type, source)

    def to_document(self, slug: str) -> Document | Pending | Unfetched:
        """Return the document with its slug."""
        if isinstance(self.read, Unfetched):
            return replace(self.read, slug=slug)
        if isinstance(self.read, Kept):
            return Pending(slug, self.name, self.sha256, self.media_type, self.read)
        read = self.read
        return Document(slug, self.name, read.text, self.sha256, self.media_type, read.layout, read.warnings)

    @property
    def stem(self) -> str:
        """Return the slug that the name alone gives, or one from the bytes where it gives none."""
        name = Path(self.name).stem
        slug = ascii_slug(name) if self.source.where else ""
        if len(slug) > SLUG_LENGTH:
            end = digest(name)
            slug = f"{slug[: SLUG_LENGTH - len(end) - 1].rstrip('-')}-{end}"
        return f"{slug}-text" if _DEVICE.fullmatch(slug) else slug or f"text-{self.sha256[:8]}"


def printable_name(name: str) -> str:
    """Return a file name as text that every output can hold: NFC, undecodable bytes and controls replaced."""
    text = unicodedata.normalize("NFC", fsencode(name).decode("utf-8", "replace"))
    return "".join(ch if ch.isprintable() else " " if ch.isspace() else "\ufffd" for ch in text)


def with_slugs(raws: Iterable[Raw]) -> Reading:
    """Return the documents with slugs told apart by their content's digest where names do not do it."""
    reading, unique = Reading(), {}
    for raw in sorted(raws, key=lambda raw: (raw.stem, raw.name, raw.source)):
        reading.sources.setdefault(raw.sha256, []).append(raw.source)
        first = unique.setdefault(raw.sha256, raw)
        if first is not raw:
            reading.duplicates.append(Duplicate(raw.name, first.name))
    for length in _DIGEST_LENGTHS:
        slugs = _slugs(list(unique.values()), length=length)
        if len(set(slugs)) == len(slugs):
            break
    reading.documents = sorted(
        (raw.to_document(slug) for slug, raw in zip(slugs, unique.values(), strict=True)),
        key=lambda document: document.slug,
    )
    return reading


def _slugs(raws: list[Raw], *, length: int) -> list[str]:
    shared = Counter(raw.stem for raw in raws)
    return [f"{raw.stem}-{raw.sha256[:length]}" if length and shared[raw.stem] > 1 else raw.stem for raw in raws]
