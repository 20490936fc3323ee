"""Show a thing of the graph by its IRI: as a page with its citations, or as RDF."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.config import ONTOLOGY_IRI
from kg.serve.negotiate import GRAPHS, SHORT, Choice, accepted, choose
from kg.serve.pages import language, render
from kg.serve.replies import ask, read_rows, respond
from kg.vocab import PREFIXES

_OFFERS = {"text/html": "text/html"} | GRAPHS
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_JSON = "application/sparql-results+json"
_SHOWN_LENGTH = 600

_TRIPLES = """CONSTRUCT { <IRI> ?p ?o . ?span ?q ?r } WHERE {
  { <IRI> ?p ?o } UNION {
    { ?span itsrdf:taIdentRef <IRI> } UNION { <IRI> prov:wasQuotedFrom ?span }
    ?span ?q ?r } }"""
_PROPERTIES = """SELECT DISTINCT ?p ?name ?o ?label WHERE {
  <IRI> ?p ?o .
  OPTIONAL { ?p rdfs:label ?name FILTER(LANG(?name) = "LANG") }
  OPTIONAL { ?o rdfs:label|skos:prefLabel ?label FILTER(LANG(?label) IN ("LANG", "vi")) }
  FILTER(?p NOT IN (prov:wasQuotedFrom, nif:isString))
} ORDER BY ?p ?o ?label LIMIT 500"""
_LINKS = """SELECT DISTINCT ?p ?name ?s ?label WHERE {
  ?s ?p <IRI> .
  OPTIONAL { ?p rdfs:label ?name FILTER(LANG(?name) = "LANG") }
  OPTIONAL { ?s rdfs:label|skos:prefLabel|pol:text ?label FILTER(LANG(?label) IN ("LANG", "vi", "")) }
  FILTER(?p NOT IN (itsrdf:taIdentRef, rdf:subject, rdf:object, nif:referenceContext))
} ORDER BY ?p ?s ?label LIMIT 300"""
_QUOTES = """SELECT DISTINCT ?document ?title ?start ?end ?quote ?page ?label WHERE {
  { ?span itsrdf:taIdentRef <IRI> } UNION { <IRI> prov:wasQuotedFrom ?span }
  UNION { ?statement rdf:subject|rdf:object <IRI> ; prov:wasQuotedFrom ?span }
  ?span nif:anchorOf ?quote ; nif:beginIndex ?start ; nif:endIndex ?end ; nif:referenceContext ?text .
  ?text dcterms:isPartOf ?document .
  OPTIONAL { ?document eli:title ?title }
  OPTIONAL { ?span pol:page ?page OPTIONAL { ?span pol:pageLabel ?label } }
} ORDER BY ?document ?start ?end LIMIT 500"""
_TERMS = """SELECT ?term ?kind ?vi ?en ?comment ?parent WHERE {
  GRAPH <ONTOLOGY> { ?term a ?kind FILTER(?kind IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty, skos:Concept))
    FILTER(STRSTARTS(STR(?term), "ONTOLOGY"))
    OPTIONAL { ?term rdfs:label|skos:prefLabel ?vi FILTER(LANG(?vi) = "vi") }
    OPTIONAL { ?term rdfs:label|skos:prefLabel ?en FILTER(LANG(?en) = "en") }
    OPTIONAL { ?term rdfs:comment ?comment FILTER(LANG(?comment) = "LANG") }
    OPTIONAL { ?term rdfs:subClassOf|rdfs:subPropertyOf ?parent FILTER(STRSTARTS(STR(?parent), "ONTOLOGY")) } }
} ORDER BY ?kind ?term ?parent"""


async def thing(request: Request) -> Response:
    """Return what the graph says of the thing that a path leads to."""
    first = "/" + request.url.path.split("/", 2)[1] + "/"
    iri = request.app.state.site.bases[first] + request.path_params["rest"]
    if _NOT_IN_IRI.search(iri):
        raise HTTPException(404, "there is no such thing in the graph")
    choice = _format(request)
    if choice.meant != "text/html":
        return await _triples(request, _TRIPLES.replace("<IRI>", f"<{iri}>"), choice=choice)
    lang = language(request)
    properties, links, quotes = await asyncio.gather(
        *(_rows(request, query, iri=iri, lang=lang) for query in (_PROPERTIES, _LINKS, _QUOTES))
    )
    if not (properties or links or quotes):
        raise HTTPException(404, "there is no such thing in the graph")
    label = next((row["o"] for row in properties if row["p"].endswith(("#label", "#prefLabel"))), None)
    return render(
        request,
        "thing.html",
        iri=iri,
        label=label or next((row["o"] for row in properties if row["p"].endswith("#text")), iri),
        properties=_group(request, properties, value="o"),
        links=_group(request, links, value="s"),
        quotes=[row | _places(request, row) for row in quotes],
    )


async def ontology(request: Request) -> Response:
    """Return the vocabulary: as a page of its terms, or as RDF with the sectors."""
    choice = _format(request)
    if choice.meant != "text/html":
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{ONTOLOGY_IRI}> {{ ?s ?p ?o }} }}"
        return await _triples(request, query, choice=choice)
    lang = language(request)
    rows = await _rows(request, _TERMS.replace("ONTOLOGY", ONTOLOGY_IRI), lang=lang)
    terms: dict[str, dict[str, Any]] = {}
    for row in rows:
        kind = next((name for name in ("class", "concept") if row["kind"].lower().endswith(name)), "property")
        entry = terms.setdefault(row["term"], row | {"name": row["term"].partition("#")[2], "is": kind, "parents": []})
        if "parent" in row and row["parent"].partition("#")[2] not in entry["parents"]:
            entry["parents"].append(row["parent"].partition("#")[2])
    return render(request, "ontology.html", terms=list(terms.values()), iri=ONTOLOGY_IRI)


def _format(request: Request) -> Choice:
    """Return the format that a request asks for, by `?format=` or by what it accepts."""
    asked = request.query_params.get("format")
    if asked is not None:
        if asked not in SHORT:
            raise HTTPException(400, f"formats: {', '.join(SHORT)}")
        return Choice(SHORT[asked], SHORT[asked])
    choice = choose(accepted(request), _OFFERS)
    if choice is None:
        raise HTTPException(406, f"there are: {', '.join(_OFFERS)}")
    return choice


async def _triples(request: Request, query: str, *, choice: Choice) -> Response:
    reply = await ask(request, {"query": query, "rows": None, "graph": choice.meant})
    if not reply.rows:
        raise HTTPException(404, "there is no such thing in the graph")
    return respond(request, reply, choice=choice)


async def _rows(request: Request, query: str, *, lang: str, iri: str = "") -> list[dict[str, str]]:
    asked = query.replace("<IRI>", f"<{iri}>").replace('"LANG"', f'"{lang}"')
    return read_rows(await ask(request, {"query": asked, "rows": _JSON, "graph": None}))


def _places(request: Request, quote: dict[str, str]) -> dict[str, str | None]:
    """Return the paths that lead from a quote: to its document, and to the picture of its page where that is kept."""
    site = request.app.state.site
    kept = site.kept_of(quote["document"])
    where = f"start={quote['start']}&end={quote['end']}"
    sheet = f"/pages/{kept.slug}/{quote['page']}?{where}" if kept and "page" in quote else None
    return {"path": site.path(quote["document"]), "sheet": sheet}


def _group(request: Request, rows: list[dict[str, str]], *, value: str) -> list[dict[str, Any]]:
    """Return rows gathered by property, each value once, with the path under which it is found here."""
    site, found = request.app.state.site, {}
    for row in rows:
        entry = found.setdefault(row["p"], {"iri": row["p"], "name": row.get("name") or _short(row["p"]), "values": {}})
        iri = row[value]
        shown = row.get("label") or _short(iri)
        entry["path"] = site.path(row["p"])
        entry["values"].setdefault(iri, {"text": _cut(shown), "path": site.path(iri)})
    return [entry | {"values": list(entry["values"].values())} for entry in found.values()]


def _short(iri: str) -> str:
    """Return an IRI with its prefix where it has one."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN_LENGTH else text[:_SHOWN_LENGTH] + " …"
