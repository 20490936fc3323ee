"""Write a file aside and move it into place: it appears whole or not at all; press or pack data and take it out."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import ExportError, StoreError

_LEVEL = 3
_AT_ONCE = 8 << 20
_IN_MEMORY = 32 << 20
"""So many bytes are compressed in memory; more go through a file."""
_SHOWN = 32
"""So many characters of its name begin the name of the file beside, which may not be longer than its own may be."""


def write_atomically(path: str | Path, data: bytes | str) -> Path:
    """Write `data` (text as UTF-8) to `path` through a file beside it; raises `ExportError` naming the path.

    A link is followed. What is no plain file (a pipe, a device such as /dev/null) is written to, never replaced.
    """
    import tempfile

    raw = data.encode("utf-8") if isinstance(data, str) else data
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # /dev/stdout leads to no name where it is a pipe
            Path(path).write_bytes(raw)
            return Path(path)
        target = Path(os.path.realpath(path))
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:_SHOWN]}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except (OSError, ValueError) as error:
        raise ExportError(
            f"cannot be written: {getattr(error, 'strerror', None) or error}",
            path=path,
            remedy="name a file in a folder that is there and may be written to",
        ) from error
    return Path(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip archive of files by name, the same bytes every time: each as old as the format allows."""
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def pack_folder(folder: Path) -> bytes:
    """Return a zip archive of the files below a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return pack((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)


def unpack_folder(data: bytes, folder: Path) -> None:
    """Make the folder that was packed; it appears whole. Raises `StoreError` for what is no archive."""
    import shutil
    import zipfile

    aside = folder.parent / f"{folder.name}.{os.getpid()}"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            archive.extractall(aside)
        os.rename(aside, folder)
    except (OSError, zipfile.BadZipFile) as error:
        raise StoreError(
            f"can't be unpacked: {error}", path=folder, remedy="make room, then run the same again"
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def compress(data: bytes) -> bytes:
    """Return data in a frame of zstd that tells its length and a checksum, the same bytes every time."""
    import zstandard

    return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(data)


def write_compressed(path: Path, pieces: Iterable[bytes]) -> None:
    """Write pieces as one frame as `compress` makes it; where they are much, by way of a file beside."""
    import tempfile

    import zstandard

    with tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=path.parent) as gathered:
        for piece in pieces:
            gathered.write(piece)
        size = gathered.tell()
        gathered.seek(0)
        if size <= _IN_MEMORY:
            path.write_bytes(compress(gathered.read()))
            return
        with open(path, "wb") as file:
            zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).copy_stream(gathered, file, size=size)


def read_compressed(path: str | Path) -> bytes:
    """Return what a file written by `compress` holds; raises `StoreError` where it is cut, changed, or not there."""
    import zstandard

    try:
        return zstandard.ZstdDecompressor().decompress(Path(path).read_bytes())
    except (OSError, zstandard.ZstdError) as error:
        raise _damaged(path, error) from error


def read_lines(path: str | Path) -> Iterator[str]:
    """Yield the lines of a file written by `compress`, few of them in memory; raises `StoreError` as it does."""
    with _reading(path) as reader:
        yield from io.TextIOWrapper(reader, encoding="utf-8", newline="\n")


def read_pieces(path: str | Path) -> Iterator[bytes]:
    """Yield what `read_lines` does as bytes, in pieces of many whole lines."""
    with _reading(path) as reader:
        rest = b""
        while block := reader.read(_AT_ONCE):
            cut = block.rfind(b"\n") + 1
            if cut:
                yield rest + block[:cut]
            rest = block[cut:] if cut else rest + block
        if rest:
            yield rest


@contextmanager
def _reading(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file written by `compress`, to be read to its end; raises `StoreError` as `read_compressed` does."""
    import zstandard

    try:
        with open(path, "rb") as file:
            length = zstandard.frame_content_size(file.read(18))
            file.seek(0)
            reader = zstandard.ZstdDecompressor().stream_reader(file)
            yield reader
            if reader.tell() != length:
                raise _damaged(path, "it is cut off")
    except (OSError, ValueError, zstandard.ZstdError) as error:
        raise _damaged(path, error) from error


def _damaged(path: str | Path, error: object) -> StoreError:
    return StoreError(f"can't be read: {error}", path=path, remedy="remove its folder, and build its documents again")
