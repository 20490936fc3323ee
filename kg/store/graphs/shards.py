"""Keep what is made of each document as a shard: its graph as N-Quads, its facts, and what is told of it.

PLACE/unmerged/ has the same three, as they were, of documents whose graphs a decision or a copy changed.

PLACE/shards/SLUG.nq.zst             the graph, one quad a line, each once: subjects sorted, of each the classes first
PLACE/shards/SLUG.facts.jsonl.zst    its facts, in the order of docs/facts.md
PLACE/shards/SLUG.json.zst           what validation found in it, and what its build told of it

Store, Turtle and page of a folder are made of its shards, so that nothing of a document is read back from the store. A
shard is the same bytes every time, and any store of quads can load it (`zstdcat shards/*.nq.zst`).
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, parse

from kg.errors import StoreError
from kg.files import compress, read_compressed, read_lines, read_pieces, write_compressed
from kg.store.graphs.rdf import to_triple
from kg.triples import Triple, Triples

SHARDS, UNMERGED = "shards", "unmerged"
QUADS, FACTS, TOLD = ".nq.zst", ".facts.jsonl.zst", ".json.zst"
Block = tuple[str, tuple[str, ...]]
"""A subject, and its lines of N-Triples."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The shard of the document `name` (its IRI, which ends with its slug) in the folder `place`."""

    place: Path
    name: str
    folder: str = SHARDS

    @property
    def slug(self) -> str:
        """Return the slug of the document."""
        return self.name.rpartition("/")[2]

    def _path(self, ending: str) -> Path:
        return self.place / self.folder / f"{self.slug}{ending}"

    @property
    def is_there(self) -> bool:
        """Say whether the folder has the shard."""
        return all(self._path(ending).is_file() for ending in (QUADS, FACTS, TOLD))

    @property
    def has_facts(self) -> bool:
        """Return whether the folder has the facts of the shard, as a snapshot does without the rest."""
        return self._path(FACTS).is_file()

    def write(self, lines: Iterable[str], *, facts: bytes, told: dict[str, Any]) -> None:
        """Write the shard; `lines` are its N-Triples (`iter_written`), many at a time, `facts` lines of JSON."""
        (self.place / self.folder).mkdir(exist_ok=True)
        quads = (piece.encode("utf-8").replace(b" .\n", self._end) for piece in lines)
        write_compressed(self._path(QUADS), quads)
        self._path(FACTS).write_bytes(compress(facts))
        self._path(TOLD).write_bytes(compress(json.dumps(told, ensure_ascii=False).encode("utf-8")))

    def unlink(self) -> None:
        """Take the shard out of the folder, so that one written anew leaves others with links to it be."""
        for ending in (QUADS, FACTS, TOLD):
            self._path(ending).unlink(missing_ok=True)

    def move(self, folder: str) -> Shard:
        """Move the shard into another folder of the same place, over what is there; return it there."""
        moved = Shard(self.place, self.name, folder)
        (self.place / folder).mkdir(exist_ok=True)
        for ending in (QUADS, FACTS, TOLD):
            self._path(ending).replace(moved._path(ending))
        return moved

    def quads(self) -> bytes:
        """Return the graph as N-Quads."""
        return read_compressed(self._path(QUADS))

    def to_load(self) -> Iterator[bytes]:
        """Yield the graph as N-Quads for a store in its own graph and in the merge, in pieces of whole lines."""
        for piece in read_pieces(self._path(QUADS)):
            yield piece
            yield piece.replace(self._end, b" .\n")

    @property
    def _end(self) -> bytes:
        return f" <{self.name}> .\n".encode()

    def triples(self) -> Triples:
        """Return the triples of the graph."""
        return Triples(to_triple(quad) for quad in parse(self.quads(), format=RdfFormat.N_QUADS))

    def fact_lines(self) -> list[str]:
        """Return the facts, each as a line of JSON."""
        return read_compressed(self._path(FACTS)).decode("utf-8").split("\n")[:-1]

    def told(self) -> dict[str, Any]:
        """Return what was told of the document."""
        path = self._path(TOLD)
        try:
            return json.loads(read_compressed(path))
        except ValueError as error:
            raise StoreError(f"can't be read: {error}", path=path, remedy="build its document again") from error

    def blocks(self) -> Iterator[Block]:
        """Yield each subject with its lines, in the order of subjects; a block at a time is in memory."""
        end = self._end.decode()
        head, lines = "", []
        for line in read_lines(self._path(QUADS)):
            if not line.startswith(head) or not lines:
                if lines:
                    yield head[1:-2], tuple(lines)
                head, lines = line[: line.index("> ") + 2], []
            lines.append(line.removesuffix(end) + " .\n")
        if lines:
            yield head[1:-2], tuple(lines)


def names_in(slug: str) -> list[str]:
    """Return the files of a document's shard, as it is and as it was, as ways from the folder to them."""
    return [f"{folder}/{slug}{ending}" for folder in (SHARDS, UNMERGED) for ending in (QUADS, FACTS, TOLD)]


def merge_blocks(shards: Iterable[Shard]) -> Iterator[tuple[str, Sequence[str], bool]]:
    """Yield what shards hold together: each subject in order with its lines, each once, and whether several state it.

    Of all shards no more than a block each is in memory. The lines are in the order of `iter_ordered`.
    """
    subject, found = "", []
    for head, lines in heapq.merge(*(shard.blocks() for shard in shards), key=_subject):
        if head != subject and found:
            yield _put_together(subject, found)
            found = []
        subject = head
        found.append(lines)
    if found:
        yield _put_together(subject, found)


def _subject(block: Block) -> str:
    return block[0]


def _put_together(subject: str, found: list[tuple[str, ...]]) -> tuple[str, Sequence[str], bool]:
    if len(found) == 1:
        return subject, found[0], False
    lines = {line for some in found for line in some}
    return subject, sorted(lines, key=_order), True


_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def _order(line: str) -> tuple[bool, str, str]:
    """Return what a line is sorted by among those of its subject: classes first, then predicate, then object."""
    _, predicate, obj = line.split(" ", 2)
    return predicate != _TYPE, predicate[1:-1], obj[:-3]


def read_block(lines: Iterable[str]) -> Iterator[Triple]:
    """Yield the triples of lines of N-Triples."""
    return map(to_triple, parse("".join(lines), format=RdfFormat.N_TRIPLES))
