"""Write Turtle and TriG, and read it, by Oxigraph's serialiser, from lines of N-Triples and N-Quads."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import RdfFormat, parse, serialize

from kg.names import RDF
from kg.prefixes import PREFIXES
from kg.store.graphs.rdf import Stream, to_triple
from kg.triples import Term, Triple, Triples, iter_lines, write_term

_PREFIX = b"@prefix "
_AT_ONCE = 500
_HEAD = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in sorted(PREFIXES.items())).encode() + b"\n"
_NAMESPACES = tuple(f"<{namespace}" for namespace in PREFIXES.values())
_PLAIN = frozenset(f"<{PREFIXES['xsd']}{name}>" for name in ("integer", "decimal", "double", "boolean"))
"""The datatypes of which Turtle writes some literals bare."""
_END = " .\n"
_SAME = ('"', "@vi", "@en")
"""What texts end with that look the same in Turtle; other languages come in small letters."""
_WRITTEN_TYPE = f"<{RDF.type}>"
_CONTROL = re.compile("[\x00-\x1f\x7f]")


def write_turtle(lines: Iterable[str]) -> bytes:
    """Return Turtle of lines of N-Triples in their order, in which those of a subject stand together.

    It is what Oxigraph's serialiser makes of them, which is asked only for terms that look otherwise in Turtle.
    """
    short = _Shortener()
    out = io.StringIO()
    before = predicate = ""
    verbs = {_WRITTEN_TYPE: "a"}
    for line in lines:
        head, verb, rest = line.split(" ", 2)
        obj = short(rest[:-3])
        if head == before and verb == predicate:
            out.write(f" , {obj}")
            continue
        predicate = verb
        written = verbs.get(verb)
        if written is None:
            written = verbs[verb] = short(verb)
        if head == before:
            out.write(f" ;\n\t{written} {obj}")
        else:
            out.write(f"{_END if before else ''}{short(head)} {written} {obj}")
            before = head
    return _HEAD + out.getvalue().encode("utf-8") + (_END.encode() if before else b"")


class _Shortener:
    """Says how Turtle writes a term of N-Triples."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __call__(self, written: str) -> str:
        """Return a subject or an object as Turtle writes it."""
        if written[0] == "<":
            return self._ask(written) if written.startswith(_NAMESPACES) else written
        if _CONTROL.search(written):
            return _as_turtle(written)
        if written.endswith(_SAME):
            return written
        if written[-1] != ">":
            return self._ask(written)
        value, _, datatype = written.rpartition("^^")
        return self._ask(written) if datatype in _PLAIN else f"{value}^^{self._ask(datatype)}"

    def _ask(self, written: str) -> str:
        found = self._known.get(written)
        if found is None:
            found = self._known[written] = _as_turtle(written)
        return found


def _as_turtle(written: str) -> str:
    """Return a term as Oxigraph writes it in Turtle."""
    statements = parse(f"<urn:s> <urn:p> {written} .", format=RdfFormat.N_TRIPLES)
    data = serialize((quad.triple for quad in statements), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    return data.decode("utf-8").partition("<urn:s> <urn:p> ")[2].removesuffix(" .\n")


def write_trig(lines: Iterable[str]) -> bytes:
    """Return TriG of lines of N-Quads in their order, in which those of a graph stand together.

    The prefixes are sorted: Oxigraph writes them in another order at every run.
    """
    data = serialize(parse(Stream(_pieces(lines)), format=RdfFormat.N_QUADS), format=RdfFormat.TRIG, prefixes=PREFIXES)
    data, end = data or b"", 0
    while data.startswith(_PREFIX, end):
        end = data.index(b"\n", end) + 1
    return _HEAD + data[end:]


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


def write_ordered(triples: Triples) -> str:
    """Return triples as lines of N-Triples, in the order of `iter_ordered`."""
    return "".join(iter_lines(iter_ordered(triples)))


def iter_written(triples: Triples) -> Iterator[str]:
    """Yield what `write_ordered` returns in pieces of some hundred lines."""
    rest = iter_lines(iter_ordered(triples))
    while some := "".join(islice(rest, _AT_ONCE)):
        yield some


def iter_ordered(triples: Triples) -> Iterator[Triple]:
    """Yield triples by subject, each with its classes first, then by predicate and object."""
    for subject in sorted(triples.nodes):
        found = triples.nodes[subject]
        for predicate in sorted(found, key=lambda name: (name != RDF.type, name)):
            objects = found[predicate]
            for obj in objects if len(objects) == 1 else sorted(objects, key=write_term):
                yield subject, predicate, obj
