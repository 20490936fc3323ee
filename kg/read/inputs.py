"""Find the files that inputs stand for, and read the bytes of regular files within bounds."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO

from kg import remote_files
from kg.config import GRAPH_FOLDER_MARKER, MAX_INPUT_BYTES
from kg.errors import KgError, ReadError, RemoteError, UnsupportedError
from kg.read.registry import KNOWN_ENDINGS, is_known
from kg.remote_files import RemoteFile, is_remote

SPLIT = "split it into documents"
_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


InputFile = Path | RemoteFile
"""A file on this machine, or one at an address."""


@dataclass(slots=True)
class Found:
    """Files to read (each once), files of folders that no reader is for, and what went wrong."""

    files: list[InputFile] = field(default_factory=list)
    passed_over: list[InputFile] = field(default_factory=list)
    errors: list[KgError] = field(default_factory=list)


def find_files(inputs: Iterable[str | PathLike[str]]) -> Found:
    """Return the files that `inputs` name, folders walked in sorted order without hidden files."""
    found, seen = Found(), set()
    for item in inputs:
        if is_remote(item):
            files = [file for file in _expand_remote(str(item), found) if file.address not in seen]
            seen.update(file.address for file in files)
            found.files += files
            continue
        for file in _expand(Path(fspath(item)), found):
            try:
                status = _status(file)
            except ReadError as error:
                found.errors.append(error)
                continue
            if (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                found.files.append(file)
    return found


def read_bytes(path: InputFile) -> bytes:
    """Return the bytes of a regular file; raise `ReadError` for anything else, too large or unreadable."""
    if isinstance(path, RemoteFile):
        if path.size > MAX_INPUT_BYTES:
            raise ReadError(too_large(path.size), path=path, remedy=SPLIT)
        return remote_files.read(path.address)
    status = _status(path)
    for is_kind, what in _KINDS:
        if is_kind(status.st_mode):
            raise ReadError(f"is {what}, not a file", path=path, remedy="give a file, or - for standard input")
    if status.st_size > MAX_INPUT_BYTES:
        raise ReadError(too_large(status.st_size), path=path, remedy=SPLIT)
    try:
        with open(path, "rb") as stream:
            data = stream.read(MAX_INPUT_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > MAX_INPUT_BYTES:
        raise ReadError(too_large(len(data)), path=path, remedy=SPLIT)
    return data


def read_standard_input(stream: BinaryIO | None = None) -> bytes:
    """Return the bytes of standard input (of `stream` where one is given); raise `ReadError` where there are none."""
    name = "standard input"
    source = stream or getattr(sys.stdin, "buffer", sys.stdin)
    if source is None:
        raise ReadError("is closed", path=name, remedy="pipe a text into it, or name a file")
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.set_blocking(source.fileno(), True)  # else what has not come yet would be left out
    try:
        data = source.read(MAX_INPUT_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    data = data.encode("utf-8") if isinstance(data, str) else data
    if len(data) > MAX_INPUT_BYTES:
        raise ReadError(too_large(len(data)), path=name, remedy=SPLIT)
    return data


def too_large(size: int) -> str:
    """Say that `size` bytes are more than an input may have."""
    return f"is larger than {MAX_INPUT_BYTES >> 20} MiB ({size >> 20} MiB)"


def _expand(path: Path, found: Found) -> list[Path]:
    """Return the files that `path` stands for: itself, or the documents below a folder."""
    if not os.path.isdir(path):
        return [path]
    before = len(found.errors)
    files, others = _walk(path, found.errors)
    found.passed_over.extend(others)
    if not files and len(found.errors) == before:
        found.errors.append(_holds_none(path, len(others)))
    return files


def _expand_remote(address: str, found: Found) -> list[RemoteFile]:
    """Return the files that an address stands for: itself, or the documents below it, as of a folder."""
    try:
        if (file := remote_files.find_file(address)) is not None:
            return [file]
        below = remote_files.list_files(address)
    except (RemoteError, UnsupportedError) as error:
        found.errors.append(error)
        return []
    marker = f"/{GRAPH_FOLDER_MARKER}"
    graphs = tuple(file.way.removesuffix(marker) + "/" for file in below if file.way.endswith(marker))
    below = [file for file in below if not f"/{file.way}".count("/.") and not file.way.startswith(graphs)]
    files = [file for file in below if is_known(file.name)]
    found.passed_over += (file for file in below if not is_known(file.name))
    if not files:
        found.errors.append(_holds_none(address, len(below)))
    return files


def _holds_none(place: Path | str, others: int) -> ReadError:
    """Return the error that a folder has no documents, though so many other files."""
    there = f", {others} other files" if others else ""
    remedy = f"documents end in {' '.join(KNOWN_ENDINGS)}; name other files one by one"
    return ReadError(f"the folder holds no documents{there}", path=place, remedy=remedy)


def _walk(folder: Path, errors: list[ReadError]) -> tuple[list[Path], list[Path]]:
    """Return the documents and the other files below `folder`; hidden ones and graph folders are left out."""
    files, others = [], []
    for parent, folders, names in os.walk(folder, onerror=lambda error: errors.append(_unreadable(None, error))):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not Path(parent, name, GRAPH_FOLDER_MARKER).exists()
        )
        for name in sorted(names):
            if not name.startswith("."):
                known = is_known(name)
                (files if known else others).append(Path(parent, name))
    return files, others


def _status(path: Path) -> os.stat_result:
    try:
        return os.stat(path)
    except FileNotFoundError as error:
        raise ReadError("does not exist", path=path, remedy="check the name") from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path | str | None, error: OSError | ValueError) -> ReadError:
    reason = getattr(error, "strerror", None) or str(error)
    return ReadError(
        f"cannot be read: {reason}",
        path=path or getattr(error, "filename", None),
        remedy="check its name and permissions",
    )
