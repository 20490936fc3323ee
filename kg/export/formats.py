"""Serialise graphs: one function a format, each returning bytes; `EXPORTERS` names them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from rdflib import Graph, Literal
from rdflib.term import Node

from kg.cells import BOM, csv_row
from kg.errors import ExportError
from kg.export.facts import iter_facts, write_facts
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import networkx

Graphs = dict[str, Graph]
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
)
_OF_PAGES = ("page", "page_label", "pages")
"""Columns that are there only where a document has pages."""
_NT_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})
_NOT_GEXF = (re.compile(r' lastmodifieddate="[^"]*"'), re.compile(r'(?<=mode="static") name=""'))
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _union(graphs: Graphs) -> Graph:
    union = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        union.bind(prefix, namespace, override=True, replace=True)
    for name in sorted(graphs):
        for triple in graphs[name]:
            union.add(triple)
    return union


def to_turtle(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return pretty Turtle of the union of the documents."""
    return _union(graphs).serialize(format="turtle").encode("utf-8")


def to_ntriples(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return sorted N-Triples."""
    return "".join(sorted(_nt_lines(_union(graphs), end=" .\n"))).encode("utf-8")


def to_nquads(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return sorted N-Quads, one named graph a document."""
    lines = [line for name in graphs for line in _nt_lines(graphs[name], end=f" <{name}> .\n")]
    return "".join(sorted(lines)).encode("utf-8")


def _nt_lines(graph: Graph, *, end: str) -> list[str]:
    """Return the triples as lines of N-Triples; a text may hold characters at which Python would split lines."""
    return [f"<{subject}> <{predicate}> {_nt_term(obj)}{end}" for subject, predicate, obj in graph]


def _nt_term(term: Node) -> str:
    if not isinstance(term, Literal):
        return f"<{term}>"
    words = '"' + str(term).translate(_NT_ESCAPES) + '"'
    if term.language:
        return f"{words}@{term.language}"
    return f"{words}^^<{term.datatype}>" if term.datatype else words


def to_trig(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return TriG, one named graph a document, in the order of their IRIs."""
    head, blocks = "", []
    for name in sorted(graphs):
        turtle = _union({name: graphs[name]}).serialize(format="turtle")
        _, _, body = turtle.partition("\n\n")
        head = head or "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items()))
        indented = "\n".join(("    " + line) if line else "" for line in _safe_indent(body))
        blocks.append(f"<{name}> {{\n{indented.rstrip()}\n}}\n")
    return (head + "\n" + "\n".join(blocks)).encode("utf-8")


def _safe_indent(body: str) -> list[str]:
    """Return the lines of Turtle without prefixes; texts in long quotes keep their line ends as escapes."""
    parts = body.split('"""')
    for index in range(1, len(parts), 2):
        parts[index] = parts[index].replace("\n", "\\n")
    return '"""'.join(parts).split("\n")


def to_jsonld(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return JSON-LD with our prefixes as context, nodes and keys sorted."""
    plain = _union(graphs).serialize(format="json-ld", context=dict(PREFIXES), auto_compact=False)
    data = json.loads(plain)
    nodes = data["@graph"] if "@graph" in data else [{key: data[key] for key in data if key != "@context"}]
    ordered = sorted(map(_sorted, filter(None, nodes)), key=lambda node: node["@id"])
    data = {"@context": dict(PREFIXES), "@graph": ordered}
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _sorted(node: dict[str, object]) -> dict[str, object]:
    return {
        key: sorted(value, key=lambda item: json.dumps(item, sort_keys=True)) if isinstance(value, list) else value
        for key, value in node.items()
    }


def to_rdfxml(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return RDF/XML with subjects and properties sorted; characters that XML can't hold become U+FFFD."""
    union = _union(graphs)
    prefixes = {namespace: prefix for prefix, namespace in PREFIXES.items()}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<rdf:RDF"]
    lines += [f"    xmlns:{prefix}={quoteattr(namespace)}" for prefix, namespace in sorted(PREFIXES.items())]
    lines[-1] += ">"
    for subject in sorted(set(union.subjects())):
        lines.append(f"  <rdf:Description rdf:about={quoteattr(str(subject))}>")
        for predicate, obj in sorted(union.predicate_objects(subject), key=lambda pair: (str(pair[0]), pair[1].n3())):
            lines.append("    " + _property(str(predicate), obj, prefixes=prefixes))
        lines.append("  </rdf:Description>")
    return ("\n".join([*lines, "</rdf:RDF>"]) + "\n").encode("utf-8")


def _property(predicate: str, obj: Node, *, prefixes: dict[str, str]) -> str:
    """Return one property element; every predicate here lies in a namespace with a prefix."""
    cut = max(predicate.rfind("#"), predicate.rfind("/")) + 1
    name = f"{prefixes[predicate[:cut]]}:{predicate[cut:]}"
    if not isinstance(obj, Literal):
        return f"<{name} rdf:resource={quoteattr(str(obj))}/>"
    kind = (
        f" xml:lang={quoteattr(obj.language)}"
        if obj.language
        else (f" rdf:datatype={quoteattr(str(obj.datatype))}" if obj.datatype else "")
    )
    return f"<{name}{kind}>{escape(_xml_text(str(obj)), {chr(13): '&#13;'})}</{name}>"


def _xml_text(words: str) -> str:
    """Return `words` with U+FFFD for each character that XML 1.0 can't hold, such as a form feed; offsets stay."""
    return _NOT_XML.sub("\ufffd", words)


def to_facts(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return the facts as JSON lines."""
    return write_facts(graphs.values())


def to_csv(graphs: Graphs, network: networkx.MultiDiGraph | None = None) -> bytes:
    """Return all facts as one table for spreadsheets: UTF-8 with BOM, lists as JSON, no cell that runs as a formula."""
    facts = list(iter_facts(graphs.values()))
    columns = [column for column in COLUMNS if column not in _OF_PAGES or any(column in fact for fact in facts)]
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
        data.update({key: _xml_text(value) for key, value in data.items() if isinstance(value, str)})
    return copy


EXPORTERS: dict[str, Exporter] = {
    "turtle": to_turtle,
    "ntriples": to_ntriples,
    "nquads": to_nquads,
    "trig": to_trig,
    "jsonld": to_jsonld,
    "rdfxml": to_rdfxml,
    "graphml": to_graphml,
    "gexf": to_gexf,
    "csv": to_csv,
    "facts": to_facts,
}
SUFFIXES = {
    "turtle": "ttl",
    "ntriples": "nt",
    "nquads": "nq",
    "trig": "trig",
    "jsonld": "jsonld",
    "rdfxml": "rdf",
    "graphml": "graphml",
    "gexf": "gexf",
    "csv": "csv",
    "facts": "facts.jsonl",
}
