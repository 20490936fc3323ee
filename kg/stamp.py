"""Tell by a digest whether a document would give the same again: its text, the options, and all that reads it.

All that reads it are the files of the package with its ontology (code, lexicons, weights, shapes, questions, the parts
of the page), the version of Python and those of the libraries.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from kg.config import Options
from kg.resources import ontology_path

LIBRARIES = ("spacy", "rdflib", "networkx", "pyvis", "pyoxigraph", "pyshacl")
ALSO = ("shacl-rust", "jinja2")
"""Libraries that need not be there, or that only shape the page."""


@lru_cache(maxsize=1)
def stamp_program() -> str:
    """Return the digest of the program: the same for the same files and versions, on any machine."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name in (*LIBRARIES, *ALSO):
        digest.update(f"\0{name} {_version(name)}".encode())
    for name, path in sorted(_files()):
        digest.update(f"\0{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _files() -> Iterator[tuple[str, Path]]:
    """Yield the files of the package and of the ontology, which lies in it or beside it."""
    package, ontology = Path(__file__).resolve().parent, ontology_path().resolve()
    for kind, folder in (("kg", package), ("ontology", ontology)):
        for path in folder.rglob("*"):
            inside = kind == "kg" and path.is_relative_to(ontology)
            if path.is_file() and "__pycache__" not in path.parts and not inside:
                yield f"{kind}/{path.relative_to(folder).as_posix()}", path


class Told(Protocol):
    """A document, or what stands for one whose text lies elsewhere; `digest` is that of all that was read."""

    slug: str
    name: str
    sha256: str
    media_type: str
    digest: str


def stamp_document(document: Told, *, options: Options, decisions: Sequence[str] = ()) -> str:
    """Return the digest of a document as it was read, of the options, the decisions on it, and of the program."""
    read = [document.slug, document.name, document.sha256, document.media_type, document.digest]
    told = [(field.name, getattr(options, field.name)) for field in fields(options)]
    made_of = (stamp_program(), read, told, *([list(decisions)] if decisions else []))
    return hashlib.sha256(repr(made_of).encode("utf-8", "surrogatepass")).hexdigest()
