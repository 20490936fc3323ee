"""Unpack archives (ZIP, tar, gzip) one member at a time, within bounds; what could do harm is refused.

Sources: PKWARE's APPNOTE 6.3 on ZIP, POSIX pax on tar; the bomb of overlapping members is that of D. Fifield (2019).
"""

from __future__ import annotations

import gzip
import io
import re
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from kg.config import MAX_INPUT_BYTES, ReadOptions
from kg.errors import ReadError
from kg.read.reading import BETWEEN
from kg.read.registry import JSON_LINES, container_of, is_known
from kg.read.sniff import GZIP_START, ZIP_FAULTS, ZIP_START, is_tar, zip_entries

_DAMAGED = (*ZIP_FAULTS, tarfile.TarError, TypeError)
_CHUNK = 1 << 20
_RATIO, _FREE = 100, 64 << 20
"""Beyond so many bytes an archive may not unpack to more than so many times its own size."""
_LOCAL_HEADER = 30
_DRIVE = re.compile(r"[A-Za-z]:")
_REMEDY = "unpack it and give the files"


class Member(NamedTuple):
    """A file of an archive: its name within, `BETWEEN` after each inner archive's, its bytes, where it came from."""

    name: str
    data: bytes
    url: str = ""


class _Budget:
    """What an archive with all in it may still unpack to."""

    def __init__(self, packed: int, name: str, options: ReadOptions) -> None:
        self.name, self.options = name, options
        self.bytes = min(options.unpacked_bytes, _FREE + _RATIO * packed)
        self.members = options.members
        self.passed_over: list[str] = []

    def refused(self, what: str, *, remedy: str = _REMEDY) -> ReadError:
        return ReadError(f"refused: {what}", path=self.name, remedy=remedy)

    def take(self, count: int) -> None:
        self.bytes -= count
        if self.bytes < 0:
            raise self.refused("it unpacks to much more than its size, or than an input may have")

    def count(self) -> None:
        self.members -= 1
        if self.members < 0:
            raise self.refused(f"it holds more than {self.options.members} files")


def iter_members(
    data: bytes, name: str, *, options: ReadOptions, passed_over: list[str] | None = None
) -> Iterator[Member]:
    """Yield the documents of an archive, those of archives in it too; raise `ReadError` that shows `name`.

    Hidden files are left out; the names of files that no reader is for are put on `passed_over`.
    """
    budget = _Budget(len(data), name, options)
    found = False
    for member in _members(data, budget, within="", depth=1, called=name):
        found = True
        yield member
    if passed_over is not None:
        passed_over += budget.passed_over
    if not found:
        raise ReadError("the archive holds no documents", path=name, remedy="name the files in it by their endings")


def _members(data: bytes, budget: _Budget, *, within: str, depth: int, called: str) -> Iterator[Member]:
    if depth > budget.options.nested_archives:
        raise budget.refused(f"archives in it are nested more than {budget.options.nested_archives} deep")
    for member in _unpacked(data, budget, within=within, called=called):
        container = container_of(member.data, member.name)
        if container is None:
            yield member
        elif container is JSON_LINES:
            shown = f"{budget.name}{BETWEEN}{member.name}"
            for record in container.load()(member.data, shown, options=budget.options):
                yield record._replace(name=member.name + BETWEEN + record.name)
        else:
            inner = member.name + BETWEEN
            yield from _members(member.data, budget, within=inner, depth=depth + 1, called=member.name)


def _unpacked(data: bytes, budget: _Budget, *, within: str, called: str) -> Iterator[Member]:
    """Yield the members of one archive, those of inner ones as they are."""
    try:
        if data.startswith(ZIP_START[:2]):
            yield from _zip(data, budget, within=within)
        elif is_tar(data):
            yield from _tar(io.BytesIO(data), budget, within=within)
        elif data.startswith(GZIP_START):
            yield from _gzip(data, budget, within=within, called=called)
        else:
            raise ReadError("is no archive that can be read", path=budget.name, remedy=_REMEDY)
    except _DAMAGED as error:
        reason = re.sub(r"\s+", " ", str(error))[:200]
        raise ReadError(f"damaged: can't be unpacked: {reason}", path=budget.name, remedy="fetch it again") from error


def _zip(data: bytes, budget: _Budget, *, within: str) -> Iterator[Member]:
    if zip_entries(data) > budget.members:
        raise budget.refused(f"it holds more than {budget.options.members} files")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = {}
        for info in archive.infolist():
            budget.count()
            name = _checked(_zip_name(info), budget)
            if info.is_dir():
                continue
            if name in infos:
                raise budget.refused(f"two of its files have the name {name!r}")
            mode = info.external_attr >> 16
            if stat.S_ISLNK(mode) or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)):
                raise budget.refused(f"its file {name!r} is a link or a device")
            if info.flag_bits & 1:
                raise budget.refused(f"its file {name!r} is locked by a password", remedy="pack it without a password")
            infos[name] = info
        _refuse_overlap(list(infos.values()), budget)
        for name in sorted(infos):
            if _is_wanted(name, budget):
                with archive.open(infos[name]) as stream:
                    yield Member(within + name, _read(stream, budget, name))


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; programs that write it in UTF-8 do not all say so."""
    if not info.flag_bits & 0x800:
        try:
            return info.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return info.filename


def _refuse_overlap(infos: list[zipfile.ZipInfo], budget: _Budget) -> None:
    """Refuse members whose bytes are those of others too: a few kilobytes then unpack to any size."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise budget.refused("its files lie over each other, as in a bomb")
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def _tar(stream: IO[bytes], budget: _Budget, *, within: str) -> Iterator[Member]:
    seen = set()
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for info in archive:
            budget.count()
            name = _checked(info.name, budget)
            if info.isdir():
                continue
            if not info.isreg() or info.issparse():
                raise budget.refused(f"its file {name!r} is a link or a device")
            if name in seen:
                raise budget.refused(f"two of its files have the name {name!r}")
            seen.add(name)
            content = archive.extractfile(info) if _is_wanted(name, budget) else None
            if content is not None:
                yield Member(within + name, _read(content, budget, name))


def _gzip(data: bytes, budget: _Budget, *, within: str, called: str) -> Iterator[Member]:
    inner = PurePosixPath(called.replace("\\", "/").rpartition(BETWEEN)[2]).name
    name = re.sub(r"\.gz$", "", inner, flags=re.IGNORECASE)
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        head = stream.read(_CHUNK)
        stream.seek(0)
        if is_tar(head) or name.lower().endswith((".tgz", ".tar")):
            yield from _tar(_Bounded(stream, budget), budget, within=within)
            return
        budget.count()
        yield Member(within + (name or "text"), _read(stream, budget, name))


class _Bounded(io.RawIOBase):
    """What a compressed tar gives, counted: its headers can be bombs as well as its files."""

    def __init__(self, stream: gzip.GzipFile, budget: _Budget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, a chunk of them at most."""
        data = self._stream.read(min(size, _CHUNK) if size >= 0 else _CHUNK)
        self._budget.take(len(data))
        return data


def _read(stream: IO[bytes], budget: _Budget, name: str) -> bytes:
    chunks, size = [], 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        budget.take(len(chunk))
        if size > MAX_INPUT_BYTES:
            raise budget.refused(f"its file {name!r} is larger than {MAX_INPUT_BYTES >> 20} MiB")
        chunks.append(chunk)
    return b"".join(chunks)


def _checked(name: str, budget: _Budget) -> str:
    """Return the name of a member in plain form; raise `ReadError` for one that leads out of the archive."""
    plain = name.replace("\\", "/")
    parts = plain.split("/")
    if plain.startswith("/") or _DRIVE.match(plain) or ".." in parts or "\0" in plain or not plain.strip("/. "):
        if plain.strip("/") == ".":
            return "."
        raise budget.refused(f"its file {name[:200]!r} has a name that leads out of the archive")
    return "/".join(part for part in parts if part not in ("", "."))


def _is_wanted(name: str, budget: _Budget) -> bool:
    """Say whether a member is a document or an archive by its name; one that is not hidden is noted otherwise."""
    if any(part.startswith(".") or part == "__MACOSX" for part in name.split("/")):
        return False
    if not is_known(name):
        budget.passed_over.append(name)
        return False
    return True
