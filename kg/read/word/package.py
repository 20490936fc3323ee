"""Open the ZIP package that a DOCX or OpenDocument file is, and read its parts within bounds."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.read.sniff import ZIP_FAULTS
from kg.read.word.xml import parse_xml

_REMEDY = "open it in the program that made it and save it again"
_CHUNK = 1 << 20


class Package:
    """The parts of a package; all that are read together may have `options.part_bytes` bytes."""

    def __init__(self, data: bytes, name: str, *, options: ReadOptions) -> None:
        self.name = name
        self._left = self._most = options.part_bytes
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self._archive.infolist()
        except ZIP_FAULTS as error:
            raise ReadError(f"damaged: its ZIP package can't be opened: {error}", path=name, remedy=_REMEDY) from error
        if len(infos) > options.members:
            raise ReadError(f"refused: its package has {len(infos)} parts", path=name, remedy=_REMEDY)
        self._infos = {info.filename: info for info in infos}

    def __contains__(self, part: str) -> bool:
        return part in self._infos

    def names(self) -> list[str]:
        """Return the names of all parts, in the order of the package."""
        return list(self._infos)

    def xml(self, part: str) -> etree._Element | None:
        """Return the root of a part, None where the package has no such part."""
        info = self._infos.get(part)
        return None if info is None else parse_xml(self._read(info), self.name, part=part)

    def bytes(self, part: str, *, most: int) -> bytes:
        """Return a part that is no XML; raises `ReadError` for one that is not there, damaged, or of more bytes."""
        info = self._infos.get(part)
        if info is None or info.file_size > most:
            raise ReadError(f"is missing, or of more than {most >> 20} MiB", path=part, remedy=_REMEDY)
        try:
            with self._archive.open(info) as stream:
                return stream.read(most)
        except ZIP_FAULTS as error:
            raise ReadError(f"can't be unpacked: {error}", path=part, remedy=_REMEDY) from error

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & 1:
            raise ReadError("is locked by a password", path=self.name, remedy="save it without a password")
        chunks = []
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise self._too_large()
                    chunks.append(chunk)
        except ZIP_FAULTS as error:
            raise ReadError(
                f"damaged: its part {info.filename} can't be unpacked: {error}", path=self.name, remedy=_REMEDY
            ) from error
        return b"".join(chunks)

    def _too_large(self) -> ReadError:
        return ReadError(
            f"refused: it unpacks to more than {self._most >> 20} MiB of XML",
            path=self.name,
            remedy="split it into documents",
        )
