"""Check a graph against the ontology: every used term is declared, and OWL's classes make sense.

This is what SHACL cannot say in a closed form: undeclared predicates, classes and concepts (ours, and those of the
vocabularies that `kg.vocab` closes), ends of a property of another class than stated, and individuals of two classes
that exclude each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.convert import to_triples
from kg.names import (
    ACTION,
    DCTERMS,
    DECISION,
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
    VERDICT,
    XSD,
    Names,
)
from kg.triples import Literal, Term, Triples, as_text
from kg.validate.report import Finding
from kg.validate.shapes import SHAPES
from kg.validate.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from rdflib import Graph

Classes = frozenset[str]
OURS = tuple(scheme.namespace for scheme in (ACTION, DECISION, MODALITY, ROLE, STATUS, VERDICT, SEC, POL))
CLOSED: dict[str, Names] = {
    names.namespace: names for names in (DCTERMS, ELI, ITSRDF, NIF, ORG, PROV, RDF, RDFS, SKOS, TIME)
}


def check_terms(data: Triples | Graph, *, vocabulary: Vocabulary | None = None) -> list[Finding]:
    """Return the findings on terms, ends of properties and excluding classes, unsorted."""
    triples = to_triples(data, blank_nodes=True)
    return list(_TermCheck(triples, vocabulary or load_vocabulary()).iter_findings())


@dataclass(frozen=True, slots=True)
class _Problem:
    """A kind of finding: the name of its check, its message in two languages with `{}` for the detail."""

    name: str
    severity: str
    message: str
    message_vi: str

    def at(self, focus: str, *, path: str = "", value: Term = "", detail: str = "") -> Finding:
        return Finding(
            self.severity,
            focus,
            path,
            as_text(value),
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

    def __init__(self, data: Triples, vocabulary: Vocabulary) -> None:
        self.data = data
        self.vocabulary = vocabulary
        self.types: dict[str, Classes] = {}
        self.declared: dict[str, bool] = {}
        self.closures: dict[Classes, Classes] = {}

    def iter_findings(self) -> Iterator[Finding]:
        """Yield every finding."""
        stated: defaultdict[str, set[str]] = defaultdict(set)
        for subject, cls in self.data.pairs(RDF.type):
            stated[subject].add(as_text(cls))
        self.types = {subject: self._close(frozenset(classes)) for subject, classes in stated.items()}
        yield from self._iter_disjoint()
        for subject, found in self.data.nodes.items():
            for predicate, objects in found.items():
                yield from self._iter_undeclared(subject, predicate, objects)
                yield from self._iter_misplaced(subject, predicate, objects)

    def _close(self, classes: Classes) -> Classes:
        """Return classes with all their superclasses."""
        if classes not in self.closures:
            self.closures[classes] = self.vocabulary.closure(classes)
        return self.closures[classes]

    def _iter_disjoint(self) -> Iterator[Finding]:
        clashes: dict[Classes, list[str]] = {}
        for subject, classes in self.types.items():
            if classes not in clashes:
                clashes[classes] = [
                    f"{_short(one)} and {_short(other)}"
                    for one, other in self.vocabulary.disjoint
                    if one in classes and other in classes
                ]
            for clash in clashes[classes]:
                yield DISJOINT.at(subject, path=RDF.type, detail=clash)

    def _iter_undeclared(self, subject: str, predicate: str, objects: list[Term]) -> Iterator[Finding]:
        if not self._is_declared(predicate):
            yield UNDECLARED.at(subject, path=predicate, detail=_short(predicate))
        for obj in objects:
            if isinstance(obj, str) and not self._is_declared(obj):
                yield UNDECLARED.at(subject, path=predicate, value=obj, detail=_short(obj))

    def _is_declared(self, term: str) -> bool:
        """Tell whether a term is declared; a term of no vocabulary of ours or known to us counts as declared."""
        found = self.declared.get(term)
        if found is None:
            found = self.declared[term] = self._look_up(term)
        return found

    def _look_up(self, term: str) -> bool:
        if term.startswith(OURS):
            return self.vocabulary.declares(term)
        cut = max(term.rfind("#"), term.rfind("/")) + 1
        names = CLOSED.get(term[:cut])
        return names is None or not term[cut:] or term in names

    def _iter_misplaced(self, subject: str, predicate: str, objects: list[Term]) -> Iterator[Finding]:
        rule = self.vocabulary.properties.get(predicate)
        if rule is None:
            return
        classes = self.types.get(subject)
        if classes and rule.domains and rule.domains.isdisjoint(classes):
            problem = DOMAIN if rule.strict_domain else UNUSUAL_DOMAIN
            yield problem.at(subject, path=predicate, detail=_names(rule.domains))
        if not rule.ranges:
            return
        for obj in objects:
            if not self._in_range(obj, rule.ranges):
                problem = RANGE if rule.strict_range else UNUSUAL_RANGE
                yield problem.at(subject, path=predicate, value=obj, detail=_names(rule.ranges))

    def _in_range(self, obj: Term, ranges: Classes) -> bool:
        if RDFS.Resource in ranges:
            return True
        if isinstance(obj, Literal):
            return RDFS.Literal in ranges or _datatype(obj) in ranges
        classes = self.types.get(obj) or self.vocabulary.concepts.get(obj)
        if not classes:
            return any(not _is_literal_class(cls) for cls in ranges)
        return not ranges.isdisjoint(self._close(classes))


def _datatype(literal: Literal) -> str:
    return RDF.langString if literal.language else literal.datatype or XSD.string


def _is_literal_class(cls: str) -> bool:
    return cls == RDFS.Literal or cls.startswith(XSD.namespace)


def _short(term: str) -> str:
    """Return `term` as people write it: the last part of its IRI where that is a name."""
    return term.rsplit("#", 1)[-1]


def _names(classes: Classes) -> str:
    return " or ".join(sorted(map(_short, classes)))
