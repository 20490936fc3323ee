"""Tell the ontology in brief, in under 2,000 tokens: for who writes a query."""

from __future__ import annotations

from kg.assist.asked import Asked
from kg.config import ONTOLOGY_IRI
from kg.prefixes import QUERY_PREFIXES

_TERMS = f"""SELECT ?term ?kind ?vi (MIN(?up) AS ?parent) (MIN(?d) AS ?domain) (MIN(?r) AS ?range) WHERE {{
  GRAPH <{ONTOLOGY_IRI}> {{
    ?term a ?kind FILTER(?kind IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty))
    FILTER(STRSTARTS(STR(?term), "{ONTOLOGY_IRI}"))
    OPTIONAL {{ ?term rdfs:label ?vi FILTER(LANG(?vi) = "vi") }}
    OPTIONAL {{ ?term rdfs:subClassOf ?up FILTER(STRSTARTS(STR(?up), "{ONTOLOGY_IRI}")) }}
    OPTIONAL {{ ?term rdfs:domain ?d }} OPTIONAL {{ ?term rdfs:range ?r }} }}
}} GROUP BY ?term ?kind ?vi ORDER BY ?term"""
_HEAD = """# Policy knowledge graph: the ontology in brief

All these prefixes are known: {prefixes}. Ids of things are IRIs relative to <{base}>, which is the base of every
query. Each document is a named graph; without GRAPH a query sees all.

Citations: `?x prov:wasQuotedFrom ?span` (measures, targets, relations) and `?span itsrdf:taIdentRef ?x` (mentions of
bodies, works, places); `?span nif:anchorOf ?quote; nif:beginIndex ?start; nif:endIndex ?end; pol:page ?page`.
Names: rdfs:label, skos:altLabel. Documents: eli:number, eli:title, eli:date_document, dcterms:publisher.
Times: `?x pol:due ?t. OPTIONAL {{?t schema:temporalCoverage ?interval}}`.
Roles: role:lead, implement, coordinate, supervise, advise, approve, report, beneficiary.
Sectors: `<https://w3id.org/policykg/sector/transport>`, skos:prefLabel, skos:broader.
"""
_EXAMPLE = """
## Example: who leads what
SELECT ?who ?quote ?start ?end WHERE { ?m pol:responsibility ?r. ?r pol:agent/rdfs:label ?who; pol:role role:lead.
 ?m prov:wasQuotedFrom ?s. ?s nif:anchorOf ?quote; nif:beginIndex ?start; nif:endIndex ?end } LIMIT 10
"""


async def write_brief(asked: Asked) -> str:
    """Return the ontology in brief as Markdown: prefixes, citations, classes below each other, properties."""
    rows, _ = await asked.select(_TERMS)
    name = {row["term"]: row["term"].partition("#")[2] for row in rows}
    classes = [row for row in rows if row["kind"].endswith("#Class")]
    below: dict[str, list[str]] = {}
    for row in classes:
        below.setdefault(row.get("parent", ""), []).append(f"{name[row['term']]} ({row.get('vi', '')})")
    lines = ["## Classes (pol:)", "; ".join(below.pop("", []))]
    lines += [f"Below {name.get(parent, parent)}: {'; '.join(some)}" for parent, some in below.items()]
    properties = [row for row in rows if not row["kind"].endswith("#Class")]
    lines += ["", "## Properties (pol:), from → to"]
    groups: dict[str, list[str]] = {}
    for row in properties:
        to = row.get("range", "").rpartition("#")[2]
        shown = name[row["term"]] + (f" → {to}" if to and to not in ("Literal", "string") else "")
        groups.setdefault(row.get("domain", "").rpartition("#")[2], []).append(shown)
    lines += [f"{domain or 'any'}: {', '.join(some)}" for domain, some in sorted(groups.items())]
    head = _HEAD.format(prefixes=" ".join(sorted(QUERY_PREFIXES)), base=asked.site.base_iri)
    return head + "\n" + "\n".join(lines) + "\n" + _EXAMPLE
