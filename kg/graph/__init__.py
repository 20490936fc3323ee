"""Turn the facts of a document into RDF, every statement with the characters it was read from."""

from kg.graph.build import iter_triples, to_graph
from kg.graph.run import run_triples

__all__ = ["iter_triples", "run_triples", "to_graph"]
