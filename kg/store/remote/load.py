"""Send a graph folder to a SPARQL 1.1 store: the ontology, then each document's graph in the place of its old one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pyoxigraph import NamedNode, RdfFormat, serialize

from kg.config import ONTOLOGY_IRI
from kg.errors import EndpointError, StoreError
from kg.store.graphs.folder import GraphFolder
from kg.store.remote.endpoint import Endpoint

CHUNK_TRIPLES = 1000
CHUNK_BYTES = 1_000_000
"""Of an update; Virtuoso compiles no more than some thousands of triples at once."""


def load(
    folder: GraphFolder,
    endpoint: Endpoint,
    *,
    graphs: Sequence[str] = (),
    after: str = "",
    graph_store: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> dict[str, int]:
    """Send `graphs` (all without any), those behind `after` in their order; return how many triples each has.

    By the Graph Store Protocol, or by updates in chunks: several chunks fill a graph beside, which then takes the place
    of the old one, so that a failure leaves the old one whole. Raises `EndpointError` that says which graph failed and
    how to go on.
    """
    names = _choose(folder, graphs, after=after)
    sent: dict[str, int] = {}
    for number, name in enumerate(names):
        if progress:
            progress(name, number, len(names))
        lines = _lines(folder, name)
        try:
            if graph_store:
                endpoint.put(name, b"".join(lines))
            else:
                for update in updates(name, lines):
                    endpoint.update(update)
        except EndpointError as error:
            raise EndpointError(
                f"{error}; failed at graph {name}, {number} of {len(names)} graphs are sent",
                remedy="run the same command again" + (f" with --after {names[number - 1]}" if number else ""),
                graph=name,
                sent=number,
            ) from error
        sent[name] = len(lines)
    return sent


def _choose(folder: GraphFolder, graphs: Sequence[str], *, after: str) -> list[str]:
    """Return the names of the graphs to send; raises `StoreError` for one that is not there."""
    every = [ONTOLOGY_IRI, *folder.documents]
    for name in [*graphs, *([after] if after else [])]:
        if name not in every:
            raise StoreError(f"there is no graph {name}", path=folder.path, remedy=f"graphs: {', '.join(every[:10])}")
    chosen = [name for name in every if not graphs or name in graphs]
    return [name for name in chosen if not after or every.index(name) > every.index(after)]


def _lines(folder: GraphFolder, name: str) -> list[bytes]:
    """Return a graph as lines of N-Triples, sorted."""
    quads = folder.store.quads_for_pattern(None, None, None, NamedNode(name))
    data = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return sorted(data.splitlines(keepends=True))


def updates(name: str, lines: Sequence[bytes]) -> Iterator[str]:
    """Yield the SPARQL updates that put N-Triples in the place of a graph."""
    chunks = list(_chunks(lines))
    if len(chunks) <= 1:
        yield f"DROP SILENT GRAPH <{name}> ;\n{_insert(name, chunks[0] if chunks else b'')}"
        return
    beside = f"{name}#loading"
    for number, chunk in enumerate(chunks):
        yield ("" if number else f"DROP SILENT GRAPH <{beside}> ;\n") + _insert(beside, chunk)
    yield f"DROP SILENT GRAPH <{name}> ;\nMOVE GRAPH <{beside}> TO GRAPH <{name}>"


def _insert(name: str, triples: bytes) -> str:
    return f"INSERT DATA {{ GRAPH <{name}> {{\n{triples.decode('utf-8')}}} }}"


def _chunks(lines: Sequence[bytes]) -> Iterator[bytes]:
    """Yield lines put together, so many that a chunk keeps within its limits (a longer line stands alone)."""
    chunk: list[bytes] = []
    size = 0
    for line in lines:
        if chunk and (len(chunk) == CHUNK_TRIPLES or size + len(line) > CHUNK_BYTES):
            yield b"".join(chunk)
            chunk, size = [], 0
        chunk.append(line)
        size += len(line)
    if chunk:
        yield b"".join(chunk)
