"""Keep graphs in an Oxigraph store on disk, and answer queries over them."""

from kg.store.folder import GraphFolder
from kg.store.queries import SavedQuery, list_queries, load_query
from kg.store.results import QueryResult
from kg.store.swap import aside

__all__ = ["GraphFolder", "QueryResult", "SavedQuery", "aside", "list_queries", "load_query"]
