"""Show a thing of the graph by its IRI: as a page with its citations, or as RDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.config import ONTOLOGY_IRI
from kg.serve.http.negotiate import GRAPHS, SHORT, Choice, accepted, choose
from kg.serve.http.replies import ask, respond
from kg.serve.pages.about import FACTS, STATEMENTS, Block, blocks_of, kind_of
from kg.serve.site.asking import Paging, Row, asked_page, count, read, read_all, read_stretch
from kg.serve.site.frame import render
from kg.serve.words import language, load, read_own, say, say_relation, say_time
from kg.vocab import PREFIXES

_OFFERS = {"text/html": "text/html"} | GRAPHS
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_WIDE = frozenset(("Project", "PolicyDocument", "Concept"))
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
_SHOWN_LENGTH = 600
_IN_BLOCK, _ON_PAGE, _MOST_QUOTES = 20, 100, 100

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
} ORDER BY ?p ?s ?label LIMIT 100"""
_QUOTES = """SELECT DISTINCT ?document ?title ?start ?end ?quote ?page ?label WHERE {
  { ?span itsrdf:taIdentRef <IRI> } UNION { <IRI> prov:wasQuotedFrom ?span }
  UNION { ?statement rdf:subject|rdf:object <IRI> ; prov:wasQuotedFrom ?span }
  ?span nif:anchorOf ?quote ; nif:beginIndex ?start ; nif:endIndex ?end ; nif:referenceContext ?text .
  ?text dcterms:isPartOf ?document .
  OPTIONAL { ?document eli:title ?title }
  OPTIONAL { ?span pol:page ?page OPTIONAL { ?span pol:pageLabel ?label } }
} ORDER BY ?document ?start ?end LIMIT 100"""
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
    asked = [_ask(query, lang=lang, iri=iri) for query in (_PROPERTIES, _LINKS, _QUOTES)]
    properties, links, quotes = await read_all(request, asked)
    if not (properties or links or quotes):
        raise HTTPException(404, "there is no such thing in the graph")
    types = {_last(row["o"]) for row in properties if row["p"].endswith("#type")}
    kind = kind_of(types)
    blocks = await _blocks(request, blocks_of(kind, iri))
    label = next((row["o"] for row in properties if row["p"].endswith(("#label", "#prefLabel"))), None)
    facts = [row for row in properties if _last(row["p"]) in FACTS.get(kind, ())]
    return render(
        request,
        "thing.html",
        iri=iri,
        label=label or next((row["o"] for row in properties if row["p"].endswith("#text")), iri),
        kind=_kind_words(types, kind, lang),
        is_said=kind in STATEMENTS,
        is_body=kind == "Agent",
        document=request.app.state.site.by_iri.get(iri),
        facts=_in_order(_group(request, facts, value="o", lang=lang), FACTS.get(kind, ())),
        blocks=blocks,
        properties=_group(request, properties, value="o"),
        links=_group(request, links, value="s"),
        quotes=[row | _places(request, row) for row in quotes],
        many_links=len(links),
        most=_MOST_QUOTES,
    )


async def _blocks(request: Request, blocks: list[Block]) -> list[dict[str, Any]]:
    """Return the blocks that have rows, each with how many; `?show=` and `?page=` lead on in one of them."""
    shown = request.query_params.get("show", "")
    if shown:
        chosen = [block for block in blocks if shown == (block.role or block.name)]
        if not chosen:
            raise HTTPException(404, "there is no such list of this thing")
        rows, paging = await read_stretch(
            request, chosen[0].query, page=asked_page(request), size=_ON_PAGE, counted=chosen[0].counted
        )
        return [_show_block(request, chosen[0], rows, paging)]
    found = await read_all(request, [f"{block.query}\nLIMIT {_IN_BLOCK + 1}" for block in blocks])
    made = []
    for block, rows in zip(blocks, found, strict=True):
        if rows:
            total = len(rows) if len(rows) <= _IN_BLOCK else await count(request, block.counted)
            made.append(_show_block(request, block, rows[:_IN_BLOCK], Paging(1, _IN_BLOCK, total)))
    return made


def _show_block(request: Request, block: Block, rows: list[Row], paging: Paging) -> dict[str, Any]:
    site, lang = request.app.state.site, language(request)
    columns = [name for name in block.columns if name == "quote" or any(row.get(name) for row in rows)]
    shown = []
    for row in rows:
        document, at = row.get("document", ""), (row.get("start", ""), row.get("end", ""))
        relation = row.get("relation", "")
        shown.append(
            row
            | {"path": site.path(row["item"]), "due": say_time(row.get("due", ""), lang)}
            | {"relation": say("values", relation, lang) if block.name == "who" else say_relation(relation, lang)}
            | {"cited": site.text_path(document, *at) if all(at) else None}
            | {"of": site.by_iri.get(document), "of_path": site.path(document)}
        )
    return {"name": block.name, "role": block.role, "columns": columns, "rows": shown, "paging": paging}


def _kind_words(types: set[str], kind: str, lang: str) -> str:
    """Return what a thing is in words: by the closest of its classes that has a name."""
    named = load()["classes"] | load()["values"]
    for name in sorted(types - _WIDE) or [kind]:
        name = name.removesuffix("Document")
        if name in named:
            return named[name][lang]
    return ""


def _in_order(groups: list[dict[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    return sorted(groups, key=lambda group: names.index(_last(group["iri"])))


def _last(iri: str) -> str:
    """Return the last part of an IRI."""
    return re.split(r"[#/]", iri)[-1]


async def ontology(request: Request) -> Response:
    """Return the vocabulary: as a page of its terms, or as RDF with the sectors."""
    choice = _format(request)
    if choice.meant != "text/html":
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{ONTOLOGY_IRI}> {{ ?s ?p ?o }} }}"
        return await _triples(request, query, choice=choice)
    lang = language(request)
    rows = await read(request, _ask(_TERMS.replace("ONTOLOGY", ONTOLOGY_IRI), lang=lang))
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


def _ask(query: str, *, lang: str, iri: str = "") -> str:
    return query.replace("<IRI>", f"<{iri}>").replace('"LANG"', f'"{lang}"')


def _places(request: Request, quote: dict[str, str]) -> dict[str, str | None]:
    """Return the paths that lead from a quote: to its document, and to the picture of its page where that is kept."""
    site = request.app.state.site
    kept = site.kept_of(quote["document"])
    where = f"start={quote['start']}&end={quote['end']}"
    sheet = f"/pages/{kept.slug}/{quote['page']}?{where}" if kept and "page" in quote else None
    text = site.text_path(quote["document"], quote["start"], quote["end"])
    return {"path": site.path(quote["document"]), "sheet": sheet, "cited": text}


def _group(request: Request, rows: list[Row], *, value: str, lang: str = "") -> list[dict[str, Any]]:
    """Return rows gathered by property, each value once, with the path under which it is found here.

    In a language, properties of other vocabularies are named in words too.
    """
    site, found = request.app.state.site, {}
    for row in rows:
        name = row.get("name") or (lang and read_own()[lang].get(_last(row["p"]))) or _short(row["p"])
        entry = found.setdefault(row["p"], {"iri": row["p"], "name": name, "values": {}})
        iri = row[value]
        shown = row.get("label") or _short(iri)
        if value == "o" and _DAY.fullmatch(iri):
            shown = say_time(iri, language(request))
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
