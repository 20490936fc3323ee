"""Check a graph against the SHACL shapes and the ontology: `validate(graph)` returns a `Report`."""

from __future__ import annotations

from kg.validate.engines import CHECKED_AT_ONCE
from kg.validate.report import Finding, Report
from kg.validate.shapes import load_shapes
from kg.validate.validator import validate

__all__ = ["CHECKED_AT_ONCE", "Finding", "Report", "load_shapes", "validate"]
