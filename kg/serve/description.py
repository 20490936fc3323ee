"""Describe the service (SPARQL 1.1 Service Description, W3C Recommendation of 21 March 2013)."""

from __future__ import annotations

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.config import ONTOLOGY_IRI
from kg.serve.negotiate import GRAPHS, accepted, choose

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_WRITTEN = (
    "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV Turtle N-Triples RDF_XML JSON-LD"
)
_WRITERS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "pretty-xml",
    "application/ld+json": "json-ld",
}


async def describe_service(request: Request) -> Response:
    """Return the description in the format that the client likes."""
    choice = choose(accepted(request), GRAPHS)
    if choice is None:
        raise HTTPException(406, f"the description is written as: {', '.join(_WRITERS)}")
    site = request.app.state.site
    endpoint = str(request.url.replace(query="", fragment=""))
    data = describe(endpoint, graphs=(*site.documents, ONTOLOGY_IRI), written_as=_WRITERS[choice.meant])
    kind = f"{choice.shown}; charset=utf-8" if choice.shown.startswith("text/") else choice.shown
    return Response(data, media_type=kind, headers={"vary": "accept", "cache-control": "no-cache"})


def describe(endpoint: str, *, graphs: tuple[str, ...], written_as: str) -> bytes:
    """Return the description of an endpoint over named graphs, every node an IRI."""
    graph = Graph(bind_namespaces="none")
    graph.bind("sd", SD)
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
    ):
        graph.add(triple)
    for name in graphs:
        node = URIRef(f"{endpoint}#graph={name}")
        graph.add((dataset, SD.namedGraph, node))
        graph.add((node, RDF.type, SD.NamedGraph))
        graph.add((node, SD.name, URIRef(name)))
    return graph.serialize(format=written_as, encoding="utf-8")
