"""Keep on disk what was read, until it is worked on: a whole folder's texts are never in memory at once.

PLACE/KEY.text     what the reader gave, compressed
PLACE/KEY.file     the bytes that were read, where they are to be kept
PLACE/KEY.json     how many characters it has, its digest and warnings; written last

The key is a digest of the bytes, of how they are read and of the program, so that a run that was interrupted leaves
something to go on from: what its readers gave is not read again.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.config import ReadOptions
from kg.errors import ReadError, StoreError
from kg.files import compress, read_compressed
from kg.model import Document
from kg.pages import ReadText
from kg.read.alone import unpickle
from kg.stamp import stamp_program


@dataclass(frozen=True, slots=True)
class Kept:
    """What was read and lies on disk at `place`: characters, digest, bytes of the file, and that file if it is kept."""

    place: str
    characters: int
    digest: str
    size: int
    original: str = ""

    def read(self) -> ReadText:
        """Return what was read; raises `StoreError` where it is not there any more, or damaged."""
        try:
            return unpickle(read_compressed(self.place))
        except (StoreError, pickle.UnpicklingError) as error:
            Path(self.place).unlink(missing_ok=True)
            raise StoreError(
                f"what was read is lost: {error}", path=self.place, remedy="run the same again: it is read anew"
            ) from error


@dataclass(frozen=True, slots=True)
class Pending:
    """A document whose text lies on disk; `load` gives the document."""

    slug: str
    name: str
    sha256: str
    media_type: str
    kept: Kept

    @property
    def digest(self) -> str:
        """Return the digest of all that was read."""
        return self.kept.digest

    def load(self) -> Document:
        """Return the document with its text; raises `StoreError` where that is not there any more."""
        read = self.kept.read()
        return Document(self.slug, self.name, read.text, self.sha256, self.media_type, read.layout, read.warnings)


@dataclass(frozen=True, slots=True)
class Unfetched:
    """A document at an address that is what it was when it was read before; `fetch` reads it again."""

    slug: str
    name: str
    sha256: str
    media_type: str
    digest: str
    fetch: Callable[[], Document | Pending]

    def read(self) -> Document | Pending:
        """Return the document as it is read now; raises `ReadError` where it is not what it was any more."""
        read = self.fetch()
        if (read.sha256, read.digest) != (self.sha256, self.digest):
            raise ReadError("was changed while it was read", path=self.name, remedy="run the same again")
        return replace(read, slug=self.slug, name=self.name)


class Spool:
    """A folder of what was read."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._writing = threading.Lock()
        place.mkdir(parents=True, exist_ok=True)

    def read(
        self, data: bytes, reader: Callable[[], ReadText], *, how: str, options: ReadOptions, keep: bool = False
    ) -> Kept:
        """Return what `reader` gives for `data`, kept here; it is not asked where that was kept before.

        `how` names the way of reading; with `keep` the bytes are kept too. Raises what `reader` raises.
        """
        told = (stamp_program(), hashlib.sha256(data).hexdigest(), how, repr(options))
        key = hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()
        return self._find(key, data=data if keep else None) or self.put(
            key, reader(), data if keep else None, size=len(data)
        )

    def _find(self, key: str, *, data: bytes | None) -> Kept | None:
        try:
            told = json.loads((self.place / f"{key}.json").read_bytes())
        except (OSError, ValueError):
            return None
        original = self.place / f"{key}.file"
        if not (self.place / f"{key}.text").is_file() or (data is not None and not original.is_file()):
            return None
        return self._kept(key, told, data=data)

    def put(self, key: str, read: ReadText, data: bytes | None, *, size: int) -> Kept:
        """Keep what was read of a file of some size under a key, and the bytes of the file where they are given."""
        self._write(f"{key}.text", compress(pickle.dumps(read, protocol=pickle.HIGHEST_PROTOCOL)))
        if data is not None:
            self._write(f"{key}.file", data)
        told = {"characters": len(read.text), "digest": read.digest, "size": size}
        self._write(f"{key}.json", json.dumps(told).encode())
        return self._kept(key, told, data=data)

    def _kept(self, key: str, told: dict[str, Any], *, data: bytes | None) -> Kept:
        original = str(self.place / f"{key}.file") if data is not None else ""
        return Kept(str(self.place / f"{key}.text"), original=original, **told)

    def _write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all; who is killed here leaves a `.new`, which the next run writes over."""
        new = self.place / f"{name}.new"
        try:
            with self._writing:
                new.write_bytes(data)
                os.replace(new, self.place / name)
        except OSError as error:
            raise StoreError(
                f"what was read can't be kept: {error.strerror or error}",
                path=self.place,
                remedy="make room, then run the same again",
            ) from error

    def take(self, document: Document, data: bytes | None) -> Pending:
        """Keep a document that is in memory, with the bytes of its file where they are given."""
        read = ReadText(document.text, document.layout, document.warnings)
        told = "\0".join(("in hand", document.sha256, read.digest))
        size = len(document.text.encode("utf-8", "surrogatepass")) if data is None else len(data)
        kept = self.put(hashlib.sha256(told.encode()).hexdigest(), read, data, size=size)
        return Pending(document.slug, document.name, document.sha256, document.media_type, kept)
