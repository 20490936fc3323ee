"""Load the SHACL shapes and the ontology that a graph is checked against."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from xml.sax import SAXException

import rdflib
from rdflib import Graph, Namespace
from rdflib.plugins.parsers.notation3 import BadSyntax

from kg.errors import ResourceError, ShapeError
from kg.resources import ontology_path

SHAPES = Namespace("https://w3id.org/policykg/shapes#")
"""Names of our shapes and checks; like the other w3id.org names not registered yet."""

_UNREADABLE = (BadSyntax, OSError, SAXException, ValueError, LookupError, rdflib.exceptions.Error)


def load_graph(paths: Iterable[Path]) -> Graph:
    """Return one graph of several Turtle files; raises `ShapeError` naming the file that cannot be read."""
    graph = Graph()
    for path in paths:
        try:
            graph.parse(path, format="turtle")
        except _UNREADABLE as error:
            raise ShapeError(
                f"cannot be read as Turtle: {error}", path=path, remedy="mend the file or install the package again"
            ) from error
    return graph


def load_shapes(folder: Path | None = None) -> Graph:
    """Return the shapes of a folder, by default those of the package; raises `ShapeError` where there are none."""
    folder = folder or _ontology_folder() / "shapes"
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise ShapeError("no shapes are here", path=folder, remedy="expected *.ttl; install the package again")
    return load_graph(files)


@lru_cache(maxsize=1)
def load_ontology() -> Graph:
    """Return policy.ttl and sectors.ttl as one graph; callers must not change it."""
    folder = _ontology_folder()
    return load_graph((folder / "policy.ttl", folder / "sectors.ttl"))


def _ontology_folder() -> Path:
    try:
        return ontology_path()
    except ResourceError as error:
        raise ShapeError("the ontology folder is missing", remedy=str(error)) from error
