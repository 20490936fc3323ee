"""Keep graphs in an Oxigraph store on disk, and answer queries over them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store.graphs.folder import GraphFolder
    from kg.store.graphs.swap import aside
    from kg.store.questions.queries import SavedQuery, list_queries, load_query
    from kg.store.questions.results import QueryResult

__all__ = ["GraphFolder", "QueryResult", "SavedQuery", "aside", "list_queries", "load_query"]
_HOMES = {
    "GraphFolder": "graphs.folder",
    "QueryResult": "questions.results",
    "SavedQuery": "questions.queries",
    "aside": "graphs.swap",
    "list_queries": "questions.queries",
    "load_query": "questions.queries",
}


def __getattr__(name: str) -> object:
    """Import a name on first use, so that a process that only asks, or only answers, starts fast."""
    if name in _HOMES:
        return getattr(import_module(f"kg.store.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
