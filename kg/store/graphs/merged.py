"""Keep the merge of all named graphs in the store's default graph, each triple once.

A query sees the merge, as SPARQL and other stores understand a union. Oxigraph's own union goes through the graphs one
by one and gives a triple as often as there are documents that state it, so that a question over shared things would
multiply its rows with the number of documents at every step, and take as long.
"""

from __future__ import annotations

from pyoxigraph import DefaultGraph, NamedNode, Store

_LOSE = """DELETE {{ ?s ?p ?o }} WHERE {{
  GRAPH <{name}> {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != <{name}>) }}
}}"""


def is_merged(store: Store) -> bool:
    """Say whether a store has the merge; one that an older version built may not."""
    return next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None


def remove(store: Store, name: str) -> None:
    """Remove a named graph, and from the merge what no other graph states."""
    if store.contains_named_graph(NamedNode(name)):
        store.update(_LOSE.format(name=NamedNode(name).value))
        store.remove_graph(NamedNode(name))
