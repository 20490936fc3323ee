"""Write Turtle and TriG, and read it, by Oxigraph's serialiser, from lines of N-Triples and N-Quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import RdfFormat, parse, serialize

from kg.names import RDF
from kg.prefixes import PREFIXES
from kg.store.rdf import to_triple
from kg.triples import Term, Triple, Triples, write_term

_PREFIX = b"@prefix "


def write_turtle(lines: Iterable[str]) -> bytes:
    """Return Turtle of lines of N-Triples, in their order."""
    quads = parse("".join(lines).encode("utf-8"), format=RdfFormat.N_TRIPLES)
    return _in_order(serialize((quad.triple for quad in quads), format=RdfFormat.TURTLE, prefixes=PREFIXES))


def write_trig(lines: Iterable[str]) -> bytes:
    """Return TriG of lines of N-Quads, in their order."""
    quads = parse("".join(lines).encode("utf-8"), format=RdfFormat.N_QUADS)
    return _in_order(serialize(quads, format=RdfFormat.TRIG, prefixes=PREFIXES))


def read_turtle(data: bytes) -> Triples:
    """Return the triples of Turtle, blank nodes as `_:` and a name; raises `SyntaxError` for what is none."""
    return Triples(to_triple(quad) for quad in parse(data, format=RdfFormat.TURTLE))


def read_term(written: str) -> Term:
    """Return the term that N-Triples writes so; raises `SyntaxError` for what is none."""
    (quad,) = parse(f"<urn:s> <urn:p> {written} .".encode(), format=RdfFormat.N_TRIPLES)
    return to_triple(quad)[2]


def _in_order(data: bytes | None) -> bytes:
    """Return Turtle or TriG with its prefixes sorted, which Oxigraph writes in another order in every process."""
    data = data or b""
    end = 0
    while data.startswith(_PREFIX, end):
        end = data.index(b"\n", end) + 1
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items()))
    return head.encode("utf-8") + b"\n" + data[end:]


def iter_ordered(triples: Triples) -> Iterator[Triple]:
    """Yield triples by subject, each with its classes first, then by predicate and object."""
    for subject in sorted(triples.nodes):
        found = triples.nodes[subject]
        for predicate in sorted(found, key=lambda name: (name != RDF.type, name)):
            objects = found[predicate]
            for obj in objects if len(objects) == 1 else sorted(objects, key=write_term):
                yield subject, predicate, obj
