"""Describe the service (SPARQL 1.1 Service Description, W3C Recommendation of 21 March 2013) and the data behind it.

The data as VoID (W3C Note of 3 March 2011) and DCAT 3 (W3C Recommendation of 22 August 2024) have it: the
vocabularies, the base of IRIs, for each document its title, number, issuer, day and how many facts it gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID, XSD
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.config import BASE_IRI, ONTOLOGY_IRI
from kg.names import POL
from kg.prefixes import PREFIXES
from kg.serve.http.negotiate import GRAPHS, accepted, choose
from kg.serve.site.listed import Listed

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_WRITTEN = (
    "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV Turtle N-Triples RDF_XML JSON-LD"
)
_TITLES = {"vi": "Đồ thị tri thức từ văn bản chính sách", "en": "Knowledge graph of policy documents"}
_ABOUT = "What documents commit to: measures, targets, who answers for them, by when; each cites its characters."
_VOCABULARIES = ("pol", "sec", "eli", "nif", "itsrdf", "dcterms", "prov", "skos", "org", "geo", "time", "schema")
_COUNTED = {"measures": POL.Measure, "targets": POL.Target, "sections": POL.Section}
Triple = tuple[URIRef, URIRef, URIRef | Literal]
_WRITERS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}


async def describe_service(request: Request) -> Response:
    """Return the description in the format that the client likes."""
    choice = choose(accepted(request), GRAPHS)
    if choice is None:
        raise HTTPException(406, f"the description is written as: {', '.join(_WRITERS)}")
    site = request.app.state.site
    endpoint = str(request.url.replace(query="", fragment=""))
    written_as = _WRITERS[choice.meant]
    graphs = (*site.documents, ONTOLOGY_IRI)
    data = describe(endpoint, graphs=graphs, written_as=written_as, listed=site.listed, base=site.base_iri)
    kind = f"{choice.shown}; charset=utf-8" if choice.shown.startswith("text/") else choice.shown
    return Response(data, media_type=kind, headers={"vary": "accept", "cache-control": "no-cache"})


def describe(
    endpoint: str, *, graphs: tuple[str, ...], written_as: str, listed: Sequence[Listed] = (), base: str = BASE_IRI
) -> bytes:
    """Return the description of an endpoint over named graphs, every node an IRI; `listed` are its documents."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (("sd", SD), ("void", VOID), ("dcat", DCAT), ("dcterms", DCTERMS), ("xsd", XSD)):
        graph.bind(prefix, namespace)
    service, dataset, default = (URIRef(endpoint + part) for part in ("#service", "#dataset", "#default"))
    for triple in (
        (service, RDF.type, SD.Service),
        (service, SD.endpoint, URIRef(endpoint)),
        (service, SD.supportedLanguage, SD.SPARQL11Query),
        (service, SD.feature, SD.UnionDefaultGraph),
        (service, SD.defaultDataset, dataset),
        (dataset, RDF.type, SD.Dataset),
        (dataset, SD.defaultGraph, default),
        (default, RDF.type, SD.Graph),
        *((service, SD.resultFormat, _FORMATS[name]) for name in _WRITTEN.split()),
        *_describe_data(service, dataset, endpoint, base=base),
        *_count(dataset, endpoint, listed),
    ):
        graph.add(triple)
    known = {one.iri: one for one in listed}
    for name in graphs:
        node = URIRef(f"{endpoint}#graph={name}")
        graph.add((dataset, SD.namedGraph, node))
        graph.add((node, RDF.type, SD.NamedGraph))
        graph.add((node, SD.name, URIRef(name)))
        graph += list(_describe_document(dataset, node, known[name])) if name in known else []
    return graph.serialize(format=written_as, encoding="utf-8")


def _describe_data(service: URIRef, dataset: URIRef, endpoint: str, *, base: str) -> Iterator[Triple]:
    """Yield what the dataset is: where it is asked, what its IRIs begin with, which vocabularies it uses."""
    distribution = URIRef(endpoint + "#distribution")
    yield from ((dataset, RDF.type, kind) for kind in (VOID.Dataset, DCAT.Dataset))
    yield from ((dataset, DCTERMS.title, Literal(title, lang=lang)) for lang, title in _TITLES.items())
    yield dataset, DCTERMS.description, Literal(_ABOUT, lang="en")
    yield dataset, DCTERMS.language, URIRef("http://id.loc.gov/vocabulary/iso639-1/vi")
    yield dataset, VOID.sparqlEndpoint, URIRef(endpoint)
    yield dataset, VOID.uriSpace, Literal(base)
    yield dataset, DCAT.distribution, distribution
    yield from ((dataset, VOID.vocabulary, URIRef(PREFIXES[name])) for name in _VOCABULARIES)
    yield distribution, RDF.type, DCAT.Distribution
    yield distribution, DCAT.accessURL, URIRef(endpoint)
    yield distribution, DCAT.accessService, service
    yield service, RDF.type, DCAT.DataService
    yield service, DCTERMS.title, Literal("SPARQL", lang="en")
    yield service, DCAT.endpointURL, URIRef(endpoint)
    yield service, DCAT.servesDataset, dataset


def _count(dataset: URIRef, endpoint: str, listed: Iterable[Listed]) -> Iterator[Triple]:
    """Yield how many measures and targets there are, and how many documents."""
    documents = list(listed)
    numbers = {POL.PolicyDocument: len(documents)}
    for name, cls in _COUNTED.items():
        numbers[cls] = sum(one.counts.get(name, 0) for one in documents)
    for cls, number in numbers.items() if documents else ():
        part = URIRef(f"{endpoint}#class={cls.removeprefix(POL.namespace)}")
        yield dataset, VOID.classPartition, part
        yield part, RDF.type, VOID.Dataset
        yield part, VOID["class"], URIRef(cls)
        yield part, VOID.entities, Literal(number)


def _describe_document(dataset: URIRef, node: URIRef, document: Listed) -> Iterator[Triple]:
    """Yield what is known of the graph of a document: a part of the dataset, as the document names itself."""
    yield dataset, VOID.subset, node
    yield from ((node, RDF.type, kind) for kind in (VOID.Dataset, DCAT.Dataset))
    yield node, VOID.rootResource, URIRef(document.iri)
    yield node, DCTERMS.title, Literal(document.title or document.short, lang="vi")
    for term, words in ((DCTERMS.identifier, document.number), (DCTERMS.publisher, document.issuer)):
        if words:
            yield node, term, Literal(words)
    if document.date:
        yield node, DCTERMS.issued, Literal(document.date, datatype=XSD.date)
