"""Read from the ontology what a graph may say: classes, properties, concepts, and which classes exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.names import OWL, RDF, RDFS, SDO, SKOS
from kg.triples import Triple, Triples, as_text
from kg.validate.shapes import load_ontology

PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
CONCEPT_TYPES = (SKOS.Concept, SKOS.ConceptScheme)


@dataclass(frozen=True, slots=True)
class PropertyRule:
    """What a property links; `strict_*` where the ontology says rdfs:domain or rdfs:range, not merely what is usual."""

    domains: frozenset[str]
    ranges: frozenset[str]
    strict_domain: bool
    strict_range: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ontology, indexed: `ancestors` leads from a class to itself and all that it is a subclass of."""

    ancestors: dict[str, frozenset[str]]
    properties: dict[str, PropertyRule]
    concepts: dict[str, frozenset[str]]
    disjoint: tuple[tuple[str, str], ...]

    def closure(self, classes: frozenset[str]) -> frozenset[str]:
        """Return `classes` with all their superclasses."""
        return classes.union(*(self.ancestors.get(cls, ()) for cls in classes))

    def declares(self, term: str) -> bool:
        """Tell whether the ontology says what `term` is."""
        return term in self.ancestors or term in self.properties or term in self.concepts


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the index of the packaged ontology."""
    return index_ontology(load_ontology())


def index_ontology(ontology: Triples) -> Vocabulary:
    """Return the index of an ontology graph."""
    ancestors = {cls: _ancestors(ontology, cls) for cls in ontology.subjects(RDF.type, OWL.Class)}
    properties = {prop: _rule(ontology, prop) for kind in PROPERTY_TYPES for prop in ontology.subjects(RDF.type, kind)}
    concepts = {
        concept: frozenset(map(as_text, ontology.objects(concept, RDF.type)))
        for kind in CONCEPT_TYPES
        for concept in ontology.subjects(RDF.type, kind)
    }
    disjoint = sorted((one, as_text(other)) for one, other in ontology.pairs(OWL.disjointWith))
    return Vocabulary(ancestors, properties, concepts, tuple(disjoint))


def class_hierarchy(ontology: Triples) -> list[Triple]:
    """Return only the subclass triples of an ontology: all that SHACL's class targets need of it."""
    return [(cls, RDFS.subClassOf, above) for cls, above in ontology.pairs(RDFS.subClassOf)]


def _ancestors(ontology: Triples, cls: str) -> frozenset[str]:
    """Return a class and all that it is a subclass of."""
    found, left = {cls}, [cls]
    while left:
        above = {as_text(term) for term in ontology.objects(left.pop(), RDFS.subClassOf)} - found
        found |= above
        left += above
    return frozenset(found)


def _rule(ontology: Triples, prop: str) -> PropertyRule:
    domain, domains = _ends(ontology, prop, RDFS.domain, SDO.domainIncludes)
    range_, ranges = _ends(ontology, prop, RDFS.range, SDO.rangeIncludes)
    return PropertyRule(domains, ranges, strict_domain=domain, strict_range=range_)


def _ends(ontology: Triples, prop: str, strict: str, usual: str) -> tuple[bool, frozenset[str]]:
    stated = frozenset(map(as_text, ontology.objects(prop, strict)))
    return bool(stated), stated or frozenset(map(as_text, ontology.objects(prop, usual)))
