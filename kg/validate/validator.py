"""Run the SHACL shapes and the ontology checks over a graph and gather what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.triples import Triples
from kg.validate.engines import check_by_pyshacl, check_by_shacl_rust, has_shacl_rust
from kg.validate.report import Finding, Report
from kg.validate.shapes import load_shapes
from kg.validate.terms import check_terms

if TYPE_CHECKING:
    from rdflib import Graph


def validate(data: Triples | Graph, *, shapes: Graph | None = None, lines: str = "") -> Report:
    """Return the report on a graph, which is left as it is; `shapes` replaces those of the package.

    `lines` is the graph as N-Triples where that is known already.

    The union of all documents is meant to be given: a citation's text and an entity's class may stand in
    another named graph than the statement. Raises `ShapeError` where the shapes are malformed.
    """
    findings = check_shapes(data, shapes=shapes, lines=lines) + check_terms(data)
    return Report(tuple(sorted(set(findings), key=lambda finding: finding.sort_key)))


def check_shapes(data: Triples | Graph, *, shapes: Graph | None = None, lines: str = "") -> list[Finding]:
    """Return what SHACL finds, unsorted.

    The shapes of the package are checked by shacl-rust where it is installed, else by pyshacl; both find the same, as a
    test sees to. Shapes of others are for pyshacl, which says what is wrong with them.
    """
    if shapes is None and has_shacl_rust():
        return check_by_shacl_rust(data, lines=lines)
    return check_by_pyshacl(data, shapes=load_shapes() if shapes is None else shapes)
