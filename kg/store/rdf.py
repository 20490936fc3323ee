"""Go between the terms of rdflib and those of the store."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Literal as RdflibLiteral
from rdflib import URIRef
from rdflib.term import Node

from kg.vocab import NIF, XSD

_OFFSETS = frozenset({NIF.beginIndex, NIF.endIndex})
_STRING = NamedNode(XSD.string)


def to_oxigraph(term: Node) -> NamedNode | Literal:
    """Return a term of rdflib as one of the store."""
    if isinstance(term, RdflibLiteral):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype))) if term.datatype else Literal(str(term))
    return NamedNode(str(term))


def to_rdflib(quad: Quad) -> tuple[URIRef, URIRef, Node]:
    """Return a quad's triple in terms of rdflib; offsets have the datatype of NIF again, not xsd:integer."""
    predicate = URIRef(quad.predicate.value)
    obj = quad.object
    if isinstance(obj, NamedNode):
        value: Node = URIRef(obj.value)
    elif obj.language:
        value = RdflibLiteral(obj.value, lang=obj.language)
    elif predicate in _OFFSETS:
        value = RdflibLiteral(obj.value, datatype=XSD.nonNegativeInteger, normalize=False)
    elif obj.datatype == _STRING:
        value = RdflibLiteral(obj.value)
    else:
        value = RdflibLiteral(obj.value, datatype=URIRef(obj.datatype.value), normalize=False)
    return URIRef(quad.subject.value), predicate, value
