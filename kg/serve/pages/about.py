"""Say what there is to say of a thing by its kind: which queries fill which blocks of its page.

Of a body these are its tasks by role, of a work where it is and what is to be done with it, of a document what it is
based on and what it holds. A block is a query for rows that cite the text; a page shows its first rows, tells how many
there are, and leads to the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_ROLES = ("lead", "implement", "coordinate", "supervise", "advise", "approve", "report", "beneficiary")
_DUE = "OPTIONAL { ?item pol:due ?when OPTIONAL { ?when schema:temporalCoverage ?interval } }"
_SAID = f"""?item prov:wasQuotedFrom ?span ; pol:partOfDocument ?document .
  ?span nif:beginIndex ?start ; nif:endIndex ?end ; nif:anchorOf ?quote .
  OPTIONAL {{ ?span pol:page ?page OPTIONAL {{ ?span pol:pageLabel ?label }} }}
  {_DUE} OPTIONAL {{ ?item pol:dueInherited ?general }}
  BIND(COALESCE(?interval, STR(?when), "") AS ?due)"""
_LAST = 'IF(CONTAINS(?due, "/"), STRAFTER(?due, "/"), ?due)'


class Block(NamedTuple):
    """Rows that a page shows under a heading: a word of `words.json` (or a role), the columns, the query for
    the rows, one with as many rows that is answered sooner, and the role of a body that they are about."""

    name: str
    columns: tuple[str, ...]
    query: str
    counted: str
    role: str = ""


def _statements(name: str, pattern: str, *, more: tuple[str, ...] = ("due",), role: str = "") -> Block:
    """Return a block of measures or targets that a pattern finds as `?item`, those due first in front."""
    order = f'(?due = "") ({_LAST}) ?due ?document ?start ?item'
    query = f"""SELECT DISTINCT ?item ?quote ?start ?end ?document ?due ?general ?inherited ?page ?label WHERE {{
  {{ {pattern} {_SAID} }}
  {{ SELECT ?item (MIN(?begin) AS ?start) (MIN(?stated) AS ?inherited) WHERE {{
    {pattern} ?item prov:wasQuotedFrom/nif:beginIndex ?begin }} GROUP BY ?item }} }} ORDER BY {order}"""
    return Block(name, ("quote", *more, "document"), query, f"SELECT DISTINCT ?item WHERE {{ {pattern} }}", role)


def _things(name: str, pattern: str) -> Block:
    """Return a block of things that a pattern finds as `?item`, by their names."""
    query = f"""SELECT ?item (MIN(?said) AS ?name) (MIN(?how) AS ?relation) WHERE {{
  {pattern} ?item rdfs:label ?said }} GROUP BY ?item ORDER BY ?relation ?name ?item"""
    return Block(name, ("name", "relation"), query, f"SELECT DISTINCT ?item WHERE {{ {pattern} }}")


def _sections(pattern: str) -> Block:
    query = f"""SELECT ?item ?name ?depth ?start ?end ?document (COUNT(DISTINCT ?measure) AS ?many) WHERE {{
  {pattern} ?item a pol:Section ; rdfs:label ?name ; nif:beginIndex ?start ; nif:endIndex ?end ; pol:depth ?depth ;
    pol:partOfDocument ?document .
  OPTIONAL {{ ?measure pol:inSection ?item ; a pol:Measure }} }}
GROUP BY ?item ?name ?depth ?start ?end ?document ORDER BY ?start ?depth ?item"""
    return Block("sections", ("name", "many"), query, f"SELECT DISTINCT ?item WHERE {{ {pattern} }}")


_MEASURE, _TARGET = "?item a pol:Measure ; ", "?item a pol:Target ; "
_BY_CLASS: dict[str, tuple[Block, ...]] = {
    "Agent": (
        *(
            _statements(
                "role",
                f"?duty pol:agent <IRI> ; pol:role role:{role} ; pol:inherited ?stated ."
                " ?item pol:responsibility ?duty .",
                more=("due", "inherited"),
                role=role,
            )
            for role in _ROLES
        ),
        _things("members", '?item pol:memberOf <IRI> . BIND("memberOf" AS ?how)'),
        _things("issued", '?item pol:issuedBy <IRI> . BIND("issuedBy" AS ?how)'),
    ),
    "Project": (
        _statements("measures", f"{_MEASURE} pol:concernsProject <IRI> ."),
        _statements("targets", f"?measure pol:concernsProject <IRI> ; pol:hasTarget ?item . {_TARGET} rdf:type ?any ."),
        _things("parts", '?item pol:partOf|pol:routeFrom|pol:routeTo|pol:connects <IRI> . BIND("" AS ?how)'),
        _things("developedBy", '?item pol:develops <IRI> . BIND("" AS ?how)'),
    ),
    "Place": (
        _things(
            "works",
            "VALUES ?p { pol:locatedIn pol:routeFrom pol:routeTo pol:connects pol:along } ?item ?p <IRI> ."
            ' BIND(STRAFTER(STR(?p), "#") AS ?how)',
        ),
        _statements("measures", f"{_MEASURE} pol:concernsPlace <IRI> ."),
    ),
    "Instrument": (
        _things(
            "citedBy",
            "VALUES ?p { eli:based_on eli:amends eli:repeals eli:consolidates } ?item ?p <IRI> ."
            ' BIND(STRAFTER(STR(?p), "#") AS ?how)',
        ),
        _things("develops", '<IRI> pol:develops ?item . BIND("" AS ?how)'),
        _statements("measures", f"{_MEASURE} pol:cites <IRI> ."),
    ),
    "PolicyDocument": (
        *(
            _things(name, f'<IRI> eli:{name} ?item . BIND("" AS ?how)')
            for name in ("based_on", "amends", "repeals", "consolidates")
        ),
        _sections("?item pol:partOfDocument <IRI> ."),
        _statements("targets", f"{_TARGET} pol:partOfDocument <IRI> ."),
        _statements("dueMeasures", f"{_MEASURE} pol:partOfDocument <IRI> ; pol:due ?some ."),
    ),
    "Section": (
        _sections("?item dcterms:isPartOf <IRI> ."),
        _statements("measures", f"{_MEASURE} pol:inSection <IRI> ."),
        _statements("targets", f"{_TARGET} pol:inSection <IRI> ."),
    ),
    "Concept": (
        _things("works", '?item a pol:Project ; pol:sector <IRI> . BIND("" AS ?how)'),
        _statements("measures", f"{_MEASURE} pol:mainSector <IRI> ."),
        _statements("targets", f"{_TARGET} pol:sector <IRI> ."),
    ),
    "Measure": (
        _things(
            "who",
            "<IRI> pol:responsibility ?duty . ?duty pol:agent ?item ; pol:role ?role ."
            ' BIND(STRAFTER(STR(?role), "role/") AS ?how)',
        ),
        _statements("targets", "<IRI> pol:hasTarget ?item ."),
    ),
    "Target": (_statements("measures", f"{_MEASURE} pol:hasTarget <IRI> ."),),
}
FACTS: dict[str, Sequence[str]] = {
    "Agent": ("memberOf",),
    "Project": "locatedIn partOf routeFrom routeTo connects along roadNumber status due dueBy sector".split(),
    "Place": ("identifier", "locatedIn", "partOf"),
    "Instrument": ("issuedBy",),
    "PolicyDocument": "type_document number date_document publisher passed_by signatory signedAs period".split(),
    "Section": ("partOfDocument", "isPartOf", "number"),
    "Concept": ("broader", "notation"),
    "Measure": "due modality action mainSector sector concernsProject concernsPlace cites underPriority inSection "
    "partOfDocument".split(),
    "Target": "indicator comparator value maxValue unit level baseline due sector inSection partOfDocument".split(),
}
"""The properties that stand at the top of a page, by the kind of thing, named by the last part of their IRI."""

STATEMENTS = frozenset(("Measure", "Target"))
"""The kinds whose quotes say what they are; those of others say their names and stand in a fold."""


def kind_of(types: set[str]) -> str:
    """Return the kind of a thing by the last parts of its types' IRIs, empty for one that has no blocks."""
    return next((kind for kind in _BY_CLASS if kind in types), "")


def blocks_of(kind: str, iri: str) -> list[Block]:
    """Return the blocks of a thing; its IRI has none of the signs that an IRI can't have."""

    def fill(query: str) -> str:
        return query.replace("<IRI>", f"<{iri}>")

    return [block._replace(query=fill(block.query), counted=fill(block.counted)) for block in _BY_CLASS.get(kind, ())]
