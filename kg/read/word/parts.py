"""Find the parts of a DOCX package by its relations, or under the names that Word gives them."""

from __future__ import annotations

import posixpath
import re

from kg.read.word.package import Package

_KIND = re.compile(r"/(\w+)$")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_NUMBERED = re.compile(r"word/([a-z]+)(\d*)\.xml$")


class Parts:
    """The names of the parts of one package; `document` is that of its text, `by_id` has those that it refers to."""

    def __init__(self, package: Package) -> None:
        self._names = package.names()
        self.by_id: dict[str, str] = {}
        main = self._relations(package, "", "_rels/.rels").get("officeDocument", [])
        self.document = next((name for name in main if name in package), "word/document.xml")
        folder, name = posixpath.split(self.document)
        self._related = self._relations(package, folder, f"{folder}/_rels/{name}.rels")

    def one(self, kind: str) -> str:
        """Return the name of the part of a kind, such as `styles`."""
        return next(iter(self.all(kind)), f"word/{kind}.xml")

    def all(self, kind: str) -> list[str]:
        """Return the names of all parts of a kind, such as `header`, in the order of their numbers."""
        found = self._related.get(kind) or [name for name in self._names if _of_kind(name) == kind]
        return sorted(set(found) & set(self._names), key=lambda name: (len(name), name))

    def _relations(self, package: Package, folder: str, part: str) -> dict[str, list[str]]:
        """Return the names of related parts by kind; those outside of the package are none."""
        root = package.xml(part)
        found: dict[str, list[str]] = {}
        for relation in root.iter(_RELATION) if root is not None else ():
            kind = _KIND.search(relation.get("Type", ""))
            if kind and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                found.setdefault(kind[1], []).append(target.lstrip("/"))
                if folder:
                    self.by_id[relation.get("Id", "")] = target.lstrip("/")
        return found


def _of_kind(name: str) -> str:
    match = _NUMBERED.match(name)
    return match[1] if match else ""
