"""Check what several documents state of one thing, where each alone may be right and both together are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.names import ITSRDF, RDF
from kg.store.graphs.shards import read_block
from kg.triples import Triples
from kg.validate.report import Finding
from kg.validate.validator import validate

_TYPE, _MENTION = f"<{RDF.type}>", f"<{ITSRDF.taIdentRef}>"


class SharedCheck:
    """Watches the union of documents go by, and then checks the things that more than one of them states.

    Of the others it keeps what the shapes ask of a thing's neighbours: their classes, and one mention of each entity.
    """

    def __init__(self) -> None:
        self._shared: dict[str, Sequence[str]] = {}
        self._classes: dict[str, list[str]] = {}
        self._mentions: dict[str, str] = {}

    def watch(self, blocks: Iterable[tuple[str, Sequence[str], bool]]) -> Iterator[str]:
        """Yield the lines of N-Triples of all subjects."""
        for subject, lines, shared in blocks:
            if shared:
                self._shared[subject] = lines
            else:
                self._note(subject, lines)
            yield from lines

    def _note(self, subject: str, lines: Sequence[str]) -> None:
        start = len(subject) + 3
        for line in lines:
            if line.startswith(_TYPE, start):
                self._classes.setdefault(subject, []).append(line)
            elif line.startswith(_MENTION, start):
                self._mentions.setdefault(line[start + len(_MENTION) + 2 : -4], line)

    def findings(self) -> list[Finding]:
        """Return what is wrong with the shared things, unsorted."""
        lines = [line for some in self._shared.values() for line in some]
        triples = Triples(read_block(lines))
        about = {str(obj) for _, _, obj in triples if isinstance(obj, str) and obj not in self._shared}
        lines = [line for name in about for line in self._classes.get(name, ())]
        lines += [self._mentions[name] for name in self._shared if name in self._mentions]
        known = Triples.union([triples, Triples(read_block(lines))])
        found = validate(known).findings if self._shared else ()
        return [finding for finding in found if finding.focus_node in self._shared]
