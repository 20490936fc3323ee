"""Read and write files at addresses such as `s3://bucket/folder`: on any file system that fsspec has.

The one place that knows fsspec, which comes with the extra `remote` (with s3fs for S3); other systems need the package
that fsspec names. Who may read there, and where an S3 other than Amazon's is, says the environment as for other tools:
AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, RemoteError, UnsupportedError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_ADDRESS = re.compile(r"(?!https?:|file:)[a-z][a-z0-9+.-]+://.+")
_MARKS = ("ETag", "etag", "md5Hash", "content_md5")
"""What file systems tell of a file's bytes that is another when these are."""
_CREDENTIALS = re.compile(r"credentials|token|signature|access ?denied|forbidden|permission", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file at an address, its size in bytes; `mark` tells its state from others, empty where nothing does.

    `way` leads to it from the address that was listed.
    """

    address: str
    size: int
    mark: str = ""
    way: str = ""

    @property
    def name(self) -> str:
        """Return its name, the last part of the address."""
        return self.address.rpartition("/")[2]

    def __str__(self) -> str:
        return self.address


def is_remote(place: str | PathLike[str]) -> bool:
    """Say whether a place is an address on another file system: not a path, not a page of the web."""
    return isinstance(place, str) and _ADDRESS.fullmatch(place) is not None


def join(address: str, *parts: str) -> str:
    """Return the address of what lies below an address."""
    return "/".join((address.rstrip("/"), *parts))


def list_files(address: str) -> list[RemoteFile]:
    """Return the files below an address, sorted by it; none where nothing is, or a file itself.

    Raises `RemoteError`, as all here do, where the place can't be reached or isn't there.
    """
    system, path = _open(address)
    with _errors(address):
        system.invalidate_cache()
        found = system.find(path, detail=True)
        start = path.rstrip("/") + "/"
        below = ((name, told) for name, told in found.items() if name.startswith(start))
        files = [_file(system, name, told, start=start) for name, told in below if told.get("type") == "file"]
    return sorted(files, key=lambda file: file.address)


def find_file(address: str) -> RemoteFile | None:
    """Return the file at an address, None where there is none."""
    system, path = _open(address)
    try:
        with _errors(address):
            system.invalidate_cache()
            told = system.info(path)
            return _file(system, path, told) if told["type"] == "file" else None
    except RemoteError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise


def read(address: str) -> bytes:
    """Return the bytes of a file."""
    system, path = _open(address)
    with _errors(address):
        return system.cat_file(path)


def write(address: str, data: bytes) -> None:
    """Write a file, which appears whole."""
    system, path = _open(address)
    with _errors(address):
        system.pipe_file(path, data)


def download(address: str, files: Sequence[tuple[str, Path]]) -> None:
    """Fetch files below an address, each by its way from there, to paths whose folders are there; many at once."""
    system, path = _open(address)
    if files:
        with _errors(address):
            system.get([join(path, way) for way, _ in files], [str(target) for _, target in files])


def upload(address: str, files: Sequence[tuple[Path, str]]) -> None:
    """Put files to their ways below an address; many at once."""
    system, path = _open(address)
    if files:
        with _errors(address):
            system.put([str(source) for source, _ in files], [join(path, way) for _, way in files])


def remove(address: str, ways: Sequence[str]) -> None:
    """Remove files below an address."""
    system, path = _open(address)
    for way in ways:
        with _errors(join(address, way)):
            system.rm_file(join(path, way))


def _open(address: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system of an address and the path on it; raises `UnsupportedError` where it can't be used."""
    remedy = 'pip install "policy-kg[remote]", and for other systems than S3 the package that fsspec needs'
    try:
        import fsspec
    except ImportError as error:
        raise UnsupportedError("fsspec is not installed", path=address, remedy=remedy) from error
    try:
        with _errors(address):
            return fsspec.core.url_to_fs(address)
    except RemoteError as error:
        if isinstance(error.__cause__, ImportError | ValueError):
            raise UnsupportedError(f"can't be used: {error.__cause__}", path=address, remedy=remedy) from error
        raise


def _file(system: AbstractFileSystem, path: str, told: dict[str, Any], *, start: str = "") -> RemoteFile:
    size = int(told.get("size") or 0)
    mark = next((str(told[name]).strip('"') for name in _MARKS if told.get(name)), "")
    way = path.removeprefix(start) if start else ""
    return RemoteFile(system.unstrip_protocol(path), size, f"{mark}-{size}" if mark else "", way)


@contextmanager
def _errors(address: str) -> Iterator[None]:
    """Turn what file systems raise, which has no common base, into `RemoteError`."""
    try:
        yield
    except KgError:
        raise
    except Exception as error:
        said = str(error) or type(error).__name__
        remedy = "check the address, and that the place can be reached"
        if isinstance(error, FileNotFoundError):
            said, remedy = ("is not there" if said in address else said), "check the address; a bucket must be there"
        elif isinstance(error, PermissionError) or _CREDENTIALS.search(said):
            remedy = "log in as other tools do: AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        raise RemoteError(said, path=address, remedy=remedy) from error
