"""Go between triples of plain values and the store: loaded as lines, read back as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, parse, serialize
from pyoxigraph import Literal as OxigraphLiteral

from kg.config import ONTOLOGY_IRI
from kg.prefixes import PREFIXES
from kg.resources import ontology_path
from kg.triples import Literal, Triple, write_lines

_XSD = PREFIXES["xsd"]
_STRING, _LANGUAGE = _XSD + "string", PREFIXES["rdf"] + "langString"
_OFFSETS = frozenset({PREFIXES["nif"] + "beginIndex", PREFIXES["nif"] + "endIndex"})


GATHERED = 16_000_000
"""So many characters of N-Quads are gathered before they are loaded: few files in the store, and little memory."""
LOADED_AT_ONCE = 100_000_000
"""So many bytes of N-Quads are loaded in one go; that takes four times as much memory."""


class Loader:
    """Adds graphs to a store in bulk, each triple to the merge in the default graph too; `close` loads what is left."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._pieces: list[str] = []
        self._length = 0

    def add(self, name: str, triples: Iterable[Triple]) -> None:
        """Add triples to the named graph `name`."""
        self.add_lines(name, "".join(write_lines(dict.fromkeys(triples))))

    def add_lines(self, name: str, lines: str) -> None:
        """Add N-Triples to the named graph `name`; a line feed stands at the end of a line only."""
        self._pieces += (lines, lines.replace(" .\n", f" <{name}> .\n"))
        self._length += 2 * len(lines)
        if self._length >= GATHERED:
            self.close()

    def close(self) -> None:
        """Load what was gathered."""
        if self._pieces:
            self.store.bulk_load("".join(self._pieces).encode("utf-8"), format=RdfFormat.N_QUADS)
        self._pieces, self._length = [], 0


class Stream:
    """Gives pieces of bytes as a file, so that they are never in memory at once."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = memoryview(b"")

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes, none at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = memoryview(piece)
        data, self._left = self._left[:size], self._left[size:]
        return bytes(data)


def batch(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """Yield a piece and as many more of the rest as are loaded at once."""
    yield first
    length = len(first)
    while length < LOADED_AT_ONCE and (piece := next(rest, None)) is not None:
        length += len(piece)
        yield piece


def ontology_quads() -> bytes:
    """Return the ontology as N-Quads, in its own graph and in the merge."""
    lines: list[bytes] = []
    for name in ("policy.ttl", "sectors.ttl"):
        quads = parse(path=str(ontology_path() / name), format=RdfFormat.TURTLE, rename_blank_nodes=True)
        lines += (serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b"").splitlines(True)
    named = (line.removesuffix(b" .\n") + f" <{ONTOLOGY_IRI}> .\n".encode() for line in lines)
    return b"".join([*named, *lines])


def dump_graph(store: Store, name: str) -> str:
    """Return a named graph as N-Triples, as the store keeps it."""
    return (store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(name)) or b"").decode("utf-8")


def read_triples(store: Store, name: str) -> Iterator[Triple]:
    """Yield the triples of a named graph; offsets have the datatype of NIF again, which the store keeps as integers."""
    for quad in store.quads_for_pattern(None, None, None, NamedNode(name)):
        yield to_triple(quad)


def to_triple(quad: Quad) -> Triple:
    """Return a quad's triple in plain values."""
    predicate, obj = quad.predicate.value, quad.object
    if not isinstance(obj, OxigraphLiteral):
        return _name(quad.subject), predicate, _name(obj)
    datatype = obj.datatype.value
    if datatype == _STRING:
        return _name(quad.subject), predicate, Literal(obj.value)
    if datatype == _LANGUAGE:
        return _name(quad.subject), predicate, Literal(obj.value, language=obj.language)
    if predicate in _OFFSETS:
        datatype = _XSD + "nonNegativeInteger"
    return _name(quad.subject), predicate, Literal(obj.value, datatype)


def _name(term: NamedNode | BlankNode) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
