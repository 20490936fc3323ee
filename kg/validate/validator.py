"""Run the SHACL shapes and the ontology checks over a graph and gather what they find."""

from __future__ import annotations

import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from rdflib import Graph
from rdflib.term import Node

from kg.errors import ShapeError
from kg.validate.report import Finding, Report
from kg.validate.shapes import load_ontology, load_shapes
from kg.validate.terms import check_terms
from kg.validate.vocabulary import class_hierarchy
from kg.vocab import RDF, SH


def validate(data: Graph, *, shapes: Graph | None = None) -> Report:
    """Return the report on a graph, which is left as it is; `shapes` replaces those of the package.

    The union of all documents is meant to be given: a citation's text and an entity's class may stand in
    another named graph than the statement. Raises `ShapeError` where the shapes are malformed.
    """
    findings = check_shapes(data, shapes=load_shapes() if shapes is None else shapes)
    findings += check_terms(data)
    return Report(tuple(sorted(set(findings), key=lambda finding: finding.sort_key)))


def check_shapes(data: Graph, *, shapes: Graph) -> list[Finding]:
    """Return what SHACL finds, unsorted.

    Of the ontology only the subclass triples are mixed in, and no inference runs: class targets need no more.
    pyshacl 0.40.1 leaves rdflib's literal normalising off when it stops in the middle, so it is put back.
    """
    working = Graph()
    for triple in data:
        working.add(triple)
    for triple in class_hierarchy(load_ontology()):
        working.add(triple)
    normalise = rdflib.NORMALIZE_LITERALS
    try:
        _, results, _ = pyshacl.validate(working, shacl_graph=shapes, inference="none", inplace=True)
    except ReportableRuntimeError as error:
        raise ShapeError(f"the shapes are malformed: {error}", remedy="mend ontology/shapes") from error
    finally:
        rdflib.NORMALIZE_LITERALS = normalise
    if isinstance(results, ValidationFailure):
        raise ShapeError(f"the shapes cannot be applied: {results}", remedy="mend ontology/shapes")
    return [_to_finding(results, node) for node in results.subjects(RDF.type, SH.ValidationResult)]


def _to_finding(results: Graph, node: Node) -> Finding:
    messages = {literal.language: str(literal) for literal in results.objects(node, SH.resultMessage)}
    severity = results.value(node, SH.resultSeverity) or SH.Violation
    return Finding(
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
    return "" if term is None or isinstance(term, rdflib.BNode) else str(term)
