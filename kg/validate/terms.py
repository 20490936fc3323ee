"""Check a graph against the ontology: every used term is declared, and OWL's classes make sense.

This is what SHACL cannot say in a closed form: undeclared predicates, classes and concepts (ours, and those of the
vocabularies that `kg.vocab` closes), ends of a property of another class than stated, and individuals of two classes
that exclude each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DefinedNamespace
from rdflib.term import Identifier, Node

from kg.validate.report import Finding
from kg.validate.shapes import SHAPES
from kg.validate.vocabulary import Vocabulary, load_vocabulary
from kg.vocab import (
    ACTION,
    DCTERMS,
    ELI,
    ITSRDF,
    MODALITY,
    NIF,
    ORG,
    POL,
    PROV,
    RDF,
    RDFS,
    ROLE,
    SEC,
    SKOS,
    STATUS,
    TIME,
)

OURS = tuple(str(namespace) for namespace in (ACTION, MODALITY, ROLE, STATUS, SEC, POL._NS))
CLOSED: dict[str, type[DefinedNamespace]] = {
    str(namespace._NS): namespace for namespace in (DCTERMS, ELI, ITSRDF, NIF, ORG, PROV, RDF, RDFS, SKOS, TIME)
}


def check_terms(data: Graph, *, vocabulary: Vocabulary | None = None) -> list[Finding]:
    """Return the findings on terms, ends of properties and excluding classes, unsorted."""
    return list(_TermCheck(data, vocabulary or load_vocabulary()).iter_findings())


@dataclass(frozen=True, slots=True)
class _Problem:
    """A kind of finding: the name of its check, its message in two languages with `{}` for the detail."""

    name: str
    severity: str
    message: str
    message_vi: str

    def at(self, focus: Node, *, path: object = "", value: object = "", detail: str = "") -> Finding:
        return Finding(
            self.severity,
            str(focus),
            str(path),
            str(value),
            self.message.format(detail),
            str(SHAPES[self.name]),
            self.message_vi.format(detail),
        )


UNDECLARED = _Problem(
    "DeclaredTerm",
    "Violation",
    "{} is used and not declared: mend its spelling, or declare it in ontology/policy.ttl.",
    "{} được dùng mà chưa khai báo: hãy sửa chính tả hoặc khai báo trong ontology/policy.ttl.",
)
DOMAIN = _Problem(
    "Domain",
    "Violation",
    "The subject is no {}: mend its class or the predicate.",
    "Chủ ngữ không thuộc lớp {}: hãy sửa lớp hoặc vị từ.",
)
RANGE = _Problem(
    "Range",
    "Violation",
    "The value is no {}: mend its class, its datatype or the predicate.",
    "Giá trị không thuộc {}: hãy sửa lớp, kiểu dữ liệu hoặc vị từ.",
)
UNUSUAL_DOMAIN = _Problem("UsualDomain", "Warning", DOMAIN.message, DOMAIN.message_vi)
UNUSUAL_RANGE = _Problem("UsualRange", "Warning", RANGE.message, RANGE.message_vi)
DISJOINT = _Problem(
    "DisjointClasses",
    "Violation",
    "The node is both {}, which exclude each other: keep one class.",
    "Nút đồng thời là {}, hai lớp loại trừ nhau: hãy giữ một lớp.",
)


class _TermCheck:
    """One pass over a graph, with the types of its nodes and the answers already given kept."""

    def __init__(self, data: Graph, vocabulary: Vocabulary) -> None:
        self.data = data
        self.vocabulary = vocabulary
        self.types: dict[Node, frozenset[Identifier]] = {}
        self.declared: dict[Identifier, bool] = {}

    def iter_findings(self) -> Iterator[Finding]:
        """Yield every finding."""
        stated: defaultdict[Node, set[Identifier]] = defaultdict(set)
        for subject, cls in self.data.subject_objects(RDF.type):
            stated[subject].add(cls)
        closures: dict[frozenset[Identifier], frozenset[Identifier]] = {}
        for subject, classes in stated.items():
            key = frozenset(classes)
            if key not in closures:
                closures[key] = self.vocabulary.closure(key)
            self.types[subject] = closures[key]
        yield from self._iter_disjoint()
        for subject, predicate, obj in self.data:
            yield from self._iter_undeclared(subject, predicate, obj)
            yield from self._iter_misplaced(subject, predicate, obj)

    def _iter_disjoint(self) -> Iterator[Finding]:
        clashes: dict[frozenset[Identifier], list[str]] = {}
        for subject, classes in self.types.items():
            if classes not in clashes:
                clashes[classes] = [
                    f"{_short(one)} and {_short(other)}"
                    for one, other in self.vocabulary.disjoint
                    if one in classes and other in classes
                ]
            for clash in clashes[classes]:
                yield DISJOINT.at(subject, path=RDF.type, detail=clash)

    def _iter_undeclared(self, subject: Node, predicate: Node, obj: Node) -> Iterator[Finding]:
        if not self._is_declared(predicate):
            yield UNDECLARED.at(subject, path=predicate, detail=_short(predicate))
        if isinstance(obj, URIRef) and not self._is_declared(obj):
            yield UNDECLARED.at(subject, path=predicate, value=obj, detail=_short(obj))

    def _is_declared(self, term: Node) -> bool:
        """Tell whether a term is declared; a term of no vocabulary of ours or known to us counts as declared."""
        if term not in self.declared:
            self.declared[term] = self._look_up(str(term), term)
        return self.declared[term]

    def _look_up(self, name: str, term: Node) -> bool:
        if name.startswith(OURS):
            return self.vocabulary.declares(term)
        cut = max(name.rfind("#"), name.rfind("/")) + 1
        namespace = CLOSED.get(name[:cut])
        return namespace is None or not name[cut:] or term in namespace

    def _iter_misplaced(self, subject: Node, predicate: Node, obj: Node) -> Iterator[Finding]:
        rule = self.vocabulary.properties.get(predicate)
        if rule is None:
            return
        classes = self.types.get(subject)
        if classes and rule.domains and rule.domains.isdisjoint(classes):
            problem = DOMAIN if rule.strict_domain else UNUSUAL_DOMAIN
            yield problem.at(subject, path=predicate, detail=_names(rule.domains))
        if rule.ranges and not self._in_range(obj, rule.ranges):
            problem = RANGE if rule.strict_range else UNUSUAL_RANGE
            yield problem.at(subject, path=predicate, value=obj, detail=_names(rule.ranges))

    def _in_range(self, obj: Node, ranges: frozenset[Identifier]) -> bool:
        if RDFS.Resource in ranges:
            return True
        if isinstance(obj, Literal):
            return RDFS.Literal in ranges or _datatype(obj) in ranges
        classes = self.types.get(obj) or self.vocabulary.concepts.get(obj)
        if not classes:
            return any(not _is_literal_class(cls) for cls in ranges)
        return not ranges.isdisjoint(self.vocabulary.closure(classes))


def _datatype(literal: Literal) -> Identifier:
    if literal.language:
        return RDF.langString
    return literal.datatype or URIRef("http://www.w3.org/2001/XMLSchema#string")


def _is_literal_class(cls: Identifier) -> bool:
    return cls == RDFS.Literal or str(cls).startswith("http://www.w3.org/2001/XMLSchema#")


def _short(term: object) -> str:
    """Return `term` as people write it: the last part of its IRI where that is a name."""
    text = str(term)
    return text.rsplit("#", 1)[-1] if "#" in text else text


def _names(classes: frozenset[Identifier]) -> str:
    return " or ".join(sorted(_short(cls) for cls in classes))
