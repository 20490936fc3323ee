"""Turn inputs into documents: all of them are read and checked before any is worked on.

A document gets a slug made from the file's name and not from its folder, so that the same files give the same graph
wherever they lie and in whatever order they are named. Its sources say where it was found; by them a graph folder
knows it again (`kg.store.register`).
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from os import PathLike, fsencode, fspath
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.iri import ascii_slug, digest
from kg.model import Document
from kg.pages import ReadText
from kg.read import inputs as places
from kg.read.alone import read_alone
from kg.read.registry import ENDINGS, PLAIN, Format, format_of

STANDARD_INPUT = "-"
_DIGEST_LENGTHS = (0, 8, 64)
SLUG_LENGTH = 120
"""A longer slug is cut, so that the files named after it fit every file system (255 bytes, some 143)."""


class Source(NamedTuple):
    """Where a document comes from: the path of a `file`, or the name of a `text` in hand, empty for none."""

    kind: str
    where: str


class Duplicate(NamedTuple):
    """An input left out since its bytes are those of another one."""

    name: str
    same_as: str


@dataclass(slots=True)
class Reading:
    """What reading gave: documents sorted by slug, inputs left out as copies, files passed over in folders.

    `sources` are by the documents' digests, those of copies among them.
    """

    documents: list[Document] = field(default_factory=list)
    sources: dict[str, list[Source]] = field(default_factory=dict)
    duplicates: list[Duplicate] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)


class _Raw(NamedTuple):
    """A decoded input that has no slug yet; the name of one whose source has none says nothing of it."""

    name: str
    read: ReadText
    sha256: str
    media_type: str
    source: Source

    @property
    def stem(self) -> str:
        """Return the slug that the name alone gives, or one from the bytes where it gives none."""
        name = Path(self.name).stem
        slug = ascii_slug(name) if self.source.where else ""
        if len(slug) > SLUG_LENGTH:
            end = digest(name)
            slug = f"{slug[: SLUG_LENGTH - len(end) - 1].rstrip('-')}-{end}"
        return slug or f"text-{self.sha256[:8]}"


def read_inputs(
    inputs: Sequence[str | PathLike[str]], *, stdin: BinaryIO | None = None, options: ReadOptions | None = None
) -> Reading:
    """Read files, folders (the documents below them) and `-` for standard input.

    Raises `ReadError` naming every input that cannot be read, one line each; then nothing was read.
    """
    options = options or ReadOptions()
    found = places.find_files([item for item in inputs if fspath(item) != STANDARD_INPUT])
    errors, raws = list(found.errors), []
    for path in found.files:
        try:
            raws.append(_read_file(path, options))
        except ReadError as error:
            errors.append(error)
    if any(fspath(item) == STANDARD_INPUT for item in inputs):
        try:
            data = places.read_standard_input(stdin)
            raws.append(
                _read(data, "standard input", fmt=format_of(data, ""), source=Source("text", ""), options=options)
            )
        except ReadError as error:
            errors.append(error)
    if not inputs:
        errors.append(ReadError("no input is given", remedy="name a file, a folder, or - for standard input"))
    if errors:
        raise _joined(errors)
    reading = _with_slugs(raws)
    reading.passed_over = sorted(printable_name(path.name) for path in found.passed_over)
    return reading


def read_documents(inputs: Sequence[str | PathLike[str]], *, stdin: BinaryIO | None = None) -> list[Document]:
    """Return the documents of `inputs` sorted by slug; raise `ReadError` as `read_inputs` does."""
    return read_inputs(inputs, stdin=stdin).documents


def read_text(text: str, *, name: str | None = None) -> Document:
    """Return `text` as a document called `name`; without one its slug comes from its words."""
    return read_in_hand(text, name=name).documents[0]


def read_in_hand(text: str, *, name: str | None = None) -> Reading:
    """Return what `read_text` does, with its source: the name alone."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError(
            f"lone surrogate at character {error.start}",
            path=name or "text",
            remedy="decode the text with errors='strict'",
            offset=error.start,
        ) from error
    shown = printable_name(name or "text")
    raw = _read(
        data,
        shown,
        fmt=ENDINGS.get(Path(shown).suffix.lower(), PLAIN),
        source=Source("text", printable_name(name or "")),
        options=ReadOptions(),
    )
    return _with_slugs([raw])


def printable_name(name: str) -> str:
    """Return a file name as text that every output can hold: NFC, undecodable bytes and controls replaced."""
    text = unicodedata.normalize("NFC", fsencode(name).decode("utf-8", "replace"))
    return "".join(ch if ch.isprintable() else " " if ch.isspace() else "\ufffd" for ch in text)


def _read_file(path: Path, options: ReadOptions) -> _Raw:
    data = places.read_bytes(path)
    shown = printable_name(str(path))
    place = os.path.join(os.path.realpath(path.parent), path.name)
    return _read(data, shown, fmt=format_of(data, path.name), source=Source("file", place), options=options)


def _read(data: bytes, name: str, *, fmt: Format, source: Source, options: ReadOptions) -> _Raw:
    """Return what the reader of `fmt` makes of `data`.

    `name` is the path to show in errors; its last part becomes the document's name.
    """
    if not data:
        raise ReadError("is empty", path=name, remedy="give a file with text in it")
    read = read_alone(data, name, fmt=fmt, options=options) if fmt.alone else fmt.load()(data, name, options=options)
    if not read.text or read.text.isspace():
        raise ReadError("holds nothing but white space", path=name, remedy="give a file with text in it")
    return _Raw(Path(name).name, read, hashlib.sha256(data).hexdigest(), fmt.media_type, source)


def _with_slugs(raws: Iterable[_Raw]) -> Reading:
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
        (
            Document(slug, raw.name, raw.read.text, raw.sha256, raw.media_type, raw.read.layout, raw.read.warnings)
            for slug, raw in zip(slugs, unique.values(), strict=True)
        ),
        key=lambda document: document.slug,
    )
    return reading


def _slugs(raws: list[_Raw], *, length: int) -> list[str]:
    shared = Counter(raw.stem for raw in raws)
    return [f"{raw.stem}-{raw.sha256[:length]}" if length and shared[raw.stem] > 1 else raw.stem for raw in raws]


def _joined(errors: list[ReadError]) -> ReadError:
    if len(errors) == 1:
        return errors[0]
    return ReadError("\n".join(str(error) for error in errors), errors=errors)
