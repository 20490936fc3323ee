"""Read which decimal mark a document writes: `1.234,5` as Vietnamese does, or `1,234.5` as English does."""

from __future__ import annotations

from kg.annotate import Annotations
from kg.extract.grammar.numerals import decimal_mark
from kg.model import Findings, PreparedText


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Set the decimal mark of `findings.header` from the figures of the whole text that show it."""
    findings.header.decimal_mark = decimal_mark(prepared.text)
