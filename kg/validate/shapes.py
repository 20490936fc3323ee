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
from kg.store.graphs.serialise import read_turtle
from kg.triples import Triples

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
            raise _unreadable(path, error) from error
    return graph


def load_shapes(folder: Path | None = None) -> Graph:
    """Return the shapes of a folder, by default those of the package; raises `ShapeError` where there are none."""
    return load_graph(_find_shapes(folder or _ontology_folder() / "shapes"))


@lru_cache(maxsize=1)
def read_shapes() -> str:
    """Return the Turtle of the shapes of the package; raises `ShapeError` where there are none."""
    return "\n".join(path.read_text(encoding="utf-8") for path in _find_shapes(_ontology_folder() / "shapes"))


def _find_shapes(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise ShapeError("no shapes are here", path=folder, remedy="expected *.ttl; install the package again")
    return files


@lru_cache(maxsize=1)
def load_ontology() -> Triples:
    """Return the triples of policy.ttl and sectors.ttl; callers must not change them."""
    folder = _ontology_folder()
    return Triples(triple for name in ("policy.ttl", "sectors.ttl") for triple in _read(folder / name))


def _read(path: Path) -> Triples:
    try:
        return read_turtle(path.read_bytes())
    except (OSError, SyntaxError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> ShapeError:
    return ShapeError(
        f"cannot be read as Turtle: {error}", path=path, remedy="mend the file or install the package again"
    )


def _ontology_folder() -> Path:
    try:
        return ontology_path()
    except ResourceError as error:
        raise ShapeError("the ontology folder is missing", remedy=str(error)) from error
