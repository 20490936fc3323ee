"""Hold RDF as plain values of Python, and write it as lines of N-Triples: what the way from facts to files runs on.

An IRI is a `str`, a literal a `Literal`; there are no blank nodes. rdflib's terms cost ten times as much to make, hash
and write; `kg.graph.convert` leads to them and back for those who want an rdflib graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Literal(NamedTuple):
    """A text with the IRI of its datatype or with its language; with neither it is an `xsd:string`."""

    value: str
    datatype: str = ""
    language: str = ""


Term = str | Literal
Triple = tuple[str, str, Term]

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})


def write_term(term: Term) -> str:
    """Return a term as N-Triples writes it."""
    if isinstance(term, str):
        return f"<{term}>"
    value, datatype, language = term
    words = f'"{value.translate(_ESCAPES)}"'
    if language:
        return f"{words}@{language}"
    return f"{words}^^<{datatype}>" if datatype else words


def iter_lines(triples: Iterable[Triple], *, graph: str = "") -> Iterator[str]:
    """Yield triples as lines of N-Triples, or of N-Quads in the named graph `graph`; each ends with a line feed.

    A text may hold characters at which `str.splitlines` cuts, so keep the lines apart.
    """
    end = f" <{graph}> .\n" if graph else " .\n"
    for subject, predicate, obj in triples:
        yield f"<{subject}> <{predicate}> {write_term(obj)}{end}"


def write_lines(triples: Iterable[Triple], *, graph: str = "") -> list[str]:
    """Return triples as `iter_lines` yields them."""
    return list(iter_lines(triples, graph=graph))


def as_text(term: Term) -> str:
    """Return an IRI, or the text of a literal."""
    return term if isinstance(term, str) else term.value


class Triples:
    """A set of triples that can be asked: by subject and predicate at once, by predicate and object after one pass.

    What is asked comes in the order in which it was given, but the one value of `value`, which is the same whatever the
    order.
    """

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self.nodes: dict[str, dict[str, list[Term]]] = {}
        self._inverse: dict[str, dict[Term, list[str]]] = {}
        self._length = 0
        nodes = self.nodes
        for subject, predicate, obj in dict.fromkeys(triples):
            self._length += 1
            found = nodes.get(subject)
            if found is None:
                nodes[subject] = {predicate: [obj]}
            elif predicate in found:
                found[predicate].append(obj)
            else:
                found[predicate] = [obj]

    @classmethod
    def union(cls, graphs: Iterable[Triples]) -> Triples:
        """Return what several sets hold together; it shares with them all that one of them alone says of a node."""
        union = cls()
        shared: dict[str, list[dict[str, list[Term]]]] = {}
        for graph in graphs:
            for subject, found in graph.nodes.items():
                if union.nodes.setdefault(subject, found) is not found:
                    shared.setdefault(subject, [union.nodes[subject]]).append(found)
            union._length += len(graph)
        for subject, parts in shared.items():
            merged: dict[str, dict[Term, None]] = {}
            for part in parts:
                for predicate, objects in part.items():
                    merged.setdefault(predicate, {}).update(dict.fromkeys(objects))
                    union._length -= len(objects)
            union.nodes[subject] = {predicate: list(objects) for predicate, objects in merged.items()}
            union._length += sum(map(len, merged.values()))
        return union

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Triple]:
        for subject, found in self.nodes.items():
            for predicate, objects in found.items():
                for obj in objects:
                    yield subject, predicate, obj

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """Return the objects of a subject and predicate."""
        return self.nodes.get(subject, {}).get(predicate, [])

    def value(self, subject: str, predicate: str) -> Term | None:
        """Return the object of a subject and predicate, the first as N-Triples sorts them where there are several."""
        objects = self.objects(subject, predicate)
        return objects[0] if len(objects) == 1 else min(objects, key=write_term, default=None)

    def subjects(self, predicate: str, obj: Term) -> list[str]:
        """Return the subjects of a predicate and object."""
        if predicate not in self._inverse:
            inverse: dict[Term, list[str]] = {}
            for subject, found in self.pairs(predicate):
                inverse.setdefault(found, []).append(subject)
            self._inverse[predicate] = inverse
        return self._inverse[predicate].get(obj, [])

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        """Yield the subjects and objects of a predicate."""
        for subject, found in self.nodes.items():
            for obj in found.get(predicate, ()):
                yield subject, obj
