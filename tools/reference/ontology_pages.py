"""The page of the vocabulary, from the Turtle: labels, comments, domains and ranges, closed lists, sectors, shapes."""

from __future__ import annotations

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.prefixes import QUERY_PREFIXES
from kg.resources import ontology_path

HEAD = """# Từ vựng · The vocabulary

Do `python tools/reference` viết từ các tệp Turtle trong `ontology/`; đừng sửa trực tiếp. · Written by
`python tools/reference` from the Turtle in `ontology/`; do not edit it by hand.

The names below `https://w3id.org/policykg/` are not registered yet: nothing depends on their resolving. Every term has
a label and a comment in Vietnamese and English; what other vocabularies already say (ELI, ORG, SKOS, PROV, NIF,
GeoSPARQL) is said in their terms.
"""
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
OURS = ("https://w3id.org/policykg/",)


def page() -> str:
    """Return the whole page."""
    graph = Graph()
    for name in ("policy.ttl", "sectors.ttl"):
        graph.parse(ontology_path() / name)
    shapes = Graph()
    for path in sorted((ontology_path() / "shapes").glob("*.ttl")):
        shapes.parse(path)
    parts = [HEAD, *_classes(graph), *_properties(graph), *_lists(graph), *_shapes(shapes)]
    return "\n".join(parts) + "\n"


def _classes(graph: Graph) -> list[str]:
    lines = [
        "## Classes\n",
        "| class | tiếng Việt | English | is a | meaning |",
        "| --- | --- | --- | --- | --- |",
    ]
    for term in _ours(graph, OWL.Class):
        above = _names(graph.objects(term, RDFS.subClassOf))
        lines.append(f"| `{_name(term)}` | {_said(graph, term, RDFS.label)} | {above} | {_meant(graph, term)} |")
    return lines


def _properties(graph: Graph) -> list[str]:
    lines = [
        "\n## Properties\n",
        "| property | tiếng Việt | English | from | to | is a | meaning |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for term in sorted({term for kind in PROPERTIES for term in _ours(graph, kind)}):
        ends = (_names(graph.objects(term, about)) for about in (RDFS.domain, RDFS.range, RDFS.subPropertyOf))
        cells = (f"`{_name(term)}`", _said(graph, term, RDFS.label), *ends, _meant(graph, term))
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _lists(graph: Graph) -> list[str]:
    lines = ["\n## Closed lists\n"]
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme)):
        label = _said(graph, scheme, SKOS.prefLabel, RDFS.label).replace(" | ", " · ").strip(" ·")
        lines += [f"\n### {label or _name(scheme)}\n", f"`{_name(scheme)}`\n"]
        lines += ["| value | tiếng Việt | English | under |", "| --- | --- | --- | --- |"]
        for term in sorted(graph.subjects(SKOS.inScheme, scheme)):
            above = _names(graph.objects(term, SKOS.broader))
            lines.append(f"| `{_name(term)}` | {_said(graph, term, SKOS.prefLabel, RDFS.label)} | {above} |")
    return lines


def _shapes(graph: Graph) -> list[str]:
    lines = [
        "\n## Shapes\n",
        "What `kg validate` asks of a graph. A finding of weight `Warning` or `Info` is told of and no failure.",
    ]
    for shape in sorted(graph.subjects(RDF.type, SH.NodeShape)):
        ways = (SH.targetClass, SH.targetSubjectsOf)
        targets = _names(term for about in ways for term in graph.objects(shape, about))
        lines += [f"\n### {_name(shape)}\n", f"Of {targets}.\n" if targets else "Used by other shapes.\n"]
        lines += ["| path | weight | message |", "| --- | --- | --- |"]
        for one in [shape, *sorted(graph.objects(shape, SH.property), key=_name)]:
            message = _in(graph, one, SH.message, "en")
            if message:
                lines.append(f"| {_path(graph, one)} | {_weight(graph, one)} | {message} |")
    return lines


def _path(graph: Graph, shape: Node) -> str:
    path = graph.value(shape, SH.path)
    if path is None:
        return "itself"
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return f"`^{_name(inverse)}`"
    if isinstance(path, URIRef):
        return f"`{_name(path)}`"
    branches = graph.value(path, SH.alternativePath)
    parts = Collection(graph, branches if branches is not None else path)
    return f"`{('/' if branches is None else ' or ').join(_name(part) for part in parts)}`"


def _weight(graph: Graph, shape: Node) -> str:
    weight = graph.value(shape, SH.severity)
    return str(weight).rsplit("#", 1)[-1] if weight else "Violation"


def _ours(graph: Graph, kind: URIRef) -> list[URIRef]:
    found = {term for term in graph.subjects(RDF.type, kind) if str(term).startswith(OURS)}
    return sorted(term for term in found if isinstance(term, URIRef))


def _said(graph: Graph, term: Node, *about: URIRef) -> str:
    """Return what a term is called as two cells, Vietnamese and English."""
    found = {lang: next(filter(None, (_in(graph, term, one, lang) for one in about)), "") for lang in ("vi", "en")}
    return f"{found['vi']} | {found['en']}"


def _meant(graph: Graph, term: Node) -> str:
    return "<br>".join(filter(None, (_in(graph, term, RDFS.comment, lang) for lang in ("vi", "en"))))


def _in(graph: Graph, term: Node, about: URIRef, lang: str) -> str:
    texts = sorted(str(one) for one in graph.objects(term, about) if isinstance(one, Literal) and one.language == lang)
    return "; ".join(" ".join(text.split()).replace("|", "\\|") for text in texts)


def _names(terms: object) -> str:
    return ", ".join(f"`{name}`" for name in sorted(_name(term) for term in terms if isinstance(term, URIRef)))


def _name(term: Node) -> str:
    """Return an IRI in short, with the prefixes that queries know and `shp:` for shapes."""
    iri = str(term)
    known = {**QUERY_PREFIXES, "shp": "https://w3id.org/policykg/shapes#"}
    fits = [(len(space), prefix, iri[len(space) :]) for prefix, space in known.items() if iri.startswith(str(space))]
    if not fits:
        return iri
    _, prefix, rest = max(fits)
    return f"{prefix}:{rest}"
