"""Go between triples of plain values and graphs of rdflib, for those who work with these in Python."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from kg.errors import ExportError
from kg.prefixes import PREFIXES
from kg.triples import Literal, Term, Triple, Triples

RdflibTriple = tuple[URIRef, URIRef, Node]


def to_rdflib(triples: Iterable[Triple], *, name: str | None = None) -> Graph:
    """Return an rdflib graph of triples with our prefixes bound, literals as they are written; `name` identifies it."""
    graph = Graph(identifier=URIRef(name) if name else None, bind_namespaces="none")
    bind_prefixes(graph)
    for triple in triples:
        graph.add(to_rdflib_triple(triple))
    return graph


def to_rdflib_triple(triple: Triple) -> RdflibTriple:
    """Return a triple in terms of rdflib."""
    subject, predicate, obj = triple
    return URIRef(subject), URIRef(predicate), to_rdflib_term(obj)


def to_rdflib_term(term: Term) -> Node:
    """Return a term of rdflib; a literal keeps its characters."""
    if isinstance(term, str):
        return URIRef(term)
    value, datatype, language = term
    if language:
        return RdflibLiteral(value, lang=language)
    return RdflibLiteral(value, datatype=URIRef(datatype), normalize=False) if datatype else RdflibLiteral(value)


def bind_prefixes(graph: Graph) -> None:
    """Bind the prefixes that every serialisation and query uses."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True, replace=True)


def to_triples(graph: Graph | Triples, *, blank_nodes: bool = False) -> Triples:
    """Return the triples of an rdflib graph.

    Raises `ExportError` for a blank node, which no graph of ours has; with `blank_nodes` it is called `_:…`.
    """
    if isinstance(graph, Triples):
        return graph
    triples = Triples(tuple(map(_from_rdflib, triple)) for triple in graph)
    if not blank_nodes and (blank := next((node for node in triples.nodes if node.startswith("_:")), None)):
        raise ExportError(f"{blank} is a blank node", remedy="give it an IRI: graphs of kg have no blank nodes")
    return triples


def _from_rdflib(term: Node) -> Term:
    if isinstance(term, RdflibLiteral):
        return Literal(str(term), str(term.datatype or ""), term.language or "")
    return str(term) if isinstance(term, URIRef) else term.n3()
