"""Declare the terms that the graph is written in, as closed namespaces: a misspelt term raises.

`POL` and `SEC` are ours (see ontology/policy.ttl); NIF 2.0 core, ITS RDF and ELI are declared with the terms
used here. The other vocabularies come from rdflib, which closes them itself.
"""

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DCTERMS, GEO, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, XSD, DefinedNamespace

from kg.config import ONTOLOGY_IRI, POLICY_NAMESPACE, SECTOR_NAMESPACE
from kg.prefixes import PREFIXES

__all__ = [
    "ACTION",
    "DCTERMS",
    "DECISION",
    "ELI",
    "GEO",
    "ITSRDF",
    "MODALITY",
    "NIF",
    "ONTOLOGY",
    "ORG",
    "OWL",
    "POL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "ROLE",
    "SDO",
    "SEC",
    "SH",
    "SKOS",
    "STATUS",
    "TIME",
    "VERDICT",
    "XSD",
]

ONTOLOGY = URIRef(ONTOLOGY_IRI)


class POL(DefinedNamespace):
    """Our classes and properties."""

    _fail = True
    _NS = Namespace(POLICY_NAMESPACE)

    PolicyDocument: URIRef
    Resolution: URIRef
    Decision: URIRef
    Instruction: URIRef
    Decree: URIRef
    Circular: URIRef
    Law: URIRef
    PlanDocument: URIRef
    ProgrammeDocument: URIRef
    Report: URIRef
    Conclusion: URIRef
    Notice: URIRef
    Section: URIRef
    Measure: URIRef
    Priority: URIRef
    KeyTask: URIRef
    Breakthrough: URIRef
    Responsibility: URIRef
    Target: URIRef
    Project: URIRef
    Road: URIRef
    Bridge: URIRef
    Railway: URIRef
    Airport: URIRef
    Port: URIRef
    Waterway: URIRef
    EconomicZone: URIRef
    IndustrialPark: URIRef
    UrbanArea: URIRef
    EnergyFacility: URIRef
    WaterWorks: URIRef
    Facility: URIRef
    Place: URIRef
    Agent: URIRef
    Instrument: URIRef
    Sector: URIRef
    IdentityDecision: URIRef
    Review: URIRef

    partOfDocument: URIRef
    inSection: URIRef
    number: URIRef
    heading: URIRef
    level: URIRef
    text: URIRef
    trigger: URIRef
    triggerSpan: URIRef
    action: URIRef
    sector: URIRef
    mainSector: URIRef
    secondSector: URIRef
    mentions: URIRef
    concernsProject: URIRef
    concernsPlace: URIRef
    cites: URIRef
    underPriority: URIRef
    responsibility: URIRef
    agent: URIRef
    role: URIRef
    inherited: URIRef
    due: URIRef
    dueInherited: URIRef
    recurrence: URIRef
    recurrenceDay: URIRef
    modality: URIRef
    hasTarget: URIRef
    indicator: URIRef
    comparator: URIRef
    value: URIRef
    maxValue: URIRef
    unit: URIRef
    baseline: URIRef
    locatedIn: URIRef
    partOf: URIRef
    routeFrom: URIRef
    routeTo: URIRef
    connects: URIRef
    along: URIRef
    roadNumber: URIRef
    dueBy: URIRef
    develops: URIRef
    issuedBy: URIRef
    memberOf: URIRef
    status: URIRef
    period: URIRef
    confidence: URIRef
    rule: URIRef
    review: URIRef
    verdict: URIRef
    disputed: URIRef
    reviewed: URIRef
    correction: URIRef
    confidenceBefore: URIRef
    depth: URIRef
    signatory: URIRef
    signedAs: URIRef
    suspect: URIRef
    suggestion: URIRef
    page: URIRef
    pageLabel: URIRef
    region: URIRef
    decision: URIRef
    decidedOn: URIRef
    givenName: URIRef
    copyOf: URIRef
    likeness: URIRef


class NIF(DefinedNamespace):
    """The terms of NIF 2.0 core used for citations."""

    _fail = True
    _NS = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")

    Context: URIRef
    OffsetBasedString: URIRef
    RFC5147String: URIRef
    isString: URIRef
    beginIndex: URIRef
    endIndex: URIRef
    anchorOf: URIRef
    referenceContext: URIRef
    sourceUrl: URIRef


class ITSRDF(DefinedNamespace):
    """The terms of ITS 2.0 in RDF used for mentions."""

    _fail = True
    _NS = Namespace("http://www.w3.org/2005/11/its/rdf#")

    taIdentRef: URIRef
    taConfidence: URIRef


class ELI(DefinedNamespace):
    """The terms of the European Legislation Identifier ontology used for documents."""

    _fail = True
    _NS = Namespace("http://data.europa.eu/eli/ontology#")

    LegalResource: URIRef
    LegalResourceSubdivision: URIRef
    LegalExpression: URIRef
    is_realized_by: URIRef
    realizes: URIRef
    language: URIRef
    title: URIRef
    number: URIRef
    date_document: URIRef
    passed_by: URIRef
    type_document: URIRef
    based_on: URIRef
    amends: URIRef
    repeals: URIRef
    consolidates: URIRef


SEC = Namespace(SECTOR_NAMESPACE)
ACTION = Namespace(POLICY_NAMESPACE + "action/")
ROLE = Namespace(POLICY_NAMESPACE + "role/")
MODALITY = Namespace(POLICY_NAMESPACE + "modality/")
STATUS = Namespace(POLICY_NAMESPACE + "status/")
DECISION = Namespace(POLICY_NAMESPACE + "decision/")
VERDICT = Namespace(POLICY_NAMESPACE + "verdict/")
