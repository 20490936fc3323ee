"""List what the full-text index holds: the things of a graph folder with their names and quotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.config import ONTOLOGY_IRI
from kg.prefixes import PREFIXES
from kg.store.graphs.folder import GraphFolder

_TYPE = PREFIXES["rdf"] + "type"
_LABEL, _ALIAS = PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel"
_MENTIONS, _QUOTED = PREFIXES["itsrdf"] + "taIdentRef", PREFIXES["prov"] + "wasQuotedFrom"
_WORDS, _START, _END = (PREFIXES["nif"] + name for name in ("anchorOf", "beginIndex", "endIndex"))
_POL = PREFIXES["pol"]
_SECTOR, _PREFERRED, _BELOW = _POL + "sector", PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "subClassOf"
_PASSED_OVER = frozenset({_POL + "Responsibility", _POL + "Project", _POL + "PolicyDocument"})
"""Classes that say little: duties, and those that stand beside a closer one."""
_SAID = frozenset({_POL + "Measure", _POL + "Target"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with one of its quotes in one document, and how often the document has this quote of it."""

    node: str
    cls: str
    names: tuple[str, ...]
    quote: str
    start: int | None
    end: int | None
    document: str
    times: int
    kinds: tuple[str, ...] = ()
    """English names of its class, of those above, and of its sectors."""

    @property
    def row(self) -> tuple[str, str, str, str, int | None, int | None, str, int]:
        """Return the entry with its first name, the label, in the place of its names."""
        label = self.names[0] if self.names else self.quote
        return self.node, self.cls, label, self.quote, self.start, self.end, self.document, self.times


def iter_classes(folder: GraphFolder) -> Iterator[tuple[str, str, str]]:
    """Yield the classes of the ontology that have names in vi and en, sorted."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in folder.store.quads_for_pattern(None, NamedNode(_LABEL), None, NamedNode(ONTOLOGY_IRI)):
        if quad.subject.value.startswith(_POL) and quad.subject.value[len(_POL) :][:1].isupper():
            names[quad.subject.value][quad.object.language or ""] = quad.object.value
    for iri in sorted(names):
        yield iri, names[iri].get("vi", ""), names[iri].get("en", "")


def iter_entries(folder: GraphFolder) -> Iterator[Entry]:
    """Yield the entries of every document, in one order; a document's graph is held in memory at a time."""
    english = _english(folder)
    for document in folder.documents:
        quads = folder.store.quads_for_pattern(None, None, None, NamedNode(document))
        yield from sorted(_Reader(document, quads, english).entries(), key=lambda entry: (entry.node, entry.start or 0))


def _english(folder: GraphFolder) -> dict[str, tuple[str, ...]]:
    """Return the English names of the classes, with those of the classes above, and of the sectors, by IRI."""
    own: dict[str, str] = {}
    above: dict[str, list[str]] = defaultdict(list)
    for quad in folder.store.quads_for_pattern(None, None, None, NamedNode(ONTOLOGY_IRI)):
        subject, predicate = quad.subject.value, quad.predicate.value
        if predicate in (_LABEL, _PREFERRED) and quad.object.language == "en":
            own[subject] = quad.object.value
        elif predicate == _BELOW and quad.object.value.startswith(_POL):
            above[subject].append(quad.object.value)
    return {iri: (name, *(own[one] for one in sorted(above[iri]) if one in own)) for iri, name in own.items()}


class _Reader:
    """Gathers by node what the graph of one document says."""

    def __init__(self, document: str, quads: Iterator[Quad], english: dict[str, tuple[str, ...]]) -> None:
        self.document = document
        self.english = english
        self.sectors: dict[str, set[str]] = defaultdict(set)
        self.classes: dict[str, set[str]] = defaultdict(set)
        self.labels: dict[str, set[str]] = defaultdict(set)
        self.aliases: dict[str, set[str]] = defaultdict(set)
        self.spans: dict[str, set[str]] = defaultdict(set)
        self.said: dict[str, dict[str, str]] = defaultdict(dict)
        for quad in quads:
            self._take(quad.subject.value, quad.predicate.value, quad.object.value)

    def _take(self, subject: str, predicate: str, obj: str) -> None:
        if predicate == _TYPE:
            self.classes[subject].add(obj)
        elif predicate == _LABEL:
            self.labels[subject].add(obj)
        elif predicate == _ALIAS:
            self.aliases[subject].add(obj)
        elif predicate == _SECTOR:
            self.sectors[subject].add(obj)
        elif predicate == _MENTIONS:
            self.spans[obj].add(subject)
        elif predicate == _QUOTED:
            self.spans[subject].add(obj)
        elif predicate in (_WORDS, _START, _END):
            self.said[subject][predicate] = obj

    def entries(self) -> Iterator[Entry]:
        """Yield the things that have a class of ours, one entry for each of their different quotes."""
        for node, classes in self.classes.items():
            close = sorted(cls for cls in classes - _PASSED_OVER if cls.startswith(_POL))
            kept = close or sorted(cls for cls in classes & _PASSED_OVER if cls != _POL + "Responsibility")
            if kept:
                yield from self._entries(node, kept[0])

    def _entries(self, node: str, cls: str) -> Iterator[Entry]:
        names = () if cls in _SAID else (*sorted(self.labels[node]), *sorted(self.aliases[node]))
        kinds = () if cls in _SAID else self.english.get(cls, ())
        kinds += tuple(name for sector in sorted(self.sectors[node]) for name in self.english.get(sector, ()))
        quotes = [
            (said[_WORDS], int(said[_START]), int(said[_END]))
            for said in (self.said[span] for span in self.spans[node])
            if _WORDS in said
        ]
        if not quotes:
            yield Entry(node, cls, names, "", None, None, self.document, 1, kinds)
            return
        times = Counter(words for words, _, _ in quotes)
        first: dict[str, tuple[int, int]] = {}
        for words, start, end in sorted(quotes, key=lambda quote: quote[1]):
            first.setdefault(words, (start, end))
        for words, (start, end) in first.items():
            yield Entry(node, cls, names, words, start, end, self.document, times[words], kinds)
