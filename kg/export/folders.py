"""Write what needs a whole graph folder, its texts and report too; `FOLDER_EXPORTERS` names the formats."""

from __future__ import annotations

from collections.abc import Callable

from kg.export.akoma import write_akoma
from kg.export.crate import write_crate
from kg.export.facts import read_facts
from kg.export.web_annotations import write_annotations
from kg.store import GraphFolder

FolderExporter = Callable[[GraphFolder], bytes]


def read_texts(folder: GraphFolder) -> dict[str, str]:
    """Return the source texts of a folder by document IRI, empty those that were not kept."""
    return {document: folder.text(document) for document in folder.documents}


def to_annotations(folder: GraphFolder) -> bytes:
    """Return all citations as Web Annotations."""
    return write_annotations(read_facts(folder), read_texts(folder))


def to_akoma(folder: GraphFolder) -> bytes:
    """Return the documents as Akoma Ntoso 3.0."""
    return write_akoma(read_facts(folder), read_texts(folder))


FOLDER_EXPORTERS: dict[str, FolderExporter] = {
    "annotations": to_annotations,
    "akn": to_akoma,
    "ro-crate": write_crate,
}
FOLDER_SUFFIXES = {"annotations": "annotations.jsonld", "akn": "akn.xml", "ro-crate": "crate.zip"}
