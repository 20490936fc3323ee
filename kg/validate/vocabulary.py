"""Read from the ontology what a graph may say: classes, properties, concepts, and which classes exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rdflib import Graph
from rdflib.term import Identifier, URIRef

from kg.validate.shapes import load_ontology
from kg.vocab import OWL, RDF, RDFS, SDO, SKOS

PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
CONCEPT_TYPES = (SKOS.Concept, SKOS.ConceptScheme)


@dataclass(frozen=True, slots=True)
class PropertyRule:
    """What a property links; `strict_*` where the ontology says rdfs:domain or rdfs:range, not merely what is usual."""

    domains: frozenset[Identifier]
    ranges: frozenset[Identifier]
    strict_domain: bool
    strict_range: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ontology, indexed: `ancestors` leads from a class to itself and all that it is a subclass of."""

    ancestors: dict[Identifier, frozenset[Identifier]]
    properties: dict[Identifier, PropertyRule]
    concepts: dict[Identifier, frozenset[Identifier]]
    disjoint: tuple[tuple[Identifier, Identifier], ...]

    def closure(self, classes: frozenset[Identifier]) -> frozenset[Identifier]:
        """Return `classes` with all their superclasses."""
        return classes.union(*(self.ancestors.get(cls, ()) for cls in classes))

    def declares(self, term: Identifier) -> bool:
        """Tell whether the ontology says what `term` is."""
        return term in self.ancestors or term in self.properties or term in self.concepts


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the index of the packaged ontology."""
    return index_ontology(load_ontology())


def index_ontology(ontology: Graph) -> Vocabulary:
    """Return the index of an ontology graph."""
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    ancestors = {cls: frozenset(ontology.transitive_objects(cls, RDFS.subClassOf)) for cls in classes}
    properties = {prop: _rule(ontology, prop) for kind in PROPERTY_TYPES for prop in ontology.subjects(RDF.type, kind)}
    concepts = {
        concept: frozenset(ontology.objects(concept, RDF.type))
        for kind in CONCEPT_TYPES
        for concept in ontology.subjects(RDF.type, kind)
    }
    return Vocabulary(ancestors, properties, concepts, tuple(sorted(ontology.subject_objects(OWL.disjointWith))))


def class_hierarchy(ontology: Graph) -> Graph:
    """Return only the subclass triples of an ontology: all that SHACL's class targets need of it."""
    hierarchy = Graph()
    for triple in ontology.triples((None, RDFS.subClassOf, None)):
        hierarchy.add(triple)
    return hierarchy


def _rule(ontology: Graph, prop: Identifier) -> PropertyRule:
    domain, domains = _ends(ontology, prop, RDFS.domain, SDO.domainIncludes)
    range_, ranges = _ends(ontology, prop, RDFS.range, SDO.rangeIncludes)
    return PropertyRule(domains, ranges, strict_domain=domain, strict_range=range_)


def _ends(ontology: Graph, prop: Identifier, strict: URIRef, usual: URIRef) -> tuple[bool, frozenset[Identifier]]:
    stated = frozenset(ontology.objects(prop, strict))
    return bool(stated), stated or frozenset(ontology.objects(prop, usual))
