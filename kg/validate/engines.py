"""Ask the two engines of SHACL: shacl-rust, some twenty times as fast, and pyshacl, which is always there."""

from __future__ import annotations

import importlib.util
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.errors import ShapeError
from kg.graph.convert import to_rdflib, to_rdflib_triple
from kg.names import ITSRDF, RDF, SH
from kg.store.graphs.serialise import read_term, read_turtle
from kg.triples import Term, Triples, as_text, write_lines
from kg.validate.report import Finding
from kg.validate.shapes import load_ontology, read_shapes
from kg.validate.vocabulary import class_hierarchy

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


CHECKED_AT_ONCE = 200_000
"""So many triples are checked at a time; a larger graph is checked in parts, as it takes a kilobyte a triple."""


_LITTLE = 40
"""So many triples at most are said of a neighbour."""


@lru_cache(maxsize=1)
def has_shacl_rust() -> bool:
    """Say whether shacl-rust is installed (the extra `fast`)."""
    return importlib.util.find_spec("shacl_rust") is not None


def check_by_shacl_rust(data: Triples | Graph, *, lines: str = "") -> list[Finding]:
    """Return what shacl-rust finds by the shapes of the package, unsorted; `lines` is the graph as N-Triples.

    Raises `ShapeError` where it can't read the shapes or the graph.
    """
    if isinstance(data, Triples) and len(data) > CHECKED_AT_ONCE:
        return [finding for part in _parts(data) for finding in _check_part(part, data)]
    return _ask_shacl_rust(
        lines or ("".join(write_lines(data)) if isinstance(data, Triples) else data.serialize(format="nt"))
    )


def _ask_shacl_rust(lines: str, *, of: Container[str] | None = None) -> list[Finding]:
    """Return what shacl-rust finds in lines of N-Triples, of some nodes only where these are given."""
    import shacl_rust

    graph = lines + "".join(write_lines(class_hierarchy(load_ontology())))
    try:
        report = shacl_rust.validate(
            graph, read_shapes(), data_format="nt", shapes_format="turtle", experimental_index=True
        )
    except ValueError as error:
        raise ShapeError(f"the graph can't be checked: {error}", remedy="mend ontology/shapes, or the graph") from error
    messages = _read_messages()
    results = (one for one in report["results"] if of is None or one["focusNode"][1:-1] in of)
    return [_from_result(result, messages) for result in results]


def _parts(data: Triples) -> Iterator[dict[str, dict[str, list[Term]]]]:
    """Yield the nodes of a graph with what is said of them, so many at a time as have the triples of a part."""
    part: dict[str, dict[str, list[Term]]] = {}
    length = 0
    for subject, found in data.nodes.items():
        part[subject] = found
        length += sum(map(len, found.values()))
        if length >= CHECKED_AT_ONCE // 2:
            yield part
            part, length = {}, 0
    if part:
        yield part


def _check_part(part: Mapping[str, Mapping[str, list[Term]]], data: Triples) -> list[Finding]:
    """Return what is wrong with some nodes of a graph.

    Of others they are checked with what the shapes ask of a neighbour: its classes, and one mention of an entity. What
    else is said of a neighbour, where it is little, keeps the engine from telling at length that it lacks.
    """
    own = [(node, name, obj) for node, said in part.items() for name, objects in said.items() for obj in objects]
    near = {obj for _, _, obj in own if isinstance(obj, str) and obj not in part and obj in data.nodes}
    small = {node for node in near if sum(map(len, data.nodes[node].values())) <= _LITTLE}
    said = [(node, name, obj) for node in small for name, objects in data.nodes[node].items() for obj in objects]
    far = {obj for _, _, obj in said if isinstance(obj, str) and obj not in part and obj not in small}
    classes = [(node, RDF.type, cls) for node in far | (near - small) for cls in data.objects(node, RDF.type)]
    mentions = ((node, data.subjects(ITSRDF.taIdentRef, node)) for node in part)
    mentioned = [(spans[0], ITSRDF.taIdentRef, node) for node, spans in mentions if spans]
    return _ask_shacl_rust("".join(write_lines([*own, *said, *classes, *mentioned])), of=part)


@lru_cache(maxsize=1)
def _read_messages() -> Mapping[str, Mapping[str, str]]:
    """Return the messages of each shape by language: what shacl-rust reports has lost its languages."""
    messages: dict[str, dict[str, str]] = {}
    for shape, message in read_turtle(read_shapes().encode("utf-8")).pairs(SH.message):
        messages.setdefault(shape, {})[getattr(message, "language", "")] = as_text(message)
    return messages


def _from_result(result: Mapping[str, Any], messages: Mapping[str, Mapping[str, str]]) -> Finding:
    shape = _plain(result["sourceShape"])
    said = messages.get(shape) or {"": " ".join(sorted(result["messages"]))}
    path = result.get("resultPath") or ""
    return Finding(
        severity=_plain(result["severity"]).rsplit("#", 1)[-1],
        focus_node=_plain(result["focusNode"]),
        path=_plain(path) if path.startswith("<") and path.count("<") == 1 else "",
        value=_plain(result.get("value") or ""),
        message=said.get("en") or " ".join(sorted(said.values())),
        shape=shape,
        message_vi=said.get("vi", ""),
    )


def _plain(written: str) -> str:
    """Return a term as text; a blank node gives none, since its name differs at every run."""
    return "" if not written or written.startswith("_:") else as_text(read_term(written))


def check_by_pyshacl(data: Triples | Graph, *, shapes: Graph) -> list[Finding]:
    """Return what pyshacl finds, unsorted; raises `ShapeError` where the shapes are malformed.

    Of the ontology only the subclass triples are mixed in, and no inference runs: class targets need no more.
    pyshacl 0.40.1 leaves rdflib's literal normalising off when it stops in the middle, so it is put back.
    """
    import pyshacl
    import rdflib
    from pyshacl.errors import ReportableRuntimeError, ValidationFailure

    working = to_rdflib(data if isinstance(data, Triples) else ())
    for triple in () if isinstance(data, Triples) else data:
        working.add(triple)
    for triple in class_hierarchy(load_ontology()):
        working.add(to_rdflib_triple(triple))
    normalise = rdflib.NORMALIZE_LITERALS
    try:
        _, results, _ = pyshacl.validate(working, shacl_graph=shapes, inference="none", inplace=True)
    except ReportableRuntimeError as error:
        raise ShapeError(f"the shapes are malformed: {error}", remedy="mend ontology/shapes") from error
    finally:
        rdflib.NORMALIZE_LITERALS = normalise
    if isinstance(results, ValidationFailure):
        raise ShapeError(f"the shapes cannot be applied: {results}", remedy="mend ontology/shapes")
    return list(_iter_results(results))


def _iter_results(results: Graph) -> Iterator[Finding]:
    from kg.vocab import RDF, SH

    for node in results.subjects(RDF.type, SH.ValidationResult):
        messages = {literal.language: str(literal) for literal in results.objects(node, SH.resultMessage)}
        severity = results.value(node, SH.resultSeverity) or SH.Violation
        yield Finding(
            severity=str(severity).rsplit("#", 1)[-1],
            focus_node=_text(results.value(node, SH.focusNode)),
            path=_text(results.value(node, SH.resultPath)),
            value=_text(results.value(node, SH.value)),
            message=messages.get("en") or " ".join(sorted(messages.values())),
            shape=_text(results.value(node, SH.sourceShape)),
            message_vi=messages.get("vi", ""),
        )


def _text(term: Node | None) -> str:
    """Return a term as text; a blank node (a complex path) gives none, since its name differs at every run."""
    from rdflib import BNode

    return "" if term is None or isinstance(term, BNode) else str(term)
