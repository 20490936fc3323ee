"""Serialise graphs: one function a format, each returning bytes; `EXPORTERS` names them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kg.cells import BOM, csv_row
from kg.errors import ExportError
from kg.export import annotations
from kg.export.datapackage import write_datapackage
from kg.export.facts import iter_facts, write_facts
from kg.export.geojson import write_geojson
from kg.export.parquet import write_parquet
from kg.export.schema import write_schema
from kg.graph.convert import to_rdflib, to_triples
from kg.names import RDF, XSD
from kg.prefixes import PREFIXES
from kg.store.graphs.serialise import iter_ordered, write_trig, write_turtle
from kg.triples import Term, Triples, as_text, iter_lines, write_lines, write_term

if TYPE_CHECKING:
    import networkx
    from rdflib import Graph

Graphs = Mapping[str, "Triples | Graph"]
"""Document IRI -> the graph of the document."""
Exporter = Callable[[Graphs, "networkx.MultiDiGraph | None"], bytes]
COLUMNS = (
    "fact",
    "id",
    "doc",
    "class",
    "label",
    "aliases",
    "number",
    "work",
    "heading",
    "parent",
    "level",
    "title",
    "type",
    "issuer",
    "issued",
    "place",
    "period",
    "adopted_by",
    "trigger",
    "action",
    "indicator",
    "comparator",
    "value",
    "value_max",
    "unit",
    "due",
    "due_inherited",
    "recurrence",
    "recurrence_day",
    "baseline",
    "subject",
    "predicate",
    "object",
    "start",
    "end",
    "quote",
    "also",
    "section",
    "measure",
    "sectors",
    "entities",
    "agents",
    "priority",
    "modality",
    "same_as",
    "code",
    "mentions",
    "normal",
    "signatory",
    "signed_as",
    "based_on",
    "amends",
    "repeals",
    "consolidates",
    "confidence",
    "rule",
    "suspects",
    "page",
    "page_label",
    "pages",
    "copy_of",
    "likeness",
    "review",
    "due_review",
    "sectors_review",
)
_SELDOM = ("page", "page_label", "pages", "copy_of", "likeness", "review", "due_review", "sectors_review")
"""Columns that are there only where a document has pages, is a copy of another, or where people decided on facts."""
_TRUTHS = {"true": True, "false": False}
_NOT_GEXF = (re.compile(r' lastmodifieddate="[^"]*"'), re.compile(r'(?<=mode="static") name=""'))
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _union(graphs: Graphs) -> Triples:
    return Triples.union(to_triples(graphs[name]) for name in sorted(graphs))


def to_turtle(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return Turtle of the union of the documents, nodes in the order of their IRIs, the class of each first."""
    return write_turtle(iter_lines(iter_ordered(_union(graphs))))


def to_pretty_turtle(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return Turtle as rdflib lays it out, nodes by class; it takes some fourteen times as long."""
    return to_rdflib(_union(graphs)).serialize(format="turtle").encode("utf-8")


def to_ntriples(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return sorted N-Triples."""
    return "".join(sorted(write_lines(_union(graphs)))).encode("utf-8")


def to_nquads(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return sorted N-Quads, one named graph a document."""
    lines = [line for name in graphs for line in write_lines(to_triples(graphs[name]), graph=name)]
    return "".join(sorted(lines)).encode("utf-8")


def to_trig(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return TriG, one named graph a document, in the order of their IRIs."""
    return write_trig(
        line for name in sorted(graphs) for line in iter_lines(iter_ordered(to_triples(graphs[name])), graph=name)
    )


def to_jsonld(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return JSON-LD with our prefixes as context, nodes and keys sorted; places on pages as Web Annotation too."""
    union = _union(graphs)
    short = Shortener()
    nodes = [_to_node(subject, union.nodes[subject], short=short) for subject in sorted(union.nodes)]
    nodes.sort(key=lambda node: str(node["@id"]))
    context = dict(PREFIXES) | (annotations.PREFIX if annotations.add_selectors(nodes) else {})
    data = {"@context": context, "@graph": nodes}
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _to_node(subject: str, properties: dict[str, list[Term]], *, short: Shortener) -> dict[str, object]:
    """Return a node of JSON-LD: its classes as `@type`, the values of each property as objects, sorted."""
    node: dict[str, object] = {"@id": short(subject)}
    for predicate, objects in properties.items():
        if predicate == RDF.type:
            types = sorted(short(as_text(obj)) for obj in objects)
            node["@type"] = types[0] if len(types) == 1 else types
            continue
        values = sorted((_to_value(obj, short=short) for obj in objects), key=lambda value: json.dumps(value))
        node[short(predicate)] = values[0] if len(values) == 1 else values
    return node


def _to_value(obj: Term, *, short: Shortener) -> object:
    """Return a value of JSON-LD: truths and whole numbers as those of JSON, which mean them."""
    if isinstance(obj, str):
        return {"@id": short(obj)}
    if obj.language:
        return {"@language": obj.language, "@value": obj.value}
    if obj.datatype == XSD.boolean and obj.value in _TRUTHS:
        return _TRUTHS[obj.value]
    if obj.datatype == XSD.integer and obj.value.isdecimal() and str(int(obj.value)) == obj.value:
        return int(obj.value)
    return {"@type": short(obj.datatype), "@value": obj.value} if obj.datatype else obj.value


class Shortener:
    """Shortens IRIs of known namespaces to `prefix:name`; keeps what it found."""

    def __init__(self) -> None:
        self._prefixes = {namespace: prefix for prefix, namespace in PREFIXES.items()}
        self._known: dict[str, str] = {}

    def __call__(self, iri: str) -> str:
        """Return the short form, or the IRI where its namespace has no prefix."""
        if iri not in self._known:
            cut = max(iri.rfind("#"), iri.rfind("/")) + 1
            prefix = self._prefixes.get(iri[:cut])
            self._known[iri] = f"{prefix}:{iri[cut:]}" if prefix else iri
        return self._known[iri]


def to_rdfxml(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return RDF/XML with subjects and properties sorted; characters that XML can't hold become U+FFFD."""
    union = _union(graphs)
    short = Shortener()
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<rdf:RDF"]
    lines += [f"    xmlns:{prefix}={quoteattr(namespace)}" for prefix, namespace in sorted(PREFIXES.items())]
    lines[-1] += ">"
    for subject in sorted(union.nodes):
        lines.append(f"  <rdf:Description rdf:about={quoteattr(subject)}>")
        for predicate, objects in sorted(union.nodes[subject].items()):
            lines += ["    " + _property(short(predicate), obj) for obj in sorted(objects, key=write_term)]
        lines.append("  </rdf:Description>")
    return ("\n".join([*lines, "</rdf:RDF>"]) + "\n").encode("utf-8")


def _property(name: str, obj: Term) -> str:
    """Return one property element; every predicate here lies in a namespace with a prefix."""
    if isinstance(obj, str):
        return f"<{name} rdf:resource={quoteattr(obj)}/>"
    kind = (
        f" xml:lang={quoteattr(obj.language)}"
        if obj.language
        else (f" rdf:datatype={quoteattr(obj.datatype)}" if obj.datatype else "")
    )
    return f"<{name}{kind}>{escape(xml_text(obj.value), {chr(13): '&#13;'})}</{name}>"


def xml_text(words: str) -> str:
    """Return `words` with U+FFFD for each character that XML 1.0 can't hold, such as a form feed; offsets stay."""
    return _NOT_XML.sub("\ufffd", words)


def to_facts(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return the facts as JSON lines."""
    return write_facts(graphs.values())


def to_geojson(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return places and works as GeoJSON."""
    return write_geojson(iter_facts(graphs.values()))


def to_parquet(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return all facts as one typed table of Parquet."""
    return write_parquet(iter_facts(graphs.values()))


def to_datapackage(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return the facts as a data package in a zip file, a table for each kind."""
    return write_datapackage(iter_facts(graphs.values()))


def to_schema(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return the JSON Schema of a fact, which is the same for all graphs."""
    return write_schema()


def to_csv(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return all facts as one table for spreadsheets: UTF-8 with BOM, lists as JSON, no cell that runs as a formula."""
    facts = list(iter_facts(graphs.values()))
    columns = [column for column in COLUMNS if column not in _SELDOM or any(column in fact for fact in facts)]
    rows = ([_cell(fact.get(column)) for column in columns] for fact in facts)
    return BOM + "".join(map(csv_row, (columns, *rows))).encode("utf-8")


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def to_graphml(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return the network view as GraphML, in the same bytes whether lxml is installed or not."""
    import networkx

    numbered = _network(network)
    for number, (_, _, attributes) in enumerate(numbered.edges(data=True)):
        attributes["edge_id"] = f"e{number}"
    buffer = io.BytesIO()
    networkx.write_graphml_xml(numbered, buffer, edge_id_from_attribute="edge_id")
    return buffer.getvalue()


def to_gexf(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return the network view as GEXF 1.2, static, without what networkx puts in and the schema does not know.

    That is an empty name of the graph; the date of writing goes too, so that the bytes are the same every day.
    """
    import networkx

    text = "\n".join(networkx.generate_gexf(_network(network)))
    for foreign in _NOT_GEXF:
        text = foreign.sub("", text, count=1)
    return (text + "\n").encode("utf-8")


def _network(network: networkx.MultiDiGraph | None) -> networkx.MultiDiGraph:
    """Return a copy of the network, its texts such that XML can hold them."""
    if network is None:
        raise ExportError("GraphML and GEXF are written from the network view", remedy="give the network too")
    copy = network.copy()
    records = [data for _, data in copy.nodes(data=True)] + [data for _, _, data in copy.edges(data=True)]
    for data in records:
        data.update({key: xml_text(value) for key, value in data.items() if isinstance(value, str)})
    return copy


EXPORTERS: dict[str, Exporter] = {
    "turtle": to_turtle,
    "pretty-turtle": to_pretty_turtle,
    "ntriples": to_ntriples,
    "nquads": to_nquads,
    "trig": to_trig,
    "jsonld": to_jsonld,
    "rdfxml": to_rdfxml,
    "graphml": to_graphml,
    "gexf": to_gexf,
    "csv": to_csv,
    "facts": to_facts,
    "geojson": to_geojson,
    "parquet": to_parquet,
    "datapackage": to_datapackage,
    "schema": to_schema,
}
SUFFIXES = {
    "turtle": "ttl",
    "pretty-turtle": "pretty.ttl",
    "ntriples": "nt",
    "nquads": "nq",
    "trig": "trig",
    "jsonld": "jsonld",
    "rdfxml": "rdf",
    "graphml": "graphml",
    "gexf": "gexf",
    "csv": "csv",
    "facts": "facts.jsonl",
    "geojson": "geojson",
    "parquet": "parquet",
    "datapackage": "datapackage.zip",
    "schema": "schema.json",
}
