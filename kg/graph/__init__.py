"""Turn the facts of a document into RDF, every statement with the characters it was read from."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.build import iter_triples, to_graph
    from kg.graph.run import run_triples

__all__ = ["iter_triples", "run_triples", "to_graph"]
_HOMES = {"iter_triples": "build", "run_triples": "run", "to_graph": "build"}


def __getattr__(name: str) -> object:
    """Import a name on first use: who only reads a graph back needs nothing of what reads texts."""
    if name in _HOMES:
        return getattr(import_module(f"kg.graph.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
