"""Write Turtle and TriG, and read it, by Oxigraph's serialiser, from lines of N-Triples and N-Quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import Quad, RdfFormat, parse, serialize
from pyoxigraph import Triple as OxigraphTriple

from kg.names import RDF
from kg.prefixes import PREFIXES
from kg.store.rdf import Stream, to_triple
from kg.triples import Term, Triple, Triples, write_term

_PREFIX = b"@prefix "
_AT_ONCE = 500


def write_turtle(lines: Iterable[str]) -> bytes:
    """Return Turtle of lines of N-Triples in their order, in which those of a subject stand together."""
    return _write(lines, RdfFormat.N_TRIPLES, RdfFormat.TURTLE)


def write_trig(lines: Iterable[str]) -> bytes:
    """Return TriG of lines of N-Quads in their order, in which those of a graph stand together."""
    return _write(lines, RdfFormat.N_QUADS, RdfFormat.TRIG)


def _write(lines: Iterable[str], given: RdfFormat, wanted: RdfFormat) -> bytes:
    """Return lines in another format, with the prefixes sorted: Oxigraph writes them in another order at every run."""
    statements: Iterable[Quad | OxigraphTriple] = parse(Stream(_pieces(lines)), format=given)
    if given == RdfFormat.N_TRIPLES:
        statements = (quad.triple for quad in statements)
    data = serialize(statements, format=wanted, prefixes=PREFIXES) or b""
    end = 0
    while data.startswith(_PREFIX, end):
        end = data.index(b"\n", end) + 1
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items()))
    return head.encode("utf-8") + b"\n" + data[end:]


def _pieces(lines: Iterable[str]) -> Iterator[bytes]:
    """Yield lines as bytes, some hundreds at a time."""
    rest = iter(lines)
    while some := list(islice(rest, _AT_ONCE)):
        yield "".join(some).encode("utf-8")


def read_turtle(data: bytes) -> Triples:
    """Return the triples of Turtle, blank nodes as `_:` and a name; raises `SyntaxError` for what is none."""
    return Triples(to_triple(quad) for quad in parse(data, format=RdfFormat.TURTLE))


def read_term(written: str) -> Term:
    """Return the term that N-Triples writes so; raises `SyntaxError` for what is none."""
    (quad,) = parse(f"<urn:s> <urn:p> {written} .".encode(), format=RdfFormat.N_TRIPLES)
    return to_triple(quad)[2]


def iter_ordered(triples: Triples) -> Iterator[Triple]:
    """Yield triples by subject, each with its classes first, then by predicate and object."""
    for subject in sorted(triples.nodes):
        found = triples.nodes[subject]
        for predicate in sorted(found, key=lambda name: (name != RDF.type, name)):
            objects = found[predicate]
            for obj in objects if len(objects) == 1 else sorted(objects, key=write_term):
                yield subject, predicate, obj
